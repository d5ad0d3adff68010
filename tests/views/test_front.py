"""The front page, and the strip of periods on it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import workflow
from articles.models import Period, Question
from articles.views import strip
from tests import factories


def periods(*spans):
    """Return unsaved Periods of ``spans`` (EDTF), named after them."""
    return [Period(pk=number, name=span, slug=str(number), span=span) for number, span in enumerate(spans)]


# --- The strip ---


@pytest.mark.parametrize("spans", [[], ["0476/1500"], ["-9000/-7000", "0476/1500"]])
def test_fewer_than_two_periods_on_the_line_make_no_strip(spans):
    assert strip.draw(periods(*spans)) is None


def test_bars_are_as_long_as_their_periods_and_stand_where_they_were():
    first, second, third = strip.draw(periods("1000/1500", "1500/1600", "1600/2000")).bars
    assert (first.left, first.width) == (0, 50)
    assert (second.left, second.width) == (50, 10)
    assert (third.left, third.width) == (60, 40)


def test_bars_share_a_row_only_where_they_do_not_overlap():
    bars = strip.draw(periods("1000/1500", "1400/1600", "1500/2000")).bars
    first, second = strip.AXIS, strip.AXIS + strip.ROW + strip.GAP
    assert [bar.top for bar in bars] == [first, second, first]


def test_ticks_are_round_years_as_people_count_them():
    drawn = strip.draw(periods("-2999/-1099", "0800/2000"))
    assert drawn.ticks == [(0.0, "-2999"), (20.0, "-1999"), (40.01, "-0999"), (60.01, "0001"), (80.0, "1000")]


@time_machine.travel("2026-06-01")
def test_an_open_end_is_today_and_deep_time_runs_off_the_edge():
    deep, open_ended = strip.draw(periods("-9000/-2000", "1926/..")).bars
    assert deep.left == 0
    assert open_ended.left + open_ended.width == pytest.approx(100, abs=0.5)


def test_a_name_is_printed_only_where_its_bar_has_room():
    long, short = strip.draw(periods("1000/1900", "1900/1910")).bars
    assert (long.named, short.named) == (True, False)


# --- The page ---


@pytest.mark.django_db
def test_an_empty_front_page_says_so_and_asks_for_the_first_question(client):
    page = client.get("/").content.decode()
    assert "The first edition is at the printer" in page
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count('href="/ask/"') == 1
    assert '<svg class="strip"' not in page


@pytest.mark.django_db
def test_the_front_page_shows_no_period_whose_questions_are_not_live(client):
    states = ("live", "other", "draft", "scheduled", "withdrawn")
    for state in states:
        period = factories.PeriodFactory(name=f"The {state} age")
        question = factories.printable_question(slug=state, periods=[period])
        if state == "scheduled":
            workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
        elif state != "draft":
            workflow.publish(question=question)
    workflow.withdraw(question=Question.objects.get(slug="withdrawn"), reason="A check.")
    page = client.get("/").content.decode()
    assert [state for state in states if f"The {state} age" in page] == ["live", "other"]
    assert '<svg class="strip"' in page
