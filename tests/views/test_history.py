"""The history of a question: differences between the editions readers could see, ten a page, nothing to come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Question
from tests import factories

pytestmark = pytest.mark.django_db
HISTORY = "/questions/why/history/"


def printed(editions):
    """Publish a question ``editions`` times, its short answer another one each time; return the question."""
    question = factories.printable_question(slug="why")
    for number in range(1, editions + 1):
        Question.objects.filter(pk=question.pk).update(short_answer=f"Rain fell {number} times.")
        workflow.publish(question=question)
    return question


def text(client, url=HISTORY):
    return client.get(url).content.decode()


@pytest.mark.parametrize("key", ["0", "99", "x", "-1", "1", "²", "9" * 30, "1\x00", "1.5"])
def test_a_page_that_is_not_there_is_not_found(client, key):
    printed(1)
    assert client.get(HISTORY, {"before": key}).status_code == 404


def test_a_change_is_shown_in_words_that_also_a_screen_reader_tells_apart(client):
    printed(2)
    page = text(client)
    assert '<del><span class="unseen">[removed: </span>1 <span class="unseen">]</span></del>' in page
    assert '<ins><span class="unseen">[added: </span>2 <span class="unseen">]</span></ins>' in page
    assert "The first printing." in page
    assert "No change of substance." in page


def test_what_is_scheduled_cancelled_or_only_typed_is_in_no_difference(client):
    question = printed(2)
    Question.objects.filter(pk=question.pk).update(short_answer="The secret of next week.")
    later = workflow.schedule(question=question, at=timezone.now() + timedelta(hours=1))
    Question.objects.filter(pk=question.pk).update(premise_note="Only typed.")
    assert "secret" not in text(client)
    assert "Only typed" not in text(client)
    workflow.unschedule(question=question, edition=later)
    assert "secret" not in text(client)


def test_markup_in_a_difference_stays_text(client):
    question = printed(1)
    Question.objects.filter(pk=question.pk).update(short_answer="<script>alert(1)</script>")
    workflow.publish(question=question)
    assert "<script>alert(1)" not in text(client)
    assert "&lt;script&gt;alert(1)" in text(client)


def test_a_long_history_goes_on_from_page_to_page_and_ends_with_the_first_printing(client):
    printed(11)
    first = text(client)
    assert "Edition 2<" in first
    assert "Edition 1<" not in first
    assert "The first printing." not in first
    assert 'href="?before=2"' in first
    assert "Edition 1<" in text(client, f"{HISTORY}?before=2")
    assert "The first printing." in text(client, f"{HISTORY}?before=2")
