"""Sign-offs: who said that facts, text, law or picture are right, and whether what they looked at is still the same.

A sign-off keeps a digest of every field that its kind looks at. Whether it holds is worked out by comparing these
with the manuscript as it stands, so a change voids just the sign-offs that looked at what was changed.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import audit, inserts, printing
from .models import Question, SignOff, content

WORDS = ("question", "short_title", "short_answer", "premise_note")
WRITTEN = ("lead", "body", "confidence", "confidence_reason")
# What each kind looks at: fields of the question, of each answer, and of the picture.
LOOKS_AT = {
    SignOff.Kind.FACTS: ((*WORDS, "covers"), (*WRITTEN, "sources"), ()),
    SignOff.Kind.SUB_EDIT: (
        (*WORDS, "covers", "provenance", "teaching"),
        (*WRITTEN, "credits", "sources"),
        ("caption",),
    ),
    SignOff.Kind.LEGAL: (
        (*WORDS, "text_as_asked", "asker_name", "asker_town", "licence"),
        (*WRITTEN, "credits"),
        (),
    ),
    SignOff.Kind.PICTURE: (
        (),
        (),
        ("id", "alt", "caption", "credit", "licence", "rights_holder", "rights_until"),
    ),
}
NAMES = {
    "question": "the question",
    "premise_note": "what the question assumes",
    "covers": "the time covered",
    "text_as_asked": "the question as asked",
    "asker_name": "who asked",
    "asker_town": "the asker’s town",
    "teaching": "the lesson",
    "provenance": "where it was first printed",
    "answers": "the number of answers",
}


class Refused(Exception):
    """The verb was not carried out; the message is a sentence for people."""


@dataclass(frozen=True)
class Standing:
    """How one kind of check stands: the newest sign-off, if any, what has changed since, and a digest of it all now."""

    kind: SignOff.Kind
    signoff: SignOff | None
    changed: tuple[str, ...]
    is_required: bool
    digest: str

    @property
    def holds(self):
        """Whether somebody signed what now stands there."""
        return self.signoff is not None and not self.changed

    @property
    def what_changed(self):
        """What has changed since, for people: "the body of answer 1, the short answer"."""
        return ", ".join(_name(field) for field in self.changed)


def standing(question):
    """Return the Standing of every kind, for a question fetched ``for_print`` or typed. One query."""
    newest = {}
    for signoff in question.signoffs.select_related("by").filter(taken_back_at=None).order_by("at", "pk"):
        newest[signoff.kind] = signoff
    found = []
    frozen = content.to_json(printing.freeze(question))
    for kind in SignOff.Kind:
        signoff = newest.get(kind)
        now = _digests(question, frozen, kind)
        changed = _changed(signoff.fields, now) if signoff else ()
        is_required = kind in settings.REQUIRED_SIGNOFFS
        found.append(Standing(kind, signoff, changed, is_required, content.digest(now)))
    return found


@transaction.atomic
def sign(*, question, kind, by=None, at=None, note=""):
    """Record that ``by`` looked at what ``kind`` looks at and found it right. Returns the SignOff.

    Raises Refused where the question was changed since the caller read it: nobody signs what they have not seen.
    """
    if kind not in LOOKS_AT:
        raise Refused("Choose what is signed off.")
    stored = Question.objects.select_for_update().get(pk=question.pk)
    if stored.version != question.version:
        raise Refused(
            "Somebody changed this question while you were looking at it. Look again, and then sign."
        )
    locked = Question.objects.for_print().get(pk=question.pk)
    fields = _digests(locked, content.to_json(printing.freeze(locked)), kind)
    signoff = SignOff(
        question=locked, kind=kind, fields=fields, note=note.strip(), by=by, at=at or timezone.now()
    )
    signoff.full_clean(exclude=["question", "fields"])
    signoff.save()
    audit.record("sign", locked, f"signed off: {signoff.get_kind_display().lower()}", by=by)
    return signoff


@transaction.atomic
def take_back(*, signoff, by=None, at=None):
    """Take back ``signoff``: it counts no more, the record stays. Returns it."""
    kept = SignOff.objects.select_for_update().get(pk=signoff.pk)
    if kept.taken_back_at:
        raise Refused("This was taken back already.")
    kept.taken_back_by, kept.taken_back_at = by, at or timezone.now()
    kept.save(update_fields=["taken_back_by", "taken_back_at"])
    audit.record("sign", kept.question, f"took back a sign-off: {kept.get_kind_display().lower()}", by=by)
    return kept


def _digests(question, frozen, kind):
    """Return {field: SHA-256} of all that ``kind`` looks at."""
    own, of_answers, of_picture = LOOKS_AT[kind]
    seen = {name: frozen[name] for name in own}
    if of_answers:
        seen["answers"] = len(frozen["answers"])
    for number, answer in enumerate(frozen["answers"], 1):
        seen |= {f"answer {number} {name}": answer[name] for name in of_answers}
    picture = question.picture
    for name in of_picture:
        # Rights belong to the picture itself; an edition freezes the words beside it only.
        printed = (frozen["picture"] or {}).get(name)
        seen[f"picture {name}"] = str(getattr(picture, name, "")) if printed is None and picture else printed
    insets = inserts.named_in(question.answers.all()).values() if of_picture else ()
    if insets:
        seen["pictures in the text"] = [
            [str(getattr(inset, name)) for name in of_picture]
            for inset in sorted(insets, key=lambda row: row.pk)
        ]
    return {name: content.digest(value) for name, value in seen.items()}


def _changed(then, now):
    return tuple(name for name in {**then, **now} if then.get(name) != now.get(name))


def _name(field):
    match field.split():
        case ["answer", number, name]:
            return f"{name.replace('_', ' ')} of answer {number}"
        case ["picture", "id"]:
            return "the picture"
        case ["picture", name]:
            return f"the picture’s {name.replace('_', ' ')}"
    return NAMES.get(field, f"the {field.replace('_', ' ')}")
