"""What is typed and not saved: private, without a trace, and offered again. And who else is there."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Answer, OpenPage, Question, Revision
from tests.factories import AnswerFactory, QuestionFactory, SourceFactory, UserFactory, printable_question

from . import people
from .page import Form

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/question/add/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor, backend=BACKEND)
    return client


@pytest.fixture
def other(client):
    """Another client, signed in as Bob."""
    second = client.__class__()
    second.force_login(UserFactory(editor=True, username="bob"), backend=BACKEND)
    return second


def change(question):
    return reverse("admin:articles_question_change", args=[question.pk])


def door(question=None):
    name = "unsaved" if question else "unsavednew"
    return reverse(f"admin:articles_question_{name}", args=[question.pk] if question else [])


def type_in(form, question=None, **values):
    """Send what the page's script would."""
    pairs = {**form.values, **values}
    page = form.values["page_key"]
    body = {"page": page, "typed": urlencode(pairs, doseq=True), "version": form.values["opened_version"]}
    return form.client.post(door(question), body)


def beat(form, question):
    return form.client.post(door(question), {"page": form.values["page_key"]}).json()


# --- Kept, without a trace ---


def test_what_is_typed_is_kept_and_nothing_else_changes(desk):
    question = printable_question()
    form = Form(desk, change(question))
    before = list(Question.objects.values())
    assert type_in(form, question, short_answer="Typed.").status_code == 200
    assert ["short_answer", "Typed."] in OpenPage.objects.get().typed
    assert not [name for name, _ in OpenPage.objects.get().typed if name == "csrfmiddlewaretoken"]
    assert list(Question.objects.values()) == before
    assert (Revision.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_keeping_costs_the_same_for_a_large_form(desk):
    counts = []
    for rows in (1, 20):
        question = printable_question()
        for _ in range(rows):
            SourceFactory(answer=AnswerFactory(question=question))
        form = Form(desk, change(question))
        type_in(form, question)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            type_in(form, question, short_answer="More.")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_was_typed_is_offered_shown_and_saved(desk):
    answer = AnswerFactory()
    question = answer.question
    SourceFactory(answer=answer, title="Old")
    form = Form(desk, change(question))
    form.add_row("answers-0-sources", kind="book", title="New")
    type_in(form, question, short_answer="Typed.")
    page = desk.get(change(question)).content.decode()
    assert "You have unsaved changes of" in page
    shown = Form(desk, f"{change(question)}?draft={form.values['page_key']}")
    assert shown.values["short_answer"] == "Typed."
    assert shown.values["answers-0-sources-1-title"] == "New"
    assert shown.values["page_key"] == form.values["page_key"]
    assert "They are not saved yet" in " ".join(shown.errors())
    assert Question.objects.get().short_answer == ""
    shown.address = change(question)
    assert shown.send().status_code == 302
    assert Question.objects.get().short_answer == "Typed."
    assert sorted(answer.sources.values_list("title", flat=True)) == ["New", "Old"]
    assert not OpenPage.objects.unsaved().exists()


def test_what_was_typed_before_others_saved_is_shown_as_it_was_and_merged(desk, other):
    answer = AnswerFactory()
    for title in ("A", "B"):
        SourceFactory(answer=answer, title=title)
    question = answer.question
    form = Form(desk, change(question))
    type_in(form, question, **{"answers-0-sources-1-title": "B2"})
    Form(other, change(question)).send(**{"answers-0-sources-0-DELETE": "on", "short_answer": "Theirs."})
    shown = Form(desk, f"{change(question)}?draft={form.values['page_key']}")
    assert [shown.values[f"answers-0-sources-{n}-title"] for n in range(2)] == ["A", "B2"]
    shown.address = change(question)
    shown.send()
    question.refresh_from_db()
    assert question.short_answer == "Theirs."
    assert list(answer.sources.values_list("title", flat=True)) == ["B2"]


def test_a_new_question_that_was_never_saved_is_offered_and_saved(desk):
    form = Form(desk, ADD)
    type_in(form, text="Why?", slug="why", **{"answers-0-lead": "So."})
    assert "You have unsaved changes of" in desk.get(ADD).content.decode()
    shown = Form(desk, f"{ADD}?draft={form.values['page_key']}")
    shown.address = ADD
    shown.send()
    assert (Question.objects.get().text, Answer.objects.get().lead) == ("Why?", "So.")
    assert "You have unsaved changes of" not in desk.get(ADD).content.decode()


def test_discarded_is_gone(desk):
    question = QuestionFactory()
    form = Form(desk, change(question))
    type_in(form, question, short_answer="Typed.")
    response = desk.post(door(question), {"page": form.values["page_key"], "discard": "1"})
    assert response.url == change(question)
    assert "You have unsaved changes of" not in desk.get(change(question)).content.decode()
    assert desk.get(f"{change(question)}?draft={form.values['page_key']}").status_code == 302


@pytest.mark.parametrize("draft", ["", "nonsense", "\x00", "9" * 5000])
def test_an_offer_that_is_over_leads_to_the_page(desk, draft):
    question = QuestionFactory()
    assert desk.get(change(question), {"draft": draft}).url == change(question)
    assert desk.get(ADD, {"draft": draft}).url == ADD


# --- Private ---


def test_nobody_else_sees_what_was_typed(desk, other):
    question = QuestionFactory()
    form = Form(desk, change(question))
    type_in(form, question, short_answer="Typed.")
    assert "You have unsaved changes of" not in other.get(change(question)).content.decode()
    assert other.get(f"{change(question)}?draft={form.values['page_key']}").status_code == 302


def test_nobody_else_writes_into_it(desk, other):
    question = QuestionFactory()
    form = Form(desk, change(question))
    type_in(form, question, short_answer="Typed.")
    stolen = {"page": form.values["page_key"], "typed": "short_answer=Stolen."}
    assert other.post(door(question), stolen).status_code == 400
    assert desk.post(door(QuestionFactory()), stolen).status_code == 400
    other.post(door(question), {"page": form.values["page_key"], "discard": "1"})
    assert ["short_answer", "Typed."] in OpenPage.objects.get(page=form.values["page_key"]).typed


def test_who_may_only_look_is_not_asked_for_words(client):
    question = QuestionFactory()
    client.force_login(people.viewer(), backend=BACKEND)
    assert client.post(door(question), {"page": "a-page-key"}).status_code == 403
    assert 'id="safety"' not in client.get(change(question)).content.decode()


def test_who_is_signed_out_is_sent_to_sign_in(client):
    response = client.post(door(QuestionFactory()), {"page": "a-page-key", "typed": "text=Why"})
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")
    assert OpenPage.objects.count() == 0


# --- Nonsense ---


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"page": "x" * 33}, 400),
        ({"page": "\x00" * 12}, 400),
        ({"page": "a-page-key", "typed": "a=1&" * 20_001}, 400),
        ({"page": "a-page-key", "typed": "text=%00Why\x00&\\u0000=%FF%ED%A0%80"}, 200),
        ({"page": "a-page-key", "pages": "x \x00 " + "y" * 5000, "version": "²"}, 200),
    ],
)
def test_nonsense_is_refused_or_kept_and_never_an_error_of_ours(desk, body, status):
    assert desk.post(door(QuestionFactory()), body).status_code == status


def test_a_question_that_is_not_there_is_not_found(desk):
    assert desk.post("/admin/articles/question/99/unsaved/", {"page": "a-page-key"}).status_code == 404


# --- Who else is here ---


def test_others_are_named_while_they_are_there_and_forgotten_soon(desk, other):
    question = QuestionFactory()
    mine, theirs = Form(desk, change(question)), Form(other, change(question))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert beat(mine, question)["others"] == []
        since = timezone.localtime().strftime("%H:%M")
        assert beat(theirs, question)["others"] != []
        assert beat(mine, question)["others"] == [f"bob since {since}"]
        assert f"Also editing now: bob since {since}." in desk.get(change(question)).content.decode()
        clock.shift(timedelta(seconds=60))
        beat(theirs, question)
        clock.shift(timedelta(seconds=60))
        assert beat(mine, question)["others"] == [f"bob since {since}"]
        clock.shift(timedelta(seconds=60))
        assert beat(mine, question)["others"] == []


def test_pages_that_were_only_looked_at_leave_nothing_behind(desk):
    question = QuestionFactory()
    old, kept = Form(desk, change(question)), Form(desk, change(question))
    type_in(kept, question, short_answer="Typed.")
    beat(old, question)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        new = Form(desk, change(question))
        beat(new, question)
    assert set(OpenPage.objects.values_list("page", flat=True)) == {
        kept.values["page_key"],
        new.values["page_key"],
    }


def test_a_page_hears_that_somebody_saved(desk, other):
    question = QuestionFactory()
    mine = Form(desk, change(question))
    Form(other, change(question)).send(short_answer="Theirs.")
    heard = type_in(mine, question, premise_note="Mine.").json()
    assert heard["moved"].startswith("bob saved this question at")


def test_a_browser_hears_which_of_its_pages_were_saved(desk):
    question = QuestionFactory()
    saved, lost = Form(desk, change(question)), Form(desk, change(question))
    saved.send(short_answer="Saved.")
    keys = [form.values["page_key"] for form in (saved, lost)]
    heard = desk.post(door(question), {"page": "a-new-page", "pages": " ".join(keys)}).json()
    assert heard["saved"] == keys[:1]


def test_presence_costs_the_same_for_one_and_for_many(desk):
    question = QuestionFactory()
    form = Form(desk, change(question))
    beat(form, question)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            beat(form, question)
        counts.append(len(asked))
        for number in range(20):
            OpenPage.objects.create(
                page=f"page-of-{len(counts)}-{number}", user=UserFactory(), question=question
            )
    assert counts[0] == counts[1]
