"""The Inca and Cahokia."""

import math

from .. import inks
from ..cutting import smooth
from ..figures import person
from ..motifs import bird
from ..tones import lines, within, without


def khipu(sheet):
    """A khipu is spread like a fan, its coloured cords knotted."""
    rng = sheet.rng
    sheet.flood(inks.OXBLOOD)
    hub = (800, -330)
    glow = lines(
        sheet,
        lambda x, y: math.hypot(x - 800, y + 330),
        lambda x, y: 0.62 - abs(math.hypot(x - 800, (y + 330)) - 620) / 620,
        21,
    )
    sheet.pull(inks.BRICK, glow)

    colours = (inks.SAND, inks.OCHRE, inks.BONE, inks.TEAL, inks.CORAL, inks.SAND, inks.BONE, inks.OCHRE)
    plates = {ink: sheet.plate() for ink in dict.fromkeys(colours)}
    shade, knots = sheet.plate(), sheet.plate()
    count = 37
    for index in range(count):
        t = index / (count - 1)
        angle = math.radians(149 - 118 * t)
        ink = colours[(index * 5 + index // 6) % len(colours)]
        length = 1210 + 60 * math.sin(index * 1.7) + (-130 if index % 7 == 3 else 0)
        sway = rng.uniform(-10, 10)

        def at(radius, angle=angle, sway=sway):
            bend = sway * math.sin((radius - 600) / 170)
            return (
                hub[0] + radius * math.cos(angle) - bend * math.sin(angle),
                hub[1] + radius * 0.98 * math.sin(angle) + bend * math.cos(angle),
            )

        path = [at(560 + (length - 560) * step / 20) for step in range(21)]
        shade.line([(x + 9, y + 11) for x, y in path], 12)
        plates[ink].line(path, 14)
        plates[ink].gouge([at(length - 4), at(length + 46)], 16, thin_start=False)
        for cluster in range(rng.randint(3, 4)):
            start = 660 + cluster * 138 + (index // 6 % 3) * 20
            for knot in range(rng.randint(1, 5)):
                radius = start + knot * 24
                if radius < length - 30:
                    x, y = at(radius)
                    plates[ink].disc(x, y, 16, rough=0.5)
                    knots.gouge([(x - 12, y + 6), (x + 12, y - 6)], 6)
        if index % 9 == 4:
            sub = plates[inks.TEAL if ink != inks.TEAL else inks.CORAL]
            start = at(800)
            sub.line(
                smooth([start, (start[0] + 24, start[1] + 90), (start[0] + 30, start[1] + 230)], False), 9
            )
            sub.disc(start[0] + 27, start[1] + 150, 10).disc(start[0] + 28, start[1] + 170, 10)
    sheet.pull(inks.SEPIA, shade)
    for ink, plate in plates.items():
        sheet.pull(ink, plate)
    everything = plates[inks.SAND].mask()
    for plate in list(plates.values())[1:]:
        everything.paste(255, mask=plate.mask())
    twist = lines(
        sheet,
        lambda x, y: math.hypot(x - 800, y + 330) + 150 * math.atan2(y + 330, x - 800) * 3,
        lambda x, y: 0.16,
        12,
    )
    sheet.pull(inks.SEPIA, within(twist, everything))
    sheet.pull(inks.SEPIA, knots)

    cord = sheet.plate()
    main = [
        (hub[0] + 566 * math.cos(math.radians(a)), hub[1] + 566 * math.sin(math.radians(a)))
        for a in range(150, 28, -2)
    ]
    cord.line(main, 36)
    cord.gouge([main[0], (230, 60), (150, 150), (120, 250)], 38, thin_start=False)
    cord.disc(main[-1][0] + 4, main[-1][1] - 2, 30)
    sheet.pull(inks.SEPIA, sheet.plate().line([(x + 8, y + 12) for x, y in main], 36))
    sheet.pull(inks.SAND, cord)
    sheet.pull(inks.UMBER, within(lines(sheet, lambda x, y: x * 0.9 + y * 0.6, lambda x, y: 0.42, 17), cord))

    steps = sheet.plate()
    for index in range(-1, 28):
        x = index * 62
        steps.poly(
            [
                (x, 1080),
                (x, 1030),
                (x + 10, 1030),
                (x + 10, 1016),
                (x + 21, 1016),
                (x + 21, 1002),
                (x + 41, 1002),
                (x + 41, 1016),
                (x + 52, 1016),
                (x + 52, 1030),
                (x + 62, 1030),
                (x + 62, 1080),
            ],
            rough=0.4,
        )
        steps.box(x + 24, 1024, x + 38, 1046, cut=True)
    sheet.pull(inks.GOLD, steps)


def mound(sheet):
    """A great terraced mound stands over a plaza with posts and thatched houses."""
    rng = sheet.rng
    sheet.flood(inks.STRAW)
    sun = (800, 400)
    sheet.pull(
        inks.CORAL,
        lines(
            sheet,
            lambda x, y: math.hypot(x - sun[0], y - sun[1]),
            lambda x, y: math.hypot(x - sun[0], y - sun[1]) / 950 - 0.08,
            24,
        ),
    )
    sheet.pull(inks.VERMILION, sheet.plate().disc(*sun, 240))
    far = sheet.plate().curve(
        [
            (-60, 620),
            (200, 586),
            (420, 604),
            (700, 590),
            (1000, 600),
            (1250, 580),
            (1680, 610),
            (1680, 800),
            (-60, 800),
        ]
    )
    sheet.pull(inks.SAGE, far)
    grove = sheet.plate()
    for index in range(46):
        x = index * 36 + rng.uniform(-12, 12)
        grove.disc(x, 606 + rng.uniform(-8, 8), rng.uniform(18, 34), rng.uniform(18, 40))
    sheet.pull(inks.MOSS, grove)

    mass, shade = sheet.plate(), sheet.plate()
    tiers = (
        ((230, 1400), (330, 1310), 770, 640),
        ((330, 1280), (420, 1200), 640, 540),
        ((470, 1130), (550, 1060), 540, 430),
    )
    for (x0, x1), (x2, x3), low, high in tiers:
        mass.poly([(x0, low), (x2, high), (x3, high), (x1, low)])
        shade.poly([(x3 - 130, high), (x3, high), (x1, low), (x1 - 60, low)])
        shade.gouge([(x2, high + 6), (x3, high + 6)], 8)
    sheet.pull(inks.MOSS, mass)
    sheet.pull(
        inks.FOREST,
        within(lines(sheet, lambda x, y: x * 0.8 + y * 0.5, lambda x, y: 0.12 + (x - 500) / 1500, 15), mass),
    )
    sheet.pull(inks.FOREST, within(shade, mass))
    stair = sheet.plate().poly([(740, 772), (772, 430), (856, 430), (898, 772)])
    sheet.pull(inks.SAND, stair)
    sheet.pull(inks.UMBER, within(lines(sheet, lambda x, y: y, lambda x, y: 0.32, 15), stair))

    hall = sheet.plate()
    hall.poly([(640, 350), (688, 222), (944, 222), (992, 350)])
    hall.box(676, 340, 956, 432)
    hall.gouge([(690, 236), (668, 176)], 9).gouge([(942, 236), (964, 176)], 9)
    sheet.pull(inks.UMBER, hall)
    thatch = lines(sheet, lambda x, y: x - (x - 816) * (y - 222) / 700, lambda x, y: 0.46, 14)
    sheet.pull(
        inks.OCHRE, within(thatch, sheet.plate().poly([(646, 344), (692, 228), (940, 228), (986, 344)]))
    )
    door = sheet.plate().poly([(786, 432), (786, 372), (844, 372), (844, 432)])
    sheet.pull(inks.STRAW, door)

    plaza = sheet.plate().poly(
        [(-20, 790), (300, 764), (800, 770), (1300, 764), (1620, 784), (1620, 1090), (-20, 1090)], rough=2
    )
    sheet.pull(inks.SAND, plaza)
    sheet.pull(
        inks.OCHRE,
        within(
            lines(
                sheet,
                lambda x, y: max(0, y - 700) ** 1.16 + 5 * math.sin(x / 80),
                lambda x, y: 0.1 + (y - 740) / 900,
                19,
            ),
            plaza,
        ),
    )
    huts, roofs = sheet.plate(), sheet.plate()
    for x, y, s in (
        (90, 800, 1.0),
        (230, 826, 1.15),
        (60, 880, 1.3),
        (1400, 800, 1.0),
        (1530, 826, 1.15),
        (1420, 884, 1.3),
        (310, 780, 0.8),
        (1296, 782, 0.8),
    ):
        huts.box(x - 44 * s, y - 46 * s, x + 44 * s, y)
        roofs.poly(
            [
                (x - 62 * s, y - 40 * s),
                (x - 14 * s, y - 112 * s),
                (x + 14 * s, y - 112 * s),
                (x + 62 * s, y - 40 * s),
            ]
        )
        roofs.box(x - 12 * s, y - 34 * s, x + 12 * s, y)
    sheet.pull(inks.STRAW, huts)
    sheet.pull(inks.UMBER, roofs)
    sheet.pull(inks.OCHRE, within(lines(sheet, lambda x, y: x, lambda x, y: 0.36, 12), without(roofs, huts)))

    posts = sheet.plate()
    for index in range(24):
        angle = 2 * math.pi * (index + 0.5) / 24
        x, y = 800 + 400 * math.cos(angle), 902 + 66 * math.sin(angle)
        tall = 66 + 22 * math.sin(angle)
        posts.poly([(x - 7, y), (x - 5, y - tall), (x + 5, y - tall), (x + 7, y)], rough=0.4)
        posts.gouge([(x, y), (x + 70, y + 12)], 5, thin_start=False)
    posts.poly([(790, 906), (793, 740), (807, 740), (810, 906)])
    for _ in range(15):
        angle, share = rng.uniform(0, 6.28), rng.uniform(0.1, 0.85)
        person(
            posts,
            800 + 360 * share * math.cos(angle),
            916 + 54 * share * math.sin(angle),
            64 + 14 * math.sin(angle),
            face=rng.choice((-1, 1)),
            dress=rng.choice(("kilt", "tunic", "robe")),
            hat=rng.choice(("", "bun", "plume")),
        )
    sheet.pull(inks.UMBER, posts)
    banner = sheet.plate().poly([(807, 742), (880, 760), (807, 790)])
    sheet.pull(inks.VERMILION, banner)

    maize, cobs = sheet.plate(), sheet.plate()
    for index in range(24):
        x = -10 + index * 70 + rng.uniform(-18, 18)
        height = 60 + 170 * (abs(x - 800) / 800) ** 1.3 + rng.uniform(-10, 30)
        maize.gouge([(x, 1090), (x + 4, 1090 - height)], 12, thin_start=False)
        for level in range(4):
            y = 1090 - height * (0.25 + 0.2 * level)
            for side in (-1, 1):
                maize.gouge(smooth([(x, y), (x + side * 34, y - 40), (x + side * 74, y - 6)], False), 14)
        for side in (-1, 0, 1):
            cobs.gouge([(x + 4, 1090 - height + 8), (x + 4 + side * 20, 1090 - height - 40)], 7)
        cobs.gouge([(x + 8, 1090 - height * 0.45), (x + 24, 1090 - height * 0.45 - 50)], 19)
    sheet.pull(inks.FOREST, maize)
    sheet.pull(inks.GOLD, cobs)
    birds = sheet.plate()
    for x, y, size in ((380, 240, 30), (440, 206, 22), (1230, 220, 26), (1290, 260, 18)):
        bird(birds, x, y, size)
    sheet.pull(inks.UMBER, birds)


SCENES = (khipu, mound)
