"""Forgetting people: at their wish, by age, and where they never confirmed. What they asked stays."""

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import ErrorReport, Submission, SubmissionContact, Watcher
from articles.notices import CONFIRM_DAYS

from . import limits

KEPT_AFTER_TELLING = timedelta(days=30)  # so that the link that stops mail still knows whom to stop it for


@transaction.atomic
def erase_people(*, submissions=None, reports=None, watchers=None):
    """Erase names, towns and addresses from the rows of the given querysets; return a Counter of what went.

    The addresses of those who sent the ``submissions`` go from among their watchers too.
    """
    gone = Counter()
    if submissions is not None:
        chosen = list(submissions.values_list("pk", flat=True))
        contacts = SubmissionContact.objects.filter(submission__in=chosen)
        for submission, email in contacts.values_list("submission", "email"):
            gone["watchers"] += Watcher.objects.filter(submission=submission, email=email).delete()[0]
        gone["contacts"] += contacts.delete()[0]
        named = Submission.objects.filter(pk__in=chosen).exclude(asker_name="", asker_town="", consent=False)
        gone["names"] += named.update(asker_name="", asker_town="", consent=False)
    if reports is not None:
        signed = reports.exclude(name="", email="")
        gone["reports"] += ErrorReport.objects.filter(pk__in=signed.values("pk")).update(
            name="", email="", may_be_thanked=False
        )
    if watchers is not None:
        gone["watchers"] += watchers.delete()[0]
    return gone


def older_than(days, *, at=None):
    """Erase every person who wrote more than ``days`` days before ``at``; return a Counter of what went."""
    before = (at or timezone.now()) - timedelta(days=days)
    return erase_people(
        submissions=Submission.objects.filter(received_at__lt=before),
        reports=ErrorReport.objects.filter(received_at__lt=before),
        watchers=Watcher.objects.filter(since__lt=before),
    )


@transaction.atomic
def stop(watcher):
    """Erase the address of ``watcher`` wherever it waits for mail, and as the contact of what it asked."""
    SubmissionContact.objects.filter(email=watcher.email).delete()
    Watcher.objects.filter(email=watcher.email).delete()


@transaction.atomic
def tidy(*, at=None):
    """Erase what nobody needs any more: addresses never confirmed, with what was asked; told ones; marks of the day.

    A question that the desk has taken up stays, without its address.
    """
    at = at or timezone.now()
    too_late = at - timedelta(days=CONFIRM_DAYS)
    never = Submission.objects.filter(awaits_confirmation=True, received_at__lt=too_late)
    untouched = Q(status=Submission.Status.RECEIVED, shown=False, question=None, duplicate_of=None)
    gone = Counter(unconfirmed=never.filter(untouched).count())
    never.filter(untouched).delete()
    unconfirmed = Q(confirmed_at__isnull=True, since__lt=too_late)
    told = Q(told_at__lt=at - KEPT_AFTER_TELLING)
    gone["watchers"] = Watcher.objects.filter(unconfirmed | told).delete()[0]
    gone["contacts"] = SubmissionContact.objects.filter(
        submission__in=Submission.objects.filter(awaits_confirmation=True, received_at__lt=too_late)
    ).delete()[0]
    gone["marks"] = limits.forget(at)
    return gone
