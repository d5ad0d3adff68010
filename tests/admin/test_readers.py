"""What readers sent in, at the desk: let through, decline, make a manuscript of it, correct, erase."""

import pytest
from django.core import mail
from django.urls import reverse

from articles.admin.seen import mark
from articles.models import ErrorReport, Question, Submission, SubmissionContact
from tests.factories import (
    ErrorReportFactory,
    SubmissionFactory,
    WatcherFactory,
    printed_question,
)

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(people.desk_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def change(row):
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def act(client, model, action, *rows):
    address = reverse(f"admin:articles_{model}_changelist")
    values = {"action": action, "_selected_action": [row.pk for row in rows], "index": "0"}
    return client.post(address, {**values, "seen": [f"{row.pk}:{mark(fresh(row))}" for row in rows]})


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def test_declining_needs_a_reason_and_then_the_asker_is_told(desk, django_capture_on_commit_callbacks):
    submission = SubmissionFactory(contact=None)
    WatcherFactory(submission=submission, confirmed_at=submission.received_at)
    form = Form(desk, change(submission))
    shown = form.again(form.send(status="declined"))
    assert shown.errors() == ["Tell the asker why the question was declined."]
    with django_capture_on_commit_callbacks(execute=True):
        shown.send(status="declined", reason="Too narrow.")
    assert ["Too narrow." in letter.body for letter in mail.outbox] == [True]


def test_the_desk_sees_what_may_be_the_same(desk):
    edition = printed_question(text="Why did the harvest of 1315 fail?")
    other = SubmissionFactory(contact=None, text="Was the harvest of 1315 lost to rain?")
    submission = SubmissionFactory(contact=None, text="Which harvest failed in 1315 because of rain?")
    page = desk.get(change(submission)).content.decode()
    assert f'href="{change(edition.question)}"' in page
    assert f'href="{change(other)}"' in page


def test_a_manuscript_is_made_with_the_asker_s_name_only_where_agreed(desk):
    text = "Why did it rain?\nMy grandmother said so."
    for consent, named in ((True, "Ruth B."), (False, "")):
        submission = SubmissionFactory(text=text, consent=consent, contact=None)
        response = Form(desk, change(submission)).send("_make_question")
        submission.refresh_from_db()
        question = submission.question
        assert response.url == change(question)
        assert (question.text, question.text_as_asked) == (text.replace("\n", " "), text)
        assert (question.asker_name, question.asker_consent) == (named, consent)
        assert submission.status == "with-historian"
        Form(desk, change(submission)).send("_make_question")
    assert Question.objects.count() == 2
    assert Question.objects.values("slug").distinct().count() == 2


def test_a_very_long_or_wordless_question_makes_a_manuscript_too(desk):
    for text in ("w" * 2000, "??? ??? ???", "日本 " * 300):
        Form(desk, change(SubmissionFactory(text=text, contact=None))).send("_make_question")
    assert Question.objects.count() == 3


def test_who_may_not_add_questions_makes_none(client):
    user = people.staff("view_submission", "change_submission")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    submission = SubmissionFactory(contact=None)
    form = Form(client, change(submission))
    assert messages(form.send("_make_question")) == ["Saved, but you have no permission to add a question."]
    assert Question.objects.count() == 0


def test_a_viewer_can_neither_let_through_nor_erase(client):
    client.force_login(people.viewer(), backend="django.contrib.auth.backends.ModelBackend")
    submission, report = SubmissionFactory(), ErrorReportFactory()
    for action in ("show", "erase"):
        act(client, "submission", action, submission)
    act(client, "errorreport", "erase", report)
    client.post(change(report), {"status": "accepted", "_accept": ""})
    assert Submission.objects.get().shown is False
    assert SubmissionContact.objects.count() == 1
    assert ErrorReport.objects.values_list("name", "status").get() == ("Ruth B.", "open")


def test_one_person_is_erased_and_what_they_asked_stays(desk):
    mine, other = SubmissionFactory(consent=True), SubmissionFactory()
    WatcherFactory(submission=mine, email=mine.contact.email)
    act(desk, "submission", "show", mine, other)
    act(desk, "submission", "erase", mine)
    mine.refresh_from_db()
    assert (mine.asker_name, mine.asker_town, mine.consent, mine.shown) == ("", "", False, True)
    assert (mine.watchers.count(), SubmissionContact.objects.get().submission) == (0, other)
    report = ErrorReportFactory()
    act(desk, "errorreport", "erase", report)
    assert ErrorReport.objects.values_list("name", "email").get() == ("", "")


@pytest.mark.parametrize(("may_be_thanked", "thanks"), [(True, "Ruth B."), (False, "")])
def test_an_accepted_report_leads_to_a_note_of_correction(desk, may_be_thanked, thanks):
    report = ErrorReportFactory(may_be_thanked=may_be_thanked)
    page = Form(desk, change(report))
    assert report.quoted in page.page.content.decode()
    response = page.send("_accept")
    report.refresh_from_db()
    assert report.status == "accepted"
    form = Form(desk, response.url)
    assert (form.values["kind"], form.values.get("noticed_by") or "") == ("correction", thanks)


def test_a_report_is_rejected_by_its_button_and_leaves_the_first_page(desk):
    report = ErrorReportFactory(message="It was two summers.")
    first_page = reverse("admin:index")
    assert "It was two summers." in desk.get(first_page).content.decode()
    Form(desk, change(report)).send("_reject")
    desk.get(first_page)  # which says once that it was saved
    assert ErrorReport.objects.get().status == "rejected"
    assert "It was two summers." not in desk.get(first_page).content.decode()
