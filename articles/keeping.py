"""Keeps every state of a manuscript, and brings together what several people changed at once.

``workflow.changed`` calls ``keep``, so whatever saves a manuscript leaves a revision, in the same transaction. What was
changed past it (a shell, a merged catalogue row) is noticed before the next save, and kept too.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from . import manuscripts
from .models import OpenPage, Revision
from .models.revisions import SESSION

log = logging.getLogger(__name__)
OWN = (Revision.Kind.SAVED, Revision.Kind.MERGED)
WARNED = timedelta(days=30)  # so long before a private draft is forgotten its writer is told
NAMED = 12  # so many changed parts does an entry of the history name


@dataclass
class Opened:
    """What a form was opened on: the document that its page showed, and the one that its saves are measured by."""

    shown: dict
    base: dict
    base_number: int
    rows: dict
    is_stale: bool


def keep(question, *, by=None, kind=Revision.Kind.SAVED, document=None, **words):
    """Store the manuscript of the locked ``question`` as a Revision and return it; the last one where nothing changed.

    ``document``: where it is known already, or is another than the database's. ``words``: other fields of Revision.
    """
    document = document or manuscripts.freeze(question)
    mark = manuscripts.digest(document)
    line = question.revisions.in_line().order_by("-number")
    last = line.first()
    aside = kind == Revision.Kind.ASIDE
    if last and last.digest == mark and not aside:
        return last
    now = timezone.now()
    before = last
    if not aside and _is_one_session(last, by, kind, now):
        before = line.visible().filter(number__lt=last.number).first()
        words.setdefault("since", last.since)
        words["note"] = words.get("note") or last.note
        kind = Revision.Kind.MERGED if last.kind == Revision.Kind.MERGED else kind
        question.revisions.filter(pk=last.pk).update(is_folded=True)
    changed = manuscripts.labels(before.manuscript, document) if before else []
    return Revision.objects.create(
        question=question,
        number=(question.revisions.aggregate(top=Max("number"))["top"] or 0) + 1,
        version=question.version,
        kind=kind,
        by=by,
        at=now,
        changed=changed[:NAMED] + (["…"] if len(changed) > NAMED else []),
        digest=mark,
        manuscript=document,
        **{"since": now, **words},
    )


def _is_one_session(last, by, kind, now):
    return bool(
        last and by and last.by_id == by.pk and {last.kind, kind} <= {*OWN} and now - last.at < SESSION
    )


def keep_found(question):
    """Keep what the locked ``question`` says now, where no revision does; return the document.

    Before its first save here, and after a change that went past the door.
    """
    document = manuscripts.freeze(question)
    keep(question, kind=Revision.Kind.FOUND, document=document)
    return document


def opened(question, *, version, page, by):
    """Return the Opened of a form that was sent from ``page``, which showed ``version`` of the locked ``question``.

    None where nothing was ever kept (``keep_found`` sees to that). A page that was saved before is measured by what it
    sent then, so that a person's own overlapping saves never stand in each other's way.
    """
    line = question.revisions.in_line()
    mine = line.filter(page=page, by=by).order_by("-number").first() if page else None
    shown = line.filter(version__lte=version).order_by("-number").first() or line.order_by("number").first()
    if shown is None:
        return None
    document = shown.manuscript
    if question_made_by(page, by) == question.pk:
        document = manuscripts.bare(mine.sent)  # The page for a new question, sent again.
    base = mine or shown
    return Opened(
        shown=document,
        base=mine.sent if mine else document,
        base_number=base.number,
        rows=mine.rows if mine else {},
        is_stale=bool(mine) or version != question.version,
    )


def base_of(aside):
    """Return the document that ``aside``, which clashed, was written over: what its page had sent before, or showed."""
    base = aside.question.revisions.get(number=aside.base)
    return base.sent if base.page and base.page == aside.page else base.manuscript


def question_made_by(page, by):
    """Return the key of the question that ``page`` made when it was first sent by ``by``, or None."""
    first = Revision.objects.filter(page=page, by=by, number=1) if page else Revision.objects.none()
    return first.values_list("question_id", flat=True).first()


def others_since(question, number, by):
    """Return the names of those who saved ``question`` after revision ``number``, without ``by``, in order."""
    later = question.revisions.in_line().light().filter(number__gt=number, by__isnull=False).exclude(by=by)
    people = (revision.by for revision in later.select_related("by").order_by("number"))
    return list(dict.fromkeys(person.get_full_name() or person.get_username() for person in people))


def same_rows(rows, known):
    """Return new id to old for rows that one page sent twice; both map a place in its form to the row it made."""
    return {key: known[place] for place, key in rows.items() if place in known}


def kept_until(draft):
    """Return the day until which the private ``draft`` (an OpenPage with typed words) is kept; None for ever."""
    if not settings.DRAFT_DAYS or draft.typed_at is None:
        return None
    return timezone.localdate(draft.typed_at) + timedelta(days=settings.DRAFT_DAYS)


def about_to_go(user, at=None):
    """Return the private drafts of ``user`` that are forgotten within WARNED, the first to go first."""
    at = at or timezone.now()
    if not settings.DRAFT_DAYS:
        return OpenPage.objects.none()
    before = at + WARNED - timedelta(days=settings.DRAFT_DAYS)
    mine = OpenPage.objects.unsaved().filter(user=user, typed_at__lt=before)
    return mine.select_related("question").defer("typed").order_by("typed_at")


def forget_drafts(at=None):
    """Delete drafts untouched for DRAFT_DAYS days, and pages long closed without one. Returns how many drafts.

    Their people are told before: the newsroom's first page names each for the last WARNED days, with the day.
    """
    at = at or timezone.now()
    OpenPage.objects.filter(typed__isnull=True, seen_at__lt=at - timedelta(days=1)).delete()
    if not settings.DRAFT_DAYS:
        return 0
    last = timezone.localdate(at) - timedelta(days=settings.DRAFT_DAYS)
    gone = OpenPage.objects.unsaved().filter(typed_at__date__lt=last).delete()[0]
    if gone:
        log.info("forgot %d private drafts that nobody touched for %d days", gone, settings.DRAFT_DAYS)
    return gone
