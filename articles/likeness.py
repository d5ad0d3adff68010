"""Pictures that look alike: the same photograph saved smaller, brighter or in another format.

A difference hash (dHash) of 64 bits: the picture, shrunk to nine by eight greys, said as "brighter or darker than
the pixel to the left". Twelve lines with Pillow; the libraries for it bring NumPy and SciPy for the same sixty-four
comparisons. Two hashes at most 3 bits apart share at least one of their four quarters, so an index on the quarters
finds every such pair, and most pairs up to NEAR bits.
"""

from django.db.models import Q
from PIL import Image

from .models import Likeness, PictureBand

NEAR = 8  # bits of 64
QUARTER = 4  # hexadecimal digits
CANDIDATES = 500


def fingerprint(grey):
    """Return the 16 hexadecimal digits of an upright picture in greys, or "" for one without contrast."""
    small = grey.resize((9, 8), Image.Resampling.LANCZOS)
    pixels = list(small.tobytes())
    bits = [
        pixels[row * 9 + column] < pixels[row * 9 + column + 1] for row in range(8) for column in range(8)
    ]
    # Of one colour, or a single slope: it would look like every other of its kind.
    if not 4 <= sum(bits) <= 60:
        return ""
    return f"{sum(bit << place for place, bit in enumerate(bits)):016x}"


def distance(one, other):
    """Return how many of 64 bits two fingerprints differ in."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def compare(picture):
    """Record which stored pictures look like ``picture``, in place of what was recorded of earlier bytes."""
    Likeness.objects.filter(Q(one=picture) | Q(other=picture)).delete()
    PictureBand.objects.filter(picture=picture).delete()
    if not picture.fingerprint:
        return
    keys = _keys(picture.fingerprint)
    near = PictureBand.objects.filter(key__in=keys).order_by("-picture")
    found = dict(near.values_list("picture", "picture__fingerprint")[: CANDIDATES * len(keys)])
    PictureBand.objects.bulk_create(PictureBand(picture=picture, key=key) for key in keys)
    Likeness.objects.bulk_create(
        Likeness(one_id=min(pk, picture.pk), other_id=max(pk, picture.pk), bits=bits)
        for pk, other in found.items()
        if (bits := distance(picture.fingerprint, other)) <= NEAR
    )


def alike(picture):
    """Return the pictures that look like ``picture`` and were not said to be others, the closest first."""
    pairs = Likeness.objects.filter(Q(one=picture) | Q(other=picture), dismissed=False)
    rows = pairs.select_related("one", "other").order_by("bits", "pk")
    return [pair.other if pair.one_id == picture.pk else pair.one for pair in rows]


def _keys(digits):
    return [f"{place}{digits[place * QUARTER : (place + 1) * QUARTER]}" for place in range(4)]
