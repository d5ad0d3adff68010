"""Readers' reports of errors: the paragraph beside what is wrong in it, and the way to a correction."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from articles.intake import erasing
from articles.models import ErrorReport

from .base import SharedAdmin
from .publishing import may_publish, moment


@admin.register(ErrorReport)
class ErrorReportAdmin(SharedAdmin):
    audited = False
    list_display = ["__str__", "question", "status", "received_at", "name"]
    list_filter = ["status", "received_at"]
    list_select_related = ["question"]
    search_fields = ["message", "quoted", "question__text"]
    actions = ["erase"]
    beyond_saving = ["_accept", "_reject"]
    fieldsets = [
        (None, {"fields": ["message", "quoted", "where"]}),
        ("Decision", {"fields": ["status"]}),
        ("From", {"fields": ["name", "may_be_thanked", "email", "received_at"]}),
    ]
    readonly_fields = ["message", "quoted", "where", "name", "may_be_thanked", "email", "received_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("question", "edition").defer("edition__content")

    def has_add_permission(self, request):
        return False

    @admin.display(description="question and edition")
    def where(self, report):
        edition = report.edition
        return format_html(
            '<a href="{}">{}</a>, <a href="{}{}">edition {} as printed</a>',
            reverse("admin:articles_question_change", args=[report.question_id]),
            report.question,
            reverse("edition", args=[edition.slug, edition.number]),
            f"#{report.paragraph}" if report.paragraph else "",
            edition.number,
        )

    # --- the buttons of its page ---

    def save_model(self, request, obj, form, change):
        self.tell(request, form)
        for button, status in (("_accept", "accepted"), ("_reject", "rejected")):
            if button in request.POST:
                obj.status = status
        super().save_model(request, obj, form, change)

    def response_change(self, request, obj):
        if "_accept" not in request.POST:
            return super().response_change(request, obj)
        if not may_publish(request):
            self.message_user(
                request, "Accepted. Correct the manuscript here; somebody who may publish prints it."
            )
            return redirect("admin:articles_question_change", obj.question_id)
        self.message_user(
            request,
            "Accepted. Correct the manuscript first (Back to the question), then publish it with a note.",
            messages.SUCCESS,
        )
        words = {"kind": "correction", "noticed_by": obj.name if obj.may_be_thanked else ""}
        address = reverse("admin:articles_question_publish", args=[obj.question_id])
        return redirect(f"{address}?{urlencode(words)}")

    @admin.action(description="Erase name and e-mail address for good", permissions=["change"])
    def erase(self, request, queryset):
        for report in queryset:
            self.log_change(request, report, "Erased name and e-mail address.")
        gone = erasing.erase_people(reports=queryset)
        self.message_user(request, f"Erased from {gone['reports']} reports.")

    # --- the newsroom's first page ---

    def on_the_desk(self, request):
        """Return the group of open reports for the newsroom's first page."""
        if not self.has_view_permission(request):
            return []
        reports = ErrorReport.objects.filter(status=ErrorReport.Status.OPEN)
        return [
            {
                "name": "Errors reported",
                "items": [
                    {
                        "text": str(report),
                        "address": reverse("admin:articles_errorreport_change", args=[report.pk]),
                        "note": moment(report.received_at),
                    }
                    for report in reports[:8]
                ],
                "otherwise": "No report of an error is open.",
            }
        ]
