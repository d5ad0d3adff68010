"""What changes the ledger. Keyword-only verbs, each one transaction that locks the question; ``by`` is the user who
acts (None for a command), ``at`` the instant (aware datetime, None for now). The manuscript is never touched.
"""

from django.db import transaction
from django.utils import timezone

from articles import audit
from articles.models import Claim, Question

from . import passages

LONGEST = 2_000  # characters of a passage
CHECKED = [state for state in Claim.State if state != Claim.State.OPEN]


class Refused(Exception):
    """The verb was not carried out; the message is a sentence for people."""


@transaction.atomic
def mark(*, question, by=None, at=None, passage, answer=None, part=None):
    """Mark ``passage`` of ``question`` as a claim, open. Returns the Claim.

    ``answer`` (an id) or ``part`` (a Claim.Part) say where it stands, if it stands in several parts. Raises Refused
    where the saved text does not have these words, or all their places are marked already.
    """
    locked = _lock(question)
    words = passages.one_line(passage)
    if not words:
        raise Refused("Say which passage: select some words, or paste them.")
    if len(words) > LONGEST:
        raise Refused(f"This is too long to be one claim: mark at most {LONGEST:,} characters at a time.")
    among = [
        stretch
        for stretch in passages.stretches(locked)
        if (answer is None or stretch.answer_id == answer) and (part is None or stretch.part == part)
    ]
    places = passages.spots(words, among)
    if not places:
        raise Refused(
            "These words do not stand in the saved text. If they are new, save the question first; if they were "
            "copied, take them from the text as it is."
        )
    mine = [claim for claim in locked.claims.all() if passages.one_line(claim.passage) == words]
    held = set(passages.found(mine, locked).values())
    free = [spot for spot in places if spot not in held]
    if not free:
        raise Refused("This passage is marked already.")
    claim = Claim(question=locked, marked_by=by, marked_at=at or timezone.now())
    _set_down(claim, free[0], words, locked)
    claim.full_clean(exclude=["question"])
    claim.save()
    audit.record("claim", locked, f"marked as a claim: {audit.quoted(words)}", by=by)
    return claim


@transaction.atomic
def check(
    *, claim, by=None, at=None, state, version=None, source=None, reference="", page="", note="", passage=""
):
    """Record what checking ``claim`` found. Returns the Claim.

    ``passage`` are its words now, where the text was edited since it was marked; left out, they are as they were.
    ``version`` is that of the claim the caller looked at. Raises Refused where somebody else was faster, or where
    the text does not fit the state: what is cut must be gone, all else must be there.
    """
    locked = _lock(claim.question)
    kept = Claim.objects.filter(pk=claim.pk, question=locked).first()
    if kept is None:
        raise Refused("Somebody took this claim out of the ledger.")
    if version is not None and version != kept.version:
        raise Refused(
            f"Somebody else has set this to “{kept.get_state_display()}” while you were looking at it."
        )
    if state not in CHECKED:
        raise Refused("Choose what checking found.")
    if source is not None and source.answer.question_id != locked.pk:
        raise Refused("This is a source of another question.")
    words = passages.one_line(passage) or kept.passage
    if state != Claim.State.CUT:
        _settle(kept, locked, words)
    kept.state, kept.checker, kept.at = state, by, at or timezone.now()
    kept.source, kept.reference, kept.page, kept.note = source, reference.strip(), page.strip(), note.strip()
    kept.version += 1
    kept.full_clean(exclude=["question"])
    kept.save()
    found = kept.get_state_display().lower()
    audit.record("claim", locked, f"checked a claim, {found}: {audit.quoted(kept.passage)}", by=by)
    return kept


@transaction.atomic
def reopen(*, claim, by=None, at=None, note=""):
    """Set ``claim`` back to open: something came up. What was found before stays in its note. Returns the Claim."""
    locked = _lock(claim.question)
    kept = Claim.objects.filter(pk=claim.pk, question=locked).first()
    if kept is None or kept.state == Claim.State.OPEN:
        raise Refused(
            "This claim is open already." if kept else "Somebody took this claim out of the ledger."
        )
    kept.state, kept.checker, kept.at = Claim.State.OPEN, by, at or timezone.now()
    kept.note = note.strip() or kept.note
    kept.version += 1
    kept.full_clean(exclude=["question"])
    kept.save()
    audit.record("claim", locked, f"opened a claim again: {audit.quoted(kept.passage)}", by=by)
    return kept


@transaction.atomic
def unmark(*, claim, by=None):
    """Take ``claim`` out of the ledger: it was marked by mistake. One that was checked stays."""
    locked = _lock(claim.question)
    kept = Claim.objects.filter(pk=claim.pk, question=locked).first()
    if kept and kept.version:
        raise Refused(
            "This claim has been checked: it stays. Call it an opinion, or cut, if that is what it is."
        )
    if kept:
        audit.record("claim", locked, f"took a claim out: {audit.quoted(kept.passage)}", by=by)
        kept.delete()


def _settle(claim, question, words):
    """Find the place that ``words`` have now and note it in ``claim``; raise Refused where they are nowhere."""
    others = [each for each in question.claims.all() if each.pk != claim.pk]
    if words != claim.passage:
        claim.passage, claim.places = words, 0
    spot = passages.found([*others, claim], question)[claim.pk]
    if spot is None:
        raise Refused(
            "These words do not stand in the saved text. Give the passage as it reads now, or choose “cut” if it "
            "is gone for good."
        )
    _set_down(claim, spot, words, question)


def _set_down(claim, spot, words, question):
    """Note in ``claim`` where it stands, and in how many places it could have stood."""
    stretch = spot.stretch
    alike = [each for each in passages.stretches(question) if each.part == stretch.part]
    claim.places = len(passages.spots(words, [each for each in alike if each.answer_id == stretch.answer_id]))
    claim.passage, claim.part, claim.answer_id = words, stretch.part, stretch.answer_id
    claim.offset, claim.anchor = spot.offset, stretch.anchor(spot.offset)
    claim.before, claim.after = passages.context(spot, words)


def _lock(question):
    Question.objects.select_for_update().get(pk=question.pk)
    return Question.objects.prefetch_related("answers").get(pk=question.pk)
