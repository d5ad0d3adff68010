"""Lists that page by key: the last row's key in the address, so that page 1,000 costs what page 1 does."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.http import Http404

SIZE = 24


@dataclass
class Slice:
    """One page of rows, and the ``before`` key of the next older one ("" at the end)."""

    rows: list
    before: str
    is_first: bool

    @property
    def editions(self):
        """The rows of a list of questions."""
        return self.rows


def newest_first(editions, request, size=SIZE):
    """Return the Slice of ``editions`` (a queryset) that ``?before=`` asks for; Http404 on a malformed key."""
    return by_moment(editions.for_list(), request, "first_live_from", size)


def by_moment(rows, request, moment, size=SIZE):
    """Return the Slice of ``rows`` (a queryset), latest ``moment`` (a field) first, that ``?before=`` asks for."""
    key = request.GET.get("before", "")
    if key:
        at, pk = _read(key)
        rows = rows.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "pk__lt": pk}))
    found = list(rows.order_by(f"-{moment}", "-pk")[: size + 1])
    older = _write(getattr(found[size - 1], moment), found[size - 1].pk) if len(found) > size else ""
    return Slice(found[:size], older, not key)


def _write(stamp, pk):
    micros = int(stamp.timestamp()) * 1_000_000 + stamp.microsecond
    return f"{micros:x}-{pk:x}"


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
