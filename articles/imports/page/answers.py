"""The answers on a page: which paragraphs are whose, what is the lead, and what was only a caption."""

import re
from dataclasses import dataclass, field, replace

from ..records import AnswerRecord, PersonRecord
from .blocks import ENDS_SENTENCE, block_html
from .credits import Credits, parse_biography
from .furniture import is_picture_credit
from .headline import key
from .sorting import Line, is_label, is_prose

LEAD_WORDS, UNMARKED_LEAD_WORDS = 60, 40
SECOND_ANSWER_WORDS = 25
CAPTION_WORDS = 8
NEW_SENTENCE = re.compile(r"[.!?…][\"'”’)]* (?=[\"'“‘(]?[^\W\d_a-z])")


@dataclass
class Part:
    """One answer: its lines in order, and the people who signed it."""

    lines: list[Line] = field(default_factory=list)
    people: tuple[PersonRecord, ...] = ()

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.lines if line.kind == "text")


def without_labels(after: list[Line]) -> list[Line]:
    """Tell captions from crossheads in a capture, whose short lines may be either.

    A crosshead stands alone between two paragraphs of the answer. A line that is no sentence is a caption where it
    is short and the answer has not begun, or where the dates and offers of the page's head follow it.
    """
    result: list[Line] = []
    begun = False
    for line, following, captioned in zip(after, _following(after), _captioned(after), strict=True):
        if line.kind == "text" and not line.block.parts:
            before_head = begun and following is not None and following.is_head and following.kind != "credit"
            if (
                not begun
                and is_label(line.text)
                and len(line.text.split()) < CAPTION_WORDS
                or before_head
                and not ENDS_SENTENCE.search(line.text)
            ):
                line = replace(line, kind="furniture")
            elif begun and is_label(line.text):
                crosshead = (
                    not captioned
                    and following is not None
                    and following.kind == "text"
                    and is_prose(following.text)
                )
                block = replace(line.block, kind="heading")
                line = (
                    replace(line, kind="heading", block=block)
                    if crosshead
                    else replace(line, kind="furniture")
                )
            begun = begun or line.kind == "text"
        result.append(line)
    return result


def _following(lines: list[Line]) -> list[Line | None]:
    """For each line the next one that is no furniture."""
    result: list[Line | None] = []
    following = None
    for line in reversed(lines):
        result.append(following)
        following = following if line.kind == "furniture" else line
    return result[::-1]


def _captioned(lines: list[Line]) -> list[bool]:
    """For each line whether the next one is a caption with the picture's credit: then it is the picture's alt text."""
    return [is_picture_credit(line.text) for line in lines[1:]] + [False] * bool(lines)


def find_parts(after: list[Line]) -> list[Part]:
    """Part the lines after the headline into answers, each of which ends with the line that signs it.

    A page may sign at its head instead, after the standfirst, and have the answer below. What follows the last
    signature, or a list of other pages at the end, belongs to no answer.
    """
    segments = _segments(after)
    signed, rest = segments[:-1], segments[-1]
    if not signed:
        return [rest]
    head, below = segments[0], segments[1]
    at_head = (
        sum(line.kind == "text" for line in head.lines) <= 1
        and head.words <= LEAD_WORDS
        and below.words > 2 * head.words
        and any(is_prose(line.text) for line in below.lines)
    )
    texts = [part.lines for part in segments]
    texts = [texts[0] + texts[1], *texts[2:]] if at_head else texts[:-1]
    parts: list[Part] = []
    for lines, part in zip(texts, signed, strict=True):
        if parts and not parts[-1].words:
            parts[-1] = Part(parts[-1].lines + lines, parts[-1].people + part.people)
        elif parts and _names(parts[-1].people) == _names(part.people):
            parts[-1].lines += [] if at_head else lines
        elif parts and Part(lines).words < SECOND_ANSWER_WORDS:
            parts[-1].people += part.people
        else:
            parts.append(Part(lines, part.people))
    return parts


def _segments(after: list[Line]) -> list[Part]:
    """The lines before each signature, with who signs, and the lines after the last one."""
    last_credit = max((position for position, line in enumerate(after) if line.kind == "credit"), default=-1)
    begun = next((position for position, line in enumerate(after) if line.kind == "text"), len(after))
    tail = (
        position
        for position, line in enumerate(after)
        if line.kind == "tail" and position > max(last_credit, begun)
    )
    segments = [Part()]
    for line in after[: next(tail, len(after))]:
        if line.kind in ("text", "heading"):
            segments[-1].lines.append(line)
        elif isinstance(line.value, Credits):
            if len(segments) > 1 and not segments[-1].words:
                segments[-2].people += tuple(
                    p for p in line.value.people if p.name not in _names(segments[-2].people)
                )
            else:
                segments[-1].people = line.value.people
                segments.append(Part())
    return segments


def _names(people: tuple[PersonRecord, ...]) -> set[str]:
    return {person.name for person in people}


def find_biography(part: Part) -> tuple[PersonRecord, ...]:
    """Take "Jane Smith is the author of …" from the end of an answer that nobody signed."""
    texts = [line for line in part.lines if line.kind == "text"]
    people = parse_biography(texts[-1].text) if len(texts) > 1 else ()
    if people:
        part.lines = [line for line in part.lines if line is not texts[-1]]
    return people


def with_books(people: tuple[PersonRecord, ...], after: list[Line]) -> tuple[PersonRecord, ...]:
    """The people with the books that a biography elsewhere on the page gives to those who have none."""
    known = {person.name: person for line in after for person in parse_biography(line.text)}
    return tuple(person if person.books else known.get(person.name, person) for person in people)


def to_answer(part: Part, after: list[Line]) -> AnswerRecord:
    """The answer as a record; the lead is not repeated in the body."""
    lines = part.lines
    lead = _lead(lines, after)
    if lead:
        lines = [line for line in lines if line is not lead]
        first = next(line for line in lines if line.kind == "text")
        start = key(lead.text.rstrip("… []."))
        if key(first.text) == start and sum(line.kind == "text" for line in lines) > 1:
            lines = [line for line in lines if line is not first]
        elif key(first.text).startswith(start):
            lead = None  # the only paragraph once more, or an excerpt of it
    # A heading without text before or below it names a section of the site.
    texts = [place for place, line in enumerate(lines) if line.kind == "text"]
    lines = lines[texts[0] : texts[-1] + 1]
    part.lines = [*([lead] if lead else []), *lines]
    return AnswerRecord(
        lead=lead.text if lead else "",
        body="\n".join(block_html(line.block) for line in lines),
        credits=part.people,
    )


def _lead(lines: list[Line], after: list[Line]) -> Line | None:
    """The standfirst: what the page calls so, or the one short paragraph before the page's dates and offers.

    A page without any of those lines has a lead where a single short sentence opens an answer of several
    paragraphs; one whose dates and offers all stand before the first paragraph has none.
    """
    texts = [line for line in lines if line.kind == "text"]
    if len(texts) < 2 or texts[0].block.parts or len(texts[0].text.split()) > LEAD_WORDS:
        return None
    first, second = (next(place for place, line in enumerate(after) if line is text) for text in texts[:2])
    if texts[0].block.standfirst or any(line.is_head for line in after[first:second]):
        return texts[0]
    if any(line.is_head for line in after[:first]) or len(texts) < 3:
        return None
    short = len(texts[0].text.split()) <= UNMARKED_LEAD_WORDS and not NEW_SENTENCE.search(texts[0].text)
    return texts[0] if short else None
