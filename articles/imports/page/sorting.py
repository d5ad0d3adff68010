"""What each paragraph of a page is: the answer's text, or a line with a meaning of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from ..records import PersonRecord, ProvenanceRecord
from . import credits, provenance
from .blocks import ENDS_SENTENCE, Block, Page, Run, refuse_books
from .books import CLOSE, OPEN
from .credits import Credits, parse_byline, parse_credit
from .furniture import is_furniture, is_tail
from .lines import asker, is_offer, masthead_titles
from .provenance import parse_provenance
from .webdates import is_date_furniture, parse_web_date

BREAK = re.compile("\n")
SEPARATOR = re.compile(r"\s+[|•·]\s+")
PROSE = re.compile(r"[.!…][\"'”’)\]]*$")
LETTERS_AND_SPACES = re.compile(r"[^\W\d_]|\s")
LABEL_WORDS, PROSE_WORDS, CREDIT_WORDS = 12, 12, 150
MOST_CUTS = 40
LINE_COST = 100  # characters that a line counts for in the limit of one article


@dataclass(frozen=True, kw_only=True)
class Line:
    """A block and its meaning.

    `kind` is "text", "heading", "masthead", "offer", "provenance", "date", "credit", "byline", "asker", "tail"
    (from here on other pages) or "furniture"; `value` is what the parser of that kind made of it.
    """

    block: Block
    kind: str
    value: Credits | ProvenanceRecord | datetime | tuple[PersonRecord, ...] | tuple[str, str] | None = None

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def is_head(self) -> bool:
        """Whether such a line stands at the head of a page and parts a standfirst from the rest."""
        return self.kind in ("provenance", "date", "offer", "credit", "byline")


def sort_lines(page: Page) -> tuple[list[Line], int | None]:
    """Every block of `page` with its meaning, and the position of its headline among them, where it is known."""
    refuse_books(len(page.blocks) * LINE_COST)
    lines: list[Line] = []
    question = None
    for position, block in enumerate(page.blocks):
        if position == page.question:
            question = len(lines)
            lines.append(Line(block=block, kind="text"))
        else:
            lines += (_meaning(piece) for piece in _pieces(block))
    return _join_credit_labels(lines, question)


def is_prose(text: str) -> bool:
    """Whether a paragraph is running text: a dozen words or more, closed like a sentence, letters for the most part."""
    enough = len(text.split()) >= PROSE_WORDS and bool(PROSE.search(text))
    return enough and len(LETTERS_AND_SPACES.findall(text)) * 10 >= len(text) * 8


def is_label(text: str) -> bool:
    """Whether a line is short and no sentence: a caption, a crosshead, a section's name."""
    return len(text.split()) <= LABEL_WORDS and not ENDS_SENTENCE.search(text)


def _meaning(block: Block) -> Line:
    text = block.text
    kind, value = _special(_marked(block)) if block.kind != "caption" and not block.parts else ("", None)
    if block.chrome and kind in ("date", "byline", "asker"):
        kind = "furniture"  # another page's, in a box
    if not kind and (block.chrome or block.kind == "caption" or _is_only_links(block) or _is_menu(block)):
        kind = "furniture"
    if not kind and block.kind == "heading" and not block.standfirst:
        kind = "heading"
    if kind in ("", "heading") and is_tail(text):
        kind = "tail"
    elif kind in ("", "heading") and not block.parts and is_furniture(text):
        kind = "furniture"
    return Line(block=block, kind=kind or "text", value=value)


def _special(text: str) -> tuple[str, object]:
    """(kind, value) of a line with a meaning of its own; ("", None) for any other."""
    bare = text.replace(OPEN, "").replace(CLOSE, "")
    credit = parse_credit(text) if len(bare.split()) <= CREDIT_WORDS else None
    if credit and (credit.people or is_label(bare) or len(bare.split()) <= LABEL_WORDS):
        return "credit", credit
    if date := parse_web_date(bare):
        return "date", date
    if found := parse_provenance(bare):
        return "provenance", found
    if masthead_titles(bare):
        return "masthead", None
    if is_date_furniture(bare):
        return "furniture", None
    if is_offer(bare):
        return "offer", None
    if found := asker(bare):
        return "asker", found
    if found := parse_byline(bare):
        return "byline", found
    return "", None


def _marked(block: Block) -> str:
    """The text with its italics between title marks, for reading a credit line."""
    parts = []
    for italic, runs in groupby(block.runs, key=lambda run: ("em", "") in run.marks):
        text = "".join(run.text for run in runs).replace("\n", " ")
        parts.append(f"{OPEN}{text}{CLOSE}" if italic and text.strip() else text)
    marked = re.sub(rf"{OPEN}(\s*)(.*?)(\s*){CLOSE}", rf"\1{OPEN}\2{CLOSE}\3", "".join(parts))
    return marked if credits.ANSWERED_BY.match(marked) else block.text


def _pieces(block: Block) -> Iterator[Block]:
    """A paragraph that runs several lines of a page's head into one, in its lines; else the block itself."""
    if block.parts or block.kind == "caption":
        yield block
        return
    raw = "".join(run.text for run in block.runs)
    for pattern in (BREAK, SEPARATOR):
        cuts = [(found.start(), found.end()) for found in pattern.finditer(raw)]
        pieces = _cut(block, cuts) if 0 < len(cuts) <= MOST_CUTS else []
        special = (
            _special(piece.text)[0] or pattern is BREAK and is_furniture(piece.text) for piece in pieces
        )
        if any(special):
            for piece in pieces:
                yield from _pieces(piece)
            return
    for pattern, parse in (
        (provenance.SENTENCE_IN_TEXT, parse_provenance),
        (credits.SENTENCE_IN_TEXT, parse_credit),
    ):
        found = pattern.search(raw)
        if found and parse(raw[found.end() :]):
            yield block.slice(0, found.start())
            yield block.slice(found.end())
            return
    yield block


def _cut(block: Block, cuts: list[tuple[int, int]]) -> list[Block]:
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), None]
    return [piece for start, end in zip(starts, ends, strict=True) if (piece := block.slice(start, end)).runs]


def _is_only_links(block: Block) -> bool:
    linked = block.runs and all(any(tag == "a" for tag, _ in run.marks) for run in block.runs)
    return bool(linked) and not block.text.endswith((".", ".”", ".’"))


def _is_menu(block: Block) -> bool:
    items = [part.text for part in block.parts if block.kind in ("ul", "ol")]
    return bool(items) and sum(map(is_furniture, items)) * 2 >= len(items)


def _join_credit_labels(lines: list[Line], question: int | None) -> tuple[list[Line], int | None]:
    """Put "Answered by" on a line of its own together with the name in the next line."""
    joined: list[Line] = []
    waiting: Line | None = None
    moved = question
    for position, line in enumerate(lines):
        if waiting and position != question and (signed := _signed(line)):
            line = signed
        elif waiting:
            joined.append(waiting)
        waiting = line if line.kind == "credit" and credits.ANSWERED_BY.fullmatch(line.text) else None
        if position == question:
            moved = len(joined)
        if not waiting:
            joined.append(line)
    return joined + ([waiting] if waiting else []), moved


def _signed(line: Line) -> Line | None:
    """The line as the name after an "Answered by" that stood alone; None where it is no name."""
    if line.kind not in ("text", "byline", "heading") or line.block.parts:
        return None
    block = replace(line.block, runs=(Run("Answered by "), *line.block.runs), kind="text")
    joined = _meaning(block)
    return (
        joined
        if joined.kind == "credit" and isinstance(joined.value, Credits) and joined.value.people
        else None
    )
