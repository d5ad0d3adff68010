"""From the database to a document and back."""

import hashlib
import json

from django.db import models
from django.db.models import F

from articles.models import Answer, Credit, Question, Source

SCHEMA = 1
AWAY = 10_000  # Where positions wait while others take their places.
# The rows in an answer, by their name in the document and in the models.
ROWS = {"credits": Credit, "sources": Source}
# Who looks after a question and until when is no part of what a restored text brings back.
DESK = ("owner", "due")


def columns(model):
    """Return the fields of ``model`` that a document holds: what people edit, and a source's key."""
    parents = {"question", "answer", "position"}
    return [
        field
        for field in model._meta.concrete_fields
        if (field.editable or field.name == "key") and not field.primary_key and field.name not in parents
    ]


def relations(model):
    """Return the many-to-many fields of ``model``, which a document holds as sorted lists of keys."""
    return model._meta.many_to_many


def freeze(question):
    """Return the document of ``question`` as the database has it now, in a fixed number of queries."""
    question = Question.objects.for_print().select_related("owner").get(pk=question.pk)
    names = {}
    return {
        "schema": SCHEMA,
        "fields": _row(question, names),
        "answers": [
            {
                "id": answer.pk,
                **_row(answer, names),
                **{
                    kind: [{"id": row.pk, **_row(row, names)} for row in getattr(answer, kind).all()]
                    for kind in ROWS
                },
            }
            for answer in question.answers.all()
        ],
        "names": names,
    }


def bare(document):
    """Return ``document`` without its rows: what a page for a new question showed."""
    return {**document, "answers": []}


def digest(document):
    """Return the SHA-256, in hex, of what ``document`` says: names of catalogue rows are no part of it."""
    said = {name: value for name, value in document.items() if name != "names"}
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def apply(document, question, *, check=True, keep=()):
    """Bring ``question`` and its rows into the state that ``document`` has; return sentences on what could not be.

    Rows are matched by id: what is the same stays untouched, what was deleted comes back under its old id. Fields named
    in ``keep`` stay. A catalogue row that is gone is left out and named. With ``check``, raises ValidationError where
    the result breaks a rule that a form would have kept. Call it in a transaction, on a locked question.
    """
    lost = []
    known = _known(document)
    now = freeze(question)
    fields = {name: value for name, value in document["fields"].items() if name not in keep}
    if {**now["fields"], **fields} != now["fields"]:
        _fill(question, fields, known, document, lost, check)
    wanted = {answer["id"]: answer for answer in document["answers"]}
    question.answers.exclude(pk__in=wanted).delete()
    held = {answer["id"]: answer for answer in now["answers"]}
    moved = [answer["id"] for answer in document["answers"]] != [answer["id"] for answer in now["answers"]]
    if moved:
        question.answers.update(position=F("position") + AWAY)
    for place, answer in enumerate(document["answers"]):
        plain = {name: value for name, value in answer.items() if name not in ROWS}
        before = {name: value for name, value in held.get(answer["id"], {}).items() if name not in ROWS}
        row = _stored(Answer, answer["id"], question=question)
        row.position = place
        if moved or plain != before:
            _fill(row, plain, known, document, lost, check)
        for kind, model in ROWS.items():
            _rows(
                model,
                row,
                answer[kind],
                held.get(answer["id"], {}).get(kind, []),
                known,
                document,
                lost,
                check,
            )
    return list(dict.fromkeys(lost))


def _rows(model, answer, wanted, held, known, document, lost, check):
    rows = [row for row in wanted if _has_its_parents(model, row, known, document, lost)]
    manager = getattr(answer, model._meta.get_field("answer").remote_field.related_name)
    ids = [row["id"] for row in rows]
    manager.exclude(pk__in=ids).delete()
    before = {row["id"]: row for row in held}
    moved = ids != [row["id"] for row in held]
    if moved:
        manager.update(position=F("position") + AWAY)
    for place, plain in enumerate(rows):
        if moved or plain != before.get(plain["id"]):
            row = _stored(model, plain["id"], answer=answer)
            row.position = place
            _fill(row, plain, known, document, lost, check)


def _stored(model, pk, **parent):
    """Return the row of ``model`` with that key below ``parent``, or a new one that will have it."""
    return model.objects.filter(pk=pk, **parent).first() or model(pk=pk, **parent)


def _fill(row, plain, known, document, lost, check):
    """Give ``row`` the values of ``plain`` and save it."""
    for field in columns(type(row)):
        if field.name in plain:
            setattr(row, field.attname, _value(field, plain[field.name], known, document, lost))
    if check:
        row.full_clean(validate_unique=True, exclude=["position"])
    row.save()
    for field in relations(type(row)):
        if field.name in plain:
            getattr(row, field.name).set(_present(field, plain[field.name], known, document, lost))


def _value(field, value, known, document, lost):
    if field.is_relation:
        return next(iter(_present(field, [value], known, document, lost)), None) if value else None
    return field.to_python(value) if isinstance(field, models.DateField) and value else value


def _present(field, keys, known, document, lost):
    model = field.remote_field.model
    for key in keys:
        if key not in known[model]:
            name = document.get("names", {}).get(model._meta.model_name, {}).get(str(key), f"number {key}")
            lost.append(
                f"{model._meta.verbose_name.capitalize()} “{name}” is not there any more, and was left out."
            )
    return [key for key in keys if key in known[model]]


def _has_its_parents(model, plain, known, document, lost):
    """Whether everything is there that a row cannot be without, such as a credit's author."""
    return all(
        _present(field, [plain[field.name]], known, document, lost)
        for field in columns(model)
        if field.is_relation and not field.null and field.name in plain
    )


def _known(document):
    """Return for each model that ``document`` refers to the set of keys that are there today: one query a model."""
    wanted = {}
    _collect(wanted, Question, document["fields"])
    for answer in document["answers"]:
        for kind, model in ROWS.items():
            for row in answer[kind]:
                _collect(wanted, model, row)
    return {
        model: set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        for model, keys in wanted.items()
    }


def _collect(wanted, model, plain):
    for field in columns(model):
        if field.is_relation:
            keys = wanted.setdefault(field.remote_field.model, set())
            keys |= {plain[field.name]} if plain.get(field.name) else set()
    for field in relations(model):
        wanted.setdefault(field.remote_field.model, set()).update(plain.get(field.name, ()))


def _row(row, names):
    """Return what ``row`` holds, as JSON has it, and note the ``names`` of what it refers to."""
    held = {}
    for field in columns(type(row)):
        value = field.value_from_object(row)
        held[field.name] = value.isoformat() if hasattr(value, "isoformat") else value
        if field.is_relation and value:
            _name(names, getattr(row, field.name))
    for field in relations(type(row)):
        others = list(getattr(row, field.name).all())
        held[field.name] = sorted(other.pk for other in others)
        for other in others:
            _name(names, other)
    return held


def _name(names, row):
    names.setdefault(row._meta.model_name, {})[str(row.pk)] = str(row)
