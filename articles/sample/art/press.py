"""The press: plates that are cut, and the sheet of paper they are pulled on.

A scene asks its `Sheet` for plates, cuts shapes into them, and pulls each one in an ink. The sheet supplies
what makes it a print: paper fibre, specks the ink missed, uneven rolling, and plates a pixel or two off.
Plates are drawn at `SCALE` times the page's size, with a margin (`BLEED`) so that a shifted plate has no bare edge.

Everything comes from `random.Random(seed)`: Pillow's own `Image.effect_noise` cannot be seeded.
"""

from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont

from . import cutting, inks

BLEED = 8
SCALE = 2


@lru_cache(maxsize=8)
def _noise(width, height, seed):
    """Return seeded white noise as an L image."""
    return Image.frombytes("L", (width, height), Random(seed).randbytes(width * height))


@lru_cache(maxsize=2)
def _tooth(size):
    """Return the L image each inked area is multiplied by: specks of bare paper, and a rolled unevenness."""
    width, height = size
    fine = _noise(width // 2, height // 2, "tooth").resize(size, Image.Resampling.BICUBIC)
    specks = fine.point([100 if v < 6 else 205 if v < 17 else 255 for v in range(256)])
    roll = _noise(width // 9, height // 9, "roll").resize(size, Image.Resampling.BICUBIC)
    cloud = _noise(width // 90, height // 90, "cloud").resize(size, Image.Resampling.BICUBIC)
    uneven = ImageChops.add(roll, cloud, 2).point([228 + v * 27 // 255 for v in range(256)])
    return ImageChops.multiply(specks, uneven)


@lru_cache(maxsize=2)
def _paper(size, colour):
    """Return a sheet of `colour` paper with a faint fibre."""
    width, height = size
    fibre = _noise(width // 5, height // 2, "fibre").resize(size, Image.Resampling.BICUBIC)
    darker = tuple(int(part * 0.94) for part in colour)
    return Image.composite(Image.new("RGB", size, colour), Image.new("RGB", size, darker), fibre)


def letters(text, size, weight):
    """Return `text` as an L image trimmed to its ink: Pillow's typeface, `size` px, `weight` px bolder."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = font.getbbox(text, stroke_width=weight)
    image = Image.new("L", (int(right - left) + 2, int(bottom - top) + 2), 0)
    ImageDraw.Draw(image).text((1 - left, 1 - top), text, fill=255, font=font, stroke_width=weight)
    return image


class Plate:
    """One block to be inked: shapes print, shapes drawn with `cut=True` are carved away again."""

    def __init__(self, size, rng, scale):
        self._size = size
        self._rng = rng
        self._scale = scale
        self._image = Image.new("L", (size[0] * self._scale, size[1] * self._scale), 0)
        self._draw = ImageDraw.Draw(self._image)
        self._inked = None

    def poly(self, points, cut=False, rough=1.0):
        """Fill the outline `points`, its edges off by `rough` px."""
        if rough:
            points = cutting.roughen(points, self._rng, rough)
        cells = [((x + BLEED) * self._scale, (y + BLEED) * self._scale) for x, y in points]
        self._draw.polygon(cells, fill=0 if cut else 255)
        if not cut:
            xs, ys = [x for x, _ in cells], [y for _, y in cells]
            self._mark(min(xs), min(ys), max(xs), max(ys))
        return self

    def _mark(self, left, top, right, bottom):
        """Remember that the plate is inked in this part, so that `mask` need look at no other."""
        if self._inked:
            left, top = min(left, self._inked[0]), min(top, self._inked[1])
            right, bottom = max(right, self._inked[2]), max(bottom, self._inked[3])
        self._inked = (left, top, right, bottom)

    def curve(self, points, cut=False, rough=0.6):
        """Fill the smooth closed outline through `points`."""
        return self.poly(cutting.smooth(points), cut, rough)

    def box(self, x0, y0, x1, y1, cut=False, rough=1.0):
        """Fill an upright rectangle."""
        return self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], cut, rough)

    def disc(self, x, y, rx, ry=None, cut=False, rough=0.7):
        """Fill a circle, or an ellipse when `ry` is given."""
        steps = max(10, int(rx / 4) + 8)
        return self.poly(cutting.arc(x, y, rx, ry or rx, 0, 360 * (1 - 1 / steps), steps - 1), cut, rough)

    def line(self, points, width, cut=False, rough=0.5):
        """Draw a band of even width along `points`."""
        return self.poly(cutting.ribbon(points, [width] * len(points)), cut, rough)

    def gouge(self, points, width, cut=False, thin_start=True, thin_end=True, rough=0.3):
        """Draw a mark that swells and tapers along `points`, as a gouge leaves it."""
        if len(points) == 2:
            points = cutting.along(points[0], points[1], 8)
        return self.poly(cutting.leaf(points, width, thin_start, thin_end), cut, rough)

    def stamp(self, mask, x, y, cut=False):
        """Print (or carve) an L image, such as set type, with its top left corner at (x, y)."""
        big = mask.resize((mask.width * self._scale, mask.height * self._scale), Image.Resampling.BICUBIC)
        left, top = int((x + BLEED) * self._scale), int((y + BLEED) * self._scale)
        self._image.paste(0 if cut else 255, (left, top), big)
        if not cut:
            self._mark(left, top, left + big.width, top + big.height)
        return self

    def mask(self):
        """Return the plate as an L image at page scale, margin included."""
        full = Image.new("L", self._size, 0)
        if self._inked:
            left, top = (max(0, int(edge) // self._scale - 1) for edge in self._inked[:2])
            right, bottom = (
                min(end, int(edge) // self._scale + 2)
                for edge, end in zip(self._inked[2:], self._size, strict=True)
            )
            if left < right and top < bottom:
                box = tuple(edge * self._scale for edge in (left, top, right, bottom))
                part = self._image.reduce(self._scale, box)
                full.paste(part, (left, top))
        return full


class Sheet:
    """A sheet of paper of `size` px. Scenes draw through it: `plate()` to cut, `pull()` to print."""

    def __init__(self, size, seed, scale=SCALE):
        self.size = size
        self._scale = scale
        self.plate_size = (size[0] + 2 * BLEED, size[1] + 2 * BLEED)
        self.rng = Random(seed)
        self.page = _paper(size, inks.PAPER).copy()
        self._shifts = {}

    def plate(self):
        """Return a fresh, uncut plate."""
        return Plate(self.plate_size, self.rng, self._scale)

    def flood(self, ink):
        """Print the whole sheet in `ink`."""
        self.pull(ink, Image.new("L", self.plate_size, 255))

    def pull(self, ink, block, over=False, strength=1.0):
        """Print `block` (a Plate, or an L mask of `plate_size`) in `ink`.

        Ink is opaque unless `over` is true, when it multiplies with what is under it. Every pull of one ink
        is off by the same pixel or two, as one screen would be. `strength` below 1 thins the ink.
        """
        mask = block.mask() if isinstance(block, Plate) else block
        if ink not in self._shifts:
            self._shifts[ink] = (self.rng.randint(-2, 2), self.rng.randint(-2, 2))
        dx, dy = self._shifts[ink]
        left, top = BLEED - dx, BLEED - dy
        mask = mask.crop((left, top, left + self.size[0], top + self.size[1]))
        box = mask.getbbox()
        if box is None:
            return
        mask = mask.crop(box)
        worn = ImageChops.offset(_tooth(self.size), dx * 97, dy * 61).crop(box)
        mask = ImageChops.multiply(mask, worn)
        if strength < 1:
            mask = mask.point([int(v * strength) for v in range(256)])
        if over:
            under = self.page.crop(box)
            tint = Image.new("RGB", under.size, ink)
            self.page.paste(ImageChops.multiply(under, tint), box[:2], mask)
        else:
            self.page.paste(ink, box, mask)
