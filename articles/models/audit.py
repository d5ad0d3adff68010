"""What was done, by whom and when, in words that people can read. The database keeps every entry as it is."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class AuditEntry(models.Model):
    """One deed: "changed the short answer from “…” to “…”". It outlives the row and the login it is about.

    Both are therefore known by number and by name, and neither is a relation that the database enforces.
    """

    verb = models.CharField("what was done", max_length=20)
    subject = models.CharField("kind", max_length=40, help_text="The model’s name.")
    row = models.BigIntegerField("number")
    title = models.CharField("of what", max_length=200)
    text = models.TextField("in words")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    by_name = models.CharField("who", max_length=150, blank=True)
    at = models.DateTimeField("when", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "entry of the log"
        verbose_name_plural = "log of what was done"
        indexes = [
            models.Index(fields=["subject", "row", "id"], name="audit_of_one_row"),
            models.Index(fields=["subject", "id"], name="audit_by_kind"),
            models.Index(fields=["by", "id"], name="audit_by_person"),
            models.Index(fields=["verb", "id"], name="audit_by_verb"),
        ]

    def __str__(self):
        return f"{self.title}: {self.text}"[:120]
