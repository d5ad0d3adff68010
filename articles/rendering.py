"""How a public page is put together: a template, its context, and the furniture around it."""

from django.conf import settings
from django.shortcuts import render

from articles import pages, structured


def render_page(request, template, context=None, *, status=200, index=True, graph=(), trail=()):
    """Render a public page. ``index=False`` tells search engines to leave it out.

    ``graph`` is its schema.org nodes; ``trail`` the way to it from the front page, [(name, path), …], whose last
    entry is the page itself and has no path: printed as the breadcrumb, for people and for machines.
    """
    address = settings.SITE_URL + request.path
    nodes = [*graph, *([structured.breadcrumb(trail, address)] if trail else ())]
    response = render(
        request,
        f"articles/{template}.html",
        {
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "language": settings.LANGUAGE_TAG,
            "alternates": settings.ALTERNATE_SITES.items() if index else (),
            "furniture": pages.furniture(),
            "index": index,
            "trail": trail,
            "structured": structured.script(nodes),
            **(context or {}),
        },
        status=status,
    )
    if not index:
        response["X-Robots-Tag"] = "noindex"
    return response
