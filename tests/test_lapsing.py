"""Warnings before a right ends: 30, 7 and 1 days, each once, on the first page and by mail."""

import smtplib
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from articles import lapsing
from articles.models import Picture, RightsNotice
from tests.admin import people
from tests.factories import PictureFactory, UserFactory

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 6, 30)
DESK = "desk@example.org"


@pytest.fixture(autouse=True)
def a_desk_that_gets_mail(settings, db):
    settings.MAIL_WORKS = True
    people.staff("change_picture", email=DESK)
    people.staff("view_picture", email="viewer@example.org")
    people.staff("change_picture", email="")
    UserFactory(email="reader@example.org")
    gone = people.staff("change_picture", email="gone@example.org")
    gone.is_active = False
    gone.save()


def on_day(days_before):
    return datetime(2026, 6, 30, 12, tzinfo=UTC) - timedelta(days=days_before)


def told(at):
    mail.outbox.clear()
    return lapsing.send_due(at=at).told


def test_each_warning_comes_once_and_none_on_the_days_between():
    PictureFactory(rights_until=LAST_DAY)
    days = range(40, -4, -1)
    heard = [day for day in days if told(on_day(day)) + told(on_day(day))]
    assert heard == [30, 7, 1]


def test_one_mail_names_every_picture_and_only_who_may_change_pictures_gets_it():
    for title in ("Reapers", "Ploughing"):
        PictureFactory(title=title, rights_until=LAST_DAY)
    PictureFactory(title="Kept for ever")
    PictureFactory(title="Later", rights_until=LAST_DAY + timedelta(days=1))
    assert told(on_day(30)) == 2
    (letter,) = mail.outbox
    assert (letter.recipients(), letter.to) == ([DESK], [])
    assert "Reapers\n  last day: 30 June 2026\n  http" in letter.body
    assert "Ploughing" in letter.body
    assert not any(title in letter.body for title in ("Kept", "Later"))
    address = letter.body.split("last day: 30 June 2026\n  ")[1].split("\n")[0]
    assert address.endswith(f"/admin/articles/picture/{Picture.objects.get(title='Reapers').pk}/change/")


def test_a_warning_that_was_missed_is_not_made_up_for_but_the_next_one_comes_at_once():
    PictureFactory(rights_until=LAST_DAY)
    assert [told(on_day(day)) for day in (5, 4, 1, 0)] == [1, 0, 1, 0]
    assert sorted(RightsNotice.objects.values_list("days", flat=True)) == [1, 7]


def test_a_right_made_longer_is_warned_of_anew():
    picture = PictureFactory(rights_until=LAST_DAY)
    assert told(on_day(7)) == 1
    picture.rights_until = LAST_DAY + timedelta(days=7)
    picture.save()
    assert [told(on_day(day)) for day in (7, 0)] == [1, 1]


def test_what_could_not_be_sent_is_sent_by_the_next_run(monkeypatch):
    PictureFactory(rights_until=LAST_DAY)

    def broken(self, **kwargs):
        raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        assert lapsing.send_due(at=on_day(7)) == lapsing.Warned(failed=1)
    assert told(on_day(7)) == 1


@pytest.mark.parametrize("missing", ["mail", "people"])
def test_nothing_counts_as_told_where_nobody_can_be(settings, missing):
    PictureFactory(rights_until=LAST_DAY)
    if missing == "mail":
        settings.MAIL_WORKS = False
    else:
        settings.MAIL_WORKS = True
        people.UserFactory._meta.model.objects.filter(email=DESK).update(email="")
    assert told(on_day(7)) == 0
    assert not RightsNotice.objects.exists()


def test_the_command_sends_them_and_says_how_many(capsys):
    PictureFactory(rights_until=LAST_DAY)
    with time_machine.travel(on_day(7), tick=False):
        call_command("send_notices", dry_run=True)
        assert "1 pictures to warn the desk of" in capsys.readouterr().out
        call_command("send_notices")
        assert "told the desk of 1 pictures whose right ends" in capsys.readouterr().out
        call_command("send_notices")
        assert "told" not in capsys.readouterr().out


def test_the_first_page_lists_what_ends_within_a_month_to_those_who_may_see_pictures(client):
    for days in (-1, 0, 30, 31):
        PictureFactory(title=f"Ends in {days} days", rights_until=LAST_DAY + timedelta(days=days))
    for person, sees in ((people.viewer(), True), (people.staff("view_question"), False)):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        with time_machine.travel(on_day(0), tick=False):
            page = client.get("/admin/").content.decode()
        shown = [days for days in (-1, 0, 30, 31) if f"Ends in {days} days" in page]
        assert shown == ([0, 30] if sees else [])
        assert ("Picture rights about to end" in page) == sees
