"""Pictures to try, and what became of them."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from articles.renditions import BadPicture, encode, inspect

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F
RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 180, 40), (30, 50, 210), (230, 210, 40)


def saved(image, format, **options):
    buffer = BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def decoded(data):
    image = Image.open(BytesIO(data))
    image.load()
    return image


def renditions_of(data, **options):
    """Every rendition of ``data`` as {(format, width): (declared size, decoded image)}."""
    return {(str(name), w): ((w, h), decoded(encoded)) for name, w, h, encoded in encode(data, **options)}


def colour_of(data, at=(0.5, 0.5)):
    """The colour of the largest JPEG rendition at a point, two fractions from the top left."""
    found = renditions_of(data)
    _, image = found[max(key for key in found if key[0] == "jpeg")]
    return image.convert("RGB").getpixel((int(at[0] * (image.width - 1)), int(at[1] * (image.height - 1))))


def near(colour, expected, by=6):
    return all(abs(one - other) <= by for one, other in zip(colour, expected, strict=True))


def refusal(data):
    with pytest.raises(BadPicture) as refused:
        inspect(BytesIO(data))
    return str(refused.value)


def png_header(width, height):
    """Return a PNG that says it has that size and has no pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    start = (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )
    return start + struct.pack(">I", 9) + b"IDAT"


def corners():
    """A picture 40 by 20 with another colour in each quarter: red green over blue yellow."""
    image = Image.new("RGB", (40, 20), RED)
    image.paste(GREEN, (20, 0, 40, 10))
    image.paste(BLUE, (0, 10, 20, 20))
    image.paste(YELLOW, (20, 10, 40, 20))
    return image


def with_metadata(format):
    exif = Image.Exif()
    exif[MAKE] = "SecretCamera"
    exif[0x013B] = "Secret Photographer"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif, "icc_profile": profile, "xmp": b"<x:xmpmeta>SecretXmp</x:xmpmeta>"}
    return saved(corners().resize((400, 200)), format, **options)
