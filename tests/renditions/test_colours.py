"""The colours of what readers are served."""

import struct

import pytest

from tests.factories import picture_bytes
from tests.renditions.images import GREEN, RED, colour_of, corners, near, saved

# Primaries adapted to D50, as in the profiles of Display P3 and Adobe RGB (1998), and their gamma.
PRIMARIES = {
    "Display P3": (((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)), 2.2),
    "Adobe RGB": (((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)), 2.2),
}


def icc_profile(primaries, gamma, space=b"RGB "):
    """Build a version 2 matrix or grey profile (ICC.1:2001-04, clauses 6 and 8)."""

    def fixed(value):
        return struct.pack(">i", round(value * 65536))

    def tag_xyz(values):
        return b"XYZ \0\0\0\0" + b"".join(fixed(value) for value in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    text = b"Test\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * (8 + 4 + 67 + 3)
    tags = [
        (b"desc", description),
        (b"cprt", b"text\0\0\0\0None\0\0\0\0"),
        (b"wtpt", tag_xyz((0.9642, 1.0, 0.8249))),
    ]
    if space == b"RGB ":
        tags += [
            (name.encode(), tag_xyz(xyz))
            for name, xyz in zip(("rXYZ", "gXYZ", "bXYZ"), primaries, strict=True)
        ]
        tags += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    else:
        tags += [(b"kTRC", curve)]
    offset, table, body = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, data in tags:
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", offset + len(body), len(data))
        body += data
    size = 128 + len(table) + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x02100000, b"mntr", space, b"XYZ ")
    head += b"\0" * 12 + b"acsp" + b"\0" * 28 + fixed(0.9642) + fixed(1) + fixed(0.8249)
    return head + b"\0" * (128 - len(head)) + table + body


def in_srgb(colour, primaries, gamma):
    """``colour`` of the profile in 8-bit sRGB, by IEC 61966-2-1 and the D50 matrix of sRGB; None out of gamut."""
    linear = [(value / 255) ** gamma for value in colour]
    x, y, z = (
        sum(part * column[row] for part, column in zip(linear, primaries, strict=True)) for row in range(3)
    )
    matrix = ((3.1339, -1.6169, -0.4906), (-0.9785, 1.9160, 0.0333), (0.0720, -0.2290, 1.4057))
    result = []
    for a, b, c in matrix:
        value = min(max(a * x + b * y + c * z, 0), 1)
        result.append(
            round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))
        )
    return tuple(result)


@pytest.mark.parametrize("name", PRIMARIES)
@pytest.mark.parametrize("colour", [(120, 80, 40), (90, 160, 120), (200, 190, 180), (60, 70, 140)])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_colours_of_a_wide_profile_become_the_right_srgb(name, colour, format):
    primaries, gamma = PRIMARIES[name]
    options = {} if format == "PNG" else {"quality": 95}
    data = picture_bytes(format, colour=colour, icc_profile=icc_profile(primaries, gamma), **options)
    expected = in_srgb(colour, primaries, gamma)
    assert not near(expected, colour, by=3) or name == "Display P3"
    assert near(colour_of(data), expected)


def test_the_right_colours_are_not_the_untouched_numbers():
    primaries, gamma = PRIMARIES["Adobe RGB"]
    data = picture_bytes("PNG", colour=(60, 170, 60), icc_profile=icc_profile(primaries, gamma))
    assert not near(colour_of(data), (60, 170, 60), by=15)


def test_a_grey_profile_is_applied():
    data = picture_bytes("PNG", mode="L", colour=128, icc_profile=icc_profile((), 1.0, b"GRAY"))
    assert near(colour_of(data), (188, 188, 188))


@pytest.mark.parametrize("profile", [b"junk", b"", icc_profile(*PRIMARIES["Adobe RGB"])[:300]])
def test_a_broken_profile_says_nothing(profile):
    assert near(colour_of(picture_bytes("PNG", colour=RED, icc_profile=profile)), RED)


def test_a_profile_of_another_kind_of_colours_says_nothing():
    profile = icc_profile(*PRIMARIES["Adobe RGB"])
    assert near(colour_of(picture_bytes("PNG", mode="L", colour=90, icc_profile=profile)), (90, 90, 90))


@pytest.mark.parametrize(
    ("mode", "format", "colour", "expected"),
    [
        ("CMYK", "JPEG", (0, 0, 0, 0), (255, 255, 255)),
        ("CMYK", "JPEG", (0, 0, 0, 255), (0, 0, 0)),
        ("CMYK", "JPEG", (255, 0, 0, 0), (0, 255, 255)),
        ("L", "JPEG", 90, (90, 90, 90)),
        ("L", "PNG", 90, (90, 90, 90)),
        ("1", "PNG", 1, (255, 255, 255)),
        ("I;16", "PNG", 0x5A00, (90, 90, 90)),
        ("I;16", "PNG", 0xFFFF, (255, 255, 255)),
        ("LA", "PNG", (90, 255), (90, 90, 90)),
        ("LA", "PNG", (90, 0), (255, 255, 255)),
        ("RGBA", "PNG", (*RED, 255), RED),
        ("RGBA", "PNG", (*RED, 0), (255, 255, 255)),
        ("RGBA", "PNG", (0, 0, 0, 128), (127, 127, 127)),
        ("RGBA", "WEBP", (*RED, 0), (255, 255, 255)),
        ("RGBA", "AVIF", (*RED, 0), (255, 255, 255)),
    ],
)
def test_every_kind_of_pixel_comes_out_in_its_colour_on_white(mode, format, colour, expected):
    assert near(colour_of(picture_bytes(format, mode=mode, colour=colour)), expected)


def test_a_palette_comes_out_in_its_colours_and_its_transparent_colour_white():
    image = corners().quantize(4)
    assert near(colour_of(saved(image, "PNG"), at=(0.1, 0.1)), RED, by=40)
    see_through = image.getpixel((1, 1))
    data = saved(image, "PNG", transparency=see_through)
    assert near(colour_of(data, at=(0.1, 0.1)), (255, 255, 255), by=40)
    assert near(colour_of(data, at=(0.9, 0.1)), GREEN, by=40)


@pytest.mark.parametrize(
    "image", [corners().quantize(4), corners(), corners().convert("L")], ids=["P", "RGB", "L"]
)
def test_a_transparent_colour_stays_transparent_beside_a_profile(image):
    space = b"GRAY" if image.mode == "L" else b"RGB "
    profile = icc_profile(*PRIMARIES["Adobe RGB"], space=space)
    data = saved(image, "PNG", transparency=image.getpixel((1, 1)), icc_profile=profile)
    assert near(colour_of(data, at=(0.1, 0.1)), (255, 255, 255), by=40)


@pytest.mark.parametrize(("mode", "colour"), [("RGBA", (60, 170, 60, 255)), ("RGBA", (60, 170, 60, 0))])
def test_transparency_and_profile_are_both_kept_right(mode, colour):
    primaries, gamma = PRIMARIES["Adobe RGB"]
    data = picture_bytes("PNG", mode=mode, colour=colour, icc_profile=icc_profile(primaries, gamma))
    expected = in_srgb(colour[:3], primaries, gamma) if colour[3] else (255, 255, 255)
    assert near(colour_of(data), expected)


def test_16_bit_grey_with_a_profile_is_not_black():
    data = picture_bytes("PNG", mode="I;16", colour=0x8000, icc_profile=icc_profile((), 1.0, b"GRAY"))
    assert near(colour_of(data), (188, 188, 188))
