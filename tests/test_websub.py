"""The hub is told after a publish, by a real request to a real server, and never stands in an editor's way."""

import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import websub, workflow
from articles.models import Question
from tests import factories

pytestmark = pytest.mark.django_db


class Hub(HTTPServer):
    """A hub on a free port of this machine. It answers when ``may_answer`` is set; ``told`` is what it got."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Listener)
        self.told, self.may_answer = [], threading.Event()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/"


class Listener(BaseHTTPRequestHandler):
    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.may_answer.wait(timeout=10)
        self.server.told.append(parse_qs(sent))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def hub(settings):
    server = Hub()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.WEBSUB_HUB = server.address
    yield server
    server.may_answer.set()
    server.shutdown()
    thread.join()
    server.server_close()


def finish():
    """Wait for the threads that tell the hub."""
    for thread in threading.enumerate():
        if thread.name == "websub":
            thread.join(timeout=20)


def test_the_hub_hears_of_every_feed_of_a_published_question_without_holding_up_the_publish(
    hub, client, django_capture_on_commit_callbacks
):
    question = factories.printable_question(slug="why")
    with django_capture_on_commit_callbacks(execute=True):
        edition = workflow.publish(question=question)
    assert hub.told == []  # published, while the hub still keeps its answer back
    hub.may_answer.set()
    finish()
    (told,) = hub.told
    assert told["hub.mode"] == ["publish"]
    assert set(told["hub.url"]) >= {
        "http://testserver/feeds/questions.rss",
        "http://testserver/feeds/questions.json",
        f"http://testserver/feeds/authors/{edition.authors.get().slug}.atom",
        f"http://testserver/feeds/periods/{edition.periods.get().slug}.rss",
    }
    assert all(
        client.get(url.removeprefix("http://testserver")).status_code == 200 for url in told["hub.url"]
    )
    feed = client.get("/feeds/questions.rss")
    assert feed["Link"] == f'<{hub.address}>; rel="hub", <http://testserver/feeds/questions.rss>; rel="self"'
    assert f'<atom:link href="{hub.address}" rel="hub"' in feed.content.decode()


def test_a_withdrawal_is_told_too(hub, django_capture_on_commit_callbacks):
    hub.may_answer.set()
    edition = factories.printed_question(at=timezone.now() - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        workflow.withdraw(question=Question.objects.get(pk=edition.question_id), reason="A check.")
    finish()
    assert len(hub.told) == 1


def test_a_hub_that_is_gone_fails_nothing(settings, caplog, django_capture_on_commit_callbacks):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.WEBSUB_HUB = f"http://127.0.0.1:{free.getsockname()[1]}/"
        with django_capture_on_commit_callbacks(execute=True):
            edition = factories.printed_question()
        finish()
    assert edition.is_live()
    assert "The WebSub hub was not told" in caplog.text


def test_nothing_is_told_of_an_archive_brought_in_nor_without_a_hub(
    hub, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        factories.printed_question(at=timezone.now() - timedelta(days=900))
        settings.WEBSUB_HUB = ""
        factories.printed_question()
    assert [callback for callback in callbacks if "websub" in repr(callback)] == []


def test_a_scheduled_edition_is_told_when_it_goes_live_where_a_worker_runs(
    hub, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    at = timezone.now() + timedelta(hours=3)
    with django_capture_on_commit_callbacks(execute=True):
        workflow.schedule(question=factories.printable_question(), at=at)
    waiting = DBTaskResult.objects.get(task_path=websub.ping.module_path)
    assert waiting.run_after == at
