"""A page saved or copied as plain text: lines into paragraphs."""

import re
from collections.abc import Iterator
from itertools import groupby

from .blocks import ENDS_SENTENCE, Block, Page, plain, refuse_books
from .credits import ANSWERED_BY
from .furniture import is_furniture
from .lines import is_offer, masthead_titles
from .provenance import parse_provenance
from .webdates import is_date_furniture, parse_web_date

# No hard-wrapped text is wider than this; a longer line is a whole paragraph.
WIDEST_WRAP = 120
NARROWEST_WRAP = 40
MOST_LINES = 12  # no offer, credit or other line of a page's head is wrapped into more
BULLET = re.compile(r"[•◦▪‣·*–-]\s+(?=\S)")
NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
HEADING_MARK = re.compile(r"#{1,6}\s+")
QUESTION_BEGINS = re.compile(
    r"(?:why|how|what|when|who|whose|where|which|did|was|were|is|are|could|can|do|does|should|would|had|has|if)\b",
    re.IGNORECASE,
)


def read_capture(text: str) -> Page:
    """Blocks of a text capture: paragraphs part at blank lines, and at line ends too unless the text is wrapped.

    A capture puts headline, standfirst, dates and offers on lines that follow one another without blank lines,
    so a line end joins two lines only where it plainly is a wrap: the whole text is set to one width and the next
    word did not fit, or a sentence runs on in lower case. Raises NotAnArticle for a text as long as a book.
    """
    refuse_books(len(text))
    groups = [group.split("\n") for group in re.split(r"\n\s*\n", text)]
    groups = [[" ".join(line.split()) for line in group if line.strip()] for group in groups]
    width = _wrap_width([group for group in groups if group])
    paragraphs = [paragraph for group in groups for paragraph in _paragraphs(group, width)]
    return Page(blocks=tuple(_with_lists(paragraphs)), labels=True)


def _wrap_width(groups: list[list[str]]) -> int:
    """The width that the text is wrapped to, in characters; 0 where it is not wrapped."""
    lines = [line for group in groups for line in group]
    long = sum(len(line) for line in lines if len(line) > WIDEST_WRAP)
    if long * 5 > sum(map(len, lines)):
        return 0
    width = max((len(line) for line in lines if len(line) <= WIDEST_WRAP), default=0)
    breaks = [(line, after) for group in groups for line, after in zip(group, group[1:], strict=False)]
    open_ended = [
        (line, after) for line, after in breaks if not ENDS_SENTENCE.search(line) and not _is_complete(line)
    ]
    full = [after for line, after in open_ended if _is_full(line, after, width)]
    # Verse fills its lines by chance only, and begins them with capitals.
    runs_on = sum(after[:1].islower() for after in full)
    wrapped = full and len(full) * 4 >= len(open_ended) * 3 and runs_on * 4 >= len(full)
    return width if wrapped and width >= NARROWEST_WRAP else 0


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(" ", 1)[0]) > width


def _paragraphs(lines: list[str], width: int) -> list[str]:
    paragraphs: list[list[str]] = []
    for line in lines:
        if paragraphs and _continues(paragraphs[-1], line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [" ".join(paragraph) for paragraph in paragraphs]


def _continues(paragraph: list[str], line: str, width: int) -> bool:
    previous, so_far = paragraph[-1], " ".join(paragraph[:MOST_LINES])
    finished = bool(ENDS_SENTENCE.search(previous))
    full = bool(width) and _is_full(previous, line, width)
    if _list_kind(line) and (finished or not full):
        return False
    if not finished and (len(paragraph) > MOST_LINES or not _is_complete(so_far)):
        asks_on = QUESTION_BEGINS.match(so_far) and line.endswith("?")
        return full or line[:1].islower() or bool(asks_on)
    begins_anew = ANSWERED_BY.match(line) or _is_complete(line) or QUESTION_BEGINS.match(line)
    return full and (line[:1].islower() or not begins_anew)


def _is_complete(line: str) -> bool:
    """Whether the line has a meaning of its own and is no part of a paragraph."""
    return (
        is_furniture(line)
        or is_offer(line)
        or is_date_furniture(line)
        or bool(masthead_titles(line) or parse_web_date(line) or parse_provenance(line))
    )


def _list_kind(line: str) -> str:
    return "ul" if BULLET.match(line) else "ol" if NUMBERED.match(line) else ""


def _with_lists(paragraphs: list[str]) -> Iterator[Block]:
    """Paragraphs as blocks; neighbours with bullets or numbers become one list."""
    for kind, group in groupby(paragraphs, key=_list_kind):
        items = list(group)
        if kind and len(items) > 1:
            mark = BULLET if kind == "ul" else NUMBERED
            yield Block(kind=kind, parts=tuple(plain(mark.sub("", item, count=1)) for item in items))
        else:
            yield from (plain(HEADING_MARK.sub("", item)) for item in items)
