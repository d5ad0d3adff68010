"""The pages of stages, historians, submissions and the log cost the same queries with one row and with many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import audit, commissions
from articles.models import AuditEntry, Remark
from articles.stages import Stage
from tests.factories import (
    AuthorFactory,
    CreditFactory,
    QuestionFactory,
    SubmissionFactory,
    UserFactory,
    WatcherFactory,
)

from . import people

pytestmark = pytest.mark.django_db

MANY = 12


def cost(client, address):
    """Return how many queries a GET of ``address`` makes, once everything that is kept is kept."""
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.fixture
def editor(client):
    editor = people.in_role("editor")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return editor


def asked(question, number):
    return commissions.ask(
        question=question,
        name=f"Historian {number}",
        historian=AuthorFactory(),
        brief="Please.",
        due=timezone.localdate(),
    )


def remarks(commission, number):
    for n in range(number):
        Remark.objects.create(commission=commission, text=f"Comment {n}.", by_name=commission.name)


def test_the_historian_s_page(client):
    commission, token = asked(QuestionFactory(stage=Stage.ACCEPTED), 1)
    address = reverse("desk", args=[token])
    writing = cost(client, address)
    commissions.save(commission=commission, text="\n\n".join(f"Paragraph {n}." for n in range(MANY)))
    assert cost(client, address) == writing
    commission = commissions.hand_in(commission=commission, text="It rained.")
    remarks(commission, 1)
    once = cost(client, address)
    remarks(commission, MANY)
    for _ in range(MANY):
        CreditFactory(answer=commission.answer)
    assert cost(client, address) == once <= 6


def test_the_stage_desk_of_a_question(client, editor):
    question = QuestionFactory(stage=Stage.ACCEPTED, owner=editor)
    address = reverse("admin:articles_question_change", args=[question.pk])

    def work(number):
        for n in range(number):
            commission, _ = asked(question, n)
            question.refresh_from_db()
            commission = commissions.hand_in(commission=commission, text="It rained.")
            remarks(commission, 2)
            audit.record("changed", question, f"changed it {n}", by=UserFactory())
        question.refresh_from_db()
        # The answers themselves are rows of the form, with queries of their own.
        question.answers.exclude(pk=question.answers.first().pk).delete()

    work(1)
    once = cost(client, address)
    work(MANY)
    page = client.get(address).content.decode()
    assert "Historian 11" in page
    assert cost(client, address) == once


def test_the_page_of_a_move(client, editor):
    question = QuestionFactory(stage=Stage.ACCEPTED)
    address = reverse("admin:articles_question_move", args=[question.pk, "start-editing"])
    once = cost(client, address)
    for _ in range(MANY):
        UserFactory(is_staff=True)
        AuthorFactory()
    assert cost(client, address) == once


def test_suggested_duplicates_and_the_list_of_submissions(client, editor):
    addresses = [reverse(f"admin:articles_submission_{page}") for page in ("duplicates", "changelist")]

    def send(number):
        for n in range(number):
            for beginning in ("Did", "Why did"):
                SubmissionFactory(
                    text=f"{beginning} emperor{n} banish merchants{n} beyond mountain{n} passes{n}?"
                )

    send(1)
    once = [cost(client, address) for address in addresses]
    send(MANY)
    assert len(client.get(addresses[0]).context["clusters"]) == MANY
    assert [cost(client, address) for address in addresses] == once


def test_the_page_that_declines(client, editor):
    submission = SubmissionFactory()
    address = reverse("admin:articles_submission_decline", args=[submission.pk])
    once = cost(client, address)
    for _ in range(MANY):
        WatcherFactory(submission=submission)
        SubmissionFactory(duplicate_of=submission)
    assert cost(client, address) == once


def test_the_log_and_an_entry_of_it(client, editor):
    question = QuestionFactory()

    def write(number):
        for n in range(number):
            audit.record("changed", question, f"changed it {n}\nand more", by=UserFactory())

    write(1)
    addresses = [
        reverse("admin:articles_auditentry_changelist"),
        reverse("admin:articles_auditentry_changelist") + "?verb=changed&subject=question",
        reverse("admin:articles_auditentry_change", args=[AuditEntry.objects.first().pk]),
        reverse("admin:articles_question_history", args=[question.pk]),
    ]
    once = [cost(client, address) for address in addresses]
    write(60)
    assert [cost(client, address) for address in addresses] == once


def test_mail_to_me_and_every_page_of_the_newsroom_with_it(client, editor):
    address = reverse("admin:mail")
    once = cost(client, address)
    for kind in ("given", "historian", "moved", "due"):
        editor.mail_stops.create(kind=kind)
    assert cost(client, address) == once
