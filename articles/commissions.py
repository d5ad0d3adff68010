"""A historian at work by a link, without an account: asked, writing, commenting, approving; revoked at once.

The link's secret is shown once, to the editor who makes it, and goes into the mail; the database keeps its digest.
All that is done by it is logged under the historian's name. Verbs raise workflow.Refused with a sentence.
"""

import hashlib
import re
import secrets
from dataclasses import replace
from datetime import timedelta
from html import escape, unescape

from django.db import transaction
from django.utils import timezone

from . import audit, deskmail, inserts, notes, notices, printing, references, richtext, stages, workflow
from .models import Answer, Commission, Credit, Question, Remark, content
from .workflow import Refused

DAYS = 60
LONGEST = 200_000  # characters: a book's chapter, and far more than an answer

MARKUP = re.compile(
    r"</?(?:p|em|strong|i|b|a|h[1-6]|ul|ol|li|blockquote|table|br|sup|sub)\b[^<>]*>", re.IGNORECASE
)


def from_typed(text):
    """Return clean HTML of what was typed or pasted: HTML as it is, plain text with a blank line between paragraphs."""
    if MARKUP.search(text):
        return richtext.clean(text)
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return richtext.clean(
        "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in parts if part.strip())
    )


def to_typed(html):
    """Return what a plain text box shows of clean HTML, so that ``from_typed`` gives it back."""
    bare = html.replace("</p><p>", "\n\n").removeprefix("<p>").removesuffix("</p>")
    typed = unescape(bare)
    return html if "<" in bare or MARKUP.search(typed) else typed


def paragraphs(answer):
    """Return the paragraphs of an answer, for choosing the one to comment on."""
    return [line for line in [answer.lead, *richtext.plain_text(answer.body).split("\n")] if line]


def as_it_stands(answer):
    """Return ``answer`` as it would be printed now, its sources numbered: a NumberedAnswer."""
    text = content.AnswerText(
        lead=answer.lead,
        body=answer.body,
        words=0,
        sources=tuple(printing.source_line(source) for source in answer.sources.all()),
        pictures=inserts.printed(answer.body, inserts.named_in([answer])),
    )
    numbered = references.number(text)
    return replace(numbered, body=inserts.shown(numbered.body, text, inserts.found(text)))


def digest(token):
    """Return what the database keeps of a link's secret."""
    return hashlib.sha256(f"articles.commission|{token}".encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def ask(*, question, name, brief, email="", historian=None, due=None, days=DAYS, by=None, at=None):
    """Make a link by which ``name`` may answer ``question`` for ``days`` days. Return (Commission, the link's secret).

    A question that waits to be commissioned is commissioned by this, due on ``due``.
    """
    at = at or timezone.now()
    if question.stage == stages.Stage.RECEIVED:
        raise Refused("Accept the question before you ask anybody to answer it.")
    token = secrets.token_urlsafe(32)
    commission = Commission(
        question=question,
        historian=historian,
        name=name,
        email=email,
        brief=brief,
        token_digest=digest(token),
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    commission.full_clean()
    commission.save()
    if question.stage in stages.MOVES["commission"].leads:
        stages.commission(question=question, by=by, at=at, historian=historian, due=due or question.due)
    audit.record("link", question, f"made a link for {name}, good for {days} days", by=by, at=at)
    if email:
        notices.commissioned(commission, token)
    return commission, token


def find(token):
    """Return the Commission of a link's secret, or None; whether it still works is the caller's to ask."""
    found = Commission.objects.filter(token_digest=digest(token))
    return found.select_related("question", "answer", "historian").first()


@transaction.atomic
def revoke(*, commission, by=None, at=None):
    """Make the link answer 410 from now on; what was written by it stays."""
    at = at or timezone.now()
    if Commission.objects.filter(pk=commission.pk, revoked_at=None).update(revoked_at=at):
        audit.record("link", commission.question, f"revoked the link of {commission.name}", by=by, at=at)


def _locked(commission, at):
    """Return the stored row, locked; refuse where the link has ended since the page was asked for."""
    stored = Commission.objects.select_for_update().get(pk=commission.pk)
    if not stored.is_open(at):
        raise Refused("This link does not work any more. Please write to the desk.")
    return stored


class Elsewhere(Refused):
    """What is to be saved was opened before another window saved."""


def stamp(commission):
    """Return a word for what is saved at this moment: who saves says what it was opened on."""
    return commission.saved_at.isoformat() if commission.saved_at else "new"


@transaction.atomic
def save(*, commission, text, opened="", at=None):
    """Keep what the historian has written so far, cleaned. Returns the Commission.

    ``opened`` is the ``stamp`` of what the page began with; without it nothing is asked.
    """
    at = at or timezone.now()
    stored = _locked(commission, at)
    if stored.handed_in_at:
        raise Refused("You have handed in this answer. Comment on it below, or write to the desk.")
    if len(text) > LONGEST:
        raise Refused("This is longer than an answer can be. Please send the desk a shorter one.")
    if opened and opened != stamp(stored):
        raise Elsewhere(
            "Your answer was saved in another window since this page was opened, and not from here. "
            "Send this one again to put it in the place of the other."
        )
    stored.text, stored.saved_at = from_typed(text), at
    stored.save(update_fields=["text", "saved_at"])
    return stored


@transaction.atomic
def hand_in(*, commission, text, opened="", at=None):
    """Turn what was written into the question's answer, with its credit, and the question to answered.

    Its notes become sources of the answer, as they do when an editor saves.
    """
    stored = save(commission=commission, text=text, opened=opened, at=at)
    if not richtext.plain_text(stored.text):
        raise Refused("There is no answer yet: write or paste it first.")
    question = Question.objects.select_for_update().get(pk=stored.question_id)
    place = max((answer.position + 1 for answer in question.answers.all()), default=0)
    answer = next(
        (each for each in question.answers.all() if not each.lead and not richtext.plain_text(each.body)),
        None,
    ) or Answer(question=question, position=place)
    answer.body = stored.text
    answer.save()
    notes.take_in(answer)
    if stored.historian_id:
        Credit.objects.get_or_create(
            answer=answer,
            author_id=stored.historian_id,
            role=Credit.Role.ANSWERED_BY,
            defaults={"position": answer.credits.count()},
        )
    stored.answer, stored.handed_in_at = answer, at or timezone.now()
    stored.save(update_fields=["answer", "handed_in_at"])
    if question.stage in stages.MOVES["hand-in"].leads:
        stages.hand_in(question=question, person=stored.name, at=at)
    else:
        workflow.changed(question=question)
        audit.record("hand-in", question, "handed in an answer", name=stored.name, at=at)
    _tell(stored, question, "handed in an answer", at)
    return stored


@transaction.atomic
def remark(*, commission, passage="", text="", proposal="", at=None):
    """Comment on a passage of the answer, or propose wording for it. Returns the Remark."""
    at = at or timezone.now()
    stored = _locked(commission, at)
    said = Remark(
        commission=stored, passage=passage, text=text, proposal=proposal, by_name=stored.name, at=at
    )
    said.full_clean()
    said.save()
    what = f"proposed {audit.quoted(proposal)}" if proposal else f"commented: {audit.quoted(text)}"
    audit.record("remark", stored.question, what, name=stored.name, at=at)
    _tell(stored, stored.question, what, at)
    return said


@transaction.atomic
def approve(*, commission, seen, at=None):
    """Approve the answer as it stands; ``seen`` is the ``state_of`` what the historian had before him."""
    at = at or timezone.now()
    stored = _locked(commission, at)
    if not stored.answer:
        raise Refused("There is no answer to approve yet.")
    if seen != state_of(stored.answer):
        raise Refused(
            "The answer was changed while you were reading. Please read it again before you approve."
        )
    stored.approved_at, stored.approved_digest = at, seen
    stored.save(update_fields=["approved_at", "approved_digest"])
    audit.record("approve", stored.question, "approved the answer as it stands", name=stored.name, at=at)
    _tell(stored, stored.question, "approved the answer as it stands", at)
    return stored


def _tell(commission, question, what, at):
    """Have whoever has the question told by mail; where nobody has it, whoever made the link."""
    person = question.owner_id or commission.made_by_id
    deskmail.note(deskmail.Kind.HISTORIAN, question, person, what, name=commission.name, at=at)


def state_of(answer):
    """Return a digest of the answer's words: what an approval is tied to."""
    return hashlib.sha256(f"{answer.lead}\n{answer.body}".encode()).hexdigest()


def settle(*, remark, at=None):
    """The desk has dealt with ``remark``."""
    Remark.objects.filter(pk=remark.pk, settled_at=None).update(settled_at=at or timezone.now())
