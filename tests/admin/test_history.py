"""The history of a question for editors: every save is in it, one entry a sitting, and any can be restored."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import keeping, manuscripts
from articles.models import Question, Revision
from tests.factories import AnswerFactory, QuestionFactory, SourceFactory, UserFactory, printable_question

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
LATER = timedelta(minutes=31)


@pytest.fixture
def desk(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor, backend=BACKEND)
    return client


def change(question):
    return reverse("admin:articles_question_change", args=[question.pk])


def page(name, question, *arguments):
    return reverse(f"admin:articles_question_{name}", args=[question.pk, *arguments])


def save(desk, question, **values):
    response = Form(desk, change(question)).send(**values)
    assert response.status_code == 302
    return response


def kinds(question):
    return list(question.revisions.order_by("number").values_list("kind", "is_folded"))


# --- What is kept ---


def test_the_first_save_keeps_what_was_there_too(desk, editor):
    question = QuestionFactory(short_answer="Before.")
    save(desk, question, short_answer="After.")
    found, saved = question.revisions.order_by("number")
    assert (found.kind, found.by, found.manuscript["fields"]["short_answer"]) == ("found", None, "Before.")
    assert (saved.kind, saved.by, saved.changed) == ("saved", editor, ["Short answer"])


def test_one_person_s_sitting_is_one_entry_and_every_save_of_it_is_kept(desk):
    question = QuestionFactory()
    for text in ("One.", "Two.", "Three."):
        save(desk, question, short_answer=text)
    assert kinds(question) == [("found", False), ("saved", True), ("saved", True), ("saved", False)]
    assert question.revisions.visible().count() == 2
    last = question.revisions.order_by("number").last()
    assert last.since < last.at


def test_half_an_hour_later_is_another_sitting(desk):
    question = QuestionFactory()
    save(desk, question, short_answer="One.")
    with time_machine.travel(timezone.now() + LATER):
        save(desk, question, short_answer="Two.")
    assert kinds(question) == [("found", False), ("saved", False), ("saved", False)]


def test_somebody_else_between_ends_a_sitting(desk, client):
    question = QuestionFactory()
    save(desk, question, short_answer="One.")
    other = client.__class__()
    other.force_login(UserFactory(editor=True), backend=BACKEND)
    save(other, question, short_answer="Two.")
    save(desk, question, short_answer="Three.")
    assert [folded for _, folded in kinds(question)] == [False] * 4


def test_a_save_that_changes_nothing_makes_no_entry(desk):
    question = QuestionFactory()
    save(desk, question)
    save(desk, question)
    assert kinds(question) == [("found", False)]


def test_what_was_changed_past_the_door_is_kept_before_the_next_save(desk):
    question = QuestionFactory()
    save(desk, question, short_answer="One.")
    Question.objects.update(short_answer="By a shell.")
    save(desk, question, short_answer="Two.")
    texts = question.revisions.order_by("number").values_list("manuscript__fields__short_answer", flat=True)
    assert list(texts) == ["", "One.", "By a shell.", "Two."]


# --- Looking ---


def test_the_history_says_who_saved_what_when(desk, editor):
    question = QuestionFactory()
    save(desk, question, short_answer="One.")
    shown = desk.get(page("history", question)).content.decode()
    for words in ("As it was found", editor.username, "Short answer", "Restore…", "Compare the two"):
        assert words in shown


def test_a_comparison_is_word_by_word_over_fields_and_rows(desk):
    question = printable_question(short_answer="It rained for three summers.")
    source = question.answers.get().sources.get()
    form = Form(desk, change(question))
    form.add_row("answers-0-sources", kind="book", title="A new chronicle")
    form.send(short_answer="It rained for two summers.", **{"answers-0-sources-0-DELETE": "on"})
    shown = desk.get(page("compare", question), {"from": "1", "to": "2"}).content.decode()
    assert "<del>" in shown
    assert "three" in shown
    assert "two" in shown
    assert f"Answer 1, source “{source.title}”" in shown
    assert "A new chronicle" in shown
    now = desk.get(page("compare", question), {"from": "1"}).content.decode()
    assert "A new chronicle" in now
    assert "what stands there now" in now


@pytest.mark.parametrize(
    "query",
    [{}, {"from": "99"}, {"from": "abc"}, {"from": "1", "to": "99"}, {"from": "9" * 50}, {"from": "\x00"}],
)
def test_versions_that_are_not_there_cannot_be_compared(desk, query):
    question = QuestionFactory()
    save(desk, question, short_answer="One.")
    assert desk.get(page("compare", question), query).status_code == 404


def test_a_history_of_500_costs_what_one_of_5_does_and_reads_no_manuscript(desk, editor):
    counts = []
    for size in (5, 500):
        question = QuestionFactory()
        document = manuscripts.freeze(question)
        Revision.objects.bulk_create(
            Revision(
                question=question, number=number, version=number, by=editor, digest="", manuscript=document
            )
            for number in range(1, size + 1)
        )
        desk.get(page("history", question))
        with CaptureQueriesContext(connection) as asked:
            shown = desk.get(page("history", question)).content.decode()
        counts.append(len(asked))
        assert not [query for query in asked.captured_queries if '"manuscript"' in query["sql"]]
        assert not [
            query
            for query in asked.captured_queries
            if "OFFSET" in query["sql"] and "revision" in query["sql"]
        ]
    assert counts[0] == counts[1]
    assert "?before=476" in shown
    older = desk.get(page("history", question), {"before": "476"}).content.decode()
    assert "Restore version 475" in older
    assert "Restore version 476" not in older


def test_versions_are_no_lines_of_what_a_deletion_takes_along(desk):
    answer = AnswerFactory()
    keeping.keep_found(answer.question)
    shown = desk.get(page("delete", answer.question)).content.decode()
    assert "Answer: It rained from May" in shown
    assert "Revision: " not in shown
    Form(desk, page("delete", answer.question)).send("post")
    assert (Question.objects.count(), Revision.objects.count()) == (0, 0)


# --- Restoring ---


def test_a_version_is_restored_as_the_newest_and_nothing_after_it_is_lost(desk, editor):
    answer = AnswerFactory()
    question = answer.question
    source = SourceFactory(answer=answer)
    owner = UserFactory(is_staff=True)
    save(
        desk, question, **{"answers-0-sources-0-DELETE": "on", "short_answer": "One.", "owner": str(owner.pk)}
    )
    form = Form(desk, page("restore", question, 1))
    response = form.send()
    assert response.url == change(question)
    question.refresh_from_db()
    assert (question.short_answer, question.owner) == ("", owner)
    assert list(answer.sources.values_list("pk", flat=True)) == [source.pk]
    last = question.revisions.order_by("number").last()
    assert (last.kind, last.note, last.by, question.version) == ("restored", "Version 1", editor, 2)
    assert kinds(question)[1] == ("saved", False)


def test_a_restore_on_an_old_page_is_refused(desk, client):
    question = QuestionFactory()
    save(desk, question, short_answer="One.")
    form = Form(desk, page("restore", question, 1))
    save(desk, question, short_answer="Two.")
    assert form.send().status_code == 200
    question.refresh_from_db()
    assert question.short_answer == "Two."


def test_what_cannot_be_restored_says_why_and_changes_nothing(desk):
    question = QuestionFactory(slug="first")
    save(desk, question, slug="second", short_answer="One.")
    QuestionFactory(slug="first")
    response = Form(desk, page("restore", question, 1)).send()
    assert "cannot be restored" in messages(response)[0]
    question.refresh_from_db()
    assert question.short_answer == "One."


def test_a_form_that_was_open_over_a_restore_merges(desk):
    question = QuestionFactory()
    save(desk, question, short_answer="One.")
    open_form = Form(desk, change(question))
    Form(desk, page("restore", question, 1)).send()
    open_form.send(premise_note="Mine.")
    question.refresh_from_db()
    assert (question.short_answer, question.premise_note) == ("", "Mine.")


def test_a_clash_is_for_those_who_kept_something_aside_only(desk, editor):
    question = QuestionFactory()
    keeping.keep_found(question)
    assert desk.get(page("resolve", question, 1)).status_code == 404


def test_who_may_only_look_sees_the_history_and_restores_nothing(client):
    question = QuestionFactory()
    keeping.keep_found(question)
    client.force_login(people.viewer(), backend=BACKEND)
    assert "Restore…" not in client.get(page("history", question)).content.decode()
    assert client.get(page("compare", question), {"from": "1"}).status_code == 200
    assert client.post(page("restore", question, 1), {"version": "0"}).status_code == 403
    assert client.get(page("resolve", question, 1)).status_code == 403
