"""When what a question says last changed in substance: said at publishing, dated from what was printed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import pages, workflow
from articles.models import Edition
from tests.factories import printable_question

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTE = {"kind": "clarification", "wrong": "It said three.", "right": "It says four."}


@pytest.fixture
def question():
    """A question first live at NOON; the clock stands an hour later."""
    question = printable_question(slug="why")
    with time_machine.travel(NOON, tick=False):
        workflow.publish(question=question)
    with time_machine.travel(NOON + HOUR, tick=False):
        yield question


def dates(question):
    """Number, substance, and hours from NOON to the last change of substance, of each edition not cancelled."""
    rows = question.editions.printed().order_by("live_from")
    return [(row.number, row.is_substantial, (row.substance_from - NOON) / HOUR) for row in rows]


def test_a_first_edition_is_a_change_of_substance(question):
    assert dates(question) == [(1, True, 0)]


def test_printing_again_without_a_word_is_not(question):
    edition = workflow.publish(question=question)
    assert dates(question) == [(1, True, 0), (2, False, 0)]
    assert pages.question_page(edition).changed_at is None


@pytest.mark.parametrize("words", [{"correction": NOTE}, {"substantial": True}])
def test_a_note_to_readers_is_and_so_is_what_the_editor_calls_one(question, words):
    edition = workflow.publish(question=question, **words)
    assert dates(question) == [(1, True, 0), (2, True, 1)]
    assert pages.question_page(edition).changed_at == NOON + HOUR


def test_an_edition_that_is_cancelled_dates_nothing(question):
    changing = workflow.publish(question=question, at=NOON + 2 * HOUR, substantial=True)
    workflow.publish(question=question, at=NOON + 3 * HOUR)
    assert dates(question) == [(1, True, 0), (2, True, 2), (3, False, 2)]
    workflow.unschedule(question=question, edition=changing)
    assert dates(question) == [(1, True, 0), (3, False, 0)]


def test_of_an_edition_from_before_this_was_recorded_the_printing_is_the_date():
    edition = Edition(live_from=NOON + HOUR, first_live_from=NOON)
    page = pages.QuestionPage.__new__(pages.QuestionPage)
    page.edition = edition
    assert page.changed_at == NOON + HOUR
