"""Scheduling in the admin: the zone is always there, and no clock that is changed makes an edition early or late."""

from datetime import UTC, datetime

import pytest
import time_machine

from articles.models import Edition
from tests.factories import printable_question

from .page import Form, messages

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def at_work(client, editor):
    """An editor logged in on 1 March 2026."""
    with time_machine.travel(AT, tick=False):
        client.force_login(editor)
        yield client


def publish_page(client, question):
    return Form(client, f"/admin/articles/question/{question.pk}/publish/")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-03-29", "29 March 2026, 01:30 does not exist in Europe/London"),
        ("2026-10-25", "25 October 2026, 01:30 comes twice in Europe/London"),
    ],
)
def test_a_time_that_is_not_there_or_twice_is_refused_and_kept(at_work, day, sentence):
    form = publish_page(at_work, printable_question())
    again = form.again(form.send("", at_0=day, at_1="01:30"))
    assert [error for error in again.errors() if error.startswith(sentence)]
    assert (again.values["at_0"], again.values["at_1"]) == (day, "01:30")
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("day", "zone", "hour"), [("2026-03-29", "BST", 2), ("2026-10-25", "GMT", 3), ("2026-07-01", "BST", 2)]
)
def test_the_zone_stands_beside_every_date_and_time(at_work, day, zone, hour):
    question = printable_question()
    form = publish_page(at_work, question)
    assert "Time in Europe/London:" in form.page.content.decode()
    response = form.send("", at_0=day, at_1="03:00")
    edition = Edition.objects.get()
    assert edition.live_from == datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")
    (told,) = messages(response)
    assert told.endswith(f"03:00 {zone}.")
    for address in (
        f"/admin/articles/question/{question.pk}/change/",
        "/admin/articles/question/",
        "/admin/articles/edition/",
        f"/admin/articles/edition/{edition.pk}/change/",
        "/admin/",
    ):
        page = at_work.get(address).content.decode()
        assert f"03:00 {zone}" in page, address


@pytest.mark.parametrize("half", ["at_0", "at_1"])
def test_half_a_moment_is_refused(at_work, half):
    form = publish_page(at_work, printable_question())
    values = {"at_0": "2026-07-01", "at_1": "03:00", half: ""}
    assert form.again(form.send("", **values)).errors()
    assert not Edition.objects.exists()
