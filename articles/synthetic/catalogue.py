"""What synthetic questions are about, who answers them, and where they were first printed."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random
from typing import NamedTuple

from django.utils.text import slugify

from articles import dates
from articles.models import Author, Book, Figure, Issue, Period, Place, Publication, Topic, content
from articles.models.people import sorted_form

from . import words

FIRST_YEAR, LAST_YEAR, AGE = -3000, 2000, 250
AUTHORS, PLACES, FIGURES, ISSUES = 300, 400, 400, 240


@dataclass
class Catalogue:
    """What there is, as editions print it. ``periods`` are in order of time: one for AGE years, from FIRST_YEAR on."""

    credits: list  # CreditLines: an author with a book
    topics: list  # Entries, like the next three
    periods: list
    places: list
    figures: list
    provenances: list

    def period_of(self, year):
        """Return the period that ``year`` falls into."""
        return self.periods[(year - FIRST_YEAR) // AGE]


class Year(NamedTuple):
    """A year, as what is about it says it; ``names`` are those that it is searched by."""

    covers: str
    earliest: int
    latest: int
    month_day: int | None
    names: tuple


@cache
def year(number):
    """Return the Year of that number; 0 is 1 BC."""
    covers = dates.of_year(number)
    names = (dates.display(covers), dates.display(covers, bce=True))
    return Year(covers, *dates.bounds(covers), dates.month_day(covers), names)


def ensure(seed, prefix):
    """Return the Catalogue of ``seed``, made where it is not there yet. Slugs begin with ``prefix``."""
    rng = Random(f"{seed}:catalogue")
    publications = _rows(
        Publication,
        prefix,
        [(f"The Synthetic Review {n}", {"position": 90 + n}) for n in (1, 2, 3)],
        name="title",
    )
    authors = _rows(Author, prefix, [_author(rng) for _ in range(AUTHORS)])
    books = _books(rng, authors)
    return Catalogue(
        credits=[_credit(author, books[author.pk]) for author in authors],
        topics=_entries(Topic, prefix, [(topic, {}) for topic in words.TOPIC]),
        periods=_entries(Period, prefix, [_period(start) for start in range(FIRST_YEAR, LAST_YEAR + 1, AGE)]),
        places=_entries(Place, prefix, [_place(rng) for _ in range(PLACES)]),
        figures=_entries(Figure, prefix, [_figure(rng) for _ in range(FIGURES)]),
        provenances=[_provenance(issue) for issue in _issues(publications)],
    )


def _credit(author, book):
    line = content.BookLine(id=book.pk, title=book.title, publisher=book.publisher, year=book.year)
    return content.CreditLine(author_id=author.pk, name=author.name, role="answered_by", books=(line,))


def _entries(model, prefix, wanted):
    return [content.Entry(id=row.pk, name=row.name) for row in _rows(model, prefix, wanted)]


def _provenance(issue):
    return content.Provenance(
        publication=content.Entry(id=issue.publication_id, name=issue.publication.title),
        issue=content.Entry(id=issue.pk, name=issue.label),
        issued=issue.cover_date,
    )


def _rows(model, prefix, wanted, *, name="name"):
    """Return the rows of ``wanted``, pairs of a name and other columns, found by their slugs or made."""
    slugs = [f"{prefix}-{number}-{slugify(text)}"[:100] for number, (text, _) in enumerate(wanted, 1)]
    there = model.objects.in_bulk(slugs, field_name="slug")
    new = [
        model(slug=slug, **{name: text}, **columns)
        for slug, (text, columns) in zip(slugs, wanted, strict=True)
        if slug not in there
    ]
    model.objects.bulk_create(new)
    there = model.objects.in_bulk(slugs, field_name="slug")
    return [there[slug] for slug in slugs]


def _author(rng):
    name = words.person_name(rng)
    return name, {"sort_name": sorted_form(name), "biography": "<p>Nobody: made up to measure with.</p>"}


def _period(start):
    last = start + AGE - 1
    return f"Age of {words.year_name(start)}", {"span": f"{dates.of_year(start)}/{dates.of_year(last)}"}


def _place(rng):
    where = {
        "latitude": Decimal(rng.randint(-550, 650)) / 10,
        "longitude": Decimal(rng.randint(-1700, 1700)) / 10,
    }
    return words.place_name(rng), where


def _figure(rng):
    born = rng.randint(FIRST_YEAR, LAST_YEAR - 80)
    return words.person_name(rng), {
        "born": dates.of_year(born),
        "died": dates.of_year(born + rng.randint(20, 80)),
    }


def _books(rng, authors):
    """Return a book for each author, by the author's pk."""
    titles = {author.pk: f"{rng.choice(words.TOPIC)} of {words.place_name(rng)}" for author in authors}
    mine = Book.authors.through.objects.filter(author__in=authors).select_related("book")
    there = {row.author_id: row.book for row in mine}
    new = {
        pk: Book(title=title, publisher="Synthetic Press", year=2010)
        for pk, title in titles.items()
        if pk not in there
    }
    Book.objects.bulk_create(new.values())
    Book.authors.through.objects.bulk_create(
        Book.authors.through(book=book, author_id=pk) for pk, book in new.items()
    )
    return there | new


def _issues(publications):
    per_title = ISSUES // len(publications)
    wanted = [
        (publication, 2005 + number // 12, number % 12 + 1)
        for publication in publications
        for number in range(per_title)
    ]
    there = {
        (issue.publication_id, issue.slug): issue
        for issue in Issue.objects.filter(publication__in=publications)
    }
    Issue.objects.bulk_create(
        Issue(publication=publication, slug=f"{year}-{month:02}", cover_date=f"{year}-{month:02}")
        for publication, year, month in wanted
        if (publication.pk, f"{year}-{month:02}") not in there
    )
    return list(
        Issue.objects.filter(publication__in=publications).select_related("publication").order_by("pk")
    )
