"""Pictures to sizes and formats: checked on the way in, encoded after commit, never while a page renders."""

import hashlib
import io
import math
import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from . import likeness
from .models import Picture, Rendition
from .models.pictures import ALT_OR_DECORATIVE, beginning

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 30_000  # JPEG and AVIF end at 65,500
OPENERS = ("JPEG", "PNG", "WEBP", "AVIF")
# What Pillow finds with them: MPO is a JPEG with a second picture behind the first, as some cameras write.
FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
WIDTHS = (320, 640, 960, 1280, 1920)
# AVIF at 45 looks like JPEG at 70; on a page that opens with a picture its bytes are what the reader waits for.
ENCODINGS = {
    Rendition.Format.AVIF: {"format": "AVIF", "quality": 45, "speed": 8},
    Rendition.Format.JPEG: {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class BadPicture(ValueError):
    """The bytes are not a picture that can be shown; the message says what to do."""


@dataclass(frozen=True)
class Facts:
    """What was found in a picture's bytes. Width and height in pixels, upright."""

    format: str
    width: int
    height: int
    sha256: str
    fingerprint: str = ""


def inspect(file):
    """Return the Facts of the image in the open binary ``file``, judged by its content; raise BadPicture.

    The whole picture is decoded once, so that a truncated file is refused here and not in front of a reader.
    """
    file.seek(0, io.SEEK_END)
    if file.tell() > MAX_BYTES:
        raise BadPicture(f"The file has {file.tell() / 1e6:.0f} MB; at most 25 MB fit. Save it smaller.")
    file.seek(0)
    data = file.read()
    file.seek(0)
    try:
        with _open(data) as image:
            upright = _upright_size(image)
            image.load()
            found = FORMATS[image.format]
            looks = likeness.fingerprint(_small_and_grey(image))
    except BadPicture:
        raise
    except Exception as error:  # Pillow's decoders raise a dozen kinds on broken bytes
        raise BadPicture("The picture is damaged and cannot be opened. Export it again.") from error
    return Facts(found, *upright, hashlib.sha256(data).hexdigest(), looks)


def encode(data, *, focal=(0.5, 0.5), ratio=None):
    """Yield (format, width, height, bytes) for every rendition of the picture in ``data``.

    Upright, in sRGB, without EXIF or any other metadata, never larger than the original. ``ratio`` (width by
    height) crops around the focal point, two fractions from the top left.
    """
    with _open(data) as image:
        picture = _srgb(ImageOps.exif_transpose(image))
    if ratio:
        left, top, width, height = crop(picture.size, ratio, focal)
        picture = picture.crop((left, top, left + width, top + height))
    width, height = picture.size
    for wanted in sorted({min(wanted, width) for wanted in WIDTHS}):
        size = (wanted, max(1, round(height * wanted / width)))
        scaled = (
            picture
            if size == picture.size
            else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        )
        for name, options in ENCODINGS.items():
            buffer = io.BytesIO()
            scaled.save(buffer, **options)
            yield name, *size, buffer.getvalue()


def make(picture):
    """Encode every rendition of ``picture`` and store those that are missing. Twice is the same as once.

    Those of bytes that were there before go in the moment these are stored: pages are never without a picture.
    """
    with picture.original.open("rb") as original:
        data = original.read()
    now = picture.renditions.filter(file__startswith=beginning(picture))
    have, made = set(now.values_list("format", "width")), []
    for name, width, height, encoded in encode(data):
        if (name, width) in have:
            continue
        rendition = Rendition(picture=picture, format=name, width=width, height=height, bytes=len(encoded))
        rendition.file.save(f"{width}.{name}", ContentFile(encoded), save=False)
        made.append(rendition)
    with transaction.atomic():
        picture.renditions.exclude(pk__in=now).delete()
        for rendition in made:
            rendition.save()


def add(data, **words):
    """Store the picture in ``data`` (bytes) with ``words`` (fields of Picture) and have its renditions made.

    Returns the Picture; raises BadPicture or ValidationError and then has stored nothing.
    """
    picture = Picture(**words)
    take(picture, ContentFile(data, name="original"))
    picture.full_clean()
    if not (picture.decorative or picture.alt):
        raise ValidationError(ALT_OR_DECORATIVE, code="no_alt")
    picture.save()
    likeness.compare(picture)
    make_soon(picture)
    return picture


def take(picture, file):
    """Put ``file`` (an open upload) into ``picture``, unsaved, with what was found in its bytes; raise BadPicture."""
    facts = inspect(file)
    picture.original = file
    for name in ("format", "width", "height", "sha256", "fingerprint"):
        setattr(picture, name, getattr(facts, name))


def compare_all():
    """Compare every picture without a fingerprint; return how many were, and how many have no file."""
    done = lost = 0
    for picture in Picture.objects.filter(fingerprint="").iterator():
        try:
            with picture.original.open("rb") as original:
                picture.fingerprint = inspect(original).fingerprint
        except (OSError, BadPicture):
            lost += 1
            continue
        picture.save(update_fields=["fingerprint"])
        likeness.compare(picture)
        done += 1
    return done, lost


def make_soon(picture):
    """Have the renditions of ``picture`` made by a background task once the transaction has committed."""
    transaction.on_commit(lambda: make_renditions.enqueue(picture.pk))


@task()
def make_renditions(picture_id):
    """Background task: make the renditions of a picture that still exists."""
    if picture := Picture.objects.filter(pk=picture_id).first():
        make(picture)


def _open(data):
    """Return the opened, not yet decoded image; raise BadPicture on another kind of file or too many pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=OPENERS)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise BadPicture("The picture has more than 40 megapixels. Save it smaller.") from error
        except UnidentifiedImageError as error:
            raise BadPicture(
                "This is not a JPEG, PNG, WebP or AVIF picture, whatever its name says."
            ) from error
    if image.width * image.height > MAX_PIXELS:
        megapixels = math.ceil(image.width * image.height / 1e6)
        raise BadPicture(f"The picture has {megapixels} megapixels; at most 40 fit. Save it smaller.")
    if max(image.size) > MAX_SIDE:
        raise BadPicture(
            f"The picture has a side of {max(image.size)} pixels; at most {MAX_SIDE} fit. Crop it."
        )
    return image


def _upright_size(image):
    """Return (width, height) after the EXIF orientation is applied."""
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if turned else image.size


def _small_and_grey(image):
    """Return ``image`` upright in greys, small enough that a large one costs little."""
    small = image.resize((288, 256), reducing_gap=2.0) if image.mode not in ("P", "1") else image
    return _srgb(ImageOps.exif_transpose(small)).convert("L")


def _srgb(image):
    """Return ``image`` as RGB in the sRGB colour space, transparency on white, without metadata."""
    profile = image.info.get("icc_profile")
    alpha = None
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")  # 16 bits a pixel
    elif image.has_transparency_data:
        alpha = image.convert("RGBA").getchannel("A")
    # What a profile can speak of: grey, RGB or CMYK, without an alpha channel.
    colours = image.convert({"L": "L", "LA": "L", "1": "L", "CMYK": "CMYK"}.get(image.mode, "RGB"))
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            colours = ImageCms.profileToProfile(colours, source, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile says nothing about the colours: take them as sRGB
    picture = colours.convert("RGB")
    if alpha:
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=alpha)
        picture = white
    picture.info.clear()
    return picture


def crop(size, ratio, focal):
    """Return (left, top, width, height) of the largest part of ``size`` with ``ratio`` around the focal point.

    ``ratio`` is width by height; ``focal`` two fractions from the top left. All whole pixels.
    """
    width, height = _largest(size, ratio)
    return round((size[0] - width) * focal[0]), round((size[1] - height) * focal[1]), width, height


def _largest(size, ratio):
    """Return the largest (width, height) of ``ratio`` that fits into ``size``."""
    width, height = size
    return (
        (width, max(1, round(width / ratio)))
        if width / height < ratio
        else (max(1, round(height * ratio)), height)
    )
