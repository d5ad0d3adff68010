"""EDTF level 1 text, taken apart and checked.

The `edtf` library validates what is saved, but it also lets through level 2 forms, times of day, spaces
inside a date, 29 February 1900 and intervals that run backwards. So the grammar here comes first and says
no to those.
"""

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

from edtf import EDTFParseException, parse_edtf

OPEN = ".."  # an interval's end that is open: it goes on
UNKNOWN = ""  # an interval's end that exists but is not known

LONGEST = 100  # characters; the longest date that display() prints is shorter

# First and last month, northern; 24, winter, ends in the next year.
SEASON_MONTHS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}

_DATE = re.compile(
    r"(?P<year>-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|-?[0-9]XXX|Y-?[1-9][0-9]{4,11})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)
_TIME_OF_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]")


class DateError(ValueError):
    """A date that cannot be kept; the message is one sentence for an editor, saying what to type instead."""


class NotEdtfError(DateError):
    """The text is no EDTF at all. Who types words need not hear of EDTF: see words.read."""


class Date(NamedTuple):
    """One date of EDTF text, as its pieces of text: Date("-0043", "03", "15", "~") is -0043-03-15~."""

    year: str  # "1066", "-0043", "13XX", "Y-17000"
    month: str = ""  # "01" to "12", a season "21" to "24", or "XX"
    day: str = ""  # "01" to "31", or "XX"
    qualifier: str = ""  # "?" uncertain, "~" approximate, "%" both

    @property
    def is_season(self) -> bool:
        return self.month in SEASON_MONTHS

    @property
    def is_plain_year(self) -> bool:
        """True for a year and nothing more, such as 1066 or -0043."""
        return not (self.month or self.qualifier or "X" in self.year)

    @property
    def first(self) -> tuple[int, int, int]:
        """The earliest day it can mean, as astronomical year, month and day."""
        year = min(self._year_span())
        if self.month in ("", "XX"):
            return year, 1, 1
        if self.is_season:
            return year, SEASON_MONTHS[self.month][0], 1
        return year, int(self.month), 1 if self.day in ("", "XX") else int(self.day)

    @property
    def last(self) -> tuple[int, int, int]:
        """The latest day it can mean, as astronomical year, month and day."""
        year = max(self._year_span())
        if self.month in ("", "XX"):
            return year, 12, 31
        month = SEASON_MONTHS[self.month][1] if self.is_season else int(self.month)
        if self.month == "24":
            year += 1
        return year, month, days_in(year, month) if self.day in ("", "XX") else int(self.day)

    def _year_span(self) -> tuple[int, int]:
        # Below zero the nines give the earlier year: -04XX is -0499 to -0400.
        digits = self.year.removeprefix("Y")
        return int(digits.replace("X", "0")), int(digits.replace("X", "9"))


def days_in(year: int, month: int) -> int:
    """Days in a month (1 to 12) of an astronomical year, in the Gregorian calendar carried back."""
    return calendar.monthrange(year, month)[1]


def parse(text: str) -> str:
    """EDTF level 1 text without the spaces around it; DateError for anything else.

    Taken: YYYY, YYYY-MM, YYYY-MM-DD, years below zero, seasons (YYYY-21 to YYYY-24), X for unknown digits
    from the right, a year beyond 9999 after Y, one of ? ~ % after a date, and intervals of two dates, ".."
    or a blank end.
    """
    return _checked(text.strip())


@lru_cache(maxsize=4096)
def _checked(text: str) -> str:
    ends(text)
    try:
        parse_edtf(text)
    except EDTFParseException:
        raise _not_edtf(text) from None
    return text


@lru_cache(maxsize=4096)
def ends(text: str) -> tuple[Date] | tuple[Date | str, Date | str]:
    """The one Date of EDTF text, or the two ends of an interval, where an end may also be OPEN or UNKNOWN.

    Checked by the grammar here alone, which takes microseconds where the library takes milliseconds.
    """
    if not text:
        raise DateError("The date is empty: write one such as 1066, 44 BC or 1914–18.")
    if len(text) > LONGEST:
        raise DateError("That is too long for a date: write one such as 1066, 44 BC or 1914–18.")
    if _TIME_OF_DAY.match(text):
        raise DateError(f"“{text}” has a time of day: write the day alone, {text[:10]}.")
    sides = text.split("/")
    if len(sides) == 1:
        date = _date(text, text)
        if date.is_season and date.qualifier:
            raise DateError(
                f"A season on its own takes no ?, ~ or %: write {text[:-1]} or {date.year}{date.qualifier}."
            )
        return (date,)
    if len(sides) > 2:
        raise _not_edtf(text)
    start, end = (side if side in (OPEN, UNKNOWN) else _date(side, text) for side in sides)
    _check_interval(start, end, text)
    return start, end


def _check_interval(start: Date | str, end: Date | str, text: str) -> None:
    dates = [side for side in (start, end) if isinstance(side, Date)]
    if not dates:
        raise DateError("An interval needs a date: write 1500/.. (from 1500) or ../1500 (until 1500).")
    if any("X" in "".join(date) for date in dates):
        raise DateError(f"“{text}” has unknown digits in an interval: write the years, as in 1200/1399.")
    if any(date.year.startswith("Y") for date in dates):
        raise DateError(f"“{text}” is an interval beyond the year 9999: write a single year.")
    if len(dates) == 2 and dates[0].first > dates[1].last:
        raise DateError(f"“{text}” ends before it starts: write the earlier date first.")


def _date(text: str, whole: str) -> Date:
    match = _DATE.fullmatch(text)
    if not match:
        raise _not_edtf(whole)
    date = Date(**match.groupdict(default=""))
    if date.year == "-0000":
        raise DateError("There is no year -0000: write 0000 for 1 BC, or 0001 for AD 1.")
    if not date.year[-1].isdigit() and date.month:
        raise DateError(f"“{text}” has unknown digits inside: write the years alone, {date.year}.")
    if date.year.startswith("Y") and (date.month or date.qualifier):
        raise DateError(f"A year beyond 9999 takes no month, ?, ~ or %: write {date.year}.")
    _check_month_and_day(date, text)
    return date


def _check_month_and_day(date: Date, text: str) -> None:
    if date.month == "XX":
        if date.day not in ("", "XX"):
            raise DateError(f"“{text}” has a day but no month: write {date.year}-XX-XX.")
        return
    if date.is_season:
        if date.day:
            raise DateError(f"“{text}” has a day in a season: write a month, 01 to 12, or no day.")
        return
    if date.month and not 1 <= int(date.month) <= 12:
        raise DateError(f"There is no month {date.month}: write 01 to 12, or 21 to 24 for spring to winter.")
    if date.day not in ("", "XX"):
        length = days_in(int(date.year), int(date.month))
        if not 1 <= int(date.day) <= length:
            raise DateError(
                f"“{text}” does not exist in the Gregorian calendar: write a day from 01 to {length}."
            )


def _not_edtf(text: str) -> NotEdtfError:
    return NotEdtfError(
        f"“{text}” is not a date in EDTF: write 1066, 1066~ (about), 1066? (perhaps), -0043 (44 BC), "
        "1939-08, 1945-08-06, 13XX (14th century) or 1914/1918."
    )
