"""Pictures: what is refused by its bytes, and what is known of the others."""

import hashlib
import math
import struct
import time
import zlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from articles import renditions
from articles.renditions import inspect
from tests.factories import picture_bytes
from tests.renditions.images import (
    ORIENTATION,
    png_header,
    refusal,
    renditions_of,
    saved,
)

# --- refusals ---

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


# --- facts ---


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
