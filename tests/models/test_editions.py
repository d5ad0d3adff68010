"""Which editions a reader meets when, at the very instants where it changes."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import workflow
from articles.models import Correction, Edition
from tests.factories import PictureFactory, printable_question, printed_question

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def at_noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def three(at_noon):
    """Edition 1 live from noon, 2 scheduled for one, 3 scheduled for two and cancelled."""
    question = printable_question()
    first = workflow.publish(question=question)
    second = workflow.publish(question=question, at=NOON + HOUR)
    third = workflow.publish(question=question, at=NOON + 2 * HOUR)
    workflow.unschedule(question=question, edition=third)
    return [Edition.objects.get(pk=edition.pk) for edition in (first, second, third)]


def numbers(editions):
    return sorted(edition.number for edition in editions)


@pytest.mark.parametrize(
    ("at", "live", "been_live", "scheduled"),
    [
        (NOON - TICK, [], [], [1, 2]),
        (NOON, [1], [1], [2]),
        (NOON + HOUR - TICK, [1], [1], [2]),
        (NOON + HOUR, [2], [1, 2], []),
        (NOON + 2 * HOUR, [2], [1, 2], []),
        (NOON + 1000 * HOUR, [2], [1, 2], []),
    ],
)
def test_the_words_of_visibility_at_every_boundary(three, at, live, been_live, scheduled):
    assert numbers(Edition.objects.live(at)) == live
    assert numbers(Edition.objects.been_live(at)) == been_live
    assert numbers(Edition.objects.scheduled(at)) == scheduled
    assert numbers(edition for edition in three if edition.is_live(at)) == live
    with time_machine.travel(at, tick=False):
        assert numbers(Edition.objects.live()) == live
        assert numbers(Edition.objects.been_live()) == been_live
        assert numbers(Edition.objects.scheduled()) == scheduled
        assert numbers(edition for edition in three if edition.is_live()) == live


def test_a_cancelled_edition_is_in_no_list_but_all(three):
    assert numbers(Edition.objects.printed()) == [1, 2]
    assert numbers(Edition.objects.all()) == [1, 2, 3]


@pytest.mark.parametrize(("at", "live"), [(NOON + HOUR - TICK, [1]), (NOON + HOUR, [])])
def test_a_withdrawn_edition_is_not_live_from_that_instant_on_but_was(at_noon, at, live):
    edition = printed_question()
    at_noon.move_to(NOON + HOUR)
    workflow.withdraw(question=edition.question, reason="The source was forged.")
    assert numbers(Edition.objects.live(at)) == live
    assert numbers(Edition.objects.been_live(at)) == [1]


def test_a_list_costs_the_same_for_one_row_and_for_three_and_fetches_no_content(django_assert_num_queries):
    for rows in (1, 2):
        for _ in range(rows):
            printed_question(picture=PictureFactory())
        with django_assert_num_queries(4):
            for edition in Edition.objects.live().for_list():
                _ = edition.picture.title, list(edition.picture.renditions.all())
                _ = list(edition.authors.all()), list(edition.periods.all())
                assert "content" in edition.get_deferred_fields()


def test_a_list_is_newest_first_by_web_date_whatever_was_printed_last(at_noon):
    old = printed_question(at=NOON - 2 * HOUR)
    new = printed_question(at=NOON - HOUR)
    workflow.publish(question=old.question)
    assert [edition.question_id for edition in Edition.objects.live().for_list()] == [
        new.question_id,
        old.question_id,
    ]


def test_an_edition_prints_its_short_title_or_the_question():
    assert Edition(text="Why did it rain?").title == "Why did it rain?"
    assert Edition(text="Why did it rain?", short_title="Rain").title == "Rain"


# --- corrections ------------------------------------------------------------------------------


def test_a_correction_is_public_from_its_date_and_never_when_its_edition_was_cancelled(at_noon):
    question = printable_question()
    workflow.publish(question=question)
    words = {"kind": "correction", "wrong": "We wrote 1316.", "right": "It was 1315."}
    edition = workflow.publish(question=question, at=NOON + HOUR, correction=words)
    correction = Correction.objects.get()
    assert list(Correction.objects.public(NOON + HOUR - TICK)) == []
    assert list(Correction.objects.public(NOON + HOUR)) == [correction]
    workflow.unschedule(question=question, edition=edition)
    assert list(Correction.objects.public(NOON + HOUR)) == []


def test_corrections_come_newest_first(at_noon):
    question = printable_question()
    workflow.publish(question=question)
    for hours in (1, 2):
        at_noon.move_to(NOON + hours * HOUR)
        words = {"kind": "update", "wrong": f"Wrong {hours}.", "right": "Right."}
        workflow.publish(question=question, correction=words)
    assert [correction.wrong for correction in Correction.objects.public()] == ["Wrong 2.", "Wrong 1."]
