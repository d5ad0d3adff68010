"""The search page, and what it suggests while somebody types."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from articles.forms import SearchForm
from articles.rendering import render_page
from articles.search import KINDS, find, missed, suggest

HEADINGS = {
    "period": "Period",
    "topic": "Topic",
    "place": "Place",
    "figure": "Figure",
    "author": "Author",
    "publication": "First printed in",
}


@dataclass
class Way:
    """A link of the search page: ``to`` is the query part of its address. ``count`` is None for a way back."""

    name: str
    to: str
    count: int | None = None


def search(request):
    """Questions that have the words asked for, and the ways to narrow them; everything asked is in the address."""
    form = SearchForm.from_address(request.GET)
    form.is_valid()
    asked = form.data.get("q", "")
    results = find(asked, filters=form.filters(), page=_page(request))
    if not results.hits and not results.corrected and not results.filters.are_set and request.method == "GET":
        missed(asked)
    if results.page > max(1, results.pages):
        raise Http404("There are not so many pages.")
    address = {name: form.data.get(name, "") for name in ("q", *KINDS, "since", "until")}
    context = {
        "form": form,
        "asked": asked,
        "results": results,
        "kept": [(kind, address[kind]) for kind in KINDS if address[kind]],
        "chosen": _chosen(results, form, address),
        "narrower": _narrower(results, address),
        "earlier": _to(address, page=results.page - 1) if results.page > 1 else "",
        "later": _to(address, page=results.page + 1) if results.page < results.pages else "",
    }
    return render_page(request, "search", context, index=not request.GET, trail=[("Search", "")])


@cache_control(public=True, max_age=60)
def search_suggest(request):
    """Questions for what is typed so far: a fragment of HTML for search.js."""
    editions = suggest(request.GET.get("q", ""))
    response = render(request, "articles/_suggestions.html", {"editions": editions})
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request):
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and int(number[:6]) > 0):
        raise Http404("There is no such page.")
    return int(number[:6])


def _to(address, **changes):
    """Return the query part of an address with ``changes``; what is empty is left out."""
    return "?" + urlencode({name: value for name, value in {**address, **changes}.items() if value})


def _chosen(results, form, address):
    """Return the Ways back from each filter that is set."""
    ways = [
        Way(
            f"{HEADINGS[facet.kind]}: {facet.chosen or address[facet.kind]}", _to(address, **{facet.kind: ""})
        )
        for facet in results.facets
        if address[facet.kind]
    ]
    for name in ("since", "until"):
        if form.cleaned_data.get(name):
            ways.append(Way(f"{form.fields[name].label}: {form[name].value()}", _to(address, **{name: ""})))
    return ways


def _narrower(results, address):
    """Return (heading, Ways) of each kind by which the results can be narrowed."""
    return [
        (
            HEADINGS[facet.kind],
            [
                Way(str(thing), _to(address, **{facet.kind: thing.slug}), thing.count)
                for thing in facet.choices
            ],
        )
        for facet in results.facets
        if facet.choices
    ]
