"""The sources behind an answer, and the keys that its text refers to them by."""

import re
import string
import unicodedata
from itertools import chain, count

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from articles import richtext

from .fields import DayNumberField, HistoricalDateField, IsbnField, bounds_in_order
from .questions import Answer

# Where the first of several authors ends: "Simon Penn and Christopher Dyer", "Aristotle, trans. P. J. Rhodes".
AUTHOR_END = re.compile(r"[,;(&]|\band\b")


class Source(models.Model):
    """A reference behind an answer. The fields follow the Citation Style Language's."""

    class Kind(models.TextChoices):
        BOOK = "book", "Book"
        CHAPTER = "chapter", "Chapter"
        ARTICLE = "article", "Journal article"
        NEWSPAPER = "newspaper", "Newspaper or magazine"
        ARCHIVE = "archive", "Archive document"
        WEBSITE = "website", "Website"
        FILM = "film", "Film, broadcast or recording"

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="sources")
    key = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        editable=False,
        validators=[
            RegexValidator(rf"^{richtext.KEY}\Z", "A key is made of small letters, digits and hyphens.")
        ],
        help_text="What the text refers to this source by. Made once, from author and year, and kept.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.BOOK)
    authors = models.CharField(max_length=250, blank=True, help_text="As the reference prints them.")
    title = models.CharField(max_length=300)
    container = models.CharField(
        "in", max_length=250, blank=True, help_text="The journal, newspaper, website or book that holds it."
    )
    publisher = models.CharField(max_length=120, blank=True)
    issued = HistoricalDateField("date")
    issued_earliest = DayNumberField(of="issued", end="earliest")
    issued_latest = DayNumberField(of="issued", end="latest")
    volume = models.CharField(max_length=20, blank=True)
    issue = models.CharField(max_length=20, blank=True)
    pages = models.CharField(max_length=40, blank=True)
    locator = models.CharField(max_length=80, blank=True, help_text="Where in the work: “ch. 3”, “fol. 12v”.")
    isbn = IsbnField("ISBN")
    doi = models.CharField(
        "DOI",
        max_length=120,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", "A DOI begins with 10.")],
    )
    url = models.URLField("address", blank=True, max_length=500)
    accessed = HistoricalDateField("read on", help_text="The day the address was looked at.")
    accessed_earliest = DayNumberField(of="accessed", end="earliest")
    accessed_latest = DayNumberField(of="accessed", end="latest")
    archive = models.CharField(max_length=160, blank=True, help_text="The holding institution.")
    archive_ref = models.CharField("shelfmark", max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["answer", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "position"],
                name="source_position_once",
                violation_error_message="Two sources cannot have the same number.",
            ),
            models.UniqueConstraint(
                fields=["answer", "key"],
                condition=~Q(key=""),
                name="source_key_once",
                violation_error_message="Two sources of an answer cannot have the same key.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="source_has_title",
                violation_error_message="A source needs a title.",
            ),
            bounds_in_order("issued", table="source"),
            bounds_in_order("accessed", table="source"),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if not self.key:
            self.key = self._free_key()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "key"}
        super().save(*args, **kwargs)

    def _free_key(self):
        """Return a key such as "horrox1994" that no source of the answer has and no reference waits for.

        A reference whose source is gone must not find its way to another work of the same author and year.
        """
        taken = {*self.answer.sources.exclude(pk=self.pk).values_list("key", flat=True)}
        taken |= {*richtext.references(self.answer.body)}
        stem = self._key_stem()
        more = chain(("", *string.ascii_lowercase[1:]), (f"-{number}" for number in count(2)))
        return next(key for end in more if (key := stem + end) not in taken)

    def _key_stem(self):
        """The first author's last name, or a word of the title, and the year: "horrox1994"."""
        author = AUTHOR_END.split(self.authors)[0].split()[-1:]
        words = author or [word for word in self.title.split() if len(word) > 3] or [self.kind]
        letters = slugify(unicodedata.normalize("NFKD", words[0])).replace("-", "")[:24]
        year = re.search(r"\d{4}", self.issued)
        return (letters or "source") + (year[0] if year else "")
