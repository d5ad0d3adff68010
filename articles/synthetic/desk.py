"""What else lies on the desk: pictures without files, and what readers sent in. One of each to five questions."""

import hashlib
from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from articles.models import Picture, Submission

from . import words
from .rows import Rows

EVERY = 5
CHUNK = 5_000
STATUSES = (*[Submission.Status.RECEIVED] * 2, *Submission.Status)
PICTURES = (
    "title",
    "original",
    "format",
    "sha256",
    "width",
    "height",
    "alt",
    "credit",
    "rights_holder",
    "licence",
    "rights_until",
    "uploaded_at",
)
SUBMISSIONS = (
    "text",
    "asker_name",
    "asker_town",
    "consent",
    "received_at",
    "status",
    "reason",
    "shown",
    "votes",
)


def write(numbers, *, seed=1, at=None):
    """Write the pictures and submissions that come with the synthetic questions of ``numbers``, a range.

    The same ``seed`` and ``at`` (aware datetime, default now) give the same rows for the same numbers.
    """
    at = at or timezone.now()
    wanted = [number for number in numbers if number % EVERY == 0]
    for start in range(0, len(wanted), CHUNK):
        pictures, submissions = Rows(Picture, *PICTURES), Rows(Submission, *SUBMISSIONS)
        for number in wanted[start : start + CHUNK]:
            rng = Random(f"{seed}:desk:{number}")
            filled = words.slots(
                rng,
                place=words.place_name(rng),
                other=words.place_name(rng),
                figure=words.person_name(rng),
                year=rng.randint(-3000, 2000),
            )
            when = at - timedelta(minutes=number * 7)
            pictures.add(*_picture(rng, filled, f"{seed}:{number}", when))
            submissions.add(*_submission(rng, filled, when))
        with transaction.atomic():
            pictures.write()
            submissions.write()


def _picture(rng, filled, name, when):
    mark = hashlib.sha256(name.encode()).hexdigest()
    lapses = (when + timedelta(days=rng.randint(20, 4_000))).date() if rng.random() < 0.2 else None
    # One of ten came in today and nobody has described it yet.
    is_described = rng.random() < 0.9
    return (
        f"{filled['place']}, {filled['event']}",
        f"pictures/{mark[:32]}.jpg",
        "jpg",
        mark,
        rng.randint(800, 6_000),
        rng.randint(600, 4_000),
        f"A {filled['lord']} stands before the gate of {filled['place']}." if is_described else "",
        f"Archive of {filled['other']}",
        f"Archive of {filled['other']}",
        rng.choice(Picture.Licence.values),
        lapses,
        when,
    )


def _submission(rng, filled, when):
    status = rng.choice(STATUSES).value
    return (
        words.question(rng, filled),
        words.person_name(rng),
        filled["other"],
        rng.random() < 0.8,
        when,
        status,
        "We have answered this before." if status == Submission.Status.DECLINED else "",
        status != Submission.Status.RECEIVED or rng.random() < 0.5,
        rng.randint(0, 40),
    )
