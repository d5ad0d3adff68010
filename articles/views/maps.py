"""The map of the world, and its squares where one point would hide many places."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles import atlas
from articles.drawing import labels, world
from articles.models import Edition, Period, Place
from articles.rendering import render_page

from .paging import by_key

WORLD = (0, 0, world.WIDTH, world.HEIGHT)


def world_map(request):
    """Every place of a live question, or of those of one ``?period=``, drawn on the map and as a list."""
    period = _period(request)
    context = {**_narrowed(period), **_drawn(atlas.whole_world(period=period), WORLD)}
    trail = [("Places", reverse("places")), ("Map", "")]
    return render_page(request, "map", context, index=not period, trail=trail)


def map_square(request, row, column):
    """The places of one square of ten degrees, all or of questions of one ``?period=``."""
    try:
        square = world.Square(row, column)
    except ValueError as error:
        raise Http404("The map has no such square.") from error
    period = _period(request)
    live = Edition.objects.live().filter(periods=period) if period else Edition.objects.live()
    named = Exists(live.filter(places=OuterRef("pk")))
    leaf = by_key(Place.objects.filter(atlas.within(square), named), request, "name", str)
    drawn = _drawn(atlas.points(leaf.rows, period=period), square.frame)
    context = {"square": square, "leaf": leaf, **_narrowed(period), **drawn}
    trail = [("Places", reverse("places")), ("Map", reverse("map")), (square.name, "")]
    return render_page(request, "map", context, index=False, trail=trail)


def _period(request):
    """Return the Period that the address asks for, or None for all; Http404 where there is none of that slug."""
    slug = request.GET.get("period", "").replace("\x00", "")
    return get_object_or_404(Period, slug=slug) if slug else None


def _narrowed(period):
    """Return the context of the choice of a period, and what links to go on must keep of it."""
    return {"period": period, "periods": atlas.periods(), "kept": f"period={period.slug}" if period else ""}


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
