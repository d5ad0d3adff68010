"""Moves from stage to stage: what is legal, what each needs, and that nobody gets round them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import guards, stageguards, stages, workflow
from articles.models import AuditEntry, Question
from articles.stages import MOVES, Stage
from articles.workflow import Refused
from tests.admin import people
from tests.factories import (
    AuthorFactory,
    QuestionFactory,
    UserFactory,
    printable_question,
    printed_question,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def at_stage(stage, **fields):
    """A question that is fit to print, put to ``stage`` as no code of ours would."""
    return printable_question(stage=stage, owner=UserFactory(), due=TODAY, **fields)


def test_a_question_passes_from_received_to_print(editor):
    question = printable_question(stage=Stage.RECEIVED)
    words = {"question": question, "by": editor}
    stages.accept(**words)
    stages.commission(**words, owner=editor, due=TODAY)
    stages.hand_in(question=question, person="Edith Marlow")
    stages.start_editing(**words)
    stages.send_to_fact_check(**words, note="The dates of 1315, please.")
    stages.make_ready(**words)
    workflow.publish(**words)
    stages.review_again(**words, note="A new edition of the chronicle.")
    stages.keep(**words)
    assert Question.objects.get().stage == question.stage == Stage.PRINTED
    entries = AuditEntry.objects.order_by("pk").values_list("verb", "text", "by_name")
    assert list(entries)[1:4] == [
        ("commission", f"commissioned it; owner: {editor}; due: {TODAY:%-d %b %Y}", str(editor)),
        ("hand-in", "handed in the answer", "Edith Marlow"),
        ("start-editing", "started editing", str(editor)),
    ]
    assert entries[4][1] == "sent it to fact-check. “The dates of 1315, please.”"


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in (Stage.PRINTED, Stage.WITHDRAWN)])
def test_a_move_leads_only_where_the_table_says(name, stage):
    question = at_stage(stage)
    if stage in MOVES[name].leads and name != "keep":
        stages.make(name, question=question, note="Because.")
        assert question.stage == MOVES[name].leads[stage]
        return
    with pytest.raises(Refused):
        stages.make(name, question=question, note="Because.")
    question.refresh_from_db()
    assert (question.stage, question.version, AuditEntry.objects.count()) == (stage, 0, 0)


@pytest.mark.parametrize(
    ("name", "stage", "fields", "sentence"),
    [
        ("commission", Stage.ACCEPTED, {}, "Say who is to answer: choose a historian, or an owner here."),
        ("commission", Stage.ACCEPTED, {}, "Give the day the answer is due."),
        ("hand-in", Stage.COMMISSIONED, {}, "There is no answer in it yet: write or paste one first."),
        ("fact-check", Stage.EDITING, {}, "There is no answer in it yet: write or paste one first."),
        ("make-ready", Stage.FACT_CHECK, {}, "Write the short answer."),
        ("review", Stage.PRINTED, {}, "Say why: whoever has it next reads this."),
        ("keep", Stage.EDITING, {}, "Nothing of it is on the site: publish it instead."),
        ("accept", Stage.READY, {}, "“Accept” is not possible here: the question is at “Ready”."),
    ],
)
def test_what_is_missing_is_said_and_nothing_moves(name, stage, fields, sentence):
    question = QuestionFactory(stage=stage, **fields)
    with pytest.raises(Refused, match=sentence):
        stages.make(name, question=question)
    question.refresh_from_db()
    assert (question.stage, question.version) == (stage, 0)


def test_a_historian_and_a_day_are_enough_to_commission():
    question = QuestionFactory(stage=Stage.ACCEPTED)
    stages.commission(question=question, historian=AuthorFactory(name="Edith Marlow"), due=TODAY)
    assert question.stage == Stage.COMMISSIONED
    assert "historian: Edith Marlow" in AuditEntry.objects.get().text


def test_a_stale_move_is_refused():
    question = at_stage(Stage.RECEIVED)
    other = Question.objects.get(pk=question.pk)
    stages.accept(question=question)
    with pytest.raises(workflow.Conflict):
        stages.accept(question=other)


def refused(name):
    return pytest.raises(IntegrityError, match=guards.REFUSALS[name])


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.EDITING, Stage.FACT_CHECK])
def test_the_database_refuses_every_move_that_is_in_no_table(stage):
    question = at_stage(stage)
    legal = {pair.split(">")[1] for pair in stageguards.pairs() if pair.startswith(f"{stage}>")}
    for target in Stage:
        row = Question.objects.filter(pk=question.pk)
        if target in legal | {stage}:
            with transaction.atomic():
                row.update(stage=target)
                transaction.set_rollback(True)
        else:
            name = (
                "question_printed_has_an_edition"
                if target in stageguards.BY_PRINTING
                else "question_moves_legally"
            )
            with refused(name), transaction.atomic():
                row.update(stage=target)


def test_the_database_asks_for_an_answer_and_for_somebody_to_write_it():
    bare = QuestionFactory(stage=Stage.ACCEPTED)
    row = Question.objects.filter(pk=bare.pk)
    for stage, name in (
        (Stage.ANSWERED, "question_answered_has_an_answer"),
        (Stage.COMMISSIONED, "question_commissioned_is_assigned"),
    ):
        with refused(name), transaction.atomic():
            row.update(stage=stage)
    row.update(stage=Stage.COMMISSIONED, due=TODAY, owner=UserFactory())
    with refused("question_commissioned_is_assigned"), transaction.atomic():
        row.update(due=None)


@pytest.mark.parametrize(
    ("role", "stage", "names"),
    [
        ("reader", Stage.ANSWERED, []),
        ("contributor", Stage.COMMISSIONED, []),
        ("editor", Stage.ACCEPTED, ["commission", "hand-in", "start-editing"]),
        ("editor", Stage.FACT_CHECK, []),
        ("fact-checker", Stage.FACT_CHECK, ["make-ready", "doubt"]),
        ("fact-checker", Stage.READY, []),
        ("publisher", Stage.FACT_CHECK, ["make-ready", "doubt"]),
        ("editor", Stage.READY, ["send-back"]),
    ],
)
def test_each_is_offered_the_moves_he_may_make(role, stage, names):
    moves = stages.open_to(people.in_role(role), at_stage(stage))
    assert [move.name for move in moves] == names


def test_a_contributor_hands_in_what_is_his():
    me = people.in_role("contributor")
    question = printable_question(stage=Stage.COMMISSIONED, owner=me, due=TODAY)
    assert [move.name for move in stages.open_to(me, question)] == ["hand-in"]


def test_cancelling_a_scheduled_edition_leaves_a_review_where_it_is():
    question = printed_question().question
    question.refresh_from_db()
    stages.review_again(question=question, note="Doubts.")
    coming = workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
    assert question.stage == Stage.PRINTED
    workflow.unschedule(question=question, edition=coming)
    assert question.stage == Stage.PRINTED
