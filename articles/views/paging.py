"""Lists that page by key: the last row's key in the address, so that page 1,000 costs what page 1 does."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import F, Q
from django.http import Http404

SIZE = 24
INDEX_SIZE = 60


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


@dataclass
class Leaf:
    """One page of a sorted list of rows, and the ``after`` key of the next one ("" at the end)."""

    rows: list
    after: str
    is_first: bool


def by_key(rows, request, field, kind, *, size=INDEX_SIZE, parameter="after", descending=False):
    """Return the Leaf of ``rows`` (a queryset), sorted by ``field`` and then id, that the address asks for.

    ``kind`` is the type of the field's values, str or int; none may be NULL. The key of a row is its value and its
    id, "Istanbul~45". Http404 on a malformed one.
    """
    key = request.GET.get(parameter, "")
    rows = rows.annotate(key=F(field)).order_by(*(("-key", "-pk") if descending else ("key", "pk")))
    if key:
        value, pk = _take_apart(key, kind)
        past = "lt" if descending else "gt"
        # The first condition says nothing new, but an index can be entered by it.
        rows = rows.filter(
            Q(**{f"key__{past}e": value}),
            Q(**{f"key__{past}": value}) | Q(key=value, **{f"pk__{past}": pk}),
        )
    found = list(rows[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Leaf(found[:size], f"{last.key}~{last.pk}" if last else "", not key)


def _take_apart(key, kind):
    try:
        value, _, pk = key.rpartition("~")
        value, pk = kind(value), int(pk)
    except ValueError as error:
        raise Http404("No such page of this list.") from error
    limit = 2**63
    if not (0 <= pk < limit and (kind is str or -limit <= value < limit)) or "\0" in key:
        raise Http404("No such page of this list.")
    return value, pk


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
