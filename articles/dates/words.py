"""What people write for a date, read as EDTF; refused where it could mean two things.

Read: everything display() prints, and the common ways to say the same. Refused rather than guessed:
10/7/2008 (two orders), a bare 79 or 476 (BC, AD or a slip), 1900s (a decade or a century), "early" or
"mid-" (no EDTF says it), "27 BC – 14" (which era?). Kept by convention: a century without an era is AD,
"c." and "?" belong to the one date they stand at, "before 1500" is ../1500, and what is EDTF already is
EDTF: 1914-18 is five years, but 1901-08 is a month and 1920-22 a summer. With an en dash, 1901–08 and
1920–22 are always years.
"""

import re
from typing import NamedTuple

from .bounds import years
from .display import DATE_UNKNOWN, MONTHS, SEASONS, ordinal
from .grammar import LONGEST, OPEN, UNKNOWN, DateError, NotEdtfError, parse

_MONTH_NUMBERS = {name.lower(): f"{number:02}" for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": "09"}
_SEASON_NUMBERS = {name: number for number, name in SEASONS.items()} | {"fall": "23"}
_ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first",
)  # fmt: skip

_NUMBER = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+"
_YEAR = rf"(?:ad ?)?(?:{_NUMBER})(?: ?(?:bce|bc|ad|ce))?"
_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_SEASON = "|".join(_SEASON_NUMBERS)
_DAY = r"0?[1-9]|[12][0-9]|3[01]"
_TH = "(?:st|nd|rd|th)?"
_DASH = " ?[–-] ?"

_QUALIFIED = re.compile(
    r"(?P<uncertain>(?:probably|perhaps|possibly) )?"
    r"(?P<approximate>(?:c|ca|circa|about|around|approximately)(?: |(?=[0-9])))?"
    r"(?P<date>.+?)(?P<mark> ?\?)?"
)
_DAY_MONTH_YEAR = re.compile(
    rf"(?:(?:(?P<day>[0-9]{{1,2}}){_TH} (?:of )?)?(?P<month>{_MONTH})|(?P<season>{_SEASON}))"
    rf"(?:,? (?:of )?(?P<year>{_YEAR}))?"
)
_YEAR_AND_ERA = re.compile(rf"(?P<ad>ad ?)?(?P<number>{_NUMBER})(?: ?(?P<era>bce|bc|ad|ce))?")
_UNKNOWN_PART = re.compile(r"(?P<known>.+), (?P<unknown>day and month|month|day) unknown")
_DECADE = re.compile(r"(?P<ad>ad )?(?P<number>[1-9][0-9]{0,2}0)'?s(?: (?P<era>bce|bc|ad|ce))?")
_LONG_SPAN = re.compile(
    r"(?P<ordinal>twenty-first|[a-z0-9]+)[ -](?P<kind>century|cent|c|millennium)"
    r"(?: (?P<era>bce|bc|ad|ce))?"
)
_WINTER = re.compile(rf"winter (?:of )?(?P<years>{_YEAR}{_DASH}{_YEAR})")
_RANGE = re.compile(
    r"(?P<from>from |between )?(?P<start>.+?)(?P<dash> ?[–-] ?| to | until | and )(?P<end>.+)"
)
_TWO_YEARS = re.compile(r"(?P<first>-?[0-9]{4})/(?P<last>-?[0-9]{4})")
_ONE_SIDED = {
    "../{}": re.compile(r"(?:before|until|till|up to) (?P<date>.+)"),
    "{}/..": re.compile(r"(?:after|since|from) (?P<date>.+)"),
}

# "August 6, 1945", and ranges of it, into the order of "6 August 1945"; "6th–9th August" into "6–9 August".
# A space must follow the comma: "January 10,000 BC" has no day.
_REORDERED = {
    r"\2 \1 – \4 \3 \5": re.compile(
        rf"({_MONTH}) ({_DAY}){_TH}{_DASH}({_MONTH}) ({_DAY}){_TH}(?:, | )({_YEAR})"
    ),
    r"\2–\3 \1 \4": re.compile(rf"({_MONTH}) ({_DAY}){_TH}{_DASH}({_DAY}){_TH}(?:, | )({_YEAR})"),
    r"\2 \1 \3": re.compile(rf"({_MONTH}) ({_DAY}){_TH}(?:, | )({_YEAR})"),
    r"\1\2\3 \4": re.compile(rf"({_DAY}){_TH}({_DASH}| to )({_DAY}){_TH} (?:of )?({_MONTH})"),
}

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMERIC = re.compile(r"[0-9]+([/.–-])[0-9]+\1[0-9]+|[0-9]{1,2}[/.][0-9]+")
_PART_OF_SPAN = re.compile(r"\b(?:early|mid|middle|late|later|beginning|start|end|half|quarter|turn)\b")
_MANY_SPANS = re.compile(r"(?:[–-]| to | and ).*(?:centur|millenni|0'?s)|(?:centuries|millennia)")
_LIKE_EDTF = re.compile(r"[0-9XYTZ?~%/.: -]+")


class _Spoken(NamedTuple):
    """A date as it was said, which inside a range may lack its year, or its era."""

    digits: str = ""
    era: str = ""  # "BC", "AD" or not said
    era_first: bool = False  # "AD 79", not "79 AD"
    month: str = ""
    day: str = ""

    @property
    def is_year(self) -> bool:
        return bool(self.digits) and not self.month


def read(words: str) -> str:
    """EDTF level 1 text for a date in words or in EDTF; DateError where it would have to guess."""
    text = " ".join(words.split())
    if len(text) > LONGEST:
        raise DateError("That is too long for a date: write one such as 1066, 44 BC or 1914–18.")
    edtf = re.sub("(^|/)−", r"\1-", text).upper()
    try:
        return parse(edtf)
    except NotEdtfError:
        refusal = _not_a_date(text)
    except DateError as error:
        refusal = error
    found = _read_words(text)
    if found is not None:
        return parse(found)
    raise refusal if not text or _LIKE_EDTF.fullmatch(edtf) else _not_a_date(text)


def _read_words(words: str) -> str | None:
    """EDTF, perhaps still impossible, for words; None if they are no date at all."""
    text = _tidy(words)
    if _NUMERIC.fullmatch(text) and not _ISO_DAY.fullmatch(text):
        raise DateError(
            f"“{words}” has more than one reading: write the month as a word, as in 10 July 2008."
        )
    if part := _PART_OF_SPAN.search(text):
        raise DateError(f"“{part[0]}” has no fixed limits: write the years, as in 1200–1230.")
    for order, pattern in _REORDERED.items():
        text = pattern.sub(order, text)
    found = _single(text) or _range(text, words) or _one_sided(text)
    if not found and _MANY_SPANS.search(text):
        raise DateError(f"“{words}” is several decades or centuries: write the years, as in 1200–1399.")
    return found


def _tidy(words: str) -> str:
    """Small letters, one kind of dash, no points after letters: "c. 44 B.C." -> "c 44 bc"."""
    text = re.sub("[‒–—−]", "–", words).replace("’", "'")
    text = re.sub("[\u2010\u2011]", "-", text)
    text = text.lower()
    text = re.sub(r"(?<=[a-z])\.(?=[0-9])", " ", text)
    text = re.sub(r"(?<=[a-z])\.", "", text)
    return re.sub(r"\bthe ", "", text)


def _one_sided(text: str) -> str | None:
    """ "before 1500" -> "../1500"."""
    for form, pattern in _ONE_SIDED.items():
        match = pattern.fullmatch(text)
        if match and (date := _single(match["date"])):
            return form.format(date)
    return None


def _single(text: str) -> str | None:
    """EDTF for words that are one date and no range."""
    if winter := _WINTER.fullmatch(text):
        return _winter(winter["years"])
    text, qualifier = _without_qualifier(text)
    if span := _span_of_years(text) or _with_unknown_part(text):
        return span + qualifier
    spoken = _spoken(text)
    return _edtf(spoken, text) + qualifier if spoken else None


def _without_qualifier(text: str) -> tuple[str, str]:
    """ "c 1066?" -> ("1066", "%")."""
    match = _QUALIFIED.fullmatch(text)
    if not match:
        return text, ""
    uncertain = bool(match["uncertain"] or match["mark"])
    approximate = bool(match["approximate"])
    marks = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}
    return match["date"], marks[uncertain, approximate]


def _spoken(text: str) -> _Spoken | None:
    parts = _DAY_MONTH_YEAR.fullmatch(text)
    if not parts:
        return _spoken_year(text)
    year = _spoken_year(parts["year"]) if parts["year"] else _Spoken()
    month = _MONTH_NUMBERS[parts["month"]] if parts["month"] else _SEASON_NUMBERS[parts["season"]]
    return year and year._replace(month=month, day=parts["day"].zfill(2) if parts["day"] else "")


def _spoken_year(text: str) -> _Spoken | None:
    match = _YEAR_AND_ERA.fullmatch(text)
    if not match or (match["ad"] and match["era"]):
        return None
    era = "AD" if match["ad"] else {"b": "BC", "a": "AD", "c": "AD", "": ""}[(match["era"] or "")[:1]]
    return _Spoken(digits=match["number"].replace(",", ""), era=era, era_first=bool(match["ad"]))


def _edtf(date: _Spoken, said: str) -> str:
    if not date.digits:
        raise DateError(f"“{said}” has no year: write it too, as in August 1939.")
    pieces = [_year(date.digits, date.era), date.month, date.day]
    return "-".join(piece for piece in pieces if piece)


def _year(digits: str, era: str) -> str:
    """EDTF year for a counted one: ("44", "BC") -> "-0043"; all but four digits need their era."""
    number = int(digits)
    if number == 0:
        raise DateError("There is no year 0: write 1 BC or AD 1.")
    if len(digits) > 12:
        raise DateError("That year is too far away: the longest that can be kept has twelve digits.")
    if not era and len(digits) != 4:
        raise DateError(f"“{digits}” may be several years: write AD {number}, {number} BC or four digits.")
    year = 1 - number if era == "BC" else number
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _span_of_years(text: str) -> str | None:
    """EDTF for a decade, a century or a millennium."""
    if text.startswith("decade "):
        return _decade_of_years(text.removeprefix("decade "))
    if match := _DECADE.fullmatch(text):
        return _decade(match)
    match = _LONG_SPAN.fullmatch(text)
    number = match and _ordinal_number(match["ordinal"])
    if not number:
        return None
    width = 1 if match["kind"] == "millennium" else 2
    if number > 10**width:
        return None
    sign = "-" if match["era"] in ("bc", "bce") else ""
    return f"{sign}{number - 1:0{width}}{'X' * (4 - width)}"


def _ordinal_number(word: str) -> int | None:
    if word in _ORDINAL_WORDS:
        return _ORDINAL_WORDS.index(word) + 1
    number = int("".join(filter(str.isdigit, word)) or 0)
    return number if number and ordinal(number) == word else None


def _decade(match: re.Match) -> str:
    number, era = match["number"], "ad" if match["ad"] else match["era"]
    if era in ("bc", "bce"):
        raise DateError(f"EDTF has no {number}s BC: write the years, {number[:-1]}9–{number} BC.")
    if not era and len(number) != 4:
        raise DateError(f"“{number}s” does not say when: write AD {number}s, or the years in full.")
    if number.endswith("00"):
        years_meant = f"{'AD ' if len(number) < 4 else ''}{number}–{number[:-1]}9"
        raise DateError(f"“{number}s” may be a decade or a century: write {years_meant} or name the century.")
    return f"{number[:-1]:0>3}X"


def _decade_of_years(text: str) -> str | None:
    """ "50–41 bc" -> "-004X", for the decades that display() cannot call by a name."""
    match = _TWO_YEARS.fullmatch(_range(text, text) or "")
    if not match:
        return None
    decade = f"{match['first'][:-1]}X"
    return decade if years(decade) == (int(match["first"]), int(match["last"])) else None


def _with_unknown_part(text: str) -> str | None:
    match = _UNKNOWN_PART.fullmatch(text)
    spoken = match and _spoken(match["known"])
    if not spoken or spoken.day:
        return None
    if bool(spoken.month) != (match["unknown"] == "day"):
        return None
    unknown = "-XX-XX" if match["unknown"] == "day and month" else "-XX"
    return _edtf(spoken, text) + unknown


def _winter(years_said: str) -> str | None:
    """ "1942–43" -> "1942-24": a winter is named by the year it starts in."""
    interval = _range(years_said.replace("-", "–"), years_said)
    if not interval:
        return None
    first, last = years(parse(interval))
    return f"{interval.split('/')[0]}-24" if last == first + 1 else None


def _range(text: str, words: str) -> str | None:
    match = _RANGE.fullmatch(text)
    if not match or (match["dash"] == " and ") != (match["from"] == "between "):
        return None
    said = match["start"], match["end"]
    if said[0] == DATE_UNKNOWN or said[1] in (DATE_UNKNOWN, "present"):
        return _half_known(*said)
    (start_text, start_doubt), (end_text, end_doubt) = map(_without_qualifier, said)
    start, end = _spoken(start_text), _spoken(end_text)
    if not (start and end):
        earlier = _single(said[0])
        later = earlier and _single(said[1])
        return f"{earlier}/{later}" if later else None
    if match["dash"] == "-" and len(start.digits) == 4 and _could_be_month(end):
        raise DateError(
            f"“{words}” may be years or a month: write the second year in full or name the month."
        )
    start, end = _completed(start, end, words)
    return f"{_edtf(start, said[0])}{start_doubt}/{_edtf(end, said[1])}{end_doubt}"


def _could_be_month(date: _Spoken) -> bool:
    """True for the end of "c. 1901-08" or "1920-22?", where EDTF would see a month or a season."""
    return date.is_year and not date.era and int(date.digits) in (*range(1, 13), *range(21, 25))


def _half_known(start: str, end: str) -> str | None:
    missing = {DATE_UNKNOWN: UNKNOWN, "present": OPEN}
    sides = [missing[side] if side in missing else _single(side) for side in (start, end)]
    return None if None in sides else "/".join(sides)


def _completed(start: _Spoken, end: _Spoken, words: str) -> tuple[_Spoken, _Spoken]:
    """Both ends of a range with what one of them leaves to the other: day, month, year, era or century."""
    if end.day and start.is_year and not start.era and len(start.digits) <= 2:  # 6–9 August 1945
        start = start._replace(digits="", month=end.month, day=start.digits.zfill(2))
    if not start.digits:
        return start._replace(digits=end.digits, era=end.era, era_first=end.era_first), end
    if start.era == "BC" and not end.era:
        raise DateError(f"“{words}” leaves out an era: write BC or AD after both years.")
    if _is_shortened(start, end):  # 1914–18
        end = end._replace(digits=start.digits[: -len(end.digits)] + end.digits)
        if int(end.digits) <= int(start.digits):
            raise DateError(f"“{words}” ends before it starts: write both years in full.")
    if not start.era and end.era and not end.era_first:  # 44–31 BC, 900–1066 CE
        start = start._replace(era=end.era)
    elif start.era == "AD" and not end.era:  # AD 79–81
        end = end._replace(era="AD")
    return start, end


def _is_shortened(start: _Spoken, end: _Spoken) -> bool:
    """True for "1914–18", "AD 112–15" and "1914–18 CE", where the end has only its last digits."""
    fewer_digits = start.is_year and end.is_year and len(end.digits) <= 2 < len(start.digits)
    era_of_both = end.era == "AD" and not end.era_first and not start.era
    return fewer_digits and (not end.era or era_of_both)


def _not_a_date(words: str) -> DateError:
    return DateError(
        f"“{words}” is not a date that can be read: write one such as 1066, c. 1066, 44 BC, August 1939, "
        "6 August 1945, 1914–18, 1340s or 13th century."
    )
