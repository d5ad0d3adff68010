"""Pages by key: a page’s address carries the last row’s own values, so page 1,000 costs what page 1 does."""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.db.models import Q

from articles import reprints

from .endpoint import Failed

SIZE = 50
KEY = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)-(\d{1,18})", re.ASCII)


def newest_first(rows, request, moment):
    """Return (rows, address of the next page or None) for ``?before=``; ``rows`` are ordered by -moment, -pk.

    ``moment`` names an aware datetime field. Raises Failed on a key that this API did not write.
    """
    if key := request.GET.get("before", ""):
        instant, pk = _read(key)
        rows = rows.filter(Q(**{f"{moment}__lt": instant}) | Q(**{moment: instant, "pk__lt": pk}))
    found = list(rows[: SIZE + 1])
    if len(found) <= SIZE:
        return found, None
    last = found[SIZE - 1]
    stamp = getattr(last, moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return found[:SIZE], _next(request, before=f"{stamp}-{last.pk}")


def by_id(rows, request):
    """Return (rows, address of the next page or None) for ``?after=``, in the order of ids."""
    rows = rows.order_by("pk")
    if text := request.GET.get("after", ""):
        if not (text.isascii() and text.isdigit() and len(text) < 19):
            raise Failed(
                400, "Take the address of the next page from “next”: this “after” is not one of ours."
            )
        rows = rows.filter(pk__gt=int(text))
    found = list(rows[: SIZE + 1])
    if len(found) <= SIZE:
        return found, None
    return found[:SIZE], _next(request, after=found[SIZE - 1].pk)


def _read(key):
    match = KEY.fullmatch(key)
    try:
        if match:
            return datetime.strptime(match[1], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC), int(match[2])
    except ValueError:
        pass
    raise Failed(400, "Take the address of the next page from “next”: this “before” is not one of ours.")


def _next(request, **key):
    kept = {name: value for name, value in request.GET.items() if name not in ("before", "after")}
    return f"{reprints.absolute(request.path)}?{urlencode(kept | key)}"
