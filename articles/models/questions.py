"""The manuscript: questions, answers and credits. Editors edit these; readers never see them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles import richtext

from . import teaching
from .catalogue import Figure, Period, Place, Topic
from .fields import DayNumberField, HistoricalDateField, RichTextField, bounds_in_order
from .people import Author, Book
from .pictures import Picture
from .publications import Issue, Publication

SHORT_ANSWER_WORDS = 60
TEACHING_LENGTH = 6_000


class QuestionQuerySet(models.QuerySet):
    def for_desk(self):
        """With what a list in the admin shows of each row."""
        return self.select_related("owner", "first_publication").prefetch_related("answers__credits__author")

    def for_print(self):
        """With everything that an edition freezes."""
        return self.select_related(
            "first_publication", "first_issue", "picture", "reviewed_by"
        ).prefetch_related(
            "answers__credits__author",
            "answers__credits__books",
            "answers__sources",
            "topics",
            "periods",
            "places",
            "figures",
        )


class Question(models.Model):
    """A reader's question and all that the desk knows of it: the aggregate root."""

    class Stage(models.TextChoices):
        RECEIVED = "received", "Received"
        ACCEPTED = "accepted", "Accepted"
        COMMISSIONED = "commissioned", "Commissioned"
        ANSWERED = "answered", "Answered"
        EDITING = "editing", "Editing"
        FACT_CHECK = "fact-check", "Fact-check"
        READY = "ready", "Ready"
        PRINTED = "printed", "Scheduled or live"
        UNDER_REVIEW = "under-review", "Under review"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Licence(models.TextChoices):
        RESERVED = "all-rights-reserved", "All rights reserved: not for republication"
        CC_BY = "cc-by", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
        CC_BY_ND = "cc-by-nd", "CC BY-ND 4.0"
        CC_BY_NC = "cc-by-nc", "CC BY-NC 4.0"
        CC_BY_NC_ND = "cc-by-nc-nd", "CC BY-NC-ND 4.0"

    text = models.CharField(
        "question", max_length=300, help_text="As printed: one sentence that ends in “?”."
    )
    short_title = models.CharField(
        max_length=70, blank=True, help_text="For narrow places. Left empty, the question is shortened."
    )
    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="The last part of the address. Changed later, it leaves a redirect; nobody else gets the old one.",
    )
    text_as_asked = models.TextField("question as asked", blank=True, help_text="In the reader’s own words.")
    asker_name = models.CharField("asked by", max_length=120, blank=True)
    asker_town = models.CharField("town", max_length=120, blank=True)
    asker_consent = models.BooleanField(
        "may be named", default=False, help_text="The asker agreed to have name and town printed."
    )
    short_answer = models.TextField(
        blank=True,
        help_text=f"The answer in at most {SHORT_ANSWER_WORDS} words, to stand alone above the long one.",
    )
    premise_note = models.TextField(
        "what the question assumes",
        blank=True,
        help_text="Where the question rests on a mistake, say so here.",
    )
    covers = HistoricalDateField(
        "time covered", help_text="The time the answer is about: “1939–45”, “44 BC”."
    )
    covers_earliest = DayNumberField(of="covers", end="earliest")
    covers_latest = DayNumberField(of="covers", end="latest")

    topics = models.ManyToManyField(Topic, blank=True, related_name="questions")
    periods = models.ManyToManyField(Period, blank=True, related_name="questions")
    places = models.ManyToManyField(Place, blank=True, related_name="questions")
    figures = models.ManyToManyField(Figure, blank=True, related_name="questions")

    picture = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    picture_caption = models.CharField(
        max_length=400, blank=True, help_text="Instead of the picture’s own caption, for this question."
    )

    first_publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="first_printings",
        verbose_name="first published in",
    )
    first_issue = models.ForeignKey(
        Issue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="first_printings",
        verbose_name="issue",
    )
    first_published = HistoricalDateField(
        "first printed", help_text="When it was first printed, as far as known: “2011”, “August 2011”."
    )
    first_published_earliest = DayNumberField(of="first_published", end="earliest")
    first_published_latest = DayNumberField(of="first_published", end="latest")
    first_pages = models.CharField("pages", max_length=40, blank=True)

    web_date = models.DateTimeField(
        "first on the web",
        null=True,
        blank=True,
        help_text="If it was on the web before this site had it: its first edition is dated from then.",
    )

    edited_by = models.CharField(
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text="As printed under “How this was made”.",
    )
    reviewed_on = models.DateField(
        "last reviewed",
        null=True,
        blank=True,
        help_text="When somebody last read the answer against what is known today, whether or not it changed.",
    )
    reviewed_by = models.ForeignKey(
        Author, on_delete=models.PROTECT, null=True, blank=True, related_name="reviewed_questions"
    )

    enquiry = models.CharField(
        "enquiry question",
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="What a class would set out to answer.",
    )
    key_dates = models.TextField(
        max_length=TEACHING_LENGTH,
        blank=True,
        default="",
        db_default="",
        help_text="One a line: “1349: The Ordinance of Labourers”.",
    )
    sourcing = models.TextField(
        "questions about the sources",
        max_length=TEACHING_LENGTH,
        blank=True,
        default="",
        db_default="",
        help_text="One a line. Begin with a source’s key to ask of that source: “[horrox1994] Who drew this up?”.",
    )
    glossary = models.TextField(
        max_length=TEACHING_LENGTH,
        blank=True,
        default="",
        db_default="",
        help_text="One a line: “statute: a law made by parliament”.",
    )

    licence = models.CharField(
        max_length=20,
        choices=Licence,
        blank=True,
        default="",
        db_default="",
        help_text="What others may do with the text. Left empty, the site’s own rule applies when it is printed.",
    )

    stage = models.CharField(
        max_length=12, choices=Stage, default=Stage.EDITING, editable=False, db_index=True
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    due = models.DateField(
        null=True, blank=True, db_index=True, help_text="The day this must be ready for the next stage."
    )
    historian = models.ForeignKey(
        Author,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commissioned_questions",
        help_text="Who is asked to answer it.",
    )
    review_by = models.DateField(
        null=True,
        blank=True,
        db_index=True,
        help_text="The day by which somebody should read the answer again. Then it comes back to the first page.",
    )
    outside_reference = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="What an import knows this question by, so that a second run finds it.",
    )
    outside_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="SHA-256 of what the last import brought."
    )
    outside_version = models.PositiveIntegerField(
        default=0, editable=False, help_text="The version the last import left; a later one was edited here."
    )
    version = models.PositiveIntegerField(default=0, editable=False, help_text="Grows with every change.")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["-changed_at", "-id"], name="question_last_changed")]
        permissions = [
            ("edit_any_question", "Can change every question, not only those of his or her own"),
            ("steer_question", "Can accept, commission and move questions from stage to stage"),
            ("check_question", "Can pass a question’s facts and make it ready"),
            ("publish_question", "Can publish, schedule and withdraw questions"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["outside_reference"],
                condition=~Q(outside_reference=""),
                name="question_outside_reference_once",
                violation_error_message="Another question was imported from there.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="question_has_text",
                violation_error_message="Write the question.",
            ),
            models.CheckConstraint(
                condition=Q(first_issue__isnull=True) | Q(first_publication__isnull=False),
                name="question_issue_has_publication",
                violation_error_message="An issue belongs to a publication: choose that too.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False),
                name="question_review_is_whole",
                violation_error_message="A review has a day and a reviewer: give both, or neither.",
            ),
            bounds_in_order("covers", table="question"),
            bounds_in_order("first_published", table="question"),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("question", args=[self.slug])

    def clean(self):
        errors = {}
        words = richtext.word_count(self.short_answer)
        if words > SHORT_ANSWER_WORDS:
            errors["short_answer"] = f"The short answer has {words} words; at most {SHORT_ANSWER_WORDS} fit."
        if self.first_issue_id:
            if not self.first_publication_id:
                self.first_publication_id = self.first_issue.publication_id
            elif self.first_issue.publication_id != self.first_publication_id:
                errors["first_issue"] = "This issue belongs to another publication."
        if Address.objects.filter(slug=self.slug).exclude(question_id=self.pk).exists():
            errors["slug"] = "Another question was published at this address. Choose a different one."
        if self.stage == self.Stage.COMMISSIONED and not (self.due and (self.owner_id or self.historian_id)):
            errors["due"] = "What is commissioned has a day to be ready by, and an owner or a historian."
        if self.reviewed_on and self.reviewed_on > timezone.localdate():
            errors["reviewed_on"] = "A review lies in the past: give the day it was done."
        for name in ("key_dates", "glossary"):
            try:
                teaching.labelled(getattr(self, name))
            except ValueError as error:
                errors[name] = str(error)
        if errors:
            raise ValidationError(errors)


class Address(models.Model):
    """A slug that a question was printed under, kept for ever: old links find it, and no other question gets it."""

    slug = models.SlugField(max_length=120, unique=True)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="addresses")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "addresses"

    def __str__(self):
        return self.slug


class Answer(models.Model):
    """What one historian, or several together, wrote."""

    class Confidence(models.TextChoices):
        SETTLED = "settled", "Settled"
        STRONG_CASE = "strong_case", "Strong case"
        DISPUTED = "disputed", "Disputed"
        UNKNOWN = "unknown", "Unknown"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField(default=0)
    lead = models.TextField(
        blank=True,
        help_text="The opening sentence, set large. It is the start of the answer, not a summary of it.",
    )
    body = RichTextField(
        picks=True,
        help_text="The answer from its second sentence on. To refer to a source, use the menu’s button or type its "
        "key, as shown beside the source: [horrox1994]. Readers see a number.",
    )
    confidence = models.CharField(
        max_length=12, choices=Confidence, blank=True, help_text="How sure historians are of this."
    )
    confidence_reason = models.CharField(max_length=200, blank=True, help_text="Why, in one line.")

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "position"],
                name="answer_position_once",
                violation_error_message="Two answers cannot stand in the same place.",
            ),
            models.CheckConstraint(
                condition=Q(confidence_reason="") | ~Q(confidence=""),
                name="answer_reason_has_confidence",
                violation_error_message="Choose how sure this is before saying why.",
            ),
        ]

    def __str__(self):
        return richtext.excerpt(self.lead or self.body, words=8) or "Answer"

    def save(self, *args, **kwargs):
        """Save, and note which pictures the text names, so that the picture desk knows where each is used."""
        super().save(*args, **kwargs)
        named = set(richtext.picks.pictures(self.body))
        self.inset_pictures.exclude(picture__in=named).delete()
        here = Picture.objects.filter(pk__in=named).exclude(pk__in=self.inset_pictures.values("picture"))
        InsetPicture.objects.bulk_create(InsetPicture(answer=self, picture=picture) for picture in here)


class InsetPicture(models.Model):
    """A picture that the text of an answer names: kept by ``Answer.save`` for the picture desk's list of uses."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="inset_pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "answer"
        constraints = [models.UniqueConstraint(fields=["answer", "picture"], name="inset_picture_once")]

    def __str__(self):
        return str(self.picture)


class Credit(models.Model):
    """What a historian did for an answer, with the books named in the credit line."""

    class Role(models.TextChoices):
        ANSWERED_BY = "answered_by", "Answered by"
        CHECKED_BY = "checked_by", "Checked by"
        TRANSLATED_BY = "translated_by", "Translated by"

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="credits")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="credits")
    role = models.CharField(max_length=14, choices=Role, default=Role.ANSWERED_BY)
    books = models.ManyToManyField(
        Book, blank=True, related_name="credits", help_text="Printed as “author of …” after the name."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["answer", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "position"],
                name="credit_position_once",
                violation_error_message="Two credits cannot stand in the same place.",
            ),
            models.UniqueConstraint(
                fields=["answer", "author", "role"],
                name="credit_author_once_a_role",
                violation_error_message="This author already has that credit here.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.author}"


class Waiver(models.Model):
    """A finding of readiness that somebody let pass, with the reason.

    With a ``fingerprint`` it is one finding of one text, and comes back when that text changes; without, it is every
    finding of that code on the question, such as "printed without sources in 2011".
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="waivers")
    finding = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    sentence = models.CharField(
        max_length=400, blank=True, default="", db_default="", help_text="What the finding said."
    )
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "finding", "fingerprint"],
                condition=Q(taken_back_at__isnull=True),
                name="waiver_once_a_finding",
                violation_error_message="Waiver with this Question and Finding already exists.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="waiver_has_reason",
                violation_error_message="Say why it may pass.",
            ),
        ]

    def __str__(self):
        return f"{self.sentence or self.finding}: {self.reason}"
