"""Moving a scheduled edition: the same words at another time, one transaction, nobody overruled."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import search, workflow
from articles.models import Edition, IndexCard, Question
from tests.factories import UserFactory, printable_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


def live_at(question, at):
    return list(question.editions.live(at).values_list("number", flat=True))


def test_the_words_that_were_scheduled_move_and_not_those_written_since(tomorrow):
    question, user = printable_question(), UserFactory()
    old = workflow.schedule(question=question, at=tomorrow)
    question.answers.update(lead="Written since.")
    moved = workflow.reschedule(question=question, by=user, edition=old, at=tomorrow + timedelta(days=2))
    old.refresh_from_db()
    moved = Edition.objects.get(pk=moved.pk)
    assert (moved.number, moved.digest, moved.content) == (2, old.digest, old.content)
    assert (moved.printed_by, moved.first_live_from) == (user, tomorrow + timedelta(days=2))
    assert moved.is_intact
    assert old.live_until == old.live_from
    assert [live_at(question, tomorrow + timedelta(days=days)) for days in (0, 1, 2)] == [[], [], [2]]
    assert list(moved.periods.all()) == list(question.periods.all())
    assert IndexCard.objects.filter(edition=moved).exists()
    found = search.find(moved.text, at=tomorrow + timedelta(days=3))
    assert [hit.edition.pk for hit in found.hits] == [moved.pk]


def test_an_edition_between_two_others_leaves_and_joins_without_a_gap(tomorrow):
    question = printable_question()
    workflow.publish(question=question)
    second = workflow.schedule(question=question, at=tomorrow)
    workflow.schedule(question=question, at=tomorrow + timedelta(days=2))
    workflow.reschedule(question=question, edition=second, at=tomorrow + timedelta(days=4))
    days = [tomorrow + timedelta(days=days) for days in (-0.5, 0, 1, 2, 3, 4, 5)]
    assert [live_at(question, at) for at in days] == [[1], [1], [1], [3], [3], [4], [4]]


def test_the_note_to_readers_moves_along(tomorrow):
    question = printable_question()
    workflow.publish(question=question)
    note = {"kind": "correction", "wrong": "Two.", "right": "Three.", "noticed_by": "Ruth"}
    second = workflow.publish(question=question, at=tomorrow, correction=note)
    later = tomorrow + timedelta(days=1)
    moved = workflow.reschedule(question=question, edition=second, at=later)
    public = question.corrections.public(later)
    assert [(each.to_edition, each.at, each.right) for each in public] == [(moved, later, "Three.")]
    assert not question.corrections.public(later - timedelta(seconds=1)).exists()


def test_what_cannot_be_is_refused_and_changes_nothing(tomorrow):
    question = printable_question()
    live = workflow.publish(question=question)
    first = workflow.schedule(question=question, at=tomorrow)
    second = workflow.schedule(question=question, at=tomorrow + timedelta(days=1))
    gone = workflow.schedule(question=question, at=tomorrow + timedelta(days=2))
    workflow.unschedule(question=question, edition=gone)
    before = list(Edition.objects.values())
    refused = [
        (first, timezone.now(), "This time has passed"),
        (first, second.live_from, "An edition of this question is scheduled for that time already"),
        (first, first.live_from, "An edition of this question is scheduled for that time already"),
        (live, tomorrow + timedelta(days=3), "This edition is already live"),
        (gone, tomorrow + timedelta(days=3), "This edition is not scheduled any more"),
    ]
    for edition, at, sentence in refused:
        with pytest.raises(workflow.Refused, match=sentence):
            workflow.reschedule(question=question, edition=edition, at=at)
    assert list(Edition.objects.values()) == before


def test_somebody_else_s_change_in_between_is_a_conflict(tomorrow):
    question = printable_question()
    edition = workflow.schedule(question=question, at=tomorrow)
    workflow.changed(question=Question.objects.get(pk=question.pk))
    with pytest.raises(workflow.Conflict):
        workflow.reschedule(question=question, edition=edition, at=tomorrow + timedelta(days=1))
