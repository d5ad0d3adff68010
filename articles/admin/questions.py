"""The question page of the newsroom: manuscript, answers, credits and sources together."""

import re

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from nested_admin.nested import NestedModelAdminMixin

from articles import roles
from articles.forms import QuestionForm
from articles.models import Claim, Credit, Edition, Question, SignOff, Waiver
from articles.safeforms import SAFE

from . import waiting
from .answers import AnswerInline, Rows
from .base import DeskAdmin, FoundFast
from .calendar import CalendarMixin
from .checking import CheckingMixin
from .commissioning import CommissioningMixin
from .dashboard import DashboardMixin
from .helping import HelpMixin
from .history import HistoryMixin
from .hotfix import HotFixMixin
from .lacking import STANDING_PERIODS, LackingFilter, ReviewFilter, to_read_again
from .ledger import LedgerMixin
from .mailing import MailingMixin
from .moving import MovingMixin
from .pasting import PastingMixin
from .previews import PreviewMixin
from .publishing import PublishingMixin, may_publish, moment
from .saving import SafeSavingMixin
from .signing import SigningMixin
from .unsaved import UnsavedMixin


class StateFilter(admin.SimpleListFilter):
    title = "readers see"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("live", "a live edition"),
            ("scheduled", "an edition to come"),
            ("never", "nothing yet"),
            ("withdrawn", "that it is withdrawn"),
            ("waived", "it, with findings let pass"),
        ]

    def queryset(self, request, queryset):
        mine = Edition.objects.filter(question=OuterRef("pk"))
        match self.value():
            case "live":
                return queryset.filter(Exists(mine.live()))
            case "scheduled":
                return queryset.filter(Exists(mine.scheduled()))
            case "never":
                return queryset.exclude(Exists(mine.been_live()))
            case "withdrawn":
                return queryset.filter(stage=Question.Stage.WITHDRAWN)
            case "waived":
                return queryset.filter(
                    Exists(Waiver.objects.filter(question=OuterRef("pk"), taken_back_at=None)), Exists(mine)
                )
        return queryset


@admin.register(Question)
class QuestionAdmin(
    FoundFast,
    SafeSavingMixin,
    UnsavedMixin,
    HistoryMixin,
    CheckingMixin,
    LedgerMixin,
    SigningMixin,
    HotFixMixin,
    CommissioningMixin,
    MovingMixin,
    DashboardMixin,
    MailingMixin,
    HelpMixin,
    CalendarMixin,
    PreviewMixin,
    PastingMixin,
    PublishingMixin,
    NestedModelAdminMixin,
    DeskAdmin,
):
    form = QuestionForm
    list_display = ["text", "state", "stage", "credited", "owner", "due", "changed"]
    list_filter = [
        StateFilter,
        "stage",
        LackingFilter,
        ReviewFilter,
        "first_publication",
        STANDING_PERIODS,
        "owner",
    ]
    search_fields = ["text"]  # shows the box; search.desk says what it looks through
    search_help_text = "Words of the question, its address, or an author’s name"
    prepopulated_fields = {"slug": ["text"]}
    autocomplete_fields = [
        "topics",
        "periods",
        "places",
        "figures",
        "picture",
        "first_publication",
        "first_issue",
        "reviewed_by",
        "historian",
    ]
    inlines = [AnswerInline]
    inline_admin_formset_helper_cls = Rows
    fieldsets = [
        (
            "Question",
            {"fields": ["text", "short_answer", ("short_title", "slug"), "premise_note", *SAFE]},
        ),
        (
            "As the reader asked it",
            {
                "fields": ["text_as_asked", ("asker_name", "asker_town"), "asker_consent"],
                "classes": ["collapse"],
            },
        ),
        (
            "For the classroom",
            {"fields": ["enquiry", "key_dates", "sourcing", "glossary"], "classes": ["collapse"]},
        ),
        ("About", {"fields": ["covers", "periods", "topics", "places", "figures"], "classes": ["side"]}),
        ("Picture", {"fields": ["picture", "picture_caption"], "classes": ["side"]}),
        (
            "First printed",
            {
                "fields": [
                    "first_publication",
                    "first_issue",
                    ("first_published", "first_pages"),
                    "web_date",
                ],
                "classes": ["side"],
            },
        ),
        ("Made by", {"fields": ["edited_by", "reviewed_on", "reviewed_by"], "classes": ["side"]}),
        ("Re-use", {"fields": ["licence"], "classes": ["side"]}),
        ("Desk", {"fields": ["owner", "due", "historian", "review_by"], "classes": ["side"]}),
    ]

    @property
    def media(self):
        # Instead of nested_admin's own script: see answers.py.
        return super(NestedModelAdminMixin, self).media + forms.Media(
            css={"all": ["articles/picks.css"]},
            js=["articles/rows.js", "articles/autosave.js", "articles/checklist.js", "articles/ledger.js"],
        )

    # --- the list ---

    def found_beside(self, word):
        if len(word) < 3:  # "Li", but not every Elizabeth
            credits = Credit.objects.filter(author__name__iregex=rf"(^|\W){re.escape(word)}(\W|$)")
        else:
            credits = Credit.objects.filter(author__name__icontains=word)
        return credits.order_by().values_list("answer__question_id")

    def note_when_found(self, question):
        return question.get_stage_display().lower()

    def get_queryset(self, request):
        return super().get_queryset(request).for_desk()

    def for_list(self, queryset):
        mine = Edition.objects.filter(question=OuterRef("pk"))
        return queryset.annotate(
            live_number=Subquery(mine.live().order_by().values("number")[:1]),
            next_from=Subquery(mine.scheduled().order_by("live_from").values("live_from")[:1]),
        )

    def list_mark(self, row):
        return str(row.version)  # of the answers below it, too

    @admin.display(description="readers see")
    def state(self, question):
        parts = []
        if question.live_number:
            parts.append(f"edition {question.live_number}")
        if question.next_from:
            parts.append(f"next on {moment(question.next_from)}")
        return ", ".join(parts) or (
            "withdrawn" if question.stage == Question.Stage.WITHDRAWN else "nothing yet"
        )

    @admin.display(description="answered by")
    def credited(self, question):
        names = (credit.author.name for answer in question.answers.all() for credit in answer.credits.all())
        return ", ".join(dict.fromkeys(names)) or "–"

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, question):
        return moment(question.changed_at)

    # --- the newsroom's first page ---

    def on_the_desk(self, request):
        """Return groups of questions for the newsroom's first page: dicts of name, items and otherwise."""
        if not self.has_view_permission(request):
            return []
        now = timezone.now()
        coming = Edition.objects.scheduled(now).defer("content").order_by("live_from")[:8]
        due = Question.objects.filter(due__isnull=False).exclude(
            stage__in=[Question.Stage.PRINTED, Question.Stage.WITHDRAWN]
        )
        return [
            waiting.group(request.user),
            *waiting.typed(request.user),
            to_read_again(now),
            {
                "name": "Due",
                "items": [_item(question, _due(question)) for question in due.order_by("due", "pk")[:8]],
                "otherwise": "Nothing has a date to be ready by.",
            },
            {
                "name": "Going live",
                "items": [
                    {
                        "text": edition.title,
                        "address": _page(edition.question_id),
                        "note": moment(edition.live_from),
                    }
                    for edition in coming
                ],
                "otherwise": "Nothing is scheduled.",
            },
            {
                "name": "Changed lately",
                "items": [
                    _item(question, f"{question.get_stage_display().lower()}, {moment(question.changed_at)}")
                    for question in Question.objects.order_by("-changed_at", "-pk")[:8]
                ],
                "otherwise": "No question has been written yet.",
            },
        ]

    # --- the page ---

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or roles.may_change(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or roles.may_change(request.user, obj))

    def get_changeform_initial_data(self, request):
        return {"owner": request.user.pk, **super().get_changeform_initial_data(request)}

    def get_object(self, request, object_id, from_field=None):
        """On a save, lock the row until it is done: the version that the form checks must not move."""
        if request.method != "POST":
            return super().get_object(request, object_id, from_field)
        try:
            return Question.objects.select_for_update().get(pk=unquote(object_id))
        except (Question.DoesNotExist, ValidationError, ValueError):
            return None

    def render_change_form(self, request, context, obj=None, **kwargs):
        if obj:
            whole = Question.objects.for_print().get(pk=obj.pk)
            context.update(self.desk(request, whole), **self.stage_desk(request, whole))
            context.update(self.commission_desk(request, whole))
        else:
            context["may_publish"] = may_publish(request)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def view_on_site(self, question):
        return question.get_absolute_url() if question.editions.live().exists() else None

    def get_deleted_objects(self, objs, request):
        """Records of checks are nobody's to delete by themselves, but a manuscript takes its own along."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        records = {model._meta.verbose_name for model in (Waiver, Claim, SignOff)}
        return to_delete, counts, perms_needed - records, protected


def _page(pk):
    return reverse("admin:articles_question_change", args=[pk])


def _item(question, note):
    return {"text": question.short_title or question.text, "address": _page(question.pk), "note": note}


def _due(question):
    late = "late: " if question.due < timezone.localdate() else ""
    return f"{late}{date_format(question.due, 'j M Y')}"
