"""Every page that lists questions: by author, publication, issue, catalogue entry and year."""

from datetime import MAXYEAR, MINYEAR

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles import structured
from articles.models import Author, Edition, Figure, Issue, Period, Place, Publication, Topic
from articles.rendering import render_page

from .paging import newest_first

CATALOGUE = {"periods": Period, "topics": Topic, "places": Place, "figures": Figure}


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
