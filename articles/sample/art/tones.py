"""Tones from flat ink: engraved lines, halftone dots, and the masks that hold them.

A tone or a phase is a function of page position. It is worked out on a coarse grid and enlarged, so scenes
can use any formula without a loop over pixels. All masks are L images of the sheet's `plate_size`, 255
where ink goes.
"""

import math
from array import array
from functools import lru_cache

from PIL import Image, ImageChops, ImageMath

from .press import BLEED, Plate

GRID = 18


def _grid(sheet, function):
    """Return `function(x, y)` over the page as a small F image, one pixel to about GRID px of the sheet."""
    width, height = sheet.plate_size
    columns, rows = math.ceil(width / GRID), math.ceil(height / GRID)
    dx, dy = width / columns, height / rows
    xs = [(i + 0.5) * dx - BLEED for i in range(columns)]
    values = array("f")
    for j in range(rows):
        y = (j + 0.5) * dy - BLEED
        values.extend([function(x, y) for x in xs])
    return Image.frombytes("F", (columns, rows), values.tobytes())


def field(sheet, function):
    """Return a smooth tone: `function(x, y)` from 0 (no ink) to 1 (solid)."""
    small = _grid(sheet, lambda x, y: 255 * function(x, y)).convert("L")
    return small.resize(sheet.plate_size, Image.Resampling.BICUBIC)


def lines(sheet, phase, tone, pitch=14):
    """Return engraved lines: one line each `pitch` px of `phase(x, y)`, swelling with `tone`.

    `phase` gives a position in px: `lambda x, y: y` rules level lines, a distance rules rings. `tone` is a
    function for `field` or an L mask.
    """
    small = _grid(sheet, lambda x, y: phase(x, y) * 256 / pitch + 25600)
    steps = small.resize(sheet.plate_size, Image.Resampling.BILINEAR).convert("I")
    wrapped = ImageMath.lambda_eval(lambda args: args["steps"] & 255, steps=steps).convert("L")
    screen = wrapped.point([20 + int(abs(v - 128) * 215 / 128) for v in range(256)])
    return _against(tone if isinstance(tone, Image.Image) else field(sheet, tone), screen, 430 / pitch)


def dots(sheet, tone, pitch=14):
    """Return a halftone of `tone` (a function for `field`, or an L mask) with its screen at 45 degrees."""
    screen = _dot_screen(sheet.plate_size, pitch)
    return _against(tone if isinstance(tone, Image.Image) else field(sheet, tone), screen, 500 / pitch)


@lru_cache(maxsize=4)
def _dot_screen(size, pitch):
    tile = Image.new("L", (pitch, pitch))
    turn = 2 * math.pi / pitch
    tile.putdata(
        [
            int(127.5 + 54 * (math.cos(turn * (x + 0.5)) + math.cos(turn * (y + 0.5))))
            for y in range(pitch)
            for x in range(pitch)
        ]
    )
    screen = Image.new("L", size)
    row = Image.new("L", (size[0], pitch))
    for x in range(0, size[0], pitch):
        row.paste(tile, (x, 0))
    for y in range(0, size[1], pitch):
        screen.paste(row, (0, y))
    return screen


def _against(tone, screen, slope):
    """Return ink where `tone` is above `screen`, with edges about a pixel soft."""
    return ImageChops.subtract(tone, screen, slope / 255, 128)


def as_mask(block):
    """Return an L mask for a Plate or a mask."""
    return block.mask() if isinstance(block, Plate) else block


def within(block, *others):
    """Return the part of `block` inside every one of `others`."""
    mask = as_mask(block)
    for other in others:
        mask = ImageChops.multiply(mask, as_mask(other))
    return mask


def without(block, *others):
    """Return `block` with `others` carved out of it."""
    mask = as_mask(block)
    for other in others:
        mask = ImageChops.subtract(mask, as_mask(other))
    return mask
