"""The places of live questions as points on the map of the world; where they are many, counted in squares.

``period`` (a Period, or None for all time) leaves the questions of one age.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, FloatField, Min, OuterRef, Q
from django.db.models.functions import Cast, Floor
from django.urls import reverse

from .drawing import world
from .models import Edition, Period, Place

# As many places as can be told apart on one map; beyond that a square is one point.
EACH = 200
PLACES = Edition.places.through


@dataclass(frozen=True)
class Point:
    """A mark on the map and its line in the list: one place, or a square with ``places`` of them."""

    x: float
    y: float
    name: str
    url: str
    questions: int
    both_names: str = ""
    country: str = ""
    places: int = 1

    @property
    def words(self):
        """All that the mark says: "Istanbul, then Constantinople, 2 questions"."""
        names = self.both_names if self.places == 1 else f"{self.name}, {self.places} places"
        return f"{names}, {self.questions} question{'s' if self.questions > 1 else ''}"

    @property
    def size(self):
        """Of the mark, in pixels: it grows with the number of questions, but slowly."""
        return round(min(7 + 2 * self.questions**0.5, 24), 1)


def whole_world(at=None, *, period=None):
    """Return the Points of the whole map, by name: each place while they are few, else squares. At most 3 queries."""
    counted = list(
        _located(at, period).values_list("place").annotate(questions=Count("pk")).order_by()[: EACH + 1]
    )
    if len(counted) <= EACH:
        return _each(dict(counted))
    return _squares(at, period)


def points(places, at=None, *, period=None):
    """Return the Points of ``places`` (located, in their order), with how many live questions each has. One query."""
    counted = (
        _located(at, period).filter(place__in=places).values_list("place").annotate(Count("pk")).order_by()
    )
    questions = dict(counted)
    return [_point(place, questions.get(place.pk, 0)) for place in places]


def periods(at=None):
    """Return the Periods of which the map shows anything, in their order, as a queryset."""
    shown = _located(at).values("edition")
    return Period.objects.filter(
        Exists(Edition.periods.through.objects.filter(edition__in=shown, period=OuterRef("pk")))
    )


def within(square):
    """Return the Q of places that lie in a world.Square; its far edges belong to it only at the end of the map."""
    north = "lte" if square.row == world.ROWS - 1 else "lt"
    east = "lte" if square.column == world.COLUMNS - 1 else "lt"
    return Q(
        **{
            "latitude__gte": square.south,
            f"latitude__{north}": square.north,
            "longitude__gte": square.west,
            f"longitude__{east}": square.east,
        }
    )


def _located(at, period=None):
    """Return the pairs of live edition and place with coordinates."""
    live = Edition.objects.live(at)
    if period:
        live = live.filter(periods=period)
    return PLACES.objects.filter(edition__in=live.values("pk"), place__latitude__isnull=False)


def _each(questions):
    places = Place.objects.filter(pk__in=questions).order_by("name", "pk")
    return [_point(place, questions[place.pk]) for place in places]


def _point(place, questions):
    x, y = world.point(place.latitude, place.longitude)
    return Point(x, y, place.name, place.get_absolute_url(), questions, place.both_names, place.country)


def _squares(at, period):
    counted = (
        _located(at, period)
        .annotate(row=_step("place__latitude", 90), column=_step("place__longitude", 180))
        .values("row", "column")
        .annotate(places=Count("place", distinct=True), questions=Count("edition", distinct=True))
        .annotate(one=Min("place"))
        .order_by()
    )
    rows = list(counted)
    alone = Place.objects.in_bulk([row["one"] for row in rows if row["places"] == 1])
    found = [
        _point(alone[row["one"]], row["questions"]) if row["places"] == 1 else _crowd(row, period)
        for row in rows
    ]
    return sorted(found, key=lambda point: (point.places == 1, point.name))


def _step(name, offset):
    return Floor((Cast(name, FloatField()) + float(offset)) / float(world.DEGREES))


def _crowd(row, period):
    # The pole and the date line are the far edge of the last square, not the near edge of another.
    square = world.Square(min(int(row["row"]), world.ROWS - 1), min(int(row["column"]), world.COLUMNS - 1))
    x, y = square.middle
    url = reverse("map_square", args=[square.row, square.column]) + (
        f"?period={period.slug}" if period else ""
    )
    return Point(x, y, square.name, url, row["questions"], places=row["places"])
