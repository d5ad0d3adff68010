"""One function an address of the API. Each starts from live editions, as every page does."""

import re

from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect

from articles import forwarding, pages, whereabouts
from articles.models import Author, Correction, Edition, Figure, Period, Place, Publication, Topic
from articles.rendering import render_page

from . import build, paging, schema
from .endpoint import Failed, endpoint
from .openapi import document

MODELS = {
    "authors": Author,
    "publications": Publication,
    "periods": Period,
    "topics": Topic,
    "places": Place,
    "figures": Figure,
}
RELATIONS = {"author": "authors", "publication": "publication", "period": "periods", "topic": "topics"}
RELATIONS |= {"place": "places", "figure": "figures"}
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")


@endpoint
def questions(request):
    """Live questions, newest first, filtered by what they are about, who answered, or when they came to the web."""
    editions = Edition.objects.all()
    for name, value in _parameters(request, *RELATIONS, "year", "before"):
        if name in RELATIONS:
            if not SLUG.fullmatch(value):
                raise Failed(400, f"{name} is the last part of an address, such as “black-death”.")
            editions = editions.filter(**{f"{RELATIONS[name]}__slug": value})
        elif name == "year":
            if not re.fullmatch(r"[12]\d{3}", value, re.ASCII):
                raise Failed(400, "year is a year of four digits, such as 2016.")
            editions = editions.filter(first_live_from__year=int(value))
    found, older = paging.newest_first(editions.live().for_list(), request, "first_live_from")
    page = schema.Questions(items=[build.summary(edition) for edition in found], next=older)
    return page, editions.last_change()


@endpoint
def question(request, slug):
    """One live question with all that its page shows; 410 with the reason where it was withdrawn."""
    found = _look_up(slug)
    if found.moved:
        return redirect("api_question", found.live.slug, permanent=True)
    return _whole(*pages.question_pages([found.live]))


@endpoint
def edition(request, slug, number):
    """One edition of a live question, as printed."""
    found = _look_up(slug)
    if found.moved:
        return redirect("api_edition", found.live.slug, number, permanent=True)
    wanted = Edition.objects.been_live().filter(question=found.live.question_id, number=number).first()
    if wanted is None:
        raise Http404("This question has no such edition.")
    return _whole(pages.question_page(wanted, current=found.live))


@endpoint
def things(request, kind):
    """Authors, publications, periods, topics, places or figures of live questions, with how many."""
    _parameters(request, "after")
    found, following = paging.by_id(_with_live_editions(kind), request)
    return schema.Entries(items=[build.entry(kind, row) for row in found], next=following), None


@endpoint
def thing(request, kind, slug):
    """One author, publication, period, topic, place or figure of live questions."""
    rows = _with_live_editions(kind)
    if kind == "authors":
        rows = rows.select_related("portrait").prefetch_related(
            "portrait__renditions", "books__cover__renditions"
        )
    row = rows.filter(slug=slug).first()
    if row is None:
        now = forwarding.find(MODELS[kind], slug)
        if now is None or now.slug == slug:
            raise Http404("There is nothing at this address.")
        return redirect("api_thing", kind, now.slug, permanent=True)
    if kind == "publications":
        row.live_issues = (
            row.issues.filter(editions__in=Edition.objects.live())
            .annotate(count=Count("editions"))
            .select_related("cover")
            .prefetch_related("cover__renditions")
            .order_by("-cover_date_earliest", "slug")
        )
    return build.thing(kind, row), None


@endpoint
def corrections(request):
    """The public log of corrections and withdrawals, newest first."""
    _parameters(request, "before")
    rows = (
        Correction.objects.public()
        .select_related("from_edition", "to_edition")
        .defer("from_edition__content", "to_edition__content")
    )
    found, older = paging.newest_first(rows, request, "at")
    items = []
    for row in found:
        printed = row.to_edition or row.from_edition
        items.append(build.correction(row, printed.text, printed.slug))
    return schema.Corrections(items=items, next=older), found[0].at if found else None


@endpoint
def index(request):
    """Where the collections and their description are."""
    _parameters(request)
    collections = {kind: build.at("api_things", kind) for kind in MODELS}
    return schema.Index(
        questions=build.at("api_questions"),
        corrections=build.at("api_corrections"),
        **collections,
        openapi=build.at("openapi"),
        about=build.at("api"),
    ), None


@endpoint
def openapi(request):
    """This API's own description, in OpenAPI 3.1."""
    return document(), None


@endpoint
def nothing(request, rest=""):
    """What is not at any address of the API."""
    raise Http404("There is nothing at this address. /api/v1/openapi.json says what is where.")


def about(request):
    """The page for people: feeds, the API, and how else to take answers along."""
    paths = [
        (path, operations["get"]["summary"], operations["get"]["parameters"])
        for path, operations in document()["paths"].items()
    ]
    return render_page(request, "api", {"paths": paths}, trail=[("Feeds and data", "")])


def _parameters(request, *known):
    """Return (name, value) of what was asked for; raise Failed on a name that nobody reads."""
    for name in request.GET:
        if name not in known:
            raise Failed(
                400, f"There is no parameter “{name[:40]}” here. Known: {', '.join(known) or 'none'}."
            )
    return list(request.GET.items())


def _look_up(slug):
    found = whereabouts.look_up(slug)
    if found is None:
        raise Http404("There is no question at this address.")
    if found.gone:
        reason = found.withdrawal.wrong if found.withdrawal else "It is no longer published."
        raise Failed(410, f"This answer has been withdrawn. {reason}")
    return found


def _whole(page):
    # The editions between which corrections lie are numbered on the page: one query for all of them.
    numbers = Edition.objects.filter(question=page.edition.question_id).only("number").in_bulk()
    for row in page.corrections:
        row.from_edition, row.to_edition = numbers[row.from_edition_id], numbers[row.to_edition_id]
    changed = max([page.edition.live_from, *(row.at for row in page.corrections)])
    return build.question(page), changed


def _with_live_editions(kind):
    """Return the rows of ``kind`` that live questions belong to, with their ``count``."""
    if kind not in MODELS:
        raise Http404("There is nothing at this address.")
    return MODELS[kind].objects.filter(editions__in=Edition.objects.live()).annotate(count=Count("editions"))
