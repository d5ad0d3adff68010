"""Rights about to end. The picture disappears by itself on its day; this is so that nobody is taken by surprise."""

import logging
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from .models import Picture, RightsNotice

log = logging.getLogger(__name__)
WARNINGS = (30, 7, 1)  # days before the last day


@dataclass
class Warned:
    """How many pictures the desk was told of, and how many it could not be told of."""

    told: int = 0
    failed: int = 0


def due(at=None):
    """Return (Picture, days) for every warning that is due at ``at`` (aware datetime, default now) and was not sent.

    One that was missed is not made up for: a picture with five days left gets the warning of seven days.
    """
    today = timezone.localdate(at)
    pictures = list(Picture.objects.lapsing(at, days=max(WARNINGS)))
    sent = set(RightsNotice.objects.filter(picture__in=pictures).values_list("picture", "until", "days"))
    warnings = ((picture, _warning((picture.rights_until - today).days)) for picture in pictures)
    return [
        (picture, days) for picture, days in warnings if (picture.pk, picture.rights_until, days) not in sent
    ]


def readers():
    """Return the mail addresses of everybody on the desk who may change pictures."""
    people = get_user_model().objects.with_perm(
        "articles.change_picture", backend="django.contrib.auth.backends.ModelBackend"
    )
    return list(people.filter(is_staff=True).exclude(email="").order_by("pk").values_list("email", flat=True))


def send_due(*, at=None):
    """Send one mail about every picture whose warning is due, each once, and return how many, as Warned.

    Nothing is sent, and nothing counts as sent, where there is no mail or nobody to get it.
    """
    people = readers()
    if not (people and settings.MAIL_WORKS):
        return Warned()
    claimed = []
    for picture, days in due(at):
        notice, is_new = RightsNotice.objects.get_or_create(
            picture=picture, until=picture.rights_until, days=days
        )
        if is_new:
            claimed.append(notice)
    if not claimed:
        return Warned()
    try:
        _letter(claimed, people).send()
    except (OSError, smtplib.SMTPException):
        log.exception("mail to the desk: not sent")
        RightsNotice.objects.filter(pk__in=[notice.pk for notice in claimed]).delete()
        return Warned(failed=len(claimed))
    return Warned(told=len(claimed))


def _warning(left):
    return min(days for days in WARNINGS if days >= left)


def _letter(notices, people):
    rows = [
        (notice, settings.SITE_URL + reverse("admin:articles_picture_change", args=[notice.picture_id]))
        for notice in notices
    ]
    context = {"rows": rows, "site_name": settings.SITE_NAME}
    subject, _, body = render_to_string("email/lapsing.txt", context).strip().partition("\n")
    # One message: it reaches everybody or nobody, and shows nobody's address.
    return mail.EmailMessage(
        subject=subject, body=body.strip() + "\n", bcc=people, headers={"Auto-Submitted": "auto-generated"}
    )
