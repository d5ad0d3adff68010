"""The page of the hot fix, and the kind of change that the pages of publishing ask for."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Answer, Edition, Question
from tests.factories import printable_question, printed_question

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


@pytest.fixture
def question():
    return printed_question(
        text="Why did the harvest in the north fail?", short_answer="It rained in 1316."
    ).question


def to(page, question):
    return reverse(f"admin:articles_question_{page}", args=[question.pk])


def text(response):
    return " ".join(response.content.decode().split())


# --- the hot fix ---


def test_a_word_is_fixed_from_the_question_s_page_with_its_note_in_one_step(desk, question, editor):
    assert f'<a href="{to("hotfix", question)}">Hot fix…</a>' in text(desk.get(to("change", question)))
    form = Form(desk, to("hotfix", question))
    response = form.send(old="1316", new="1315", kind="correction", noticed_by="A reader")
    assert messages(response) == ["Edition 2 is live with the fix. The manuscript has it, too."]
    assert Edition.objects.live().get().page.short_answer == "It rained in 1315."
    assert Question.objects.get().short_answer == "It rained in 1315."
    note = question.corrections.get()
    assert (note.wrong, note.right, note.noticed_by, note.approved_by) == (
        "It said “1316”.",
        "It says “1315” now.",
        "A reader",
        editor,
    )


def test_a_clash_is_shown_and_the_draft_untouched(desk, question):
    Question.objects.update(short_answer="It rained a great deal.")
    response = Form(desk, to("hotfix", question)).send(old="1316", new="1315", kind="none")
    first, second = messages(response)
    assert first == "Edition 2 is live with the fix."
    assert second.startswith("The manuscript was left alone: the passage with “1316” reads otherwise there.")
    assert Question.objects.get().short_answer == "It rained a great deal."
    assert question.corrections.count() == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": ""}, "This field is required."),
        ({"kind": "withdrawal"}, "Select a valid choice."),
        ({"old": ""}, "This field is required."),
        ({"old": "1317"}, "The live edition does not say this."),
        ({"old": "\x00"}, "Null characters are not allowed."),
        ({"new": "n" * 501}, "at most 500 characters"),
        ({"edition": "7"}, ""),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_what_was_typed_is_kept(desk, question, values, sentence):
    form = Form(desk, to("hotfix", question))
    response = form.send(**{"old": "1316", "new": "1315", "kind": "none", "noticed_by": "A reader", **values})
    if not sentence:
        return
    shown = form.again(response)
    assert any(sentence in error for error in shown.errors())
    assert shown.values["noticed_by"] == "A reader"
    assert Edition.objects.count() == 1


def test_whoever_read_an_older_edition_is_told(desk, question):
    form = Form(desk, to("hotfix", question))
    workflow.publish(question=Question.objects.get())
    shown = form.again(form.send(old="1316", new="1315", kind="none"))
    assert "Edition 1 is not what readers see any more: look at edition 2." in shown.errors()


def test_what_is_not_live_has_nothing_to_fix(desk):
    question = printable_question()
    assert "Hot fix" not in text(desk.get(to("change", question)))
    response = desk.get(to("hotfix", question))
    assert (response.url, messages(response)) == (
        to("change", question),
        ["This question is not live, so there is nothing to fix."],
    )


def test_only_who_may_publish_may_fix(client, question):
    client.force_login(people.sub_editor(), backend=BACKEND)
    assert "Hot fix" not in text(client.get(to("change", question)))
    assert client.get(to("hotfix", question)).status_code == 403
    assert client.post(to("hotfix", question), {"old": "1316", "new": "", "kind": "none"}).status_code == 403


# --- the kind of a change ---


def test_publish_now_of_another_text_asks_for_its_kind_first(desk, question):
    response = Form(desk, to("change", question)).send(
        "_publish", short_answer="It rained and rained in 1315."
    )
    assert response.url == to("publish", question)
    assert messages(response)[-1].endswith("so say what kind of change this is.")
    assert Question.objects.get().short_answer == "It rained and rained in 1315."
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({}, "The text says something else than what readers have: choose the kind of change."),
        (
            {"substantial": "on"},
            "The text says something else than what readers have: choose the kind of change.",
        ),
        (
            {"kind": "none", "substantial": "on"},
            "Then it is a correction, a clarification or an update: choose which.",
        ),
        ({"kind": "none", "wrong": "It said 1316."}, "Choose the kind of change."),
        ({"kind": "update"}, "Readers are told this: write a sentence."),
    ],
)
def test_another_text_is_not_printed_without_its_kind(desk, question, values, error):
    Answer.objects.update(lead="It rained from April to October.")
    form = Form(desk, to("publish", question))
    assert error in form.again(form.send(**values)).errors()
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "is_substantial", "notes"),
    [
        ({"kind": "none"}, False, 0),
        ({"kind": "update", "wrong": "May to September.", "right": "April."}, True, 1),
    ],
)
def test_with_its_kind_it_is(desk, question, values, is_substantial, notes):
    Answer.objects.update(lead="It rained from April to October.")
    Form(desk, to("publish", question)).send(**values)
    assert Edition.objects.live().get().is_substantial is is_substantial
    assert question.corrections.count() == notes


def test_the_same_text_is_not_asked_about(desk, question):
    form = Form(desk, to("publish", question))
    assert "No note to readers" in text(form.page)
    form.send()
    assert Edition.objects.count() == 2
