"""One edition as a reference: what every style and every download prints."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles import dates

from . import names


@dataclass(frozen=True, kw_only=True)
class FirstPrint:
    """Where it was first printed: ``issued`` is EDTF, ``sentence`` says all that is known."""

    publication: str
    issued: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """A reference to one edition. ``day`` is when its words were first on the web; ``since``, when the page was."""

    key: str
    title: str
    short_title: str
    names: tuple[names.Name, ...]
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
        """The names for meta tags, turned round.

        Zotero parts a lone "Le Goff, Jean Pierre" at the comma into two people unless the family name has no space.
        """
        lone = len(self.names) == 1
        return [
            name.inverted.replace(name.family, name.family.replace(" ", "\u00a0"), 1)
            if lone
            else name.inverted
            for name in self.names
        ]

    @property
    def edition_note(self):
        """Which edition this is, where it is not the first: "Edition 2; first on the web 23 February 2016."."""
        if self.number == 1:
            return ""
        return f"Edition {self.number}; first on the web {self.since.day} {self.since:%B %Y}."


def record(edition, authors):
    """Return the Record of a saved ``edition``; ``authors`` are today's Author rows by id, those there still are."""
    words = edition.page
    return Record(
        key=f"{edition.slug}-v{edition.number}",
        title=words.question,
        short_title=words.short_title,
        names=tuple(_name(line, authors.get(line.author_id)) for line in words.authors),
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


def _name(line, author):
    return names.split(line.name, author.sort_name if author else "")


def _first_print(provenance):
    if not provenance:
        return None
    publication = provenance.publication.name if provenance.publication else ""
    issued = dates.display(provenance.issued, bce=settings.ERA == "bce") if provenance.issued else ""
    sentence = f"First published in {publication}" if publication else "First published"
    if provenance.issue:
        sentence += f", {provenance.issue.name}"
        issued = "" if provenance.issue.name == issued else issued
    if issued:
        sentence += f" ({issued})" if provenance.issue else f" in {issued}"
    if provenance.pages:
        sentence += f", {'pp.' if set(provenance.pages) & set('–-,') else 'p.'} {provenance.pages}"
    return FirstPrint(publication=publication, issued=provenance.issued, sentence=f"{sentence}.")
