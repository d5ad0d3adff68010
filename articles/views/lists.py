"""Every page that lists questions, newest first: by author, publication, issue, catalogue entry and year."""

from datetime import MAXYEAR, MINYEAR

from django.db.models import Count, Exists, Max, Min, OuterRef, Value
from django.db.models.functions import Coalesce, ExtractYear
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles import dates, structured
from articles.models import Author, Edition, Issue, Publication
from articles.rendering import render_page

from .indexes import CATALOGUE, chart_of, count_live
from .paging import by_key, newest_first

ISSUES = 12


def author(request, slug):
    """A historian: who they are, their books, and every question they answered."""
    person = get_object_or_404(
        Author.objects.select_related("portrait").prefetch_related(
            "portrait__renditions", "books__cover__renditions"
        ),
        slug=slug,
    )
    live = Edition.objects.live().filter(authors=person)
    context = {"author": person, "slice": newest_first(live, request)}
    dates_of = live.aggregate(since=Min("first_live_from"), printed=Max("live_from"))
    changed = max(filter(None, [person.changed_at, dates_of["printed"]]), default=None)
    return render_page(
        request,
        "author",
        context,
        index=context["slice"].is_first,
        graph=structured.profile(person, dates_of["since"], changed),
        trail=[("Historians", reverse("authors")), (person.name, "")],
    )


def publication(request, slug):
    """A magazine: its issues that questions here were first printed in, and those questions.

    Either list has pages of its own; past its first one the other is left out.
    """
    title = get_object_or_404(Publication, slug=slug)
    live = Edition.objects.live()
    issues = (
        title.issues.filter(Exists(live.filter(issue=OuterRef("pk"))))
        .annotate(dated=Coalesce("cover_date_earliest", Value(dates.MIN_DAY)))
        .select_related("cover")
        .prefetch_related("cover__renditions")
    )
    leaf = by_key(issues, request, "dated", int, size=ISSUES, descending=True)
    count_live(leaf.rows, "issue")
    for issue in leaf.rows:
        issue.publication = title
    context = {
        "publication": title,
        "issues": leaf,
        "slice": newest_first(live.filter(publication=title), request),
    }
    return render_page(
        request,
        "publication",
        context,
        index=context["slice"].is_first and leaf.is_first,
        graph=structured.periodical(title),
        trail=[("Magazines", reverse("publications")), (title.title, "")],
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
        trail=[
            ("Magazines", reverse("publications")),
            (magazine.title, magazine.get_absolute_url()),
            (printed.label, ""),
        ],
    )


def catalogue_entry(request, kind, slug):
    """One period, topic, place or figure and its questions; those of a period also drawn by time."""
    entry = get_object_or_404(CATALOGUE[kind], slug=slug)
    editions = Edition.objects.live().filter(**{kind: entry})
    context = {"kind": kind, "entry": entry, "slice": newest_first(editions, request)}
    if kind == "periods":
        context["chart"] = chart_of(context["slice"].editions)
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
