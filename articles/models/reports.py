"""Errors that readers report, each with the paragraph it is about."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .editions import Edition
from .questions import Question


class ErrorReport(models.Model):
    """What a reader says is wrong, in which paragraph of which edition. Name and e-mail can be erased."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="error_reports")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="error_reports")
    paragraph = models.CharField(
        max_length=40, blank=True, help_text="The paragraph’s anchor; empty for the page as a whole."
    )
    quoted = models.TextField("paragraph as printed", blank=True)
    message = models.TextField("what is wrong", max_length=4000)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField("e-mail", blank=True)
    may_be_thanked = models.BooleanField("may be thanked by name", default=False)
    received_at = models.DateTimeField(default=timezone.now, db_index=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN, db_index=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(message=""),
                name="error_report_says_what",
                violation_error_message="Say what is wrong.",
            ),
        ]

    def __str__(self):
        return self.message[:80]
