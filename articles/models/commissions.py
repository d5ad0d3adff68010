"""Asking a historian without an account: what is sent, what comes back, and what is said about it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .fields import RichTextField
from .people import Author
from .questions import Answer, Question


class CommissionQuerySet(models.QuerySet):
    def open(self, at=None):
        """Those whose link still works at ``at``."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at or timezone.now())


class Commission(models.Model):
    """A historian asked to answer a question by a link. The link's secret is not kept, only its digest."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="commissions")
    historian = models.ForeignKey(
        Author, on_delete=models.PROTECT, null=True, blank=True, related_name="commissions"
    )
    name = models.CharField(max_length=120, help_text="What is done by the link is recorded under this name.")
    email = models.EmailField("e-mail", blank=True, help_text="Who to send the link to.")
    brief = models.TextField(
        max_length=6000, help_text="What the historian reads above the question: length, readers, pitfalls."
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField("link works until")
    revoked_at = models.DateTimeField(null=True, editable=False)
    text = RichTextField("answer", blank=True)
    saved_at = models.DateTimeField(null=True, editable=False)
    handed_in_at = models.DateTimeField(null=True, editable=False)
    answer = models.ForeignKey(
        Answer, on_delete=models.SET_NULL, null=True, editable=False, related_name="commissions"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.name}: {self.question}"

    def is_open(self, at=None):
        """Whether the link works at ``at`` (aware datetime, default now)."""
        return self.revoked_at is None and self.expires_at > (at or timezone.now())


class Remark(models.Model):
    """A comment on a passage, or wording proposed for it. Nobody changes one; the desk settles it."""

    commission = models.ForeignKey(Commission, on_delete=models.CASCADE, related_name="remarks")
    passage = models.TextField(blank=True, max_length=4000)
    text = models.TextField("comment", blank=True, max_length=4000)
    proposal = models.TextField("wording proposed", blank=True, max_length=4000)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="", proposal=""),
                name="remark_says_something",
                violation_error_message="Write a comment, or the wording you would rather have.",
            ),
        ]

    def __str__(self):
        return (self.text or self.proposal)[:80]
