"""What pays the bills, each labelled as such and outside the answer: subscription offers and sponsors' items."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .pictures import Picture
from .publications import Publication


class PromotionQuerySet(models.QuerySet):
    def running(self, at=None):
        """Items shown at ``at`` (aware datetime, default now), latest start first."""
        at = at or timezone.now()
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=at), valid_from__lte=at).order_by(
            "-valid_from", "-pk"
        )


def ends_after_start(table):
    """Return the constraint that a dated item ends after it starts."""
    return models.CheckConstraint(
        condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
        name=f"{table}_ends_after_start",
        violation_error_message="The end must come after the start.",
    )


class Offer(models.Model):
    """A subscription offer, printed in a slot outside the answer."""

    class Slot(models.TextChoices):
        AFTER_DATE = "after_date", "Under the dateline"
        AFTER_ARTICLE = "after_article", "After the article"

    copy = models.CharField(max_length=200, help_text="“Try 6 issues for only £9.99 when you subscribe to …”")
    quantity = models.PositiveSmallIntegerField("issues", validators=[MinValueValidator(1)], default=1)
    price = models.DecimalField(max_digits=7, decimal_places=2, validators=[MinValueValidator(0)])
    currency = models.CharField(max_length=3, default="GBP", help_text="Three letters, ISO 4217.")
    publications = models.ManyToManyField(Publication, blank=True, related_name="offers")
    url = models.URLField("address")
    slot = models.CharField(max_length=14, choices=Slot, default=Slot.AFTER_DATE)
    valid_from = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField(null=True, blank=True)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            ends_after_start("offer"),
            models.CheckConstraint(
                condition=Q(price__gte=0, quantity__gte=1),
                name="offer_price_and_quantity",
                violation_error_message="An offer has at least one issue and a price of nothing or more.",
            ),
        ]

    def __str__(self):
        return self.copy


class Sponsorship(models.Model):
    """A sponsor's item: always labelled, always with the sponsor's name."""

    class Slot(models.TextChoices):
        AFTER_ARTICLE = "after_article", "After the article"
        HOME = "home", "Home page"

    label = models.CharField(max_length=40, default="Sponsored content")
    sponsor = models.CharField(max_length=120)
    headline = models.CharField(max_length=140)
    text = models.CharField(max_length=300, blank=True)
    url = models.URLField("address")
    picture = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    slot = models.CharField(max_length=14, choices=Slot, default=Slot.AFTER_ARTICLE)
    valid_from = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField(null=True, blank=True)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            ends_after_start("sponsorship"),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(sponsor=""),
                name="sponsorship_is_labelled",
                violation_error_message="A sponsored item carries a label and the sponsor’s name.",
            ),
        ]

    def __str__(self):
        return f"{self.sponsor}: {self.headline}"
