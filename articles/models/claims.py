"""The fact-check ledger: passages that say something which can be wrong, and what checking them found."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .questions import Answer, Question
from .sources import Source


class Claim(models.Model):
    """A passage marked for checking. Whether what was found still holds is worked out from the text (ledger.py)."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CONFIRMED = "confirmed", "Confirmed"
        AMENDED = "amended", "Amended"
        CUT = "cut", "Cut"
        OPINION = "opinion", "Opinion"

    class Part(models.TextChoices):
        TEXT = "text", "Question"
        SHORT_ANSWER = "short_answer", "Short answer"
        PREMISE_NOTE = "premise_note", "What the question assumes"
        ANSWER = "answer", "Answer"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="claims")
    part = models.CharField(max_length=12, choices=Part, default=Part.ANSWER)
    answer = models.ForeignKey(
        Answer, on_delete=models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    passage = models.TextField(help_text="The words as they were checked, without markup, in one line.")
    before = models.CharField(max_length=60, blank=True, help_text="The words before, to tell places apart.")
    after = models.CharField(max_length=60, blank=True)
    anchor = models.PositiveSmallIntegerField(
        default=0, help_text="The paragraph of the answer that it begins in; 0 is the lead."
    )
    offset = models.PositiveIntegerField(default=0, help_text="Characters before it in its part.")
    places = models.PositiveIntegerField(
        default=1, help_text="In how many places of its part these words stood then."
    )
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    source = models.ForeignKey(
        Source, on_delete=models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    reference = models.CharField(
        "other source",
        max_length=300,
        blank=True,
        help_text="Where it was looked up, if that is no source of the answer.",
    )
    page = models.CharField(max_length=80, blank=True, help_text="Where in the source: “p. 12”, “fol. 3r”.")
    note = models.CharField(max_length=500, blank=True)
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("checked", null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    marked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, help_text="Grows with every change.")

    class Meta:
        ordering = ["question", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(passage=""),
                name="claim_has_passage",
                violation_error_message="Say which passage.",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(at__isnull=False),
                name="claim_checked_at_a_time",
                violation_error_message="What was found was found at a time.",
            ),
        ]

    def __str__(self):
        return self.passage if len(self.passage) <= 80 else f"{self.passage[:79]}…"
