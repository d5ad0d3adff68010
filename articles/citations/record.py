"""One edition as a reference: what every style and every download prints."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles import dates
from articles.models import Credit

from . import names


@dataclass(frozen=True, kw_only=True)
class FirstPrint:
    """Where it was first printed: ``issued`` is EDTF and ``day`` its words; ``sentence`` says all that is known."""

    publication: str
    issued: str
    day: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """A reference to one edition. ``day`` is when its words were first on the web; ``since``, when the page was."""

    key: str
    title: str
    short_title: str
    names: tuple[names.Name, ...]
    translators: tuple[names.Name, ...]
    magazine: str
    issn: str
    day: date
    since: date
    number: int
    address: str
    language: str
    abstract: str
    keywords: tuple[str, ...]
    first_print: FirstPrint | None

    @property
    def meta_names(self):
        """The names for meta tags, as Zotero's reader of them takes names apart."""
        return [name.meta(lone=len(self.names) == 1) for name in self.names]

    @property
    def edition_note(self):
        """Which edition this is, where it is not the first: "Edition 2; first on the web 23 February 2016."."""
        if self.number == 1:
            return ""
        return f"Edition {self.number}; first on the web {self.since.day} {self.since:%B %Y}."


def record(edition, authors):
    """Return the Record of a saved ``edition``; ``authors`` are today's Author rows by id, those there still are."""
    words = edition.page
    credits = [credit for answer in words.answers for credit in answer.credits]
    translators = {credit.author_id: credit for credit in credits if credit.role == Credit.Role.TRANSLATED_BY}
    return Record(
        key=f"{edition.slug}-v{edition.number}",
        title=words.question,
        short_title=words.short_title,
        names=_names(words.authors, authors),
        translators=_names(translators.values(), authors),
        magazine=settings.SITE_NAME,
        issn=settings.SITE_ISSN,
        day=timezone.localdate(edition.live_from),
        since=timezone.localdate(edition.first_live_from),
        number=edition.number,
        address=settings.SITE_URL + reverse("edition", args=[edition.slug, edition.number]),
        language=settings.LANGUAGE_TAG,
        abstract=words.teaser,
        keywords=tuple(
            dict.fromkeys(
                entry.name for entry in (*words.topics, *words.periods, *words.places, *words.figures)
            )
        ),
        first_print=_first_print(words.provenance),
    )


def _names(lines, authors):
    rows = [(line.name, authors.get(line.author_id)) for line in lines]
    return tuple(names.split(name, author.sort_name if author else "") for name, author in rows)


def _first_print(provenance):
    if not provenance:
        return None
    publication = provenance.publication.name if provenance.publication else ""
    day = dates.display(provenance.issued, bce=settings.ERA == "bce") if provenance.issued else ""
    sentence = f"First published in {publication}" if publication else "First published"
    if provenance.issue:
        sentence += f", {provenance.issue.name}"
    if day and not (provenance.issue and provenance.issue.name == day):
        sentence += f" ({day})" if provenance.issue else f" in {day}"
    if provenance.pages:
        sentence += f", {'pp.' if set(provenance.pages) & set('–-,') else 'p.'} {provenance.pages}"
    return FirstPrint(publication=publication, issued=provenance.issued, day=day, sentence=f"{sentence}.")
