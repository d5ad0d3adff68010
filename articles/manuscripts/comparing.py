"""Manuscripts in words: what a part is called, what it says, and where two of them differ.

A part is named by its path: ``("short_answer",)``, ``("answers", 3, "body")``, ``("answers", 3, "sources", 8)`` for a
whole row, ``("answers", 3, "sources", "order")`` for the order of rows.
"""

from django.utils.text import Truncator

from articles import dates, differences
from articles.models import Answer, Credit, Question
from articles.models.fields import HistoricalDateField

from .documents import ROWS

MODELS = {"answers": Answer, **ROWS}
LONGEST_NAME = 60


def between(old, new):
    """Return a differences.Change for every part in which document ``new`` differs from ``old``, word by word."""
    changes = []
    for path, was, now in differing(old, new):
        called = label(path, new, old)
        words = [show(path, value, old, new) or "" for value in (was, now)]
        if path[-1] == "order":
            changes.append(differences.Change(called, note="They stand in another order."))
        elif words[0] != words[1]:
            changes.append(differences.Change(called, differences.runs(*words)))
        elif path[-1] == "body":
            changes.append(differences.Change(called, note="Only emphasis, headings or layout changed."))
    return changes


def labels(old, new):
    """Return what differs between two documents, in words, without comparing them word by word."""
    return list(dict.fromkeys(label(path, new, old) for path, *_ in differing(old, new)))


def differing(old, new):
    """Yield (path, value in ``old``, value in ``new``) of every part that differs; None where a row is not there."""
    yield from _fields((), old["fields"], new["fields"])
    yield from _rows(("answers",), old["answers"], new["answers"])


def _fields(path, was, now):
    for name in dict.fromkeys([*now, *was]):
        if name in ROWS:
            yield from _rows((*path, name), was.get(name, []), now.get(name, []))
        elif name not in ("id", "key") and was.get(name) != now.get(name):
            yield (*path, name), was.get(name), now.get(name)


def _rows(path, was, now):
    before, after = ({row["id"]: row for row in rows} for rows in (was, now))
    for key in dict.fromkeys([*after, *before]):
        if key in before and key in after:
            yield from _fields((*path, key), before[key], after[key])
        else:
            yield (*path, key), before.get(key), after.get(key)
    orders = [[key for key in rows if key in before and key in after] for rows in (before, after)]
    if orders[0] != orders[1]:
        yield (*path, "order"), *orders


def label(path, *documents):
    """Return what the part at ``path`` is called: "Short answer", "Answer 1, source “Chronicle”: title"."""
    where, what, model, parent = [], "", Question, None
    steps = list(path)
    while steps:
        step, steps = steps[0], steps[1:]
        if step not in MODELS:
            what = str(model._meta.get_field(step).verbose_name)
        elif steps[0] == "order":
            what, steps = f"order of {step}", []
        else:
            model, key, steps = MODELS[step], steps[0], steps[1:]
            place, parent = _find(step, key, parent, documents)
            where.append(_called(model, parent, place, documents))
    called = ": ".join(part for part in (", ".join(where), what) if part)
    return called[:1].upper() + called[1:]


def show(path, value, *documents):
    """Return what the part at ``path`` says, as plain text; None for a row that is not there."""
    if value is None:
        return None if isinstance(path[-1], int) else ""
    if isinstance(value, dict):
        return _whole(path, value, documents)
    if path[-1] == "order":
        return "\n".join(label((*path[:-1], key), *documents) for key in value)
    model = next((MODELS[step] for step in reversed(path) if step in MODELS), Question)
    return _text(model, path[-1], value, documents)


def _text(model, name, value, documents):
    if value in ("", None, []):
        return ""
    field = model._meta.get_field(name)
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        return ", ".join(_name(field.remote_field.model, key, documents) for key in keys)
    if name == "body":
        return differences.as_text(value, {})
    if isinstance(field, HistoricalDateField):
        return dates.display(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _whole(path, row, documents):
    """Return a row with all that is in it, a line a field."""
    model = MODELS[path[-2]]
    texts = {
        name: _text(model, name, value, documents)
        for name, value in row.items()
        if name not in (*ROWS, "id", "key")
    }
    lines = [f"{model._meta.get_field(name).verbose_name}: {text}" for name, text in texts.items() if text]
    for kind in ROWS:
        lines += [_whole((*path, kind, inner["id"]), inner, documents) for inner in row.get(kind, ())]
    return "\n".join(lines)


def _find(kind, key, parent, documents):
    """Return the place (from 1) and the row with ``key``, from the first document that has it."""
    lists = [parent.get(kind, [])] if parent else []
    lists += [document[kind] for document in documents if kind in document]
    lists += [answer.get(kind, []) for document in documents for answer in document["answers"]]
    for rows in lists:
        for place, row in enumerate(rows, 1):
            if row["id"] == key:
                return place, row
    return "", {"id": key}


def _called(model, row, place, documents):
    if model is Answer:
        return f"answer {place}".strip()
    if model is Credit:
        author = row.get("author")
        return (
            f"credit of {_name(Credit.author.field.remote_field.model, author, documents)}"
            if author
            else "credit"
        )
    return f"source “{Truncator(row['title']).chars(LONGEST_NAME)}”" if row.get("title") else "source"


def _name(model, key, documents):
    known = (
        document.get("names", {}).get(model._meta.model_name, {}).get(str(key)) for document in documents
    )
    return next((name for name in known if name), f"number {key}")
