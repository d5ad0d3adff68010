"""People and animals as cut-out silhouettes."""

import math

from .cutting import ribbon, turn

# Parts of a body as fractions of its height.
THIGH, SHIN, TORSO, UPPER_ARM, FOREARM, HEAD = 0.25, 0.25, 0.31, 0.17, 0.17, 0.068

HEM = {"kilt": 0.16, "tunic": 0.26, "coat": 0.34, "robe": 0.48}


def _reach(start, length, degrees, face):
    """Return the point `length` from `start`; 0 degrees hangs down, positive swings forward."""
    angle = math.radians(degrees)
    return start[0] + face * length * math.sin(angle), start[1] + length * math.cos(angle)


def person(
    plate, x, y, height, *, face=1, lean=0, legs=((14, 8), (-12, -18)), arms=((20, 35), (-18, -5)),
    dress="tunic", hat="", cut=False,
):  # fmt: skip
    """Cut a person whose feet are at (x, y). Return its "hands" (two), "chin", "hip" and "head".

    `legs` and `arms` are (upper, lower) limb angles in degrees: 0 hangs down, positive is forward. `lean`
    tips the body forward. `face` is 1 to look right, -1 to look left. `dress` is one of HEM, or "" for
    trousers; `hat` is one `_hat` knows, or "".
    """
    h = height
    drop = max(THIGH * math.cos(math.radians(a)) + SHIN * math.cos(math.radians(b)) for a, b in legs) * h
    hip = (x, y - drop)
    shoulder = _reach(hip, TORSO * h, 180 - lean, face)
    chin = _reach(shoulder, 0.05 * h, 180 - lean, face)
    head = _reach(shoulder, 0.125 * h, 180 - lean * 0.7, face)

    knees = []
    for thigh, shin in legs:
        knee = _reach(hip, THIGH * h, thigh, face)
        foot = _reach(knee, SHIN * h, shin, face)
        toe = (foot[0] + face * 0.075 * h, foot[1] + 0.004 * h)
        knees.append(knee)
        plate.poly(ribbon([hip, knee, foot], [0.11 * h, 0.085 * h, 0.05 * h]), cut, 0.3)
        plate.poly(ribbon([(foot[0] - face * 0.02 * h, foot[1]), toe], [0.05 * h, 0.032 * h]), cut, 0.2)
    waist = _reach(hip, 0.1 * h, 180 - lean, face)
    plate.poly(ribbon([hip, waist, shoulder], [0.15 * h, 0.14 * h, 0.2 * h]), cut, 0.4)
    plate.disc(*shoulder, 0.075 * h, cut=cut, rough=0.3)
    if dress:
        _skirt(plate, hip, waist, knees, h, HEM[dress], cut)
    hands = []
    for upper, lower in arms:
        elbow = _reach(shoulder, UPPER_ARM * h, upper, face)
        hand = _reach(elbow, FOREARM * h, lower, face)
        plate.poly(ribbon([shoulder, elbow, hand], [0.085 * h, 0.07 * h, 0.045 * h]), cut, 0.3)
        plate.disc(*hand, 0.03 * h, cut=cut, rough=0.2)
        hands.append(hand)
    plate.line([shoulder, head], 0.07 * h, cut, 0.2)
    plate.disc(head[0] + face * 0.006 * h, head[1], HEAD * 0.86 * h, HEAD * h, cut=cut, rough=0.3)
    plate.poly(
        [
            (head[0] + face * 0.05 * h, head[1] - 0.012 * h),
            (head[0] + face * 0.078 * h, head[1] + 0.012 * h),
            (head[0] + face * 0.045 * h, head[1] + 0.03 * h),
        ],
        cut,
        0,
    )
    if hat:
        _hat(plate, hat, head, h, face, cut)
    return {"hands": hands, "chin": chin, "hip": hip, "head": head}


def _skirt(plate, hip, waist, knees, h, length, cut):
    share = length / THIGH
    ends = sorted(
        (hip[0] + (k[0] - hip[0]) * share, hip[1] + (k[1] - hip[1]) * min(share, 1.9)) for k in knees
    )
    low = max(e[1] for e in ends)
    flare = 0.05 * h + 0.05 * h * length / 0.3
    plate.poly(
        [
            (waist[0] - 0.07 * h, waist[1]),
            (waist[0] + 0.07 * h, waist[1]),
            (hip[0] + 0.085 * h, hip[1]),
            (ends[-1][0] + flare, low),
            (ends[0][0] - flare, low),
            (hip[0] - 0.085 * h, hip[1]),
        ],
        cut,
        0.5,
    )


def _hat(plate, hat, head, h, face, cut):
    x, y = head

    def part(points):
        plate.poly(turn([(px * h, py * h) for px, py in points], 0, x, y, flip=face < 0), cut, 0.3)

    if hat == "cap":
        part(
            [
                (-0.075, -0.035),
                (-0.085, -0.075),
                (0.06, -0.09),
                (0.075, -0.045),
                (0.12, -0.025),
                (0.06, -0.02),
            ]
        )
    elif hat == "spike":
        part(
            [
                (-0.085, -0.01),
                (-0.075, -0.07),
                (-0.02, -0.1),
                (-0.008, -0.15),
                (0.008, -0.15),
                (0.02, -0.1),
                (0.07, -0.06),
                (0.105, -0.015),
            ]
        )
    elif hat == "straw":
        part(
            [
                (-0.16, -0.005),
                (-0.08, -0.045),
                (-0.055, -0.085),
                (0, -0.1),
                (0.055, -0.085),
                (0.08, -0.045),
                (0.16, -0.02),
            ]
        )
    elif hat == "cone":
        part([(-0.15, -0.005), (0, -0.13), (0.15, -0.005)])
    elif hat == "hood":
        part([(-0.13, 0.1), (-0.1, -0.05), (0.0, -0.11), (0.07, -0.06), (0.03, 0.01), (0.05, 0.1)])
    elif hat == "turban":
        part([(-0.09, -0.02), (-0.095, -0.07), (-0.03, -0.11), (0.05, -0.1), (0.09, -0.05), (0.075, -0.015)])
    elif hat == "wig":
        part(
            [
                (-0.1, 0.06),
                (-0.09, -0.05),
                (-0.03, -0.09),
                (0.04, -0.085),
                (0.065, -0.03),
                (0.0, -0.02),
                (-0.02, 0.07),
            ]
        )
    elif hat == "plume":
        part(
            [
                (-0.12, -0.02),
                (-0.05, -0.06),
                (-0.06, -0.11),
                (0.0, -0.16),
                (0.05, -0.11),
                (0.05, -0.06),
                (0.12, -0.03),
            ]
        )
    elif hat == "bun":
        plate.disc(x - face * 0.065 * h, y - 0.03 * h, 0.035 * h, cut=cut, rough=0.3)


CAMEL = [
    (-1.02, -0.98),
    (-0.93, -1.28),
    (-0.78, -1.22),
    (-0.62, -1.05),
    (-0.42, -1.08),
    (-0.25, -1.5),
    (-0.1, -1.46),
    (0.02, -1.12),
    (0.16, -1.1),
    (0.3, -1.5),
    (0.46, -1.45),
    (0.6, -1.08),
    (0.78, -0.92),
    (0.98, -0.9),
    (1.1, -1.2),
    (1.16, -1.58),
    (1.2, -1.74),
    (1.34, -1.76),
    (1.58, -1.6),
    (1.57, -1.49),
    (1.36, -1.48),
    (1.33, -1.2),
    (1.25, -0.8),
    (1.02, -0.58),
    (0.72, -0.55),
    (0.3, -0.56),
    (-0.2, -0.56),
    (-0.62, -0.62),
    (-0.86, -0.78),
]

# What takes the place of the back between the rump and the neck.
ONE_HUMP = [(-0.2, -1.34), (0.04, -1.5), (0.26, -1.34), (0.5, -1.1)]


def camel(plate, x, y, size, *, face=1, stride=1.0, load=True, humps=2, cut=False):
    """Cut a camel of one or two humps with its feet at (x, y); `size` px is about the length of its legs.

    Return the top of its back and its muzzle as points.
    """

    def place(points):
        return turn(points, 0, x, y, size, face < 0)

    plate.curve(place(CAMEL if humps == 2 else CAMEL[:5] + ONE_HUMP + CAMEL[11:]), cut)
    for top, knee, foot, thick in (
        (-0.74, -0.86, -0.72, 0.27),
        (-0.6, -0.42, -0.56, 0.25),
        (0.66, 0.8, 0.68, 0.24),
        (0.84, 1.02, 1.1, 0.22),
    ):
        middle = top + (knee - top) * stride
        end = top + (foot - top) * stride
        plate.poly(
            place(
                ribbon([(top, -0.75), (middle, -0.4), (end, -0.02)], [thick * 1.2, thick * 0.5, thick * 0.36])
            ),
            cut,
            0.3,
        )
        plate.poly(
            place([(end - 0.08, 0), (end - 0.05, -0.07), (end + 0.1, -0.06), (end + 0.15, 0)]), cut, 0.2
        )
    plate.gouge(place([(-0.97, -1.0), (-1.08, -0.8), (-1.05, -0.55)]), 0.1 * size, cut, thin_start=False)
    plate.gouge(place([(1.22, -1.7), (1.17, -1.85)]), 0.09 * size, cut)
    if load:
        plate.poly(
            place([(-0.42, -1.2), (-0.3, -1.0), (0.42, -1.0), (0.56, -1.2), (0.42, -0.62), (-0.34, -0.62)]),
            cut,
            0.8,
        )
    return place([(0.1, -1.2), (1.5, -1.52)])
