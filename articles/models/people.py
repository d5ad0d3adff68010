"""The historians who answer, and their books."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .catalogue import Mergeable, wikidata_form
from .fields import IsbnField, OrcidField, RichTextField
from .pictures import Picture

SUFFIXES = frozenset("jr sr ii iii iv".split())


def sorted_form(name):
    """Return ``name`` as lists sort it: "Moorhouse, Roger", "King, Martin Luther, Jr.", "Bede".

    The last word is taken for the family name; who knows better writes the form by hand.
    """
    words = name.replace(",", " ").split()
    suffix = words.pop() if len(words) > 2 and words[-1].rstrip(".").casefold() in SUFFIXES else ""
    parts = (words[-1] if words else "", " ".join(words[:-1]), suffix)
    return ", ".join(part for part in parts if part)


class Author(Mergeable):
    """A historian, as readers meet them."""

    name = models.CharField(max_length=120, help_text="As printed in the credit line.")
    sort_name = models.CharField(
        max_length=120,
        blank=True,
        db_index=True,
        help_text="“Moorhouse, Roger”. Left empty, it is made from the name.",
    )
    slug = models.SlugField(
        max_length=120, unique=True, help_text="The last part of the author page’s address."
    )
    post = models.CharField(
        max_length=200, blank=True, help_text="“Professor of medieval history, University of …”"
    )
    fields = models.CharField("fields of study", max_length=200, blank=True)
    biography = RichTextField(blank=True)
    portrait = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    orcid = OrcidField("ORCID iD")
    wikidata = models.CharField(max_length=20, blank=True, validators=[wikidata_form])
    website = models.URLField(blank=True)
    disclosure = models.TextField(
        blank=True,
        help_text="Money, posts or ties that a reader would want to know of. Printed beside the credit.",
    )
    changed_at = models.DateTimeField("last changed", auto_now=True, null=True)

    class Meta:
        ordering = ["sort_name", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        made = set() if self.sort_name else {"sort_name"}
        self.sort_name = self.sort_name or sorted_form(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *made, "changed_at"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])

    @property
    def initials(self):
        """One or two letters that stand in for a portrait."""
        words = self.name.split()
        return (
            "".join(word[0] for word in (words[0], words[-1]) if word)[: len(words)].upper() if words else ""
        )


class Book(Mergeable):
    """A book by one or more of our authors."""

    title = models.CharField(max_length=250)
    authors = models.ManyToManyField(Author, related_name="books", blank=True)
    publisher = models.CharField(max_length=120, blank=True)
    year = models.SmallIntegerField(
        "year of publication",
        null=True,
        blank=True,
        validators=[MinValueValidator(1450), MaxValueValidator(2200)],
    )
    isbn = IsbnField("ISBN", help_text="10 or 13 digits; stored as 13.")
    cover = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    url = models.URLField("publisher’s page", blank=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1450, 2200)),
                name="book_year_is_plausible",
                violation_error_message="A book’s year lies between 1450 and 2200.",
            ),
            models.UniqueConstraint(
                fields=["isbn"],
                condition=~Q(isbn=""),
                name="book_isbn_once",
                violation_error_message="Another book has this ISBN.",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.imprint})" if self.imprint else self.title

    @property
    def imprint(self):
        """Publisher and year as a credit line prints them: "Bodley Head, 2010"."""
        return ", ".join(str(part) for part in (self.publisher, self.year) if part)
