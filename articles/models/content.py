"""The written schema of what an edition holds: plain frozen dataclasses, turned into JSON and back.

``SCHEMA`` is stored in every edition. A change that old editions cannot be read with gets the next number and
a branch in ``from_json``; a new field with a default does not.
"""

import hashlib
import json
import math
from dataclasses import dataclass

import msgspec

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A catalogue row, publication or issue: its id, to read today's row by, and its name when printed."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class BookLine:
    """A book in a credit line, as printed."""

    id: int
    title: str
    publisher: str = ""
    year: int | None = None

    @property
    def imprint(self):
        """Publisher and year: "Bodley Head, 2010"."""
        return ", ".join(str(part) for part in (self.publisher, self.year) if part)


@dataclass(frozen=True, kw_only=True)
class CreditLine:
    """An author in a credit line, as printed."""

    author_id: int
    name: str
    role: str
    books: tuple[BookLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """A source, as printed. Dates are EDTF; ``key`` is what the answer's text refers to it by ("" in old editions)."""

    kind: str
    title: str
    authors: str = ""
    container: str = ""
    publisher: str = ""
    issued: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    locator: str = ""
    isbn: str = ""
    doi: str = ""
    url: str = ""
    accessed: str = ""
    archive: str = ""
    archive_ref: str = ""
    note: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerText:
    """One answer. ``lead`` is plain text and the start of the answer; ``body`` is clean HTML."""

    lead: str
    body: str
    words: int
    confidence: str = ""
    confidence_reason: str = ""
    credits: tuple[CreditLine, ...] = ()
    sources: tuple[SourceLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where it was first printed. ``issued`` is EDTF."""

    publication: Entry | None = None
    issue: Entry | None = None
    issued: str = ""
    pages: str = ""


@dataclass(frozen=True, kw_only=True)
class PictureUse:
    """A picture and the words that stand with it."""

    id: int
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, kw_only=True)
class TeachingLine:
    """A line for the classroom: a date and what happened, a term and its meaning, a source's key and a question."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Teaching:
    """What the editors wrote for a lesson. A sourcing question whose label is "" is about no one source."""

    enquiry: str = ""
    key_dates: tuple[TeachingLine, ...] = ()
    sourcing: tuple[TeachingLine, ...] = ()
    glossary: tuple[TeachingLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EditionContent:
    """Everything of a question that a reader sees and that must stay as printed. ``reviewed_on`` is an ISO day.

    ``licence`` is a code of licences.KNOWN; "" in editions older than licences, which follow the site's rule.
    """

    schema: int = SCHEMA
    question: str
    short_title: str = ""
    text_as_asked: str = ""
    asker_name: str = ""
    asker_town: str = ""
    short_answer: str = ""
    premise_note: str = ""
    covers: str = ""
    answers: tuple[AnswerText, ...] = ()
    provenance: Provenance | None = None
    picture: PictureUse | None = None
    topics: tuple[Entry, ...] = ()
    periods: tuple[Entry, ...] = ()
    places: tuple[Entry, ...] = ()
    figures: tuple[Entry, ...] = ()
    edited_by: str = ""
    reviewed_on: str = ""
    reviewed_by: CreditLine | None = None
    teaching: Teaching | None = None
    licence: str = ""

    @property
    def words(self):
        """Words of all answers, leads included."""
        return sum(answer.words for answer in self.answers)

    @property
    def reading_minutes(self):
        """Whole minutes at 230 words a minute, a begun one counted whole."""
        return max(1, math.ceil(self.words / 230))

    @property
    def title(self):
        """The short title, or the whole question."""
        return self.short_title or self.question

    @property
    def teaser(self):
        """What a list prints under the question: the short answer, else the first lead."""
        return self.short_answer or (self.answers[0].lead if self.answers else "")

    @property
    def authors(self):
        """Credit lines of those who answered, each author once, in order of appearance."""
        seen = {}
        for answer in self.answers:
            for credit in answer.credits:
                if credit.role == "answered_by":
                    seen.setdefault(credit.author_id, credit)
        return tuple(seen.values())


def to_json(content):
    """Return ``content`` as JSON-ready dicts and lists."""
    return msgspec.json.decode(msgspec.json.encode(content))


def from_json(data):
    """Return the EditionContent in ``data`` (dicts and lists); msgspec.ValidationError if it is something else."""
    return msgspec.convert(data, EditionContent)


def digest(data):
    """Return the SHA-256, in hex, of the canonical JSON of ``data``: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def frozen(content):
    """Return (canonical JSON, its digest) of ``content``: of to_json, but in one step."""
    canonical = msgspec.json.encode(content, order="sorted")
    return canonical.decode(), hashlib.sha256(canonical).hexdigest()
