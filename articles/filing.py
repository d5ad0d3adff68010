"""The card of an edition: its key in the A–Z, without accents, quotation marks and a leading article."""

import re
import unicodedata

from . import dates
from .models import IndexCard

LONGEST = 120
# Letters that Unicode does not take apart into a plain one and a mark.
PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
NOT_A_LETTER = re.compile(r"[^\w]+")
# Between letters it belongs to the word: "Nightingale's" is filed as one.
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
ARTICLE = re.compile(r"^(?:the|an|a) (?=.)")


def card(edition):
    """Return the unsaved IndexCard of a saved ``edition``."""
    key = sort_key(edition.title)
    day = dates.month_day(edition.covers) if edition.covers else None
    return IndexCard(edition_id=edition.pk, letter=letter(key), sort_key=key, month_day=day)


def sort_key(title):
    """Return what ``title`` is sorted by: "“The Élan of ’76”" is "elan of 76"."""
    plain = title.casefold()
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in marked if not unicodedata.combining(char)).translate(PLAIN)
    words = NOT_A_LETTER.sub(" ", APOSTROPHE.sub("", plain)).strip()
    return ARTICLE.sub("", words)[:LONGEST]


def letter(key):
    """Return the letter that a sort key is filed under: "A" to "Z", or "#"."""
    first = key[:1].upper()
    return first if "A" <= first <= "Z" else "#"
