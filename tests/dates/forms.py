"""Every form of EDTF level 1, as strategies, and tables of examples."""

import calendar

from hypothesis import settings
from hypothesis import strategies as st

from articles.dates import (
    DateError,
    bounds,
)


def listed(table):
    """The entries of a table: separated by bars and ends of lines."""
    return [entry.strip() for entry in table.replace("\n", "|").split("|") if entry.strip()]


many = settings(deadline=None, max_examples=400, database=None)
some = settings(many, max_examples=100)  # where the edtf library, which is slow, reads every one


def year_text(year):
    return f"{year:05}" if year < 0 else f"{year:04}"


@st.composite
def day_texts(draw, year):
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    return f"{year_text(year)}-{month:02}-{day:02}"


def ends_in(year):
    """Dates of one year that may stand in an interval."""
    whole = year_text(year)
    months = st.integers(1, 12).map(lambda month: f"{whole}-{month:02}")
    seasons = st.integers(21, 24).map(lambda season: f"{whole}-{season}")
    doubt = st.sampled_from(["", "", "", "?", "~", "%"])
    return st.tuples(st.one_of(st.just(whole), months, seasons, day_texts(year)), doubt).map("".join)


some_years = st.one_of(
    st.integers(-9999, 9999),
    st.integers(-120, 120),
    st.integers(995, 1005),
    st.integers(1890, 1910),
    st.sampled_from([-9999, -100, -99, -1, 0, 1, 999, 1000, 9999]),
)
interval_ends = some_years.flatmap(ends_in)


@st.composite
def intervals(draw):
    year = draw(some_years)
    near = st.one_of(st.just(year), st.integers(max(-9999, year - 3), min(9999, year + 3)), some_years)
    one, other = draw(ends_in(year)), draw(near.flatmap(ends_in))
    text = f"{one}/{other}"
    return text if not is_refused(bounds, text) else f"{other}/{one}"


half_open = interval_ends.flatmap(
    lambda end: st.sampled_from([f"{end}/..", f"../{end}", f"{end}/", f"/{end}"])
)
doubt = st.sampled_from(["", "?", "~", "%"])
unknown_years = st.builds(
    lambda sign, digits, unknown, mark: f"{sign}{digits[: 4 - unknown]}{'X' * unknown}{mark}",
    st.sampled_from(["", "-"]),
    st.integers(0, 9999).map(lambda number: f"{number:04}"),
    st.integers(1, 3),
    doubt,
)
unknown_months_and_days = st.builds(
    lambda year, month, mark: f"{year_text(year)}-{month}{mark}",
    some_years,
    st.one_of(st.sampled_from(["XX", "XX-XX"]), st.integers(1, 12).map(lambda month: f"{month:02}-XX")),
    doubt,
)
long_years = st.builds(
    lambda sign, year: f"Y{sign}{year}", st.sampled_from(["", "-"]), st.integers(10_000, 999_999_999_999)
)
plain_dates = interval_ends.filter(
    lambda text: not (text[-1] in "?~%" and text[-4:-2] == "-2" and text[-2] in "1234")
)
single_dates = st.one_of(plain_dates, unknown_years, unknown_months_and_days, long_years)
dates = st.one_of(single_dates, intervals(), half_open)


def is_refused(function, text):
    try:
        function(text)
    except DateError:
        return True
    return False
