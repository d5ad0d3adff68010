"""The verbs: what each refuses, and what it leaves behind."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from articles import workflow
from articles.models import Address, Correction, Edition, Question, Waiver
from articles.workflow import Conflict, Refused
from tests.factories import QuestionFactory, UserFactory, printable_question

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
CORRECTION = {
    "kind": "correction",
    "wrong": "We wrote 1316.",
    "right": "It was 1315.",
    "noticed_by": "Ruth B.",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def question():
    return printable_question(slug="why")


def intervals(question):
    """(number, hours from noon, hours until) of every edition; None for no end."""
    return [
        (number, (start - NOON) / HOUR, end and (end - NOON) / HOUR)
        for number, start, end in question.editions.order_by("number").values_list(
            "number", "live_from", "live_until"
        )
    ]


def state():
    """Everything that a refused verb must leave as it was."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Question, Edition, Address, Correction, Waiver)
    ]


def refused(match, verb, *, error=Refused, **arguments):
    """Expect ``verb`` to be refused with a sentence and to have changed nothing; return the refusal."""
    before = state()
    with pytest.raises(error, match=match) as refusal:
        verb(**arguments)
    assert state() == before
    return refusal.value


# --- publish -------------------------------------------------------------------------------------


def test_what_readiness_finds_stops_publication_and_is_handed_over():
    question = QuestionFactory()
    refusal = refused("Write the short answer. Add an answer.", workflow.publish, question=question)
    assert [finding.code for finding in refusal.findings] == ["no_short_answer", "no_answer", "no_period"]


def test_a_stale_version_is_a_conflict_that_names_who_was_first(question):
    stale = Question.objects.get(pk=question.pk)
    workflow.publish(question=question, by=UserFactory(username="ada"))
    refusal = refused("ada printed edition 1 last", workflow.publish, error=Conflict, question=stale)
    assert "Somebody changed this question while you were looking at it." in str(refusal)


def test_a_save_by_somebody_else_is_a_conflict_for_every_verb(question):
    scheduled = workflow.schedule(question=question, at=NOON + HOUR)
    stale = Question.objects.get(pk=question.pk)
    workflow.changed(question=question)
    for verb, arguments in (
        (workflow.publish, {}),
        (workflow.schedule, {"at": NOON + 2 * HOUR}),
        (workflow.unschedule, {"edition": scheduled}),
        (workflow.withdraw, {"reason": "Forged."}),
    ):
        refused("Somebody changed this question", verb, error=Conflict, question=stale, **arguments)


def test_a_question_that_was_live_cannot_be_printed_into_the_past(question, clock):
    workflow.publish(question=question)
    refused("live before", workflow.publish, question=question, at=NOON - TICK)
    clock.move_to(NOON + HOUR)
    workflow.withdraw(question=question, reason="Forged.")
    refused("live before", workflow.publish, question=question, at=NOON)
    refused("live before", workflow.publish, question=question, at=NOON - HOUR, backdated=True)


def test_a_backdated_edition_comes_after_the_one_before(question):
    workflow.publish(question=question, at=NOON - 3 * HOUR)
    workflow.publish(question=question, at=NOON - 2 * HOUR, backdated=True)
    for at in (NOON - 3 * HOUR, NOON - 2 * HOUR, NOON - 2.5 * HOUR):
        refused("live before", workflow.publish, question=question, at=at, backdated=True)
    assert intervals(question) == [(1, -3, -2), (2, -2, None)]


def test_the_address_of_another_question_is_refused(question):
    workflow.publish(question=question)
    Question.objects.filter(pk=question.pk).update(slug="why-indeed")
    thief = printable_question(slug="why")
    refusal = refused("Another question was published at this address.", workflow.publish, question=thief)
    assert [finding.code for finding in refusal.findings] == ["address_taken"]


def test_a_correction_of_nothing_is_refused(question):
    refused("nothing to correct", workflow.publish, question=question, correction=CORRECTION)


@pytest.mark.parametrize(
    "words",
    [
        {**CORRECTION, "wrong": ""},
        {**CORRECTION, "right": ""},
        {**CORRECTION, "kind": "withdrawal"},
        {**CORRECTION, "kind": "nonsense"},
    ],
)
def test_half_a_correction_is_refused_with_the_edition(question, words):
    workflow.publish(question=question)
    refused(r"\.$", workflow.publish, question=question, correction=words)


def test_the_first_edition_is_number_1_and_live_at_once(question):
    edition = workflow.publish(question=question)
    assert (edition.number, edition.live_from, edition.live_until, edition.first_live_from) == (
        1,
        NOON,
        None,
        NOON,
    )
    assert list(Edition.objects.live(NOON)) == [edition]
    question.refresh_from_db()
    assert question.stage == Question.Stage.PRINTED


def test_a_verb_leaves_the_caller_s_question_fit_for_the_next_one(question):
    for verb in (workflow.publish, workflow.publish, workflow.changed, workflow.publish):
        verb(question=question)
        stored = Question.objects.get()
        assert (question.version, question.stage) == (stored.version, stored.stage)
    assert question.version == 4


def test_the_stored_manuscript_is_printed_not_the_caller_s_copy(question):
    question.text = "Never saved?"
    assert workflow.publish(question=question).text == Question.objects.get().text != "Never saved?"
    question.save(update_fields=["stage"])
    assert Question.objects.get().text != "Never saved?"


def test_the_next_edition_begins_where_the_last_one_ends(question, clock):
    workflow.publish(question=question)
    clock.move_to(NOON + HOUR)
    second = workflow.publish(question=question)
    assert intervals(question) == [(1, 0, 1), (2, 1, None)]
    assert second.first_live_from == NOON


def test_two_editions_at_one_instant_leave_the_later(question):
    workflow.publish(question=question)
    workflow.publish(question=question)
    assert intervals(question) == [(1, 0, 0), (2, 0, None)]
    assert list(Edition.objects.live().values_list("number", flat=True)) == [2]


def test_a_first_edition_may_lie_in_the_past(question):
    edition = workflow.publish(question=question, at=NOON - 1000 * HOUR)
    assert (edition.live_from, edition.first_live_from) == (NOON - 1000 * HOUR, NOON - 1000 * HOUR)
    assert edition.printed_at == NOON


@pytest.mark.parametrize(
    ("web_date", "live_from"),
    [(NOON - 99 * HOUR, NOON - 99 * HOUR), (NOON + HOUR, NOON), (None, NOON), (NOON, NOON)],
)
def test_without_a_time_a_question_is_dated_from_its_first_day_on_the_web(web_date, live_from):
    question = printable_question(web_date=web_date)
    assert workflow.publish(question=question).live_from == live_from


def test_the_web_date_is_only_for_the_first_edition(clock):
    question = printable_question(web_date=NOON - 9 * HOUR)
    workflow.publish(question=question)
    second = workflow.publish(question=question)
    assert intervals(question) == [(1, -9, 0), (2, 0, None)]
    assert second.first_live_from == NOON - 9 * HOUR


def test_an_edition_before_one_that_is_scheduled_ends_where_that_begins(question):
    workflow.schedule(question=question, at=NOON + HOUR)
    workflow.publish(question=question)
    workflow.publish(question=question, at=NOON + HOUR / 2)
    assert intervals(question) == [(1, 1, None), (2, 0, 0.5), (3, 0.5, 1)]
    assert set(Edition.objects.values_list("first_live_from", flat=True)) == {NOON}


def test_a_correction_leads_from_the_edition_live_until_then(question, clock):
    editor = UserFactory()
    first = workflow.publish(question=question)
    clock.move_to(NOON + HOUR)
    second = workflow.publish(question=question, by=editor, correction=CORRECTION)
    entry = Correction.objects.get()
    assert (entry.question, entry.from_edition, entry.to_edition) == (question, first, second)
    assert (entry.at, entry.approved_by, entry.noticed_by) == (NOON + HOUR, editor, "Ruth B.")
    assert (entry.kind, entry.wrong, entry.right) == ("correction", "We wrote 1316.", "It was 1315.")


def test_who_printed_is_kept_and_a_command_is_nobody(question):
    editor = UserFactory()
    assert workflow.publish(question=question, by=editor).printed_by == editor
    assert workflow.publish(question=question).printed_by is None


# --- addresses ------------------------------------------------------------------------------------


def test_every_slug_a_question_was_printed_under_is_its_own_for_ever(question, clock):
    for hour, slug in enumerate(["why", "why-indeed", "why-then", "why"]):
        clock.move_to(NOON + hour * HOUR)
        question.slug = slug
        question.save()
        workflow.publish(question=question)
    assert list(Address.objects.values_list("slug", "question")) == [
        ("why", question.pk),
        ("why-indeed", question.pk),
        ("why-then", question.pk),
    ]
    assert list(Edition.objects.order_by("number").values_list("slug", flat=True)) == [
        "why",
        "why-indeed",
        "why-then",
        "why",
    ]


def test_a_slug_change_that_is_not_printed_makes_no_address(question):
    workflow.publish(question=question)
    question.slug = "why-indeed"
    question.save()
    assert list(Address.objects.values_list("slug", flat=True)) == ["why"]


def test_the_slug_of_a_withdrawn_question_is_not_free(question):
    workflow.publish(question=question)
    workflow.withdraw(question=question, reason="Forged.")
    Question.objects.filter(pk=question.pk).update(slug="elsewhere")
    refused("Another question", workflow.publish, question=printable_question(slug="why"))


# --- schedule and unschedule -----------------------------------------------------------------------


@pytest.mark.parametrize("at", [NOON, NOON - TICK, NOON - HOUR])
def test_a_time_that_has_passed_cannot_be_scheduled(question, at):
    refused("has passed", workflow.schedule, question=question, at=at)


def test_a_scheduled_edition_is_live_from_its_instant_on_without_a_job(question, clock):
    edition = workflow.schedule(question=question, at=NOON + HOUR)
    assert not edition.is_live()
    clock.move_to(NOON + HOUR - TICK)
    assert list(Edition.objects.live()) == []
    clock.move_to(NOON + HOUR)
    assert list(Edition.objects.live()) == [edition]


def test_a_scheduled_edition_leaves_the_live_one_until_then(question):
    workflow.publish(question=question)
    workflow.schedule(question=question, at=NOON + HOUR)
    assert intervals(question) == [(1, 0, 1), (2, 1, None)]


def test_a_second_edition_for_the_same_instant_takes_the_first_one_s_place(question):
    workflow.publish(question=question)
    workflow.schedule(question=question, at=NOON + HOUR)
    workflow.schedule(question=question, at=NOON + 2 * HOUR)
    workflow.schedule(question=question, at=NOON + HOUR)
    assert intervals(question) == [(1, 0, 1), (2, 1, 1), (3, 2, None), (4, 1, 2)]


def test_an_edition_that_is_live_or_over_cannot_be_unscheduled(question, clock):
    first = workflow.publish(question=question)
    clock.move_to(NOON + HOUR)
    second = workflow.publish(question=question)
    for edition in (first, second):
        refused("already live", workflow.unschedule, question=question, edition=edition)


def test_an_edition_cannot_be_unscheduled_twice_or_from_another_question(question):
    edition = workflow.schedule(question=question, at=NOON + HOUR)
    refused("not scheduled any more", workflow.unschedule, question=printable_question(), edition=edition)
    workflow.unschedule(question=question, edition=edition)
    refused("not scheduled any more", workflow.unschedule, question=question, edition=edition)


@pytest.mark.parametrize(
    ("cancelled", "left"),
    [
        (2, [(1, 0, 2), (2, 1, 1), (3, 2, None)]),
        (3, [(1, 0, 1), (2, 1, None), (3, 2, 2)]),
    ],
)
def test_unscheduling_leaves_no_gap(question, cancelled, left):
    workflow.publish(question=question)
    for hours in (1, 2):
        workflow.schedule(question=question, at=NOON + hours * HOUR)
    workflow.unschedule(question=question, edition=question.editions.get(number=cancelled))
    assert intervals(question) == left


def test_unscheduling_after_a_withdrawal_does_not_bring_the_withdrawn_edition_back(question, clock):
    workflow.publish(question=question)
    clock.move_to(NOON + HOUR)
    workflow.withdraw(question=question, reason="Forged.")
    edition = workflow.schedule(question=question, at=NOON + 2 * HOUR)
    workflow.unschedule(question=question, edition=edition)
    assert intervals(question) == [(1, 0, 1), (2, 2, 2)]


def test_the_stage_follows_what_is_left(question, clock):
    edition = workflow.schedule(question=question, at=NOON + HOUR)
    assert question.stage == Question.Stage.PRINTED
    workflow.unschedule(question=question, edition=edition)
    assert question.stage == Question.Stage.EDITING
    workflow.publish(question=question)
    edition = workflow.schedule(question=question, at=NOON + HOUR)
    workflow.unschedule(question=question, edition=edition)
    assert question.stage == Question.Stage.PRINTED
    clock.move_to(NOON + HOUR)
    workflow.withdraw(question=question, reason="Forged.")
    assert question.stage == Question.Stage.WITHDRAWN
    edition = workflow.schedule(question=question, at=NOON + 2 * HOUR)
    assert question.stage == Question.Stage.PRINTED
    workflow.unschedule(question=question, edition=edition)
    assert question.stage == Question.objects.get().stage == Question.Stage.WITHDRAWN


def test_when_the_first_edition_is_cancelled_the_next_dates_the_question(question):
    first = workflow.schedule(question=question, at=NOON + HOUR)
    second = workflow.schedule(question=question, at=NOON + 2 * HOUR)
    second.refresh_from_db()
    assert second.first_live_from == NOON + HOUR
    workflow.unschedule(question=question, edition=first)
    second.refresh_from_db()
    assert second.first_live_from == NOON + 2 * HOUR


# --- withdraw --------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_withdrawal_without_a_reason_is_refused(question, reason):
    workflow.publish(question=question)
    refused("Say why the question is withdrawn", workflow.withdraw, question=question, reason=reason)


def test_what_is_not_live_cannot_be_withdrawn(question, clock):
    refused("nothing to withdraw", workflow.withdraw, question=question, reason="Forged.")
    workflow.schedule(question=question, at=NOON + HOUR)
    refused("nothing to withdraw", workflow.withdraw, question=question, reason="Forged.")
    clock.move_to(NOON + HOUR)
    workflow.withdraw(question=question, reason="Forged.")
    refused("nothing to withdraw", workflow.withdraw, question=question, reason="Forged.")


def test_a_withdrawal_is_not_in_the_future_nor_before_publication(question):
    workflow.publish(question=question)
    refused("takes effect now", workflow.withdraw, question=question, reason="Forged.", at=NOON + TICK)
    refused("nothing to withdraw", workflow.withdraw, question=question, reason="Forged.", at=NOON - TICK)


def test_a_withdrawal_takes_effect_at_once_and_says_why(question, clock):
    editor = UserFactory()
    edition = workflow.publish(question=question)
    clock.move_to(NOON + HOUR)
    record = workflow.withdraw(question=question, by=editor, reason=" The source was forged. ")
    assert list(Edition.objects.live()) == []
    assert (record.kind, record.wrong, record.right) == ("withdrawal", "The source was forged.", "")
    assert (record.from_edition, record.to_edition, record.at, record.approved_by) == (
        edition,
        None,
        NOON + HOUR,
        editor,
    )


def test_a_withdrawal_takes_the_scheduled_editions_with_it(question, clock):
    workflow.publish(question=question)
    for hours in (2, 3):
        workflow.schedule(question=question, at=NOON + hours * HOUR)
    clock.move_to(NOON + HOUR)
    workflow.withdraw(question=question, reason="Forged.")
    assert intervals(question) == [(1, 0, 1), (2, 2, 2), (3, 3, 3)]


def test_a_past_withdrawal_is_dated_then(question):
    workflow.publish(question=question, at=NOON - 9 * HOUR)
    record = workflow.withdraw(question=question, reason="Forged.", at=NOON - 5 * HOUR)
    assert intervals(question) == [(1, -9, -5)]
    assert record.at == NOON - 5 * HOUR


def test_a_withdrawn_question_may_be_printed_again_under_its_old_web_date(question, clock):
    workflow.publish(question=question)
    clock.move_to(NOON + HOUR)
    workflow.withdraw(question=question, reason="Forged.")
    clock.move_to(NOON + 2 * HOUR)
    edition = workflow.publish(question=question)
    assert intervals(question) == [(1, 0, 1), (2, 2, None)]
    assert (edition.first_live_from, question.stage) == (NOON, Question.Stage.PRINTED)


def test_an_edition_printed_into_a_time_that_ended_in_withdrawal_leaves_the_question_withdrawn(question):
    workflow.publish(question=question, at=NOON - 9 * HOUR)
    workflow.withdraw(question=question, reason="Forged.", at=NOON - 5 * HOUR)
    workflow.publish(question=question, at=NOON - 7 * HOUR, backdated=True)
    assert intervals(question) == [(1, -9, -7), (2, -7, -5)]
    assert question.stage == Question.Stage.WITHDRAWN


# --- waive and changed -----------------------------------------------------------------------------


def test_a_waiver_without_a_reason_is_refused(question):
    Question.objects.update(short_answer="")
    refused("Say why the findings may pass.", workflow.waive, question=Question.objects.get(), reason=" ")


def test_only_what_may_be_waived_is_and_only_once():
    question = QuestionFactory()
    editor = UserFactory()
    waivers = workflow.waive(question=question, by=editor, reason=" As printed. ")
    assert [(row.finding, row.reason, row.by) for row in waivers] == [
        ("no_period", "As printed.", editor),
        ("no_short_answer", "As printed.", editor),
    ]
    assert workflow.waive(question=question, reason="Again.") == []
    assert Waiver.objects.count() == 2


def test_what_was_waived_no_longer_stops_publication(question):
    Question.objects.update(short_answer="")
    refused("Write the short answer.", workflow.publish, question=question)
    workflow.waive(question=question, reason="As printed.")
    assert workflow.publish(question=question).teaser == question.answers.get().lead


def test_a_change_moves_the_version_and_the_date_and_not_the_stage(question, clock):
    workflow.publish(question=question)
    clock.move_to(NOON + HOUR)
    workflow.changed(question=question)
    stored = Question.objects.get()
    assert (stored.version, stored.changed_at, stored.stage) == (2, NOON + HOUR, Question.Stage.PRINTED)
