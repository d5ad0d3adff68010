"""Greece and Rome."""

import math

from .. import inks
from ..cutting import along, arc, smooth, turn
from ..motifs import meander, rays
from ..tones import lines, within, without


def _hand(plate, x, y, size, degrees):
    """Cut a raised open hand with its wrist at (x, y); `size` is the palm's width."""

    def at(points):
        return turn(points, degrees, x, y, size)

    plate.curve(
        at([(-0.3, 0.1), (-0.46, -0.4), (-0.5, -0.85), (0, -1.0), (0.5, -0.85), (0.46, -0.4), (0.3, 0.1)])
    )
    for root, tip, wide in (
        ((-0.38, -0.8), (-0.52, -1.62), 0.23),
        ((-0.12, -0.9), (-0.16, -1.86), 0.24),
        ((0.14, -0.9), (0.2, -1.8), 0.24),
        ((0.38, -0.8), (0.54, -1.5), 0.21),
    ):
        plate.line(at([root, tip]), wide * size, rough=0.2)
        plate.disc(*at([tip])[0], wide * size / 2, rough=0.2)
    thumb = at([(-0.3, -0.2), (-0.72, -0.52), (-0.92, -0.98)])
    plate.line(thumb, 0.24 * size, rough=0.2)
    plate.disc(*thumb[-1], 0.12 * size, rough=0.2)


def athens(sheet):
    """Hands go up below the Acropolis."""
    rng = sheet.rng
    sheet.flood(inks.SAND)
    sun = (800, 470)

    beams = sheet.plate()
    rays(beams, *sun, 0, 1200, 36, 5)
    sheet.pull(inks.CORAL, beams)
    sheet.pull(inks.BONE, sheet.plate().disc(*sun, 330))
    rock = sheet.plate()
    rock.poly(
        [
            (-20, 720),
            (190, 680),
            (330, 610),
            (372, 540),
            (440, 520),
            (520, 516),
            (1120, 516),
            (1196, 524),
            (1250, 560),
            (1290, 640),
            (1420, 690),
            (1620, 730),
            (1620, 1090),
            (-20, 1090),
        ],
        rough=4,
    )
    sheet.pull(inks.VERMILION, rock)
    grain = lines(
        sheet,
        lambda x, y: y * 0.35 + 0.8 * x + 16 * math.sin(y / 23 + x / 90),
        lambda x, y: 0.62 - (y - 510) / 190,
        21,
    )
    sheet.pull(inks.SOOT, within(grain, rock))

    temple = sheet.plate()
    temple.poly([(500, 300), (820, 190), (1140, 300)])
    temple.poly([(580, 290), (820, 208), (1060, 290)], cut=True)
    temple.box(500, 296, 1140, 346)
    temple.box(488, 498, 1152, 512).box(476, 508, 1164, 524)
    for index in range(8):
        x = 530 + index * 83
        temple.poly([(x - 24, 500), (x - 19, 362), (x + 19, 362), (x + 24, 500)])
        temple.poly([(x - 34, 346), (x + 34, 346), (x + 22, 364), (x - 22, 364)])
    for index in range(15):
        temple.box(512 + index * 43, 312, 530 + index * 43, 336, cut=True)
    people = [-150, -105, -62, -20, 24, 62, 108, 150]
    for index, dx in enumerate(people):
        tall = 52 - abs(dx) * 0.24
        temple.gouge(
            [(820 + dx, 292), (820 + dx + (6 if index % 2 else -6), 292 - tall)],
            15,
            thin_start=False,
            thin_end=False,
        )
        temple.disc(820 + dx + (6 if index % 2 else -6), 292 - tall - 6, 7)
    sheet.pull(inks.SOOT, temple)
    flutes = sheet.plate()
    for index in range(8):
        for dx in (-9, 0, 9):
            x = 530 + index * 83 + dx
            flutes.line([(x * 1.0, 496), (x, 368)], 2.4)
    sheet.pull(inks.BONE, flutes)

    back = sheet.plate()
    for index in range(15):
        x = 20 + index * 112 + rng.uniform(-22, 22)
        y = 770 + rng.uniform(-34, 26)
        tip = (x + rng.uniform(-18, 18), y)
        back.line([(x + 8, 1090), (x, 930), tip], 40)
        _hand(back, tip[0], tip[1] + 6, 46, rng.uniform(-14, 14))
    sheet.pull(inks.SAND, back)
    front = sheet.plate()
    for index in range(9):
        x = 40 + index * 190 + rng.uniform(-30, 30)
        y = 868 + rng.uniform(-40, 40)
        tip = (x + rng.uniform(-24, 24), y)
        front.line([(x + 14, 1100), (x, 1000), tip], 62)
        _hand(front, tip[0], tip[1] + 8, 70, rng.uniform(-13, 13))
        head = x + 96
        front.disc(head, 1012 + rng.uniform(-14, 14), 44, 54)
        front.curve(
            [(head - 110, 1100), (head - 70, 1070), (head, 1056), (head + 70, 1070), (head + 110, 1100)]
        )
    sheet.pull(inks.SOOT, front)
    border = sheet.plate()
    meander(border, -10, 1620, 26, 11, 6.5)
    border.box(-20, 8, 1620, 14).box(-20, 80, 1620, 86)
    sheet.pull(inks.SOOT, border)


def dagger(sheet):
    """A Roman dagger stands in a laurel wreath among twenty-three cuts."""
    rng = sheet.rng
    sheet.flood(inks.BRICK)
    beams = sheet.plate()
    for index in range(88):
        angle = 2 * math.pi * index / 88
        near, far = (
            (800 + 380 * math.cos(angle), 540 + 380 * math.sin(angle)),
            (800 + 1080 * math.cos(angle), 540 + 1080 * math.sin(angle)),
        )
        beams.gouge([near, far], 60, thin_end=False)
    sheet.pull(inks.OXBLOOD, beams)
    medal = sheet.plate().disc(800, 540, 405, rough=1.4)
    sheet.pull(inks.STRAW, medal)
    beads = sheet.plate()
    for index in range(72):
        angle = 2 * math.pi * index / 72
        beads.disc(800 + 378 * math.cos(angle), 540 + 378 * math.sin(angle), 8)
    sheet.pull(inks.BRICK, beads)

    wreath, veins = sheet.plate(), sheet.plate()
    for side in (-1, 1):
        branch = [
            (800 + side * 285 * math.sin(a), 540 + 285 * math.cos(a))
            for a in [0.12 + 2.55 * i / 30 for i in range(31)]
        ]
        wreath.gouge(branch, 12, thin_start=False)
        for index in range(1, 30, 2):
            (x, y), (ax, ay) = branch[index], branch[index + 1]
            heading = math.degrees(math.atan2(ay - y, ax - x))
            for tilt in (-38, 38):
                size = 92 - index * 0.7
                turned = turn(
                    [(0, 0), (0.3, -0.2), (0.65, -0.17), (1, 0), (0.65, 0.17), (0.3, 0.2)],
                    heading + tilt,
                    x,
                    y,
                    size,
                )
                wreath.curve(turned)
                veins.gouge(turn([(0.12, 0), (0.85, 0)], heading + tilt, x, y, size), 5)
    sheet.pull(inks.FOREST, wreath)
    sheet.pull(inks.STRAW, veins)

    blade = sheet.plate()
    blade.curve(
        [
            (752, 330),
            (740, 420),
            (722, 560),
            (736, 680),
            (772, 820),
            (800, 930),
            (828, 820),
            (864, 680),
            (878, 560),
            (860, 420),
            (848, 330),
        ]
    )
    sheet.pull(inks.BONE, blade)
    hilt = sheet.plate()
    hilt.poly([(672, 292), (928, 292), (922, 342), (860, 350), (800, 346), (740, 350), (678, 342)])
    hilt.curve(
        [
            (778, 300),
            (770, 250),
            (750, 222),
            (770, 190),
            (778, 140),
            (822, 140),
            (830, 190),
            (850, 222),
            (830, 250),
            (822, 300),
        ]
    )
    hilt.poly([(730, 142), (738, 92), (770, 76), (800, 84), (830, 76), (862, 92), (870, 142)])
    for x in (705, 800, 895):
        hilt.disc(x, 318, 9, cut=True)
    hilt.disc(800, 222, 12, cut=True).disc(765, 114, 7, cut=True).disc(835, 114, 7, cut=True)
    half = sheet.plate().poly([(800, 330), (860, 330), (900, 560), (840, 830), (800, 935)])
    half.gouge([(786, 360), (776, 560), (790, 800)], 8)
    sheet.pull(
        inks.SOOT,
        within(lines(sheet, lambda x, y: y * 0.6 + x, lambda x, y: 0.42 + (x - 800) / 130, 13), half, blade),
    )
    edge = sheet.plate().gouge([(800, 350), (800, 910)], 7)
    sheet.pull(inks.SOOT, edge)
    sheet.pull(inks.SOOT, hilt)
    sheet.pull(
        inks.VERMILION,
        sheet.plate()
        .curve([(776, 836), (800, 800), (824, 836), (806, 912), (800, 932), (794, 912)])
        .curve([(788, 990), (800, 956), (812, 990), (800, 1006)]),
    )

    cuts = sheet.plate()
    for index in range(23):
        side = -1 if index % 2 else 1
        x = 800 + side * rng.uniform(500, 760)
        y = 80 + 920 * (index + 0.5) / 23
        length = rng.uniform(70, 120)
        lean = rng.uniform(-0.4, 0.4)
        cuts.gouge([(x, y - length / 2), (x + lean * length, y + length / 2)], 15)
    sheet.pull(inks.STRAW, cuts)


def _letters(plate, rng, place, x0, x1, y, size):
    """Cut a line of cursive handwriting that spells nothing; `place` moves its points to the page."""

    def mark(points, width):
        plate.gouge(place(points), width)

    x = x0
    while x < x1 - size * 2:
        end = min(x1, x + rng.uniform(2.5, 6) * size)
        while x < end:
            kind = rng.randrange(6)
            w = size * rng.uniform(0.45, 0.8)
            if kind == 0:
                mark([(x, y), (x + w * 0.3, y - size), (x + w * 0.7, y + size * 0.1)], 4.2)
            elif kind == 1:
                mark(smooth([(x, y - size * 0.6), (x + w * 0.5, y), (x + w, y - size * 0.6)], False, 4), 4)
            elif kind == 2:
                mark([(x, y - size * 1.7), (x + w * 0.2, y + size * 0.1)], 4.6)
            elif kind == 3:
                mark(arc(x + w / 2, y - size * 0.35, w * 0.45, size * 0.4, 300, 40, 10), 4)
            elif kind == 4:
                mark([(x + w, y - size * 0.9), (x + w * 0.1, y + size * 0.8)], 4.2)
            else:
                mark([(x, y - size * 0.7), (x + w * 1.3, y - size * 0.85)], 3.8)
            x += w * 1.05
        x += size * 0.9


def tablets(sheet):
    """A folded wooden letter, a pen and a pair of woollen socks."""
    rng = sheet.rng
    sheet.flood(inks.FOREST)
    sheet.pull(
        inks.NIGHT,
        lines(
            sheet,
            lambda x, y: x * 0.34 + y + 8 * math.sin(x / 70),
            lambda x, y: 0.25 + y / 2200 + x / 6000,
            22,
        ),
    )

    def leaf_at(points, dx=0, dy=0):
        return turn(points, -5, 760 + dx, 500 + dy)

    left = [(-560, -300), (-8, -312), (-8, -60), (-22, -40), (-8, -20), (-8, 300), (-572, 312)]
    right = [(8, -312), (566, -296), (576, 306), (8, 300), (8, -20), (22, -40), (8, -60)]
    shadow = sheet.plate().poly(leaf_at(left, 16, 22)).poly(leaf_at(right, 16, 22))
    sheet.pull(inks.SOOT, shadow)
    wood = sheet.plate().poly(leaf_at(left), rough=1.6).poly(leaf_at(right), rough=1.6)
    sheet.pull(inks.SAND, wood)

    def rings(x, y):
        knot = 60 * math.exp(-(((x - 350) / 150) ** 2 + ((y - 690) / 70) ** 2))
        other = 50 * math.exp(-(((x - 1180) / 130) ** 2 + ((y - 330) / 60) ** 2))
        return y + x * 0.087 + knot + other + 9 * math.sin(x / 150 + y / 60)

    sheet.pull(
        inks.OCHRE,
        within(lines(sheet, rings, lambda x, y: 0.26 + 0.12 * math.sin(x / 230 + y / 90), 17), wood),
    )
    script = sheet.plate()
    for column, count in ((-1, 8), (1, 8)):
        for row in range(count):
            x0, x1 = (-510, -60) if column < 0 else (70, 520)
            if column > 0 and row > 5:
                x0 = 220
            y = -215 + row * 62
            _letters(script, rng, leaf_at, x0, x1 - rng.uniform(0, 80), y, 21)
    sheet.pull(inks.SOOT, script)
    fold = sheet.plate().line(leaf_at([(0, -312), (0, 302)]), 9)
    sheet.pull(inks.SOOT, fold)
    cord = sheet.plate()
    cord.line(leaf_at([(-26, -44), (26, -36)]), 9)
    cord.line(smooth(leaf_at([(0, -40), (34, 60), (10, 190), (60, 330), (20, 420)]), False), 8)
    cord.line(smooth(leaf_at([(0, -40), (-24, 80), (-6, 220), (-50, 350), (-20, 440)]), False), 8)
    sheet.pull(inks.BRICK, cord)

    sock, rib, shade, split = sheet.plate(), sheet.plate(), sheet.plate(), sheet.plate()
    outline = [
        (-66, -110),
        (0, -118),
        (66, -110),
        (62, 0),
        (74, 66),
        (140, 116),
        (186, 150),
        (190, 190),
        (150, 206),
        (60, 200),
        (-30, 186),
        (-70, 130),
        (-64, 20),
    ]
    for x, y, tilt in ((1090, 806, 4), (1226, 748, 14)):
        shade.curve(turn(outline, tilt, x + 18, y + 22, 1.1))
        sock.curve(turn(outline, tilt, x, y, 1.1))
        rib.poly(turn([(-76, -124), (76, -124), (70, -62), (-72, -62)], tilt, x, y, 1.1))
        split.gouge(turn([(112, 158), (196, 164)], tilt, x, y, 1.1), 10, thin_end=False)
        split.gouge(turn(arc(-40, 150, 60, 62, 270, 350, 10), tilt, x, y, 1.1), 6)
    sheet.pull(inks.SOOT, shade)
    sheet.pull(inks.STONE, sock)
    knit = lines(sheet, lambda x, y: x * 0.9 + y * 0.3 + 6 * math.sin(y / 7), lambda x, y: 0.3, 16)
    sheet.pull(inks.FOREST, within(knit, without(sock, rib)))
    sheet.pull(inks.BRICK, within(rib, sock))
    sheet.pull(inks.SAND, within(lines(sheet, lambda x, y: x + y * 0.2, lambda x, y: 0.3, 14), rib, sock))
    sheet.pull(inks.SOOT, split)

    pen = sheet.plate()
    pen.gouge(along((210, 985), (640, 700), 10), 20, thin_start=False)
    pen.gouge(along((560, 753), (662, 686), 6), 17, thin_start=False)
    sheet.pull(inks.SOOT, sheet.plate().gouge(along((226, 1005), (650, 720), 10), 20, thin_start=False))
    sheet.pull(inks.GOLD, pen)
    sheet.pull(
        inks.SOOT,
        sheet.plate()
        .gouge(along((600, 727), (668, 682), 6), 12, thin_start=False)
        .gouge(along((232, 968), (560, 750), 6), 3),
    )


SCENES = (athens, dagger, tablets)
