"""How a public page is put together: a template, its context, and the furniture around it."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from articles import pages


def render_page(request, template, context=None, *, status=200, index=True):
    """Render a public page. ``index=False`` tells search engines to leave it out."""
    response = render(
        request,
        f"articles/{template}.html",
        {
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "furniture": pages.furniture(),
            "index": index,
            **(context or {}),
        },
        status=status,
    )
    if not index:
        response["X-Robots-Tag"] = "noindex"
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
