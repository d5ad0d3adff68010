"""How a public page is put together: a template, its context, and the furniture around it."""

from django.conf import settings
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
