"""From a page's blocks to one question record: what was asked, who answered, where else it was printed."""

import hashlib
import unicodedata
from dataclasses import replace
from typing import Any

from ..records import PersonRecord, ProvenanceRecord, QuestionRecord
from .answers import Part, find_biography, find_parts, to_answer, with_books, without_labels
from .blocks import ENDS_SENTENCE, NotAnArticle, Page
from .credits import Credits, parse_names
from .headline import find_headline, key
from .lines import masthead_titles
from .sorting import Line, is_prose, sort_lines

SIGNED_WORDS, UNSIGNED_WORDS = 5, 25
MOST_UNKNOWN_LINES = 3


def build_record(page: Page) -> QuestionRecord:
    """The page as a record. Raises NotAnArticle where it is none."""
    lines, position = sort_lines(page)
    headline = find_headline(lines, position, page)
    before, after = lines[: max(headline.position, 0)], lines[headline.position + 1 :]
    after = [
        replace(line, kind="furniture") if key(line.text) == key(headline.text) else line for line in after
    ]
    after = without_labels(after) if page.labels else after
    lines = before + after
    parts = find_parts(after)
    byline = next((line for line in lines if line.kind == "byline"), None)
    if not any(part.people for part in parts):
        parts[0].people = _unsigned(parts[0], byline, page)
    else:
        byline = None
    for part in parts:
        part.people = with_books(part.people, after)
    _refuse_empty(parts, lines, len(before))
    if page.cut_off and not ENDS_SENTENCE.search(parts[-1].lines[-1].text):
        raise NotAnArticle(
            "breaks off in the middle of the answer. Save the page again, and import the whole file."
        )
    answers = tuple(to_answer(part, after) for part in parts if part.words)
    provenance, date, asker = (_first(lines, kind) for kind in ("provenance", "date", "asker"))
    masthead = _masthead(lines, provenance)
    kept = {id(byline), *(id(line) for part in parts for line in part.lines)}
    return QuestionRecord(
        reference=page.canonical or reference(headline.text),
        text=headline.text,
        answers=answers,
        asker_name=asker[0] if asker else "",
        asker_town=asker[1] if asker else "",
        provenance=_with_masthead(provenance, masthead),
        web_date=page.web_date if page.timed or not date else date,
        masthead=masthead,
        offer="\n".join(dict.fromkeys(line.text for line in lines if line.kind == "offer")),
        set_aside=tuple(
            dict.fromkeys(line.text for line in lines if _is_left_over(line, kept, provenance, date))
        ),
    )


def reference(question: str) -> str:
    """A stable id for a page that states no address of its own: the question's words, hashed."""
    words = key(unicodedata.normalize("NFKC", question))
    return f"page:{hashlib.sha256(words.encode('utf-8')).hexdigest()[:20]}"


def _first(lines: list[Line], kind: str) -> Any:
    """The value of the first line of a kind, of the article's own lines before those in boxes."""
    found = sorted((line for line in lines if line.kind == kind), key=lambda line: line.block.chrome)
    return found[0].value if found else None


def _unsigned(part: Part, byline: Line | None, page: Page) -> tuple[PersonRecord, ...]:
    """Who wrote an answer without an "Answered by" line: a byline, a biography at its end, or the metadata."""
    named = tuple(person for name in page.authors for person in parse_names(name) if " " in person.name)
    return (byline.value if byline else ()) or find_biography(part) or named


def _masthead(lines: list[Line], provenance: ProvenanceRecord | None) -> tuple[str, ...]:
    known = (provenance.publication,) if provenance else ()
    found = (masthead_titles(line.text, known) for line in lines if line.kind == "masthead")
    return tuple(dict.fromkeys(title for titles in found for title in titles))


def _with_masthead(provenance: ProvenanceRecord | None, masthead: tuple[str, ...]) -> ProvenanceRecord | None:
    """The provenance with its title as the masthead has it: "the Waymark Quarterly" is "The Waymark Quarterly".

    "In the Christmas 2013 issue" on the site of one single title means that title.
    """
    if not provenance:
        return None
    printed = provenance.publication.casefold()
    same = [
        title for title in masthead if title.casefold().removeprefix("the ") == printed.removeprefix("the ")
    ]
    if not printed and len(masthead) == 1:
        same = [masthead[0]]
    return replace(provenance, publication=same[0]) if same else provenance


def _is_left_over(line: Line, kept: set[int], provenance: object, date: object) -> bool:
    """Whether nothing in the record holds what the line says."""
    if line.kind in ("masthead", "offer", "asker"):
        return False
    if line.kind == "credit" and isinstance(line.value, Credits):
        return not line.value.complete
    if line.kind in ("provenance", "date"):
        return line.value not in (provenance, date)
    return id(line) not in kept


def _refuse_empty(parts: list[Part], lines: list[Line], lines_before: int) -> None:
    """Refuse a page whose question nobody answers in running text."""
    signed = any(line.kind == "credit" for line in lines)
    words = sum(part.words for part in parts)
    texts = [line for part in parts for line in part.lines if line.kind == "text"]
    prose = sum(len(line.text.split()) for line in texts if is_prose(line.text))
    if words < (SIGNED_WORDS if signed else UNSIGNED_WORDS) or not signed and prose * 5 < words * 3:
        raise NotAnArticle(
            "asks a question but has no answer in paragraphs. Save the page that holds the whole answer."
        )
    marked = signed or any(line.kind in ("provenance", "date", "masthead", "byline") for line in lines)
    if not marked and sum(line.kind == "text" for line in lines[:lines_before]) > MOST_UNKNOWN_LINES:
        raise NotAnArticle(
            "is not an article: nothing in it marks where an answer begins. Save the page of one question."
        )
