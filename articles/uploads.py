"""Taking in several pictures at once: each judged by itself, and a sentence about each."""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.db import transaction

from . import likeness, renditions
from .models import EarlierFile, Picture

MOST = 50  # files at once


@dataclass
class Outcome:
    """What became of one file: ``picture`` is the one stored or found here; ``alike`` is what looks like it."""

    name: str
    sentence: str
    picture: Picture | None = None
    is_new: bool = False
    alike: list[Picture] = field(default_factory=list)


def take_in(files, *, by=None, **words):
    """Store each of ``files`` (uploads) as a Picture with ``words``; return an Outcome a file, in their order.

    One that is refused stops none of the others. A file that is here already is not stored twice.
    """
    return [_take(file, by, words) for file in files]


def remember_earlier_file(picture, *, by=None):
    """Keep the upload that ``picture``, not yet saved, has in the database and is about to lose."""
    stored = Picture.objects.get(pk=picture.pk)
    EarlierFile.objects.create(
        picture=picture, file=stored.original.name, sha256=stored.sha256, replaced_by=by
    )


def title_of(filename):
    """Return what the desk calls a picture at first: its file's name, as words."""
    name = filename.encode("utf-8", "replace").decode()
    words = re.sub(r"[\x00-\x1f\x7f_]+", " ", PurePosixPath(name).stem)
    return " ".join(words.split())[:200] or "Picture"


def _take(file, by, words):
    name = title_of(file.name or "")
    picture = Picture(title=name, uploaded_by=by, **words)
    try:
        renditions.take(picture, file)
        if known := Picture.objects.filter(sha256=picture.sha256).first():
            return Outcome(name, "This file is here already, and was not stored again.", known)
        picture.full_clean()
    except renditions.BadPicture as problem:
        return Outcome(name, str(problem))
    except ValidationError as problem:
        return Outcome(name, " ".join(problem.messages))
    with transaction.atomic():
        picture.save()
        likeness.compare(picture)
        renditions.make_soon(picture)
    return Outcome(name, "Stored.", picture, is_new=True, alike=likeness.alike(picture))
