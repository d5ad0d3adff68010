"""Magazine covers: the title set large over an abstract motif, in the same inks as the pictures."""

import math
from random import Random

from PIL import Image

from . import inks
from .cutting import arc
from .motifs import rays
from .press import SCALE, Sheet, letters
from .tones import dots, lines, within

SIZE = (900, 1200)

# Each palette: ground, two flat inks, an accent, and the dark the words are set in.
PALETTES = (
    (inks.STRAW, inks.VERMILION, inks.TEAL, inks.BONE, inks.INDIGO),
    (inks.CELADON, inks.CORAL, inks.TEAL, inks.STRAW, inks.NIGHT),
    (inks.SAND, inks.BRICK, inks.GOLD, inks.BONE, inks.SEPIA),
    (inks.MIST, inks.PRUSSIAN, inks.ORANGE, inks.BONE, inks.NIGHT),
    (inks.BLUSH, inks.PLUM, inks.GOLD, inks.BONE, inks.PLUM),
    (inks.PAPER, inks.FOREST, inks.GOLD, inks.CORAL, inks.FOREST),
    (inks.LILAC, inks.INDIGO, inks.CORAL, inks.STRAW, inks.INDIGO),
    (inks.STONE, inks.OXBLOOD, inks.SAGE, inks.BONE, inks.SOOT),
)

TOP, BOTTOM, MARGIN = 410, 1080, 60


def cover(title: str, issue: str, seed: str, *, scale: int = SCALE) -> Image.Image:
    """Return a cover as an RGB image, 900 × 1200 px.

    `title` is the magazine's name: its first word, "The" aside, fills the width. `issue` is the line under
    it, such as "Vol. 14 No. 2 · February 2025". `seed` chooses the motif, its palette and its arrangement, `scale`
    how finely it is cut.
    """
    choice = Random(seed)
    ground, first, second, accent, dark = choice.choice(PALETTES)
    motif = Sheet(SIZE, f"motif {seed}", scale)
    motif.flood(ground)
    choice.choice(MOTIFS)(motif, first, second, accent)
    sheet = Sheet(SIZE, f"cover {seed}", scale)
    sheet.flood(ground)
    window = (MARGIN, TOP, SIZE[0] - MARGIN, BOTTOM)
    sheet.page.paste(motif.page.crop(window), window)
    words = sheet.plate()
    _title(words, title)
    words.box(MARGIN, TOP - 84, SIZE[0] - MARGIN, TOP - 78)
    line = letters(issue, 38, 1)
    if line.width > SIZE[0] - 2 * MARGIN:
        line = line.resize((SIZE[0] - 2 * MARGIN, line.height))
    words.stamp(line, MARGIN, TOP - 62)
    words.box(MARGIN, BOTTOM + 28, SIZE[0] - MARGIN, BOTTOM + 34)
    words.disc(SIZE[0] / 2, BOTTOM + 72, 13).disc(SIZE[0] / 2 - 46, BOTTOM + 72, 7).disc(
        SIZE[0] / 2 + 46, BOTTOM + 72, 7
    )
    sheet.pull(dark, words)
    return sheet.page


def _title(plate, title):
    """Set the first word of `title` across the page, and what comes before ("The") and after it small."""
    words = title.split()
    before = words.pop(0) if len(words) > 1 and words[0].lower() in ("a", "an", "the") else ""
    name, after = words[0].upper(), " ".join(words[1:])
    width = SIZE[0] - 2 * MARGIN
    big = letters(name, 200, 5)
    height = min(190, big.height * width // big.width)
    big = big.resize((width, height), Image.Resampling.LANCZOS)
    if before:
        plate.stamp(letters(before, 40, 1), MARGIN, 46)
    plate.stamp(big, MARGIN, 104 + (150 - height) // 2)
    if after:
        line = letters(after, 46, 1)
        plate.stamp(line, SIZE[0] - MARGIN - line.width, 262)


def _discs(sheet, first, second, accent):
    """Overlapping suns, each ruled a different way."""
    rng = sheet.rng
    for index, ink in enumerate((first, second, accent, first)):
        x, y, r = (
            rng.uniform(200, 700),
            560 + 140 * index + rng.uniform(-60, 60),
            rng.uniform(210, 320) * (1 - index * 0.12),
        )
        disc = sheet.plate().disc(x, y, r)
        slant = rng.uniform(-0.8, 0.8)
        if index == 3:
            sheet.pull(ink, within(dots(sheet, lambda px, py, x=x, r=r: 0.5 + (px - x) / r / 2.4, 18), disc))
        elif index == 1:
            sheet.pull(
                ink, within(lines(sheet, lambda px, py, s=slant: px * s + py, lambda px, py: 0.55, 18), disc)
            )
        else:
            sheet.pull(ink, disc)


def _ranges(sheet, first, second, accent):
    """Ranges of hills, one behind another, under a sun."""
    rng = sheet.rng
    sheet.pull(accent, sheet.plate().disc(rng.uniform(280, 620), 620, 165))
    for index in range(5):
        base, wave, shift = 640 + index * 95, rng.uniform(30, 64), rng.uniform(0, 6)

        def crest(x, base=base, wave=wave, shift=shift):
            return base + wave * math.sin(x / 120 + shift) + wave * 0.5 * math.sin(x / 53 + shift * 2)

        hill = sheet.plate().poly([(x, crest(x)) for x in range(0, 920, 20)] + [(900, 1200), (0, 1200)])
        sheet.pull((second, first)[index % 2], hill)
        ruled = lines(sheet, lambda x, y, c=crest: y - c(x), lambda x, y, c=crest: 0.6 - (y - c(x)) / 260, 16)
        sheet.pull((first, second)[index % 2], within(ruled, hill))


def _quilt(sheet, first, second, accent):
    """A patchwork of quarter circles."""
    rng = sheet.rng
    plates = {ink: sheet.plate() for ink in (first, second, accent)}
    order = list(plates)
    size = 130
    for row in range(6):
        for column in range(6):
            x, y = MARGIN + column * size, TOP + row * size
            back, front, spot = rng.sample(order, 3)
            plates[back].box(x, y, x + size, y + size)
            for ink in (front, spot):
                plates[ink].box(x, y, x + size, y + size, cut=True)
            corner = rng.randrange(4)
            cx, cy = x + size * (corner % 2), y + size * (corner // 2)
            start = (0, 90, 270, 180)[corner]
            for radius, ink, under in (
                (size, front, back),
                (size * 0.66, spot, front),
                (size * 0.33, back, spot),
            ):
                shape = [(cx, cy), *arc(cx, cy, radius, radius, start, start + 90, 16)]
                plates[under].poly(shape, cut=True)
                plates[ink].poly(shape)
    for ink, plate in plates.items():
        sheet.pull(ink, plate)


def _lamp(sheet, first, second, accent):
    """Rays and rings spreading from one light."""
    x, y = sheet.rng.uniform(320, 580), sheet.rng.uniform(620, 860)
    beams = sheet.plate()
    rays(beams, x, y, 0, 1100, sheet.rng.choice((18, 24, 30)), 6, start=sheet.rng.uniform(0, 12))
    sheet.pull(second, beams)
    sheet.pull(
        first,
        lines(
            sheet,
            lambda px, py: math.hypot(px - x, py - y),
            lambda px, py: math.hypot(px - x, py - y) / 560 - 0.25,
            22,
        ),
    )
    sheet.pull(first, sheet.plate().disc(x, y, 170))
    sheet.pull(second, sheet.plate().disc(x, y, 128))
    sheet.pull(accent, sheet.plate().disc(x, y, 84))


def _tides(sheet, first, second, accent):
    """Long bands of water bending round islands of calm."""
    rng = sheet.rng
    stones = [(rng.uniform(150, 750), rng.uniform(480, 1020), rng.uniform(60, 130)) for _ in range(4)]

    def bend(x, y):
        push = sum(
            r * 1.5 * math.exp(-(((x - sx) / (r * 2)) ** 2 + ((y - sy) / r) ** 2)) for sx, sy, r in stones
        )
        return y + push + 22 * math.sin(x / 150)

    water = sheet.plate().box(0, TOP, 900, BOTTOM)
    sheet.pull(first, water)
    sheet.pull(second, lines(sheet, bend, lambda x, y: 0.62 - (y - 420) / 1500, 26))
    moon = sheet.plate()
    for x, y, r in stones[:2]:
        moon.disc(x, y, r * 0.8)
    sheet.pull(accent, moon)


MOTIFS = (_discs, _ranges, _quilt, _lamp, _tides)
