"""What somebody typed, read as words and "exact phrases". Anything can be typed; nothing of it is an operator."""

import re
from dataclasses import dataclass

from .words import WORD, fold, is_telling, tidy

LONGEST = 200  # characters of a query that are read
MOST_TERMS = 12
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
PHRASE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class Query:
    """``terms`` are tuples of words, all to be found; more than one word is a phrase. No terms find nothing.

    ``unfinished``: the last term is the last word typed, which may be the beginning of a longer one.
    """

    text: str
    terms: tuple[tuple[str, ...], ...]
    unfinished: bool = False

    @property
    def words(self):
        """The terms that are single words."""
        return [term[0] for term in self.terms if len(term) == 1]

    def corrected(self, spellings):
        """Return the Query with single words replaced by ``spellings`` (a dict), in the text too."""
        text = WORD.sub(lambda word: spellings.get(word[0], word[0]), self.text)
        return parse(text)


def parse(typed, *, longest=LONGEST, most=MOST_TERMS):
    """Return the Query in ``typed``: the first ``longest`` characters, at most ``most`` terms, words of sense only."""
    text = tidy(typed[: 2 * longest])[:longest].strip()
    plain = text.translate(QUOTES)
    phrases = [tuple(WORD.findall(found)) for found in PHRASE.findall(plain)]
    said = [phrase for phrase in phrases if any(map(is_telling, phrase))]
    words = [(word,) for word in WORD.findall(PHRASE.sub(" ", plain)) if is_telling(word)]
    terms = {}
    for term in (*said, *words):
        terms.setdefault(fold(" ".join(term)), term)
    kept = tuple(terms.values())[:most]
    last = words[-1][0] if words else ""
    unfinished = len(last) > 1 and kept[-1] == (last,) and plain.endswith(last)
    return Query(text, kept, unfinished)
