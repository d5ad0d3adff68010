"""Readers' questions as they came in."""

from django.contrib import admin

from articles.models import Submission, SubmissionContact

from .base import DeskAdmin


class ContactInline(admin.StackedInline):
    model = SubmissionContact
    extra = 0


@admin.register(Submission)
class SubmissionAdmin(DeskAdmin):
    list_display = ["__str__", "asker_name", "asker_town", "status", "received_at", "question"]
    list_filter = ["status", "consent"]
    list_select_related = ["question"]
    search_fields = ["text", "asker_name", "asker_town"]
    autocomplete_fields = ["duplicate_of", "question"]
    inlines = [ContactInline]
