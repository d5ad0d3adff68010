"""The pieces a page is made of once its file format is forgotten: runs of text, blocks of runs, a page of blocks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

Mark = tuple[str, str]  # ("em", ""), ("a", "https://…"): the tag and, for links, the address
ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’)\]]*$")
MAX_CHARACTERS = 400_000  # no article is longer; a book would take minutes to look through
DEAD_LINK: Mark = ("a", "")  # a link that leads nowhere outside its own site's page


class NotAnArticle(Exception):
    """A page without a question, without an answer, or with too much; the message completes "<file> …"."""


@dataclass(frozen=True)
class Run:
    """Text that carries the same marks from its first to its last character, outermost mark first."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph ("text"), "heading", "caption", "quote" or list ("ul", "ol"); the last three hold `parts`.

    `chrome` marks what belongs to the site and not to the article; `standfirst` what the page itself calls one.
    """

    runs: tuple[Run, ...] = ()
    parts: tuple["Block", ...] = ()
    kind: str = "text"
    chrome: bool = False
    standfirst: bool = False

    @property
    def text(self) -> str:
        """The plain text; parts are separated by one space."""
        if self.parts:
            return " ".join(part.text for part in self.parts)
        return "".join(run.text for run in self.runs).replace("\n", " ")

    def slice(self, start: int, end: int | None = None) -> "Block":
        """The same block with the characters from `start` to `end` of its text only."""
        runs, position = [], 0
        end = len(self.text) if end is None else end
        for run in self.runs:
            text = run.text[max(start - position, 0) : max(end - position, 0)]
            runs.append(Run(text, run.marks))
            position += len(run.text)
        return replace(self, runs=tidy(runs))


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a format's reader found. `question` is the position of the headline in `blocks`, where it is known.

    `headline` is a headline that stands nowhere in the blocks. `canonical` (the page's own address), `authors` and
    `web_date` come from metadata only; `timed` says that the date states a time of day. `labels` says that a short
    line may be a caption or a heading, because the format (a text capture) does not tell. `cut_off` says that the
    file ends before the document does.
    """

    blocks: tuple[Block, ...]
    question: int | None = None
    headline: str = ""
    canonical: str = ""
    web_date: datetime | None = None
    timed: bool = False
    authors: tuple[str, ...] = ()
    labels: bool = False
    cut_off: bool = False


def plain(text: str) -> Block:
    """A paragraph without marks."""
    return Block(runs=(Run(text),))


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Collapse white space across runs, trim both ends, join neighbours with equal marks, drop empty runs.

    A line break ("\\n") survives as one; spaces around it do not.
    """
    joined: list[tuple[list[str], tuple[Mark, ...]]] = []
    space: Run | None = None

    def push(run: Run) -> None:
        if joined and joined[-1][1] == run.marks:
            joined[-1][0].append(run.text)
        else:
            joined.append(([run.text], run.marks))

    for run in runs:
        for piece in re.split(r"(\s+)", run.text):
            if piece.isspace():
                breaks = "\n" in piece or (space is not None and space.text == "\n")
                space = Run("\n" if breaks else " ", space.marks if space else run.marks)
            elif piece:
                if space and joined:
                    push(space)
                space = None
                push(Run(piece, run.marks))
    return tuple(Run("".join(texts), marks) for texts, marks in joined)


def inline_html(runs: Iterable[Run]) -> str:
    """The runs as HTML without a block around them; text is escaped, line breaks become `<br>`."""
    html, still_open = [], []
    for run in runs:
        marks = [mark for mark in run.marks if mark != DEAD_LINK]
        shared = 0
        while shared < min(len(still_open), len(marks)) and still_open[shared] == marks[shared]:
            shared += 1
        html += [f"</{tag}>" for tag, _ in reversed(still_open[shared:])]
        html += [f'<a href="{escape(href)}">' if href else f"<{tag}>" for tag, href in marks[shared:]]
        html.append(escape(run.text, quote=False).replace("\n", "<br>"))
        still_open = marks
    html += [f"</{tag}>" for tag, _ in reversed(still_open)]
    return "".join(html)


def block_html(block: Block) -> str:
    """The block as clean HTML: p, h3, blockquote, ul, ol, with em, strong, a, sup, sub and br inside."""
    if block.kind in ("ul", "ol"):
        items = "".join(f"<li>{inline_html(part.runs)}</li>" for part in block.parts)
        return f"<{block.kind}>{items}</{block.kind}>"
    if block.kind == "quote":
        return f"<blockquote>{''.join(block_html(part) for part in block.parts)}</blockquote>"
    tag = "h3" if block.kind == "heading" else "p"
    return f"<{tag}>{inline_html(block.runs)}</{tag}>"


def refuse_books(characters: int) -> None:
    """Raise NotAnArticle for a text of more characters than any article has."""
    if characters > MAX_CHARACTERS:
        raise NotAnArticle("is too long for one article. Save the page of one question and its answer.")
