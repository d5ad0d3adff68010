"""What an admin's save or deletion changed, written to the log in the same transaction."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.db import transaction

from articles import audit, stages
from articles.models import AuditEntry

# What is done to a question on its way to print, besides moving it.
ON_PAPER = ("reschedule", "hotfix", "waive", "takeback", "claim", "sign")


class Audited:
    """For admin classes whose rows are told of in the log; ``audited = False`` where they hold personal data."""

    audited = True

    def save_model(self, request, obj, form, change):
        if self.audited:
            stored = self.model._default_manager.filter(pk=obj.pk).first() if change else None
            request.as_it_was = audit.snapshot(stored) if stored else None
        super().save_model(request, obj, form, change)

    def construct_change_message(self, request, form, formsets, add=False):
        # Django calls this once everything that belongs to the row is saved.
        if self.audited:
            row = self.model._default_manager.get(pk=form.instance.pk)
            before = getattr(request, "as_it_was", None)
            if before is None:
                audit.record("added", row, "added it", by=request.user)
            elif said := audit.differences(before, audit.snapshot(row)):
                audit.record("changed", row, "\n".join(said), by=request.user)
        return super().construct_change_message(request, form, formsets, add)

    def delete_model(self, request, obj):
        self._tell_of_deletion(request, [obj])
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        self._tell_of_deletion(request, queryset)
        super().delete_queryset(request, queryset)

    def _tell_of_deletion(self, request, rows):
        for row in rows if self.audited else ():
            audit.record("deleted", row, "deleted it", by=request.user)


class LogList(ChangeList):
    """A list of any length: newest first, a page begins after the last row of the one before it; nothing is counted."""

    def get_results(self, request):
        rows = self.queryset.order_by("-pk")
        if self.page_num > 1:  # the number of the last row shown, in place of a page's
            rows = rows.filter(pk__lt=self.page_num)
        found = list(rows[: self.list_per_page + 1])
        self.result_list = found[: self.list_per_page]
        self.older = self.result_list[-1].pk if len(found) > self.list_per_page else None
        self.result_count = len(self.result_list)
        self.full_result_count = self.result_count
        self.show_all = self.can_show_all = self.multi_page = self.show_admin_actions = False
        self.paginator = self.model_admin.get_paginator(request, self.result_list, self.list_per_page)

    @property
    def next_page(self):
        """The query of the page with older entries; "" on the last one."""
        return self.get_query_string({"p": self.older}) if self.older else ""


class _Fixed(admin.SimpleListFilter):
    """A filter by a column whose values are known without asking a million rows."""

    def queryset(self, request, queryset):
        return queryset.filter(**{self.parameter_name: self.value()}) if self.value() else queryset


class VerbFilter(_Fixed):
    title = "what was done"
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        verbs = ["added", "changed", "deleted", "merge", *stages.NAMES, *ON_PAPER]
        return [(verb, verb.replace("-", " ")) for verb in verbs]


class KindFilter(_Fixed):
    title = "kind"
    parameter_name = "subject"

    def lookups(self, request, model_admin):
        registered = [model for model, own in model_admin.admin_site._registry.items() if is_audited(own)]
        return [(model._meta.model_name, model._meta.verbose_name) for model in registered]


class PersonFilter(_Fixed):
    title = "who"
    parameter_name = "by"

    def lookups(self, request, model_admin):
        users = get_user_model().objects.filter(is_staff=True).order_by("username")[:200]
        return [(str(user.pk), str(user)) for user in users]

    def queryset(self, request, queryset):
        value = self.value() or ""
        return queryset.filter(by=int(value)) if value.isdecimal() and len(value) < 19 else queryset


def is_audited(model_admin):
    """Whether the rows of ``model_admin`` are told of in the log."""
    return getattr(model_admin, "audited", False) and model_admin.model is not AuditEntry
