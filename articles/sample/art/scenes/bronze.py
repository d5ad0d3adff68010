"""Ancient Egypt and the Bronze Age."""

import math

from .. import inks
from ..cutting import arc, turn
from ..figures import person
from ..motifs import billow, flame, flecks, rope
from ..tones import lines, within, without


def pyramid(sheet):
    """Gangs haul a block past the Nile to a half-built pyramid."""
    rng = sheet.rng
    sheet.flood(inks.STRAW)
    sun = (1010, 330)

    def from_sun(x, y):
        return math.hypot(x - sun[0], y - sun[1])

    sheet.pull(inks.ORANGE, lines(sheet, from_sun, lambda x, y: 0.72 - from_sun(x, y) / 1150, 26))
    sheet.pull(inks.VERMILION, sheet.plate().disc(*sun, 205))

    whole = sheet.plate()
    steps = 15
    left, right = [], []
    for step in range(steps):
        t = step / steps
        y0, y1 = 770 - 520 * t, 770 - 520 * (step + 1) / steps
        left += [(330 + 500 * t, y0), (330 + 500 * t, y1)]
        right += [(1500 - 420 * t, y0), (1500 - 420 * t, y1)]
    whole.poly(left + right[::-1], rough=0.8)
    whole.box(960, 222, 1030, 260).box(890, 236, 940, 260)
    shade = sheet.plate().poly([(1045, 200), (1600, 200), (1600, 780), (1180, 780)])
    sheet.pull(inks.OCHRE, whole)
    sheet.pull(inks.SEPIA, within(lines(sheet, lambda x, y: y - 250, lambda x, y: 0.34, 520 / 15), whole))
    joints = sheet.plate()
    for step in range(steps):
        y = 770 - 520 * step / steps
        for x in range(300 + (step % 2) * 40, 1180, 80):
            nudge = rng.uniform(-14, 14)
            joints.box(x + nudge, y - 35, x + nudge + 3.5, y, rough=0.4)
    sheet.pull(inks.SEPIA, within(joints, without(whole, shade)))
    sheet.pull(inks.BRICK, within(shade, whole))
    sheet.pull(
        inks.SEPIA,
        within(lines(sheet, lambda x, y: y - 250, lambda x, y: (x - 900) / 750, 520 / 30), shade, whole),
    )

    ramp = sheet.plate().poly(
        [(0, 790), (0, 700), (330, 640), (905, 420), (955, 420), (640, 770), (600, 800)]
    )
    sheet.pull(inks.SAND, ramp)
    lip = sheet.plate().gouge([(0, 712), (330, 652), (905, 428)], 9, thin_start=False)
    lip.poly([(955, 420), (905, 432), (560, 800), (660, 800)])
    for index in range(9):
        x = 250 + index * 66
        person(lip, x, 672 - max(0, x - 330) * 0.385 - max(0, 330 - x) * 0.18, 58, lean=22, dress="kilt")
    lip.box(150, 655, 205, 690)
    sheet.pull(inks.SEPIA, lip)

    river = sheet.plate().box(-20, 768, 1640, 876)
    sheet.pull(inks.TEAL, river)
    glint = sheet.plate()
    for _ in range(60):
        x, y = rng.uniform(0, 1600), rng.uniform(788, 866)
        glint.gouge([(x, y), (x + rng.uniform(30, 120), y)], 4)
    sheet.pull(inks.STRAW, glint)
    boat = sheet.plate()
    boat.curve(
        [
            (1090, 742),
            (1130, 772),
            (1400, 774),
            (1462, 720),
            (1440, 788),
            (1380, 808),
            (1170, 808),
            (1116, 788),
        ]
    )
    boat.line([(1275, 780), (1275, 510)], 8)
    person(boat, 1410, 774, 74, face=-1, arms=((60, 70), (40, 60)), dress="kilt")
    person(boat, 1152, 774, 74, arms=((50, 40), (20, 30)), dress="kilt")
    sheet.pull(
        inks.BONE,
        sheet.plate().poly([(1165, 540), (1390, 520), (1375, 692), (1180, 692)]).box(1200, 726, 1370, 774),
    )
    sheet.pull(inks.SEPIA, boat.line([(1155, 538), (1400, 518)], 6).line([(1172, 694), (1384, 694)], 5))

    front = sheet.plate()
    front.poly(
        [(-20, 960), (300, 948), (800, 956), (1300, 944), (1620, 956), (1620, 1090), (-20, 1090)], rough=2
    )
    heads = []
    for index in range(9):
        x = 690 + index * 84
        pose = person(
            front,
            x,
            962,
            164,
            lean=33,
            dress="kilt",
            hat="wig" if index % 3 else "",
            legs=((38, 12), (-26, -48)) if index % 2 else ((24, -6), (-38, -50)),
            arms=((34, 66), (12, 78)),
        )
        heads.append(pose["hands"][1])
    rope(front, (560, 912), (1400, heads[-1][1]), 6)
    front.poly([(215, 950), (250, 916), (600, 916), (628, 892), (640, 902), (606, 950)])
    pourer = person(front, 586, 918, 150, lean=14, dress="kilt", arms=((64, 84), (48, 88)))
    jar = pourer["hands"][0]
    front.curve(turn([(-14, -16), (16, -9), (22, 0), (16, 9), (-14, 16), (-22, 0)], 24, jar[0] + 8, jar[1]))
    sheet.pull(inks.BONE, sheet.plate().box(262, 735, 545, 914))
    sheet.pull(inks.SEPIA, front)
    sheet.pull(
        inks.BRICK,
        within(
            lines(sheet, lambda x, y: x * 0.5 + y, lambda x, y: (x - 330) / 520, 15),
            sheet.plate().box(262, 735, 545, 914),
        ),
    )
    sand = sheet.plate()
    flecks(sand, rng, 90, (0, 970, 1600, 1060), (20, 70), 3.4)
    sheet.pull(inks.OCHRE, sand)


def palace(sheet):
    """Red palace columns stand before a burning sky as one falls."""
    rng = sheet.rng
    sheet.flood(inks.INDIGO)
    heart = (800, 860)

    def heat(x, y):
        return 1.12 - math.hypot((x - heart[0]) * 0.8, y - heart[1]) / 780

    sheet.pull(inks.VERMILION, lines(sheet, lambda x, y: math.hypot(x - heart[0], y - heart[1]), heat, 24))
    sheet.pull(
        inks.ORANGE,
        lines(sheet, lambda x, y: math.hypot(x - heart[0], y - heart[1]), lambda x, y: heat(x, y) - 0.36, 24),
    )

    fire = sheet.plate()
    for _ in range(34):
        x = rng.uniform(150, 1560)
        flame(fire, x, 930, rng.uniform(60, 120), rng.uniform(120, 420) * (1.1 - abs(x - 800) / 1100), rng)
    sheet.pull(inks.GOLD, fire)
    core = sheet.plate()
    for _ in range(18):
        x = rng.uniform(350, 1400)
        flame(core, x, 940, rng.uniform(30, 60), rng.uniform(70, 210), rng)
    sheet.pull(inks.BONE, core)

    smoke = sheet.plate()
    for index in range(13):
        t = index / 12
        billow(smoke, 1120 + 260 * t + 40 * math.sin(index), 330 - 330 * t, 70 + 130 * t, 60 + 90 * t, rng)
    sheet.pull(inks.NIGHT, smoke)
    sheet.pull(
        inks.INDIGO,
        within(lines(sheet, lambda x, y: math.hypot(x - 1300, y - 620), lambda x, y: 0.5, 20), smoke),
    )

    def column(plate, trim, x, base, degrees=0.0):
        def at(points):
            return turn(points, degrees, x, base)

        plate.poly(at([(-46, 0), (46, 0), (70, -500), (-70, -500)]))
        trim.poly(at([(-62, 0), (62, 0), (62, 26), (-62, 26)]))
        trim.curve(at([(-92, -530), (0, -556), (92, -530), (92, -508), (0, -486), (-92, -508)]))
        trim.poly(at([(-100, -586), (100, -586), (100, -552), (-100, -552)]))

    red, dark = sheet.plate(), sheet.plate()
    for x in (120, 400, 680):
        column(red, dark, x, 910)
    column(red, dark, 1050, 925, 24)
    sheet.pull(inks.BRICK, red)
    sheet.pull(
        inks.OXBLOOD,
        within(lines(sheet, lambda x, y: x, lambda x, y: 0.75 - ((x - 55) % 280) / 120, 15), red),
    )

    lintel = sheet.plate().poly(
        [(-20, 210), (850, 210), (820, 262), (858, 290), (800, 326), (-20, 326)], rough=2
    )
    lintel.poly(turn([(-170, -50), (150, -50), (170, 0), (110, 60), (-150, 56)], 31, 1120, 560), rough=2)
    sheet.pull(inks.SAND, lintel)
    for x in range(-30, 800, 140):
        for ring in (54, 40):
            dark.line(arc(x, 318, ring, ring, 180, 360, 18), 6)
        dark.poly(arc(x, 318, 22, 22, 180, 360, 14))
        dark.box(x + 62, 262, x + 70, 320).box(x + 76, 262, x + 84, 320)
    dark.box(-20, 326, 812, 346).box(-20, 196, 842, 210)
    for x in (120, 400, 680):
        dark.poly(
            [
                (x - 66, 200),
                (x - 76, 70),
                (x - 50, 120),
                (x - 26, 160),
                (x + 26, 160),
                (x + 50, 120),
                (x + 76, 70),
                (x + 66, 200),
            ]
        )

    dark.poly([(-20, 936), (600, 930), (1100, 944), (1620, 926), (1620, 1090), (-20, 1090)], rough=2)
    for _ in range(16):
        x, size = rng.uniform(930, 1440), rng.uniform(24, 70)
        dark.poly(
            turn([(-1, -0.6), (0.8, -0.7), (1, 0.5), (-0.9, 0.6)], rng.uniform(0, 90), x, 930, size), rough=2
        )
    sheet.pull(inks.NIGHT, dark)
    floor = sheet.plate()
    for x in range(-400, 2100, 170):
        floor.gouge([(800 + (x - 800) * 0.72, 948), (x, 1080)], 6, thin_start=False)
    for y in (962, 992, 1034):
        floor.gouge([(-40, y), (1640, y)], 5)
    sheet.pull(inks.VERMILION, floor)
    sparks = sheet.plate()
    for _ in range(110):
        sparks.disc(rng.gauss(1000, 300), rng.uniform(40, 700), rng.uniform(1.5, 4.5))
    sheet.pull(inks.GOLD, sparks)


SCENES = (pyramid, palace)
