"""Mail to the staff: what somebody is to be told, and which kinds of it somebody does not want."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .questions import Question


class DeskNotice(models.Model):
    """Something that one of the staff is told of by mail, once. Written with the deed, sent after it."""

    class Kind(models.TextChoices):
        GIVEN = "given", "A question is given to you"
        HISTORIAN = "historian", "A historian hands in an answer, comments on it or approves it"
        MOVED = "moved", "A question of yours is sent back, or becomes ready"
        DUE = "due", "A question of yours is due tomorrow"

    kind = models.CharField(max_length=10, choices=Kind)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    text = models.TextField("what was done, in words", blank=True)
    who = models.CharField(max_length=150, blank=True)
    due = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was sent, or found that nobody is to be told any more."
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], name="desk_notice_waiting", condition=Q(done_at__isnull=True))]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "question", "due"],
                name="desk_notice_of_a_day_once",
                condition=Q(kind="due"),
                violation_error_message="This person is told of this day already.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.question}"


class MailStop(models.Model):
    """A kind of mail that somebody of the staff has stopped. Without one, every kind is sent."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_stops")
    kind = models.CharField(max_length=10, choices=DeskNotice.Kind)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="mail_stop_once")]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()}"
