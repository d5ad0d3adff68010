"""Where an answer was printed before: "This article was first published in BBC History Magazine in 2011"."""

import re

from ..records import ProvenanceRecord
from .webdates import MONTH, MONTHS

WHAT = (
    r"(?:article|question(?: and answer)?|answer|q&a|q and a|feature|piece|content|interview|extract|column|item"
    r"|post|page)"
)
FIRST = r"(?:first|originally|previously|initially)"
PRINTED = r"(?:published|printed|appeared|featured|ran|seen)"
# A line that says it of itself, and one that leaves "this article" out.
OF_ITSELF = re.compile(
    rf"(?:this|the above|the following) {WHAT}(?: and {WHAT})?,? (?:(?:was|is|has been|were) )?"
    rf"(?:{FIRST} {PRINTED}|{PRINTED} {FIRST}|{PRINTED}|(?:taken|adapted|extracted|reproduced|reprinted) from)"
    r"(?P<rest>\b.*)",
    re.IGNORECASE,
)
LABELLED = re.compile(
    rf"(?:as )?(?:{FIRST} {PRINTED}(?: by)?|{PRINTED} {FIRST}|published(?= in)"
    r"|from(?= (?:the )?[^.]{0,40}\b(?:issue|edition) of))"
    r"(?P<rest>\b.*|:.*)",
    re.IGNORECASE,
)
SENTENCE_IN_TEXT = re.compile(rf"(?<=[.!?’”\"')…]) (?=This {WHAT} (?:was|is|has been|first|originally)\b)")

YEAR = r"(?:1[5-9]\d\d|20\d\d)"
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON = rf"(?:{'|'.join(SEASONS)})"
# Issues named for a feast. EDTF has no feasts, so the month stands in and the name becomes the issue's number.
FEASTS = {"christmas": "-12", "easter": "", "new year": "-01"}
FEAST = r"(?:christmas|easter|new year)"
SPAN = r"\s*(?:/|–|-|and|&)\s*"
DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH}),? (?P<year>{YEAR})\b",
        rf"(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>{YEAR})\b",
        rf"(?P<month>{MONTH}) (?P<from_year>{YEAR}){SPAN}(?P<to_month>{MONTH}) (?P<year>{YEAR})\b",
        rf"(?P<month>{MONTH}){SPAN}(?P<to_month>{MONTH}),? (?P<year>{YEAR})\b",
        rf"(?P<month>{MONTH})(?: of)?,? (?P<year>{YEAR})\b",
        rf"\b(?P<season>{SEASON})(?: of)?,? (?P<year>{YEAR})\b",
        rf"\b(?P<year>{YEAR}),? (?P<season>{SEASON})\b",
        rf"\b(?P<feast>{FEAST})(?: special)?,? (?P<year>{YEAR})\b",
        rf"\b(?P<year>{YEAR}),? (?P<feast>{FEAST})\b",
        rf"(?<!\d)(?P<year>{YEAR})(?![\d–-])",
    )
)
PAGES = re.compile(r",?\s*\(?\b(?:pp?\.?\s?|pages?\s)(?P<pages>\d+(?:\s?[–-]\s?\d+)?)\)?")
VOLUME = re.compile(r"\bvol(?:ume|\.)?\s?(?P<volume>\d+|[IVXLC]+\b)", re.IGNORECASE)
NUMBER = re.compile(
    r"\b(?:issue |edition )?(?:no\b\.?|number|issue|edition|nr\b\.?|№)\s?#?(?P<number>\d+)|#(?P<hash>\d+)",
    re.IGNORECASE,
)
COMPACT = re.compile(r"(?:\bissue )?\b(?P<volume>\d{1,3})\s?\((?P<number>\d{1,3})\)")
NOT_TITLE = re.compile(
    r"(?:in )?an? (?:slightly |somewhat |much )?(?:different|longer|shorter|edited|abridged) (?:form|version)\b"
    r"|\b(?:and|but)? ?(?:was |has been |last )*(?:updated|revised)\b.*",
    re.IGNORECASE,
)
ISSUE_WORDS = re.compile(
    r"\b(?:special |double |print )*(?:issue|edition|number)\b|\b(?:Issue|Edition)(?= of\b)"
)
EDGE = re.compile(
    r"^(?:[\s,.;:()–-]+|(?:in|of|on|for|by|the|a|an|and|at|from|as|part|its|our|magazine(?:[’']s)?)\b(?=\s|$))+"
)
TRAILING = re.compile(r"(?:[\s,.;:()–-]+|(?<=\s)(?:in|of|on|for|by|the|a|an|and|at|from|as|dated|its))+$")
SMALL_WORDS = frozenset("a an and at by de for from in la le of on or the to und &".split())
MAX_WORDS = 40


def parse_provenance(line: str) -> ProvenanceRecord | None:
    """Read a line that states where this answer was printed; None for every other line.

    Publication as printed without quotes, the cover date as EDTF ("2011", "2011-08", "2012-07/2012-08",
    "2014-21" for spring 2014), volume, number and pages. A Christmas issue is dated to December and has
    "Christmas" for a number. A sentence about some other work's publication is not taken for one: what is
    left once dates and numbers are out must look like a title.
    """
    line = line.strip().strip("()[]*_ ")
    if len(line.split()) > MAX_WORDS:
        return None
    found = OF_ITSELF.fullmatch(line) or LABELLED.fullmatch(line)
    if not found:
        return None
    rest = NOT_TITLE.sub(" ", found["rest"])
    rest, pages = _take(PAGES, rest, "pages")
    rest, issued, feast = _take_date(rest)
    if compact := COMPACT.search(rest):
        volume, number = compact["volume"], compact["number"]
        rest = f"{rest[: compact.start()]} {rest[compact.end() :]}"
    else:
        rest, volume = _take(VOLUME, rest, "volume")
        rest, number = _take(NUMBER, rest, "number", "hash")
    publication = _title(rest)
    if publication is None or not (publication or issued or number):
        return None
    return ProvenanceRecord(
        publication=publication,
        issued=issued,
        volume=volume,
        number=number or feast,
        pages=re.sub(r"\s?[–-]\s?", "–", pages),
    )


def _take(pattern: re.Pattern[str], text: str, *groups: str) -> tuple[str, str]:
    found = pattern.search(text)
    if not found:
        return text, ""
    value = next((found[group] for group in groups if found[group]), "")
    return f"{text[: found.start()]} {text[found.end() :]}", value


def _take_date(text: str) -> tuple[str, str, str]:
    """(text without its date, EDTF, the feast that names the issue)."""
    for pattern in DATES:
        hits = list(pattern.finditer(text))
        if hits:
            parts = hits[-1].groupdict()
            rest = f"{text[: hits[-1].start()]} {text[hits[-1].end() :]}"
            return rest, _edtf(parts), (parts.get("feast") or "").capitalize()
    return text, "", ""


def _edtf(parts: dict[str, str | None]) -> str:
    year = parts["year"]
    if season := parts.get("season"):
        return f"{year}-{SEASONS[season.lower()]}"
    if feast := parts.get("feast"):
        return f"{year}{FEASTS[feast.lower()]}"
    if not parts.get("month"):
        return str(year)
    month = _month(parts["month"])
    if last := parts.get("to_month"):
        return f"{parts.get('from_year') or year}-{month}/{year}-{_month(last)}"
    day = parts.get("day")
    return f"{year}-{month}-{int(day):02}" if day and 1 <= int(day) <= 31 else f"{year}-{month}"


def _month(name: str | None) -> str:
    return f"{MONTHS.index((name or '')[:3].lower()) + 1:02}"


def _title(rest: str) -> str | None:
    """What is left as a publication's title, "" for nothing, None where it does not look like a title."""
    had_issue = bool(ISSUE_WORDS.search(rest))
    rest = ISSUE_WORDS.sub(" ", rest)
    rest = TRAILING.sub("", EDGE.sub("", " ".join(rest.split())))
    if had_issue:
        rest = re.sub(r"[’']s?$", "", rest)
    rest = rest.strip("‘’“”\"'*_ ")
    words = rest.split()
    if len(words) > 12 or re.search(r"[.!?] ", rest):
        return None
    capitalised = all(
        word[:1].isupper() or word[:1].isdigit() or word.lower() in SMALL_WORDS
        for word in (w.lstrip("(‘“\"'") for w in words)
        if word
    )
    return rest if not words or capitalised and words[0] else None
