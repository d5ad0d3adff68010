"""What was ever saved of a manuscript, and what somebody has typed and not saved yet."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from .questions import Question

# Saves of one person this far apart, with nobody between them, are one entry of the history.
SESSION = timedelta(minutes=30)
# A page that has not been heard of for so long is not open any more. Browsers let hidden pages speak once a minute.
SILENCE = timedelta(seconds=90)


class RevisionQuerySet(models.QuerySet):
    def in_line(self):
        """Those that the manuscript went through, without what was kept aside."""
        return self.exclude(kind=Revision.Kind.ASIDE)

    def visible(self):
        """One entry for each editing session: those that no later save of their session replaced."""
        return self.filter(is_folded=False)

    def light(self):
        """Without the documents: a list of 500 must not read 500 manuscripts."""
        return self.defer("manuscript", "submitted", "rows")


class Revision(models.Model):
    """A whole manuscript as it was after a save. Never changed but for ``is_folded``.

    A save folds the one before it into itself where both are one person's, of one kind, within SESSION and with
    nobody between: what is folded is kept, for merging and for who asks, but the history shows one entry.
    """

    class Kind(models.TextChoices):
        FOUND = "found", "As it was found"
        SAVED = "saved", "Saved"
        MERGED = "merged", "Brought together"
        IMPORTED = "imported", "Imported"
        RESTORED = "restored", "Restored"
        ASIDE = "aside", "Kept aside"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(help_text="The question’s version that this manuscript came with.")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SAVED)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(default=timezone.now, help_text="When its session’s first save was.")
    note = models.CharField(max_length=300, blank=True)
    changed = models.JSONField(default=list, help_text="What differs from the entry before, in words.")
    is_folded = models.BooleanField(default=False)
    base = models.PositiveIntegerField(null=True, blank=True, help_text="What it was written over: a number.")
    page = models.CharField(max_length=32, blank=True, help_text="The open page that it was sent from.")
    rows = models.JSONField(
        default=dict, help_text="Key of each row that the page added, by its place in the form."
    )
    digest = models.CharField(max_length=64)
    manuscript = models.JSONField(help_text="See manuscripts/documents.py for its schema.")
    submitted = models.JSONField(
        null=True, help_text="What was sent, where it was merged with others’ changes."
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="revision_number_once"),
        ]
        indexes = [
            models.Index(fields=["question", "is_folded", "-number"], name="revision_history"),
            models.Index(fields=["page"], name="revision_page", condition=~models.Q(page="")),
        ]

    def __str__(self):
        return f"Version {self.number}"

    @property
    def sent(self):
        """The document that its page held when it was saved."""
        return self.submitted or self.manuscript


class OpenPageQuerySet(models.QuerySet):
    def heard(self, now=None):
        """Those that are open still."""
        return self.filter(seen_at__gt=(now or timezone.now()) - SILENCE)

    def unsaved(self):
        """Those with typed words that were not saved."""
        return self.filter(typed__isnull=False)


class OpenPage(models.Model):
    """A question's page that somebody has open, or had when it died: who it is, and what they typed, for them only."""

    page = models.CharField(max_length=32, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_pages")
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, blank=True, related_name="open_pages"
    )
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)
    typed = models.JSONField(null=True, help_text="The form’s fields as [name, value] pairs.")
    typed_at = models.DateTimeField(null=True)

    objects = OpenPageQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self):
        return f"Page of {self.user}"
