"""Entries of the log of what was done, as many as a newsroom writes in years."""

from datetime import timedelta
from random import Random

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from articles import audit, stages
from articles.models import Answer, AuditEntry, Question

from . import words
from .rows import Rows

CHUNK = 10_000  # entries a transaction
YEARS = 5
ABOUT = 50_000  # questions, and as many answers, that entries tell of
FIELDS = (
    "short answer",
    "text",
    "body of answer 1",
    "premise note",
    "slug",
    "due",
    "owner",
    "picture caption",
)
DEEDS = ("waive", "claim", "sign", "hotfix", "publish", *stages.MOVES)


def write(entries, *, seed=1, prefix="synthetic", at=None, progress=lambda done: None):
    """Write ``entries`` AuditEntries about synthetic questions and answers, the last one at ``at`` (default: now).

    The same ``seed`` writes the same about the same rows. ``progress`` is called with how many more are written.
    """
    at = at or timezone.now()
    mine = {"outside_reference__startswith": f"{prefix}:{seed}:"}
    questions = Question.objects.filter(**mine).order_by("pk").values_list("pk", "text")[:ABOUT]
    answers = Answer.objects.filter(**{f"question__{name}": value for name, value in mine.items()})
    rows = [
        *(("question", *row) for row in questions),
        *(("answer", *row) for row in answers.order_by("pk").values_list("pk", "question__text")[:ABOUT]),
    ]
    staff = get_user_model().objects.filter(is_staff=True, is_active=True).order_by("pk")
    people = [(user.pk, user.get_full_name() or user.get_username()) for user in staff[:50]] or [(None, "")]
    texts = _Texts(Random(f"{seed}:log"))
    for first in range(0, entries, CHUNK):
        rng, table = Random(f"{seed}:log:{first}"), Rows(AuditEntry, *_COLUMNS)
        for number in range(first, min(first + CHUNK, entries)):
            subject, row, title = rng.choice(rows)
            verb, text = texts.deed(rng)
            when = at - timedelta(days=365 * YEARS) * ((entries - 1 - number) / entries)
            table.add(verb, subject, row, title[:200], text, *rng.choice(people), when)
        with transaction.atomic():
            table.write()
        progress(len(table.waiting))


_COLUMNS = ("verb", "subject", "row", "title", "text", "by_id", "by_name", "at")


class _Texts:
    """What entries say: most of them that a field was changed, from one sentence to another."""

    def __init__(self, rng):
        place = {"place": words.place_name(rng), "other": words.place_name(rng)}
        slots = [
            words.slots(rng, **place, figure=words.person_name(rng), year=rng.randint(-3000, 2000))
            for _ in range(200)
        ]
        self.sentences = [audit.quoted(words.sentences(rng, words.told(filled), 1)) for filled in slots]

    def deed(self, rng):
        """Return (verb, text) of one entry."""
        fate = rng.random()
        said = rng.choice(self.sentences)
        if fate < 0.8:
            return "changed", f"changed the {rng.choice(FIELDS)} from {said} to {rng.choice(self.sentences)}"
        if fate < 0.85:
            return "added", "added it"
        verb = rng.choice(DEEDS)
        return verb, f"{verb.replace('-', ' ')}: {said}"
