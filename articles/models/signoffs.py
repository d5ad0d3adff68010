"""Sign-offs: somebody's word that facts, text, law or picture of a question are right, as they then stood."""

from django.conf import settings
from django.db import models

from .questions import Question


class SignOff(models.Model):
    """One person's word for one kind of check. Whether it still holds is worked out from the text (signoffs.py)."""

    class Kind(models.TextChoices):
        FACTS = "facts", "Facts"
        SUB_EDIT = "sub-edit", "Sub-edit"
        LEGAL = "legal", "Legal"
        PICTURE = "picture", "Picture"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="signoffs")
    kind = models.CharField(max_length=8, choices=Kind)
    fields = models.JSONField(
        help_text="What was looked at: the name of each part, and the SHA-256 of what it said."
    )
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "sign-off"

    def __str__(self):
        return f"{self.get_kind_display()}, {self.at:%d.%m.%Y}"
