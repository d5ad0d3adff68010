"""Magazine titles and their printed issues."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles import dates

from .fields import DayNumberField, HistoricalDateField, IssnField, bounds_in_order
from .pictures import Picture


class PublicationQuerySet(models.QuerySet):
    def in_masthead(self):
        """The magazines named at the top of every page, in their order."""
        return self.filter(in_masthead=True).order_by("position", "title")


class Publication(models.Model):
    """A magazine title."""

    title = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(
        max_length=120, unique=True, help_text="The last part of the publication page’s address."
    )
    tagline = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    issn = IssnField("ISSN", help_text="Eight digits, such as 1469-8552.")
    url = models.URLField("website", blank=True)
    in_masthead = models.BooleanField(
        "in the masthead", default=True, help_text="Named at the top of every page of this site."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in the masthead, lowest first.")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["issn"],
                condition=~Q(issn=""),
                name="publication_issn_once",
                violation_error_message="Another publication has this ISSN.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("publication", args=[self.slug])


class Issue(models.Model):
    """One printed issue of a publication."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="issues")
    slug = models.SlugField(max_length=60, help_text="“2011-08” for August 2011.")
    title = models.CharField("cover line", max_length=200, blank=True)
    volume = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=20, blank=True)
    cover_date = HistoricalDateField(
        help_text="The date on the cover, as far as known: “August 2011”, “2011”."
    )
    cover_date_earliest = DayNumberField(of="cover_date", end="earliest")
    cover_date_latest = DayNumberField(of="cover_date", end="latest")
    cover = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-cover_date_earliest", "publication", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "slug"],
                name="issue_slug_once_a_publication",
                violation_error_message="This publication has another issue at that address.",
            ),
            bounds_in_order("cover_date", table="issue"),
        ]

    def __str__(self):
        return f"{self.publication.title}, {self.label}"

    def get_absolute_url(self):
        return reverse("issue", args=[self.publication.slug, self.slug])

    @property
    def numbering(self):
        """Volume and number in words: "volume 12, number 8"; empty where neither is known."""
        parts = [
            f"volume {self.volume}" if self.volume else "",
            f"number {self.number}" if self.number else "",
        ]
        return ", ".join(part for part in parts if part)

    @property
    def label(self):
        """What readers call the issue: its cover date, else its numbering."""
        return dates.display(self.cover_date) if self.cover_date else self.numbering or self.slug
