"""Lists that page by key: the last row's key in the address, so that page 1,000 costs what page 1 does."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.http import Http404

SIZE = 24


@dataclass
class Slice:
    """One page of editions, and the ``before`` key of the next older one ("" at the end)."""

    editions: list
    before: str
    is_first: bool


def newest_first(editions, request, size=SIZE):
    """Return the Slice of ``editions`` (a queryset) that ``?before=`` asks for; Http404 on a malformed key."""
    key = request.GET.get("before", "")
    rows = editions.for_list()
    if key:
        moment, pk = _read(key)
        rows = rows.filter(Q(first_live_from__lt=moment) | Q(first_live_from=moment, pk__lt=pk))
    found = list(rows[: size + 1])
    older = _write(found[size - 1]) if len(found) > size else ""
    return Slice(found[:size], older, not key)


def _write(edition):
    stamp = edition.first_live_from
    micros = int(stamp.timestamp()) * 1_000_000 + stamp.microsecond
    return f"{micros:x}-{edition.pk:x}"


def _read(key):
    try:
        micros, pk = (
            (int(part, 16) for part in key.split("-", 1)) if not key.startswith("-") else (None, None)
        )
        seconds, rest = divmod(micros, 1_000_000)
        moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
    except (ValueError, TypeError, OverflowError, OSError) as error:
        raise Http404("No such page of this list.") from error
    if not 0 <= pk < 2**63:
        raise Http404("No such page of this list.")
    return moment, pk
