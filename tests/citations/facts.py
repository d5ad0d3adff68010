"""A Record for tests of styles and files: no database."""

from datetime import date

from articles.citations import Record
from articles.citations.names import split


def facts(*people, **fields):
    """Return a Record by ``people`` (sort names, "Moorhouse, Roger"); ``fields`` replace its own."""
    names = tuple(split(" ".join(reversed(name.split(", ", 1))), name) for name in people)
    known = {
        "key": "no-invasion-v1",
        "title": "Why did Germany never convince Japan to invade during the war?",
        "short_title": "",
        "names": names,
        "magazine": "Lantern Online",
        "issn": "",
        "day": date(2016, 2, 23),
        "since": date(2016, 2, 23),
        "number": 1,
        "address": "https://magazine.example/questions/no-invasion/v/1/",
        "language": "en-GB",
        "abstract": "",
        "keywords": (),
        "first_print": None,
    }
    return Record(**known | fields)
