"""Did you mean: words that nobody printed, held against those that somebody did.

Two words are close when their letters are and when their consonants are: most slips are in the vowels ("Ceaser",
"Gutenburg"). A word of a question or a name is preferred to one that only stands in an answer.
"""

import difflib
import re

from django.db.models.functions import Length

from articles.models import SearchWord

from .engine import engine
from .words import fold

MOST_WORDS = 4  # of one query that are looked up
MOST_CANDIDATES = 6_000
MOST_TRIES = 3
CLOSE = 0.6  # of letters, for difflib; 1 is the same word
CLOSE_ENOUGH = 0.72  # of letters and consonants together
PREFERRED = 0.12
VOWELS = re.compile(r"[aeiouy]|(.)(?=\1)")


def corrected(query, editions):
    """Return ``query`` with every word that no edition has replaced by the closest that one has; None if none is close.

    ``editions`` are those that a reader may see: nothing else is ever suggested. At most 20 queries.
    """
    spellings = {}
    for word in query.words[:MOST_WORDS]:
        if not _is_found(word, editions) and (near := _nearest(word, editions)):
            spellings[word] = near
    return query.corrected(spellings) if spellings else None


def _is_found(word, editions):
    return engine().found(editions, engine().expression([(word,)])).exists()


def _nearest(word, editions):
    wanted = fold(word)
    if len(wanted) < 4 or not wanted.isalpha():
        return None
    candidates = (
        SearchWord.objects.annotate(length=Length("word"))
        .filter(word__startswith=wanted[0], length__range=(len(wanted) - 2, len(wanted) + 2))
        .order_by("-in_title")
        .values_list("word", "in_title")[:MOST_CANDIDATES]
    )
    known = dict(reversed(list(candidates)))  # a word that is both counts as a title's
    scores = {
        other: _closeness(wanted, other) + PREFERRED * known[other]
        for other in difflib.get_close_matches(wanted, known, n=12, cutoff=CLOSE)
    }
    close = sorted((other for other in scores if scores[other] >= CLOSE_ENOUGH), key=scores.get, reverse=True)
    return next((other for other in close[:MOST_TRIES] if _is_found(other, editions)), None)


def _closeness(one, other):
    return (_ratio(one, other) + _ratio(VOWELS.sub("", one), VOWELS.sub("", other))) / 2


def _ratio(one, other):
    return difflib.SequenceMatcher(None, one, other).ratio()
