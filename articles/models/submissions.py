"""Questions that readers send in, who wants to hear of them, and what keeps one reader from sending a thousand."""

from django.db import models
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from .editions import Edition
from .questions import Question


class SubmissionQuerySet(models.QuerySet):
    def public(self):
        """What readers see in the queue: let through by the desk, confirmed by its sender, no duplicate."""
        return self.filter(shown=True, awaits_confirmation=False, duplicate_of__isnull=True)

    def with_answer(self, at=None):
        """With ``answer_slug`` and ``answer_text`` of the edition that answers it at ``at``, or None."""
        live = Edition.objects.live(at).filter(question=OuterRef("question"))
        return self.annotate(
            answer_slug=Subquery(live.values("slug")[:1]), answer_text=Subquery(live.values("text")[:1])
        )

    def with_state(self, at=None):
        """With ``state``: the value of what ``public_status`` says at ``at``, to filter and to count by."""
        status = Submission.Status
        answered = Exists(Edition.objects.live(at).filter(question=OuterRef("question")))
        return self.annotate(
            state=Case(
                When(answered, then=Value(status.ANSWERED)),
                When(status=status.ANSWERED, then=Value(status.WITH_HISTORIAN)),
                default=F("status"),
                output_field=CharField(),
            )
        )

    def counted(self, at=None):
        """Return how many there are in each state, as a dict of all Status values. One query."""
        states = self.with_state(at).values_list("state").annotate(Count("pk")).order_by()
        return dict.fromkeys(Submission.Status.values, 0) | dict(states)

    def unanswered(self, at=None):
        """Public submissions that readers may still vote for at ``at``."""
        waiting = self.public().with_answer(at).filter(answer_slug__isnull=True)
        return waiting.exclude(status=Submission.Status.DECLINED)

    def most_asked(self, at=None):
        """Unanswered submissions that other readers want to know about too, most votes first. One query."""
        return self.unanswered(at).filter(votes__gt=0).order_by("-votes", "-received_at", "-pk")


class Submission(models.Model):
    """A question from a reader, with what became of it. The e-mail address is kept apart, in SubmissionContact."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Received"
        WITH_HISTORIAN = "with-historian", "With a historian"
        ANSWERED = "answered", "Answered"
        DECLINED = "declined", "Declined"

    text = models.TextField("question", max_length=2000)
    asker_name = models.CharField("name", max_length=120, blank=True)
    asker_town = models.CharField("town", max_length=120, blank=True)
    consent = models.BooleanField("may be named", default=False)
    received_at = models.DateTimeField(default=timezone.now, db_index=True)
    status = models.CharField(max_length=14, choices=Status, default=Status.RECEIVED, db_index=True)
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why it was declined. Readers of the queue see this."
    )
    letter = models.TextField(
        max_length=4000,
        blank=True,
        default="",
        db_default="",
        help_text="The mail that declines it, if it is to say more than the reason.",
    )
    shown = models.BooleanField(
        "in the public queue",
        default=False,
        db_default=False,
        help_text="Readers see it among the questions asked, and may say that they want to know too.",
    )
    awaits_confirmation = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="Sent with an e-mail address that nobody has confirmed yet.",
    )
    votes = models.PositiveIntegerField("want to know too", default=0, db_default=0, editable=False)
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="duplicates"
    )
    question = models.ForeignKey(
        Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="submission_has_text",
                violation_error_message="Write the question.",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(reason=""),
                name="submission_declined_with_reason",
                violation_error_message="Tell the asker why the question was declined.",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=F("id")),
                name="submission_not_its_own_duplicate",
                violation_error_message="A submission is not a duplicate of itself.",
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def signature(self):
        """The asker's name and town, if they may be printed: "Ruth B., Leeds"; otherwise empty."""
        named = (self.asker_name, self.asker_town) if self.consent else ()
        return ", ".join(part for part in named if part)

    @property
    def public_status(self):
        """What readers are told. Needs ``with_answer``: "answered" is true only while the answer is live."""
        if self.answer_slug:
            return self.Status.ANSWERED
        if self.status == self.Status.ANSWERED:
            return self.Status.WITH_HISTORIAN
        return self.Status(self.status)

    @property
    def takes_votes(self):
        """Whether readers may say that they want to know too. Needs ``with_answer``."""
        return self.public_status in (self.Status.RECEIVED, self.Status.WITH_HISTORIAN)


class SubmissionContact(models.Model):
    """How to reach the asker. Erased without touching the question."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="contact")
    email = models.EmailField("e-mail")

    def __str__(self):
        return f"Contact of submission {self.submission_id}"


class Watcher(models.Model):
    """Somebody who wants one e-mail when a question is answered or declined. The row goes some weeks after that."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="watchers")
    email = models.EmailField("e-mail")
    since = models.DateTimeField(default=timezone.now)
    invited_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "email"], name="watcher_once_a_submission"),
        ]

    def __str__(self):
        return f"Watcher of submission {self.submission_id}"


class DayMark(models.Model):
    """That an address did something today, and how often. The address cannot be read from it; gone after a day."""

    purpose = models.CharField(max_length=40)
    mark = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "mark"], name="day_mark_once_a_purpose"),
        ]

    def __str__(self):
        return f"{self.purpose}: {self.count}"
