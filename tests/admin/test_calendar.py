"""The calendar: days, deadlines, gaps, the tray, moving by a form, and the address for people's own programs."""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles import planning, workflow
from articles.models import CalendarLink, Edition, Question
from tests.factories import AnswerFactory, QuestionFactory, UserFactory, printable_question

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)  # a Wednesday
BACKEND = "django.contrib.auth.backends.ModelBackend"
CALENDAR = "/admin/articles/question/calendar/"


@pytest.fixture(autouse=True)
def march():
    with time_machine.travel(NOW, tick=False):
        yield


def scheduled(day, hour=9, **fields):
    question = printable_question(**fields)
    return workflow.schedule(question=question, at=datetime(2026, 3, day, hour, tzinfo=UTC))


def days_of(response):
    """Return the words of each day on the page by its date."""
    tree = html.fromstring(response.content.decode())
    return {
        each.get("data-day"): " ".join(each.text_content().split())
        for each in tree.iter("li")
        if each.get("data-day")
    }


# --- The plan ---------------------------------------------------------------------------------


def test_days_hold_what_goes_live_by_the_site_s_clock_and_not_what_is_cancelled():
    late = workflow.schedule(question=printable_question(), at=datetime(2026, 4, 1, 23, 30, tzinfo=UTC))
    gone = scheduled(5)
    workflow.unschedule(question=gone.question, edition=gone)
    days = {day.date: day for day in planning.span(date(2026, 3, 2), date(2026, 4, 5))}
    assert [day for day, each in days.items() if each.editions] == [date(2026, 4, 2)]  # 00:30 BST
    assert days[date(2026, 4, 2)].editions == [late]


def test_gaps_are_the_working_days_to_come_on_which_nothing_goes_live():
    scheduled(5)
    days = planning.span(*planning.week(date(2026, 3, 4)))
    assert [day.date.day for day in days if day.is_gap] == [4, 6]


def test_months_are_whole_weeks():
    assert planning.month(date(2026, 3, 31)) == (date(2026, 2, 23), date(2026, 4, 5))
    assert planning.month(date(2026, 2, 10)) == (date(2026, 1, 26), date(2026, 3, 1))


def test_only_what_is_answered_signed_and_summed_up_waits_for_a_day():
    ready = printable_question(text="Is this ready?", stage=Question.Stage.READY)
    scheduled(9)
    printable_question(short_answer="")
    QuestionFactory(short_answer="Yes.")
    AnswerFactory(question=QuestionFactory(short_answer="Yes."))  # nobody signed it
    printable_question(stage=Question.Stage.COMMISSIONED)
    assert list(planning.waiting()) == [ready]


# --- The page ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("view", "number"), [("month", 42), ("week", 7), ("list", 4)])
def test_each_view_shows_editions_deadlines_and_gaps(client, editor, view, number):
    scheduled(5, hour=13, text="Is it on Thursday?")
    QuestionFactory(text="Is it due?", due=date(2026, 3, 7), owner=editor)
    client.force_login(editor)
    days = days_of(client.get(CALENDAR, {"view": view}))
    assert "13:00 GMT Is it on Thursday?" in days["2026-03-05"]
    assert "Due Is it due?" in days["2026-03-07"]
    assert "Nothing goes live" in days["2026-03-06"]
    assert len(days) == number if view == "week" else len(days) >= 30
    hidden = days_of(client.get(CALENDAR, {"view": view, "due": "no"}))
    assert "Is it due?" not in str(hidden)
    assert "13:00 GMT" in hidden["2026-03-05"]


@pytest.mark.parametrize("day", ["", "x", "2026-02-30", "0001-01-01", "9999-12-31", "\x00", "1" * 500, "²"])
def test_a_day_that_is_none_is_today(client, editor, day):
    client.force_login(editor)
    for view in ("month", "week", "list", "\x00"):
        response = client.get(CALENDAR, {"day": day, "view": view})
        assert "2026-03-04" in days_of(response)


@pytest.mark.parametrize("day", ["1901-01-01", "2199-12-31"])
def test_the_ends_of_the_calendar_can_be_looked_at(client, editor, day):
    client.force_login(editor)
    for view in ("month", "week", "list"):
        assert client.get(CALENDAR, {"day": day, "view": view}).status_code == 200


def test_a_month_of_thirty_costs_as_many_queries_as_a_month_of_one(client, editor):
    client.force_login(editor)
    counts = []
    for number in (1, 29):
        for place in range(number):
            scheduled(5 + place % 20, hour=place % 24)
            printable_question()
            QuestionFactory(due=date(2026, 3, 10), owner=UserFactory())
        with CaptureQueriesContext(connection) as queries:
            client.get(CALENDAR)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_whoever_may_not_publish_looks_and_moves_nothing(client):
    edition = scheduled(5)
    client.force_login(people.sub_editor(), backend=BACKEND)
    page = client.get(CALENDAR).content.decode()
    assert edition.title in page
    assert "data-move" not in page
    assert "calendar.js" not in page


# --- Moving -----------------------------------------------------------------------------------


def move_page(client, edition, query=""):
    return Form(client, f"/admin/articles/question/{edition.question_id}/reschedule/{edition.number}/{query}")


def test_an_edition_is_moved_by_a_form_that_dragging_fills_in(client, editor):
    edition = scheduled(5, hour=13)
    client.force_login(editor)
    form = move_page(client, edition, "?day=2026-04-09")
    assert (form.values["at_0"], form.values["at_1"]) == ("09/04/2026", "13:00:00")
    response = form.send("")
    assert response["Location"] == f"{CALENDAR}?day=2026-04-09"
    assert messages(response) == ["Moved. It is edition 2 now and will be live from 9 Apr 2026, 13:00 BST."]
    assert list(Edition.objects.scheduled().values_list("number", "live_from")) == [
        (2, datetime(2026, 4, 9, 12, tzinfo=UTC))
    ]


def test_a_day_in_the_tray_s_drag_fills_in_the_publish_page(client, editor):
    question = printable_question()
    client.force_login(editor)
    form = Form(client, f"/admin/articles/question/{question.pk}/publish/?day=2026-04-09")
    assert (form.values["at_0"], form.values["at_1"]) == ("09/04/2026", "09:00:00")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"at_0": "2026-03-29", "at_1": "01:30"}, "29 March 2026, 01:30 does not exist in Europe/London"),
        ({"at_0": "2026-03-03", "at_1": "10:00"}, "This time has passed: choose one to come."),
        ({"version": "0"}, "Somebody changed this question while you were looking at it."),
        ({"version": "x"}, "Please look again"),
        ({"at_0": "\x00"}, "Enter a valid date."),
    ],
)
def test_a_move_that_cannot_be_says_why_keeps_what_was_typed_and_moves_nothing(
    client, editor, values, sentence
):
    edition = scheduled(5)
    client.force_login(editor)
    form = move_page(client, edition)
    response = form.send("", **values)
    assert sentence in response.content.decode()
    assert "at_0" not in values or form.again(response).values["at_0"] == values["at_0"].replace("\x00", "�")
    assert list(Edition.objects.scheduled()) == [edition]


# --- In people's own programs -----------------------------------------------------------------


@pytest.fixture
def mine(client):
    """Somebody and the path of their calendar's address."""
    user = people.sub_editor()
    client.force_login(user, backend=BACKEND)
    assert client.post(f"{CALENDAR}address/").status_code == 302
    page = client.get(CALENDAR).content.decode()
    (address,) = re.findall(r'value="http://testserver(/calendar/[^"]+)"', page)
    client.logout()
    return user, address


def test_the_address_needs_no_login_and_shows_editions_and_one_s_own_deadlines(client, mine):
    user, address = mine
    nasty = "Why, oh; why\\ “all” this\nand é" + " so long" * 20 + "?"
    edition = scheduled(5, hour=13, text=nasty)
    own = QuestionFactory(due=date(2026, 3, 10), owner=user)
    QuestionFactory(due=date(2026, 3, 10), owner=UserFactory())
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert response.cookies == {}
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [edition.title, f"Due: {own.text}"]
    assert [event["DTSTART"].dt for event in events] == [edition.live_from, date(2026, 3, 10)]
    assert len({event["UID"] for event in events}) == 2


def test_a_new_address_ends_the_old_one_and_revoking_ends_it(client, mine):
    user, address = mine
    client.force_login(user, backend=BACKEND)
    client.post(f"{CALENDAR}address/")
    assert client.get(address).status_code == 410
    (new,) = re.findall(r'value="http://testserver(/calendar/[^"]+)"', client.get(CALENDAR).content.decode())
    assert client.get(new).status_code == 200
    client.post(f"{CALENDAR}address/", {"_revoke": ""})
    assert client.get(new).status_code == 410
    assert not CalendarLink.objects.filter(revoked_at=None).exists()


@pytest.mark.parametrize("field", ["is_active", "is_staff"])
def test_who_leaves_the_newsroom_loses_the_calendar(client, mine, field):
    user, address = mine
    setattr(user, field, False)
    user.save()
    assert client.get(address).status_code == 410


def test_a_forged_address_is_not_found(client, mine):
    _, address = mine
    for forged in ("x", address.removeprefix("/calendar/")[:-6], "\x00", "a" * 3000):
        assert client.get(f"/calendar/{forged}.ics").status_code == 404
    # One kind of link does not open the other.
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    assert client.get(f"/preview/{token}/").status_code == 404


def test_the_calendar_holds_what_is_near(client, mine):
    _, address = mine
    workflow.schedule(question=printable_question(), at=timezone.now() + timedelta(days=500))
    assert icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT") == []


def test_of_many_deadlines_a_day_shows_the_first_and_leads_to_all(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    day = timezone.localdate()
    QuestionFactory.create_batch(planning.DUE + 2, due=day)
    QuestionFactory(due=day + timedelta(days=1))
    today, tomorrow = planning.span(day, day + timedelta(days=1))
    assert (len(today.due), today.more_due) == (planning.DUE, 2)
    assert (len(tomorrow.due), tomorrow.more_due) == (1, 0)
    for address in (reverse("admin:articles_question_calendar"), reverse("admin:index")):
        page = client.get(address).content.decode()
        link = f"{reverse('admin:articles_question_changelist')}?due__exact={day:%Y-%m-%d}"
        assert f'<a href="{link}">2 more due</a>' in page
    assert client.get(link).context["cl"].result_count == planning.DUE + 2
