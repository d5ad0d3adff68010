"""What was printed, what was corrected and what was waived: to look at, never to change."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html

from articles.models import Correction, Edition, Waiver

from .base import FoundFast, ReadOnlyAdmin


class TimeFilter(admin.SimpleListFilter):
    title = "time"
    parameter_name = "time"

    def lookups(self, request, model_admin):
        return [
            ("live", "live now"),
            ("scheduled", "scheduled"),
            ("past", "superseded, withdrawn or cancelled"),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "live":
                return queryset.live()
            case "scheduled":
                return queryset.scheduled()
            case "past":
                return queryset.filter(live_until__lte=timezone.now())
        return queryset


@admin.register(Edition)
class EditionAdmin(FoundFast, ReadOnlyAdmin):
    list_display = ["text", "number", "live_from", "live_until", "printed_by", "intact"]
    list_filter = [TimeFilter, "publication"]
    list_select_related = ["printed_by"]
    search_fields = ["text", "slug"]
    fields = [
        "question",
        "number",
        "text",
        "slug",
        "live_from",
        "live_until",
        "is_substantial",
        "printed_by",
        "printed_at",
        "digest",
    ]
    ordering = ["-live_from", "-pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("question", "printed_by")

    @admin.display(description="digest fits", boolean=True)
    def intact(self, edition):
        return edition.is_intact

    def view_on_site(self, edition):
        printed = Edition.objects.been_live().filter(pk=edition.pk).exists()
        return f"{edition.get_absolute_url()}v/{edition.number}/" if printed else None


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    list_display = ["question", "kind", "wrong", "right", "at", "approved_by"]
    list_filter = ["kind"]
    list_select_related = ["question", "approved_by"]
    search_fields = ["wrong", "right", "question__text"]
    view_on_site = False


@admin.register(Waiver)
class WaiverAdmin(ReadOnlyAdmin):
    list_display = ["question_link", "finding", "sentence", "reason", "by", "at", "taken_back_at"]
    list_filter = ["finding"]
    list_select_related = ["question", "by"]
    search_fields = ["question__text", "reason"]
    list_display_links = None

    @admin.display(description="question", ordering="question__text")
    def question_link(self, waiver):
        return format_html(
            '<a href="{}">{}</a>', f"../question/{waiver.question_id}/change/", waiver.question
        )
