"""Times as people type them, in a zone whose clocks change twice a year."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles import moments


def test_words_say_the_zone_and_which_of_two_hours_it_is():
    assert moments.words(datetime(2026, 7, 1, 11, tzinfo=UTC)) == "1 Jul 2026, 12:00 BST"
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moments.words(first) == "25 Oct 2026, 01:30 BST"
    assert moments.words(first + timedelta(hours=1)) == "25 Oct 2026, 01:30 GMT"


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_a_time_that_clocks_skip_is_refused_with_the_two_that_may_be_meant(minute):
    with pytest.raises(ValidationError) as refused:
        moments.local(datetime(2027, 3, 28, 1, minute))
    assert refused.value.messages == [
        f"28 March 2027, 01:{minute:02} does not exist in Europe/London: the clocks go forward then. "
        f"Did you mean 00:{minute:02} or 02:{minute:02}?"
    ]


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_a_time_that_clocks_show_twice_is_refused(minute):
    with pytest.raises(ValidationError) as refused:
        moments.local(datetime(2026, 10, 25, 1, minute))
    assert refused.value.messages == [
        f"25 October 2026, 01:{minute:02} comes twice in Europe/London: the clocks go back then. "
        "Choose a time before or after that hour."
    ]


@pytest.mark.parametrize(
    "naive",
    [
        datetime(2027, 3, 28, 0, 59),
        datetime(2027, 3, 28, 2),
        datetime(2026, 10, 25, 0, 59),
        datetime(2026, 10, 25, 2),
    ],
)
def test_the_minutes_beside_such_an_hour_are_taken(naive):
    assert timezone.make_naive(moments.local(naive)) == naive


@given(st.datetimes(datetime(1972, 1, 1), datetime(2200, 12, 31)))
def test_what_is_taken_is_what_the_clock_shows_and_nothing_else_shows_it(naive):
    try:
        at = moments.local(naive)
    except ValidationError:
        return
    assert timezone.make_naive(at) == naive
    shown = {timezone.make_naive(at.astimezone(UTC) + timedelta(hours=hours)) for hours in (-1, 1)}
    assert naive not in shown


@pytest.mark.parametrize("naive", [datetime.min, datetime.max, datetime(1899, 12, 31), datetime(2201, 1, 1)])
def test_a_year_far_away_is_refused(naive):
    with pytest.raises(ValidationError, match="Give a year from 1900 to 2200"):
        moments.local(naive)
