"""The submissions desk: duplicates suggested and merged, and declining with a letter."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import notices
from articles.intake import Refused, deciding
from articles.models import AuditEntry, Question, Submission
from articles.stages import Stage
from tests.factories import QuestionFactory, SubmissionFactory, WatcherFactory

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db

DUPLICATES = "/admin/articles/submission/duplicates/"


@pytest.fixture
def desk(client):
    client.force_login(people.in_role("editor"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(text, **fields):
    return SubmissionFactory(text=text, contact=None, **fields)


def three():
    return [
        ask("Did the Vikings really wear horned helmets?", votes=3),
        ask("Why did Vikings wear horned helmets?", votes=5),
        ask("Who dug the Suez canal?"),
    ]


def test_questions_that_seem_the_same_stand_together_most_wanted_first():
    vikings, again, canal = three()
    assert deciding.clusters(Submission.objects.all()) == [[again, vikings]]
    assert deciding.clusters(Submission.objects.filter(pk=canal.pk)) == []


def test_merging_carries_votes_and_who_waits_and_mails_each_once(desk, django_capture_on_commit_callbacks):
    vikings, again, _ = three()
    now = timezone.now()
    for submission in (vikings, again):
        WatcherFactory(submission=submission, email="both@example.org", confirmed_at=now)
    WatcherFactory(submission=vikings, email="one@example.org", confirmed_at=now)
    form = Form(desk, DUPLICATES)
    Submission.objects.filter(pk=vikings.pk).update(text="Did the Vikings sing?")
    chosen = {"keep": again.pk, "same": [vikings.pk, again.pk]}
    assert messages(form.send(**chosen)) == [
        "Not merged, because one of them changed after the page was shown: look again."
    ]
    Submission.objects.filter(pk=vikings.pk).update(text=vikings.text)
    response = form.send(**chosen)
    assert messages(response)[1:] == ["Merged: 1. Votes and who waits for mail went along."]
    again.refresh_from_db(), vikings.refresh_from_db()
    assert (again.votes, vikings.votes, vikings.duplicate_of) == (9, 0, again)
    with django_capture_on_commit_callbacks(execute=True):
        deciding.decline(submission=again, reason="They did not.", letter="Dear reader, {reason}")
    assert sorted(letter.to[0] for letter in mail.outbox) == ["both@example.org", "one@example.org"]
    assert all("Dear reader, They did not." in letter.body for letter in mail.outbox)
    assert notices.send_due() == notices.Sent()


@pytest.mark.parametrize("sent", [{}, {"keep": "x"}, {"keep": "9" * 30}, {"keep": "\x00"}, {"keep": "1"}])
def test_nonsense_merges_nothing_and_gets_a_sentence(desk, sent):
    three()
    response = desk.post(DUPLICATES, {"same": ["abc", "-1"], **sent})
    assert len(messages(response)) == 1
    assert Submission.objects.filter(duplicate_of=None).count() == 3


def test_a_manuscript_is_never_lost_in_a_merge():
    vikings, again, _ = three()
    Submission.objects.filter(pk=vikings.pk).update(question=QuestionFactory())
    with pytest.raises(Refused, match="The one with a manuscript is the one to keep."):
        deciding.merge(into=again, submissions=[vikings])
    assert deciding.merge(into=vikings, submissions=[again]) == 1


def test_a_duplicate_s_duplicates_come_along():
    vikings, again, other = three()
    deciding.merge(into=vikings, submissions=[other])
    deciding.merge(into=again, submissions=[vikings])
    assert set(again.duplicates.all()) == {vikings, other}
    with pytest.raises(Refused, match="a duplicate itself"):
        deciding.merge(into=vikings, submissions=[again])


def test_declining_shows_the_letter_to_be_edited_and_logs_no_words_of_the_reader(
    desk, django_capture_on_commit_callbacks
):
    submission = ask("Was my uncle Ben a spy?")
    WatcherFactory(submission=submission, confirmed_at=timezone.now())
    form = Form(desk, reverse("admin:articles_submission_decline", args=[submission.pk]))
    assert "Was my uncle Ben a spy?" in form.values["letter"]
    shown = form.again(form.send(reason=""))
    assert shown.errors() == ["This field is required."]
    Submission.objects.update(asker_town="York")
    shown = shown.again(shown.send(reason="Too narrow.", letter="Sorry"))
    assert shown.errors() == ["Somebody else changed this question: it is above as it is now. Decide anew."]
    assert shown.values["letter"] == "Sorry"
    with django_capture_on_commit_callbacks(execute=True):
        shown.send(reason="Too narrow.", letter="Sorry: {reason}\nThe desk")
    submission.refresh_from_db()
    assert (submission.status, submission.reason) == ("declined", "Too narrow.")
    assert "Sorry: Too narrow.\nThe desk" in mail.outbox[0].body
    assert "/ask/stop/" in mail.outbox[0].body
    entry = AuditEntry.objects.get()
    assert (entry.title, entry.text) == (f"Submission {submission.pk}", "declined it: “Too narrow.”")
    again = Form(desk, reverse("admin:articles_submission_decline", args=[submission.pk]))
    refused = again.again(again.send(reason="Again."))
    assert refused.errors() == ["This question has been declined already, and its asker was told."]


def test_a_question_made_from_a_submission_begins_accepted_with_the_asker_s_consent(desk):
    submission = SubmissionFactory(consent=True, contact=None)
    Form(desk, reverse("admin:articles_submission_change", args=[submission.pk])).send("_make_question")
    question = Question.objects.get()
    assert (question.stage, question.asker_consent, question.asker_name) == (Stage.ACCEPTED, True, "Ruth B.")


def test_the_page_of_duplicates_costs_the_same_for_many(desk):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            desk.get(DUPLICATES)
        return len(caught)

    three()
    desk.get(DUPLICATES)
    once = cost()
    for number in range(30):
        ask(f"Did the Vikings wear horned helmets in {number}?")
    assert cost() == once
