"""What readers looked for and did not find."""

from django.db import models


class MissedSearch(models.Model):
    """Words that no live question has, and how often they were asked for. Nothing says by whom, or at what hour."""

    words = models.CharField(max_length=80, unique=True)
    count = models.PositiveIntegerField(default=1)
    last_on = models.DateField()

    class Meta:
        verbose_name = "search without a result"
        verbose_name_plural = "searches without a result"
        ordering = ["-count", "-last_on", "pk"]

    def __str__(self):
        return self.words
