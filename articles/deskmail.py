"""Mail to the staff about what is theirs: given, answered, moved on, due tomorrow. Each once, each kind can be stopped.

A notice is written in the transaction of the deed that it tells of, so that none is lost and none is of what was
undone; who did the deed is told of nothing. The command send_notices sends what waits: one mail for each person and
kind. A notice is claimed before its mail is sent and given back where that fails.
"""

import logging
import smtplib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail, signing
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from .models import DeskNotice, MailStop, Question

log = logging.getLogger(__name__)
Kind = DeskNotice.Kind
SALT = "articles.desk-mail"
KEPT_DAYS = 30  # what was sent
TRIED_DAYS = 7  # what cannot be sent: after a week it is no news
DONE = (Question.Stage.PRINTED, Question.Stage.WITHDRAWN)
SUBJECTS = {
    Kind.GIVEN: ("Given to you", "questions given to you"),
    Kind.HISTORIAN: ("From the historian", "questions with news from historians"),
    Kind.MOVED: ("Moved on", "questions of yours moved on"),
    Kind.DUE: ("Due tomorrow", "questions of yours due tomorrow"),
}


@dataclass
class Sent:
    """How many mails went out, and how many could not be sent."""

    told: int = 0
    failed: int = 0


# --- Written with the deed --------------------------------------------------------------------


def note(kind, question, person_id, text, *, by=None, name="", at=None):
    """Have the user ``person_id`` told of what ``by`` (a user, or somebody called ``name``) did to ``question``.

    Nobody is told of his or her own deed, and nothing is kept where the site sends no mail.
    """
    if not settings.MAIL_WORKS or person_id is None or (by and by.pk == person_id):
        return
    DeskNotice.objects.create(
        kind=kind,
        person_id=person_id,
        question=question,
        text=text,
        who=((by.get_full_name() or by.get_username()) if by else name)[:150],
        made_at=at or timezone.now(),
    )


def given(question, *, was, text="gave it to you", by=None, name="", at=None):
    """Have the owner of ``question`` told that it is theirs now, if that is not the user ``was`` (a key or None)."""
    if question.owner_id != was:
        note(Kind.GIVEN, question, question.owner_id, text, by=by, name=name, at=at)


@contextmanager
def handing_over(question, *, by):
    """Like ``given``, for whatever the block does to the stored ``question``."""
    was = _owner(question)
    yield
    question.owner_id = _owner(question)
    given(question, was=was, by=by)


def _owner(question):
    return Question.objects.values_list("owner_id", flat=True).get(pk=question.pk)


# --- Who wants what ---------------------------------------------------------------------------


def stopped(person):
    """Return the kinds that ``person`` has stopped."""
    return set(MailStop.objects.filter(person=person).values_list("kind", flat=True))


def stop(person, kind):
    """Send ``person`` no more mail of ``kind``. Twice is the same as once."""
    MailStop.objects.get_or_create(person=person, kind=kind)


@transaction.atomic
def choose(person, kinds):
    """Send ``person`` mail of ``kinds`` and of no other kind."""
    MailStop.objects.filter(person=person, kind__in=kinds).delete()
    for kind in set(Kind.values) - {*kinds}:
        stop(person, kind)


def stop_link(person, kind):
    """Return the absolute, signed address at which ``person`` stops mail of ``kind``. It is good for ever."""
    token = signing.dumps([person.pk, str(kind)], salt=SALT)
    return settings.SITE_URL + reverse("desk_mail_stop", args=[token])


def named(token):
    """Return (the user or None where the login is gone, Kind) of a link's token; signing.BadSignature on a bad one."""
    pk, kind = signing.loads(token, salt=SALT)
    return get_user_model().objects.filter(pk=pk).first(), Kind(kind)


# --- Sending ----------------------------------------------------------------------------------


def deadlines(at=None):
    """Return the owned questions that are due on the day after ``at`` and whose owner was not told so yet."""
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    told = DeskNotice.objects.filter(
        kind=Kind.DUE, question=OuterRef("pk"), person=OuterRef("owner"), due=tomorrow
    )
    owned = Question.objects.filter(due=tomorrow, owner__isnull=False).exclude(stage__in=DONE)
    return owned.exclude(Exists(told))


def waiting():
    """Return the notices that nobody has been told of yet."""
    return DeskNotice.objects.filter(done_at__isnull=True)


def send_due(*, at=None):
    """Send what waits at ``at`` (aware datetime, default now), one mail for each person and kind. Return Sent."""
    at = at or timezone.now()
    if not settings.MAIL_WORKS:
        return Sent()
    DeskNotice.objects.filter(done_at__lt=at - timedelta(days=KEPT_DAYS)).delete()
    waiting().filter(made_at__lt=at - timedelta(days=TRIED_DAYS)).delete()
    DeskNotice.objects.bulk_create(
        (
            DeskNotice(kind=Kind.DUE, person_id=each.owner_id, question=each, due=each.due, made_at=at)
            for each in deadlines(at)
        ),
        ignore_conflicts=True,
    )
    letters = {}
    for notice in waiting().select_related("person", "question"):
        letters.setdefault((notice.person_id, notice.kind), []).append(notice)
    sent = Sent()
    if not letters:
        return sent
    connection = mail.get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException):
        log.exception("mail to the staff: the server does not answer")
        sent.failed = len(letters)
        return sent
    stops = set(MailStop.objects.values_list("person_id", "kind"))
    for key, notices in letters.items():
        _send(notices, key in stops, connection, at, sent)
    connection.close()
    return sent


def _send(notices, is_stopped, connection, at, sent):
    """Send one mail about those of ``notices`` that nobody else sends and that are still news. Count in ``sent``."""
    person, kind = notices[0].person, Kind(notices[0].kind)
    mine = [each for each in notices if waiting().filter(pk=each.pk).update(done_at=at)]
    hears = (
        person.is_active and person.is_staff and person.email and person.has_perm("articles.view_question")
    )
    mine = [each for each in mine if hears and not is_stopped and _is_news(each)]
    if not mine:
        return
    try:
        _letter(person, kind, mine, connection).send()
    except (OSError, smtplib.SMTPException):
        log.exception("mail to the staff: not sent")
        DeskNotice.objects.filter(pk__in=[each.pk for each in mine]).update(done_at=None)
        sent.failed += 1
    else:
        sent.told += 1


def _is_news(notice):
    """Whether what ``notice`` tells still holds: the question is still the person's, and due on that day."""
    question = notice.question
    if notice.kind == Kind.HISTORIAN:
        return True
    is_due = notice.kind != Kind.DUE or (question.due == notice.due and question.stage not in DONE)
    return question.owner_id == notice.person_id and is_due


def _letter(person, kind, notices, connection):
    one, several = SUBJECTS[kind]
    number = len({each.question_id for each in notices})
    address = stop_link(person, kind)
    context = {
        # On one line: what follows the first one is the mail's body.
        "subject": " ".join(f"{one}: {notices[0].question}".split())
        if number == 1
        else f"{number} {several}",
        "rows": [
            (each, settings.SITE_URL + reverse("admin:articles_question_change", args=[each.question_id]))
            for each in notices
        ],
        "kind": kind.label[0].lower() + kind.label[1:],
        "stop": address,
        "choose": settings.SITE_URL + reverse("admin:mail"),
        "site_name": settings.SITE_NAME,
    }
    subject, _, body = render_to_string("email/desk_notice.txt", context).strip().partition("\n")
    return mail.EmailMessage(
        subject=" ".join(subject.split())[:200],
        body=body.strip() + "\n",
        to=[person.email],
        headers={
            "List-Unsubscribe": f"<{address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
