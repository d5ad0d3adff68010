"""Fields after the plague, the great charter, and the walls of Constantinople."""

import math

from .. import inks
from ..cutting import arc, ribbon, smooth, turn
from ..figures import person
from ..motifs import bird, flecks, pennon, tree
from ..tones import lines, within, without


def plague(sheet):
    """A lone reaper cuts a wide wheat field beside an emptied village."""
    rng = sheet.rng
    sheet.flood(inks.SAND)
    sun = (930, 430)

    def from_sun(x, y):
        return math.hypot(x - sun[0], y - sun[1])

    sheet.pull(
        inks.SMOKE,
        lines(
            sheet,
            lambda x, y: y + 10 * math.sin(x / 140),
            lambda x, y: 0.9 - y / 520 - max(0, 0.5 - from_sun(x, y) / 700),
            20,
        ),
    )
    sheet.pull(inks.VERMILION, sheet.plate().disc(*sun, 215))
    hills = sheet.plate().curve(
        [
            (-60, 520),
            (160, 470),
            (400, 520),
            (640, 548),
            (900, 540),
            (1180, 500),
            (1420, 460),
            (1680, 520),
            (1680, 760),
            (-60, 760),
        ]
    )
    sheet.pull(inks.MOSS, hills)
    sheet.pull(
        inks.FOREST,
        within(lines(sheet, lambda x, y: y + x * 0.3 + 30 * math.sin(x / 120), lambda x, y: 0.36, 17), hills),
    )
    village = sheet.plate()
    village.box(1240, 380, 1316, 520).poly([(1228, 384), (1278, 216), (1328, 384)]).box(1310, 440, 1460, 524)
    village.poly([(1300, 446), (1328, 392), (1446, 392), (1476, 446)]).line(
        [(1278, 222), (1278, 176)], 6
    ).line([(1262, 192), (1294, 192)], 6)
    for x, y, s in ((1130, 524, 0.9), (1520, 520, 1.0), (1050, 532, 0.7)):
        village.box(x - 40 * s, y - 44 * s, x + 40 * s, y + 8).poly(
            [(x - 56 * s, y - 40 * s), (x - 8, y - 96 * s), (x + 56 * s, y - 40 * s)]
        )
    for x, tall in ((100, 120), (300, 90), (206, 150)):
        village.gouge([(x, 520), (x + 8, 520 - tall)], 13, thin_start=False)
        for index in range(7):
            y = 520 - tall * (0.4 + 0.09 * index)
            village.gouge(
                [(x + 5, y), (x + 5 + (46 - index * 3) * (1 if index % 2 else -1), y - 44)],
                6,
                thin_start=False,
            )
    for index in range(11):
        x, y = 600 + index * 44 + rng.uniform(-10, 10), 556 + rng.uniform(-8, 8)
        village.line([(x, y), (x, y - 42)], 5).line([(x - 12, y - 28), (x + 12, y - 28)], 5)
    sheet.pull(inks.SOOT, village)
    holes = sheet.plate().box(1268, 410, 1288, 446)
    for x in (1344, 1384, 1424):
        holes.box(x, 466, x + 16, 500)
    sheet.pull(inks.SAND, holes)

    field_plate = sheet.plate().poly(
        [(-20, 600), (400, 584), (900, 590), (1300, 572), (1620, 590), (1620, 1090), (-20, 1090)], rough=2
    )
    sheet.pull(inks.GOLD, field_plate)
    vanish = (900, 420)

    def furrow(x, y):
        return (x - vanish[0]) / max(60, y - vanish[1]) * 420

    cut = sheet.plate().poly(
        [(-20, 640), (560, 600), (700, 596), (800, 800), (880, 1090), (-20, 1090)], rough=5
    )
    sheet.pull(inks.STRAW, cut)
    sheet.pull(inks.OCHRE, within(lines(sheet, furrow, lambda x, y: 0.4, 20), field_plate))
    wheat = sheet.plate()
    for row in range(9):
        y = 640 + row * 56
        size = 0.4 + row * 0.12
        for index in range(int(40 - row * 2.4)):
            x = 690 + row * 30 + index * 26 * size * 1.5 + rng.uniform(-8, 8)
            if x > 1640:
                break
            lean = rng.uniform(-10, 14)
            wheat.gouge(
                [(x, y + 60 * size), (x + lean * size, y - 60 * size)], 5 * size + 1.5, thin_start=False
            )
            for ear in range(4):
                ey = y - (44 + ear * 13) * size
                for side in (-1, 1):
                    wheat.gouge(
                        [
                            (x + lean * size, ey + 9 * size),
                            (x + lean * size + side * 12 * size, ey - 8 * size),
                        ],
                        7 * size,
                    )
    sheet.pull(inks.UMBER, wheat)
    stooks = sheet.plate()
    for x, y, s in ((160, 720, 0.8), (360, 670, 0.6), (90, 900, 1.3), (510, 640, 0.45)):
        for index in range(9):
            t = index / 8 - 0.5
            stooks.gouge(
                [(x + t * 110 * s, y + 60 * s), (x + t * 30 * s, y - 20 * s), (x + t * 120 * s, y - 110 * s)],
                15 * s,
                thin_start=False,
            )
        stooks.line([(x - 22 * s, y - 20 * s), (x + 22 * s, y - 20 * s)], 9 * s)
    sheet.pull(inks.UMBER, stooks)

    man = sheet.plate()
    pose = person(
        man,
        590,
        984,
        560,
        lean=20,
        legs=((26, 4), (-26, -34)),
        arms=((44, 76), (20, 62)),
        dress="tunic",
        hat="straw",
    )
    sheet.pull(inks.SOOT, man)
    (ax, ay), (bx, by) = pose["hands"]
    scythe = sheet.plate()
    snath = smooth([(ax - 70, ay - 170), (ax, ay), (bx + 40, by + 40), (940, 900)], False)
    scythe.line(snath, 15)
    sheet.pull(inks.SOOT, scythe)
    steel = sheet.plate().poly(
        ribbon(
            smooth([(924, 902), (1030, 934), (1170, 912), (1290, 830), (1322, 780)], False),
            [44 - 42 * i / 32 for i in range(33)],
        )
    )
    sheet.pull(
        inks.SOOT,
        sheet.plate().poly(
            ribbon(
                smooth([(920, 912), (1030, 948), (1174, 926), (1296, 842), (1326, 786)], False),
                [46 - 42 * i / 32 for i in range(33)],
            )
        ),
    )
    sheet.pull(inks.BONE, steel)
    glint = sheet.plate()
    hip, chin = pose["hip"], pose["chin"]
    for index in range(9):
        t = index / 8
        x = hip[0] + (chin[0] - hip[0]) * t + 46
        y = hip[1] + (chin[1] - hip[1]) * t * 0.8
        glint.gouge([(x - 16, y + 12), (x + 16, y - 10)], 6)
    for index in range(5):
        glint.gouge([(hip[0] + 20 + index * 14, hip[1] + 30), (hip[0] + 36 + index * 22, hip[1] + 128)], 5)
    glint.gouge([(hip[0] - 40, hip[1] + 4), (hip[0] + 52, hip[1] - 4)], 9)
    sheet.pull(inks.VERMILION, within(glint, man))
    crows = sheet.plate()
    for x, y, size in (
        (330, 190, 40),
        (430, 140, 28),
        (520, 230, 32),
        (250, 270, 22),
        (640, 160, 20),
        (1150, 120, 24),
    ):
        bird(crows, x, y, size)
    sheet.pull(inks.SOOT, crows)


def charter(sheet):
    """A parchment charter with a great wax seal hangs between pavilions in a meadow."""
    rng = sheet.rng
    sheet.flood(inks.CELADON)
    sheet.pull(inks.TEAL, lines(sheet, lambda x, y: y, lambda x, y: 0.5 - y / 900, 20))
    trees = sheet.plate()
    for index in range(13):
        tree(trees, 20 + index * 132 + rng.uniform(-30, 30), 640, rng.uniform(170, 260), rng)
    sheet.pull(inks.FOREST, trees)
    meadow = sheet.plate().curve(
        [(-60, 630), (300, 600), (800, 616), (1300, 598), (1680, 630), (1680, 1120), (-60, 1120)]
    )
    sheet.pull(inks.MOSS, meadow)
    sheet.pull(
        inks.FOREST,
        within(
            lines(
                sheet,
                lambda x, y: max(0, y - 560) ** 1.05 + 10 * math.sin(x / 120),
                lambda x, y: 0.15 + (y - 600) / 900,
                20,
            ),
            meadow,
        ),
    )
    river = sheet.plate().poly(
        ribbon(smooth([(-40, 700), (300, 680), (700, 716), (1100, 676), (1640, 702)], False), [26] * 33)
    )
    sheet.pull(inks.CELADON, river)

    tents, stripes, flags, poles = sheet.plate(), sheet.plate(), sheet.plate(), sheet.plate()
    for x, y, s, side in (
        (150, 900, 1.25, 1),
        (350, 800, 0.9, 1),
        (1450, 900, 1.25, -1),
        (1256, 800, 0.9, -1),
    ):

        def at(points, x=x, y=y, s=s):
            return turn(points, 0, x, y, s)

        tents.poly(at([(-130, 0), (-112, -170), (112, -170), (130, 0)])).poly(
            at([(-140, -164), (-40, -268), (0, -330), (40, -268), (140, -164)])
        )
        for index in range(-2, 3):
            stripes.poly(
                at(
                    [
                        (index * 52 - 14, 0),
                        (index * 45 - 11, -170),
                        (index * 45 + 11, -170),
                        (index * 52 + 14, 0),
                    ]
                )
            )
            stripes.poly(at([(index * 56 - 13, -166), (0, -326), (index * 56 + 13, -166)]))
        for index in range(7):
            poles.poly(
                at([(-140 + index * 40, -166), (-100 + index * 40, -166), (-120 + index * 40, -136)]),
                rough=0.3,
            )
        poles.line(at([(0, -320), (0, -420)]), 7)
        poles.poly(at([(-24, 0), (0, -120), (24, 0)]))
        px, py = at([(0, -416)])[0]
        pennon(flags, px, py, 110 * side * s, 44 * s)
    sheet.pull(inks.BONE, tents)
    sheet.pull(inks.VERMILION, within(stripes, tents))
    sheet.pull(inks.SEPIA, poles)
    sheet.pull(inks.GOLD, flags)

    sheet_edge = [
        (470, 96),
        (640, 84),
        (800, 92),
        (980, 82),
        (1136, 96),
        (1146, 300),
        (1136, 520),
        (1150, 740),
        (980, 748),
        (800, 738),
        (620, 750),
        (456, 742),
        (466, 520),
        (456, 300),
    ]
    sheet.pull(inks.SEPIA, sheet.plate().poly([(x + 16, y + 20) for x, y in sheet_edge], rough=2.4))
    skin = sheet.plate().poly(sheet_edge, rough=2.4)
    sheet.pull(inks.BONE, skin)
    sheet.pull(
        inks.SAND,
        within(
            lines(sheet, lambda x, y: x + y, lambda x, y: 0.05 + (abs(x - 800) / 340) ** 4 * 0.5, 13), skin
        ),
    )
    script = sheet.plate()
    for row in range(24):
        y = 158 + row * 20.4
        x = 512 if row > 3 else 620
        while x < 1090:
            word = rng.uniform(16, 62)
            if x + word > 1100:
                break
            script.gouge([(x, y), (x + word, y)], 8.4, thin_start=False, thin_end=False, rough=1.9)
            if rng.random() < 0.5:
                script.line([(x + word * 0.3, y - 9), (x + word * 0.3, y + 2)], 3)
            if rng.random() < 0.3:
                script.line([(x + word * 0.8, y), (x + word * 0.8, y + 9)], 3)
            x += word + 8
    fold = sheet.plate().poly(
        [(460, 664), (800, 656), (1146, 664), (1150, 742), (980, 748), (800, 738), (620, 750), (456, 742)],
        rough=1.4,
    )
    sheet.pull(inks.SEPIA, without(script, fold))
    sheet.pull(inks.SAND, within(fold, skin))
    capital = sheet.plate().box(510, 134, 604, 232)
    sheet.pull(inks.VERMILION, capital)
    letter = sheet.plate()
    letter.line([(536, 150), (536, 216)], 15).line([(580, 150), (580, 216)], 12).gouge(
        [(536, 152), (578, 212)], 13
    )
    letter.line(arc(557, 183, 38, 42, 150, 300, 14), 4)
    sheet.pull(inks.BONE, letter)

    cord = sheet.plate()
    for x, sway in ((776, -10), (824, 10)):
        cord.line(smooth([(x, 690), (x + sway, 730), (x - sway * 0.4, 780)], False), 15)
    cord.line([(748, 700), (852, 700)], 10)
    sheet.pull(inks.TEAL, cord)
    sheet.pull(
        inks.TEAL, sheet.plate().line([(784, 930), (762, 1060)], 15).line([(816, 930), (842, 1062)], 15)
    )
    sheet.pull(inks.SEPIA, sheet.plate().disc(814, 846, 168))
    wax = [
        (800 + r * math.cos(a), 826 + r * math.sin(a))
        for a, r in [(2 * math.pi * i / 26, 170 + rng.uniform(-7, 7)) for i in range(26)]
    ]
    seal = sheet.plate().curve(wax)
    sheet.pull(inks.VERMILION, seal)
    relief = sheet.plate()
    relief.disc(800, 826, 148).disc(800, 826, 140, cut=True)
    for index in range(44):
        angle = 2 * math.pi * index / 44
        relief.line(
            [
                (800 + 124 * math.cos(angle), 826 + 124 * math.sin(angle)),
                (800 + 135 * math.cos(angle), 826 + 135 * math.sin(angle)),
            ],
            5,
        )
    relief.disc(800, 826, 116).disc(800, 826, 110, cut=True)
    _enthroned(relief, 800, 826)
    sheet.pull(inks.OXBLOOD, relief)
    sheet.pull(
        inks.OXBLOOD,
        within(
            lines(sheet, lambda x, y: math.hypot(x - 800, y - 826), lambda x, y: (x + y - 1676) / 420, 10),
            seal,
        ),
    )
    sheet.pull(inks.BLUSH, sheet.plate().gouge(arc(800, 826, 158, 158, 175, 265, 30), 9))


def _enthroned(plate, x, y):
    """Cut the small king enthroned of a royal seal, centred on (x, y)."""
    plate.disc(x, y - 62, 16, 19)
    plate.poly(
        [
            (x - 18, y - 74),
            (x - 22, y - 96),
            (x - 9, y - 84),
            (x, y - 100),
            (x + 9, y - 84),
            (x + 22, y - 96),
            (x + 18, y - 74),
        ],
        rough=0.3,
    )
    plate.curve(
        [
            (x - 32, y - 38),
            (x, y - 46),
            (x + 32, y - 38),
            (x + 34, y + 10),
            (x + 44, y + 40),
            (x + 36, y + 88),
            (x - 36, y + 88),
            (x - 44, y + 40),
            (x - 34, y + 10),
        ]
    )
    plate.line([(x - 30, y - 28), (x - 62, y - 6), (x - 66, y - 30)], 14).line(
        [(x - 68, y + 10), (x - 68, y - 86)], 6
    )
    plate.line([(x + 30, y - 28), (x + 60, y - 4), (x + 62, y - 26)], 14).disc(x + 62, y - 40, 14)
    plate.line([(x + 62, y - 52), (x + 62, y - 72)], 5).line([(x + 54, y - 64), (x + 70, y - 64)], 5)
    plate.box(x - 74, y + 34, x - 46, y + 44).box(x + 46, y + 34, x + 74, y + 44)
    for dx in (-14, 4, 20):
        plate.gouge([(x + dx, y - 20), (x + dx - 4, y + 80)], 5, cut=True)


def walls(sheet):
    """Banded city walls stand before a great cannon under a waning moon."""
    rng = sheet.rng
    sheet.flood(inks.PLUM)
    moon = (1090, 250)

    def from_moon(x, y):
        return math.hypot(x - moon[0], y - moon[1])

    sheet.pull(inks.CORAL, lines(sheet, from_moon, lambda x, y: 0.66 - abs(y - 470) / 620, 21))
    sheet.pull(inks.STRAW, sheet.plate().disc(*moon, 96))
    sheet.pull(inks.PLUM, sheet.plate().disc(moon[0] + 42, moon[1] - 22, 88))

    city = sheet.plate()
    city.disc(640, 372, 152, 112).box(486, 372, 794, 470)
    city.disc(470, 430, 90, 66).disc(812, 430, 90, 66).box(372, 430, 910, 520)
    city.line([(640, 268), (640, 216)], 7).line([(624, 234), (656, 234)], 6)
    for x in range(500, 800, 34):
        city.curve([(x - 8, 404), (x - 8, 386), (x, 376), (x + 8, 386), (x + 8, 404)], cut=True)
    for x, tall in ((120, 90), (230, 140), (1010, 80), (1190, 120), (1330, 70), (1480, 150)):
        city.disc(x, 500 - tall, 44, 34).box(x - 44, 500 - tall, x + 44, 560)
        city.line([(x, 470 - tall), (x, 444 - tall)], 5).line([(x - 9, 456 - tall), (x + 9, 456 - tall)], 5)
    city.box(-20, 480, 1640, 600)
    sheet.pull(inks.OXBLOOD, city)

    stone, brick, dark = sheet.plate(), sheet.plate(), sheet.plate()

    def rampart(base, top, bands, tooth):
        stone.box(-20, top, 1640, base)
        for x in range(-20, 1640, tooth * 2):
            stone.box(x, top - tooth, x + tooth, top + 4)
        for index in range(bands):
            y = top + (base - top) * (index + 0.6) / bands
            brick.box(-20, y, 1640, y + 13)

    def tower(x, wide, base, top, bands):
        stone.poly([(x - wide, base), (x - wide, top), (x + wide, top), (x + wide, base)])
        for index in range(4):
            left = x - wide + index * wide * 0.572
            stone.box(left, top - 36, left + wide * 0.286, top + 4)
        for index in range(bands):
            y = top + (base - top) * (index + 0.5) / bands
            brick.box(x - wide, y, x + wide, y + 14)
        dark.curve(
            [(x - 11, top + 118), (x - 11, top + 78), (x, top + 62), (x + 11, top + 78), (x + 11, top + 118)]
        )

    rampart(690, 560, 3, 26)
    for x in (90, 420, 750, 1080, 1410):
        tower(x, 78, 720, 440, 6)
    upper = stone.mask()
    sheet.pull(inks.OXBLOOD, sheet.plate().box(-20, 640, 1640, 870))
    sheet.pull(inks.SAND, stone)
    sheet.pull(inks.BRICK, brick)
    shade = sheet.plate()
    for x in (90, 420, 750, 1080, 1410):
        shade.box(x + 14, 400, x + 79, 730)
        shade.poly([(x + 80, 560), (x + 190, 560), (x + 80, 700)])
    sheet.pull(
        inks.SEPIA, within(lines(sheet, lambda x, y: x + y * 0.7, lambda x, y: 0.46, 14), shade, upper)
    )
    sheet.pull(inks.SEPIA, dark)
    breach = sheet.plate().poly(
        [
            (890, 500),
            (916, 540),
            (900, 566),
            (932, 600),
            (922, 640),
            (960, 700),
            (1040, 700),
            (1034, 640),
            (1010, 610),
            (1024, 570),
            (1002, 530),
            (1010, 500),
        ],
        rough=4,
    )
    sheet.pull(inks.OXBLOOD, breach)

    stone, brick, dark = sheet.plate(), sheet.plate(), sheet.plate()
    rampart(830, 740, 2, 24)
    for x in (250, 585, 1250, 1560):
        tower(x, 58, 840, 650, 4)
    gap = sheet.plate().poly(
        [(860, 690), (890, 760), (872, 800), (840, 850), (1120, 850), (1080, 800), (1096, 752), (1070, 690)],
        rough=5,
    )
    sheet.pull(inks.SAND, without(stone, gap))
    sheet.pull(inks.BRICK, without(brick, gap))
    sheet.pull(
        inks.SEPIA,
        within(
            lines(sheet, lambda x, y: x + y * 0.7, lambda x, y: 0.08 + (y - 660) / 420, 14),
            without(stone, gap),
        ),
    )
    sheet.pull(inks.SEPIA, dark)
    rubble = sheet.plate()
    for _ in range(44):
        x = rng.gauss(975, 90)
        rubble.poly(
            turn(
                [(-1, -0.7), (0.8, -0.8), (1, 0.6), (-0.8, 0.7)],
                rng.uniform(0, 90),
                x,
                842 - max(0, 60 - abs(x - 975) * 0.5) * rng.random(),
                rng.uniform(9, 26),
            ),
            rough=1,
        )
    sheet.pull(inks.SAND, rubble)

    ground = sheet.plate().poly(
        [(-20, 846), (400, 838), (900, 852), (1300, 840), (1620, 850), (1620, 1090), (-20, 1090)], rough=3
    )
    sheet.pull(inks.SEPIA, ground)
    ruts = sheet.plate()
    flecks(ruts, rng, 80, (0, 870, 1600, 1060), (30, 100), 4, -4)
    sheet.pull(inks.BRICK, ruts)

    gun = sheet.plate()

    def at(points):
        return turn(points, -17, 560, 930, 1.0)

    gun.poly(
        at([(-330, -62), (-120, -66), (-120, -92), (350, -96), (350, 96), (-120, 92), (-120, 66), (-330, 62)])
    )
    for x in (-330, -226, -122, 30, 190, 338):
        wide = 78 if x < -124 else 110
        gun.poly(at([(x - 15, -wide), (x + 15, -wide), (x + 15, wide), (x - 15, wide)]))
    rim = sheet.plate().poly(
        at(
            [
                (-356, -88),
                (-140, -92),
                (-140, -122),
                (368, -122),
                (368, 120),
                (-140, 120),
                (-140, 90),
                (-356, 86),
            ]
        )
    )
    sheet.pull(inks.SEPIA, rim)
    sheet.pull(inks.GOLD, gun)
    hoops = sheet.plate()
    for x in (-330, -226, -122, 30, 190, 338):
        wide = 78 if x < -124 else 110
        for dx in (-15, 15):
            hoops.line(at([(x + dx, -wide), (x + dx, wide)]), 5)
    sheet.pull(inks.SEPIA, hoops)
    sheet.pull(
        inks.SEPIA,
        within(
            lines(
                sheet,
                lambda x, y: (y - 930) * 0.956 + (x - 560) * 0.292,
                lambda x, y: 0.28 + ((y - 930) * 0.956 + (x - 560) * 0.292) / 190,
                13,
            ),
            gun,
        ),
    )
    mouth = sheet.plate().poly(turn(arc(0, 0, 34, 96, 0, 350, 34), -17, *at([(352, 0)])[0]))
    sheet.pull(inks.GOLD, mouth)
    sheet.pull(inks.SOOT, sheet.plate().poly(turn(arc(0, 0, 24, 74, 0, 350, 34), -17, *at([(356, 0)])[0])))
    bed = sheet.plate()
    bed.poly([(150, 1090), (190, 1010), (420, 980), (760, 930), (860, 960), (930, 1090)], rough=3)
    sheet.pull(inks.SOOT, bed)
    crew = sheet.plate()
    person(crew, 1080, 1000, 210, face=-1, lean=6, arms=((120, 130), (30, 60)), dress="coat", hat="turban")
    person(crew, 1240, 986, 190, face=-1, arms=((30, 60), (-10, 20)), dress="robe", hat="turban")
    person(crew, 130, 960, 190, lean=10, arms=((70, 80), (50, 70)), dress="coat", hat="turban")
    for x, y in ((1350, 1010), (1404, 1012), (1378, 964), (1458, 1014), (1431, 968), (1404, 924)):
        crew.disc(x, y, 29)
    sheet.pull(inks.SOOT, crew)
    shine = sheet.plate()
    for x, y in ((1350, 1010), (1404, 1012), (1378, 964), (1458, 1014), (1431, 968), (1404, 924)):
        shine.gouge(arc(x, y, 19, 19, 190, 280, 10), 5)
    sheet.pull(inks.CORAL, shine)


SCENES = (plague, charter, walls)
