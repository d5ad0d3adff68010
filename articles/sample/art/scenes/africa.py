"""Mali and Great Zimbabwe."""

import math

from .. import inks
from ..cutting import along, arc, smooth
from ..figures import camel
from ..motifs import flecks, rays, tree
from ..tones import lines, within, without


def gold(sheet):
    """A crowned king in profile holds up a disc of gold."""
    sheet.flood(inks.SAND)
    orb = (1010, 372)

    def away(x, y):
        return math.hypot(x - orb[0], y - orb[1])

    beams = sheet.plate()
    rays(beams, *orb, 215, 1500, 40, 4.2)
    sheet.pull(inks.GOLD, beams)

    mosque, beams = sheet.plate(), sheet.plate()
    mosque.box(1000, 664, 1640, 950)
    for x in range(1016, 1640, 44):
        mosque.poly([(x - 15, 670), (x - 10, 622), (x, 598), (x + 10, 622), (x + 15, 670)])
    for x, top, wide in ((1120, 500, 74), (1320, 410, 84), (1520, 500, 74)):
        mosque.poly(
            [(x - wide, 950), (x - wide * 0.72, top), (x + wide * 0.72, top), (x + wide, 950)], rough=2
        )
        for dx in (-0.6, 0, 0.6):
            mosque.gouge(
                [(x + wide * dx, top + 24), (x + wide * dx, top - (84 if dx == 0 else 46))],
                34,
                thin_start=False,
            )
        for row in range(5):
            for dx in (-0.52, -0.17, 0.17, 0.52):
                beams.box(x + wide * dx - 5, top + 44 + row * 62, x + wide * dx + 5, top + 72 + row * 62)
        beams.poly([(x - 24, 950), (x - 24, 862), (x, 832), (x + 24, 862), (x + 24, 950)])
    for x in (1020, 1220, 1420, 1600):
        mosque.poly([(x - 17, 950), (x - 12, 640), (x, 596), (x + 12, 640), (x + 17, 950)])
        for row in range(3):
            beams.box(x - 30, 730 + row * 66, x + 30, 740 + row * 66)
    sheet.pull(inks.OCHRE, mosque)
    shade = sheet.plate()
    for x, top, wide in ((1120, 500, 74), (1320, 410, 84), (1520, 500, 74)):
        shade.poly(
            [
                (x + wide * 0.2, top - 90),
                (x + wide * 0.8, top - 40),
                (x + wide * 1.7, 950),
                (x + wide * 0.3, 950),
            ]
        )
    sheet.pull(
        inks.UMBER, within(lines(sheet, lambda x, y: x + y * 0.5, lambda x, y: 0.46, 13), shade, mosque)
    )
    sheet.pull(inks.UMBER, beams)

    hills = sheet.plate().curve([(-60, 760), (110, 700), (300, 740), (460, 800), (460, 960), (-60, 960)])
    sheet.pull(inks.OCHRE, hills)
    train = sheet.plate()
    for index, x in enumerate((60, 178, 296)):
        camel(train, x, 786 - 8 * index, 40, stride=0.8 - index * 0.5, humps=1)
    sheet.pull(inks.UMBER, train)

    throne, cushion = sheet.plate(), sheet.plate()
    throne.box(330, 420, 380, 960).box(330, 742, 760, 790).box(700, 780, 750, 960)
    throne.curve([(330, 430), (318, 380), (355, 346), (392, 380), (380, 430)])
    cushion.curve([(372, 700), (560, 690), (750, 702), (772, 726), (750, 750), (400, 752)])
    sheet.pull(inks.BRICK, cushion)
    sheet.pull(inks.UMBER, throne)

    robe = sheet.plate().curve(
        [
            (520, 404),
            (600, 398),
            (668, 420),
            (704, 480),
            (708, 560),
            (726, 630),
            (840, 652),
            (900, 690),
            (922, 790),
            (946, 930),
            (930, 962),
            (700, 962),
            (684, 880),
            (664, 800),
            (560, 770),
            (440, 744),
            (408, 660),
            (424, 540),
            (452, 450),
        ]
    )
    sheet.pull(inks.INDIGO, robe)
    sleeve = sheet.plate().curve(
        [
            (560, 430),
            (640, 430),
            (740, 492),
            (830, 516),
            (878, 520),
            (884, 586),
            (824, 626),
            (720, 622),
            (620, 584),
            (560, 510),
        ]
    )
    lower = sheet.plate().curve(
        [(520, 520), (600, 560), (650, 640), (700, 660), (716, 706), (660, 720), (580, 690), (520, 620)]
    )
    sheet.pull(inks.PRUSSIAN, lower)
    sheet.pull(inks.PRUSSIAN, sleeve)
    folds = sheet.plate()
    for index in range(6):
        folds.gouge(
            smooth(
                [
                    (470 + index * 22, 560),
                    (500 + index * 40, 690),
                    (690 + index * 36, 740 - index * 8),
                    (716 + index * 34, 930),
                ],
                False,
            ),
            7,
        )
    for index in range(4):
        folds.gouge(
            smooth([(620, 470 + index * 24), (720, 530 + index * 22), (850, 536 + index * 20)], False), 5
        )
    sheet.pull(inks.SKY, within(folds, without(robe, lower)))
    trim = sheet.plate()
    trim.gouge(smooth([(662, 414), (690, 490), (696, 560)], False), 15, thin_start=False, thin_end=False)
    trim.poly([(684, 920), (944, 920), (946, 946), (686, 946)])
    for index in range(13):
        x = 696 + index * 19
        trim.poly([(x, 908), (x + 9, 894), (x + 18, 908), (x + 9, 918)], rough=0.3)
    trim.gouge([(872, 510), (880, 592)], 19, thin_start=False, thin_end=False)
    trim.gouge(arc(598, 398, 74, 26, 0, 180, 18), 14)
    sheet.pull(inks.GOLD, trim)

    skin = sheet.plate()
    skin.poly([(540, 404), (552, 330), (640, 350), (650, 408), (600, 424)])
    skin.curve(
        [
            (520, 268),
            (536, 222),
            (584, 196),
            (640, 200),
            (672, 226),
            (678, 258),
            (700, 292),
            (694, 304),
            (682, 308),
            (690, 322),
            (684, 330),
            (688, 342),
            (680, 352),
            (676, 376),
            (644, 388),
            (602, 374),
            (560, 352),
            (530, 320),
        ]
    )
    skin.curve(
        [
            (876, 530),
            (930, 516),
            (972, 508),
            (1016, 520),
            (1060, 500),
            (1072, 514),
            (1040, 548),
            (990, 572),
            (930, 576),
            (880, 578),
        ]
    )
    skin.curve([(700, 664), (734, 650), (762, 664), (760, 696), (716, 706)])
    skin.curve([(760, 950), (960, 944), (1010, 962), (1006, 976), (770, 976)])
    sheet.pull(inks.SEPIA, skin)
    face = sheet.plate()
    face.gouge([(642, 262), (668, 256)], 6).gouge(arc(654, 276, 14, 8, 180, 360, 8), 4).gouge(
        [(668, 330), (686, 328)], 4
    )
    face.gouge(arc(566, 300, 15, 22, 60, 300, 12), 5)
    face.gouge(smooth([(690, 276), (694, 296), (684, 300)], False), 3.4)
    sheet.pull(inks.OCHRE, face)
    beard = sheet.plate().curve(
        [
            (556, 342),
            (590, 356),
            (630, 356),
            (676, 356),
            (686, 380),
            (672, 424),
            (640, 440),
            (600, 412),
            (566, 380),
        ]
    )
    sheet.pull(inks.SOOT, beard)
    crown = sheet.plate()
    crown.poly(
        [
            (508, 246),
            (494, 150),
            (536, 190),
            (560, 116),
            (596, 176),
            (640, 112),
            (656, 180),
            (702, 144),
            (688, 240),
            (600, 216),
        ]
    )
    for x, y in ((494, 146), (560, 112), (640, 108), (704, 140)):
        crown.disc(x, y, 12)
    crown.line([(742, 700), (742, 400)], 15).line([(742, 660), (748, 360)], 13)
    crown.curve(
        [
            (748, 300),
            (766, 340),
            (756, 372),
            (790, 352),
            (778, 392),
            (748, 396),
            (718, 392),
            (706, 352),
            (740, 372),
            (730, 340),
        ]
    )
    sheet.pull(inks.GOLD, crown)
    gems = sheet.plate().gouge(smooth([(512, 238), (600, 208), (686, 232)], False), 9)
    gems.disc(560, 178, 8).disc(644, 174, 8)
    sheet.pull(inks.BRICK, gems)

    disc = sheet.plate().disc(*orb, 158)
    sheet.pull(inks.GOLD, disc)
    sheet.pull(
        inks.OCHRE, within(lines(sheet, away, lambda x, y: 0.15 + (x - 900 + y - 280) / 420, 14), disc)
    )
    sheet.pull(inks.BONE, sheet.plate().gouge(arc(*orb, 124, 124, 180, 285, 30), 15))
    fingers = sheet.plate()
    for index in range(4):
        fingers.line(along((958 + index * 26, 548), (964 + index * 27, 500), 4), 19)
        fingers.disc(964 + index * 27, 500, 9.5)
    sheet.pull(inks.SEPIA, fingers)

    ground = sheet.plate().poly(
        [(-20, 966), (500, 958), (1100, 966), (1620, 936), (1620, 1090), (-20, 1090)], rough=2
    )
    sheet.pull(inks.BRICK, ground)
    weave = sheet.plate()
    for index in range(34):
        x = index * 50
        weave.poly([(x, 1012), (x + 24, 988), (x + 48, 1012), (x + 24, 1036)])
        weave.poly([(x + 12, 1012), (x + 24, 1000), (x + 36, 1012), (x + 24, 1024)], cut=True)
    sheet.pull(inks.GOLD, weave)


def stonework(sheet):
    """A tall wall of coursed stone curves round a conical tower."""
    rng = sheet.rng
    sheet.flood(inks.STRAW)
    sheet.pull(
        inks.ORANGE,
        lines(
            sheet,
            lambda x, y: math.hypot(x - 560, (y - 420)),
            lambda x, y: 0.16 + math.hypot(x - 560, y - 420) / 1500,
            22,
        ),
    )
    sheet.pull(inks.BONE, sheet.plate().disc(560, 330, 170))
    kopje = sheet.plate()
    kopje.curve(
        [
            (-60, 640),
            (40, 500),
            (120, 520),
            (170, 430),
            (280, 420),
            (350, 500),
            (430, 560),
            (620, 590),
            (800, 600),
            (800, 800),
            (-60, 800),
        ]
    )
    kopje.curve(
        [
            (1080, 560),
            (1240, 500),
            (1320, 400),
            (1430, 390),
            (1480, 450),
            (1560, 440),
            (1680, 520),
            (1680, 800),
            (1080, 800),
        ]
    )
    sheet.pull(inks.CORAL, kopje)
    sheet.pull(
        inks.BRICK,
        within(lines(sheet, lambda x, y: x * 0.5 + y + 30 * math.sin(x / 60), lambda x, y: 0.34, 17), kopje),
    )
    leaves = sheet.plate()
    for x, y, size in ((1510, 650, 400), (330, 660, 300), (90, 690, 250), (1050, 640, 190)):
        tree(leaves, x, y, size, rng)
    sheet.pull(inks.FOREST, leaves)
    leaf_marks = sheet.plate()
    flecks(leaf_marks, rng, 260, (0, 200, 1600, 560), (10, 24), 5, 30)
    sheet.pull(inks.MOSS, within(leaf_marks, leaves))

    tower = sheet.plate().poly(
        [(640, 900), (700, 300), (722, 264), (790, 244), (860, 262), (884, 300), (960, 900)]
    )
    sheet.pull(inks.STONE, tower)
    _courses(
        sheet,
        tower,
        lambda x, y: y - 34 * (1 - ((x - 795) / 150) ** 2) * (0.4 + (y - 260) / 900),
        lambda x, y: 0.2 + max(0, (x - 760)) / 260,
        19,
        46,
    )

    top = [
        (x, 660 - 0.00030 * max(0, 960 - x) ** 2 - 0.00022 * max(0, x - 960) ** 2)
        for x in range(-40, 1680, 30)
    ]
    wall = sheet.plate().poly([*top, (1660, 1100), (-40, 1100)], rough=2.4)
    sheet.pull(inks.STONE, wall)

    def course(x, y):
        edge = 660 - 0.00030 * max(0, 960 - x) ** 2 - 0.00022 * max(0, x - 960) ** 2
        return 660 + (y - edge) * 300 / (960 - edge)

    band_low, band_high = 690, 738
    band = sheet.plate()
    chevron = sheet.plate()

    def on(x, level):
        edge = 660 - 0.00030 * max(0, 960 - x) ** 2 - 0.00022 * max(0, x - 960) ** 2
        return x, edge + (level - 660) * (960 - edge) / 300

    xs = list(range(-40, 1680, 40))
    band.poly([on(x, band_low) for x in xs] + [on(x, band_high) for x in xs[::-1]])
    for x in range(-40, 1680, 40):
        chevron.line([on(x, 733), on(x + 20, 697), on(x + 40, 733)], 9)
    _courses(
        sheet, without(wall, band), course, lambda x, y: 0.24 + abs(x - 900) / 3200 + (y - 800) / 900, 17, 58
    )
    sheet.pull(inks.UMBER, band)
    sheet.pull(inks.STRAW, chevron)

    post = sheet.plate()
    post.poly([(1168, 1090), (1180, 720), (1244, 720), (1262, 1090)])
    post.box(1162, 700, 1262, 724)
    post.curve(
        [
            (1180, 704),
            (1176, 640),
            (1160, 570),
            (1166, 500),
            (1190, 462),
            (1196, 420),
            (1222, 396),
            (1256, 404),
            (1282, 428),
            (1296, 452),
            (1264, 448),
            (1254, 470),
            (1272, 530),
            (1272, 600),
            (1254, 660),
            (1244, 704),
        ]
    )
    sheet.pull(inks.FOREST, post)
    carve = sheet.plate()
    carve.disc(1240, 428, 7)
    for index in range(5):
        carve.gouge(
            smooth([(1184 + index * 13, 520), (1180 + index * 14, 590), (1192 + index * 11, 660)], False), 5
        )
    carve.gouge([(1178, 500), (1262, 494)], 5).gouge([(1192, 478), (1250, 470)], 4)
    for row in range(6):
        carve.line(
            [
                (1184, 762 + row * 26),
                (1200, 750 + row * 26),
                (1216, 762 + row * 26),
                (1232, 750 + row * 26),
                (1246, 762 + row * 26),
            ],
            4,
        )
    sheet.pull(inks.CELADON, carve)

    aloe = sheet.plate()
    for x, y, size in ((300, 1080, 170), (160, 1090, 120), (1450, 1085, 150), (690, 1092, 90)):
        for index in range(13):
            angle = math.radians(-168 + index * 13)
            tip = (x + size * math.cos(angle), y + size * 0.9 * math.sin(angle))
            middle = (x + size * 0.55 * math.cos(angle), y + size * 0.75 * math.sin(angle))
            aloe.gouge([(x, y), middle, tip], size * 0.17, thin_start=False)
        aloe.gouge([(x, y), (x + 8, y - size * 1.6)], 8, thin_start=False)
    sheet.pull(inks.FOREST, aloe)
    blooms = sheet.plate()
    for x, y, size in ((300, 1080, 170), (160, 1090, 120), (1450, 1085, 150), (690, 1092, 90)):
        for side in (-1, 1):
            for index in range(7):
                top_y = y - size * (1.66 - index * 0.07)
                blooms.gouge([(x + 8, top_y), (x + 8 + side * (6 + index * 3), top_y + 22)], 10)
    sheet.pull(inks.VERMILION, blooms)


def _courses(sheet, block, phase, tone, pitch, length):
    """Print dry-stone courses into `block`: a line each `pitch` px of `phase`, and upright joints between."""
    rng = sheet.rng
    inside = block.mask() if hasattr(block, "mask") else block
    joints = sheet.plate()
    box = inside.getbbox()
    for y in range(box[1], box[3], pitch):
        for x in range(box[0], box[2], length):
            at = x + rng.uniform(-length * 0.4, length * 0.4)
            joints.box(at, y - pitch * 0.5, at + 3, y + pitch * 0.6, rough=0.4)
    sheet.pull(inks.UMBER, within(joints, inside))
    sheet.pull(inks.UMBER, within(lines(sheet, phase, tone, pitch), inside))


SCENES = (gold, stonework)
