"""Links that open something of the newsroom to whoever has them: they expire, and whoever made one may revoke it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .questions import Question


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at=None):
        """Links that work at ``at`` (aware datetime, default now)."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at or timezone.now())


class PreviewLink(models.Model):
    """A preview of a question's latest saved text, for people without a login."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="preview_links")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Preview of {self.question}"

    def is_open(self, at=None):
        """Whether the link works at ``at``."""
        return self.revoked_at is None and (at or timezone.now()) < self.expires_at


class CalendarLink(models.Model):
    """The newsroom's calendar for one person's own calendar program, which cannot log in."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_links"
    )
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_link_open_once",
                violation_error_message="There is one address already.",
            )
        ]

    def __str__(self):
        return f"Calendar of {self.owner}"
