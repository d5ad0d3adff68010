"""The questions closest to a text: live ones only, the question's own words first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import search, workflow
from articles.models import Question
from tests import factories

pytestmark = pytest.mark.django_db


def found(text, **options):
    return [edition.slug for edition in search.similar(text, **options)]


def test_a_text_finds_the_question_that_shares_its_words_before_an_answer_that_does():
    factories.printed_question(slug="answer", text="Why did it rain?", short_answer="The harvest failed.")
    factories.printed_question(slug="question", text="Was the harvest late in the Alps?")
    assert found("When were harvests late?") == ["question", "answer"]


def test_accents_and_endings_do_not_matter():
    factories.printed_question(slug="why", text="Who was crowned at Orléans?")
    assert found("crowning in ORLEANS") == ["why"]


@pytest.mark.parametrize(
    "text",
    ["", "   ", "the of and", "\x00", "\ud800", "☕🏺", '"', '") OR *:', "a'b\\ & | ! <-> :*", "x" * 10_000],
)
def test_a_text_without_words_of_sense_is_close_to_nothing(text):
    factories.printed_question()
    assert found(text) == []


def test_only_what_is_live_at_that_moment_is_found():
    now = timezone.now()
    editions = {}
    for state in ("live", "draft", "scheduled", "withdrawn"):
        question = factories.printable_question(slug=state, text=f"Why did the obelisk crack ({state})?")
        if state == "scheduled":
            workflow.schedule(question=question, at=now + timedelta(days=1))
        elif state != "draft":
            editions[state] = workflow.publish(question=question)
    workflow.withdraw(question=Question.objects.get(slug="withdrawn"), reason="A check.")
    assert found("obelisk") == ["live"]
    assert set(found("obelisk", at=now + timedelta(days=2))) == {"live", "scheduled"}
    assert found("obelisk", exclude=editions["live"]) == []


def test_words_of_an_older_edition_find_nothing():
    edition = factories.printed_question(slug="why", text="Why did the obelisk crack?")
    question = Question.objects.get(pk=edition.question_id)
    question.text = "Why did the column crack?"
    question.save()
    workflow.publish(question=question)
    assert found("obelisk") == []
    assert found("column") == ["why"]


def test_it_costs_the_same_for_one_question_and_for_three(django_assert_num_queries):
    for rows in (1, 3):
        while len(found("harvest")) < rows:
            factories.printed_question()
        with django_assert_num_queries(4):
            found("harvest")
