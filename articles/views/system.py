"""Pages for machines, files, and what is shown when something is not there."""

import logging
import posixpath

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

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
    """A rendition that we may still show. Its bytes never change under one name."""
    if "\0" in name:  # PostgreSQL cannot even be asked about it
        raise Http404("There is no picture at this address.")
    rendition = Rendition.objects.select_related("picture").filter(file=posixpath.normpath(name)).first()
    if rendition is None or not rendition.picture.is_shown():
        raise Http404("There is no picture at this address.")
    try:
        file = default_storage.open(rendition.file.name)
    except FileNotFoundError as error:
        raise Http404("There is no picture at this address.") from error
    response = FileResponse(file, content_type=CONTENT_TYPES[rendition.format])
    until = rendition.picture.rights_until
    days_left = (until - timezone.localdate()).days if until else 365
    # A right may end: nobody may keep the picture much longer than that.
    seconds = 31_536_000 if days_left >= 365 else max(60, days_left * 86_400)
    response["Cache-Control"] = f"public, max-age={seconds}" + (", immutable" if days_left >= 365 else "")
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
    """404 in the magazine's own look."""
    return render_page(request, "not_found", status=404, index=False)


def server_error(request):
    """500 without a query: the database may be what is broken."""
    return render(request, "500.html", status=500)
