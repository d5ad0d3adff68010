"""Taking in a reader's question, a vote for one, and an address to write to when it is answered."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, F, IntegerField, Value, When
from django.utils import timezone

from articles import notices, search
from articles.imports.load import free_slug
from articles.models import Edition, Question, Submission, SubmissionContact, Watcher

from . import limits, tokens

WORDS_COMPARED = 6
TEXT_LENGTH = Question._meta.get_field("text").max_length


@dataclass
class Nearest:
    """What may be the same question: answered ones (Editions) and ones that wait (Submissions ``with_answer``)."""

    editions: list[Edition]
    submissions: list[Submission]

    def __bool__(self):
        return bool(self.editions or self.submissions)


def nearest(text, *, limit=5):
    """Return the Nearest of ``text`` (plain), for readers: live editions, and public submissions without an answer."""
    return Nearest(
        editions=search.similar(text, limit=limit),
        submissions=list(alike(text, Submission.objects.unanswered())[:limit]),
    )


def alike(text, submissions):
    """Return those of ``submissions`` (a queryset) that share the most of the longer words of ``text``, best first."""
    words = {word.strip(".,;:!?“”‘’\"'()").lower() for word in text.split()}
    longest = sorted((word for word in words if len(word) > 3), key=lambda word: (-len(word), word))
    longest = longest[:WORDS_COMPARED]
    if not longest:
        return submissions.none()
    shared = sum(
        (
            Case(When(text__icontains=word, then=Value(1)), default=Value(0), output_field=IntegerField())
            for word in longest
        ),
        Value(0),
    )
    enough = min(2, len(longest))
    return submissions.annotate(shared=shared).filter(shared__gte=enough).order_by("-shared", "-votes", "-pk")


@transaction.atomic
def receive(*, text, name="", town="", consent=False, email="", number, address):
    """Store a reader's question and return the Submission; None where the form was sent before.

    ``number`` is the form's token number, ``address`` the sender's, of which only a mark of the day is kept. With
    an ``email`` the question waits until the link in a mail is followed; in any case the desk decides whether it
    is shown. Raises limits.TooMany.
    """
    if not tokens.use(number):
        return None
    limits.count("ask", address)
    submission = Submission.objects.create(
        text=text, asker_name=name, asker_town=town, consent=consent, awaits_confirmation=bool(email)
    )
    if email:
        SubmissionContact.objects.create(submission=submission, email=email.lower())
        _invite(submission, email.lower())
    return submission


@transaction.atomic
def vote(submission, *, address):
    """Count that the sender wants to know too; return whether it counted: one vote a day, question and address."""
    limits.count("vote", address)
    if not limits.is_first(f"vote:{submission.pk}", address):
        return False
    Submission.objects.filter(pk=submission.pk).update(votes=F("votes") + 1)
    return True


@transaction.atomic
def watch(submission, *, email, number, address):
    """Ask ``email`` whether it wants a mail when ``submission`` is answered. Raises limits.TooMany."""
    if tokens.use(number):
        limits.count("watch", address)
        _invite(submission, email.lower())


@transaction.atomic
def confirm(watcher):
    """The link in the mail was followed: the address is its sender's, and so is a question sent with it."""
    Watcher.objects.filter(pk=watcher.pk, confirmed_at__isnull=True).update(confirmed_at=timezone.now())
    asked = Submission.objects.filter(pk=watcher.submission_id, contact__email=watcher.email)
    asked.update(awaits_confirmation=False)
    notices.send_soon()  # the answer may be there by now


def _invite(submission, email):
    """Have the mail sent that asks ``email`` to confirm; a known address that has confirmed is not asked again."""
    limits.count("mail", email)
    watcher, new = Watcher.objects.get_or_create(submission=submission, email=email)
    if not new and watcher.confirmed_at is None:
        Watcher.objects.filter(pk=watcher.pk).update(invited_at=None, since=timezone.now())
    notices.send_soon()


@transaction.atomic
def make_question(submission, *, by):
    """Start a manuscript from ``submission``, owned by ``by``, and return the Question.

    The asker's name and town go along only with consent; the words as asked always do.
    """
    line = " ".join(submission.text.split())
    named = submission.consent
    question = Question.objects.create(
        text=line if len(line) <= TEXT_LENGTH else line[: TEXT_LENGTH - 1].rstrip() + "…",
        text_as_asked=submission.text,
        slug=free_slug(line),
        asker_name=submission.asker_name if named else "",
        asker_town=submission.asker_town if named else "",
        asker_consent=named,
        owner=by,
        stage=Question.Stage.ACCEPTED,
    )
    submission.question = question
    submission.status = Submission.Status.WITH_HISTORIAN
    submission.save(update_fields=["question", "status"])
    return question


def same_question(submission):
    """Return the Nearest of ``submission``, for the desk: other submissions in any state included."""
    others = Submission.objects.exclude(pk=submission.pk).with_answer()
    return Nearest(
        editions=search.similar(submission.text, limit=5),
        submissions=list(alike(submission.text, others)[:5]),
    )
