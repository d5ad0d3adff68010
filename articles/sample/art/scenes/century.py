"""The 1914 truce, the Enigma machine and the Berlin Wall."""

import math

from .. import inks
from ..cutting import along, arc, smooth, turn
from ..figures import person
from ..motifs import rays, star, stars
from ..press import letters
from ..tones import lines, within, without


def truce(sheet):
    """Soldiers of two armies meet in the snow; a football lies before them."""
    rng = sheet.rng
    sheet.flood(inks.INDIGO)
    moon = (800, 330)

    def from_moon(x, y):
        return math.hypot(x - moon[0], y - moon[1])

    sheet.pull(inks.SKY, lines(sheet, from_moon, lambda x, y: 0.62 - from_moon(x, y) / 1150, 24))
    night = sheet.plate()
    stars(night, rng, 90, (0, 0, 1600, 520), (1.6, 5))
    night.disc(*moon, 150)
    sheet.pull(inks.BONE, night)
    far = sheet.plate().curve(
        [
            (-60, 600),
            (200, 570),
            (500, 590),
            (800, 576),
            (1100, 592),
            (1400, 566),
            (1680, 600),
            (1680, 760),
            (-60, 760),
        ]
    )
    sheet.pull(inks.SKY, far)
    stumps = sheet.plate()
    for x, tall in ((70, 190), (180, 120), (330, 230), (1260, 150), (1400, 240), (1540, 160)):
        stumps.poly(
            [
                (x - 13, 600),
                (x - 7, 600 - tall),
                (x - 1, 586 - tall),
                (x + 4, 604 - tall),
                (x + 9, 592 - tall),
                (x + 14, 600),
            ]
        )
        stumps.gouge([(x, 600 - tall * 0.6), (x + 44, 600 - tall * 0.86)], 9, thin_start=False)
        stumps.gouge([(x, 600 - tall * 0.4), (x - 36, 600 - tall * 0.62)], 8, thin_start=False)
    sheet.pull(inks.NIGHT, stumps)

    snow = sheet.plate().curve(
        [
            (-60, 640),
            (240, 622),
            (520, 650),
            (800, 640),
            (1080, 652),
            (1380, 620),
            (1680, 642),
            (1680, 1120),
            (-60, 1120),
        ]
    )
    sheet.pull(inks.BONE, snow)
    drift = lines(
        sheet,
        lambda x, y: y * 0.9 + 26 * math.sin(x / 150 + y / 200),
        lambda x, y: 0.05 + abs(x - 800) / 2300 + max(0, y - 900) / 700,
        21,
    )
    sheet.pull(inks.SKY, within(drift, snow))
    wire = sheet.plate()
    for row, (y, tall, gap) in enumerate(((668, 74, 120), (700, 110, 190))):
        last = None
        for x in range(-20, 1700, gap):
            if 480 - row * 60 < x < 1120 + row * 60:
                last = None
                continue
            lean = rng.uniform(-12, 12)
            wire.line([(x, y), (x + lean, y - tall)], 9 + row * 3)
            if last:
                for level in (0.3, 0.6, 0.9):
                    start, end = (
                        (last[0] + last[1] * level, y - tall * level),
                        (x + lean * level, y - tall * level),
                    )
                    path = along(start, end, 10, 12)
                    wire.line(path, 2.6)
                    for px, py in path[1:-1:2]:
                        wire.gouge([(px - 7, py - 7), (px + 7, py + 7)], 3.6).gouge(
                            [(px + 7, py - 7), (px - 7, py + 7)], 3.6
                        )
            last = (x, lean)
    sheet.pull(inks.NIGHT, wire)

    shadows, men = sheet.plate(), sheet.plate()

    def soldier(x, y, tall, hat, face, arms, legs=((9, 4), (-9, -10)), lean=0):
        shadows.poly(
            [
                (x - 24, y),
                (x + 26, y),
                (x + (x - 800) * 0.5 + 60, y + 96),
                (x + (x - 800) * 0.5 - 30, y + 96),
            ],
            rough=2,
        )
        return person(men, x, y, tall, face=face, lean=lean, arms=arms, legs=legs, dress="coat", hat=hat)

    soldier(430, 800, 270, "cap", 1, ((16, 30), (-10, 6)))
    soldier(332, 850, 300, "cap", 1, ((24, 100), (-8, 10)))
    soldier(230, 790, 256, "cap", 1, ((12, 10), (-12, 4)))
    soldier(1160, 800, 270, "spike", -1, ((16, 28), (-10, 6)))
    soldier(1268, 856, 300, "spike", -1, ((30, 110), (-8, 10)))
    soldier(1376, 790, 256, "spike", -1, ((12, 14), (-12, 4)))
    left = soldier(648, 880, 380, "cap", 1, ((50, 76), (-16, -4)), ((16, 6), (-14, -20)), 5)
    right = soldier(952, 880, 380, "spike", -1, ((50, 76), (-20, -2)), ((16, 6), (-14, -20)), 5)
    men.line([left["hands"][0], right["hands"][0]], 19)
    men.disc((left["hands"][0][0] + right["hands"][0][0]) / 2, left["hands"][0][1], 17)
    sheet.pull(inks.SKY, shadows)
    sheet.pull(inks.NIGHT, men)
    kit = sheet.plate()
    for pose, face in ((left, 1), (right, -1)):
        hip, chin = pose["hip"], pose["chin"]
        kit.line([(hip[0] - 30, hip[1] - 26), (hip[0] + 34, hip[1] - 28)], 10)
        kit.gouge([(chin[0] - face * 12, chin[1] + 30), (hip[0] + face * 18, hip[1] - 26)], 8)
        kit.gouge([(hip[0] + face * 2, hip[1]), (hip[0] + face * 6, hip[1] + 120)], 5)
    sheet.pull(inks.OCHRE, within(kit, men))
    scarf = sheet.plate()
    scarf.line(
        [(left["chin"][0] - 26, left["chin"][1] + 10), (left["chin"][0] + 24, left["chin"][1] + 12)], 19
    )
    scarf.gouge(
        [(left["chin"][0] - 18, left["chin"][1] + 12), (left["chin"][0] - 50, left["chin"][1] + 90)],
        19,
        thin_start=False,
        thin_end=False,
    )
    sheet.pull(inks.VERMILION, scarf)

    lamps, halo = sheet.plate(), sheet.plate()
    for x, y in ((1090, 700), (515, 700), (1440, 716), (150, 716)):
        halo.disc(x, y - 20, 46)
        lamps.curve([(x - 7, y), (x - 8, y - 16), (x, y - 40), (x + 8, y - 16), (x + 7, y)])
        lamps.box(x - 8, y, x + 8, y + 28)
    sheet.pull(inks.ORANGE, within(lines(sheet, lambda x, y: y, lambda x, y: 0.3, 9), halo))
    sheet.pull(inks.GOLD, lamps)
    ball, seams = sheet.plate(), sheet.plate()
    sheet.pull(inks.SKY, sheet.plate().disc(812, 978, 76, 17))
    ball.disc(800, 926, 58)
    for dx in (-34, -12, 12, 34):
        seams.gouge(
            arc(800 + dx * 0.2, 926, abs(dx) * 1.1, 56, 270, 450, 16)
            if dx > 0
            else arc(800 + dx * 0.2, 926, abs(dx) * 1.1, 56, 90, 270, 16),
            5,
        )
    seams.line([(786, 886), (814, 886)], 4).line([(786, 896), (814, 896)], 4).line(
        [(786, 906), (814, 906)], 4
    )
    sheet.pull(inks.OCHRE, ball)
    sheet.pull(inks.NIGHT, seams)
    prints = sheet.plate()
    for side in (-1, 1):
        for index in range(12):
            x = 800 + side * (90 + index * 58)
            prints.disc(x, 912 + (index % 2) * 22 + index * 9, 13, 7)
    sheet.pull(inks.SKY, prints)


def enigma(sheet):
    """A cipher machine with three rotors, one lamp lit among its letters."""
    rng = sheet.rng
    sheet.flood(inks.FOREST)
    lit = (962, 612)
    beam = lines(
        sheet,
        lambda x, y: math.hypot(x - lit[0], y - lit[1]),
        lambda x, y: 0.75 - math.hypot(x - lit[0], y - lit[1]) / 950,
        26,
    )
    sheet.pull(inks.TEAL, beam)

    box = sheet.plate()
    box.poly([(316, 60), (1284, 60), (1296, 120), (304, 120)]).poly(
        [(280, 108), (1320, 108), (1372, 1090), (228, 1090)]
    )
    sheet.pull(inks.OCHRE, box)
    grain = lines(
        sheet, lambda x, y: x * 0.14 + y + 20 * math.sin(x / 90) + 8 * math.sin(x / 27), lambda x, y: 0.46, 15
    )
    sheet.pull(inks.UMBER, within(grain, box))
    panel = sheet.plate().poly([(326, 132), (1274, 132), (1316, 1090), (284, 1090)])
    sheet.pull(inks.SOOT, panel)
    sheen = lines(sheet, lambda x, y: x + y * 0.7, lambda x, y: 0.4 - abs(x + y * 0.7 - 1050) / 900, 17)
    sheet.pull(inks.FOREST, within(sheen, panel))
    screws = sheet.plate()
    for x, y in ((356, 160), (1244, 160), (340, 470), (1262, 470)):
        screws.disc(x, y, 12).line([(x - 9, y - 6), (x + 9, y + 6)], 4, cut=True)
    sheet.pull(inks.STONE, screws)

    wheel, teeth, window = sheet.plate(), sheet.plate(), sheet.plate()
    bed = sheet.plate().box(420, 150, 1180, 440)
    sheet.pull(inks.UMBER, bed)
    for x in (540, 780, 1020):
        wheel.curve(
            [(x - 62, 176), (x + 62, 176), (x + 70, 296), (x + 62, 416), (x - 62, 416), (x - 70, 296)],
            rough=0.4,
        )
        for step in range(13):
            angle = math.pi * (step + 0.5) / 13
            y = 296 - 122 * math.cos(angle)
            teeth.box(x + 66, y - 2 - 9 * math.sin(angle), x + 104, y + 2 + 6 * math.sin(angle))
        teeth.box(x - 92, 200, x - 70, 392)
    sheet.pull(inks.STONE, wheel)
    sheet.pull(
        inks.UMBER,
        within(
            lines(
                sheet,
                lambda x, y: math.asin(max(-1, min(1, (y - 296) / 126))) * 100,
                lambda x, y: 0.12 + abs(y - 296) / 150,
                14,
            ),
            wheel,
        ),
    )
    sheet.pull(inks.GOLD, teeth)
    for x in (540, 780, 1020):
        window.box(x - 48, 246, x + 48, 346)
    sheet.pull(inks.BONE, window)
    glyphs = sheet.plate()
    for x, letter in ((540, "M"), (780, "R"), (1020, "J")):
        glyph = letters(letter, 84, 1)
        glyphs.stamp(glyph, x - glyph.width / 2, 296 - glyph.height / 2)
    sheet.pull(inks.SOOT, glyphs)

    rows = (("QWERTZUIO", 512), ("ASDFGHJK", 612), ("PYXCVBNML", 712))
    lamps, glow, signs, dark_signs = sheet.plate(), sheet.plate(), sheet.plate(), sheet.plate()
    for text, y in rows:
        gap = 92 + (y - 512) * 0.02
        for index, letter in enumerate(text):
            x = 800 + (index - (len(text) - 1) / 2) * gap
            shining = letter == "H"
            if shining:
                lit_at = (x, y)
            lamps.disc(x, y, 37).disc(x, y, 32, cut=True)
            glyph = letters(letter, 38, 1)
            (dark_signs if shining else signs).stamp(glyph, x - glyph.width / 2, y - glyph.height / 2)
    rays(glow, *lit_at, 50, 64, 14, 9)
    glow.disc(*lit_at, 42)
    sheet.pull(inks.STONE, lamps)
    sheet.pull(inks.OCHRE, signs)
    sheet.pull(inks.GOLD, glow)
    sheet.pull(inks.SOOT, dark_signs)

    keys, tops, key_letters = sheet.plate(), sheet.plate(), sheet.plate()
    for row, (text, y) in enumerate((("QWERTZUIO", 822), ("ASDFGHJK", 920), ("PYXCVBNML", 1022))):
        gap = 100 + row * 4
        for index, letter in enumerate(text):
            x = 800 + (index - (len(text) - 1) / 2) * gap
            pressed = letter == "W"
            drop = 12 if pressed else 0
            keys.disc(x + 5, y + 16, 45, 41)
            tops.disc(x, y + drop, 42, 38)
            tops.disc(x, y + drop, 35, 31, cut=True)
            glyph = letters(letter, 34, 1)
            key_letters.stamp(glyph, x - glyph.width / 2, y + drop - glyph.height / 2)
            if pressed:
                pressed_at = (x, y + drop, glyph)
    sheet.pull(inks.UMBER, keys)
    sheet.pull(inks.BONE, tops)
    sheet.pull(inks.BONE, key_letters)
    x, y, glyph = pressed_at
    sheet.pull(inks.VERMILION, sheet.plate().disc(x, y, 34, 30))
    sheet.pull(inks.BONE, sheet.plate().stamp(glyph, x - glyph.width / 2, y - glyph.height / 2))

    path = sheet.plate()
    path.line(
        [
            (x, y - 44),
            (x, 776),
            (370, 776),
            (370, 376),
            (540, 376),
            (540, 398),
            (780, 398),
            (780, 380),
            (1020, 380),
            (1020, 404),
            (1226, 404),
            (1226, 664),
            (lit_at[0], 664),
            (lit_at[0], lit_at[1] + 58),
        ],
        7,
        rough=0.3,
    )
    sheet.pull(inks.VERMILION, path)
    side = sheet.plate()
    for edge in (-1, 1):
        for index in range(13):
            y = 60 + index * 80
            for step in range(5):
                if (index * 7 + step * 3 + (edge > 0)) % 5 < 3:
                    x = 800 + edge * (600 + step * 38)
                    side.box(x - 12, y - 12, x + 12, y + 12)
    sheet.pull(inks.TEAL, without(side, box))
    del rng


def wall(sheet):
    """A crowd climbs a painted wall below the Brandenburg Gate at night."""
    rng = sheet.rng
    sheet.flood(inks.NIGHT)
    beams = sheet.plate()
    for x, lean in ((130, 0.42), (470, 0.16), (1130, -0.16), (1470, -0.42)):
        beams.poly([(x - 12, 700), (x + 12, 700), (x + lean * 900 + 130, -30), (x + lean * 900 - 130, -30)])
    sheet.pull(inks.PRUSSIAN, beams)
    sheet.pull(
        inks.TEAL,
        lines(
            sheet,
            lambda x, y: math.hypot(x - 800, y - 560),
            lambda x, y: 0.62 - math.hypot(x - 800, y - 560) / 900,
            22,
        ),
    )
    sky = sheet.plate()
    stars(sky, rng, 70, (0, 0, 1600, 420), (1.6, 5))
    sheet.pull(inks.GOLD, sky)

    sheet.pull(
        inks.ORANGE,
        lines(sheet, lambda x, y: y, lambda x, y: 0.95 - abs(y - 700) / 190 - abs(x - 800) / 2600, 15),
    )
    gate = sheet.plate()
    gate.box(420, 318, 1180, 366).box(440, 268, 1160, 322).box(520, 226, 1080, 272).box(408, 356, 1192, 380)
    for x in (452, 588, 714, 858, 984, 1118):
        gate.poly([(x - 28, 640), (x - 24, 396), (x + 24, 396), (x + 28, 640)]).box(x - 34, 378, x + 34, 398)
    gate.box(300, 460, 424, 640).box(1176, 460, 1300, 640).poly([(290, 464), (362, 424), (430, 464)]).poly(
        [(1170, 464), (1238, 424), (1310, 464)]
    )
    sheet.pull(inks.GOLD, gate)
    shade = sheet.plate()
    for x in (452, 588, 714, 858, 984, 1118):
        shade.box(x + 4, 396, x + 30, 640)
    shade.box(420, 352, 1180, 366).box(440, 308, 1160, 320).box(300, 470, 424, 640).box(1176, 470, 1300, 640)
    sheet.pull(inks.BRICK, within(lines(sheet, lambda x, y: x + y * 0.4, lambda x, y: 0.5, 12), shade, gate))
    four = sheet.plate()
    for dx in (-66, -26, 14, 54):
        four.curve(
            turn(
                [
                    (-26, 0),
                    (-30, -38),
                    (-10, -50),
                    (4, -84),
                    (18, -92),
                    (34, -74),
                    (22, -66),
                    (24, -36),
                    (34, -22),
                    (36, 0),
                    (26, 0),
                    (20, -22),
                    (-12, -20),
                    (-16, 0),
                ],
                0,
                800 + dx,
                228,
                0.86,
            )
        )
    four.box(690, 216, 900, 230)
    four.curve([(772, 160), (780, 110), (772, 84), (790, 70), (806, 84), (804, 120), (812, 160)])
    four.line([(806, 104), (838, 70), (838, 40)], 8).line([(838, 60), (838, 18)], 5).disc(838, 30, 13).disc(
        838, 30, 6, cut=True
    )
    sheet.pull(inks.GOLD, four)

    back = sheet.plate()
    for index in range(34):
        x = index * 50 + rng.uniform(-12, 12)
        tall = rng.uniform(118, 150)
        arms = rng.choice(
            (((150, 165), (20, 10)), ((140, 150), (130, 160)), ((20, 20), (-10, 0)), ((150, 130), (110, 150)))
        )
        person(
            back,
            x,
            706,
            tall,
            face=rng.choice((-1, 1)),
            arms=arms,
            dress=rng.choice(("", "coat", "")),
            hat=rng.choice(("", "", "cap", "bun")),
        )
    sheet.pull(inks.NIGHT, back)

    slab = sheet.plate().box(-20, 690, 1640, 1012)
    slab.poly(smooth([(-40, 676), (-40, 676), (1640, 676), (1640, 676)], False) + [(1640, 720), (-40, 720)])
    sheet.pull(inks.STONE, slab)
    colours = {ink: sheet.plate() for ink in (inks.VERMILION, inks.GOLD, inks.TEAL, inks.BONE)}
    order = list(colours)
    for index in range(24):
        x, y = 30 + index * 67 + rng.uniform(-20, 20), rng.uniform(780, 930)
        plate = colours[order[(index * 3 + index // 4) % 4]]
        kind = index % 6
        if kind == 0:
            plate.line(
                smooth(
                    [(x - 80, y + 30), (x - 40, y - 40), (x, y + 30), (x + 40, y - 40), (x + 80, y + 30)],
                    False,
                ),
                17,
            )
        elif kind == 1:
            plate.curve(
                [(x, y + 66), (x - 62, y), (x - 44, y - 46), (x, y - 22), (x + 44, y - 46), (x + 62, y)]
            )
        elif kind == 2:
            star(plate, x, y, 62, points=5)
        elif kind == 3:
            plate.disc(x, y, 56).disc(x, y, 36, cut=True).disc(x, y, 17)
        elif kind == 4:
            plate.curve(
                [
                    (x - 50, y + 60),
                    (x - 56, y - 40),
                    (x, y - 76),
                    (x + 56, y - 40),
                    (x + 50, y + 60),
                    (x + 16, y + 44),
                    (x - 16, y + 44),
                ]
            )
            plate.disc(x - 20, y - 18, 12, cut=True).disc(x + 20, y - 18, 12, cut=True)
        else:
            plate.gouge([(x - 90, y + 20), (x + 90, y - 30)], 34, thin_start=False)
    for ink, plate in colours.items():
        sheet.pull(ink, within(plate, slab))
    panel = sheet.plate()
    for x in range(-20, 1640, 146):
        panel.box(x, 716, x + 6, 1012)
    panel.gouge([(-40, 722), (1640, 722)], 11, thin_start=False, thin_end=False)
    sheet.pull(inks.NIGHT, panel)
    sheet.pull(
        inks.NIGHT, within(lines(sheet, lambda x, y: y + x * 0.6, lambda x, y: (y - 900) / 300, 16), slab)
    )
    front = sheet.plate()
    front.poly(
        [(-20, 1000), (500, 992), (800, 1004), (1100, 992), (1620, 1002), (1620, 1090), (-20, 1090)], rough=3
    )
    climber = person(
        front, 790, 926, 200, arms=((158, 170), (140, 165)), dress="", legs=((24, -8), (-14, -20))
    )
    for x, face in ((738, 1), (850, -1)):
        person(
            front,
            x,
            1010,
            190,
            face=face,
            arms=((120, 140), (110, 150)),
            dress="coat" if face > 0 else "",
            legs=((16, 6), (-16, -20)),
        )
    for x, tall, face, arms in (
        (330, 214, 1, ((110, 118), (100, 122))),
        (1180, 220, -1, ((116, 124), (104, 116))),
        (500, 190, 1, ((40, 70), (-20, 10))),
        (1370, 196, -1, ((150, 160), (20, 10))),
    ):
        pose = person(front, x, 1010, tall, face=face, arms=arms, dress="coat", hat="cap" if x > 1000 else "")
        if arms[1][0] >= 100:
            hand = pose["hands"][0]
            front.line([(hand[0] - face * 46, hand[1] + 40), (hand[0] + face * 26, hand[1] - 22)], 9)
            front.poly(
                turn(
                    [(-20, -34), (16, -34), (16, 34), (-20, 34)],
                    face * -42,
                    hand[0] + face * 28,
                    hand[1] - 24,
                )
            )
    sheet.pull(inks.NIGHT, front)
    top = sheet.plate()
    for x, tall, face, arms in (
        (250, 190, 1, ((150, 165), (20, 20))),
        (420, 196, -1, ((140, 150), (130, 160))),
        (585, 188, 1, ((100, 120), (-60, -90))),
        (980, 192, -1, ((100, 120), (-60, -80))),
        (1110, 200, 1, ((150, 170), (130, 150))),
        (1290, 190, -1, ((150, 160), (20, 30))),
    ):
        person(
            top,
            x,
            684,
            tall,
            face=face,
            arms=arms,
            dress=rng.choice(("coat", "")),
            legs=((14, 6), (-16, -12)),
        )
    reach = climber["hands"][0]
    for x, face in ((742, 1), (862, -1)):
        person(
            top,
            x,
            684,
            186,
            face=face,
            lean=46,
            arms=((10, 6), (24, 14)),
            legs=((10, -6), (-18, -34)),
            dress="coat",
        )
    top.line([(796, 640), (reach[0] + 4, reach[1])], 11)
    sheet.pull(inks.NIGHT, top)


SCENES = (truce, enigma, wall)
