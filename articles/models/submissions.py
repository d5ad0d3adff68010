"""Questions that readers send in, before the desk makes them its own."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .questions import Question


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
        max_length=300, blank=True, help_text="Why it was declined. The asker reads this."
    )
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="duplicates"
    )
    question = models.ForeignKey(
        Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )

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


class SubmissionContact(models.Model):
    """How to reach the asker. Erased without touching the question."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="contact")
    email = models.EmailField("e-mail")

    def __str__(self):
        return f"Contact of submission {self.submission_id}"
