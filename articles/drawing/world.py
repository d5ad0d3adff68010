"""Places on a map of the world in the Equal Earth projection, and the squares of ten degrees it is divided into.

B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", *International Journal of Geographical
Information Science* 33:3 (2019), pp. 454–65: equal areas, so that Africa is as large as it is. The outline in
static/articles/world.svg is drawn with ``point``.
"""

import math
from dataclasses import dataclass

WIDTH = 1000
SOUTH = -58  # degrees: nobody writes to us about Antarctica
DEGREES = 10
ROWS, COLUMNS = 180 // DEGREES, 360 // DEGREES

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3)


def _project(latitude, longitude):
    """Return x and y of the projection on a globe of radius 1, y to the north."""
    theta = math.asin(_ROOT / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = 2 * _ROOT / 3 * math.radians(longitude) * math.cos(theta) / slope
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


_EDGE = _project(0, 180)[0]
_TOP = _project(90, 0)[1]


def point(latitude, longitude):
    """Return x and y on the map of a place in degrees north and east; (0, 0) is the map's top left corner."""
    x, y = _project(float(latitude), float(longitude))
    scale = WIDTH / 2 / _EDGE
    return round(WIDTH / 2 + x * scale, 1), round((_TOP - y) * scale, 1)


HEIGHT = math.ceil(point(SOUTH, 0)[1])


@dataclass(frozen=True)
class Square:
    """One square of ten by ten degrees. ``row`` counts from the south pole, ``column`` from 180° west; both from 0."""

    row: int
    column: int

    def __post_init__(self):
        if not (0 <= self.row < ROWS and 0 <= self.column < COLUMNS):
            raise ValueError(f"There is no square {self.row}, {self.column}.")

    @property
    def south(self):
        """Degrees north of its southern edge."""
        return self.row * DEGREES - 90

    @property
    def west(self):
        """Degrees east of its western edge."""
        return self.column * DEGREES - 180

    @property
    def north(self):
        """Degrees north of its northern edge."""
        return self.south + DEGREES

    @property
    def east(self):
        """Degrees east of its eastern edge."""
        return self.west + DEGREES

    @property
    def middle(self):
        """Its middle on the map, x and y."""
        return point(self.south + DEGREES / 2, self.west + DEGREES / 2)

    @property
    def name(self):
        """Its edges in words: "40–50° N, 0–10° E"."""
        return f"{_edges(self.south, self.north, 'N', 'S')}, {_edges(self.west, self.east, 'E', 'W')}"

    @property
    def frame(self):
        """What of the map shows it and a little around it: left, top, width and height."""
        corners = [point(lat, lon) for lat in (self.south, self.north) for lon in (self.west, self.east)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        top, bottom = min(y for _, y in corners), max(y for _, y in corners)
        margin = 0.4 * max(right - left, bottom - top)
        size = (right - left + 2 * margin, bottom - top + 2 * margin)
        return tuple(round(number, 1) for number in (left - margin, top - margin, *size))


def _edges(low, high, positive, negative):
    near, far = sorted((abs(low), abs(high)))
    return f"{near}–{far}° {positive if low >= 0 else negative}"
