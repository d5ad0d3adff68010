"""The one door that changes what readers see. Keyword-only verbs; nothing else assigns a state.

Each verb is one transaction that locks the question, checks, and writes; it raises Refused with sentences for
people and then has changed nothing. ``by`` is the user who acts (None for a command), ``at`` the instant it
takes effect (aware datetime, None for now).
"""

from django.db import transaction
from django.utils import timezone

from . import cards, filing, notices, printing, readiness, search, websub
from .models import Address, Correction, Question, Waiver


class Refused(Exception):
    """The verb was not carried out. ``findings`` are readiness findings, where those are the reason."""

    def __init__(self, sentence, findings=()):
        super().__init__(sentence)
        self.findings = tuple(findings)


class Conflict(Refused):
    """Somebody else changed the question since the caller read it."""


@transaction.atomic
def publish(*, question, by=None, at=None, correction=None, substantial=False, backdated=False):
    """Print ``question`` as its next edition, live from ``at``; in the future that is a scheduled edition.

    ``at`` may lie in the past only while the question was never live: an archive keeps its first web date, and
    without ``at`` a question that was on the web before is dated from then. ``backdated`` is for imports that
    bring several editions: each may lie in the past, later than the one before. ``correction`` is a dict of
    Correction's kind, wrong, right and noticed_by, dated ``at``, from the edition live until then to the new one.

    ``substantial`` says that the edition says something else than the one before it. A first edition and one with a
    correction always do. All else is by default not: a date that moved with every comma would mean nothing.

    Returns the Edition. Raises Conflict where ``question.version`` is not the stored one, Refused otherwise.
    """
    now = timezone.now()
    locked = _lock(question)
    if stopping := readiness.open_findings(locked):
        raise Refused(" ".join(finding.sentence for finding in stopping), stopping)
    editions = _chain(locked)
    earlier = [edition.live_from for edition in editions if edition.live_from <= now]
    if at is None:
        at = now if earlier or not locked.web_date else min(locked.web_date, now)
    if at < now and earlier and not (backdated and at > earlier[-1]):
        raise Refused("This question has been live before: a new edition starts now or later.")

    replaced = next((edition for edition in editions if edition.live_from == at), None)
    if replaced:
        _end(replaced, replaced.live_from)
        editions.remove(replaced)
    edition = printing.unsaved_edition(locked, by=by, at=at)
    edition.number = locked.editions.next_number()
    running = _join(edition, editions)
    edition.is_substantial = bool(substantial or correction or running is None)
    _store(edition)
    address, _ = Address.objects.get_or_create(slug=edition.slug, defaults={"question": locked})
    if address.question_id != locked.pk:
        raise Refused("Another question was published at this address. Choose a different one.")
    _date(locked)
    edition.refresh_from_db(fields=["first_live_from", "substance_from"])
    if correction:
        _correct(locked, running, edition, by, at, correction)
    _move(locked, question, _stage(locked, now))
    cards.make_soon(edition)
    if edition.is_live():
        notices.tell_soon(locked)
    websub.announce(edition, now=now)
    return edition


def schedule(*, question, by=None, at):
    """Print ``question`` as an edition live from ``at``, which must lie in the future. Returns the Edition."""
    if at <= timezone.now():
        raise Refused("The time to publish at has passed: choose a later one, or publish now.")
    return publish(question=question, by=by, at=at)


@transaction.atomic
def unschedule(*, question, by=None, edition):
    """Cancel ``edition`` before its time; what was live before it stays live. Returns the cancelled Edition."""
    now = timezone.now()
    locked = _lock(question)
    editions = _chain(locked)
    cancelled = _scheduled(edition, editions, now)
    _cancel(cancelled, editions)
    _date(locked)
    _move(locked, question, _stage(locked, now))
    return cancelled


@transaction.atomic
def reschedule(*, question, by=None, edition, at):
    """Move scheduled ``edition`` to another time to come, with the words it has, whatever was written since.

    What is printed cannot be changed, so this cancels it and prints the same words under the next number, with the
    same note to readers. Returns the new Edition.
    """
    now = timezone.now()
    locked = _lock(question)
    editions = _chain(locked)
    old = _scheduled(edition, editions, now)
    if at <= now:
        raise Refused("This time has passed: choose one to come.")
    if any(other.live_from == at for other in editions):
        raise Refused("An edition of this question is scheduled for that time already.")
    _cancel(old, editions)
    moved = printing.again(old, number=locked.editions.next_number(), by=by, at=at)
    running = _join(moved, editions)
    moved.is_substantial = moved.is_substantial or running is None
    _store(moved)
    _date(locked)
    moved.refresh_from_db(fields=["first_live_from", "substance_from"])
    for note in old.corrects.all():
        words = {name: getattr(note, name) for name in ("kind", "wrong", "right", "noticed_by")}
        _correct(locked, running, moved, by, at, words)
    _move(locked, question, _stage(locked, now))
    cards.make_soon(moved)
    websub.announce(moved, now=now)
    return moved


@transaction.atomic
def withdraw(*, question, by=None, at=None, reason):
    """Take ``question`` from the site from ``at`` on (now, or a past import's time), scheduled editions included.

    ``reason`` is a sentence for readers, shown at its address. Returns the Correction that records it.
    """
    now = timezone.now()
    at = at or now
    if not reason.strip():
        raise Refused("Say why the question is withdrawn: readers who follow a link will see the reason.")
    if at > now:
        raise Refused("A withdrawal takes effect now.")
    locked = _lock(question)
    editions = _chain(locked)
    running = next((edition for edition in editions if edition.is_live(at)), None)
    if not running or not running.is_live(now):
        raise Refused("This question is not live, so there is nothing to withdraw.")
    for edition in editions:
        if edition.live_from > at:
            _end(edition, edition.live_from)
    _end(running, at)
    record = Correction.objects.create(
        question=locked,
        kind=Correction.Kind.WITHDRAWAL,
        wrong=reason.strip(),
        from_edition=running,
        at=at,
        approved_by=by,
    )
    _move(locked, question, Question.Stage.WITHDRAWN)
    websub.announce(running, now=now, from_then=at)
    return record


@transaction.atomic
def waive(*, question, by=None, reason):
    """Let every open finding of ``question`` that may be waived pass, for ``reason``. Returns the new Waivers."""
    if not reason.strip():
        raise Refused("Say why the findings may pass.")
    locked = _lock(question)
    waivable = {finding.code for finding in readiness.open_findings(locked) if finding.waivable}
    return [
        Waiver.objects.create(question=locked, finding=code, reason=reason.strip(), by=by)
        for code in sorted(waivable)
    ]


@transaction.atomic
def changed(*, question):
    """Record that the manuscript was saved: its version grows, so that a stale publish is refused."""
    locked = Question.objects.select_for_update().get(pk=question.pk)
    _move(locked, question, locked.stage)


def _lock(question):
    """Return the stored question, locked until the transaction ends; raise Conflict where it has moved on."""
    # Two statements: PostgreSQL cannot lock the outer joins that for_print makes.
    stored = Question.objects.select_for_update().get(pk=question.pk)
    if stored.version != question.version:
        last = stored.editions.order_by("-number").select_related("printed_by").first()
        who = f" {last.printed_by} printed edition {last.number} last." if last and last.printed_by else ""
        raise Conflict(
            f"Somebody changed this question while you were looking at it.{who} Open it again, look, and decide anew."
        )
    return Question.objects.for_print().get(pk=question.pk)


def _scheduled(edition, editions, now):
    """Return ``edition`` as it stands among ``editions``; raise Refused where it is not scheduled any more."""
    found = next((other for other in editions if other.pk == edition.pk), None)
    if found is None:
        raise Refused("This edition is not scheduled any more.")
    if found.live_from <= now:
        raise Refused("This edition is already live: withdraw the question or print a new edition instead.")
    return found


def _chain(question):
    """Return the question's editions that are not cancelled, by time."""
    return list(question.editions.printed().order_by("live_from", "number"))


def _join(edition, editions):
    """Give unsaved ``edition`` its place among ``editions``, none of which starts with it. Return the one before it."""
    at = edition.live_from
    running = next((other for other in reversed(editions) if other.live_from < at), None)
    following = next((other for other in editions if other.live_from > at), None)
    if running and (running.live_until is None or running.live_until > at):
        edition.live_until = running.live_until
        _end(running, at)
    elif following:
        edition.live_until = following.live_from
    return running


def _store(edition):
    """Save a new edition with what is found and listed by it."""
    edition.save()
    for relation, ids in printing.catalogue(edition).items():
        getattr(edition, relation).add(*ids)
    search.index(edition)
    filing.card(edition).save(force_insert=True)


def _cancel(edition, editions):
    """End ``edition`` before it starts; what it would have ended goes on. ``editions`` are left without it."""
    place = editions.index(edition)
    until = edition.live_until
    _end(edition, edition.live_from)
    if place and editions[place - 1].live_until == edition.live_from:
        _end(editions[place - 1], until)
    del editions[place]


def _end(edition, until):
    edition.live_until = until
    edition.save(update_fields=["live_until"])


def _date(question):
    """Date every edition that is not cancelled: from the first of them, and from the last change of substance."""
    first = since = None
    columns = ("pk", "live_from", "first_live_from", "is_substantial", "substance_from")
    for pk, start, *held in question.editions.printed().order_by("live_from", "number").values_list(*columns):
        first = first or start
        since = start if held[1] or since is None else since
        if (held[0], held[2]) != (first, since):
            question.editions.filter(pk=pk).update(first_live_from=first, substance_from=since)


def _correct(question, running, edition, by, at, words):
    if running is None:
        raise Refused("Nothing was live before this edition, so there is nothing to correct.")
    entry = Correction(
        question=question, from_edition=running, to_edition=edition, at=at, approved_by=by, **words
    )
    entry.full_clean()
    entry.save()


def _stage(question, now):
    """Return the stage that the question's editions put it in."""
    if question.editions.live(now).exists() or question.editions.scheduled(now).exists():
        return Question.Stage.PRINTED
    return Question.Stage.WITHDRAWN if question.editions.been_live(now).exists() else Question.Stage.EDITING


def _move(locked, question, stage):
    """Store ``stage`` and the next version, on the row and on the caller's instance."""
    locked.stage = question.stage = stage
    locked.version = question.version = locked.version + 1
    locked.changed_at = timezone.now()
    locked.save(update_fields=["stage", "version", "changed_at"])
