"""Pages for machines, files, and what is shown when something is not there."""

import logging
import posixpath

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache

from articles import forwarding
from articles.models import Card, Edition, Rendition
from articles.rendering import render_page

log = logging.getLogger(__name__)
CONTENT_TYPES = {Rendition.Format.AVIF: "image/avif", Rendition.Format.JPEG: "image/jpeg"}


@never_cache
def healthz(request):
    """200 "ok" while this process answers and its database does; 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("health check: the database does not answer")
        return HttpResponse("database unavailable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def media(request, name):
    """A rendition that we may still show. Its bytes never change under one name, so its name is its ETag."""
    if "\0" in name:  # PostgreSQL cannot even be asked about it
        raise Http404("There is no picture at this address.")
    rendition = Rendition.objects.select_related("picture").filter(file=posixpath.normpath(name)).first()
    if rendition is None or not rendition.picture.is_shown():
        raise Http404("There is no picture at this address.")
    etag = f'"{posixpath.basename(rendition.file.name)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            file = default_storage.open(rendition.file.name)
        except FileNotFoundError as error:
            raise Http404("There is no picture at this address.") from error
        response = FileResponse(file, content_type=CONTENT_TYPES[rendition.format])
    response["ETag"] = etag
    # A right may end, or be found to have ended, at any time: nobody keeps the picture for longer without asking.
    response["Cache-Control"] = "public, max-age=60"
    return response


def card(request, name):
    """The share card of an edition, wide or in another shape, while that is live."""
    stem, _, shape = name.rpartition("-")
    if shape not in Card.SHAPES:
        stem, shape = name, ""
    found = Card.objects.filter(file=f"cards/{stem}.png", edition__in=Edition.objects.live()).first()
    if found is None:
        raise Http404("There is no picture at this address.")
    try:
        file = default_storage.open(found.name_in(shape))
    except FileNotFoundError as error:
        raise Http404("There is no picture at this address.") from error
    # An edition may end at any time: nobody may keep its card for long.
    return FileResponse(file, content_type="image/png", headers={"Cache-Control": "public, max-age=3600"})


def not_found(request, exception):
    """Where the page has moved to, or 404 in the magazine's own look."""
    match = request.resolver_match
    if match and (slug := forwarding.whither(match.url_name, match.kwargs)):
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        address = reverse(match.view_name, kwargs={**match.kwargs, "slug": slug})
        return HttpResponsePermanentRedirect(address + query)
    return render_page(request, "not_found", status=404, index=False)


def server_error(request):
    """500 without a query: the database may be what is broken."""
    return render(request, "500.html", status=500)
