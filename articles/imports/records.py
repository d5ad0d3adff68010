"""Plain records that every import reader returns and that `load` writes.

Readers know formats, `load` knows the database, and these frozen dataclasses are all they share.
Text is Unicode in NFC. Unknown is "" (or None, or an empty tuple), never a guess. Historical and printed
dates are EDTF level 1 text (Library of Congress, 2019): "2011", "2011-08", "-0043", "1914/1918", "2024-21".
Fields called `slug` hold the product's own address words and are empty where the format has none.
"""

from dataclasses import dataclass
from datetime import date, datetime


class Unreadable(ValueError):
    """A file that cannot be imported; the message is one sentence: what is wrong, and what to do."""


@dataclass(frozen=True, kw_only=True)
class BookRecord:
    """A book named in a credit line. `year` is the year of publication, `isbn` is as printed, unchecked."""

    title: str
    publisher: str = ""
    year: int | None = None
    isbn: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonRecord:
    """A person credited with an answer, with the books that the credit line shows, in order."""

    name: str
    slug: str = ""
    role: str = "answered_by"
    books: tuple[BookRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceRecord:
    """A reference behind an answer; field meanings follow CSL. `issued` and `accessed` are EDTF.

    `key` is what "[key]" in the body refers to it by; left empty, it is made: "horrox1994".
    """

    kind: str = "book"
    title: str = ""
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
class AnswerRecord:
    """One answer. `lead` is plain text and the start of the answer; `body` is HTML that follows on from it."""

    lead: str = ""
    body: str = ""
    confidence: str = ""
    confidence_reason: str = ""
    credits: tuple[PersonRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProvenanceRecord:
    """Where the answer was printed before: publication title, cover date (EDTF), volume, number, pages.

    `issue_slug` ("lantern/2025-02") names an issue of ours and is set instead of the printed details.
    """

    publication: str = ""
    issued: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    issue_slug: str = ""
    relation: str = "first_published_in"


@dataclass(frozen=True, kw_only=True)
class PlaceRecord:
    """A place: its name now and `then`, coordinates in decimal degrees (WGS 84), Wikidata id, country."""

    slug: str
    name: str
    then: str = ""
    lat: float | None = None
    lon: float | None = None
    wikidata: str = ""
    country: str = ""


@dataclass(frozen=True, kw_only=True)
class FigureRecord:
    """A historical person; `born` and `died` are EDTF."""

    slug: str
    name: str
    born: str = ""
    died: str = ""
    wikidata: str = ""
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class PictureRecord:
    """A picture that `articles.sample.art` draws under the name `art`."""

    art: str
    alt: str = ""
    caption: str = ""
    decorative: bool = False


@dataclass(frozen=True, kw_only=True)
class CorrectionRecord:
    """A published correction: `printed` stood in the first edition's body, `now` stands there today."""

    kind: str
    at: datetime
    wrong: str
    right: str
    printed: str
    now: str


@dataclass(frozen=True, kw_only=True)
class QuestionRecord:
    """One question with its answers, as a reader found it.

    `reference` is the stable id outside this site: the same page or post gives the same reference every time.
    `web_date` and `withdrawn_at` are aware datetimes. `masthead` is publication titles in the printed order.
    `reviewed_by` is an author's slug; `key_dates`, `sourcing` and `glossary` are lines as the admin's fields take them.
    `offer` is subscription copy found on the page; `set_aside` is everything else that was seen and kept out
    of the answer, so that an editor can check that nothing was lost.
    """

    reference: str
    text: str
    answers: tuple[AnswerRecord, ...]
    slug: str = ""
    short_title: str = ""
    text_as_asked: str = ""
    asker_name: str = ""
    asker_town: str = ""
    short_answer: str = ""
    premise_note: str = ""
    edited_by: str = ""
    reviewed_on: date | None = None
    reviewed_by: str = ""
    enquiry: str = ""
    key_dates: tuple[str, ...] = ()
    sourcing: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    covers: str = ""
    periods: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    picture: PictureRecord | None = None
    corrections: tuple[CorrectionRecord, ...] = ()
    provenance: ProvenanceRecord | None = None
    web_date: datetime | None = None
    masthead: tuple[str, ...] = ()
    offer: str = ""
    set_aside: tuple[str, ...] = ()
    licence: str = ""
    state: str = "live"
    withdrawn_reason: str = ""
    withdrawn_at: datetime | None = None
