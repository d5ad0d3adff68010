"""Days, bounds and the order of dates."""

import calendar
import datetime

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.dates import (
    MAX_DAY,
    MIN_DAY,
    Bounds,
    bounds,
    day_number,
    sort_key,
    years,
)
from tests.dates.forms import (
    dates,
    day_texts,
    intervals,
    many,
    single_dates,
    some,
    some_years,
)


@many
@given(st.dates())
def test_day_numbers_are_those_of_the_standard_library_from_year_1(day):
    assert day_number(day.year, day.month, day.day) == day.toordinal()


def test_days_are_consecutive_from_401_bc_to_ad_401():
    days = [
        day_number(year, month, day)
        for year in range(-400, 402)
        for month in range(1, 13)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
    ]
    assert days == list(range(days[0], days[0] + len(days)))


@many
@given(st.integers(-(10**12), 10**12))
def test_new_year_is_the_day_after_new_years_eve_and_400_years_have_146097_days(year):
    new_year = day_number(year, 1, 1)
    assert (day_number(year - 1, 12, 31), day_number(year + 400, 1, 1)) == (new_year - 1, new_year + 146_097)


def test_year_0_is_1_bc_and_a_leap_year_that_ends_the_day_before_day_1():
    assert bounds("0000") == Bounds(-365, 0)


def iso(text):
    return datetime.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("1066", "1066-01-01", "1066-12-31"),
        ("1066~", "1066-01-01", "1066-12-31"),
        ("1066?", "1066-01-01", "1066-12-31"),
        ("1066%", "1066-01-01", "1066-12-31"),
        ("1945-08", "1945-08-01", "1945-08-31"),
        ("1904-02", "1904-02-01", "1904-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1945-08-06", "1945-08-06", "1945-08-06"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("13XX", "1300-01-01", "1399-12-31"),
        ("1XXX", "1000-01-01", "1999-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("1942-21", "1942-03-01", "1942-05-31"),
        ("1942-22", "1942-06-01", "1942-08-31"),
        ("1942-23", "1942-09-01", "1942-11-30"),
        ("1942-24", "1942-12-01", "1943-02-28"),
        ("1943-24", "1943-12-01", "1944-02-29"),
        ("1914/1918", "1914-01-01", "1918-12-31"),
        ("1914-07-28/1918-11", "1914-07-28", "1918-11-30"),
        ("1945-08-06/1945", "1945-01-01", "1945-12-31"),
        ("1945/1945-08", "1945-01-01", "1945-12-31"),
        ("1942-24/1942", "1942-01-01", "1943-02-28"),
    ],
)
def test_bounds_are_the_first_and_last_day_a_date_can_mean(date, first, last):
    assert bounds(date) == Bounds(iso(first), iso(last))


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("-0043", (-43, 1, 1), (-43, 12, 31)),
        ("-0043-03-15", (-43, 3, 15), (-43, 3, 15)),
        ("-04XX", (-499, 1, 1), (-400, 12, 31)),
        ("-004X", (-49, 1, 1), (-40, 12, 31)),
        ("-00XX", (-99, 1, 1), (0, 12, 31)),
        ("00XX", (0, 1, 1), (99, 12, 31)),
        ("-1XXX", (-1999, 1, 1), (-1000, 12, 31)),
        ("-0001-24", (-1, 12, 1), (0, 2, 29)),
        ("-0026/0014", (-26, 1, 1), (14, 12, 31)),
        ("Y-17000", (-17000, 1, 1), (-17000, 12, 31)),
    ],
)
def test_bounds_go_on_below_year_1(date, first, last):
    assert bounds(date) == Bounds(day_number(*first), day_number(*last))


@pytest.mark.parametrize("gap", ["..", ""])
def test_an_end_that_is_open_or_unknown_lies_beyond_every_date(gap):
    assert bounds(f"1500/{gap}") == Bounds(iso("1500-01-01"), MAX_DAY)
    assert bounds(f"{gap}/1500") == Bounds(MIN_DAY, iso("1500-12-31"))
    assert (MIN_DAY, MAX_DAY) == (-(10**15), 10**15)
    assert MIN_DAY < bounds("Y-999999999999").earliest < bounds("Y999999999999").latest < MAX_DAY


@many
@given(dates)
def test_bounds_are_in_order_and_within_the_line_of_days(date):
    earliest, latest = bounds(date)
    assert MIN_DAY <= earliest <= latest <= MAX_DAY


@some
@given(single_dates)
def test_bounds_of_single_dates_are_those_the_edtf_library_computes(date):
    first, last = years(date)
    assume(first >= 1 and last <= 9999 and "-24" not in date)
    parsed = parse_edtf(date)
    moments = parsed.lower_strict(), parsed.upper_strict()
    assert bounds(date) == tuple(datetime.date(*moment[:3]).toordinal() for moment in moments)


@many
@given(intervals())
def test_an_interval_holds_the_bounds_of_both_its_ends(interval):
    ends = [bounds(end.rstrip("?~%")) for end in interval.split("/")]
    assert bounds(interval) == Bounds(min(end.earliest for end in ends), max(end.latest for end in ends))


@many
@given(single_dates)
def test_doubt_does_not_widen_a_date(date):
    assert bounds(date) == bounds(date.rstrip("?~%"))


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("1066~", (1066, 1066)),
        ("0000", (0, 0)),
        ("-0043", (-43, -43)),
        ("13XX", (1300, 1399)),
        ("-04XX", (-499, -400)),
        ("1942-24", (1942, 1943)),
        ("1945-08-06", (1945, 1945)),
        ("-0026/0014", (-26, 14)),
        ("Y-17000", (-17000, -17000)),
        ("1500/..", (1500, None)),
        ("/1500", (None, 1500)),
    ],
)
def test_years_are_astronomical_and_none_where_an_end_is_missing(date, span):
    assert years(date) == span


@many
@given(dates, dates)
def test_the_sort_key_keeps_the_order_of_first_days_and_then_of_last_days(one, other):
    order = (bounds(one) > bounds(other)) - (bounds(one) < bounds(other))
    assert (sort_key(one) > sort_key(other)) - (sort_key(one) < sort_key(other)) == order


@many
@given(some_years.flatmap(day_texts), some_years.flatmap(day_texts))
def test_a_later_day_never_sorts_before_an_earlier_one(one, other):
    def calendar_order(text):
        year, month, day = text.rsplit("-", 2)
        return int(year), int(month), int(day)

    assert (calendar_order(one) < calendar_order(other)) == (sort_key(one) < sort_key(other))


def test_dates_of_all_kinds_sort_as_a_reader_would_lay_them_out():
    laid_out = ["../0476", "Y-17000", "-04XX", "-0043-03-15", "0079", "13XX", "1340~", "134X", "1914/1918"]
    laid_out += ["1914-07-28", "1942-21", "1942-24", "1945", "1945/.."]
    shuffled = laid_out[::-1]
    assert sorted(shuffled, key=sort_key) == laid_out
