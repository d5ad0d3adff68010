"""A Record for tests of styles and files: no database."""

from datetime import date

from articles.citations import Record
from articles.citations.names import split


def named(*people):
    """Return Names by sort names: "Moorhouse, Roger", "King, Martin Luther, Jr."."""
    return tuple(
        split(" ".join([*given.split(", ")[:1], family, *given.split(", ")[1:]]).strip(), name)
        for name in people
        for family, _, given in [name.partition(", ")]
    )


def facts(*people, translators=(), **fields):
    """Return a Record by ``people`` and ``translators`` (sort names, "Moorhouse, Roger"); ``fields`` replace its own."""
    known = {
        "key": "no-invasion-v1",
        "title": "Why did Germany never convince Japan to invade during the war?",
        "short_title": "",
        "names": named(*people),
        "translators": named(*translators),
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
