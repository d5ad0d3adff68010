"""When a page went on the web: the visible "Published: …" line, and ISO 8601 dates from metadata."""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST_WEB_YEAR = 1991
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
LABEL = (
    r"(?:this (?:article|question|page|answer|feature) was (?:first )?(?:published|posted)"
    r"|(?:first |originally )?(?:published|posted|date published|publication date|date|written|added))"
    r"(?: online)?(?: on)?\s*[:–-]?\s*"
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
DATE = (
    rf"(?:(?P<day>{DAY})(?: of)?\s+(?P<month>{MONTH}),?\s+(?P<year>\d{{4}})"
    rf"|(?P<us_month>{MONTH})\s+(?P<us_day>{DAY}),?\s+(?P<us_year>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<number_year>\d{4}))"
)
TIME = (
    r"(?:(?:\s*[,@|–-]|\s+at|T)?\s*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.]\d{2})?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*(?P<zone>(?:GMT|UTC|BST|CEST|CET|Z)\b|[+-]\d{2}:?\d{2})?)"
)
# What may follow the date in the same line without making it a sentence.
AFTER = r"(?:\s*[.)]?\s*$|\s*[|•·(–-]\s*.*|[.,;]?\s*(?:last )?(?:updated|modified|edited)\b.*|\s+(?:by|in) [A-Z].*)"
WEB_DATE = re.compile(rf"\(?(?P<label>{LABEL})?{WEEKDAY}{DATE}(?:{TIME})?(?P<after>{AFTER})", re.IGNORECASE)
UPDATED = re.compile(
    r"\(?(?:last |page |article )*(?:updated|modified|reviewed|edited|revised)\b(?: on)?\s*:?\s*",
    re.IGNORECASE,
)
LONG_LABEL = re.compile(rf"\(?{LABEL}{WEEKDAY}{DATE}", re.IGNORECASE)
ZONES = {"bst": 1, "cet": 1, "cest": 2}


def parse_web_date(line: str) -> datetime | None:
    """The moment a "Published: February 23, 2016 at 9:10 am" line states, aware; None for any other line.

    Knows day-month-year, month-day-year, ISO and numeric dates (day first, as in Britain, unless that is
    impossible), with or without label, weekday, time and zone. Without a zone the time is Europe/London's;
    without a time it is midnight. A date before 1991 is not a web date.
    """
    found = WEB_DATE.fullmatch(line.strip()) if len(line) < 200 else None
    if not found:
        return None
    after = found["after"].strip(" .)")
    if after and (not found["label"] or found["label"].lower().startswith("this")):
        return None
    year, month, day = _date_parts(found)
    hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if found["hour"] and not (found["minute"] or half) or half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    if year < FIRST_WEB_YEAR:
        return None
    try:
        return datetime(year, month, day, hour, minute, tzinfo=_zone(found["zone"])).astimezone(LONDON)
    except ValueError:
        return None


def is_date_furniture(line: str) -> bool:
    """Whether the line only says when a page was updated, or states a publication date that does not exist."""
    if len(line) > 200:
        return False
    updated = UPDATED.match(line)
    if updated:
        rest = line[updated.end() :]
        return bool(re.match(rf"{WEEKDAY}{DATE}", rest, re.IGNORECASE)) or not rest.strip()
    return bool(LONG_LABEL.match(line)) and bool(WEB_DATE.fullmatch(line.strip()))


def parse_iso(value: object) -> tuple[datetime | None, bool]:
    """An ISO 8601 date from metadata as (aware moment or None, whether it states a time).

    A time without a zone is Europe/London's; the result is always given in Europe/London.
    """
    if not isinstance(value, str) or not re.match(r"\s*\d{4}-?\d{2}", value):
        return None, False
    try:
        moment = datetime.fromisoformat(value.strip())
        moment = moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)
    except (ValueError, OverflowError):
        return None, False
    if moment.year < FIRST_WEB_YEAR:
        return None, False
    return moment, bool(re.search(r"\d[T ]\d", value.strip()))


def _date_parts(found: re.Match[str]) -> tuple[int, int, int]:
    if found["iso"]:
        year, month, day = found["iso"].split("-")
        return int(year), int(month), int(day)
    if found["number_year"]:
        day, month = int(found["first"]), int(found["second"])
        return int(found["number_year"]), *((day, month) if month > 12 else (month, day))
    year, month, day = (found[f"us_{part}"] or found[part] for part in ("year", "month", "day"))
    return int(year), MONTHS.index(month[:3].lower()) + 1, int(re.sub(r"\D", "", day))


def _zone(name: str | None) -> timezone | ZoneInfo:
    if not name:
        return LONDON
    if name[0] in "+-":
        sign = -1 if name[0] == "-" else 1
        digits = name[1:].replace(":", "")
        return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
    hours = ZONES.get(name.lower(), 0)
    return timezone(timedelta(hours=hours)) if hours else UTC
