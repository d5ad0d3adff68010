"""What the search looks through: a row of plain words for each edition, and every word there is.

Written by articles.search only, in the transaction that prints the edition.
"""

from django.db import models

from .editions import Edition


class SearchEntry(models.Model):
    """The words of one edition, by how much a find in them counts: most in ``title``, least in ``body``."""

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    title = models.TextField()
    names = models.TextField()
    summary = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word of some edition, live or not, in small letters without accents: what a misspelling is held against.

    Rows are only ever added, in order, so that two who print at once cannot block one another.
    """

    word = models.CharField(max_length=40, db_index=True)
    in_title = models.BooleanField(help_text="Found in a question's text or among its names.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "in_title"], name="search_word_once")]

    def __str__(self):
        return self.word
