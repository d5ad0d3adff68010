"""What readers searched without finding, counted for the newsroom: words and days, never people."""

import re
from contextlib import suppress
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from articles.models import MissedSearch

from .words import fold, is_telling

MOST = 2_000  # rows: beyond that new words are not taken down until old ones are forgotten
MOST_WORDS = 6  # a longer text is somebody's own, not a subject
KEPT = timedelta(days=180)
# An address, a number of a telephone or an account, a link: not a subject, and perhaps a person.
PERSONAL = re.compile(r"@|://|\bwww\.|\d{5}")
WORD = re.compile(r"[^\W_]+")


def subject(asked):
    """Return the telling words of ``asked``, folded and in order; "" where it is no subject or may name a person."""
    words = [fold(word) for word in WORD.findall(asked) if is_telling(word)]
    text = " ".join(words)
    if PERSONAL.search(asked) or not 0 < len(words) <= MOST_WORDS or not 3 <= len(text) <= 80:
        return ""
    return text


def missed(asked):
    """Take down that nothing was found for ``asked``. A database that cannot write it is no reader's trouble."""
    if not (words := subject(asked)):
        return
    today = timezone.localdate()
    with suppress(DatabaseError), transaction.atomic():
        rows = MissedSearch.objects
        if rows.count() < MOST:
            rows.bulk_create([MissedSearch(words=words, count=0, last_on=today)], ignore_conflicts=True)
        rows.filter(words=words).update(count=F("count") + 1, last_on=today)


def forget(at=None):
    """Delete what nobody has looked for within KEPT. Returns how many."""
    return MissedSearch.objects.filter(last_on__lt=timezone.localdate(at) - KEPT).delete()[0]
