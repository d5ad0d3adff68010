"""The log: sentences that people can read, and entries that nobody changes."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles import audit, guards, workflow
from articles.models import Answer, AuditEntry, Question
from tests.factories import (
    AnswerFactory,
    PeriodFactory,
    QuestionFactory,
    SourceFactory,
    UserFactory,
    printable_question,
    printed_question,
)

pytestmark = pytest.mark.django_db


def said(question, change):
    """Return what the log says of ``change(question)``."""
    before = audit.snapshot(Question.objects.get(pk=question.pk))
    change(question)
    return audit.differences(before, audit.snapshot(Question.objects.get(pk=question.pk)))


def setting(**values):
    def change(question):
        for name, value in values.items():
            setattr(question, name, value)
        question.save()

    return change


def test_nothing_changed_says_nothing():
    assert said(printable_question(), lambda question: question.save()) == []


def test_fields_are_told_by_their_names_and_values():
    question = QuestionFactory(short_answer="It rained.", covers="1315")
    owner = UserFactory(username="ada")
    change = setting(short_answer="It rained for years.", covers="", owner=owner, licence="cc-by")
    assert said(question, change) == [
        "changed the short answer from “It rained.” to “It rained for years.”",
        "emptied the time covered, which was “1315”",
        "set the licence to “CC BY 4.0”",
        "set the owner to “ada”",
    ]


def test_of_a_long_text_the_words_around_the_change_are_told():
    words = " ".join(f"word{number}" for number in range(200))
    answer = AnswerFactory(body=f"<p>{words}</p>")

    def change(question):
        answer.body = f"<p>{words.replace('word100', 'another')}</p>"
        answer.save()

    assert said(answer.question, change) == [
        "changed the body of answer 1 from “… word95 word96 word97 word98 word99 word100 word101 word102 word103 word104 …” "
        "to “… word95 word96 word97 word98 word99 another word101 word102 word103 word104 …”"
    ]


def test_rows_that_come_and_go_are_told_and_rows_that_only_move_are_not():
    question = QuestionFactory()
    answer = AnswerFactory(question=question, lead="It rained.")
    first, second = (SourceFactory(answer=answer, title=title) for title in ("A", "B"))

    def change(question):
        first.delete()
        second.position = 0
        second.save()
        AnswerFactory(question=question, lead="No, it froze.")
        question.periods.add(PeriodFactory(name="Middle Ages"))

    assert [line.split(":")[0] for line in said(question, change)] == [
        "set the periods to “Middle Ages”",
        "added answer 2",
        "removed source 1 of answer 1",
    ]


def test_names_of_readers_are_never_quoted():
    question = QuestionFactory(asker_name="Ruth B.", asker_consent=True)
    lines = said(question, setting(asker_name="Rita C.", asker_town="Leeds"))
    assert lines == ["changed the asked by", "changed the town"]


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("", "a", ("", "a")),
        ("a", "a b", ("a", "a b")),
        ("a a", "a a a", ("a a", "a a a")),
        ("one two", "one too", ("one two", "one too")),
        ("x" * 1000, "y" * 1000, ("x" * 80 + " […] " + "x" * 80, "y" * 80 + " […] " + "y" * 80)),
    ],
)
def test_the_parts_that_differ(old, new, parts):
    assert audit.around(old, new) == parts


def test_verbs_write_an_entry_in_their_own_transaction(editor):
    question = printed_question(by=editor).question
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.row, entry.title, entry.text, entry.by, entry.by_name) == (
        "publish",
        question.pk,
        question.text,
        "printed edition 1",
        editor,
        editor.username,
    )
    question.refresh_from_db()
    with pytest.raises(workflow.Refused):
        workflow.withdraw(question=question, by=editor, reason=" ")
    assert AuditEntry.objects.count() == 1
    workflow.withdraw(question=question, by=editor, reason="The letter was forged.")
    assert AuditEntry.objects.first().text == "withdrew it: “The letter was forged.”"


TAMPER = {
    "update": lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(text="Nothing."),
    "delete": lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
    "sql": lambda entry: connection.cursor().execute("DELETE FROM articles_auditentry"),
}


@pytest.mark.parametrize("way", TAMPER)
def test_an_entry_can_be_neither_changed_nor_deleted(way):
    printed_question()
    with pytest.raises(IntegrityError, match=guards.REFUSALS["auditentry_is_kept"]), transaction.atomic():
        TAMPER[way](AuditEntry.objects.get())


def test_an_entry_outlives_its_row_and_its_login():
    editor, question = UserFactory(username="ada"), QuestionFactory()
    audit.record("deleted", question, "deleted it", by=editor)
    question.delete()
    editor.delete()
    entry = AuditEntry.objects.get()
    assert (entry.title, entry.by_name) == (question.text, "ada")


def test_a_snapshot_takes_as_many_queries_for_many_rows_as_for_one(django_assert_max_num_queries):
    question = printable_question()
    for _ in range(10):
        SourceFactory(answer=Answer.objects.get())
    whole = Question.objects.for_print().select_related("owner", "historian").get(pk=question.pk)
    with django_assert_max_num_queries(0):
        audit.snapshot(whole)
