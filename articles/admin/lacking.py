"""Which questions lack something, and which are to be read again."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Question, Source

from .picture_filters import Choices


class LackingFilter(Choices):
    title = "what is missing"
    parameter_name = "without"
    choices_of = {
        "period": ("a period", lambda rows: rows.filter(periods__isnull=True)),
        "place": ("a place", lambda rows: rows.filter(places__isnull=True)),
        "source": (
            "a source",
            lambda rows: rows.exclude(Exists(Source.objects.filter(answer__question=OuterRef("pk")))),
        ),
        "picture": ("a picture", lambda rows: rows.filter(picture__isnull=True)),
    }


class ReviewFilter(Choices):
    title = "when to read again"
    parameter_name = "review"
    choices_of = {
        "due": ("by today", lambda rows: rows.filter(review_by__lte=timezone.localdate())),
        "soon": (
            "within 30 days",
            lambda rows: rows.filter(review_by__lte=timezone.localdate() + timedelta(days=30)),
        ),
        "never": ("no day set", lambda rows: rows.filter(review_by__isnull=True)),
    }


class StandingFilter(admin.RelatedFieldListFilter):
    """Django's filter by a related row, without those that were merged into another."""

    def field_choices(self, field, request, model_admin):
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(
            include_blank=False, ordering=ordering, limit_choices_to={"merged_into": None}
        )


STANDING_PERIODS = ("periods", StandingFilter)


def to_read_again(at):
    """Return the group of answers whose day has come for the newsroom's first page."""
    rows = Question.objects.filter(review_by__lte=timezone.localdate(at)).order_by("review_by", "pk")
    return {
        "name": "To read again",
        "items": [
            {
                "text": question.short_title or question.text,
                "address": reverse("admin:articles_question_change", args=[question.pk]),
                "note": f"by {date_format(question.review_by, 'j M Y')}",
            }
            for question in rows[:8]
        ],
        "otherwise": "No answer has a day by which to read it again.",
    }
