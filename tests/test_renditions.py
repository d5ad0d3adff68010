"""Pictures: what is refused by its bytes, and what readers are served instead of an upload."""

import hashlib
import math
import struct
import time
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from PIL import Image, ImageCms

from articles import renditions
from articles.models import Picture, Rendition
from articles.renditions import BadPicture, encode, inspect
from tests.factories import PictureFactory, picture_bytes

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


# --- refusals -------------------------------------------------------------------------------

NOT_A_PICTURE = "This is not a JPEG, PNG, WebP or AVIF picture, whatever its name says."
DAMAGED = "The picture is damaged and cannot be opened. Export it again."


@pytest.mark.parametrize("format", ["GIF", "TIFF", "BMP", "PPM", "ICO", "PDF", "JPEG2000"])
def test_other_formats_are_refused_by_their_content(format):
    assert refusal(picture_bytes(format)) == NOT_A_PICTURE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 5000,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><body>Not found</body></html>",
        b"%PDF-1.7",
        b"\x7fELF" + b"\x01" * 400,
    ],
)
def test_what_is_no_picture_is_refused(data):
    assert refusal(data) == NOT_A_PICTURE


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.98])
def test_a_truncated_picture_is_refused(format, kept):
    whole = saved(Image.effect_noise((200, 150), 60).convert("RGB"), format)
    assert refusal(whole[: int(len(whole) * kept)]) in (DAMAGED, NOT_A_PICTURE)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_with_its_signature_only_is_refused(format):
    assert refusal(picture_bytes(format)[:32]) in (DAMAGED, NOT_A_PICTURE)


def test_a_file_over_25_mb_is_refused_without_being_opened(monkeypatch):
    monkeypatch.setattr(renditions, "_open", None)
    assert (
        refusal(b"\xff" * (25 * 1024 * 1024 + 1)) == "The file has 26 MB; at most 25 MB fit. Save it smaller."
    )


def test_a_file_of_25_mb_is_not_too_large():
    data = picture_bytes() + b"\x00" * (25 * 1024 * 1024 - len(picture_bytes()))
    assert inspect(BytesIO(data)).format == "jpeg"


@pytest.mark.parametrize("size", [(8001, 5000), (5000, 8001), (9000, 9000)])
def test_more_than_40_megapixels_are_refused(size):
    megapixels = math.ceil(size[0] * size[1] / 1e6)
    assert (
        refusal(png_header(*size))
        == f"The picture has {megapixels} megapixels; at most 40 fit. Save it smaller."
    )


def test_a_picture_of_exactly_40_megapixels_is_taken():
    data = picture_bytes("PNG", mode="1", size=(8000, 5000), colour=1)
    assert (inspect(BytesIO(data)).width, inspect(BytesIO(data)).height) == (8000, 5000)


@pytest.mark.parametrize("size", [(20_000, 10_000), (100_000, 100_000), (2**31 - 1, 2**31 - 1)])
def test_a_decompression_bomb_is_refused_at_once(size):
    started = time.process_time()
    assert refusal(png_header(*size)) == "The picture has more than 40 megapixels. Save it smaller."
    assert time.process_time() - started < 0.5


def test_a_bomb_in_a_text_chunk_is_refused():
    text = zlib.compress(b"\x00" * 80_000_000)
    body = b"zTXt" + b"Comment\x00\x00" + text
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    whole = picture_bytes("PNG")
    assert refusal(whole[:33] + chunk + whole[33:]) == DAMAGED


@pytest.mark.parametrize("size", [(1, 30_001), (30_001, 1)])
def test_a_side_that_no_encoder_takes_is_refused(size):
    assert refusal(png_header(*size)) == "The picture has a side of 30001 pixels; at most 30000 fit. Crop it."


def test_the_longest_side_that_is_taken_can_be_encoded():
    data = picture_bytes("PNG", size=(2, 30_000))
    inspect(BytesIO(data))
    assert {image.size for _, image in renditions_of(data).values()} == {(2, 30_000)}


# --- facts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format", "found"),
    [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("MPO", "jpeg")],
)
def test_the_format_is_found_in_the_bytes_whatever_the_name(format, found):
    data = picture_bytes(format, size=(31, 17))
    facts = inspect(ContentFile(data, name="harvest.gif"))
    assert facts == renditions.Facts(found, 31, 17, hashlib.sha256(data).hexdigest())


def test_inspecting_leaves_the_file_at_its_start():
    file = BytesIO(picture_bytes())
    file.seek(7)
    inspect(file)
    assert file.tell() == 0


@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_of_the_upright_picture(orientation):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    facts = inspect(BytesIO(picture_bytes(size=(40, 20), exif=exif)))
    assert (facts.width, facts.height) == ((40, 20) if orientation < 5 else (20, 40))


# --- renditions: size and place ------------------------------------------------------------------


def test_renditions_are_avif_and_jpeg_at_every_width_up_to_the_picture_s():
    found = renditions_of(picture_bytes(size=(1000, 500)))
    widths = [320, 640, 960, 1000]
    assert sorted(found) == [(format, width) for format in ("avif", "jpeg") for width in widths]
    for (format, width), (declared, image) in found.items():
        assert image.format == format.upper()
        assert image.size == declared == (width, width // 2)


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((1, 1), [1]),
        ((319, 10), [319]),
        ((320, 10), [320]),
        ((2500, 10), [320, 640, 960, 1280, 1920]),
        ((1920, 9), [320, 640, 960, 1280, 1920]),
    ],
)
def test_nothing_is_enlarged(size, widths):
    found = renditions_of(picture_bytes(size=size))
    assert sorted({width for _, width in found}) == widths
    assert all(image.height >= 1 for _, image in found.values())


def corners():
    """A picture 40 by 20 with another colour in each quarter: red green over blue yellow."""
    image = Image.new("RGB", (40, 20), RED)
    image.paste(GREEN, (20, 0, 40, 10))
    image.paste(BLUE, (0, 10, 20, 20))
    image.paste(YELLOW, (20, 10, 40, 20))
    return image


UNTURNED = {
    1: lambda image: image,
    2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
    4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    6: lambda image: image.transpose(Image.Transpose.ROTATE_90),
    7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
    8: lambda image: image.transpose(Image.Transpose.ROTATE_270),
}


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", UNTURNED)
def test_every_exif_orientation_comes_out_upright(orientation, format):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    data = saved(UNTURNED[orientation](corners()), format, exif=exif, quality=95)
    for _, image in renditions_of(data).values():
        assert image.size == (40, 20)
        found = [image.convert("RGB").getpixel(point) for point in ((8, 4), (32, 4), (8, 15), (32, 15))]
        assert all(
            near(one, other, by=40) for one, other in zip(found, (RED, GREEN, BLUE, YELLOW), strict=True)
        )


def test_a_crop_keeps_the_focal_point():
    data = saved(corners(), "PNG")
    for focal, colour in (((0, 0), RED), ((1, 0), GREEN), ((0, 1), BLUE), ((1, 1), YELLOW)):
        _, image = renditions_of(data, ratio=1, focal=focal)["jpeg", 20]
        assert image.size == (20, 20)
        assert near(image.getpixel((10, 4 if focal[1] == 0 else 15)), colour, by=40)


@pytest.mark.parametrize(("ratio", "size"), [(1, (20, 20)), (2, (40, 20)), (4, (40, 10)), (0.5, (10, 20))])
def test_a_crop_is_the_largest_of_its_ratio(ratio, size):
    assert renditions_of(saved(corners(), "PNG"), ratio=ratio)["jpeg", size[0]][1].size == size


# --- renditions: nothing of the camera -----------------------------------------------------------


def with_metadata(format):
    exif = Image.Exif()
    exif[MAKE] = "SecretCamera"
    exif[0x013B] = "Secret Photographer"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif, "icc_profile": profile, "xmp": b"<x:xmpmeta>SecretXmp</x:xmpmeta>"}
    return saved(corners().resize((400, 200)), format, **options)


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF", "PNG"])
def test_no_rendition_carries_exif_gps_xmp_or_a_profile(format):
    data = with_metadata(format)
    assert b"SecretCamera" in data
    for (name, _), (_, image) in renditions_of(data).items():
        assert dict(image.getexif()) == {}
        assert {"exif", "icc_profile", "xmp", "comment"} & set(image.info) == set(), name
    for _, _, _, encoded in encode(data):
        assert [
            word
            for word in (b"Secret", b"Exif", b"GPS", b"xmpmeta", b"http://ns.adobe.com")
            if word in encoded
        ] == []


def test_a_comment_and_a_text_chunk_are_dropped():
    image = corners()
    assert all(b"Secret" not in encoded for *_, encoded in encode(saved(image, "JPEG", comment=b"Secret")))


# --- renditions: colours -------------------------------------------------------------------------

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


# --- storing ------------------------------------------------------------------------------------


def rows(picture):
    return list(picture.renditions.values_list("format", "width", "height"))


WORDS = {"title": "Harvest", "alt": "Reapers in a field."}


@pytest.mark.django_db
def test_a_bad_picture_stores_nothing(tmp_path):
    with pytest.raises(BadPicture):
        renditions.add(b"not a picture", **WORDS)
    with pytest.raises(ValidationError):
        renditions.add(picture_bytes(), title="Harvest")
    assert (Picture.objects.count(), list((tmp_path / "originals").rglob("*.*"))) == (0, [])


@pytest.mark.django_db
def test_renditions_are_made_after_commit_and_not_before(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        picture = renditions.add(picture_bytes(size=(400, 200)), **WORDS)
    assert (rows(picture), len(callbacks)) == ([], 1)
    callbacks[0]()
    assert rows(picture) == [("avif", 320, 160), ("avif", 400, 200), ("jpeg", 320, 160), ("jpeg", 400, 200)]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_rolled_back_makes_no_renditions(tmp_path):
    with transaction.atomic():
        renditions.add(picture_bytes(), **WORDS)
        transaction.set_rollback(True)
    assert (Picture.objects.count(), Rendition.objects.count()) == (0, 0)
    assert list((tmp_path / "media").rglob("*.*")) == []


@pytest.mark.django_db
def test_what_is_stored_is_what_was_encoded():
    picture = PictureFactory(data=picture_bytes(size=(400, 200)))
    renditions.make(picture)
    for rendition in picture.renditions.all():
        with rendition.file.open("rb") as file:
            data = file.read()
        assert len(data) == rendition.bytes
        image = decoded(data)
        assert (image.format.lower(), image.size) == (rendition.format, (rendition.width, rendition.height))


@pytest.mark.django_db
def test_the_original_is_kept_byte_for_byte_and_apart_from_what_is_served(tmp_path):
    data = with_metadata("JPEG")
    picture = PictureFactory(data=data)
    renditions.make(picture)
    with picture.original.open("rb") as file:
        assert file.read() == data
    assert picture.original.path.startswith(str(tmp_path / "originals"))
    assert all(row.file.path.startswith(str(tmp_path / "media")) for row in picture.renditions.all())


@pytest.mark.django_db
def test_making_twice_is_the_same_as_once(tmp_path):
    picture = PictureFactory(data=picture_bytes(size=(400, 200)))
    renditions.make(picture)
    before = list(picture.renditions.values()), sorted((tmp_path / "media").rglob("*.*"))
    renditions.make(picture)
    assert (list(picture.renditions.values()), sorted((tmp_path / "media").rglob("*.*"))) == before


@pytest.mark.django_db
def test_a_rendition_that_is_missing_is_made_again_and_the_others_are_left():
    picture = PictureFactory(data=picture_bytes(size=(400, 200)))
    renditions.make(picture)
    kept = set(picture.renditions.exclude(format="avif", width=320).values_list("pk", flat=True))
    picture.renditions.get(format="avif", width=320).delete()
    renditions.make(picture)
    assert len(rows(picture)) == 4
    assert kept < set(picture.renditions.values_list("pk", flat=True))


@pytest.mark.django_db
def test_other_bytes_are_served_under_another_name():
    names = set()
    for colour in (RED, GREEN):
        picture = PictureFactory(data=picture_bytes(colour=colour))
        renditions.make(picture)
        names |= {row.file.name for row in picture.renditions.all()}
    assert len(names) == 4


@pytest.mark.django_db
def test_the_task_makes_renditions_and_passes_over_a_picture_that_is_gone():
    picture = PictureFactory()
    assert renditions.make_renditions.enqueue(picture.pk).errors == []
    assert len(rows(picture)) == 2
    assert renditions.make_renditions.enqueue(picture.pk + 1).errors == []


@pytest.mark.django_db(transaction=True)
def test_in_production_the_work_is_queued_and_done_by_a_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    picture = renditions.add(picture_bytes(), **WORDS)
    assert rows(picture) == []
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)
    assert rows(picture) == [("avif", 64, 48), ("jpeg", 64, 48)]
