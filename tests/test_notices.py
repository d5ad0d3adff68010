"""Mail to readers: nothing before its time, nothing twice, nothing lost when the server is away, and a way out."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from articles import commissions, notices, workflow
from articles.intake import deciding
from articles.models import DayMark, ErrorReport, Question, Submission, SubmissionContact, Watcher
from tests import factories
from tests.runner.processes import free_port

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def watcher(**fields):
    return factories.WatcherFactory(invited_at=NOON, confirmed_at=NOON, **fields)


def subjects():
    return [letter.subject for letter in mail.outbox]


def test_a_scheduled_answer_is_told_once_it_is_live_and_only_once(clock):
    question = factories.printable_question(text="What is still secret?")
    submission = factories.SubmissionFactory(question=question)
    duplicate = factories.SubmissionFactory(duplicate_of=submission, contact=None)
    watcher(submission=submission)
    watcher(submission=duplicate)
    factories.WatcherFactory(submission=submission, invited_at=NOON)  # never confirmed
    workflow.schedule(question=question, at=NOON + timedelta(hours=1))
    clock.shift(timedelta(minutes=59, seconds=59))
    call_command("send_notices")
    assert (subjects(), Submission.objects.filter(status="answered").count()) == ([], 0)
    clock.shift(1)
    call_command("send_notices")
    call_command("send_notices")
    assert subjects() == ["Answered: What is still secret?"] * 2
    submission.refresh_from_db()
    assert submission.status == "answered"


def test_publishing_at_once_tells_after_the_commit_and_a_schedule_tells_nothing(
    django_capture_on_commit_callbacks,
):
    question = factories.printable_question(slug="why")
    watcher(submission=factories.SubmissionFactory(question=question))
    with django_capture_on_commit_callbacks(execute=True):
        workflow.schedule(question=question, at=NOON + timedelta(hours=1))
    assert subjects() == []
    workflow.unschedule(question=question, edition=question.editions.get())
    with django_capture_on_commit_callbacks(execute=True):
        workflow.publish(question=question)
        assert subjects() == []
    assert len(subjects()) == 1
    assert "http://testserver/questions/why/" in mail.outbox[0].body


def test_a_withdrawn_answer_is_not_told():
    edition = factories.printed_question()
    watcher(submission=factories.SubmissionFactory(question=edition.question))
    edition.question.refresh_from_db()
    workflow.withdraw(question=edition.question, reason="Forged.")
    assert notices.send_due() == notices.Sent()


def test_a_declined_question_is_told_with_the_reason():
    watcher(submission=factories.SubmissionFactory(status="declined", reason="Too narrow."))
    assert notices.send_due() == notices.Sent(declined=1)
    assert "Too narrow." in mail.outbox[0].body


def test_every_mail_has_a_way_to_stop_with_one_click(client):
    edition = factories.printed_question(text="Why “so”?")
    submission = factories.SubmissionFactory(question=edition.question)
    mine = watcher(submission=submission, email=submission.contact.email)
    other = watcher(email=mine.email)
    notices.send_due()
    (letter,) = mail.outbox
    assert letter.subject == "Answered: Why “so”?"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch(r"<http://testserver(\S+)>", letter.extra_headers["List-Unsubscribe"])[1]
    assert link in letter.body
    assert client.get(link).status_code == 200
    assert Watcher.objects.count() == 2
    # A mail service posts this, from its own machines and without a cookie.
    answer = client.post(link, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert Watcher.objects.filter(pk__in=[mine.pk, other.pk]).count() == 0
    assert SubmissionContact.objects.count() == 0
    assert (client.post(link).status_code, client.get(link[:-4] + "/").status_code) == (200, 410)


def test_while_the_server_is_away_nothing_is_lost(settings):
    edition = factories.printed_question()
    watcher(submission=factories.SubmissionFactory(question=edition.question))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(CommandError, match="1 could not be sent; the next run tries again."):
        call_command("send_notices")
    assert Watcher.objects.filter(told_at__isnull=True).count() == 1


def test_a_real_server_gets_the_mail_and_one_bad_address_stops_no_other(postbox):
    edition = factories.printed_question(text="Were there 1,000 “ships”?")
    submission = factories.SubmissionFactory(question=edition.question)
    for email in ("full@example.org", "tom@example.org"):
        watcher(submission=submission, email=email)
    assert notices.send_due() == notices.Sent(answered=1, failed=1)
    ((recipients, text),) = postbox.letters
    assert recipients == ["tom@example.org"]
    assert "From: noreply@testserver" in text
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in text
    assert list(Watcher.objects.filter(told_at=None).values_list("email", flat=True)) == ["full@example.org"]


def read(letter):
    """Return the recipients, the message and its body, of what a Postbox got."""
    recipients, text = letter
    message = message_from_bytes(text.encode(), policy=policy.default)
    return recipients, message, message.get_content().replace("\r\n", "\n")


def test_a_historian_gets_the_link_from_a_real_server_and_it_opens(
    postbox, client, django_capture_on_commit_callbacks
):
    question = factories.QuestionFactory(
        stage=Question.Stage.ACCEPTED, text="Why “so” much rain\r\nBcc: all@x.org?"
    )
    with django_capture_on_commit_callbacks(execute=True):
        _, token = commissions.ask(
            question=question,
            name="Édith Marlow",
            historian=factories.AuthorFactory(),
            email="edith@example.org",
            brief="Six hundred words – please.",
            due=NOON.date(),
        )
        assert postbox.letters == []  # not before the commit
    ((recipients, message, body),) = map(read, postbox.letters)
    assert recipients == ["edith@example.org"]
    assert message["Subject"].endswith(" asks you: Why “so” much rain")
    assert message["Bcc"] is None
    assert "Dear Édith Marlow," in body
    assert "Six hundred words – please." in body
    link = re.search(r"http://testserver(/desk/\S+/)", body)[1]
    assert link == f"/desk/{token}/"
    assert client.get(link).status_code == 200


def test_a_mail_to_a_historian_that_a_server_refuses_stops_nothing(
    postbox, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        commissions.ask(
            question=factories.QuestionFactory(stage=Question.Stage.ACCEPTED),
            name="E. M.",
            historian=factories.AuthorFactory(),
            email="full@example.org",
            brief="Please.",
            due=NOON.date(),
        )
    assert postbox.letters == []
    assert Question.objects.get().stage == Question.Stage.COMMISSIONED


def test_the_letter_that_declines_comes_as_edited_from_a_real_server_and_once(postbox):
    submission = factories.SubmissionFactory(contact=None)
    for email in ("full@example.org", "ruth@example.org"):
        watcher(submission=submission, email=email)
    deciding.decline(submission=submission, reason="Too narrow.", letter="Dear reader,\n\n{reason} – sorry.")
    assert notices.send_due() == notices.Sent(declined=1, failed=1)
    assert notices.send_due() == notices.Sent(failed=1)
    ((recipients, message, body),) = map(read, postbox.letters)
    assert recipients == ["ruth@example.org"]
    assert body.startswith("Dear reader,\n\nToo narrow. – sorry.\n\nThis is the only mail")
    assert message["List-Unsubscribe"].strip().startswith("<http://testserver/ask/stop/")


def test_a_dry_run_says_what_is_due_and_sends_nothing(capsys):
    factories.WatcherFactory()
    call_command("send_notices", dry_run=True)
    assert "1 to confirm, 0 answered, 0 declined" in capsys.readouterr().out
    assert subjects() == []


# --- Forgetting ---


def test_what_nobody_confirmed_in_a_week_goes_and_what_the_desk_took_up_stays(clock):
    old = {"awaits_confirmation": True, "received_at": NOON}
    gone = factories.SubmissionFactory(**old)
    kept = factories.SubmissionFactory(**old, shown=True)
    factories.WatcherFactory(submission=kept, since=NOON, invited_at=NOON)
    clock.shift(timedelta(days=6))
    factories.SubmissionFactory(awaits_confirmation=True)
    call_command("send_notices")
    assert Submission.objects.count() == 3
    clock.shift(timedelta(days=2))
    DayMark.objects.create(purpose="ask", mark="x", at=NOON)
    call_command("send_notices")
    assert set(Submission.objects.values_list("pk", flat=True)) == {kept.pk, gone.pk + 2}
    assert (Watcher.objects.count(), DayMark.objects.count(), SubmissionContact.objects.count()) == (0, 0, 1)


def test_personal_data_goes_by_age_and_the_questions_stay(capsys):
    old = factories.SubmissionFactory(consent=True, received_at=NOON - timedelta(days=31))
    new = factories.SubmissionFactory(consent=True)
    watcher(submission=old, email=old.contact.email)
    watcher(submission=new, since=NOON - timedelta(days=31))
    factories.ErrorReportFactory(received_at=NOON - timedelta(days=31), may_be_thanked=True)
    call_command("erase_personal_data", "--older-than=30", "--dry-run")
    assert Submission.objects.exclude(asker_name="").count() == 2
    call_command("erase_personal_data", "--older-than=30")
    assert capsys.readouterr().out == (
        "Dry run: nothing was erased.\n"
        + "1 names of askers, 1 of their addresses, 2 addresses waiting for mail, 1 reports of errors\n" * 2
    )
    assert list(Submission.objects.exclude(asker_name="")) == [new]
    report = ErrorReport.objects.get()
    assert (report.name, report.email, report.may_be_thanked) == ("", "", False)
    assert Submission.objects.get(pk=old.pk).text == old.text
    for days in (-1, 99_999_999_999):
        with pytest.raises(CommandError, match="Give a number of days"):
            call_command("erase_personal_data", f"--older-than={days}")
