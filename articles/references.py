"""References to sources in answers: a key in the stored text, a number on the page, and the way back.

Sources are numbered through the whole page, in the order in which the text first refers to them; those that it does
not refer to follow, in the order of the editors' list. Nothing stores a number, so none can be wrong.
"""

import re
import string
from dataclasses import dataclass

from . import richtext
from .models import content

# References side by side are printed in one: "3, 4".
RUN = re.compile(rf"{richtext.REFERENCE.pattern}(?:\s*{richtext.REFERENCE.pattern})*")


@dataclass(frozen=True)
class Place:
    """Where a source is referred to: the id of the link there, and "a", "b" … to tell the places apart."""

    id: str
    label: str


@dataclass(frozen=True)
class NumberedSource:
    """A source as printed, its number on the page, and the places in the text that refer to it."""

    number: int
    line: content.SourceLine
    places: tuple[Place, ...]


@dataclass(frozen=True)
class NumberedAnswer:
    """An answer's HTML with a numbered link for each reference, and its sources."""

    body: str
    sources: tuple[NumberedSource, ...]


def numbered(words, *, page=""):
    """Return a NumberedAnswer for each answer of the EditionContent ``words``.

    ``page`` is the absolute address of the question, for text that is read elsewhere (feeds, exports): links then
    lead to the list there, and the text has no ids. A reference whose source is gone prints nothing.
    """
    answers, first = [], 1
    for answer in words.answers:
        answers.append(number(answer, first=first, page=page))
        first += len(answer.sources)
    return answers


def number(answer, *, first=1, page=""):
    """Return the NumberedAnswer of one AnswerText, whose first source has the number ``first``."""
    mentioned = list(dict.fromkeys(richtext.references(answer.body)))
    lines = sorted(
        answer.sources,
        key=lambda line: mentioned.index(line.key) if line.key in mentioned else len(mentioned),
    )
    numbers = {line.key: first + index for index, line in enumerate(lines) if line.key}
    places = {}
    body = RUN.sub(lambda run: _links(run[0], numbers, places, page), answer.body)
    sources = (
        NumberedSource(first + index, line, _places(places.get(first + index, 0), first + index))
        for index, line in enumerate(lines)
    )
    return NumberedAnswer(body, tuple(sources))


def link_typed(answer):
    """Make each "[key]" typed in the text of the Answer ``answer`` a reference, where a source has that key."""
    keys = set(answer.sources.values_list("key", flat=True))
    body = richtext.with_references(answer.body, keys)
    if body != answer.body:
        answer.body = body
        answer.save(update_fields=["body"])


def _links(run, numbers, places, page):
    found = dict.fromkeys(numbers[key] for key in richtext.references(run) if key in numbers)
    links = []
    for number in found:
        places[number] = places.get(number, 0) + 1
        here = "" if page else f' id="{_place_id(number, places[number])}"'
        links.append(
            f'<a href="{page}#source-{number}"{here} role="doc-biblioref" aria-label="Source {number}">{number}</a>'
        )
    return f'<sup class="ref">{", ".join(links)}</sup>' if links else ""


def _place_id(number, place):
    return f"ref-{number}-{place}"


def _places(count, number):
    return tuple(Place(_place_id(number, place), _letters(place)) for place in range(1, count + 1))


def _letters(number):
    """1 is "a", 26 "z", 27 "aa"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = string.ascii_lowercase[rest] + letters
    return letters
