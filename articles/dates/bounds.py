"""Where a date lies on the line of days: the first and the last day it can mean."""

from typing import NamedTuple

from .grammar import Date, DateError, days_in, ends

MIN_DAY = -(10**15)  # the bound of an end that is open or unknown; beyond any date the grammar takes
MAX_DAY = 10**15

_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


class Bounds(NamedTuple):
    """The first and the last day a date can mean, as day numbers (see day_number); earliest <= latest."""

    earliest: int
    latest: int


def day_number(year: int, month: int, day: int) -> int:
    """Number of a day in the Gregorian calendar carried back without end.

    `year` is astronomical: 0 is 1 BC. Day 1 is 0001-01-01, as in datetime.date.toordinal(), and 0000-12-31
    is day 0. DateError for a day that does not exist.
    """
    if not (1 <= month <= 12 and 1 <= day <= days_in(year, month)):
        raise DateError(f"Month {month}, day {day} of {year} does not exist: write a day of the calendar.")
    past = year - 1
    days_before_year = past * 365 + past // 4 - past // 100 + past // 400
    leap_day = month > 2 and days_in(year, 2) == 29
    return days_before_year + _DAYS_BEFORE_MONTH[month - 1] + leap_day + day


def bounds(edtf: str) -> Bounds:
    """First and last day of EDTF text; MIN_DAY or MAX_DAY where an end is open or unknown.

    Unknown digits, a year, a season (northern; winter runs into the next year) and a month widen to all
    their days. Doubt (? ~ %) widens nothing.
    """
    sides = ends(edtf)
    dates = [side for side in sides if isinstance(side, Date)]
    earliest = min(day_number(*date.first) for date in dates) if isinstance(sides[0], Date) else MIN_DAY
    latest = max(day_number(*date.last) for date in dates) if isinstance(sides[-1], Date) else MAX_DAY
    return Bounds(earliest, latest)


def years(edtf: str) -> tuple[int | None, int | None]:
    """First and last astronomical year of EDTF text; None where an end is open or unknown."""
    sides = ends(edtf)
    dates = [side for side in sides if isinstance(side, Date)]
    first = min(date.first[0] for date in dates) if isinstance(sides[0], Date) else None
    last = max(date.last[0] for date in dates) if isinstance(sides[-1], Date) else None
    return first, last


def sort_key(edtf: str) -> tuple[int, int]:
    """Order of EDTF text in a list: by first day, then the shorter span first."""
    return tuple(bounds(edtf))


def month_day(edtf: str) -> int | None:
    """The day of the year that EDTF text names without doubt, as month × 100 + day; None for anything wider."""
    sides = ends(edtf)
    date = sides[0]
    if len(sides) > 1 or date.qualifier or not date.day or "X" in date.year + date.month + date.day:
        return None
    return int(date.month) * 100 + int(date.day)


def of_year(year: int) -> str:
    """EDTF text of an astronomical year: 1066 is "1066", -43 is "-0043", 12000 is "Y12000"."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def century(edtf: str) -> str:
    """EDTF text of the century in which a date begins, "13XX" or "-00XX"; "" before 9999 BC or where unknown."""
    first, _ = years(edtf)
    if first is None or abs(first) > 9999:
        return ""
    return f"{first // 100:02}XX" if first > 0 else f"-{-first // 100:02}XX"
