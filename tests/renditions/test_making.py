"""What readers are served instead of an upload: its sizes, upright, with nothing of the camera."""

import pytest
from PIL import Image

from articles.renditions import encode
from tests.factories import picture_bytes
from tests.renditions.images import (
    BLUE,
    GREEN,
    ORIENTATION,
    RED,
    YELLOW,
    corners,
    near,
    renditions_of,
    saved,
    with_metadata,
)

# --- renditions: size and place ---


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


# --- renditions: nothing of the camera ---


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
