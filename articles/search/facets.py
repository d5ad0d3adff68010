"""Narrowing a search down, and what each way to narrow it would leave."""

from dataclasses import dataclass, field

from django.db.models import Count, Model

from articles.models import Author, Figure, Period, Place, Publication, Topic

MOST = 8  # choices of one kind that a page offers
# The kind in the address, its model, and how an edition is related to it.
KINDS = {
    "period": (Period, "periods"),
    "topic": (Topic, "topics"),
    "place": (Place, "places"),
    "figure": (Figure, "figures"),
    "author": (Author, "authors"),
    "publication": (Publication, "publication"),
}


@dataclass(frozen=True)
class Filters:
    """What every result must have: the slug of one thing of a kind, and a time it covers.

    ``earliest`` and ``latest`` are day numbers (articles.dates); what an edition covers must overlap them.
    """

    period: str = ""
    topic: str = ""
    place: str = ""
    figure: str = ""
    author: str = ""
    publication: str = ""
    earliest: int | None = None
    latest: int | None = None

    @property
    def are_set(self):
        """Whether anything is filtered out."""
        return self != Filters()

    def narrow(self, editions):
        """Return those of ``editions`` (a queryset) that pass."""
        for kind, (_, relation) in KINDS.items():
            if slug := getattr(self, kind):
                editions = editions.filter(**{f"{relation}__slug": slug})
        if self.earliest is not None:
            editions = editions.filter(covers_latest__gte=self.earliest)
        if self.latest is not None:
            editions = editions.filter(covers_earliest__lte=self.latest)
        return editions


@dataclass
class Facet:
    """One way to narrow: the things of ``kind`` that results have, most first, each with its ``count``.

    ``chosen`` is the thing that results are narrowed to already; then there are no ``choices``.
    """

    kind: str
    chosen: Model | None = None
    choices: list[Model] = field(default_factory=list)


def facets(ids, filters):
    """Return the Facets of the editions with ``ids``: one query a kind."""
    return [_facet(kind, ids, getattr(filters, kind)) for kind in KINDS]


def _facet(kind, ids, slug):
    model, _ = KINDS[kind]
    if slug:
        return Facet(kind, chosen=model.objects.filter(slug=slug).first())
    found = model.objects.filter(editions__in=ids).annotate(count=Count("editions"))
    return Facet(kind, choices=list(found.order_by("-count", "pk")[:MOST]))
