"""Two rows of the catalogue that are one: everything that points at the one is moved to the other.

The merged row stays, without an address and out of every list, and names the row it went into: what was printed
holds its id for ever, and an edition cannot be changed. Its address leads to the other one's.
"""

from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from . import audit, forwarding, keeping, search
from .models import Author, Book, Credit, Figure, Forwarding, OpenPage, Period, Place, Question, Topic
from .models.fields import HistoricalDateField

KINDS = (Author, Book, Topic, Period, Place, Figure)
# What the kept row says of itself; all else that it lacks is taken over.
OWN_WORDS = {"name", "title", "slug", "sort_name", "name_then", "country"}


class Refused(Exception):
    """The two cannot be merged; the message is a sentence for people."""


@dataclass(frozen=True)
class Move:
    """``count`` rows move; ``folded`` of them stand beside one of the kept row's already, and become one with it."""

    label: str
    count: int
    folded: int


def plan(*, source, target):
    """Return what merge() would move, as Moves, without moving it; raise Refused where it would be refused."""
    _check(source, target)
    moves = [
        Move(
            _label(field),
            field.model._base_manager.filter(**{field.name: source}).count(),
            _clashing(field, source, target).count(),
        )
        for field in _pointers(type(source))
    ]
    return [move for move in moves if move.count]


def taken_over(*, source, target):
    """Return the fields that ``target`` leaves empty and ``source`` does not."""
    return [
        field
        for field in source._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.ForeignKey)
        and not isinstance(field, HistoricalDateField)
        and field.name not in OWN_WORDS | {"merged_into"}
        and getattr(source, field.attname)
        and not getattr(target, field.attname)
    ]


@transaction.atomic
def merge(*, source, target, by=None):
    """Move everything of ``source`` to ``target``, a row of the same model. Returns the Moves; raises Refused.

    Every question that named it has a new version, so that whoever is writing there has it merged into the text.
    Nothing frozen changes: editions hold the old id, which keeps leading to a row and from there to ``target``.
    """
    model = type(source)
    rows = model._base_manager.select_for_update().filter(pk__in=[source.pk, target.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < 2 and source.pk != target.pk:
        raise Refused("One of the two is gone.")
    source, target = found[source.pk], found[target.pk]
    moves = plan(source=source, target=target)
    name = str(source)
    _new_version(_questions(source))
    for field in _pointers(model):
        _move(field, source, target)
    if forwarding.KINDS.get(model._meta.model_name) is model:
        kind, old = model._meta.model_name, source.slug
        Forwarding.objects.filter(kind=kind, row=source.pk).update(row=target.pk)
        source.slug = f"~{source.pk}"  # no address can be this
        Forwarding.objects.update_or_create(kind=kind, slug=old, defaults={"row": target.pk})
    values = {
        field.attname: getattr(source, field.attname) for field in taken_over(source=source, target=target)
    }
    source.merged_into = target
    if "isbn" in values:
        source.isbn = ""  # no two books have the same one
    source.save()
    for name, value in values.items():
        setattr(target, name, value)
    if values:
        target.save()
    if model is not Book:
        search.renamed(target)
    audit.record("merge", target, f"merged {audit.quoted(name)} (number {source.pk}) into it", by=by)
    return moves


def _check(source, target):
    if type(source) is not type(target):
        raise Refused("Only two of a kind can be merged.")
    if source.pk == target.pk:
        raise Refused("This is the same entry: choose another one to merge it into.")
    for row in (source, target):
        if row.merged_into_id:
            raise Refused(f"“{row}” has been merged into another entry already.")


def _questions(source):
    """Return the ids of the questions whose manuscript names ``source``."""
    found = set()
    for field in _pointers(type(source)):
        if path := _way_to_question(field.model):
            rows = field.model._base_manager.filter(**{field.name: source})
            found.update(rows.values_list(path, flat=True).distinct())
    return found


def _way_to_question(model):
    """Return the lookup from a row of ``model`` to the question it is part of; "" where it is part of none."""
    if model is Question:
        return "pk"
    for field in model._meta.concrete_fields:
        if field.name in ("question", "answer", "credit") and (way := _way_to_question(field.related_model)):
            return field.name if way == "pk" else f"{field.name}__{way}"
    return ""


def _new_version(questions):
    rows = Question.objects.filter(pk__in=questions)
    being_written = OpenPage.objects.filter(question_id__in=questions).values("question_id")
    for question in rows.filter(pk__in=being_written).select_for_update():
        keeping.keep_found(question)  # what their forms showed
    rows.update(version=F("version") + 1)


def _pointers(model):
    """Return every foreign key to ``model``, those of relation tables and its own included."""
    return [item.field for item in model._meta.get_fields(include_hidden=True) if item.one_to_many]


def _label(field):
    owner = field.model._meta.auto_created
    if owner:
        return str(owner._meta.verbose_name_plural)
    if field.name == "merged_into":
        return "entries merged into it before"
    return f"{field.model._meta.verbose_name_plural} ({field.verbose_name})"


def _clashing(field, source, target):
    """Return the rows of ``source`` that could not point at ``target``: one that does stands in their place."""
    rows, condition = field.model._base_manager, Q(pk__in=[])
    unique = [constraint.fields for constraint in field.model._meta.total_unique_constraints]
    for names in (*unique, *field.model._meta.unique_together):
        if field.name in names:
            others = {name: OuterRef(name) for name in names if name != field.name}
            condition |= Q(Exists(rows.filter(**{field.name: target}, **others)))
    return rows.filter(condition, **{field.name: source})


def _move(field, source, target):
    folded = _clashing(field, source, target)
    if field.model is Credit:
        for credit in folded:
            kept = Credit.objects.get(answer=credit.answer_id, role=credit.role, author=target)
            kept.books.add(*credit.books.all())
    field.model._base_manager.filter(pk__in=list(folded.values_list("pk", flat=True))).delete()
    field.model._base_manager.filter(**{field.name: source}).update(**{field.name: target})
