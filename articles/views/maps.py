"""The map of the world, and its squares where one point would hide many places."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse

from articles import atlas
from articles.drawing import labels, world
from articles.models import Edition, Place
from articles.rendering import render_page

from .paging import by_key

WORLD = (0, 0, world.WIDTH, world.HEIGHT)


def world_map(request):
    """Every place of a live question, drawn on the map and as a list."""
    trail = [("Places", reverse("places")), ("Map", "")]
    return render_page(request, "map", _drawn(atlas.whole_world(), WORLD), trail=trail)


def map_square(request, row, column):
    """The places of one square of ten degrees."""
    try:
        square = world.Square(row, column)
    except ValueError as error:
        raise Http404("The map has no such square.") from error
    named = Exists(Edition.objects.live().filter(places=OuterRef("pk")))
    leaf = by_key(Place.objects.filter(atlas.within(square), named), request, "name", str)
    context = {"square": square, "leaf": leaf, **_drawn(atlas.points(leaf.rows), square.frame)}
    trail = [("Places", reverse("places")), ("Map", reverse("map")), (square.name, "")]
    return render_page(request, "map", context, index=False, trail=trail)


def _drawn(points, frame):
    """Return the context of a map: its frame, its points, and (point, label) pairs to draw."""
    left, _, width, _ = frame
    unit = width / world.WIDTH
    placed = labels.beside(points, left=left, right=left + width, unit=unit)
    return {
        "frame": frame,
        "points": points,
        "drawn": list(zip(points, placed, strict=True)),
        "letters": round(11.5 * unit, 2),
    }
