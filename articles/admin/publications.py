"""Magazines and their issues."""

from django.contrib import admin

from articles.models import Issue, Publication

from .base import NamedAdmin, SharedAdmin


@admin.register(Publication)
class PublicationAdmin(NamedAdmin):
    list_display = ["title", "in_masthead", "position", "issn"]
    search_fields = ["title", "slug", "issn"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Issue)
class IssueAdmin(SharedAdmin):
    list_display = ["__str__", "publication", "volume", "number", "cover_date_words", "title"]
    list_filter = ["publication"]
    search_fields = ["publication__title", "title", "slug", "volume", "number"]
    autocomplete_fields = ["publication", "cover"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("publication")  # for pickers too

    @admin.display(description="cover date", ordering="cover_date_earliest")
    def cover_date_words(self, issue):
        return issue.label
