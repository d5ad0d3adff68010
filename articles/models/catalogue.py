"""The catalogue: what questions are about, and when and where."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles import dates

from .fields import DayNumberField, HistoricalDateField, MonthDayField, bounds_in_order

wikidata_form = RegexValidator(r"^Q[1-9]\d*$", "A Wikidata id is a Q and a number, such as Q42.")


class Mergeable(models.Model):
    """What can turn out to be the same as another row: it stays, because what was printed holds its id."""

    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    class Meta:
        abstract = True

    @property
    def standing(self):
        """The row that this one is today: itself, or the one it was merged into."""
        return self.merged_into or self


class Forwarding(models.Model):
    """An address that a row had before: readers are led to the present one, and no other row gets it."""

    kind = models.CharField(max_length=20, help_text="The model’s name, such as “author”.")
    slug = models.SlugField(max_length=120, db_index=False)
    row = models.PositiveBigIntegerField(help_text="The id of the row that it leads to.")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="forwarding_once")]
        indexes = [models.Index(fields=["kind", "row"], name="forwarding_by_row")]

    def __str__(self):
        return f"{self.kind} {self.slug}"


class Entry(Mergeable):
    """What topics, periods, places and figures have in common."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True, help_text="The last part of the page’s address.")
    description = models.TextField(blank=True, help_text="One or two sentences at the top of its page.")

    class Meta:
        abstract = True
        ordering = ["name"]
        indexes = [models.Index(fields=["name", "id"], name="%(class)s_by_name")]

    def __str__(self):
        return self.name


class Topic(Entry):
    """A theme that questions share."""

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])


class Period(Entry):
    """An era, with the years it spans."""

    span = HistoricalDateField(blank=False, help_text="From and to: “800 BC – AD 476”, “1914–45”.")
    span_earliest = DayNumberField(of="span", end="earliest")
    span_latest = DayNumberField(of="span", end="latest")
    authority_url = models.URLField(
        "authority", blank=True, help_text="The same era in a public list, such as PeriodO."
    )

    class Meta(Entry.Meta):
        ordering = ["span_earliest", "name"]
        constraints = [bounds_in_order("span", table="period")]

    def get_absolute_url(self):
        return reverse("period", args=[self.slug])


class Place(Entry):
    """A place, under its name now and its name then."""

    name_then = models.CharField(
        "name at the time", max_length=120, blank=True, help_text="Constantinople, for what is now Istanbul."
    )
    country = models.CharField("country today", max_length=80, blank=True)
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    wikidata = models.CharField(max_length=20, blank=True, validators=[wikidata_form])

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="place_has_both_coordinates_or_none",
                violation_error_message="Give latitude (−90 to 90) and longitude (−180 to 180), or neither.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("place", args=[self.slug])

    @property
    def both_names(self):
        """The name now and, where it was another, the name then: "Istanbul, then Constantinople"."""
        another = self.name_then and self.name_then != self.name
        return f"{self.name}, then {self.name_then}" if another else self.name


class Figure(Entry):
    """A person of the past."""

    born = HistoricalDateField()
    born_earliest = DayNumberField(of="born", end="earliest")
    born_latest = DayNumberField(of="born", end="latest")
    born_on = MonthDayField(of="born")
    died = HistoricalDateField()
    died_earliest = DayNumberField(of="died", end="earliest")
    died_latest = DayNumberField(of="died", end="latest")
    died_on = MonthDayField(of="died")
    wikidata = models.CharField(max_length=20, blank=True, validators=[wikidata_form])

    class Meta(Entry.Meta):
        constraints = [
            bounds_in_order("born", table="figure"),
            bounds_in_order("died", table="figure"),
            models.CheckConstraint(
                condition=Q(born_earliest__isnull=True)
                | Q(died_latest__isnull=True)
                | Q(died_latest__gte=models.F("born_earliest")),
                name="figure_dies_after_birth",
                violation_error_message="The figure dies before being born.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("figure", args=[self.slug])

    def clean(self):
        # The constraint compares day numbers, which are only set on save.
        if not (self.born and self.died):
            return
        try:
            born, died = dates.bounds(self.born), dates.bounds(self.died)
        except dates.DateError:
            return  # the field that is wrong says so itself
        if died.latest < born.earliest:
            raise ValidationError({"died": "The figure dies before being born."})
