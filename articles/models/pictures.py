"""Pictures as uploaded, and the renditions that readers are served."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

LAPSE_NOTICED = 30  # days before its right ends from which on the desk hears of a picture


def originals():
    """Return the storage of uploads; nothing in it has an address."""
    return storages["originals"]


def original_name(picture, filename):
    """Return a name that says nothing of the uploader's machine."""
    return f"pictures/{uuid.uuid4().hex}.{picture.format or 'bin'}"


def rendition_name(rendition, filename):
    """Return the address part of a rendition: new bytes always get a new one."""
    return f"{beginning(rendition.picture)}{filename}"


def beginning(picture):
    """Return what the names of the renditions of a picture's present bytes begin with."""
    return f"pictures/{picture.sha256[:12]}-{picture.pk}-"


ALT_OR_DECORATIVE = "Write an alternative text, or tick “decorative” and leave it empty."


class PictureQuerySet(models.QuerySet):
    def shown(self, at=None):
        """Pictures whose rights cover the day of ``at`` (aware datetime, default now), and that say what they show."""
        day = timezone.localdate(at)
        return self.filter(
            Q(rights_from__isnull=True) | Q(rights_from__lte=day),
            Q(rights_until__isnull=True) | Q(rights_until__gte=day),
            Q(decorative=True) | ~Q(alt=""),
        )

    def lapsing(self, at=None, *, days=LAPSE_NOTICED):
        """Pictures whose rights end within ``days`` days of ``at``, the next to end first."""
        day = timezone.localdate(at)
        return self.filter(rights_until__range=(day, day + timedelta(days=days))).order_by(
            "rights_until", "pk"
        )


class Picture(models.Model):
    """An uploaded image with its words and rights."""

    class Licence(models.TextChoices):
        RIGHTS_RESERVED = "all-rights-reserved", "All rights reserved, used with permission"
        PUBLIC_DOMAIN = "public-domain", "Public domain"
        CC0 = "cc0", "CC0 1.0"
        CC_BY = "cc-by", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
        CC_BY_NC = "cc-by-nc", "CC BY-NC 4.0"

    title = models.CharField(
        max_length=200, help_text="How the desk finds this picture. Readers do not see it."
    )
    original = models.FileField(
        upload_to=original_name,
        storage=originals,
        help_text="JPEG, PNG, WebP or AVIF, at most 25 MB and 40 megapixels.",
    )
    format = models.CharField(max_length=8, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False, db_index=True)
    fingerprint = models.CharField(
        max_length=16,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="What it looks like, in 64 bits (articles/likeness.py); empty for one without contrast.",
    )
    width = models.PositiveIntegerField(editable=False, help_text="In pixels, upright.")
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        "alternative text",
        max_length=400,
        blank=True,
        help_text="What the picture shows, for people who cannot see it. One or two sentences.",
    )
    decorative = models.BooleanField(
        default=False, help_text="Tick if the picture tells nothing: screen readers then pass over it."
    )
    caption = models.CharField(max_length=400, blank=True)
    credit = models.CharField(
        max_length=200, blank=True, help_text="Printed below the picture: “British Library, Add. MS 38116”."
    )
    rights_holder = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=20, choices=Licence, blank=True, default="")
    rights_from = models.DateField(null=True, blank=True, help_text="First day we may show it.")
    rights_until = models.DateField(
        null=True,
        blank=True,
        help_text="Last day we may show it. After it the picture disappears everywhere.",
    )
    focal_x = models.FloatField(
        "focal point, from the left",
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="0 is the left edge, 1 the right. Crops keep this point.",
    )
    focal_y = models.FloatField(
        "focal point, from the top",
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="0 is the top edge, 1 the bottom.",
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False
    )

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=False) | Q(alt=""),
                name="picture_decorative_has_no_alt",
                violation_error_message=ALT_OR_DECORATIVE,
            ),
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                name="picture_focal_point_inside",
                violation_error_message="The focal point lies between 0 and 1 both ways.",
            ),
            models.CheckConstraint(
                condition=Q(rights_from__isnull=True)
                | Q(rights_until__isnull=True)
                | Q(rights_until__gte=F("rights_from")),
                name="picture_rights_end_after_start",
                violation_error_message="The rights end before they start.",
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1),
                name="picture_has_pixels",
                violation_error_message="The picture has no pixels.",
            ),
        ]

    def __str__(self):
        return self.title

    def is_shown(self, at=None):
        """Whether readers may see it on the day of ``at``: what PictureQuerySet.shown asks of rows."""
        day = timezone.localdate(at)
        begun = self.rights_from is None or self.rights_from <= day
        described = self.decorative or self.alt != ""
        return described and begun and (self.rights_until is None or day <= self.rights_until)

    @property
    def focal(self):
        """The point that crops keep, as two fractions from the top left."""
        return self.focal_x, self.focal_y

    def gaps(self):
        """Yield (code, sentence) of each thing without which a picture is not printed."""
        if not (self.decorative or self.alt.strip()):
            yield "no_alt", "The picture has no alternative text: write one, or tick “decorative”."
        if not self.rights_holder.strip():
            yield "no_holder", "The picture does not say who holds its rights."
        if not self.licence:
            yield "no_licence", "The picture has no licence."
        if not self.credit.strip():
            yield "no_credit", "The picture has no credit."


class EarlierFile(models.Model):
    """The upload that a picture had before it was replaced. It is kept, and has no address."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="earlier_files")
    file = models.FileField(storage=originals)
    sha256 = models.CharField("SHA-256", max_length=64)
    replaced_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-replaced_at", "-pk"]

    def __str__(self):
        return self.file.name


class PictureBand(models.Model):
    """A quarter of a picture's fingerprint, with its place before it: what likely duplicates are looked up by."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="bands")
    key = models.CharField(max_length=5)

    class Meta:
        indexes = [models.Index(fields=["key", "picture"], name="band_by_key")]

    def __str__(self):
        return self.key


class Likeness(models.Model):
    """Two pictures that look alike, the older one first; ``dismissed`` when somebody saw that they are two."""

    one = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="+")
    bits = models.PositiveSmallIntegerField(help_text="In how many of 64 bits they differ.")
    dismissed = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "likenesses"
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="likeness_once")]

    def __str__(self):
        return f"{self.bits} bits"


class RightsNotice(models.Model):
    """That the desk was told of a right about to end: once for each day it ends on and each warning before it."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="rights_notices")
    until = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="How many days before the end this warning is for.")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["picture", "until", "days"], name="rights_notice_once"),
        ]

    def __str__(self):
        return f"{self.days} days before {self.until}"


class Rendition(models.Model):
    """One encoded size of a picture: what a browser is sent."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        JPEG = "jpeg", "JPEG"

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=4, choices=Format)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to=rendition_name)
    bytes = models.PositiveIntegerField()

    class Meta:
        ordering = ["format", "width"]
        constraints = [
            models.UniqueConstraint(fields=["picture", "format", "width"], name="rendition_once_a_size"),
        ]

    def __str__(self):
        return f"{self.width} px {self.get_format_display()}"
