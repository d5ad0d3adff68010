"""The shapes of the API's answers. Only ever add to them: whatever is here, somebody reads.

Moments are ISO 8601 with an offset. Addresses are absolute. Text is plain unless its name ends in ``_html``.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

Html = Annotated[str, Meta(description="Clean HTML without scripts or styles")]
Address = Annotated[str, Meta(description="Absolute address")]


class Shape(Struct, kw_only=True):
    """A part of an answer."""


class Index(Shape):
    """Where everything is."""

    questions: Address
    corrections: Address
    authors: Address
    publications: Address
    periods: Address
    topics: Address
    places: Address
    figures: Address
    openapi: Annotated[str, Meta(description="Absolute address of this document")]
    about: Annotated[str, Meta(description="Absolute address of the page for people")]


class Problem(Shape):
    """What went wrong (RFC 9457)."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


class HistoricalDate(Shape):
    """A date of the past: EDTF text, and the same in words."""

    edtf: str
    text: str


class Reference(Shape):
    """A person, magazine, issue or catalogue entry: its name, its page and its address here."""

    name: str
    url: Address
    api_url: Address | None = None


class Licence(Shape):
    """What others may do with a text or picture."""

    code: str
    name: str
    url: str
    may_be_republished: bool


class Book(Shape):
    """A book in a credit line."""

    title: str
    publisher: str = ""
    year: int | None = None


class Credit(Shape):
    """Who did what for an answer. ``name`` and ``books`` are as printed, ``author`` is today's."""

    role: str
    name: str
    books: list[Book]
    author: Reference | None
    post: str = ""
    disclosure: str = ""


class Source(Shape):
    """A reference behind an answer, with the number that the page prints."""

    number: int
    kind: str
    title: str
    authors: str = ""
    container: str = ""
    publisher: str = ""
    issued: HistoricalDate | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    locator: str = ""
    isbn: str = ""
    doi: str = ""
    url: str = ""
    accessed: HistoricalDate | None = None
    archive: str = ""
    archive_ref: str = ""
    note: str = ""


class Answer(Shape):
    """One historian's answer. ``lead`` is its first sentence; ``body_html`` follows on from it."""

    lead: str
    body_html: Html
    words: int
    confidence: str
    confidence_reason: str
    credits: list[Credit]
    sources: list[Source]


class Review(Shape):
    """When somebody last read the answer against what is known, and who. ``name`` is as printed."""

    on: HistoricalDate
    name: str
    author: Reference | None


class Line(Shape):
    """A line for the classroom: a date, a term or a source's key, and what is said of it."""

    label: str
    text: str


class Teaching(Shape):
    """What the editors wrote for a lesson."""

    enquiry: str
    key_dates: list[Line]
    sourcing: list[Line]
    glossary: list[Line]


class FirstPrint(Shape):
    """Where and when the question was first printed."""

    publication: Reference | None
    publication_name: str
    issue: Reference | None
    issue_name: str
    issued: HistoricalDate | None
    pages: str


class Rendition(Shape):
    """One encoded size of a picture."""

    url: Address
    media_type: str
    width: int
    height: int
    bytes: int


class Picture(Shape):
    """The picture, while our rights to it last."""

    alt: str
    caption: str
    credit: str
    licence: Licence
    renditions: list[Rendition]


class Correction(Shape):
    """What was wrong and what is right now. A withdrawal has no ``to_edition``."""

    id: int
    kind: str
    at: datetime
    wrong: str
    right: str
    question: str
    question_url: Address
    from_edition: int
    to_edition: int | None


class Edition(Shape):
    """The printed state that was sent. ``url`` shows these words for good."""

    number: int
    is_current: bool
    live_from: datetime
    sha256: str
    url: Address
    api_url: Address


class Summary(Shape):
    """A question as it stands in a list."""

    id: int
    slug: str
    question: str
    short_title: str
    teaser: str
    words: int
    edition: int
    published: datetime
    changed: datetime
    authors: list[Reference]
    periods: list[Reference]
    url: Address
    api_url: Address


class Links(Shape):
    """Other ways to the same question."""

    page: Address
    history: Address
    republish: Address
    epub: Address
    oembed: Address


class Question(Shape):
    """A question with everything that its page shows."""

    id: int
    slug: str
    question: str
    short_title: str
    text_as_asked: str
    asked_by: str
    asked_from: str
    short_answer: str
    premise_note: str
    covers: HistoricalDate | None
    answers: list[Answer]
    words: int
    reading_minutes: int
    published: datetime
    changed: datetime
    changed_in_substance: datetime | None
    edited_by: str
    reviewed: Review | None
    teaching: Teaching | None
    first_print: FirstPrint | None
    picture: Picture | None
    topics: list[Reference]
    periods: list[Reference]
    places: list[Reference]
    figures: list[Reference]
    corrections: list[Correction]
    licence: Licence
    edition: Edition
    links: Links


class OwnBook(Book):
    """A book on its author's page, with today's cover."""

    isbn: str = ""
    website: str = ""
    cover: Picture | None = None


class Entry(Shape):
    """A row of a list of people, magazines or catalogue entries, with how many live questions it has."""

    id: int
    slug: str
    name: str
    questions: int
    url: Address
    api_url: Address
    questions_url: Address


class Author(Entry):
    """A historian."""

    post: str
    fields: str
    biography_html: Html
    orcid: str
    wikidata: str
    website: str
    disclosure: str
    portrait: Picture | None
    books: list[OwnBook]


class Issue(Shape):
    """A printed issue that questions here were first printed in."""

    slug: str
    label: str
    title: str
    volume: str
    number: str
    cover_date: HistoricalDate | None
    cover: Picture | None
    questions: int
    url: Address


class Publication(Entry):
    """A magazine title and its issues."""

    tagline: str
    description: str
    issn: str
    website: str
    issues: list[Issue]


class CatalogueEntry(Entry):
    """A period, topic, place or figure. What does not apply to its kind is left empty."""

    description: str
    span: HistoricalDate | None = None
    born: HistoricalDate | None = None
    died: HistoricalDate | None = None
    name_then: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    wikidata: str = ""
    authority_url: str = ""


class Questions(Shape):
    """A page of questions, newest on the web first. ``next`` is the address of the page of older ones."""

    items: list[Summary]
    next: Address | None


class Entries(Shape):
    """A page of people, magazines or catalogue entries, in the order they were added."""

    items: list[Entry]
    next: Address | None


class Corrections(Shape):
    """A page of corrections, newest first."""

    items: list[Correction]
    next: Address | None
