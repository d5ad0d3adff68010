"""Movable type, the harbour at Nagasaki, and the potato."""

import math

from PIL import Image, ImageOps

from .. import inks
from ..cutting import along, arc, smooth, turn
from ..figures import person
from ..motifs import billow, flecks
from ..press import letters
from ..tones import lines, within, without

CHARACTERS = {
    "wen": (
        ((0, -78), (14, -52)),
        ((-72, -36), (74, -40)),
        ((34, -34), (-6, 26), (-74, 76)),
        ((-40, -32), (10, 28), (78, 78)),
    ),
    "ren": (((2, -80), (-14, 0), (-76, 78)), ((-8, -10), (24, 36), (80, 78))),
    "mu": (
        ((-72, -30), (74, -34)),
        ((0, -82), (0, 82)),
        ((-4, -26), (-34, 26), (-76, 58)),
        ((4, -26), (34, 24), (80, 58)),
    ),
    "shan": (((0, -80), (0, 66)), ((-66, -16), (-66, 68), (66, 66)), ((66, -22), (66, 76))),
    "zhong": (
        ((-60, -40), (-56, 28)),
        ((-60, -38), (60, -42), (56, 26)),
        ((-54, 22), (56, 20)),
        ((0, -84), (0, 86)),
    ),
    "da": (((-76, -20), (76, -26)), ((2, -82), (-12, 0), (-74, 80)), ((-2, -16), (26, 36), (80, 78))),
    "tian": (
        ((-50, -66), (52, -68)),
        ((-74, -12), (76, -16)),
        ((0, -64), (-14, 10), (-74, 78)),
        ((-2, -6), (26, 40), (80, 78)),
    ),
    "shui": (
        ((0, -82), (0, 64), (-22, 52)),
        ((-70, -30), (-26, -34), (-74, 50)),
        ((56, -58), (8, -14)),
        ((4, -14), (34, 30), (80, 64)),
    ),
}


def type_(sheet):
    """Sorts of clay, bronze and lead type lie in rows, their faces reversed."""
    rng = sheet.rng
    sheet.flood(inks.SEPIA)
    sheet.pull(
        inks.UMBER,
        lines(sheet, lambda x, y: y * 0.9 + x * 0.1 + 14 * math.sin(x / 170), lambda x, y: 0.4, 19),
    )
    order = (
        "wen",
        "R",
        "ren",
        "G",
        "mu",
        "a",
        "shan",
        "E",
        "zhong",
        "S",
        "da",
        "k",
        "tian",
        "B",
        "shui",
        "Q",
    )
    size, gap, depth = 216, 250, 44
    faces = {
        inks.CORAL: sheet.plate(),
        inks.GOLD: sheet.plate(),
        inks.MIST: sheet.plate(),
        inks.VERMILION: sheet.plate(),
    }
    side, marks, pale, shadow = sheet.plate(), sheet.plate(), sheet.plate(), sheet.plate()
    place = 0
    for row in range(5):
        for column in range(8):
            x = -130 + column * gap + (row % 2) * 0
            y = -70 + row * gap
            x += rng.uniform(-7, 7)
            y += rng.uniform(-7, 7)
            name = order[place % len(order)]
            place += 1 if column < 7 else 2
            chinese = name in CHARACTERS
            ink = (inks.CORAL if (row + column) % 4 else inks.GOLD) if chinese else inks.MIST
            hot = (row, column) in ((2, 3), (2, 4))
            if hot:
                ink = inks.VERMILION
            tilt = rng.uniform(-2.4, 2.4)
            cx, cy = x + size / 2, y + size / 2
            half = size / 2
            corners = turn([(-half, -half), (half, -half), (half, half), (-half, half)], tilt, cx, cy)
            shadow.poly([(px + depth, py + depth) for px, py in corners])
            a, b, c, d = corners
            side.poly(
                [
                    b,
                    (b[0] + depth * 0.5, b[1] + depth * 0.6),
                    (c[0] + depth * 0.5, c[1] + depth * 0.6),
                    (d[0] + depth * 0.5, d[1] + depth * 0.6),
                    d,
                    c,
                ]
            )
            faces[ink].poly(corners, rough=1.6)
            target = pale if hot else marks
            frame = turn(
                [
                    (-half + 15, -half + 15),
                    (half - 15, -half + 15),
                    (half - 15, half - 15),
                    (-half + 15, half - 15),
                ],
                tilt,
                cx,
                cy,
            )
            target.line([*frame, frame[0]], 3.4)
            if chinese:
                for stroke in CHARACTERS[name]:
                    target.gouge(
                        turn(
                            smooth(list(stroke), False, 6) if len(stroke) > 2 else along(*stroke, 6),
                            tilt,
                            cx,
                            cy,
                            0.92,
                            flip=True,
                        ),
                        23,
                        thin_start=False,
                        thin_end=len(stroke) > 2,
                    )
            else:
                glyph = ImageOps.mirror(letters(name, 178, 6)).rotate(
                    -tilt, Image.Resampling.BICUBIC, expand=True
                )
                target.stamp(glyph, cx - glyph.width / 2, cy - glyph.height / 2)
    sheet.pull(inks.SOOT, shadow)
    sheet.pull(inks.SOOT, side)
    sheet.pull(
        inks.UMBER,
        within(lines(sheet, lambda x, y: x - y, lambda x, y: 0.5, 13), without(side, *faces.values())),
    )
    for ink, plate in faces.items():
        sheet.pull(ink, plate)
    grit = sheet.plate()
    flecks(grit, rng, 300, (0, 0, 1600, 1067), (8, 22), 4, 30)
    sheet.pull(inks.BRICK, within(grit, faces[inks.CORAL]))
    sheet.pull(
        inks.SKY,
        within(
            lines(sheet, lambda x, y: x + y, lambda x, y: 0.22 + 0.2 * math.sin((x + y) / 90), 12),
            faces[inks.MIST],
        ),
    )
    sheet.pull(inks.SOOT, marks)
    sheet.pull(inks.BONE, pale)


def _house(walls, roofs, x, y, width, height):
    """Cut a gabled warehouse with its front wall's foot centred on (x, y)."""
    walls.box(x - width * 0.44, y - height * 0.5, x + width * 0.44, y)
    roofs.poly(
        [
            (x - width * 0.56, y - height * 0.44),
            (x + width * 0.56, y - height * 0.44),
            (x + width * 0.42, y - height),
            (x - width * 0.42, y - height),
        ]
    )
    roofs.box(x - width * 0.3, y - height * 0.3, x - width * 0.12, y - height * 0.1)
    roofs.box(x + width * 0.08, y - height * 0.34, x + width * 0.26, y)


def dejima(sheet):
    """The fan-shaped island of Dejima lies in the harbour, a bridge at its back."""
    rng = sheet.rng
    sheet.flood(inks.MIST)
    sheet.pull(inks.VERMILION, lines(sheet, lambda x, y: y, lambda x, y: 0.85 - y / 190, 15))
    hills = sheet.plate()
    hills.curve(
        [
            (-80, 330),
            (60, 210),
            (200, 170),
            (330, 240),
            (470, 215),
            (620, 300),
            (760, 316),
            (760, 380),
            (-80, 380),
        ]
    )
    hills.curve(
        [(900, 320), (1080, 250), (1220, 150), (1330, 170), (1480, 110), (1700, 240), (1700, 380), (900, 370)]
    )
    sheet.pull(inks.SAGE, hills)
    sheet.pull(
        inks.FOREST,
        within(
            lines(sheet, lambda x, y: y + 60 * math.sin(x / 100), lambda x, y: (y - 120) / 300, 15), hills
        ),
    )
    bay = sheet.plate().box(-20, 318, 1640, 1090)
    sheet.pull(inks.SKY, bay)
    sheet.pull(
        inks.PRUSSIAN,
        within(
            lines(
                sheet,
                lambda x, y: y + 7 * math.sin(x / 90 + y / 30),
                lambda x, y: 0.15 + abs(y - 380) / 760,
                20,
            ),
            bay,
        ),
    )

    centre, squash = (800, 1330), 0.66

    def at(radius, degrees):
        angle = math.radians(degrees)
        return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle) * squash

    def fan(inner, outer, spread):
        turns = [270 - spread + 2 * spread * i / 30 for i in range(31)]
        return [at(outer, t) for t in turns] + [at(inner, t) for t in turns[::-1]]

    wall = sheet.plate().poly([(x, y + 30) for x, y in fan(690, 1130, 33)]).poly(fan(690, 1130, 33))
    sheet.pull(inks.INDIGO, wall)
    ground = sheet.plate().poly(fan(706, 1116, 32.2))
    sheet.pull(inks.SAND, ground)
    fence = sheet.plate()
    for index in range(100):
        turn_at = 238 + 64 * index / 99
        for radius in (1120, 698):
            x, y = at(radius, turn_at)
            fence.box(x - 2, y - 14, x + 3, y + 18, rough=0.2)
    sheet.pull(inks.INDIGO, fence)

    walls, roofs, red = sheet.plate(), sheet.plate(), sheet.plate()
    for radius, count, width, height in ((1062, 10, 92, 84), (952, 8, 90, 80), (760, 7, 92, 92)):
        for index in range(count):
            turn_at = 270 - 27 + 54 * (index + 0.5) / count
            x, y = at(radius, turn_at)
            if radius == 952 and index in (3, 4):
                continue
            _house(walls, red if (index + radius) % 3 == 0 else roofs, x, y, width, height)
    trees = sheet.plate()
    for radius, turn_at in ((860, 250), (866, 258), (852, 282), (860, 291), (900, 243), (905, 297)):
        x, y = at(radius, turn_at)
        billow(trees, x, y - 24, 30, 26, rng, 8)
        trees.box(x - 4, y - 10, x + 4, y + 16)
    x, y = at(905, 270)
    sheet.pull(inks.BONE, walls)
    sheet.pull(inks.INDIGO, roofs)
    sheet.pull(inks.VERMILION, red)
    tiles = within(lines(sheet, lambda x, y: x, lambda x, y: 0.26, 11), without(roofs, walls))
    sheet.pull(inks.SKY, tiles)
    sheet.pull(inks.FOREST, trees)
    pole = sheet.plate().box(x - 5, y - 220, x + 5, y + 20).disc(x, y + 18, 30, 10)
    sheet.pull(inks.INDIGO, pole)
    for row, ink in enumerate((inks.VERMILION, inks.BONE, inks.PRUSSIAN)):
        flag = sheet.plate().poly(
            [
                (x + 5, y - 216 + row * 28),
                (x + 70, y - 228 + row * 28),
                (x + 140, y - 214 + row * 28),
                (x + 140, y - 186 + row * 28),
                (x + 70, y - 200 + row * 28),
                (x + 5, y - 188 + row * 28),
            ]
        )
        sheet.pull(ink, flag)

    bridge = sheet.plate()
    bridge.poly([(752, 842), (848, 842), (868, 1000), (732, 1000)])
    sheet.pull(inks.SAND, bridge)
    rails = sheet.plate().line([(752, 842), (732, 1000)], 9).line([(848, 842), (868, 1000)], 9)
    for index in range(9):
        rails.line([(750 - index * 2, 856 + index * 17), (850 + index * 2, 856 + index * 17)], 3)
    person(rails, 790, 920, 66, dress="robe", hat="cone")
    person(rails, 822, 952, 70, face=-1, dress="robe")
    sheet.pull(inks.INDIGO, rails)
    shore = sheet.plate().poly(
        [
            (-20, 1010),
            (200, 990),
            (500, 1004),
            (800, 984),
            (1120, 1002),
            (1400, 988),
            (1620, 1006),
            (1620, 1090),
            (-20, 1090),
        ]
    )
    sheet.pull(inks.SAGE, shore)
    walls, roofs = sheet.plate(), sheet.plate()
    for index in range(15):
        px = 20 + index * 112
        if 700 < px < 900:
            continue
        _house(walls, roofs, px + rng.uniform(-12, 12), 1092 + rng.uniform(-14, 0), 120, 104)
    sheet.pull(inks.BONE, walls)
    sheet.pull(inks.INDIGO, roofs)

    _east_indiaman(sheet, 1270, 436)
    boats = sheet.plate()
    for px, py, size in (
        (250, 470, 1.0),
        (420, 410, 0.7),
        (150, 640, 1.2),
        (1480, 640, 1.1),
        (640, 388, 0.6),
    ):
        boats.curve(turn([(-60, -10), (0, 4), (66, -16), (44, 18), (-44, 18)], 0, px, py, size))
        boats.poly(turn([(-22, -10), (-18, -92), (32, -86), (28, -10)], 0, px, py, size))
    sheet.pull(inks.INDIGO, boats)
    cloth = sheet.plate()
    for px, py, size in (
        (250, 470, 1.0),
        (420, 410, 0.7),
        (150, 640, 1.2),
        (1480, 640, 1.1),
        (640, 388, 0.6),
    ):
        cloth.poly(turn([(-16, -18), (-12, -86), (26, -80), (22, -18)], 0, px, py, size))
    sheet.pull(inks.BONE, cloth)


def _east_indiaman(sheet, x, y):
    """Print a Dutch three-master at anchor, its waterline at (x, y)."""

    def at(points):
        return turn(points, 0, x, y)

    sails, rig = sheet.plate(), sheet.plate()
    for mast, tall in ((-74, 210), (6, 256), (84, 196)):
        rig.line(at([(mast, -40), (mast, -tall)]), 6)
        for level, (share, width) in enumerate(((0.42, 74), (0.68, 58), (0.9, 40))):
            top = -tall * share - 26
            low = -tall * (0.2, 0.46, 0.72)[level] - 26
            sails.curve(
                at(
                    [
                        (mast - width * 0.5, top),
                        (mast + width * 0.5, top),
                        (mast + width * 0.62, low),
                        (mast, low - 8),
                        (mast - width * 0.4, low),
                    ]
                )
            )
            rig.line(at([(mast - width * 0.6, top), (mast + width * 0.6, top)]), 4)
    rig.line(at([(110, -40), (200, -92)]), 6)
    rig.line(at([(84, -190), (196, -90)]), 2.4).line(at([(6, -250), (84, -190)]), 2.4).line(
        at([(-74, -205), (6, -250)]), 2.4
    )
    rig.curve(
        at([(-150, -76), (-120, -40), (90, -34), (150, -54), (120, 10), (90, 22), (-110, 22), (-136, 0)])
    )
    sheet.pull(inks.BONE, sails)
    sheet.pull(inks.INDIGO, rig)
    sheet.pull(inks.SAND, sheet.plate().gouge(at([(-140, -36), (0, -12), (136, -30)]), 10))
    for row, ink in enumerate((inks.VERMILION, inks.BONE, inks.PRUSSIAN)):
        sheet.pull(
            ink,
            sheet.plate().poly(
                at(
                    [
                        (-150, -140 + row * 15),
                        (-210, -146 + row * 15),
                        (-210, -131 + row * 15),
                        (-150, -125 + row * 15),
                    ]
                ),
                rough=0.2,
            ),
        )
    sheet.pull(inks.INDIGO, sheet.plate().line(at([(-148, -60), (-148, -146)]), 4))


def potato(sheet):
    """A potato plant in flower, with its tubers seen through the soil."""
    rng = sheet.rng
    sheet.flood(inks.MIST)
    sheet.pull(
        inks.SMOKE,
        lines(sheet, lambda x, y: y + x * 0.12 + 12 * math.sin(x / 130), lambda x, y: 0.72 - y / 620, 19),
    )
    far = sheet.plate().curve(
        [
            (-60, 440),
            (170, 390),
            (360, 430),
            (560, 450),
            (800, 430),
            (1080, 450),
            (1300, 360),
            (1480, 400),
            (1680, 430),
            (1680, 700),
            (-60, 700),
        ]
    )
    sheet.pull(inks.SAGE, far)
    sheet.pull(
        inks.FOREST,
        within(lines(sheet, lambda x, y: y + x * 0.2 + 34 * math.sin(x / 150), lambda x, y: 0.26, 16), far),
    )
    cottage, roof = sheet.plate(), sheet.plate()
    for x, y, s in ((1290, 496, 1.0), (250, 500, 0.75)):
        cottage.box(x - 110 * s, y - 74 * s, x + 110 * s, y)
        roof.poly(
            [
                (x - 128 * s, y - 68 * s),
                (x - 96 * s, y - 142 * s),
                (x + 96 * s, y - 142 * s),
                (x + 128 * s, y - 68 * s),
            ]
        )
        roof.box(x + 46 * s, y - 172 * s, x + 72 * s, y - 130 * s).box(x - 16 * s, y - 52 * s, x + 16 * s, y)
        roof.box(x - 74 * s, y - 50 * s, x - 46 * s, y - 24 * s).box(
            x + 46 * s, y - 50 * s, x + 74 * s, y - 24 * s
        )
    sheet.pull(inks.BONE, cottage)
    sheet.pull(inks.SEPIA, roof)
    smoke = sheet.plate().gouge(
        smooth([(1350, 324), (1376, 270), (1340, 214), (1384, 150), (1356, 80)], False), 26
    )
    sheet.pull(inks.BONE, smoke)
    ridges = sheet.plate()
    for x in range(-60, 1700, 150):
        ridges.curve([(x, 640), (x + 20, 520), (x + 75, 496), (x + 130, 520), (x + 150, 640)])
    sheet.pull(inks.MOSS, ridges)
    small = sheet.plate()
    for x in range(15, 1700, 150):
        for index in range(9):
            angle = math.radians(-170 + index * 20)
            small.curve(turn([(0, 0), (22, -14), (52, 0), (22, 14)], math.degrees(angle), x, 516))
    sheet.pull(inks.FOREST, small)

    soil = sheet.plate().poly(
        [
            (-20, 560),
            (200, 548),
            (480, 558),
            (640, 530),
            (800, 512),
            (960, 530),
            (1120, 560),
            (1400, 550),
            (1620, 562),
            (1620, 1090),
            (-20, 1090),
        ],
        rough=3,
    )
    sheet.pull(inks.UMBER, soil)
    bed = lines(
        sheet,
        lambda x, y: y + 40 * math.exp(-(((x - 800) / 300) ** 2)) + 8 * math.sin(x / 60 + y / 40),
        lambda x, y: 0.1 + (y - 540) / 760,
        24,
    )
    sheet.pull(inks.SEPIA, within(bed, soil))
    stones = sheet.plate()
    flecks(stones, rng, 150, (0, 600, 1600, 1060), (8, 34), 5)
    sheet.pull(inks.OCHRE, within(stones, soil))

    roots, tubers, eyes, glow = sheet.plate(), sheet.plate(), sheet.plate(), sheet.plate()
    spots = (
        (560, 690, 98, 70, -14),
        (760, 800, 122, 86, 8),
        (1010, 700, 112, 78, 16),
        (1190, 830, 88, 64, -8),
        (420, 850, 84, 62, 12),
        (960, 910, 92, 64, -10),
        (600, 940, 78, 54, 6),
        (1330, 690, 56, 42, 12),
        (300, 700, 52, 40, 0),
        (800, 660, 46, 36, 0),
    )
    for x, y, _, ry, _ in spots:
        roots.gouge(
            smooth(
                [
                    (800, 545),
                    (800 + (x - 800) * 0.3, 600 + (y - 600) * 0.15),
                    (800 + (x - 800) * 0.7, y - ry * 1.2),
                    (x, y - ry * 0.5),
                ],
                False,
            ),
            13,
            thin_start=False,
        )
    for index in range(26):
        angle = math.radians(20 + index * 5.6)
        reach = rng.uniform(180, 430)
        roots.gouge(
            smooth(
                [
                    (800, 540),
                    (800 + reach * 0.5 * math.cos(angle), 545 + reach * 0.4 * math.sin(angle)),
                    (800 + reach * math.cos(angle), 545 + reach * math.sin(angle)),
                ],
                False,
            ),
            5,
            thin_start=False,
        )
    sheet.pull(inks.SAND, roots)
    for x, y, rx, ry, tilt in spots:
        outline = []
        for index in range(12):
            angle = 2 * math.pi * index / 12
            swell = 1 + rng.uniform(-0.07, 0.07)
            outline.append((rx * swell * math.cos(angle), ry * swell * math.sin(angle)))
        tubers.curve(turn(outline, tilt, x, y))
        glow.gouge(turn(arc(0, 0, rx * 0.7, ry * 0.66, 190, 290, 14), tilt, x, y), rx * 0.14)
        for dx, dy in ((-0.4, 0.2), (0.3, -0.2), (0.1, 0.5), (0.55, 0.3), (-0.1, -0.1)):
            px, py = turn([(dx * rx, dy * ry)], tilt, x, y)[0]
            eyes.gouge(arc(px, py, rx * 0.11, ry * 0.1, 200, 340, 8), 5)
    sheet.pull(inks.STRAW, tubers)
    shade = lines(sheet, lambda x, y: x * 0.5 + y, lambda x, y: 0.34, 13)
    moved = sheet.plate()
    for x, y, rx, ry, _ in spots:
        moved.disc(x - rx * 0.2, y - ry * 0.28, rx * 0.92, ry * 0.9)
    sheet.pull(inks.UMBER, within(shade, without(tubers, moved)))
    sheet.pull(inks.UMBER, eyes)
    sheet.pull(inks.BONE, glow)

    stems, leaves, veins = sheet.plate(), sheet.plate(), sheet.plate()
    stalks = (
        ((800, 540), (780, 400), (800, 220)),
        ((796, 540), (700, 430), (560, 300)),
        ((804, 540), (900, 430), (1050, 300)),
        ((798, 540), (680, 500), (470, 440)),
        ((802, 540), (920, 500), (1130, 440)),
        ((800, 530), (740, 360), (690, 190)),
        ((800, 530), (860, 360), (920, 190)),
    )
    for stalk in stalks:
        spine = smooth(list(stalk), False, 10)
        stems.gouge(spine, 17, thin_start=False)
        for index in range(5, 21, 3):
            x, y = spine[min(index, len(spine) - 1)]
            ax, ay = spine[max(0, index - 2)]
            heading = math.degrees(math.atan2(y - ay, x - ax))
            for tilt in (-62, 62):
                size = 96 - abs(index - 12) * 1.6
                leaves.curve(
                    turn(
                        [(0, 0), (0.28, -0.26), (0.62, -0.24), (1.0, 0), (0.62, 0.24), (0.28, 0.26)],
                        heading + tilt,
                        x,
                        y,
                        size,
                    )
                )
                veins.gouge(turn([(0.1, 0), (0.88, 0)], heading + tilt, x, y, size), 5)
                for t in (0.35, 0.6):
                    for s in (-1, 1):
                        veins.gouge(turn([(t - 0.1, 0), (t + 0.08, s * 0.17)], heading + tilt, x, y, size), 3)
        x, y = spine[-1]
        leaves.curve(
            turn(
                [(0, 0), (0.28, -0.26), (0.62, -0.24), (1.0, 0), (0.62, 0.24), (0.28, 0.26)],
                heading,
                x,
                y,
                84,
            )
        )
    sheet.pull(inks.FOREST, stems)
    sheet.pull(inks.FOREST, leaves)
    sheet.pull(inks.SAGE, veins)
    blight = sheet.plate()
    for _ in range(26):
        blight.disc(rng.uniform(930, 1190), rng.uniform(290, 480), rng.uniform(5, 14))
    sheet.pull(inks.SEPIA, within(blight, leaves))
    petals, hearts = sheet.plate(), sheet.plate()
    for x, y, s in (
        (800, 168, 1.1),
        (690, 150, 0.85),
        (905, 152, 0.9),
        (748, 104, 0.7),
        (856, 100, 0.75),
        (560, 272, 0.7),
        (530, 318, 0.6),
    ):
        for index in range(5):
            petals.curve(
                turn([(0, 0), (14, -18), (30, -24), (50, 0), (30, 24), (14, 18)], index * 72 - 90, x, y, s)
            )
        hearts.gouge([(x, y + 14 * s), (x, y - 16 * s)], 15 * s, thin_end=False)
    sheet.pull(inks.LILAC, petals)
    sheet.pull(inks.GOLD, hearts)


SCENES = (type_, dejima, potato)
