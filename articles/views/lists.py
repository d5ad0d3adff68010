"""The front page, and every page that lists questions: by author, publication, issue, catalogue entry and year."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles import structured
from articles.models import Author, Correction, Edition, Figure, Issue, Period, Place, Publication, Topic
from articles.rendering import render_page

from .paging import newest_first

FRONT_PAGE = 23
CATALOGUE = {"periods": Period, "topics": Topic, "places": Place, "figures": Figure}


def home(request):
    """The front page: the newest question leads, the others follow by department."""
    editions = list(Edition.objects.live().for_list()[:FRONT_PAGE])
    live = Edition.objects.live()
    periods = (
        Period.objects.filter(editions__in=live).annotate(count=Count("editions")).order_by("span_earliest")
    )
    issue = (
        Issue.objects.filter(editions__in=live)
        .select_related("publication", "cover")
        .prefetch_related("cover__renditions")
        .order_by("-cover_date_earliest", "-pk")
        .distinct()
        .first()
    )
    context = {
        "lead": editions[0] if editions else None,
        "seconds": editions[1:4],
        "departments": _departments(editions[4:]),
        "periods": periods,
        "issue": issue,
        "issue_editions": list(live.filter(issue=issue).for_list()[:5]) if issue else [],
        "corrections": Correction.objects.public()
        .exclude(kind=Correction.Kind.WITHDRAWAL)
        .select_related("to_edition")
        .defer("to_edition__content")[:3],
    }
    return render_page(request, "home", context, graph=structured.front_page())


@dataclass
class Department:
    """A period's part of the front page; ``period`` is None for questions of no period."""

    period: Period | None
    editions: list[Edition]


def _departments(editions):
    """Return Departments in order of time: each edition once, under the first of its periods."""
    by_period = {}
    for edition in editions:
        period = next(iter(edition.periods.all()), None)
        by_period.setdefault(period, []).append(edition)
    last = (1, 0)
    order = sorted(by_period, key=lambda period: (0, period.span_earliest) if period else last)
    return [Department(period, by_period[period]) for period in order]


def author(request, slug):
    """A historian: who they are, their books, and every question they answered."""
    person = get_object_or_404(
        Author.objects.select_related("portrait").prefetch_related(
            "portrait__renditions", "books__cover__renditions"
        ),
        slug=slug,
    )
    context = {
        "author": person,
        "slice": newest_first(Edition.objects.live().filter(authors=person), request),
    }
    return render_page(
        request,
        "author",
        context,
        index=context["slice"].is_first,
        graph=structured.profile(person),
        trail=[(person.name, "")],
    )


def publication(request, slug):
    """A magazine: its issues that questions here were first printed in, and those questions."""
    title = get_object_or_404(Publication, slug=slug)
    live = Edition.objects.live()
    issues = (
        title.issues.filter(editions__in=live)
        .annotate(count=Count("editions"))
        .select_related("cover")
        .prefetch_related("cover__renditions")
        .order_by("-cover_date_earliest", "slug")
    )
    for issue in issues:
        issue.publication = title
    context = {
        "publication": title,
        "issues": issues,
        "slice": newest_first(live.filter(publication=title), request),
    }
    return render_page(
        request,
        "publication",
        context,
        index=context["slice"].is_first,
        graph=structured.periodical(title),
        trail=[(title.title, "")],
    )


def issue(request, slug, issue_slug):
    """One printed issue and the questions in it."""
    printed = get_object_or_404(
        Issue.objects.select_related("publication", "cover").prefetch_related("cover__renditions"),
        publication__slug=slug,
        slug=issue_slug,
    )
    context = {"issue": printed, "slice": newest_first(Edition.objects.live().filter(issue=printed), request)}
    magazine = printed.publication
    return render_page(
        request,
        "issue",
        context,
        index=context["slice"].is_first,
        graph=structured.issue(printed),
        trail=[(magazine.title, magazine.get_absolute_url()), (printed.label, "")],
    )


def catalogue(request, kind):
    """Every period, topic, place or figure that a live question is about, with how many."""
    model = CATALOGUE[kind]
    entries = (
        model.objects.filter(editions__in=Edition.objects.live())
        .annotate(count=Count("editions"))
        .order_by(*model._meta.ordering)
    )
    return render_page(
        request, "catalogue", {"kind": kind, "entries": entries}, trail=[(kind.capitalize(), "")]
    )


def catalogue_entry(request, kind, slug):
    """One period, topic, place or figure and its questions."""
    entry = get_object_or_404(CATALOGUE[kind], slug=slug)
    editions = Edition.objects.live().filter(**{kind: entry})
    context = {"kind": kind, "entry": entry, "slice": newest_first(editions, request)}
    return render_page(
        request,
        "catalogue_entry",
        context,
        index=context["slice"].is_first,
        graph=structured.collection(entry),
        trail=[(kind.capitalize(), reverse(kind)), (entry.name, "")],
    )


def archive(request):
    """The years in which questions came to the web, with how many."""
    years = (
        Edition.objects.live()
        .annotate(year=ExtractYear("first_live_from"))
        .values("year")
        .annotate(count=Count("pk"))
        .order_by("-year")
    )
    return render_page(request, "archive", {"years": years}, trail=[("Archive", "")])


def archive_year(request, year):
    """The questions that came to the web in one year."""
    if not MINYEAR < year < MAXYEAR:
        raise Http404("There is no such year.")
    page = newest_first(Edition.objects.live().filter(first_live_from__year=year), request)
    if not page.editions:
        raise Http404("Nothing was published in that year.")
    trail = [("Archive", reverse("archive")), (str(year), "")]
    return render_page(
        request, "archive_year", {"year": year, "slice": page}, index=page.is_first, trail=trail
    )
