"""EDTF text in the words of a history magazine.

House style: BC (or BCE) always; AD (or CE) for the years 1 to 999 and beyond 9999, and on both sides of
year 1, since "79" alone does not look like a year and "1066" does. Years share a century where they can
(1914–18) but only from 1000 on. An en dash has no spaces between single words and spaces otherwise.

12XX is printed "13th century" although it is 1200–1299 and the strict century is 1201–1300: EDTF has no
shorter way to say it. Below zero the two agree: -04XX is 500–401 BC, the 5th century BC. Decades agree the
other way round: 134X is the 1340s, but -004X is 50–41 BC, which nobody calls the 40s BC, and 190X would be
"1900s", which may be a century. Both are printed as "decade 50–41 BC", "decade 1900–1909".
"""

from datetime import date

from .grammar import OPEN, UNKNOWN, Date, ends

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
DATE_UNKNOWN = "date unknown"


def display(edtf: str, *, bce: bool = False) -> str:
    """EDTF text in words: "c. 44 BC", "1914–18", "13th century"; with bce, BCE and CE instead of BC and AD.

    words.read() reads every such text back as the same EDTF. DateError if `edtf` is not EDTF level 1.
    """
    sides = ends(edtf)
    if len(sides) == 1:
        return _date(sides[0], bce)
    start, end = sides
    if start == OPEN:
        return f"until {_date(end, bce)}"
    if end == OPEN:
        return f"from {_date(start, bce)}"
    if start == UNKNOWN:
        return f"{DATE_UNKNOWN} – {_date(end, bce)}"
    if end == UNKNOWN:
        return f"{_date(start, bce)} – {DATE_UNKNOWN}"
    return _interval(start, end, bce)


def web_day(edtf: str, *, bce: bool = False) -> str:
    """EDTF text of a day of the magazine's own life, as its pages date themselves: "February 23, 2016".

    What is not one whole day is shown as display() shows it. DateError if `edtf` is not EDTF level 1.
    """
    try:
        day = date.fromisoformat(edtf)
    except ValueError:
        return display(edtf, bce=bce)
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def ordinal(number: int) -> str:
    """1 -> "1st", 12 -> "12th", 23 -> "23rd"."""
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _interval(start: Date, end: Date, bce: bool) -> str:
    if start.is_plain_year and end.is_plain_year:
        return _year_range(int(start.year), int(end.year), bce)
    if shared := _within_one_year(start, end, bce):
        return shared
    # "winter 1942 – 1943" would be taken for the one winter.
    dash = "to" if start.month == "24" and not end.month else "–"
    crosses = start.first[0] <= 0 < end.last[0]
    return f"{_date(start, bce, crosses)} {dash} {_date(end, bce, crosses)}"


def _year_range(first: int, last: int, bce: bool) -> str:
    if first <= 0 < last:
        return f"{_year(first, bce)} – {_year(last, bce, era=True)}"
    if last <= 0:
        return f"{_digits(1 - first)}–{_year(last, bce)}"
    if first < 1000:
        return f"{first}–{last} CE" if bce else f"AD {first}–{last}"
    if first // 100 == last // 100 and first < last:
        return f"{first}–{last % 100:02}"
    return f"{first}–{last}"


def _within_one_year(start: Date, end: Date, bce: bool) -> str:
    """Two days, months or seasons of one year, which is then said once; "" for anything else."""
    alike = bool(start.day) == bool(end.day) and start.is_season == end.is_season
    plain = start.month and end.month and not (start.qualifier or end.qualifier)
    if not (plain and alike and start.year == end.year):
        return ""
    last = _date(end, bce)
    if not start.day:
        return f"{_month(start.month)}–{last}"
    if start.month == end.month:
        return f"{int(start.day)}–{last}"
    return f"{int(start.day)} {_month(start.month)} – {last}"


def _date(date: Date, bce: bool, era: bool = False) -> str:
    text = _unqualified(date, bce, era)
    if date.qualifier in ("~", "%"):
        text = f"c. {text}"
    if date.qualifier in ("?", "%"):
        text = f"{text}?"
    return text


def _unqualified(date: Date, bce: bool, era: bool) -> str:
    if "X" in date.year:
        return _span_of_years(date, bce)
    year = _year(int(date.year.removeprefix("Y")), bce, era)
    if not date.month:
        return year
    if date.month == "XX":
        return f"{year}, {'day and month' if date.day else 'month'} unknown"
    month_and_year = f"{_month(date.month)} {year}"
    if date.day == "XX":
        return f"{month_and_year}, day unknown"
    return f"{int(date.day)} {month_and_year}" if date.day else month_and_year


def _span_of_years(date: Date, bce: bool) -> str:
    """A decade, a century or a millennium: a year with one, two or three digits unknown."""
    first, last = date.first[0], date.last[0]
    unknown = date.year.count("X")
    if unknown > 1:
        number = int(date.year.strip("-X")) + 1
        name = f"{ordinal(number)} {'century' if unknown == 2 else 'millennium'}"
        if date.year.startswith("-"):
            return f"{name} {'BCE' if bce else 'BC'}"
        return f"{name} {'CE' if bce else 'AD'}" if last < 1000 else name
    if first <= 0:
        return f"decade {_year_range(first, last, bce)}"
    if first % 100 == 0:
        return f"decade {first}–{last}" if first >= 1000 else f"decade {_year_range(first, last, bce)}"
    if first >= 1000:
        return f"{first}s"
    return f"{first}s CE" if bce else f"AD {first}s"


def _month(month: str) -> str:
    return SEASONS[month] if month in SEASONS else MONTHS[int(month) - 1]


def _year(year: int, bce: bool, era: bool = False) -> str:
    """An astronomical year in words; `era` prints AD even where the year would be plain without it."""
    if year <= 0:
        return f"{_digits(1 - year)} {'BCE' if bce else 'BC'}"
    if era or not 1000 <= year <= 9999:
        return f"{_digits(year)} CE" if bce else f"AD {_digits(year)}"
    return str(year)


def _digits(number: int) -> str:
    return f"{number:,}" if number > 9999 else str(number)
