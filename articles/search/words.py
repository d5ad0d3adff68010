"""Text as the search sees it: words, small words that are looked for by nobody, letters without accents."""

import re
import unicodedata

# Around what was found, in text that an engine marks; no real text has them.
OPEN, CLOSE = "\ue000", "\ue001"
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000\ue001\ud800-\udfff]")
# A word: letters and digits in a row.
WORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ʻ": "", "ʼ": ""}
)
SPECIAL = re.compile("[øłđðþæœıßʻʼØŁĐÐÞÆŒẞ]")
# Words that nearly every question has: no engine looks for them, except inside a phrase.
STOP_WORDS = frozenset(
    """a about after again all am an and any are as at be because been before being between both but by can
    could did do does doing down during each ever exactly few for from further had has have having he her here
    hers herself him himself his how i if in into is it its itself just ll m me might more most my myself no nor
    not now of off on once only or other our ours ourselves out over own re really s same she should so some
    such t than that the their theirs them themselves then there these they this those through to too under
    until up ve very was we were what when where which while who whom why will with would you your yours
    yourself yourselves d don""".split()
)


def tidy(text):
    """Return ``text`` composed (NFC), on one line, without control characters and our own marks."""
    return " ".join(unicodedata.normalize("NFC", NOT_TEXT.sub(" ", text)).split())


def fold(text):
    """Return ``text`` in small letters without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark)).translate(PLAIN_LETTERS)


def other_spellings(text):
    """Return the words of ``text`` that a keyboard writes otherwise: "Straße" as "strasse", "Hawaiʻi" as "hawaii".

    Accents are not among them: every engine folds those.
    """
    return " ".join(sorted({fold(word) for word in WORD.findall(text) if SPECIAL.search(word)}))


def is_telling(word):
    """Whether anybody would look for ``word``."""
    return word.casefold() not in STOP_WORDS
