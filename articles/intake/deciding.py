"""What the desk decides of readers' questions: which are the same, and which are declined, with what letter."""

import re
from collections import defaultdict

from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string

from articles import audit, notices
from articles.models import Submission, Watcher

from .limits import Refused

NEWEST = 300  # submissions that are compared with one another
ALIKE = 0.4  # the share of longer words that two of them have in common
WORD = re.compile(r"\w{4,}")
EVERYDAY = frozenset(
    "about after also been before could does from have into many more much really that their them then there they "
    "this true was were what when where which while with would your".split()
)


def clusters(submissions):
    """Return lists of ``submissions`` (a queryset) that seem to ask the same, most wanted first. One query."""
    rows = list(submissions.order_by("-pk")[:NEWEST])
    words = {row.pk: {*WORD.findall(row.text.lower())} - EVERYDAY for row in rows}
    having, leader = defaultdict(list), {row.pk: row.pk for row in rows}

    def lead(pk):
        while leader[pk] != pk:
            leader[pk] = pk = leader[leader[pk]]
        return pk

    for row in rows:
        mine = words[row.pk]
        for other in {pk for word in mine for pk in having[word]}:
            if len(mine & words[other]) >= max(2, ALIKE * len(mine | words[other])):
                leader[lead(row.pk)] = lead(other)
        for word in mine:
            having[word].append(row.pk)
    found = defaultdict(list)
    for row in rows:
        found[lead(row.pk)].append(row)
    several = [
        sorted(group, key=lambda row: (-row.votes, row.pk)) for group in found.values() if len(group) > 1
    ]
    return sorted(several, key=lambda group: (-len(group), group[0].pk))


@transaction.atomic
def merge(*, into, submissions, by=None):
    """Make each of ``submissions`` a duplicate of ``into``, and return how many that were.

    Votes go over, one more for each asker. Who waits for mail about a duplicate is told what becomes of ``into``,
    once: an address that waits for both waits for ``into`` alone.
    """
    stored = {
        row.pk: row
        for row in Submission.objects.select_for_update().filter(
            pk__in=[into.pk, *(row.pk for row in submissions)]
        )
    }
    into = stored.pop(into.pk)
    if into.duplicate_of_id:
        raise Refused("The question to keep is a duplicate itself: choose the one it belongs to.")
    rows = [row for row in stored.values() if row.duplicate_of_id is None]
    if not rows:
        raise Refused("Choose at least one question that is the same as the one to keep.")
    for row in rows:
        if row.question_id and into.question_id and row.question_id != into.question_id:
            raise Refused("Both have a manuscript of their own. Decide between the manuscripts first.")
        if row.question_id and not into.question_id:
            raise Refused("The one with a manuscript is the one to keep.")
        Submission.objects.filter(pk=into.pk).update(votes=F("votes") + row.votes + 1)
        Submission.objects.filter(duplicate_of=row).update(duplicate_of=into)
        Submission.objects.filter(pk=row.pk).update(duplicate_of=into, votes=0)
        _one_mail_each(row, into)
        told = f"found it to be the same as submission {into.pk}"
        audit.record("merge", row, told, by=by, title=f"Submission {row.pk}")
    notices.send_soon()
    return len(rows)


def _one_mail_each(row, into):
    """Where an address waits for both, let it wait for ``into`` only, confirmed if either was."""
    kept = {watcher.email: watcher for watcher in into.watchers.all()}
    for watcher in row.watchers.filter(email__in=kept):
        if watcher.confirmed_at and not kept[watcher.email].confirmed_at:
            Watcher.objects.filter(pk=kept[watcher.email].pk).update(confirmed_at=watcher.confirmed_at)
        watcher.delete()


def letter(submission):
    """Return the letter that declines ``submission``, to be edited; {reason} in it stands for the reason."""
    words = {"submission": submission, "reason": "{reason}"}
    return render_to_string("email/_declined_letter.txt", words).strip()


@transaction.atomic
def decline(*, submission, reason, letter="", by=None):
    """Decline ``submission`` for ``reason``, which readers of the queue see; who waits gets ``letter``, once."""
    stored = Submission.objects.select_for_update().get(pk=submission.pk)
    if stored.status == Submission.Status.DECLINED:
        raise Refused("This question has been declined already, and its asker was told.")
    if stored.question_id:
        raise Refused("There is a manuscript for this question. Decide about that first.")
    stored.status, stored.reason = Submission.Status.DECLINED, reason.strip()
    stored.letter = letter.replace("{reason}", reason.strip()).replace("\r\n", "\n").strip()
    stored.full_clean()
    stored.save(update_fields=["status", "reason", "letter"])
    text = f"declined it: {audit.quoted(reason)}"
    audit.record("decline", stored, text, by=by, title=f"Submission {stored.pk}")
    notices.send_soon()
    return stored
