"""One question's whole way, with a mail server of the test's own: asked, confirmed, wanted, answered, forgotten."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.management import call_command

from articles import workflow
from articles.intake import asking, tokens
from articles.models import Submission, SubmissionContact, Watcher
from tests import factories
from tests.runner.processes import free_port

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "Why did the bells of York ring backwards in 1746?"
HERE = {"Sec-Fetch-Site": "same-origin"}


class Postbox:
    """A mail server's handler that keeps the letters it gets."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"


@pytest.fixture
def letters(settings):
    """What a real mail server on this machine has got: [(recipients, message)]."""
    postbox = Postbox()
    server = Controller(postbox, hostname="127.0.0.1", port=free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    server.start()
    yield postbox.letters
    server.stop()


def form(purpose, **values):
    """Return what a browser sends with a readers' form that was opened a minute ago."""
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1), tick=False):
        return {"token": tokens.issue(purpose), "website": "", "sure": "1", **values}


def link(letter, purpose):
    """Return the path of the one link for ``purpose`` in the text of a letter."""
    (path,) = re.findall(
        rf"^http://testserver(/ask/{purpose}/\S+)$", letter.get_content().replace("\r", ""), re.MULTILINE
    )
    return path


def test_from_asking_to_being_forgotten(client, letters, django_capture_on_commit_callbacks):
    with time_machine.travel(NOON, tick=False) as clock:
        with django_capture_on_commit_callbacks(execute=True):
            sent = client.post(
                "/ask/",
                form("ask", text=TEXT, name="Ruth B.", town="Leeds", consent="on", email="Ruth@example.org"),
                headers=HERE,
            )
        assert (sent.status_code, sent.url) == (302, "/ask/sent/?by=mail")
        ((recipients, letter),) = letters
        assert recipients == ["ruth@example.org"]
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert TEXT not in letter.get_content()  # nobody can have us send their words to a stranger

        # Opening the link, as a mail program may, confirms nothing; its button does.
        confirm = link(letter, "confirm")
        assert [client.get(confirm).status_code, Submission.objects.get().awaits_confirmation] == [200, True]
        client.post(confirm, headers=HERE)
        submission = Submission.objects.get()
        assert submission.awaits_confirmation is False
        assert client.get(f"/asked/{submission.pk}/").status_code == 404  # the desk has not read it yet

        Submission.objects.update(shown=True)
        assert "Asked by Ruth B., Leeds" in client.get("/asked/?status=received").content.decode()
        client.post(f"/asked/{submission.pk}/vote/", form("vote"), headers=HERE)
        assert "1 reader wants to know" in client.get(f"/asked/{submission.pk}/").content.decode()

        # The desk takes it up; readers hear of it, and only once it is live.
        made = asking.make_question(submission, by=factories.UserFactory())
        assert TEXT in client.get("/asked/?status=with-historian").content.decode()
        question = factories.printable_question(text=TEXT, slug="bells")
        Submission.objects.update(question=question)
        made.delete()
        clock.shift(timedelta(days=3))
        assert len(letters) == 1
        with django_capture_on_commit_callbacks(execute=True):
            workflow.publish(question=question)
        call_command("send_notices")
        assert [recipients for recipients, _ in letters] == [["ruth@example.org"]] * 2
        answer = letters[1][1]
        assert answer["Subject"] == f"Answered: {TEXT}"
        assert "http://testserver/questions/bells/" in answer.get_content()
        assert 'href="/questions/bells/"' in client.get("/asked/?status=answered").content.decode()

        # One click in the mail program, posted by its own machines, and nothing of the person's address is left.
        stop = re.fullmatch(r"<http://testserver(/ask/stop/\S+)>", answer["List-Unsubscribe"].strip())[1]
        assert stop == link(answer, "stop")
        click = client.post(stop, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert (click.status_code, click.cookies) == (200, {})
        assert [Watcher.objects.count(), SubmissionContact.objects.count()] == [0, 0]

        # The name goes by age or at the desk; what was asked stays, with its answer.
        clock.shift(timedelta(days=400))
        call_command("erase_personal_data", older_than=365)
        submission.refresh_from_db()
        assert (submission.asker_name, submission.asker_town, submission.text) == ("", "", TEXT)
        assert "Ruth" not in client.get(f"/asked/{submission.pk}/").content.decode()
        call_command("send_notices")
        assert len(letters) == 2
