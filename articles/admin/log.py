"""The log of what was done, to read."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from articles.models import AuditEntry

from .auditing import KindFilter, LogList, PersonFilter, VerbFilter
from .base import FoundFast, ReadOnlyAdmin
from .publishing import moment


@admin.register(AuditEntry)
class AuditEntryAdmin(FoundFast, ReadOnlyAdmin):
    audited = False
    list_display = ["what", "by_name", "moment"]
    list_display_links = None
    list_filter = [VerbFilter, KindFilter, PersonFilter]
    search_fields = ["title", "by_name"]  # shows the box; search.desk says what it looks through
    search_help_text = "Words of what it is about, or the name of who did it"
    fields = ["title", "text", "by_name", "at"]
    sortable_by = []
    ordering = ["-pk"]

    def get_changelist(self, request, **kwargs):
        return LogList

    def note_when_found(self, entry):
        return f"{entry.by_name}, {moment(entry.at)}" if entry.by_name else moment(entry.at)

    @admin.display(description="what")
    def what(self, entry):
        lines = entry.text.splitlines()
        more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
        address = reverse("admin:articles_auditentry_change", args=[entry.pk])
        line = lines[0][:300] if lines else ""
        return format_html('<a href="{}">{}</a><br>{}{}', address, entry.title, line, more)

    @admin.display(description="when")
    def moment(self, entry):
        return moment(entry.at)
