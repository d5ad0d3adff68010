"""How a public page is put together: a template, its context, and the furniture around it."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import cards, citations, pages, structured


def render_page(request, template, context=None, *, status=200, index=True, graph=(), trail=(), path=None):
    """Render a public page. ``index=False`` tells search engines to leave it out.

    ``graph`` is its schema.org nodes; ``trail`` the way to it from the front page, [(name, path), …], whose last
    entry is the page itself and has no path: printed as the breadcrumb, for people and for machines. ``path`` is
    the page's own where the request has another: a preview. A view that needs the furniture puts it in ``context``.
    """
    context = context or {}
    if "furniture" not in context:
        context = context | {"furniture": pages.furniture()}
    address = settings.SITE_URL + (path or request.path)
    nodes = [*graph, *([structured.breadcrumb(trail, address)] if trail else ())]
    response = render(
        request,
        f"articles/{template}.html",
        {
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "language": settings.LANGUAGE_TAG,
            "alternates": settings.ALTERNATE_SITES.items() if index else (),
            "index": index,
            "trail": trail,
            "structured": structured.script(nodes),
            **context,
        },
        status=status,
    )
    if not index:
        response["X-Robots-Tag"] = "noindex"
    return response


def kept_by_nobody(response):
    """Return ``response`` with what keeps it from caches, search engines and the sites that it links to."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def any_origin(view):
    """Let scripts of every site read what ``view`` answers (CORS). There are no cookies, so nothing is given away."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = HttpResponse(status=204) if request.method == "OPTIONS" else view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = "GET, HEAD"
            response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
            response["Access-Control-Max-Age"] = "86400"
        return response

    return answer


def render_question(request, page, *, template="question", index=True, pinned=False, at=None, **context):
    """Render a QuestionPage with how to cite it and what it is to machines; ``pinned`` at an edition's own address.

    The day of access is that of rendering, or of ``at``: whoever keeps rendered pages lets them end with the day.
    """
    share = cards.share_image(page)
    facts = citations.record(page.edition, page.authors)
    words = {
        "page": page,
        "pinned": pinned,
        "citation": facts,
        "styles": citations.styles(facts, accessed=timezone.localdate(at)),
        "share": share,
        **context,
    }
    if pinned:
        return render_page(request, template, words, index=index, trail=page.trail)
    graph, path = structured.question(page, cards.article_images(page)), page.edition.get_absolute_url()
    return render_page(request, template, words, index=index, graph=graph, trail=page.trail, path=path)
