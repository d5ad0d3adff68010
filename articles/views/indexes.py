"""The ways in: A–Z of questions, and the indexes of periods, topics, places, figures, historians and magazines."""

from django.db.models import Count, Exists, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from articles.drawing.chart import Span, draw
from articles.models import Author, Edition, Figure, Period, Place, Publication, Topic
from articles.rendering import render_page

from .paging import by_key

CATALOGUE = {"periods": Period, "topics": Topic, "places": Place, "figures": Figure}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ#"


def a_to_z(request):
    """Every question from A to Z, or those under one letter, with how many there are under each."""
    letter = request.GET.get("letter", "").upper()
    if letter and letter not in LETTERS or len(letter) > 1:
        raise Http404("There is no such letter.")
    live = Edition.objects.live()
    counted = dict(live.values_list("index_card__letter").annotate(Count("pk")).order_by())
    listed = live.filter(index_card__letter=letter) if letter else live.filter(index_card__isnull=False)
    leaf = by_key(listed.for_line(), request, "index_card__sort_key", str)
    context = {
        "letter": letter,
        "letters": [(each, counted.get(each, 0)) for each in LETTERS],
        "leaf": leaf,
    }
    trail = [("Questions", reverse("questions")), (letter, "")] if letter else [("Questions", "")]
    return render_page(request, "questions", context, index=leaf.is_first, trail=trail)


def catalogue(request, kind):
    """Every period, topic, place or figure that a live question is about, with how many; periods also drawn."""
    field, value = ("span_earliest", int) if kind == "periods" else ("name", str)
    leaf = by_key(_with_live(CATALOGUE[kind], kind), request, field, value)
    count_live(leaf.rows, kind)
    context = {"kind": kind, "leaf": leaf}
    if kind == "periods":
        spans = [
            Span(p.name, p.get_absolute_url(), p.span, p.span_earliest, p.span_latest, p) for p in leaf.rows
        ]
        context["chart"] = draw(spans, now=timezone.localdate().year)
    trail = [(kind.capitalize(), "")]
    return render_page(request, "catalogue", context, index=leaf.is_first, trail=trail)


def authors(request):
    """Every historian with a live answer, by family name."""
    people = _with_live(Author, "authors").select_related("portrait").prefetch_related("portrait__renditions")
    leaf = by_key(people, request, "sort_name", str)
    count_live(leaf.rows, "authors")
    return render_page(request, "authors", {"leaf": leaf}, index=leaf.is_first, trail=[("Historians", "")])


def publications(request):
    """Every magazine in which live questions were first printed."""
    leaf = by_key(_with_live(Publication, "publication"), request, "title", str)
    count_live(leaf.rows, "publication")
    return render_page(
        request, "publications", {"leaf": leaf}, index=leaf.is_first, trail=[("Magazines", "")]
    )


def chart_of(editions):
    """Return the Chart of those of ``editions`` (with periods prefetched) whose time is known, or None."""
    spans = [
        Span(
            edition.title,
            edition.get_absolute_url(),
            edition.covers,
            edition.covers_earliest,
            edition.covers_latest,
            next(iter(edition.periods.all()), None),
        )
        for edition in editions
        if edition.covers
    ]
    return draw(spans, now=timezone.localdate().year)


def count_live(rows, relation):
    """Set ``count`` on each of ``rows``: the live questions that name it in ``relation``. One query."""
    live = Edition.objects.live().filter(**{f"{relation}__in": rows})
    counted = dict(live.values_list(relation).annotate(Count("pk")).order_by())
    for row in rows:
        row.count = counted.get(row.pk, 0)


def _with_live(model, relation):
    """Return the rows of ``model`` that at least one live edition names in ``relation``."""
    return model.objects.filter(Exists(Edition.objects.live().filter(**{relation: OuterRef("pk")})))
