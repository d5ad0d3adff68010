"""Mail to readers: please confirm, answered, declined. Each is sent once, and nothing about what is not live yet.

A row is claimed before its mail is sent and given back when that fails, so that two runs at once send no mail
twice and the next run tries again. The command send_notices sends what is due; a background task does so at once.
"""

import logging
import smtplib
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.core import mail, signing
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from .models import Edition, Submission, Watcher

log = logging.getLogger(__name__)
CONFIRM_DAYS = 7


@dataclass
class Sent:
    """How many mails of each kind went out, and how many could not be sent."""

    invitations: int = 0
    answered: int = 0
    declined: int = 0
    failed: int = 0


# --- Links in mails ---------------------------------------------------------------------------


def link(purpose, watcher):
    """Return the absolute, signed address at which ``watcher`` can "confirm" or "stop"."""
    token = signing.dumps(watcher.pk, salt=f"articles.{purpose}")
    return settings.SITE_URL + reverse(f"ask_{purpose}", args=[token])


def watcher_of(token, purpose):
    """Return the Watcher that a link's token names, or None where it is gone; signing.BadSignature on a bad token.

    A link to confirm is good for CONFIRM_DAYS days (then signing.SignatureExpired), one to stop for ever.
    """
    age = CONFIRM_DAYS * 86_400 if purpose == "confirm" else None
    pk = signing.loads(token, salt=f"articles.{purpose}", max_age=age)
    return Watcher.objects.select_related("submission").filter(pk=pk).first()


# --- What is due ------------------------------------------------------------------------------


def uninvited():
    """Watchers who have not been asked to confirm their address yet."""
    return Watcher.objects.filter(invited_at__isnull=True, confirmed_at__isnull=True)


def answered(at=None):
    """Confirmed, untold Watchers of questions answered by an edition live at ``at``, with its id as ``edition_id``."""

    def live(question):
        return Subquery(Edition.objects.live(at).filter(question=OuterRef(question)).values("pk")[:1])

    own, original = "submission__question", "submission__duplicate_of__question"
    return _untold().annotate(edition_id=Coalesce(live(own), live(original))).filter(edition_id__isnull=False)


def declined(at=None):
    """Confirmed, untold Watchers of declined questions that no edition live at ``at`` answers."""
    return (
        _untold()
        .filter(
            Q(submission__status=Submission.Status.DECLINED)
            | Q(submission__duplicate_of__status=Submission.Status.DECLINED)
        )
        .exclude(pk__in=answered(at).values("pk"))
    )


def _untold():
    return Watcher.objects.filter(confirmed_at__isnull=False, told_at__isnull=True)


def settle(at=None):
    """Mark the submissions that a live edition answers as answered; return how many were not yet."""
    live = Edition.objects.live(at).values("question")
    waiting = Submission.objects.exclude(status=Submission.Status.ANSWERED)
    return waiting.filter(question__in=live).update(status=Submission.Status.ANSWERED, reason="")


# --- Sending ----------------------------------------------------------------------------------


def send_due(*, at=None):
    """Send every mail that is due at ``at`` (aware datetime, default now) and return how many, as Sent."""
    at = at or timezone.now()
    settle(at)
    sent = Sent()
    waiting = {
        "invitations": list(uninvited().select_related("submission__contact")),
        "answered": list(answered(at).select_related("submission")),
        "declined": list(declined(at).select_related("submission__duplicate_of")),
    }
    if not any(waiting.values()):
        return sent
    editions = Edition.objects.defer("content").in_bulk({each.edition_id for each in waiting["answered"]})
    connection = mail.get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException):
        log.exception("mail to readers: the server does not answer")
        sent.failed = sum(len(watchers) for watchers in waiting.values())
        return sent
    for kind, watchers in waiting.items():
        for watcher in watchers:
            edition = editions.get(getattr(watcher, "edition_id", None))
            outcome = _send_once(kind, watcher, edition, connection, at)
            if outcome:
                setattr(sent, outcome, getattr(sent, outcome) + 1)
    connection.close()
    return sent


def _send_once(kind, watcher, edition, connection, at):
    """Send one mail unless somebody else does; return the name of the count of Sent that grows, or None."""
    field = "invited_at" if kind == "invitations" else "told_at"
    row = Watcher.objects.filter(pk=watcher.pk)
    if not row.filter(**{f"{field}__isnull": True}).update(**{field: at}):
        return None
    try:
        _letter(kind, watcher, edition, connection).send()
    except (OSError, smtplib.SMTPException):
        log.exception("mail to readers: not sent")
        row.update(**{field: None})
        return "failed"
    return kind


def _letter(kind, watcher, edition, connection):
    contact = getattr(watcher.submission, "contact", None) if kind == "invitations" else None
    context = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "submission": watcher.submission,
        "original": _decided(watcher.submission) if kind == "declined" else None,
        "edition": edition,
        "is_asker": bool(contact and contact.email == watcher.email),
        "confirm": link("confirm", watcher),
        "stop": link("stop", watcher),
        "days": CONFIRM_DAYS,
    }
    template = {"invitations": "confirm"}.get(kind, kind)
    subject, _, body = render_to_string(f"email/{template}.txt", context).strip().partition("\n")
    return mail.EmailMessage(
        subject=" ".join(subject.split())[:200],
        body=body.strip() + "\n",
        to=[watcher.email],
        headers={
            "List-Unsubscribe": f"<{context['stop']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )


def _decided(submission):
    """Return the submission that was declined: itself, or the one it is a duplicate of."""
    return submission if submission.status == Submission.Status.DECLINED else submission.duplicate_of


def send_soon():
    """Have what is due sent by a background task once the transaction has committed."""
    transaction.on_commit(deliver.enqueue)


def tell_soon(question):
    """Like send_soon, where readers are waiting to hear of ``question``."""
    original = Q(submission__question=question) | Q(submission__duplicate_of__question=question)
    if Watcher.objects.filter(original, confirmed_at__isnull=False).exists():
        send_soon()


@task()
def deliver():
    """Background task: send every mail that is due."""
    send_due()


# --- To a historian who is asked to answer ----------------------------------------------------


def commissioned(commission, token):
    """Send the link of ``commission`` once the transaction has committed. No queue holds it, for others to read."""
    transaction.on_commit(partial(_send_link, commission, token))


def _send_link(commission, token):
    context = {
        "site_name": settings.SITE_NAME,
        "commission": commission,
        "link": settings.SITE_URL + reverse("desk", args=[token]),
    }
    subject, _, body = render_to_string("email/commission.txt", context).strip().partition("\n")
    headers = {"Auto-Submitted": "auto-generated"}
    letter = mail.EmailMessage(
        " ".join(subject.split())[:200], body.strip() + "\n", to=[commission.email], headers=headers
    )
    try:
        letter.send()
    except (OSError, smtplib.SMTPException):
        log.exception("mail to a historian: not sent")
