"""The key a title is sorted by, and the card that printing writes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import filing
from articles.models import IndexCard
from tests import factories


@pytest.mark.parametrize(
    ("title", "key", "letter"),
    [
        ("The Élan of ’76", "elan of 76", "E"),
        ("“A day in Ur”", "day in ur", "D"),
        ("An", "an", "A"),
        ("Did Nightingale’s charts save lives?", "did nightingales charts save lives", "D"),
        ("Æthelred the Unready", "aethelred the unready", "A"),
        ("1066 and after", "1066 and after", "#"),
        ("Ждать", "ждать", "#"),
        ("…?", "", "#"),
        ("x" * 300, "x" * 120, "X"),
    ],
)
def test_a_title_is_sorted_by_its_letters_without_article_accent_and_quotation_mark(title, key, letter):
    assert (filing.sort_key(title), filing.letter(key)) == (key, letter)


@pytest.mark.django_db
def test_printing_files_the_edition_even_a_scheduled_one():
    question = factories.printable_question(short_title="The Alamo", covers="1836-03-06")
    edition = factories.workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
    card = IndexCard.objects.get(edition=edition)
    assert (card.letter, card.sort_key, card.month_day) == ("A", "alamo", 306)
