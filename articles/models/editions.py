"""Editions, the printed state that readers read, and the corrections between them."""

from functools import cached_property

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from . import content
from .catalogue import Figure, Period, Place, Topic
from .fields import DayNumberField, HistoricalDateField, bounds_in_order
from .people import Author
from .pictures import Picture
from .publications import Issue, Publication
from .questions import Question


class EditionQuerySet(models.QuerySet):
    def live(self, at=None):
        """Editions that a reader meets at ``at`` (aware datetime, default now): at most one a question."""
        at = at or timezone.now()
        return self.filter(live_from__lte=at).exclude(live_until__lte=at)

    def been_live(self, at=None):
        """Editions that are or once were live at ``at``; never a scheduled or cancelled one."""
        return self.printed().filter(live_from__lte=at or timezone.now())

    def scheduled(self, at=None):
        """Editions whose time is still to come at ``at``."""
        return self.printed().filter(live_from__gt=at or timezone.now())

    def printed(self):
        """Editions not cancelled before their time."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")))

    def next_number(self):
        """The number after the highest; for printing, ask while the question is locked."""
        return 1 + max(self.values_list("number", flat=True), default=0)

    def last_change(self, at=None):
        """When what readers meet of these last changed by ``at``: one went live, or ended. None where none ever was."""
        at = at or timezone.now()
        been = self.been_live(at)
        moments = (
            been.order_by("-live_from").values_list("live_from", flat=True).first(),
            been.filter(live_until__lte=at)
            .order_by("-live_until")
            .values_list("live_until", flat=True)
            .first(),
        )
        return max((moment for moment in moments if moment), default=None)

    def for_list(self):
        """The columns and things that a list of questions prints, newest first; no content."""
        return (
            self.defer("content")
            .select_related("picture")
            .prefetch_related("picture__renditions", "authors", "periods")
            .order_by("-first_live_from", "-pk")
        )

    def for_line(self):
        """The columns and things that one line prints, title, time, period and places; no content and no order."""
        return self.defer("content").prefetch_related("periods", "places")


class Edition(models.Model):
    """A question as printed. Made by workflow.publish; its words never change (guards.py)."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    slug = models.SlugField(max_length=120)
    text = models.CharField("question text", max_length=300)
    short_title = models.CharField(max_length=70, blank=True)
    teaser = models.TextField(blank=True)
    content = models.JSONField()
    digest = models.CharField("SHA-256", max_length=64)
    words = models.PositiveIntegerField(default=0)

    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True, blank=True)
    first_live_from = models.DateTimeField(
        help_text="When the question was first live: the date readers see as its web date."
    )
    is_substantial = models.BooleanField(
        "change of substance",
        default=False,
        db_default=False,
        help_text="Whether it says something else than the edition before it.",
    )
    substance_from = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When what the question says last changed in substance; empty where nobody recorded it.",
    )
    printed_at = models.DateTimeField(default=timezone.now)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    covers = HistoricalDateField("time covered")
    covers_earliest = DayNumberField(of="covers", end="earliest")
    covers_latest = DayNumberField(of="covers", end="latest")
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, null=True, blank=True, related_name="editions"
    )
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="editions")
    picture = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="editions"
    )
    authors = models.ManyToManyField(Author, related_name="editions", blank=True)
    topics = models.ManyToManyField(Topic, related_name="editions", blank=True)
    periods = models.ManyToManyField(Period, related_name="editions", blank=True)
    places = models.ManyToManyField(Place, related_name="editions", blank=True)
    figures = models.ManyToManyField(Figure, related_name="editions", blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "number"]
        indexes = [
            models.Index(fields=["slug", "live_from"], name="edition_slug_live"),
            models.Index(fields=["-first_live_from", "-id"], name="edition_newest_first"),
            models.Index(fields=["live_from", "live_until"], name="edition_live_interval"),
            models.Index(
                fields=["-live_until"], name="edition_last_ended", condition=Q(live_until__isnull=False)
            ),
            models.Index(fields=["covers_earliest", "id", "covers_latest"], name="edition_by_time_covered"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gte=F("live_from")),
                name="edition_ends_after_start",
                violation_error_message="An edition cannot end before it starts.",
            ),
            bounds_in_order("covers", table="edition"),
        ]

    def __str__(self):
        return f"{self.text} (edition {self.number})"

    def get_absolute_url(self):
        return reverse("question", args=[self.slug])

    @property
    def title(self):
        """The short title, or the whole question."""
        return self.short_title or self.text

    @cached_property
    def page(self):
        """The frozen words, as EditionContent."""
        return content.from_json(self.content)

    @property
    def is_intact(self):
        """Whether the content still has the digest it was printed with."""
        return content.digest(self.content) == self.digest

    def is_live(self, at=None):
        """Whether this edition is what a reader meets at ``at``."""
        at = at or timezone.now()
        return self.live_from <= at and (self.live_until is None or at < self.live_until)


class PrintedPicture(models.Model):
    """A picture in the text of an edition; the one at its head is ``Edition.picture``."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="printed_pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "edition"
        constraints = [models.UniqueConstraint(fields=["edition", "picture"], name="printed_picture_once")]

    def __str__(self):
        return str(self.picture)


class CorrectionQuerySet(models.QuerySet):
    def public(self, at=None):
        """Corrections that readers may see at ``at``, newest first: dated by then, to an edition that was printed."""
        kept = Q(to_edition__live_until__isnull=True) | Q(
            to_edition__live_until__gt=F("to_edition__live_from")
        )
        return self.filter(Q(to_edition__isnull=True) | kept, at__lte=at or timezone.now()).order_by(
            "-at", "-pk"
        )

    def with_editions(self):
        """With the two editions, their content left out, and who approved."""
        return self.select_related("from_edition", "to_edition", "approved_by").defer(
            "from_edition__content", "to_edition__content"
        )


class Correction(models.Model):
    """What was wrong and what is right now, between two editions. Append-only (guards.py)."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        UPDATE = "update", "Update"
        WITHDRAWAL = "withdrawal", "Withdrawal"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=14, choices=Kind)
    wrong = models.TextField("what was wrong")
    right = models.TextField("what is right now", blank=True)
    from_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="corrected_by")
    to_edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="corrects"
    )
    at = models.DateTimeField("date", default=timezone.now)
    noticed_by = models.CharField(max_length=120, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(wrong=""),
                name="correction_says_what_was_wrong",
                violation_error_message="Say what was wrong.",
            ),
            models.CheckConstraint(
                condition=(Q(kind="withdrawal") & Q(to_edition__isnull=True))
                | (~Q(kind="withdrawal") & Q(to_edition__isnull=False) & ~Q(right="")),
                name="correction_leads_to_an_edition",
                violation_error_message="Only a withdrawal leads to no edition; all else says what is right now.",
            ),
            models.CheckConstraint(
                condition=Q(to_edition__isnull=True) | ~Q(to_edition=F("from_edition")),
                name="correction_between_two_editions",
                violation_error_message="A correction lies between two different editions.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.wrong}"

    @property
    def approved_name(self):
        """The name of who approved it, as readers may know it: "" for a login without a name."""
        return self.approved_by.get_full_name() if self.approved_by else ""
