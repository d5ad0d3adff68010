"""Geometry for cut shapes: smooth curves, knife-rough edges and gouge strokes.

Points are (x, y) pairs in page pixels; functions return lists of points and draw nothing.
"""

import math


def smooth(points, closed=True, steps=8):
    """Return a Catmull-Rom curve through `points`, with `steps` segments between each pair."""
    count = len(points)
    curve = []
    for index in range(count if closed else count - 1):
        p1, p2 = points[index], points[(index + 1) % count]
        p0 = points[index - 1] if closed or index else p1
        p3 = points[(index + 2) % count] if closed or index + 2 < count else p2
        for step in range(steps):
            t = step / steps
            a, b = -t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3
            c, d = t + 4 * t**2 - 3 * t**3, -(t**2) + t**3
            curve.append(
                (
                    (a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0]) / 2,
                    (a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1]) / 2,
                )
            )
    if not closed:
        curve.append(points[-1])
    return curve


def roughen(points, rng, amount, step=17):
    """Return the outline `points` with a hand-cut edge: a corner each `step` px, at most `amount` px off."""
    rough = []
    chance, reach = rng.random, 2 * amount
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        dx, dy = x1 - x0, y1 - y0
        pieces = max(1, int(math.hypot(dx, dy) / step))
        for piece in range(pieces):
            t = piece / pieces
            rough.append((x0 + dx * t + reach * (chance() - 0.5), y0 + dy * t + reach * (chance() - 0.5)))
    return rough


def ribbon(points, widths):
    """Return the outline of a band along `points`; `widths` are full widths in px, one a point."""
    left, right = [], []
    last = len(points) - 1
    for index, ((x, y), width) in enumerate(zip(points, widths, strict=True)):
        x0, y0 = points[max(0, index - 1)]
        x1, y1 = points[min(last, index + 1)]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        nx, ny = -(y1 - y0) / length * width / 2, (x1 - x0) / length * width / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def leaf(points, width, thin_start=True, thin_end=True):
    """Return the outline of a gouge mark along `points`, widest in the middle or at the end not thinned."""
    last = max(1, len(points) - 1)
    widths = []
    for index in range(len(points)):
        t = index / last
        if thin_start and thin_end:
            swell = math.sin(math.pi * t)
        elif thin_end:
            swell = 1 - t**1.6
        elif thin_start:
            swell = 1 - (1 - t) ** 1.6
        else:
            swell = 1
        widths.append(max(0.6, width * swell))
    return ribbon(points, widths)


def arc(x, y, rx, ry, start, end, steps=40):
    """Return points on an ellipse from `start` to `end` degrees (0 is right, 90 is down)."""
    return [
        (
            x + rx * math.cos(math.radians(start + (end - start) * step / steps)),
            y + ry * math.sin(math.radians(start + (end - start) * step / steps)),
        )
        for step in range(steps + 1)
    ]


def turn(points, degrees, x=0.0, y=0.0, scale=1.0, flip=False):
    """Return a drawing made around (0, 0) flipped (if asked), scaled, turned and moved to (x, y)."""
    cos, sin = math.cos(math.radians(degrees)) * scale, math.sin(math.radians(degrees)) * scale
    side = -1 if flip else 1
    return [(x + px * side * cos - py * sin, y + px * side * sin + py * cos) for px, py in points]


def along(start, end, steps=6, sag=0.0):
    """Return points from `start` to `end`, hanging `sag` px below the straight line at the middle."""
    return [
        (
            start[0] + (end[0] - start[0]) * i / steps,
            start[1] + (end[1] - start[1]) * i / steps + sag * 4 * (i / steps) * (1 - i / steps),
        )
        for i in range(steps + 1)
    ]
