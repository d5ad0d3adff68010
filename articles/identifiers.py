"""Numbers that name a book, a person or a thing everywhere: recognised in any form in which people paste them."""

import re
from dataclasses import dataclass

from stdnum import isbn, isni
from stdnum.exceptions import ValidationError

WIKIDATA = re.compile(
    r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(q[1-9]\d{0,18})(?:[#?].*)?", re.I
)
ORCID = re.compile(
    r"(?:https?://(?:www\.)?orcid\.org/|orcid(?: id)?:? ?)?((?:\d{4}[- ]?){3}\d{3}[\dx])/?", re.I
)
ISBN = re.compile(r"(?:isbn(?:[- ]1[03])?:? ?)?(97[89]\d{10}|\d{9}[\dx])", re.I)
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
WRONG = {
    "isbn": "This looks like an ISBN, and its check digit does not fit: compare it with the book.",
    "orcid": "This looks like an ORCID iD, and its check digit does not fit: compare it with the source.",
}


@dataclass(frozen=True)
class Identifier:
    """``kind`` is "isbn", "orcid" or "wikidata"; ``value`` its stored form, "" where ``wrong`` says what is wrong."""

    kind: str
    value: str = ""
    wrong: str = ""


def recognise(text):
    """Return the Identifier that ``text`` is, whole, by its form and check digit; None where it is something else."""
    text = " ".join(text.translate(DASHES).split())
    if found := WIKIDATA.fullmatch(text):
        return Identifier("wikidata", found[1].upper())
    if found := ORCID.fullmatch(text):
        digits = re.sub("[- ]", "", found[1]).upper()
        return _checked("orcid", lambda: isni.format(isni.validate(digits)).replace(" ", "-"))
    label, _, digits = text.rpartition(":") if ":" in text else ("", "", text)
    compact = f"{label} " * bool(label) + re.sub(r"(?<=[\dx])[- ](?=[\dx])", "", digits.strip(), flags=re.I)
    if found := ISBN.fullmatch(compact):
        return _checked("isbn", lambda: isbn.to_isbn13(isbn.validate(found[1].upper())).replace("-", ""))
    return None


def _checked(kind, canonical):
    try:
        return Identifier(kind, canonical())
    except ValidationError:
        return Identifier(kind, wrong=WRONG[kind])
