"""The Haitian revolution, Tambora, and Nightingale."""

import math

from .. import inks
from ..cutting import arc, ribbon, smooth, turn
from ..figures import person
from ..motifs import billow, flame, flecks, palm, rays
from ..tones import lines, within, without


def haiti(sheet):
    """Free soldiers climb to a hilltop above burning cane."""
    rng = sheet.rng
    sheet.flood(inks.STRAW)
    sun = (800, 500)
    wedge = sheet.plate()
    rays(wedge, *sun, 0, 1400, 22, 7.6, start=4)
    sheet.pull(inks.VERMILION, wedge)
    sheet.pull(inks.STRAW, sheet.plate().disc(*sun, 290))

    peaks = sheet.plate().poly(
        [
            (-20, 640),
            (120, 560),
            (260, 600),
            (420, 470),
            (520, 420),
            (590, 330),
            (640, 300),
            (960, 300),
            (1010, 340),
            (1090, 430),
            (1180, 470),
            (1320, 590),
            (1460, 540),
            (1620, 620),
            (1620, 1090),
            (-20, 1090),
        ],
        rough=3,
    )
    sheet.pull(inks.CORAL, peaks)
    slope = lines(
        sheet,
        lambda x, y: abs(x - 800) * 0.55 + y * 0.8 + 16 * math.sin(x / 50 + y / 70),
        lambda x, y: 0.46 - abs(x - 640) / 1500,
        18,
    )
    sheet.pull(inks.BRICK, within(slope, peaks))
    fort = sheet.plate()
    fort.poly([(628, 316), (650, 190), (740, 196), (772, 128), (906, 196), (954, 190), (972, 316)])
    fort.box(640, 178, 760, 196).box(760, 116, 790, 132)
    sheet.pull(inks.BRICK, fort)
    slots = sheet.plate()
    for row in range(2):
        for x in range(664, 950, 34):
            slots.box(x, 226 + row * 42, x + 13, 244 + row * 42)
    sheet.pull(inks.STRAW, slots)

    blaze = sheet.plate()
    for side in (-1, 1):
        for _ in range(30):
            x = 800 + side * rng.uniform(330, 860)
            flame(
                blaze, x, 870, rng.uniform(60, 120), rng.uniform(90, 270) * min(1.2, abs(x - 800) / 560), rng
            )
    sheet.pull(inks.ORANGE, blaze)
    core = sheet.plate()
    for side in (-1, 1):
        for _ in range(16):
            x = 800 + side * rng.uniform(430, 820)
            flame(core, x, 880, rng.uniform(30, 60), rng.uniform(50, 150), rng)
    sheet.pull(inks.STRAW, core)
    fume = sheet.plate()
    for side in (-1, 1):
        for index in range(10):
            t = index / 9
            billow(
                fume,
                800 + side * (600 + 150 * t + 24 * math.sin(index * 2)),
                600 - 620 * t,
                54 + 96 * t,
                48 + 70 * t,
                rng,
            )
    sheet.pull(inks.INDIGO, fume)
    sheet.pull(
        inks.PRUSSIAN,
        within(
            lines(sheet, lambda x, y: math.hypot(abs(x - 800) - 560, y - 800), lambda x, y: 0.55, 21), fume
        ),
    )

    haze = lines(sheet, lambda x, y: y - 60 * math.cos((x - 800) / 420), lambda x, y: (y - 540) / 250, 17)
    sheet.pull(inks.STRAW, haze)
    near = sheet.plate()
    for _ in range(34):
        x = rng.uniform(330, 1270)
        flame(near, x, 960, rng.uniform(50, 100), rng.uniform(120, 250), rng)
    sheet.pull(inks.ORANGE, near)
    cane = sheet.plate()
    for side in (-1, 1):
        for _ in range(70):
            x = 800 + side * rng.uniform(300, 840)
            tall = rng.uniform(90, 230) * min(1, abs(x - 800) / 600)
            top = 940 - tall
            cane.gouge([(x, 960), (x + rng.uniform(-12, 12), top)], 8, thin_start=False)
            for _ in range(3):
                cane.gouge(
                    smooth(
                        [
                            (x, top + rng.uniform(0, 50)),
                            (x + rng.uniform(-46, 46), top - 30),
                            (x + rng.uniform(-90, 90), top + 26),
                        ],
                        False,
                    ),
                    8,
                )
    rise = smooth(
        [
            (-40, 980),
            (200, 950),
            (480, 900),
            (680, 812),
            (800, 776),
            (930, 812),
            (1130, 900),
            (1400, 950),
            (1660, 980),
        ],
        False,
    )
    cane.poly([*rise, (1660, 1100), (-40, 1100)], rough=2)

    def hill(x):
        return min(rise, key=lambda point: abs(point[0] - x))[1] + 8

    leader = person(
        cane,
        806,
        hill(806),
        320,
        face=1,
        lean=-2,
        legs=((22, 6), (-20, -22)),
        arms=((158, 166), (-30, 14)),
        dress="coat",
    )
    hx, hy = leader["hands"][0]
    cane.gouge([(hx - 6, hy + 26), (hx + 16, hy - 66)], 15, thin_start=False, thin_end=False)
    sheathe = leader["hands"][1]
    cane.gouge([sheathe, (sheathe[0] - 70, sheathe[1] + 92)], 13, thin_start=False)
    for x, tall, face, arms, hat in (
        (672, 236, 1, ((120, 140), (20, 30)), "plume"),
        (560, 224, 1, ((40, 110), (24, 40)), "straw"),
        (455, 216, 1, ((130, 150), (-20, 10)), ""),
        (350, 206, 1, ((40, 100), (20, 40)), "bun"),
        (940, 236, -1, ((60, 110), (20, 30)), ""),
        (1050, 226, -1, ((130, 150), (10, 20)), "plume"),
        (1158, 216, -1, ((40, 110), (20, 40)), "bun"),
        (1262, 206, -1, ((120, 140), (20, 20)), "straw"),
    ):
        dress = "robe" if hat == "bun" else rng.choice(("kilt", "tunic", "coat"))
        pose = person(
            cane,
            x,
            hill(x),
            tall,
            face=face,
            lean=9,
            arms=arms,
            dress=dress,
            hat=hat,
            legs=((30, 6), (-24, -36)),
        )
        px, py = pose["hands"][0]
        if arms[0][0] > 100:
            cane.gouge(
                smooth(
                    [(px - face * 10, py + 16), (px + face * 14, py - 46), (px + face * 52, py - 96)], False
                ),
                15,
                thin_start=False,
            )
        else:
            cane.line([(px - face * 26, py + 120), (px + face * 22, py - 130)], 7)
            cane.gouge([(px + face * 20, py - 126), (px + face * 30, py - 186)], 11)
    palm(cane, 150, 970, 420, rng, lean=0.12)
    palm(cane, 1460, 975, 460, rng, lean=-0.12)
    sheet.pull(inks.INDIGO, cane)

    torch = sheet.plate()
    for _ in range(5):
        flame(torch, hx + 16 + rng.uniform(-10, 10), hy - 54, rng.uniform(34, 52), rng.uniform(80, 130), rng)
    sheet.pull(inks.VERMILION, torch)
    sheet.pull(
        inks.STRAW,
        sheet.plate().curve(
            [
                (hx + 2, hy - 60),
                (hx + 6, hy - 92),
                (hx + 18, hy - 126),
                (hx + 28, hy - 90),
                (hx + 32, hy - 62),
            ]
        ),
    )
    sash = sheet.plate()
    hip, chin = leader["hip"], leader["chin"]
    sash.line([(chin[0] - 34, chin[1] + 30), (hip[0] + 26, hip[1] - 4)], 15)
    sheet.pull(inks.VERMILION, within(sash, cane))
    for row, ink in enumerate((inks.PRUSSIAN, inks.VERMILION)):
        px, py = 690, 410
        sheet.pull(
            ink,
            sheet.plate().poly(
                ribbon(
                    smooth(
                        [
                            (px - 6, py + row * 40),
                            (px - 60, py + 14 + row * 40),
                            (px - 120, py - 6 + row * 40),
                            (px - 176, py + 10 + row * 40),
                        ],
                        False,
                    ),
                    [41] * 25,
                )
            ),
        )
    sheet.pull(inks.INDIGO, sheet.plate().line([(698, 380), (706, 700)], 8))
    ground = sheet.plate()
    flecks(ground, rng, 70, (120, 920, 1500, 1060), (20, 70), 4)
    for index in range(20):
        x = 660 + index * 15
        ground.gouge([(x, hill(x) + 20 + rng.uniform(0, 40)), (x + (x - 800) * 0.3, hill(x) + 90)], 4)
    sheet.pull(inks.ORANGE, within(ground, cane))


def volcano(sheet):
    """A volcano throws up a column of ash over islands and a small ship."""
    rng = sheet.rng
    sheet.flood(inks.ORANGE)
    vent = (800, 520)

    def from_vent(x, y):
        return math.hypot(x - vent[0], y - vent[1])

    sheet.pull(inks.OXBLOOD, lines(sheet, from_vent, lambda x, y: from_vent(x, y) / 780 - 0.16, 22))
    disc = sheet.plate().disc(1240, 610, 96)
    sheet.pull(inks.STRAW, disc)
    sheet.pull(
        inks.ORANGE, within(lines(sheet, lambda x, y: y, lambda x, y: 0.1 + (y - 560) / 240, 14), disc)
    )

    ash = sheet.plate()
    puffs = []
    for index in range(22):
        t = index / 21
        y = 470 - 430 * t
        wide = 60 + 150 * t + 330 * max(0, t - 0.45) ** 1.1
        for side in (-1, 0, 1):
            puffs.append(
                (
                    800 + side * wide * rng.uniform(0.6, 0.95),
                    y + rng.uniform(-16, 16),
                    (46 + 66 * t) * rng.uniform(0.8, 1.2),
                )
            )
    for _ in range(26):
        puffs.append((800 + rng.uniform(-820, 820), rng.uniform(-20, 110), rng.uniform(80, 130)))
    for x, y, r in puffs:
        ash.disc(x, y, r, r * 0.86)
    sheet.pull(inks.PLUM, ash)
    curls, lit = sheet.plate(), sheet.plate()
    for x, y, r in sorted(puffs, key=lambda puff: puff[1]):
        curls.disc(x + r * 0.08, y + r * 0.08, r * 0.9, r * 0.78, cut=True)
        lit.disc(x, y, r * 0.94, r * 0.8, cut=True)
        for ring in (0.84, 0.66, 0.48, 0.3):
            curls.gouge(arc(x, y, r * ring, r * ring * 0.86, 150, 330, 16), r * 0.09)
        lit.gouge(arc(x, y, r * 0.8, r * 0.7, 20, 130, 14), r * 0.15)
    sheet.pull(inks.SMOKE, within(curls, ash))
    sheet.pull(
        inks.VERMILION,
        within(
            lit,
            ash,
            sheet.plate().curve([(420, 560), (500, 200), (700, 120), (900, 120), (1100, 200), (1180, 560)]),
        ),
    )
    bolts = sheet.plate()
    for path in (
        ((640, 120), (600, 190), (634, 210), (566, 300), (606, 318), (556, 402)),
        ((1000, 130), (1040, 210), (1004, 226), (1062, 330), (1030, 340), (1066, 420)),
    ):
        for index, (start, end) in enumerate(zip(path, path[1:], strict=False)):
            bolts.line([start, end], 11 - 2 * index, rough=0.4)
    sheet.pull(inks.STRAW, bolts)
    fountain = sheet.plate()
    for index in range(21):
        angle = math.radians(-150 + index * 6)
        reach = rng.uniform(110, 290)
        end = (800 + reach * math.cos(angle), 510 + reach * math.sin(angle) * 1.05)
        fountain.gouge(
            smooth(
                [(800, 540), (800 + reach * 0.5 * math.cos(angle), 520 + reach * 0.7 * math.sin(angle)), end],
                False,
            ),
            17,
            thin_start=False,
        )
        fountain.disc(end[0] + rng.uniform(-20, 20), end[1] - 16, rng.uniform(3, 8))
    sheet.pull(inks.STRAW, fountain)

    cone = sheet.plate().poly(
        [
            (80, 850),
            (300, 780),
            (470, 690),
            (600, 590),
            (690, 510),
            (740, 528),
            (800, 514),
            (856, 530),
            (912, 508),
            (1000, 588),
            (1130, 690),
            (1300, 780),
            (1520, 850),
        ],
        rough=3,
    )
    sheet.pull(inks.PLUM, cone)
    gullies = lines(
        sheet,
        lambda x, y: math.atan2(x - 800, max(20, y - 380)) * 520 + 10 * math.sin(y / 26),
        lambda x, y: 0.6 - (x - 500) / 1300,
        21,
    )
    sheet.pull(inks.NIGHT, within(gullies, cone))
    lava = sheet.plate()
    for path, wide in (
        (((800, 520), (790, 600), (830, 680), (800, 770), (826, 850)), 34),
        (((760, 528), (700, 620), (690, 700), (610, 790), (590, 850)), 24),
        (((846, 528), (910, 610), (930, 690), (1020, 770), (1040, 850)), 24),
    ):
        lava.gouge(smooth(list(path), False), wide, thin_start=False)
    sheet.pull(inks.STRAW, within(lava, cone))

    sea = sheet.plate().box(-20, 842, 1640, 1090)
    sheet.pull(inks.NIGHT, sea)
    glint = sheet.plate()
    for _ in range(150):
        y = 852 + 200 * rng.random()
        x = rng.gauss(800, 130 + (y - 850) * 1.2)
        glint.gouge([(x, y), (x + rng.uniform(30, 130), y)], 3 + (y - 850) / 44)
    sheet.pull(inks.ORANGE, within(glint, sea))
    sheet.pull(
        inks.PLUM,
        within(
            lines(sheet, lambda x, y: y + 5 * math.sin(x / 60), lambda x, y: 0.3, 17), without(sea, glint)
        ),
    )

    front = sheet.plate()
    front.curve([(-60, 1100), (-60, 960), (60, 930), (200, 960), (330, 1020), (420, 1100)])
    front.curve([(1260, 1100), (1370, 1020), (1490, 970), (1680, 940), (1680, 1100)])
    palm(front, 110, 960, 330, rng, lean=0.16)
    palm(front, 240, 1000, 240, rng, lean=-0.1)
    palm(front, 1500, 985, 300, rng, lean=-0.16)

    def at(points):
        return turn(points, -3, 1090, 930, 0.86)

    front.curve(at([(-120, -40), (-90, -8), (80, -6), (130, -44), (104, 26), (-92, 26)]))
    for mast, tall in ((-50, 170), (30, 200)):
        front.line(at([(mast, -10), (mast, -tall)]), 6)
        for low, high, wide in ((0.3, 0.56, 48), (0.62, 0.84, 36)):
            front.poly(
                at(
                    [
                        (mast - wide, -tall * low),
                        (mast - wide * 0.8, -tall * high),
                        (mast + wide * 0.8, -tall * high),
                        (mast + wide, -tall * low),
                    ]
                )
            )
    front.line(at([(110, -30), (180, -66)]), 5)
    sheet.pull(inks.SOOT, front)
    fall = sheet.plate()
    for _ in range(170):
        x, y = rng.uniform(0, 1600), rng.uniform(120, 1060)
        fall.disc(x, y, rng.uniform(1.5, 4.2), rough=0.2)
    sheet.pull(inks.BLUSH, fall)


def rose(sheet):
    """Nightingale's twelve-part rose diagram spreads like light from a lamp."""
    rng = sheet.rng
    sheet.flood(inks.PAPER)
    hub = (800, 486)
    dark = lines(
        sheet,
        lambda x, y: math.hypot(x - hub[0], y - hub[1]),
        lambda x, y: math.hypot(x - hub[0], y - hub[1]) / 560 - 0.42,
        17,
    )
    sheet.pull(inks.INDIGO, dark)

    ring = sheet.plate()
    for radius in (130, 225, 320, 415):
        ring.line(arc(*hub, radius, radius, 0, 360, 90), 2.4, rough=0)
    deaths = (140, 172, 262, 310, 346, 380, 410, 368, 286, 222, 176, 150)
    blue, red, black = sheet.plate(), sheet.plate(), sheet.plate()

    def wedge(plate, index, radius, inset=0.0):
        start = -180 + index * 30 + 1.1 + inset
        plate.poly([hub, *arc(*hub, radius, radius, start, start + 27.8 - 2 * inset, 14)], rough=0.7)

    for index, outer in enumerate(deaths):
        wedge(blue, index, outer)
        wedge(black, index, outer * (0.36 + 0.05 * math.sin(index * 1.9)))
        wedge(red, index, outer * (0.22 + 0.05 * math.cos(index * 2.3)))
    sheet.pull(inks.PAPER, sheet.plate().disc(*hub, 150))
    sheet.pull(inks.SKY, blue)
    bearing = sheet.plate()
    for index, outer in enumerate(deaths):
        for radius in range(70, int(outer) - 8, 15):
            start = -180 + index * 30
            bearing.line(
                arc(*hub, radius, radius, start + 2.5, start + 27.5, 12), 3.2 + 5.5 * radius / 500, rough=0.2
            )
    sheet.pull(inks.PRUSSIAN, within(bearing, blue))
    rim = sheet.plate()
    for index, outer in enumerate(deaths):
        start = -180 + index * 30 + 1.1
        rim.line([hub, *arc(*hub, outer, outer, start, start + 27.8, 14), hub], 4.5, rough=0.3)
    sheet.pull(inks.INDIGO, rim)
    sheet.pull(inks.INDIGO, black)
    sheet.pull(inks.CORAL, red)
    sheet.pull(
        inks.VERMILION,
        within(lines(sheet, lambda x, y: math.hypot(x - hub[0], y - hub[1]), lambda x, y: 0.34, 12), red),
    )
    ticks = sheet.plate()
    for index in range(12):
        angle = math.radians(-165 + index * 30)
        radius = deaths[index] + 26
        x, y = hub[0] + radius * math.cos(angle), hub[1] + radius * math.sin(angle)
        heading = math.degrees(angle) + 90
        ticks.gouge(turn([(-30, 0), (30, 0)], heading, x, y), 7)
        ticks.gouge(turn([(-18, -13), (18, -13)], heading, x, y), 5)
    sheet.pull(inks.INDIGO, ticks)

    ward, sheets_, beds = sheet.plate(), sheet.plate(), sheet.plate()
    ward.poly([(-20, 846), (500, 880), (1100, 880), (1620, 846), (1620, 1090), (-20, 1090)])
    sheet.pull(inks.INDIGO, ward)
    floor = sheet.plate()
    for x in range(-600, 2300, 110):
        floor.gouge([(800 + (x - 800) * 0.46, 884), (x, 1090)], 5, thin_start=False)
    sheet.pull(inks.PRUSSIAN, within(floor, ward))
    for side in (-1, 1):
        for index in range(4):
            t = index / 3
            x, y, s = 800 + side * (300 + 430 * t), 890 + 110 * t, 0.62 + 0.62 * t
            sheets_.poly(turn([(-92, -34), (74, -34), (92, 0), (-86, 0)], 0, x, y, s, side < 0))
            sheets_.curve(turn([(-90, -34), (-80, -62), (-46, -62), (-36, -34)], 0, x, y, s, side < 0))
            beds.line(turn([(-96, 40), (-96, -88)], 0, x, y, s, side < 0), 7 * s).line(
                turn([(94, 40), (94, -52)], 0, x, y, s, side < 0), 7 * s
            )
            beds.line(turn([(-96, 4), (94, 4)], 0, x, y, s, side < 0), 8 * s)
    sheet.pull(inks.PAPER, sheets_)
    sheet.pull(inks.SKY, beds)

    glow = sheet.plate().disc(800, 922, 118, 108)
    sheet.pull(
        inks.GOLD,
        within(
            lines(
                sheet,
                lambda x, y: math.hypot(x - 800, y - 922),
                lambda x, y: 0.8 - math.hypot(x - 800, y - 922) / 130,
                12,
            ),
            glow,
        ),
    )
    # The lantern she carried at Scutari folded like a concertina: pleated cloth between brass cap and foot.
    cloth, brass = sheet.plate(), sheet.plate()
    cloth.curve([(752, 860), (742, 922), (752, 984), (848, 984), (858, 922), (848, 860)])
    brass.poly([(744, 864), (764, 834), (836, 834), (856, 864)]).box(738, 858, 862, 872).box(
        740, 978, 860, 1000
    )
    brass.line(arc(800, 834, 44, 56, 180, 360, 20), 7)
    sheet.pull(inks.PAPER, cloth)
    sheet.pull(
        inks.CORAL,
        within(lines(sheet, lambda x, y: y - 922, lambda x, y: 0.3 + abs(x - 800) / 130, 12), cloth),
    )
    flame(brass, 800, 964, 26, 74, rng)
    sheet.pull(inks.GOLD, brass)


SCENES = (haiti, volcano, rose)
