"""Names beside points on a map, as many as find room."""

from dataclasses import dataclass

LETTER, LINE, OFF = (
    6.2,
    12,
    9,
)  # width of a letter, height of a line, distance from the point; on a map 1000 wide


@dataclass(frozen=True)
class Label:
    """Where the name of a point stands: x and y of its first or, with anchor "end", of its last letter."""

    x: float
    y: float
    anchor: str


def beside(points, *, left, right, unit=1):
    """Return a Label or None for each of ``points`` (with x, y, name and questions), in their order.

    The points that most questions name come first; a name stands right of its point, or left, or nowhere.
    ``left`` and ``right`` are the map's edges, ``unit`` is how long one thousandth of its width is.
    """
    taken = [_box(point.x - OFF / 2 * unit, point.y, OFF * unit, unit) for point in points]
    labels = [None] * len(points)
    for number in sorted(range(len(points)), key=lambda i: -points[i].questions):
        point = points[number]
        length = len(point.name) * LETTER * unit
        others = taken[:number] + taken[number + 1 :]
        for anchor, start in (
            ("start", point.x + OFF * unit),
            ("end", point.x - OFF * unit - length),
        ):
            box = _box(start, point.y, length, unit)
            if left <= start and start + length <= right and not any(_meet(box, each) for each in others):
                x = start if anchor == "start" else start + length
                labels[number] = Label(round(x, 2), round(point.y + 4 * unit, 2), anchor)
                taken.append(box)
                break
    return labels


def _box(x, y, width, unit):
    return x, y - LINE / 2 * unit, x + width, y + LINE / 2 * unit


def _meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
