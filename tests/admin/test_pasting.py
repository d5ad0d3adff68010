"""The editor's paste, cleaned by the newsroom, and the notes that a save makes sources of."""

from pathlib import Path

import pytest
from django.urls import reverse

from articles import printing, richtext, typed
from articles.models import Question, Revision
from tests.factories import UserFactory, printable_question
from tests.paste import FOLDER

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
HTML = "<p class=MsoNormal>Half <i>died</i>.<o:p></o:p></p><script>alert(1)</script>"
NOTES = Path(FOLDER, "word/notes.html").read_text(encoding="utf-8")


@pytest.fixture
def ann(client):
    client.force_login(UserFactory(editor=True, username="ann"), backend=BACKEND)
    return client


def paste(client, model="question", **data):
    return client.post(reverse(f"admin:articles_{model}_paste"), data)


@pytest.mark.parametrize("model", ["question", "author"])
def test_the_clipboard_comes_back_as_it_would_be_stored_and_nothing_is_kept(
    ann, model, django_assert_num_queries
):
    with django_assert_num_queries(2):  # the session and the user
        response = paste(ann, model, html=HTML)
    assert response.json() == {"html": "<p>Half <em>died</em>.</p>"}
    assert "no-store" in response["Cache-Control"]
    assert not Question.objects.exists()


@pytest.mark.parametrize("data", [{}, {"html": ""}, {"html": "\x00"}, {"html": "<!--StartFragment-->"}])
def test_nothing_to_clean_is_no_error(ann, data):
    assert paste(ann, **data).json() == {"html": ""}


def test_somebody_who_may_change_only_authors_pastes_into_authors(client):
    client.force_login(people.staff("change_author"), backend=BACKEND)
    assert (paste(client, "author").status_code, paste(client).status_code) == (200, 403)


def test_the_editor_of_every_rich_text_knows_where_to_send_what_is_pasted(ann):
    for model, field in (("question", "answers-0-body"), ("author", "biography")):
        page = Form(ann, reverse(f"admin:articles_{model}_add"))
        (area,) = [area for area in page.tree.iter("textarea") if area.name == field]
        assert area.get("data-paste") == reverse(f"admin:articles_{model}_paste")


def change(question):
    return reverse("admin:articles_question_change", args=[question.pk])


def test_a_save_makes_sources_of_the_notes_and_says_so(ann):
    question = printable_question()
    before = question.answers.get().sources.count()
    page = Form(ann, change(question))
    response = page.send(**{"answers-0-body": NOTES})
    assert response.status_code == 302
    assert (
        "4 notes of the text are sources now: look whether each word stands in the right field."
        in messages(response)
    )
    answer = question.answers.get()
    assert answer.sources.count() == before + 4
    keys = {source.key for source in answer.sources.all()}
    assert set(richtext.references(answer.body)) <= keys
    assert "note-" not in answer.body
    assert "Ibid" not in answer.body
    latest = Revision.objects.filter(question=question).latest("number")
    assert len(latest.manuscript["answers"][0]["sources"]) == before + 4


def test_a_save_over_another_s_brings_the_notes_together_with_what_they_changed(ann, client):
    question = printable_question()
    mine = Form(ann, change(question))
    theirs = Form(ann, change(question))
    assert theirs.send(short_answer="Yes, for a time, and then no more.").status_code == 302
    assert mine.send(**{"answers-0-body": NOTES}).status_code == 302
    question = Question.objects.get(pk=question.pk)
    answer = question.answers.get()
    assert question.short_answer == "Yes, for a time, and then no more."
    assert answer.sources.filter(title="Ibid., p. 12.").count() == 1
    assert set(richtext.references(answer.body)) <= {source.key for source in answer.sources.all()}


def test_a_preview_of_unsaved_words_has_the_notes_as_the_save_will(ann):
    question = printable_question()
    page = Form(ann, change(question))
    data = {**page.values, "answers-0-body": NOTES}
    posted = ann.post(reverse("admin:articles_question_checklist", args=[question.pk]), data)
    assert "source_gone" not in posted.content.decode()
    read = typed.read(Question.objects.for_print().get(pk=question.pk), posted.wsgi_request.POST).question
    shown = printing.freeze(read).answers[0]
    page.send(**{"answers-0-body": NOTES})
    saved = printing.freeze(Question.objects.for_print().get(pk=question.pk)).answers[0]
    titles = [line.title for line in shown.sources]
    assert titles == [line.title for line in saved.sources]
    assert richtext.plain_text(shown.body) == richtext.plain_text(saved.body)
