"""The one door that changes what readers see. Keyword-only verbs; nothing else assigns a state.

Each verb is one transaction that locks the question, checks, and writes; it raises Refused with sentences for
people and then has changed nothing. ``by`` is the user who acts (None for a command), ``at`` the instant it
takes effect (aware datetime, None for now).
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from . import (
    audit,
    cards,
    filing,
    inserts,
    keeping,
    manuscript,
    notices,
    printing,
    readiness,
    replacing,
    reviewing,
    rewording,
    richtext,
    search,
    substance,
    websub,
)
from .models import Address, Correction, Edition, PrintedPicture, Question, Waiver


class Refused(Exception):
    """The verb was not carried out. ``findings`` are readiness findings, where those are the reason."""

    def __init__(self, sentence, findings=()):
        super().__init__(sentence)
        self.findings = tuple(findings)


class KindMissing(Refused):
    """The edition says something else than what readers have, and nobody said what kind of change that is."""


class Conflict(Refused):
    """Somebody else changed the question since the caller read it."""


@transaction.atomic
def publish(
    *,
    question,
    by=None,
    at=None,
    correction=None,
    substantial=None,
    backdated=False,
    review_by=reviewing.DEFAULT,
):
    """Print ``question`` as its next edition, live from ``at``; in the future that is a scheduled edition.

    ``at`` may lie in the past only while the question was never live: an archive keeps its first web date, and
    without ``at`` a question that was on the web before is dated from then. ``backdated`` is for imports that
    bring several editions: each may lie in the past, later than the one before. ``correction`` is a dict of
    Correction's kind, wrong, right and noticed_by, dated ``at``, from the edition live until then to the new one.

    ``substantial`` says that the edition says something else than the one before it. A first edition and one with a
    correction always do. All else is by default not: a date that moved with every comma would mean nothing. But where
    a person prints a text that differs from what readers have, they must say: a correction, or ``substantial`` True or
    False.

    ``review_by`` is the day by which the answer is to be read again, None for never; left out, the site's rule says.

    Returns the Edition. Raises Conflict where ``question.version`` is not the stored one, Refused otherwise.
    """
    now = timezone.now()
    locked = lock(question)
    if stopping := readiness.open_findings(locked):
        raise Refused(" ".join(finding.sentence for finding in stopping), stopping)
    editions = _chain(locked)
    earlier = [edition.live_from for edition in editions if edition.live_from <= now]
    if at is None:
        at = now if earlier or not locked.web_date else min(locked.web_date, now)
    if at < now and earlier and not (backdated and at > earlier[-1]):
        raise Refused("This question has been live before: a new edition starts now or later.")

    edition = printing.unsaved_edition(locked, by=by, at=at)
    day = reviewing.after(at, locked.review_by) if review_by is reviewing.DEFAULT else review_by
    locked.review_by = question.review_by = day
    locked.save(update_fields=["review_by"])
    edition = _print(locked, question, editions, edition, now, correction, substantial)
    audit.record("publish", locked, _printed(edition, now, correction), by=by)
    return edition


def schedule(*, question, by=None, at, correction=None, substantial=None):
    """Print ``question`` as an edition live from ``at``, which must lie in the future. Returns the Edition."""
    if at <= timezone.now():
        raise Refused("The time to publish at has passed: choose a later one, or publish now.")
    return publish(question=question, by=by, at=at, correction=correction, substantial=substantial)


@transaction.atomic
def unschedule(*, question, by=None, edition):
    """Cancel ``edition`` before its time; what was live before it stays live. Returns the cancelled Edition."""
    now = timezone.now()
    locked = lock(question)
    editions = _chain(locked)
    cancelled = _scheduled(edition, editions, now)
    _cancel(cancelled, editions)
    _date(locked)
    # Only what was printed falls back: a question at another stage, a review say, is not moved by this.
    enter(locked, question, _stage(locked, now) if locked.stage == Question.Stage.PRINTED else locked.stage)
    audit.record("unschedule", locked, f"cancelled edition {cancelled.number}", by=by)
    return cancelled


@transaction.atomic
def reschedule(*, question, by=None, edition, at):
    """Move scheduled ``edition`` to another time to come, with the words it has, whatever was written since.

    What is printed cannot be changed, so this cancels it and prints the same words under the next number, with the
    same note to readers. Returns the new Edition.
    """
    now = timezone.now()
    locked = lock(question)
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
    enter(locked, question, locked.stage)
    when = date_format(timezone.localtime(at), "j M Y, H:i")
    audit.record("reschedule", locked, f"moved edition {old.number}, now {moved.number}, to {when}", by=by)
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
    locked = lock(question)
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
    enter(locked, question, Question.Stage.WITHDRAWN)
    audit.record("withdraw", locked, f"withdrew it: {audit.quoted(reason)}", by=by)
    websub.announce(running, now=now, from_then=at)
    return record


@dataclass(frozen=True)
class HotFix:
    """What a hot fix did: the new Edition, and a sentence for each version that could not get the same change."""

    edition: Edition
    clashes: tuple[str, ...] = ()


@transaction.atomic
def hotfix(*, question, edition, replace, by=None, at=None, correction=None, substantial=False):
    """Print what is live once more with a few words replaced, and nothing else that the manuscript holds.

    ``edition`` is the live Edition that the caller read. ``replace`` is (part, old words, new words); the part is a
    name such as "short_answer" or "answers-0-body", or "" where the old words stand in one place only. The manuscript
    gets the same change where the passage is unchanged there; where not, and where a scheduled edition still has the
    old words, a clash says so. ``correction`` and ``substantial`` are as in ``publish``. A checked claim whose words
    are replaced is amended by ``by``. Returns a HotFix.
    """
    now = timezone.now()
    at = at or now
    if at > now:
        raise Refused("A hot fix goes live now.")
    question.version = (
        Question.objects.select_for_update().values_list("version", flat=True).get(pk=question.pk)
    )
    locked = lock(question)
    editions = _chain(locked)
    live = next((each for each in editions if each.is_live(now)), None)
    if live is None:
        raise Refused("This question is not live, so there is nothing to fix.")
    if live.pk != edition.pk:
        raise Conflict(
            f"Edition {edition.number} is not what readers see any more: look at edition {live.number}."
        )
    keeping.keep_found(Question.objects.get(pk=locked.pk))
    part, old, new = replace
    place = _one_place(live.page, part, old, new)
    try:
        content = replacing.content_with(live.page, place, new)
    except rewording.Unclear as unclear:
        raise Refused(str(unclear)) from unclear
    fixed = printing.edition_of(content, question=locked, slug=live.slug, by=by, at=at)
    _check_lengths(fixed, place)
    scheduled = [each for each in editions if each.live_from > now]
    clashes = [
        f"Edition {each.number}, which is scheduled, still says “{replacing.tidy(old)}”: cancel it and print it again."
        for each in scheduled
        if any(place.is_same(other) for other in replacing.places(replacing.parts_of(each.page), old))
    ]
    printed = _print(locked, question, editions, fixed, now, correction, substantial, stage=locked.stage)
    if not manuscript.replace(locked, place, old, new, by=by, at=at):
        clashes.insert(
            0,
            f"The manuscript was left alone: the passage with “{replacing.tidy(old)}” reads otherwise there. Make the "
            "change there yourself, or the next edition undoes it.",
        )
    keeping.keep(Question.objects.get(pk=locked.pk), by=by)
    words = f"{_printed(printed, now, correction)}: “{replacing.tidy(old)}” became “{replacing.tidy(new)}”"
    audit.record("hotfix", locked, words, by=by)
    return HotFix(printed, tuple(clashes))


@transaction.atomic
def waive(*, question, by=None, reason, keys=None):
    """Let findings of ``question`` pass that may, for ``reason``: those whose Finding.key is in ``keys``.

    Without ``keys``, every open one that stops publication. Returns the new Waivers, each finding once.
    """
    if not reason.strip():
        raise Refused("Say why the findings may pass.")
    locked = lock(question)
    offered = readiness.not_let_pass(locked) if keys is not None else readiness.open_findings(locked)
    chosen = {each.key: each for each in offered if each.waivable and (keys is None or each.key in keys)}
    if gone := set(keys or ()) - set(chosen):
        raise Refused(
            f"{len(gone)} of these findings cannot be let pass, or the saved text has none such any more."
        )
    made = [
        Waiver.objects.create(
            question=locked,
            finding=finding.code,
            fingerprint=finding.fingerprint,
            sentence=finding.sentence[:400],
            reason=reason.strip(),
            by=by,
        )
        for _, finding in sorted(chosen.items())
    ]
    if made:
        passed = ", ".join(sorted({waiver.finding for waiver in made}))
        audit.record("waive", locked, f"let pass {passed}: {audit.quoted(reason)}", by=by)
    return made


@transaction.atomic
def take_back(*, waiver, by=None, at=None):
    """Let the finding of ``waiver`` count again, if it is still there. The record stays. Returns the Waiver."""
    kept = Waiver.objects.select_for_update().get(pk=waiver.pk)
    if kept.taken_back_at:
        raise Refused("This was taken back already.")
    kept.taken_back_by, kept.taken_back_at = by, at or timezone.now()
    kept.save(update_fields=["taken_back_by", "taken_back_at"])
    audit.record("takeback", kept.question, f"no longer lets pass: {audit.quoted(kept.sentence)}", by=by)
    return kept


@transaction.atomic
def changed(*, question, by=None, **words):
    """Record that the manuscript was saved: its version grows, so that a stale publish is refused, and it is kept.

    ``words`` are for keeping.keep: the kind of save, the page it came from.
    """
    locked = Question.objects.select_for_update().get(pk=question.pk)
    enter(locked, question, locked.stage)
    keeping.keep(locked, by=by, **words)


def lock(question):
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


def _print(locked, question, editions, edition, now, correction, substantial, stage=None):
    """Store ``edition`` and all that follows from it; return it. ``editions`` is the question's chain.

    ``stage`` is where the question is afterwards; left out, where its editions put it.
    """
    at, by = edition.live_from, edition.printed_by
    replaced = next((edition for edition in editions if edition.live_from == at), None)
    if replaced:
        _end(replaced, replaced.live_from)
        editions.remove(replaced)
    running = _before(edition, editions)
    says_else = running and running.is_live(at) and substance.differs(running.page, edition.page)
    if says_else and by and correction is None and substantial is None:
        raise KindMissing(
            "Readers have a text that says something else. Say what kind of change this is: a correction, a "
            "clarification, an update, or none of substance."
        )
    edition.is_substantial = bool(substantial or correction or running is None)
    edition.number = locked.editions.next_number()
    _join(edition, editions)
    _store(edition)
    address, _ = Address.objects.get_or_create(slug=edition.slug, defaults={"question": locked})
    if address.question_id != locked.pk:
        raise Refused("Another question was published at this address. Choose a different one.")
    _date(locked)
    edition.refresh_from_db(fields=["first_live_from", "substance_from"])
    if correction:
        _correct(locked, running, edition, by, at, correction)
    enter(locked, question, stage or _stage(locked, now))
    cards.make_soon(edition)
    if edition.is_live():
        notices.tell_soon(locked)
    websub.announce(edition, now=now)
    return edition


def _scheduled(edition, editions, now):
    """Return ``edition`` as it stands among ``editions``; raise Refused where it is not scheduled any more."""
    found = next((other for other in editions if other.pk == edition.pk), None)
    if found is None:
        raise Refused("This edition is not scheduled any more.")
    if found.live_from <= now:
        raise Refused("This edition is already live: withdraw the question or print a new edition instead.")
    return found


def _printed(edition, now, correction):
    """Say in words what publishing did."""
    said = f"printed edition {edition.number}"
    if edition.live_from > now:
        said += f", live from {date_format(timezone.localtime(edition.live_from), 'j M Y, H:i')}"
    return f"{said}, with a note to readers: {audit.quoted(correction['right'])}" if correction else said


def _chain(question):
    """Return the question's editions that are not cancelled, by time."""
    return list(question.editions.printed().order_by("live_from", "number"))


def _one_place(words, part, old, new):
    """Return the one Place of ``old`` in EditionContent ``words``; raise Refused where it is not one."""
    if not replacing.tidy(old):
        raise Refused("Say which words are wrong.")
    if replacing.tidy(old) == replacing.tidy(new):
        raise Refused("The new words are the old ones.")
    parts = replacing.parts_of(words)
    found = replacing.places({part: parts[part]} if part in parts else parts, old)
    if not found:
        raise Refused(
            "The live edition does not say this. Copy words of one paragraph from its page, without numbers of notes."
        )
    if len(found) > 1:
        raise Refused(
            f"The live edition says this in {len(found)} places: copy some more of the words around it."
        )
    return found[0]


def _check_lengths(edition, place):
    """Raise Refused where a fix made a part of ``edition`` empty or too long."""
    for name in ("text", "short_title"):
        if len(getattr(edition, name)) > Edition._meta.get_field(name).max_length:
            raise Refused("With these words it is too long.")
    if not richtext.plain_text(replacing.parts_of(edition.page)[place.part]).strip():
        raise Refused("Nothing would be left there. Change it in the manuscript and publish.")


def _before(edition, editions):
    """Return the last of ``editions`` that starts before ``edition``, or None."""
    return next((other for other in reversed(editions) if other.live_from < edition.live_from), None)


def _join(edition, editions):
    """Give unsaved ``edition`` its place among ``editions``, none of which starts with it. Return the one before it."""
    at, running = edition.live_from, _before(edition, editions)
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
    edition.printed_pictures.bulk_create(
        PrintedPicture(edition=edition, picture_id=pk) for pk in inserts.printed_numbers(edition.page)
    )
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


def enter(locked, question, stage):
    """Store ``stage`` and the next version, on the locked row and on the caller's instance. For stages.py and here."""
    locked.stage = question.stage = stage
    locked.version = question.version = locked.version + 1
    locked.changed_at = timezone.now()
    locked.save(update_fields=["stage", "version", "changed_at"])
