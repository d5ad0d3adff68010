"""The card index: how an edition is found by its first letter and by the day of the year."""

from django.db import models

from .editions import Edition


class IndexCard(models.Model):
    """Where one edition stands in the A–Z, and the day it is about. Written when the edition is printed."""

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, primary_key=True, related_name="index_card"
    )
    letter = models.CharField(max_length=1, help_text="A to Z, or # for anything else.")
    sort_key = models.CharField(max_length=120)
    month_day = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Month × 100 + day, where the time covered is one certain day."
    )

    class Meta:
        indexes = [
            models.Index(fields=["sort_key", "edition"], name="card_by_key"),
            models.Index(fields=["letter", "sort_key", "edition"], name="card_by_letter"),
            models.Index(fields=["month_day"], name="card_by_day"),
        ]

    def __str__(self):
        return f"{self.letter}: {self.sort_key}"
