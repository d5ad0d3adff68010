"""The roads and fleets of imperial China."""

import math

from .. import inks
from ..cutting import along, arc, smooth, turn
from ..figures import camel, person
from ..motifs import bird, pennon
from ..tones import lines, within


def caravan(sheet):
    """Camels cross a dune against a low sun."""
    sheet.flood(inks.STRAW)
    sheet.pull(
        inks.CORAL, lines(sheet, lambda x, y: y + 6 * math.sin(x / 160), lambda x, y: 0.95 - y / 640, 22)
    )
    sheet.pull(inks.VERMILION, sheet.plate().disc(800, 400, 285))
    bars = sheet.plate()
    for index in range(7):
        y = 500 + index * 26
        bars.gouge([(480, y), (1120, y + 2)], 4 + index * 1.9, thin_start=True)
    sheet.pull(inks.STRAW, bars)

    far = sheet.plate().curve(
        [
            (-60, 560),
            (150, 500),
            (330, 560),
            (520, 600),
            (760, 640),
            (1100, 560),
            (1290, 470),
            (1430, 540),
            (1680, 600),
            (1680, 900),
            (-60, 900),
        ]
    )
    sheet.pull(inks.CORAL, far)
    shade = sheet.plate().curve([(150, 500), (210, 560), (330, 640), (500, 720), (-60, 720), (-60, 570)])
    shade.curve([(1290, 470), (1240, 560), (1250, 640), (1330, 740), (1680, 760), (1680, 600), (1430, 540)])
    sheet.pull(inks.BRICK, within(lines(sheet, lambda x, y: y + x * 0.55, lambda x, y: 0.45, 15), shade, far))
    tower = (
        sheet.plate()
        .poly([(1262, 486), (1276, 352), (1346, 352), (1360, 500)], rough=2)
        .box(1268, 336, 1354, 360)
    )
    for x in (1268, 1292, 1316, 1340):
        tower.box(x, 322, x + 14, 340)
    tower.box(1302, 420, 1320, 452, cut=True)
    sheet.pull(inks.PLUM, tower)

    def ridge(x):
        return 668 + 34 * math.sin((x - 200) / 330) - 0.02 * (x - 800)

    top = [(x, ridge(x)) for x in range(-40, 1680, 40)]
    middle = sheet.plate().poly([*top, (1660, 1100), (-40, 1100)], rough=0.4)
    sheet.pull(inks.OCHRE, middle)

    def slope(x, y):
        return (y - ridge(x)) * 0.8 + 30 * math.sin(x / 210 + y / 120)

    sheet.pull(
        inks.BRICK,
        within(lines(sheet, slope, lambda x, y: 0.72 - abs(y - ridge(x)) / 330 + x / 5000, 15), middle),
    )

    beasts, cloth, trim = sheet.plate(), sheet.plate(), sheet.plate()
    places = [(232, 92), (500, 98), (770, 102), (1046, 98)]
    ends = []
    for index, (x, size) in enumerate(places):
        y = ridge(x) + 6
        back, muzzle = camel(beasts, x, y, size, stride=(1.0, 0.5, -0.4, 0.8)[index], load=False)
        ends.append((back, muzzle))

        def at(points, x=x, y=y, size=size):
            return turn(points, 0, x, y, size)

        cloth.poly(
            at([(-0.5, -1.16), (-0.3, -1.02), (0.44, -1.02), (0.62, -1.16), (0.52, -0.5), (-0.4, -0.5)])
        )
        trim.poly(at([(-0.45, -0.78), (0.56, -0.78), (0.54, -0.64), (-0.43, -0.64)]))
        if index % 2:
            person(
                beasts,
                x + 8,
                y - size * 0.86,
                128,
                lean=6,
                legs=((58, 10), (40, 4)),
                arms=((40, 70), (30, 60)),
                dress="tunic",
                hat="cone" if index == 1 else "turban",
            )
        else:
            beasts.curve(at([(-0.36, -1.1), (-0.4, -1.5), (0.1, -1.72), (0.5, -1.5), (0.5, -1.1)]))
            trim.gouge(at([(0.06, -1.7), (0.0, -1.1)]), 7)
    leader = person(
        beasts, 1288, ridge(1288) + 4, 150, lean=8, arms=((60, 72), (-50, -66)), dress="coat", hat="cone"
    )
    beasts.line([(leader["hands"][0][0], 500), (leader["hands"][0][0] - 8, ridge(1300))], 6)
    sheet.pull(inks.PLUM, beasts)
    sheet.pull(inks.TEAL, cloth)
    sheet.pull(inks.STRAW, trim)
    cords = sheet.plate()
    for (_, muzzle), (x, size) in zip(ends, places[1:], strict=False):
        cords.line(along(muzzle, (x - size * 0.9, ridge(x) - size * 0.9), 8, 16), 3.4)
    cords.line(along(ends[-1][1], leader["hands"][1], 8, 14), 3.4)
    sheet.pull(inks.PLUM, cords)

    def crest(x):
        return 880 + 60 * math.sin((x + 260) / 300) + 0.03 * x

    near = sheet.plate().poly(
        [*[(x, crest(x)) for x in range(-40, 1680, 40)], (1660, 1100), (-40, 1100)], rough=0.4
    )
    sheet.pull(inks.PLUM, near)
    sheet.pull(
        inks.BRICK,
        within(
            lines(
                sheet,
                lambda x, y: (y - crest(x)) * 0.9 + 16 * math.sin(x / 90),
                lambda x, y: 0.5 - abs(y - crest(x) - 60) / 300,
                17,
            ),
            near,
        ),
    )
    prints = sheet.plate()
    for index in range(24):
        x = 40 + index * 52
        prints.gouge([(x, ridge(x) + 20), (x + 20, ridge(x) + 22)], 6)
    sheet.pull(inks.PLUM, prints)
    birds = sheet.plate()
    for x, y, size in ((420, 190, 26), (480, 160, 20), (540, 205, 17), (1180, 150, 20)):
        bird(birds, x, y, size)
    sheet.pull(inks.PLUM, birds)


def _lug(sail, batten, x, y, width, height, panels, lean=0.0):
    """Cut a battened sail with its foot at (x, y): curved panels in `sail`, bamboo battens in `batten`."""
    luff = [(x - width * 0.38 + lean * t, y - height * t) for t in [i / panels for i in range(panels + 1)]]
    leech = []
    for index in range(panels + 1):
        t = index / panels
        leech.append(
            (x + width * (0.62 - 0.32 * t**2.2) + lean * t, y - height * (t * 0.98 + 0.12 * t * (1 + t)))
        )
    edge = []
    for (x0, y0), (x1, y1) in zip(leech, leech[1:], strict=False):
        edge += [(x0, y0), (x0 + (x1 - x0) * 0.5 + width * 0.045, y0 + (y1 - y0) * 0.5)]
    edge.append(leech[-1])
    sail.poly(luff[::-1] + edge, rough=0.6)
    for left, right in zip(luff, leech, strict=True):
        batten.gouge([(left[0] - 12, left[1]), (right[0] + 12, right[1])], 7.5)
    batten.line([(x + lean * 0.02, y + 60), (x + lean * 1.02, y - height * 1.16)], 11)
    for index in range(0, panels + 1, 2):
        batten.gouge([leech[index], (x + width * 0.75, y + 40)], 2.4, thin_start=False, thin_end=False)


def junk(sheet):
    """A many-masted treasure ship carries a giraffe."""
    rng = sheet.rng
    sheet.flood(inks.CELADON)
    sheet.pull(inks.BONE, lines(sheet, lambda x, y: y, lambda x, y: 0.2 + y / 900, 20))
    sheet.pull(inks.GOLD, sheet.plate().disc(1240, 255, 135))
    clouds = sheet.plate()
    for x, y, span in ((180, 190, 300), (60, 330, 240), (1280, 350, 330), (1430, 180, 240), (640, 110, 240)):
        for row, (dx, share) in enumerate(((0, 1), (40, 0.7), (-30, 0.8))):
            clouds.gouge([(x + dx, y + row * 24), (x + dx + span * share, y + row * 24)], 15)
        clouds.line(arc(x + 26, y - 26, 26, 26, 90, 380, 20), 7)
    sheet.pull(inks.TEAL, clouds)

    far = sheet.plate()
    for x, y, size in ((150, 690, 0.8), (330, 705, 0.55), (1440, 690, 0.75)):
        far.curve(turn([(-100, -28), (0, -4), (110, -36), (90, 22), (-80, 24)], 0, x, y, size))
        for dx, tall in ((-50, 110), (10, 170), (62, 120)):
            far.poly(
                turn([(dx - 22, -24), (dx + 36, -24), (dx + 26, -tall), (dx - 18, -tall + 24)], 0, x, y, size)
            )
    sheet.pull(inks.TEAL, far)

    sail, batten = sheet.plate(), sheet.plate()
    for x, y, width, height, panels, lean in (
        (455, 640, 170, 270, 7, -24),
        (600, 622, 230, 400, 9, -8),
        (806, 612, 300, 470, 10, 0),
        (1020, 606, 230, 370, 8, 10),
        (1170, 580, 150, 220, 6, 26),
    ):
        _lug(sail, batten, x, y, width, height, panels, lean)
    sheet.pull(inks.VERMILION, sail)
    sheet.pull(
        inks.BRICK,
        within(
            lines(sheet, lambda x, y: x + y * 0.12, lambda x, y: 0.42 + 0.35 * math.sin(x / 42), 13), sail
        ),
    )
    sheet.pull(inks.INDIGO, batten)
    flags = sheet.plate()
    for x, y in ((431, 318), (596, 150), (806, 62), (1030, 168), (1198, 318)):
        pennon(flags, x, y, 90, 26)
    sheet.pull(inks.GOLD, flags)

    neck = sheet.plate()
    neck.curve(
        [(914, 690), (934, 600), (952, 520), (962, 486), (984, 486), (986, 540), (980, 620), (984, 690)]
    )
    neck.curve([(950, 492), (958, 462), (990, 452), (1040, 474), (1048, 492), (1030, 502), (990, 506)])
    neck.gouge([(964, 470), (956, 436)], 8, thin_start=False, thin_end=False).disc(956, 434, 6)
    neck.gouge([(976, 466), (976, 432)], 8, thin_start=False, thin_end=False).disc(976, 430, 6)
    neck.gouge([(954, 474), (930, 462)], 11)
    sheet.pull(inks.STRAW, neck)
    patches = sheet.plate()
    for index in range(26):
        y = 500 + index * 7.5
        patches.poly(
            turn(
                [(-9, -8), (6, -10), (10, 4), (-4, 9)],
                rng.uniform(0, 360),
                rng.uniform(930, 984),
                y,
                rng.uniform(0.7, 1.1),
            )
        )
    eye = sheet.plate().disc(996, 472, 4.5)
    sheet.pull(inks.UMBER, within(patches, neck))
    sheet.pull(inks.INDIGO, eye)

    hull = sheet.plate()
    hull.curve(
        [
            (318, 640),
            (350, 664),
            (480, 690),
            (800, 700),
            (1060, 682),
            (1190, 640),
            (1290, 556),
            (1316, 560),
            (1290, 700),
            (1226, 800),
            (1140, 860),
            (480, 860),
            (390, 800),
            (336, 700),
        ]
    )
    hull.poly([(1130, 640), (1150, 570), (1290, 540), (1300, 600), (1220, 660)])
    hull.poly([(390, 660), (400, 610), (520, 626), (530, 690)])
    hull.box(1165, 548, 1176, 580)
    for x in range(410, 520, 26):
        hull.box(x, 596, x + 7, 622)
    for index in range(21):
        x = 545 + index * 28
        hull.box(x, 662 + 10 * math.sin(index / 3), x + 6, 700)
    hull.line([(536, 664), (700, 672), (900, 676), (1130, 650)], 8)
    sheet.pull(inks.INDIGO, hull)
    planks = sheet.plate()
    for index in range(5):
        planks.gouge(
            smooth(
                [
                    (350 + index * 16, 700 + index * 30),
                    (600, 742 + index * 26),
                    (1000, 740 + index * 26),
                    (1270 - index * 24, 640 + index * 44),
                ],
                False,
            ),
            5,
        )
    sheet.pull(inks.CELADON, within(planks, hull))
    band = sheet.plate()
    band.gouge(
        smooth([(340, 676), (560, 714), (860, 722), (1100, 698), (1290, 596)], False), 20, thin_start=False
    )
    for index in range(8):
        band.box(1172 + index * 14, 586 - index * 3, 1179 + index * 14, 604 - index * 3)
    band.disc(404, 742, 22)
    sheet.pull(inks.GOLD, within(band, hull))
    sheet.pull(inks.INDIGO, sheet.plate().disc(400, 744, 10))

    sea = sheet.plate().box(-20, 806, 1640, 1090)
    foam = sheet.plate()
    scales = sheet.plate()
    for row in range(8):
        y = 822 + row * 42
        for column in range(-1, 18):
            x = column * 100 + (row % 2) * 50
            sea.disc(x, y, 54, 46)
    for row in range(8):
        y = 826 + row * 42
        for column in range(-1, 18):
            x = column * 100 + (row % 2) * 50
            scales.disc(x, y, 50, 42)
            scales.disc(x, y + 3, 43, 36, cut=True)
            scales.disc(x, y + 3, 34, 28)
            scales.disc(x, y + 5, 27, 22, cut=True)
            scales.disc(x, y + 6, 16, 13)
            scales.box(x - 60, y + 8, x + 60, y + 44, cut=True)
    sheet.pull(inks.PRUSSIAN, sea)
    sheet.pull(inks.CELADON, scales)
    for index in range(9):
        x = 300 + index * 118
        foam.gouge(arc(x, 868, 56, 40, 190, 350, 16), 15)
        foam.gouge(arc(x + 30, 862, 30, 24, 200, 380, 12), 8)
    sheet.pull(inks.BONE, foam)


SCENES = (caravan, junk)
