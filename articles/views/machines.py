"""Small files that programs look for at fixed addresses."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from articles import reprints

# RFC 9116 wants less than a year; half of one leaves time to notice.
SECURITY_TXT_HOLDS = timedelta(days=180)


def robots(request):
    """Who may look where, and where the sitemaps are (RFC 9309)."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        # Endless, or of one reader only.
        "Disallow: /search/",
        "Disallow: /saved/",
        *(f"Disallow: /ask/{step}/" for step in ("similar", "sent", "confirm", "stop")),
        # The same words as the pages, for programs that ask for them.
        "Disallow: /api/v1/",
        "",
        *(f"Sitemap: {reprints.absolute(reverse(name))}" for name in ("sitemap_index", "sitemap_news")),
    ]
    return _text(lines)


def security(request):
    """Whom to tell of a hole (RFC 9116); 404 while the setting SECURITY_CONTACT is empty."""
    if not settings.SECURITY_CONTACT:
        raise Http404("No security contact is set.")
    midnight = datetime.combine(timezone.now().astimezone(UTC).date(), datetime.min.time(), UTC)
    return _text(
        [
            f"Contact: {quote(settings.SECURITY_CONTACT, safe=':/@?=&+,;%#~')}",
            f"Expires: {midnight + SECURITY_TXT_HOLDS:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: en",
            f"Canonical: {reprints.absolute(reverse('security_txt'))}",
        ]
    )


def opensearch(request):
    """What a browser needs to offer our search in its address bar (OpenSearch 1.1)."""
    context = {
        "site_name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME[:16],
        "home": reprints.absolute("/"),
    }
    content_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "articles/opensearch.xml", context, content_type=content_type)


def _text(lines):
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
