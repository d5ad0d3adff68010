"""Things that recur from picture to picture: rays, clouds, trees, birds, stars, water, flags, flames."""

import math

from .cutting import along, arc


def rays(plate, x, y, inner, outer, count, width, start=0.0, sweep=360.0, cut=False):
    """Cut `count` wedge rays round (x, y), narrow at `inner` px and `width` degrees wide all the way."""
    for index in range(count):
        angle = math.radians(start + sweep * index / count)
        half = math.radians(width / 2)
        points = [
            (x + radius * math.cos(a), y + radius * math.sin(a))
            for radius, a in (
                (inner, angle - half),
                (outer, angle - half),
                (outer, angle + half),
                (inner, angle + half),
            )
        ]
        plate.poly(points, cut)


def stars(plate, rng, count, box, size=(1.5, 5.0), cut=False):
    """Scatter four-pointed stars in `box` (x0, y0, x1, y1), most of them small."""
    for _ in range(count):
        x, y = rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3])
        r = size[0] + (size[1] - size[0]) * rng.random() ** 4
        star(plate, x, y, r * 2.2 if r > 3 else r, cut)


def star(plate, x, y, radius, cut=False, points=4):
    """Cut a star of `radius` px."""
    outline = []
    for index in range(points * 2):
        r = radius if index % 2 == 0 else radius * 0.34
        angle = math.pi * index / points - math.pi / 2
        outline.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    plate.poly(outline, cut, 0)


def bird(plate, x, y, size, cut=False):
    """Cut a far bird on the wing."""
    plate.gouge([(x - size, y - size * 0.35), (x - size * 0.45, y - size * 0.42), (x, y)], size * 0.22, cut)
    plate.gouge([(x, y), (x + size * 0.5, y - size * 0.5), (x + size, y - size * 0.3)], size * 0.22, cut)


def flecks(plate, rng, count, box, length=(14, 46), width=3.0, angle=0.0, cut=False):
    """Leave the short stray ridges that a gouge leaves in cleared ground, lying along `angle` degrees."""
    for _ in range(count):
        x, y = rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3])
        half = rng.uniform(*length) / 2
        tilt = math.radians(angle + rng.uniform(-7, 7))
        dx, dy = half * math.cos(tilt), half * math.sin(tilt)
        plate.gouge([(x - dx, y - dy), (x + dx, y + dy)], width * rng.uniform(0.6, 1.2), cut)


def palm(plate, x, y, height, rng, lean=0.08, fronds=11, cut=False):
    """Cut a palm with its foot at (x, y)."""
    top = (x + height * lean, y - height)
    trunk = [(x + height * lean * t * t, y - height * t) for t in (0, 0.25, 0.5, 0.75, 1)]
    plate.gouge(trunk, height * 0.07, cut, thin_start=False, thin_end=False)
    for index in range(fronds):
        angle = math.radians(200 + 320 * index / (fronds - 1) - 90)
        reach = height * rng.uniform(0.36, 0.44)
        fall = height * 0.2 * (0.4 + abs(math.cos(angle)))
        spine = []
        for step in range(7):
            t = step / 6
            spine.append(
                (
                    top[0] + reach * t * math.cos(angle),
                    top[1] + reach * t * math.sin(angle) * 0.7 + fall * t * t,
                )
            )
        plate.gouge(spine, height * 0.05, cut)
        for step in range(2, 6):
            px, py = spine[step]
            plate.gouge(
                [(px, py), (px + height * 0.05 * math.cos(angle), py + height * 0.085)], height * 0.022, cut
            )
    plate.disc(*top, height * 0.035, cut=cut)


def billow(plate, x, y, rx, ry, rng, lobes=11, cut=False):
    """Cut a cloud or puff of smoke: an ellipse edged with lobes."""
    plate.disc(x, y, rx * 0.86, ry * 0.86, cut=cut)
    for index in range(lobes):
        angle = 2 * math.pi * index / lobes + rng.uniform(-0.12, 0.12)
        r = min(rx, ry) * rng.uniform(0.3, 0.46)
        plate.disc(x + rx * 0.74 * math.cos(angle), y + ry * 0.74 * math.sin(angle), r, cut=cut)


def flame(plate, x, y, width, height, rng, cut=False):
    """Cut a tongue of fire standing on (x, y)."""
    sway = rng.uniform(-0.25, 0.25) * width
    plate.curve(
        [
            (x - width * 0.5, y),
            (x - width * 0.56, y - height * 0.28),
            (x - width * 0.16 + sway, y - height * 0.62),
            (x + sway * 1.6, y - height),
            (x + width * 0.2 + sway, y - height * 0.6),
            (x + width * 0.3, y - height * 0.42),
            (x + width * 0.55, y - height * 0.2),
            (x + width * 0.46, y),
        ],
        cut,
    )


def swell(plate, rng, y, x0, x1, length, height, width, cut=False):
    """Cut one row of curling wave strokes along `y`."""
    x = x0 - rng.uniform(0, length)
    while x < x1:
        span = length * rng.uniform(0.8, 1.2)
        plate.gouge(
            arc(x + span / 2, y + height * 0.4, span / 2, height, 195, 345, 10),
            width * rng.uniform(0.7, 1.2),
            cut,
        )
        x += span


def pennon(plate, x, y, length, width, wave=0.12, cut=False):
    """Cut a swallow-tailed flag flying from (x, y); a negative `length` flies left."""
    top = [(x + length * t, y + length * wave * math.sin(t * 5)) for t in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    low = [(px, py + width * (1 - 0.35 * index / 5)) for index, (px, py) in enumerate(top)]
    notch = (x + length * 0.78, (top[-1][1] + low[-1][1]) / 2)
    plate.poly([*top, notch, *low[::-1]], cut, 0.4)


def tree(plate, x, y, height, rng, cut=False):
    """Cut a broad tree: a forked trunk under three or four rounded heads of leaves."""
    plate.gouge(
        [(x, y), (x + height * 0.02, y - height * 0.4), (x - height * 0.05, y - height * 0.7)],
        height * 0.09,
        cut,
        thin_start=False,
    )
    plate.gouge([(x, y - height * 0.3), (x + height * 0.2, y - height * 0.62)], height * 0.05, cut)
    for dx, dy, r in (
        (-0.22, -0.66, 0.24),
        (0.2, -0.7, 0.23),
        (0.0, -0.86, 0.25),
        (0.36, -0.56, 0.15),
        (-0.4, -0.54, 0.14),
    ):
        billow(plate, x + dx * height, y + dy * height, r * height, r * height * 0.72, rng, 9, cut)


def rope(plate, start, end, width, sag=0.0, cut=False):
    """Cut a rope from `start` to `end`, hanging `sag` px in the middle."""
    plate.line(along(start, end, 14, sag), width, cut, 0.2)


def meander(plate, x0, x1, y, unit, width, cut=False):
    """Cut a Greek key border from x0 to x1 with its top at `y`; it is 4 `unit` px tall."""
    x = x0
    while x < x1:
        path = [(0, 4), (0, 0), (4, 0), (4, 3), (2, 3), (2, 1.6)]
        plate.line([(x + px * unit, y + py * unit) for px, py in path], width, cut, 0)
        plate.line([(x - 1.0 * unit, y + 4 * unit), (x + 0.2 * unit, y + 4 * unit)], width, cut, 0)
        plate.line([(x, y + 4 * unit), (x + 5.2 * unit, y + 4 * unit)], width, cut, 0)
        x += 5.2 * unit
