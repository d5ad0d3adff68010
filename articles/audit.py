"""The log of what was done: how a row differs from what it was, in words, and the one place that writes an entry.

An entry is written in the transaction of what it tells of. Names and towns of readers are never quoted in it:
they can be erased, and an entry cannot.
"""

from contextlib import contextmanager

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime, now

from . import richtext
from .models import AuditEntry
from .models.fields import RichTextField

PERSONAL = {"asker_name", "asker_town"}
# Rows that belong to another one and are told with it.
CHILDREN = {"question": ["answers"], "answer": ["credits", "sources"]}
CONTEXT = 30  # characters shown to either side of a change
QUOTED = 160  # the longest quotation
LENGTH = 4_000


def record(verb, row, text, *, by=None, name="", title="", at=None):
    """Write that ``by`` (a user, or somebody called ``name`` without a login) did ``text`` to ``row``.

    ``title`` stands for the row's own words where those are a reader's, and may have to be erased.
    """
    return AuditEntry.objects.create(
        verb=verb,
        subject=row._meta.model_name,
        row=row.pk,
        title=(title or str(row))[:200],
        text=text if len(text) <= LENGTH else text[: LENGTH - 1] + "…",
        by=by,
        by_name=(by.get_full_name() or by.get_username()) if by else name,
        at=at or now(),
    )


def of(row, *, limit=8, verbs=None):
    """Return the last ``limit`` entries about ``row``, newest first; only those of ``verbs``, if given."""
    found = AuditEntry.objects.filter(subject=row._meta.model_name, row=row.pk)
    return (found.filter(verb__in=verbs) if verbs else found).order_by("-pk")[:limit]


@contextmanager
def watching(row, *, by, verb="changed", beginning=""):
    """Write how the stored ``row`` differs after the block from what it was before it, after ``beginning``."""
    model, before = type(row), snapshot(type(row)._default_manager.get(pk=row.pk))
    yield
    now_stored = model._default_manager.get(pk=row.pk)
    if said := differences(before, snapshot(now_stored)):
        record(verb, now_stored, "\n".join([*filter(None, [beginning]), *said]), by=by)


def snapshot(row):
    """Return what ``row`` and the rows that belong to it say: {(model, pk): (label, {field: (label, text)})}."""
    found = {}
    _look(row, "", None, found)
    return found


def _look(row, label, parent, found):
    meta = row._meta
    values = {}
    for field in [*meta.fields, *meta.many_to_many]:
        is_parent = parent is not None and field.related_model is type(parent)
        if field.editable and not field.primary_key and not is_parent and field.name != "position":
            values[field.name] = (str(field.verbose_name), _text(row, field))
    found[meta.model_name, row.pk] = (label, values)
    for relation in CHILDREN.get(meta.model_name, ()):
        for number, child in enumerate(getattr(row, relation).all(), 1):
            own = f"{child._meta.verbose_name} {number}"
            _look(child, f"{own} of {label}" if label else own, row, found)


def _text(row, field):
    """Return the value of ``field`` as people read it."""
    if field.many_to_many:
        return ", ".join(sorted(str(other) for other in getattr(row, field.name).all()))
    value = getattr(row, field.name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(field, RichTextField):
        return richtext.plain_text(value)
    if isinstance(field, models.DateTimeField):
        return date_format(localtime(value) if is_aware(value) else value, "j M Y, H:i")
    if isinstance(field, models.DateField):
        return date_format(value, "j M Y")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def differences(before, after):
    """Return a sentence for everything in snapshot ``after`` that is not as in ``before``."""
    found = []
    for key, (label, values) in after.items():
        if key not in before:
            said = next((text for _, text in values.values() if text), "")
            found.append(f"added {label}: {quoted(said)}" if said else f"added {label}")
            continue
        for name, (what, new) in values.items():
            old = before[key][1].get(name, (what, ""))[1]
            if old != new:
                where = f"the {what}" + (f" of {label}" if label else "")
                found.append(f"changed {where}" if name in PERSONAL else _change(where, old, new))
    for key, (label, values) in before.items():
        if key not in after:
            said = next((text for _, text in values.values() if text), "")
            found.append(f"removed {label}: {quoted(said)}" if said else f"removed {label}")
    return found


def _change(where, old, new):
    if not old:
        return f"set {where} to {quoted(new)}"
    if not new:
        return f"emptied {where}, which was {quoted(old)}"
    old, new = around(old, new)
    return f"changed {where} from “{old}” to “{new}”"


def quoted(text):
    """Return ``text`` in quotation marks, its middle left out where it is long."""
    return f"“{_shortened(' '.join(text.split()))}”"


def around(old, new):
    """Return the parts of two texts in which they differ, each with a few words to either side."""
    old, new = " ".join(old.split()), " ".join(new.split())
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    start = _word(old, start - CONTEXT) if start > CONTEXT else 0
    end = end - CONTEXT if end > CONTEXT else 0
    return tuple(_part(text, start, len(text) - end) for text in (old, new))


def _word(text, at):
    """Return where the word begins that holds position ``at``."""
    return text.rfind(" ", 0, at) + 1


def _part(text, start, end):
    after = text.find(" ", end)
    end = len(text) if after < 0 or end >= len(text) else after
    return ("… " if start else "") + _shortened(text[start:end]) + (" …" if end < len(text) else "")


def _shortened(text):
    return (
        text if len(text) <= QUOTED else f"{text[: QUOTED // 2].rstrip()} […] {text[-QUOTED // 2 :].lstrip()}"
    )
