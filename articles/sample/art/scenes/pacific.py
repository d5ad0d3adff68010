"""The Pacific voyagers."""

import math

from .. import inks
from ..cutting import along, arc, smooth, turn
from ..figures import person
from ..motifs import star, stars, swell
from ..tones import lines, within


def canoe(sheet):
    """A double-hulled canoe sails by the stars."""
    rng = sheet.rng
    sheet.flood(inks.NIGHT)
    pole = (560, 700)

    def out(x, y):
        return math.hypot(x - pole[0], y - pole[1])

    sheet.pull(inks.PRUSSIAN, lines(sheet, out, lambda x, y: 0.2 + max(0, y - 60) / 1000, 25))
    sky = sheet.plate()
    for _ in range(56):
        radius = rng.uniform(110, 1100)
        start = rng.uniform(185, 350)
        sky.gouge(arc(*pole, radius, radius, start, start + rng.uniform(6, 24), 16), 4.6)
    stars(sky, rng, 170, (0, 0, 1600, 700), (1.4, 5.5))
    sheet.pull(inks.BONE, sky)
    path = sheet.plate()
    for index in range(9):
        star(path, 1190 + 60 * index - 300 * (1 - math.cos(index / 8)), 690 - 78 * index, 24 - index * 1.1)
    sheet.pull(inks.GOLD, path)

    island = sheet.plate().curve(
        [
            (1150, 740),
            (1240, 704),
            (1300, 664),
            (1340, 676),
            (1400, 640),
            (1450, 690),
            (1560, 712),
            (1680, 740),
        ]
    )
    sheet.pull(inks.TEAL, island)
    sea = sheet.plate().box(-20, 728, 1640, 1090)
    sheet.pull(inks.TEAL, sea)

    def water(x, y):
        depth = y - 700
        swells = (4 + depth / 26) * math.sin(x / 92 + y / 64) + 4 * math.sin(x / 37)
        return depth * (1 - depth / 1500) + swells

    sheet.pull(inks.NIGHT, within(lines(sheet, water, lambda x, y: 0.34 + (y - 720) / 800, 21), sea))
    path = sheet.plate()
    for index in range(26):
        y = 742 + index * 12
        w = 20 + index * 3
        path.gouge([(1210 - index * 5 - w + rng.uniform(-18, 18), y), (1210 - index * 5 + w, y)], 6)
    sheet.pull(inks.GOLD, path)

    sails, ribs = sheet.plate(), sheet.plate()
    for x, y, size in ((560, 778, 1.0), (860, 778, 1.16)):

        def at(points, x=x, y=y, size=size):
            return turn(points, 0, x, y, size)

        left = smooth([(0, 0), (-66, -150), (-70, -320), (-20, -520)], False)
        right = smooth([(0, 0), (110, -120), (190, -270), (226, -440)], False)
        head = smooth([(-20, -520), (36, -392), (110, -366), (226, -440)], False)
        sails.poly(at(left + head + right[::-1]))
        for t in (0.2, 0.36, 0.52, 0.68, 0.84):
            a, b = left[int(t * (len(left) - 1))], right[int(t * (len(right) - 1))]
            ribs.gouge(at(along(a, b, 8, 12)), 5)
        ribs.line(at(left), 9).line(at(right), 9).line(at([(0, 30), (20, -430)]), 11)
    sheet.pull(inks.ORANGE, sails)
    sheet.pull(
        inks.VERMILION,
        within(lines(sheet, lambda x, y: x + y * 0.2, lambda x, y: 0.2 + ((x - 480) % 300) / 420, 14), sails),
    )
    craft = ribs
    craft.curve(
        [
            (356, 716),
            (392, 790),
            (470, 826),
            (760, 838),
            (1040, 824),
            (1120, 786),
            (1168, 690),
            (1150, 800),
            (1086, 866),
            (760, 886),
            (450, 868),
            (384, 816),
        ]
    )
    craft.curve(
        [
            (400, 700),
            (430, 770),
            (520, 806),
            (1000, 806),
            (1090, 760),
            (1126, 680),
            (1110, 770),
            (1050, 826),
            (500, 826),
            (420, 790),
        ]
    )
    craft.box(520, 778, 1010, 800)
    craft.poly([(640, 780), (660, 724), (790, 724), (806, 780)])
    for x in range(540, 1010, 52):
        craft.box(x, 776, x + 10, 846)
    craft.line([(430, 720), (372, 900)], 13)
    person(craft, 462, 786, 132, face=1, lean=6, arms=((24, 10), (-8, -20)), dress="kilt")
    person(craft, 1010, 786, 136, lean=-4, arms=((112, 118), (14, 20)), dress="kilt")
    person(craft, 850, 786, 110, face=-1, dress="kilt")
    craft.line([(581, 330), (420, 750)], 3).line([(883, 262), (1120, 740)], 3).line(
        [(581, 330), (883, 262)], 3
    )
    sheet.pull(inks.SEPIA, craft)
    light = sheet.plate()
    light.gouge(smooth([(400, 800), (480, 838), (760, 852), (1050, 836), (1130, 786)], False), 7)
    light.gouge([(672, 736), (786, 736)], 5).gouge([(668, 752), (790, 752)], 5)
    sheet.pull(inks.ORANGE, light)
    foam = sheet.plate()
    for row in range(5):
        swell(foam, rng, 872 + row * 42, 240 - row * 30, 1260 + row * 40, 120 + row * 20, 20, 9 + row)
    sheet.pull(inks.MIST, foam)


SCENES = (canoe,)
