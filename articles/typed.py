"""The manuscript as it stands in the form of the question's page, saved or not. Nothing here is stored.

What cannot be read yet (half a date) is as it was last saved. The Question that comes out has its rows fetched as
``Question.objects.for_print()`` has them, so that readiness and printing read it like a stored one.
"""

import re
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from . import dates, notes, richtext
from .models import Answer, Credit, Figure, Period, Place, Question, Source, Topic
from .models.fields import HistoricalDateField, RichTextField

ROWS = 200  # more than a group of rows may have on the page
CATALOGUE = {"topics": Topic, "periods": Period, "places": Place, "figures": Figure}
WITHIN = {"credits": Credit, "sources": Source}
ROW_FIELD = re.compile(r"((?:answers-\d+)(?:-(?:credits|sources)-\d+)?)(-.+)")


@dataclass
class Typed:
    """A Question in memory, and the form's name for each of its rows, by its place on the page."""

    question: Question
    prefixes: dict[str, str] = field(default_factory=dict)

    def field(self, name):
        """Return the form's field for ``name``, which counts rows in the order of the page."""
        match = ROW_FIELD.fullmatch(name)
        if not match:
            return name
        place, rest = match.groups()
        answer = "-".join(place.split("-")[:2])
        return self.prefixes.get(place, place.replace(answer, self.prefixes.get(answer, answer), 1)) + rest


def read(question, data):
    """Return what ``data`` (the POST of the question's form) makes of the stored ``question``, as Typed."""
    things = Things(data)
    _fill(question, data, "")
    for name in CATALOGUE:
        _hold(question, name, things.several(CATALOGUE[name], data.getlist(name)))
    things.follow(question)
    typed = Typed(question)
    answers = []
    for prefix, answer in _rows(data, "answers", {row.pk: row for row in question.answers.all()}, Answer):
        answer.question = question
        place = f"answers-{len(answers)}"
        within = {name: _within(answer, name, data, prefix, things) for name in WITHIN}
        if not (answer.lead or richtext.plain_text(answer.body) or any(within.values()) or answer.pk > 0):
            continue
        typed.prefixes[place] = prefix
        for name, rows in within.items():
            typed.prefixes |= {f"{place}-{name}-{index}": own for index, (own, _) in enumerate(rows)}
            _hold(answer, name, [row for _, row in rows])
        _take_in_notes(answer)
        answers.append(answer)
    _hold(question, "answers", answers)
    return typed


class Things:
    """The authors, books, pictures … that a form names by key: each kind fetched once, however many are named."""

    def __init__(self, data):
        names = ("picture", "reviewed_by", "first_publication", "first_issue")
        wanted = {name: {_key(data.get(name))} for name in names}
        wanted |= {name: {*map(_key, data.getlist(name))} for name in CATALOGUE}
        wanted["author"], wanted["books"] = set(), set()
        for name, values in data.lists():
            last = name.rpartition("-")[2]
            if "-credits-" in name and last in ("author", "books"):
                wanted[last] |= {*map(_key, values)}
        self._found = {}
        for name, keys in wanted.items():
            source = Credit if name in ("author", "books") else Question
            model = source._meta.get_field(name).related_model
            self._found.setdefault(model, {}).update(model.objects.in_bulk(keys - {None}))

    def several(self, model, values):
        """Return the rows of ``model`` with the keys ``values``, those that there are."""
        found = self._found.get(model, {})
        return [found[key] for value in values if (key := _key(value)) in found]

    def follow(self, row):
        """Set the related objects of ``row`` to those that its keys name."""
        for column in row._meta.concrete_fields:
            known = self._found.get(column.related_model) if column.many_to_one else None
            key = getattr(row, column.attname)
            if known is not None and key is not None:
                setattr(row, column.name, known.get(key))


def _take_in_notes(answer):
    """Let the notes in the text of ``answer`` be sources, as a save will make them."""
    sources = list(answer.sources.all())
    answer.body, waiting = notes.waiting(answer.body, {source.key for source in sources})
    for number, note in enumerate(waiting):
        source = notes.source_of(note, answer)
        source.pk, source.key, source.position = -1 - ROWS - number, note.key, len(sources)
        sources.append(source)
    _hold(answer, "sources", sources)


def _within(answer, name, data, prefix, things):
    """Return (prefix, row) of the credits or sources of ``answer`` that have something in them."""
    stored = {row.pk: row for row in getattr(answer, name).all()} if answer.pk > 0 else {}
    found = []
    for own, row in _rows(data, f"{prefix}-{name}", stored, WITHIN[name]):
        things.follow(row)
        row.answer = answer
        if name == "credits":
            _hold(
                row,
                "books",
                things.several(Credit._meta.get_field("books").related_model, data.getlist(f"{own}-books")),
            )
            is_there = row.author_id is not None
        else:
            is_there = bool(row.title or row.authors or row.url)
        if is_there:
            found.append((own, row))
    return found


def _rows(data, group, stored, model):
    """Return (prefix, row) of each row of a formset that is not to be deleted, in the order of the page."""
    found = []
    for number in range(min(_key(data.get(f"{group}-TOTAL_FORMS")) or 0, ROWS)):
        prefix = f"{group}-{number}"
        if f"{prefix}-DELETE" in data:
            continue
        # An unsaved row has related rows only with a key: one that no stored row can have.
        row = stored.get(_key(data.get(f"{prefix}-id"))) or model(pk=-1 - number)
        _fill(row, data, f"{prefix}-")
        place = _key(data.get(f"{prefix}-position"))
        found.append((ROWS if place is None else place, number, prefix, row))
    return [(prefix, row) for _, _, prefix, row in sorted(found, key=lambda each: each[:2])]


def _fill(row, data, prefix):
    """Set the columns of ``row`` that ``data`` has, each as its form would read it."""
    for column in row._meta.concrete_fields:
        name = prefix + column.name
        if not column.editable or column.name in ("id", "question", "answer", "position"):
            continue
        try:
            if isinstance(column, models.BooleanField):
                setattr(row, column.attname, name in data)
            elif isinstance(column, models.DateTimeField):
                if f"{name}_0" in data:
                    parts = [data[f"{name}_0"], data.get(f"{name}_1", "")]
                    setattr(row, column.attname, forms.SplitDateTimeField(required=False).clean(parts))
            elif name in data:
                setattr(row, column.attname, _value(column, data[name]))
        except (ValidationError, dates.DateError):
            continue


def _value(column, text):
    text = text.replace("\x00", "").strip()
    if isinstance(column, HistoricalDateField):
        return dates.read(text) if text else ""
    if isinstance(column, RichTextField):
        return richtext.clean(text)
    if column.many_to_one:
        return _key(text)
    if isinstance(column, models.DateField):
        return forms.DateField(required=False).clean(text)
    return text


def _hold(row, name, rows):
    """Let ``row.<name>.all()`` be ``rows``, without asking the database."""
    held = type(row).objects.none()
    held._result_cache, held._prefetch_done = list(rows), True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def _key(text):
    """Return the database key in ``text``; None where there is none."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
