"""A card, drawn: the question as large as it fits, its period's name and colour, who answered, and the site's name."""

import io
import math
import unicodedata
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).with_name("newsreader.ttf")
SIZE = (1200, 630)
# Pixels: the band of colour at the left, the space around the text, between the two texts at the foot, and above the
# question.
BAND, MARGIN, BETWEEN, TOP = 36, 84, 48, 92
PAPER, INK, SOFT, RULE = "#fbf9f4", "#1b1916", "#5a554b", "#d8d1c1"
LARGEST, SMALLEST, SMALL = 96, 40, 32  # letter sizes in pixels
LEADING = 1.14
COLOURS = 48  # enough for smooth letters in four inks; a third of the bytes of full colour
# Degrees of .hue-0 to .hue-13 in base.css, and the lightness and chroma of --tint on light paper.
HUES = (130, 72, 48, 28, 8, 350, 328, 304, 282, 262, 240, 214, 188, 160)
NO_PERIOD = 30
LIGHTNESS, CHROMA = 0.46, 0.125


def draw(question, *, site, period="", period_id=None, signed="", size=SIZE):
    """Return a card of ``size`` as PNG bytes, or None where the font lacks a letter of ``question``.

    ``signed`` is the line about who answered. A small line that the font cannot print is left out.
    """
    if not can_draw(question):
        return None
    question, site, period, signed = (_tidy(text) for text in (question, site, period, signed))
    tint = rgb(LIGHTNESS, CHROMA, NO_PERIOD if period_id is None else HUES[period_id % len(HUES)])
    width, height = size
    image = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, BAND, height), fill=tint)
    left, right, bottom = BAND + MARGIN, width - MARGIN, height - 60
    small = _font(SMALL)
    if period and _has_letters(period):
        pen.text((left, 66), _fitted(period, small, right - left), font=small, fill=tint, anchor="ls")
    room = bottom - SMALL - 44 - TOP
    letters, lines = _set(question, right - left, room, LARGEST + (height - SIZE[1]) // 16)
    # A wide card is filled from the top; in a tall one the words stand in the middle of what they leave.
    top = TOP + max(0, round(room - len(lines) * letters * LEADING) // 2) * (height > SIZE[1])
    for number, line in enumerate(lines):
        baseline = top + round(letters * (0.86 + LEADING * number))
        pen.text((left, baseline), line, font=_font(letters), fill=INK, anchor="ls")
    pen.line((left, bottom - SMALL - 20, right, bottom - SMALL - 20), fill=RULE, width=2)
    site = _fitted(site, small, (right - left) // 2) if _has_letters(site) else ""
    pen.text((left, bottom), site, font=small, fill=INK, anchor="ls")
    if signed and _has_letters(signed):
        signed = _fitted(signed, small, right - left - small.getlength(site) - BETWEEN)
        pen.text((right, bottom), signed, font=small, fill=SOFT, anchor="rs")
    buffer = io.BytesIO()
    image.quantize(COLOURS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def can_draw(question):
    """Whether there is something to draw and the font has every letter of it."""
    question = _tidy(question)
    return bool(question) and _has_letters(question)


def rgb(lightness, chroma, hue):
    """Return the sRGB colour (three whole numbers to 255) of CSS ``oklch(lightness chroma hue)``; hue in degrees.

    The matrices are those of CSS Color 4, section 9; what lies outside sRGB is cut off.
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return tuple(round(255 * _gamma(min(1, max(0, part)))) for part in linear)


def _tidy(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def _gamma(part):
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _set(text, width, height, largest):
    """Return the largest size at which ``text`` fits, and its lines; at the smallest, as many lines as fit."""
    for size in range(largest, SMALLEST - 1, -4):
        lines = _wrapped(text, _font(size), width)
        room = int(height / (size * LEADING))
        if len(lines) <= room:
            return size, lines
    return size, [*lines[: room - 1], _fitted(f"{lines[room - 1]} …", _font(size), width)]


def _wrapped(text, font, width):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        while font.getlength(word) > width:  # a word wider than the card is broken where it must be
            kept = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or font.getlength(word[:n]) <= width)
            lines[-1:] = [word[:kept], ""]
            word = word[kept:]
        lines[-1] = word
    return lines


def _fitted(text, font, width):
    """Return ``text``, cut with an ellipsis where it is wider than ``width``."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip(' …')}…"


def _has_letters(text):
    """Whether the font has every letter of ``text``: a card with boxes in it is worse than none."""
    font = _font(SMALL)
    box = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(letter)) != box for letter in set(text) - {" "})


@cache
def _font(size):
    return ImageFont.truetype(FONT, size)
