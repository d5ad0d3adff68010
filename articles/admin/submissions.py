"""Readers' questions as they came in: what may be shown, what becomes of each, and the way to a manuscript."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles import notices
from articles.intake import asking, erasing
from articles.models import Submission, SubmissionContact

from .base import SharedAdmin
from .deciding import DecidingMixin
from .publishing import moment


class ContactInline(admin.StackedInline):
    model = SubmissionContact
    extra = 0


class QueueFilter(admin.SimpleListFilter):
    title = "queue"
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [
            ("new", "to decide"),
            ("public", "readers see it"),
            ("unconfirmed", "e-mail not confirmed"),
            ("wanted", "wanted by other readers"),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "new":
                return to_decide(queryset)
            case "public":
                return queryset.public()
            case "unconfirmed":
                return queryset.filter(awaits_confirmation=True)
            case "wanted":
                return queryset.filter(votes__gt=0).order_by("-votes", "-pk")
        return queryset


def to_decide(submissions):
    """Those that nobody at the desk has decided on, and whose sender has confirmed them."""
    received = submissions.filter(status=Submission.Status.RECEIVED, awaits_confirmation=False)
    return received.filter(shown=False, question=None, duplicate_of=None)


@admin.register(Submission)
class SubmissionAdmin(DecidingMixin, SharedAdmin):
    audited = False
    list_display = ["__str__", "signature", "status", "shown", "votes", "received_at", "question"]
    list_filter = [QueueFilter, "status", "shown", "consent"]
    list_select_related = ["question"]
    search_fields = ["text", "asker_name", "asker_town"]
    autocomplete_fields = ["duplicate_of", "question"]
    readonly_fields = ["received_at", "awaits_confirmation", "votes", "nearest"]
    inlines = [ContactInline]
    actions = ["show", "hide", "erase"]
    beyond_saving = ["_make_question"]
    fieldsets = [
        (None, {"fields": ["text", ("asker_name", "asker_town"), "consent"]}),
        ("Decision", {"fields": ["shown", "status", "reason", "duplicate_of", "question"]}),
        ("May be the same", {"fields": ["nearest"]}),
        ("On record", {"fields": ["received_at", "awaits_confirmation", "votes"]}),
    ]

    def note_when_found(self, submission):
        return submission.get_status_display().lower()

    @admin.display(description="questions like this one")
    def nearest(self, submission):
        if not submission.pk:
            return "–"
        found = asking.same_question(submission)
        rows = [
            (reverse("admin:articles_question_change", args=[edition.question_id]), edition.text, "answered")
            for edition in found.editions
        ] + [
            (
                reverse("admin:articles_submission_change", args=[other.pk]),
                other.text,
                other.get_status_display().lower(),
            )
            for other in found.submissions
        ]
        if not rows:
            return "None found."
        items = format_html_join("", '<li><a href="{}">{}</a> <span class="quiet">{}</span></li>', rows)
        return format_html("<ul>{}</ul>", items)

    # --- the buttons of its page ---

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        notices.send_soon()

    def response_change(self, request, obj):
        if "_make_question" not in request.POST:
            return super().response_change(request, obj)
        if not request.user.has_perm("articles.add_question"):
            self.message_user(
                request, "Saved, but you have no permission to add a question.", messages.WARNING
            )
            return redirect("admin:articles_submission_change", obj.pk)
        question = obj.question
        if question is None:
            question = asking.make_question(obj, by=request.user)
            self.log_change(request, obj, f"Made question {question.pk} from it.")
            self.message_user(
                request,
                "This manuscript was made from the reader’s question. Edit the question as it is to be printed.",
            )
        return redirect("admin:articles_question_change", question.pk)

    # --- what is done to several at once ---

    @admin.action(description="Show in the public queue", permissions=["change"])
    def show(self, request, queryset):
        number = queryset.update(shown=True)
        self.message_user(request, f"Let through: {number}. Unconfirmed ones show once they are confirmed.")

    @admin.action(description="Take from the public queue", permissions=["change"])
    def hide(self, request, queryset):
        self.message_user(request, f"Hidden: {queryset.update(shown=False)}.")

    @admin.action(description="Erase name, town and e-mail address for good", permissions=["change"])
    def erase(self, request, queryset):
        for submission in queryset:
            self.log_change(request, submission, "Erased name, town and e-mail address.")
        gone = erasing.erase_people(submissions=queryset)
        self.message_user(
            request,
            f"Erased: {gone['names']} names, {gone['contacts']} addresses. What was printed with consent is printed.",
        )

    # --- the newsroom's first page ---

    def on_the_desk(self, request):
        """Return the group of undecided questions for the newsroom's first page."""
        if not self.has_view_permission(request):
            return []
        return [
            {
                "name": "From readers",
                "items": [
                    {
                        "text": str(submission),
                        "address": reverse("admin:articles_submission_change", args=[submission.pk]),
                        "note": moment(submission.received_at),
                    }
                    for submission in to_decide(Submission.objects.all())[:8]
                ],
                "otherwise": "No question waits to be decided on.",
            }
        ]
