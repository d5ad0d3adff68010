"""Where readers' forms come in: who may send one, and from where. No cookie, no account.

Django's protection against forged forms needs a cookie, which readers do not get. Instead a browser must say that
the form was sent from this site, and the form carries a signed token (readerforms).
"""

import ipaddress
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .intake import Refused
from .rendering import render_page

ELSEWHERE = (
    "This form was sent from another website, so we did not take it. Open the page here and send it again."
)


def reader_form(view, *, from_anywhere=False):
    """Make ``view`` a page with a form that any reader may send from this site, and that no cache shares.

    ``from_anywhere`` is for the one address that mail programs post to themselves.
    """

    @wraps(view)
    def checked(request, *args, **kwargs):
        if request.method == "POST" and not from_anywhere and not is_from_here(request):
            return refused(request, Refused(ELSEWHERE), status=403, back=request.path)
        return view(request, *args, **kwargs)

    methods = require_http_methods(["GET", "HEAD", "POST"])
    return csrf_exempt(methods(cache_control(private=True, no_cache=True)(checked)))


def is_from_here(request):
    """Whether the browser says that this site sent the request. One that says nothing is old, or no browser."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin == "{0.scheme}://{0.netloc}".format(urlsplit(settings.SITE_URL))


def address_of(request):
    """Return the sender's network address, to count by: of IPv6 the part that one household shares."""
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The last entry is the one that our own proxy has added.
        text = request.headers.get("X-Forwarded-For", text).split(",")[-1].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text[:100]
    if address.version == 4 or address.ipv4_mapped:
        return str(getattr(address, "ipv4_mapped", None) or address)
    return str(ipaddress.ip_network((address, 64), strict=False))


def refused(request, refusal, *, status, back=""):
    """Render the sentence of ``refusal`` as a page of its own, with a link to the address ``back``."""
    context = {"sentence": str(refusal), "back": back}
    return render_page(request, "refused", context, status=status, index=False)
