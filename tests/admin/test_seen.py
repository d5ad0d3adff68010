"""Deletions and what is done to several at once: of what was shown, or asked again."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse

from articles.admin.seen import SeenMixin
from articles.models import AuditEntry, Book, OpenPage, Question, Submission, Topic
from tests.factories import (
    BookFactory,
    QuestionFactory,
    SourceFactory,
    SubmissionFactory,
    TopicFactory,
    UserFactory,
    printable_question,
)

from .page import Form, messages

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(editor=True, username="ann"), backend=BACKEND)
    return client


def to(page, row):
    return reverse(f"admin:articles_{row._meta.model_name}_{page}", args=[row.pk])


def listed(model):
    return reverse(f"admin:articles_{model._meta.model_name}_changelist")


# --- one ---


def test_what_changed_after_the_confirmation_page_is_said_and_not_deleted_until_confirmed_again(desk):
    topic = TopicFactory(name="Famine")
    form = Form(desk, to("delete", topic))
    Topic.objects.update(name="Hunger")
    response = form.send("post")
    assert response.status_code == 200
    assert messages(response) == [
        "Not deleted, because of what changed after this page was shown: Topic “Hunger” was changed. Look again."
    ]
    assert (Topic.objects.count(), AuditEntry.objects.count(), LogEntry.objects.count()) == (1, 0, 0)
    assert form.again(response).send("post").status_code == 302
    assert not Topic.objects.exists()


def test_what_hangs_on_a_question_counts_and_is_named(desk):
    question = printable_question()
    old = SourceFactory(answer=question.answers.get(), title="Old")
    form, number = Form(desk, to("delete", question)), old.pk
    old.delete()
    SourceFactory(answer=question.answers.get(), title="New")
    question.topics.add(TopicFactory())
    (told,) = messages(form.send("post"))
    assert "Source “New” is new" in told
    assert f"source number {number} is gone" in told
    assert "question-topic relationship is new" in told
    assert Question.objects.exists()


def test_words_that_somebody_is_typing_count_and_a_page_left_open_does_not(desk):
    question = QuestionFactory()
    page = OpenPage.objects.create(page="a-page-key", user=UserFactory(), question=question)
    form = Form(desk, to("delete", question))
    OpenPage.objects.update(typed=[["text", "Why now?"]])
    shown = form.again(form.send("post"))
    assert Question.objects.exists()
    page.refresh_from_db()
    page.seen_at = page.since.replace(year=2031)
    page.save()
    shown.send("post")
    assert not Question.objects.exists()


@pytest.mark.parametrize("seen", [None, "", "nonsense", "a:b:c", "\x00"])
def test_without_a_good_mark_the_page_is_shown_first(desk, seen):
    topic = TopicFactory()
    values = {"post": "yes"} | ({} if seen is None else {"seen": seen})
    response = desk.post(to("delete", topic), values)
    assert (response.status_code, Topic.objects.count()) == (200, 1)
    assert messages(response) == ["Look at what goes, then confirm it here."]
    Form(desk, to("delete", topic), response).send("post")
    assert not Topic.objects.exists()


def test_a_mark_is_good_for_its_own_row_alone(desk):
    one, other = TopicFactory(), TopicFactory()
    seen = Form(desk, to("delete", one)).values["seen"]
    desk.post(to("delete", other), {"post": "yes", "seen": seen})
    assert Topic.objects.count() == 2


# --- several ---


def test_several_are_deleted_as_they_were_confirmed(desk):
    books = [BookFactory(title=title) for title in ("A", "B")]
    chosen = {"action": "delete_selected", "_selected_action": [book.pk for book in books]}
    first = Form(desk, listed(Book)).send("index", **chosen)
    form = Form(desk, listed(Book), first)
    Book.objects.filter(title="B").update(title="B, revised")
    response = form.send()
    assert "Book “B, revised (Lantern Books, 2010)” was changed" in messages(response)[-1]
    assert Book.objects.count() == 2
    form.again(response).send()
    assert not Book.objects.exists()


def test_the_confirmation_page_says_what_changed_after_the_list(desk):
    topic, other = TopicFactory(name="Famine"), TopicFactory(name="War")
    form = Form(desk, listed(Topic))
    Topic.objects.filter(pk=topic.pk).update(name="Hunger")
    chosen = {"action": "delete_selected", "_selected_action": [topic.pk, other.pk]}
    assert messages(form.send("index", **chosen)) == ["Changed after the list was shown: “Hunger”."]


def test_the_list_of_questions_knows_of_answers_by_the_version(desk):
    question = QuestionFactory()
    form = Form(desk, listed(Question))
    Question.objects.update(version=question.version + 1)
    response = form.send("index", action="delete_selected", _selected_action=[question.pk])
    assert messages(response) == [f"Changed after the list was shown: “{question}”."]


def test_an_action_leaves_alone_what_changed_after_the_list_was_shown(desk):
    one, other = (SubmissionFactory(contact=None, text=f"{which}?") for which in ("One", "Other"))
    form = Form(desk, listed(Submission))
    Submission.objects.filter(pk=one.pk).update(text="Something rude?")
    response = form.send("index", action="show", _selected_action=[one.pk, other.pk])
    assert messages(response)[0] == (
        "1 left as they are, because they changed after the list was shown: “Something rude?”. Look again, and "
        "choose again."
    )
    assert list(Submission.objects.filter(shown=True)) == [other]
    Form(desk, listed(Submission)).send("index", action="show", _selected_action=[one.pk])
    assert Submission.objects.filter(shown=True).count() == 2


def test_a_vote_of_a_reader_is_no_change_and_a_request_without_marks_does_nothing(desk):
    submission = SubmissionFactory(contact=None)
    form = Form(desk, listed(Submission))
    Submission.objects.update(votes=7)
    chosen = {"action": "show", "_selected_action": [submission.pk]}
    desk.post(listed(Submission), chosen)
    assert not Submission.objects.filter(shown=True).exists()
    form.send("index", **chosen)
    assert Submission.objects.filter(shown=True).exists()


def test_all_pages_at_once_are_taken_as_they_are(desk):
    rows = [SubmissionFactory(contact=None) for _ in range(3)]
    values = {"action": "show", "_selected_action": [rows[0].pk], "select_across": "1", "index": "0"}
    desk.post(listed(Submission), values)
    assert Submission.objects.filter(shown=True).count() == 3


# --- every admin class ---

OURS = [own for own in admin.site._registry.values() if own.model._meta.app_label in ("articles", "auth")]


@pytest.mark.parametrize("own", OURS, ids=lambda own: own.opts.model_name)
def test_every_deletion_and_every_action_in_the_admin_is_checked(own):
    request = RequestFactory().get("/")
    request.user = UserFactory(is_superuser=True)
    if own.has_delete_permission(request):
        assert isinstance(own, SeenMixin)
    checked = [
        getattr(action, "is_of_what_was_shown", False) for action, *_ in own.get_actions(request).values()
    ]
    assert all(checked)
    assert own.list_editable == ()


@pytest.mark.parametrize("kind", ["group", "user"])
def test_logins_and_roles_carry_their_marks_too(client, kind):
    user = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(user, backend=BACKEND)
    page = client.get(f"/admin/auth/{kind}/")
    assert page.status_code == 200
    assert 'name="seen"' in page.content.decode()
    row = (Group if kind == "group" else get_user_model()).objects.earliest("pk")
    assert client.get(f"/admin/auth/{kind}/{row.pk}/delete/").status_code == 200
