"""Which line of a page is the question, and which pages are no article at all."""

import re
from dataclasses import dataclass

from .blocks import NotAnArticle, Page
from .furniture import is_furniture
from .lines import is_offer
from .sorting import Line, is_prose

QUESTION = re.compile(r"\?[\"'”’)\]]*$")
QUESTION_LABEL = re.compile(r"(?:q|question|q ?& ?a|q and a)\s*[:.]\s+(?=\S)", re.IGNORECASE)
MAX_QUESTION_WORDS, MAX_QUESTION_LENGTH = 80, 500
SEVERAL = 3


@dataclass(frozen=True)
class Headline:
    """The question's text and its position among the lines; -1 where it stands in metadata only."""

    text: str
    position: int


def find_headline(lines: list[Line], position: int | None, page: Page) -> Headline:
    """The question that the page answers.

    In HTML the document says which line it is; in a capture it is the last question before the first running
    text. A headline that asks nothing ("How the Vikings …") counts where somebody signed an answer to it.
    Raises NotAnArticle where there is no such line, or where the page answers several questions.
    """
    signed = [line for line in lines if line.kind == "credit"]
    if position is None and page.headline:
        position = -1
        text = page.headline
    else:
        position = _find(lines, bool(signed)) if position is None else position
        text = lines[position].text if position is not None else ""
    text = QUESTION_LABEL.sub("", text.strip())
    if position is None or not _can_be_question(text, bool(signed)):
        raise NotAnArticle(
            "is not an article: no headline in it asks a question, and no “Answered by” line follows a headline. "
            "Save the page of one question and its answer."
        )
    _refuse_lists(lines[position + 1 :], text, signed)
    return Headline(text, position)


def key(text: str) -> str:
    """Text for comparing: letters and digits in lower case."""
    return re.sub(r"\W+", " ", text).casefold().strip()


def _can_be_question(text: str, signed: bool) -> bool:
    words = len(text.split())
    if (
        not 2 <= words <= MAX_QUESTION_WORDS
        or len(text) > MAX_QUESTION_LENGTH
        or is_furniture(text)
        or is_offer(text)
    ):
        return False
    return asks(text) or signed


def asks(text: str) -> bool:
    """Whether a line is a question; it begins with a letter, a digit or a quotation mark."""
    return (
        bool(QUESTION.search(text))
        and (text[:1].isalnum() or text[:1] in "“‘\"'¿(")
        and len(text.split()) >= 2
    )


def _find(lines: list[Line], signed: bool) -> int | None:
    own = [
        position
        for position, line in enumerate(lines)
        if line.kind in ("text", "heading") and not line.block.chrome
    ]
    prose = next((position for position in own if is_prose(lines[position].text)), len(lines))
    asking = [position for position in own if position < prose and asks(lines[position].text)]
    if (
        len(asking) == 2
        and asking[1] == asking[0] + 1
        and asking[1] + 1 < len(lines)
        and lines[asking[1] + 1].is_head
    ):
        return asking[0]  # the standfirst is a question too
    if asking:
        return asking[-1]
    if not signed:
        return None
    titles = [
        position for position in own if position < prose and not re.search(r"[.:;,]$", lines[position].text)
    ]
    return max(titles, key=lambda position: len(lines[position].text), default=None)


def _refuse_lists(after: list[Line], question: str, signed: list[Line]) -> None:
    """Refuse a page that lists questions, or answers several of them."""
    others: list[int] = []
    for position, line in enumerate(after):
        if line.kind == "tail" and not any(later.kind == "credit" for later in after[position:]):
            break
        # A heading that is a link to another page has been taken for furniture; it still makes a list.
        short = line.block.kind == "heading" or line.kind == "text" and len(line.text.split()) <= 30
        if short and not line.block.chrome and asks(line.text) and key(line.text) != key(question):
            others.append(position)
    ends = [position for position, line in enumerate(after) if line.kind == "credit"]
    between = [position for position in others if ends and ends[0] < position < ends[-1]]
    if between or len(others) >= SEVERAL and not signed:
        raise NotAnArticle("holds several questions. Save each question's own page, and import those.")
