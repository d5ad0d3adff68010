"""Merging two entries of the catalogue, and finding one by the number it has everywhere."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.views.decorators.cache import never_cache

from articles import identifiers, merging

from . import seen
from .base import Picker


class MergingMixin:
    """The page "merge", lists without what was merged, and a search that knows identifiers."""

    change_form_template = "admin/articles/mergeable_change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(merged_into__isnull=True)

    def get_search_results(self, request, queryset, search_term):
        found = identifiers.recognise(search_term)
        if found is None or found.kind not in {field.name for field in self.model._meta.concrete_fields}:
            return super().get_search_results(request, queryset, search_term)
        if found.wrong:
            if request.resolver_match and request.resolver_match.url_name.endswith("_changelist"):
                self.message_user(request, found.wrong, messages.WARNING)
            return queryset.none(), False
        return queryset.filter(**{found.kind: found.value}), False

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(self.merge))
        name = f"articles_{self.opts.model_name}_merge"
        return [path("<int:pk>/merge/", view, name=name), *super().get_urls()]

    @transaction.atomic
    def merge(self, request, pk):
        """Choose what to merge an entry into, see what will move, and do it."""
        if not (self.has_change_permission(request) and self.has_delete_permission(request)):
            raise PermissionDenied
        source = self.get_queryset(request).filter(pk=pk).first()
        if source is None:
            raise Http404
        form = self._merge_form(request)
        target = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
        moves, fields = [], []
        try:
            if target and request.method == "POST" and self._is_as_planned(request, source, target):
                return self._merge(request, source, target)
            if target:
                moves = merging.plan(source=source, target=target)
                fields = merging.taken_over(source=source, target=target)
        except merging.Refused as refusal:
            form.add_error("into", str(refusal))
            target = None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {self.opts.verbose_name}",
            "opts": self.opts,
            "original": source,
            "target": target,
            "moves": moves,
            "fields": fields,
            "seen": self._plan(source, target) if target else "",
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/articles/merge.html", context)

    def _merge_form(self, request):
        key = self.model._meta.get_field("merged_into")
        rows = self.get_queryset(request)
        field = forms.ModelChoiceField(
            rows,
            label="Merge into",
            widget=Picker(key, self.admin_site),
            help_text="The entry that stays. It keeps its name and address.",
        )
        data = request.POST if request.method == "POST" else request.GET
        form_class = type("MergeForm", (forms.Form,), {"into": field})
        return form_class(data if request.method == "POST" or "into" in data else None)

    def _plan(self, source, target):
        """Return a mark of what the page says of this merge: of the two, and of what will move."""
        moves = {
            f"{move.label} moves": (source, repr(move)) for move in merging.plan(source=source, target=target)
        }
        return seen.sign({**seen.marks_of([source, target]), **moves})

    def _is_as_planned(self, request, source, target):
        seen.lock(self.model, [source.pk, target.pk])
        source.refresh_from_db()
        target.refresh_from_db()
        if seen.is_same(request.POST.get("seen", ""), self._plan(source, target)):
            return True
        told = "Not merged: look at what will move as it is now, then merge."
        self.message_user(request, told, messages.WARNING)
        return False

    def _merge(self, request, source, target):
        name = str(source)
        moves = merging.merge(source=source, target=target, by=request.user)
        told = ", ".join(f"{move.count} {move.label}" for move in moves) or "nothing pointed at it"
        self.log_change(request, source, f"Merged into “{target}”: {told}.")
        self.log_change(request, target, f"Took in “{name}” (number {source.pk}): {told}.")
        self.message_user(
            request, format_html("“{}” is now part of “{}”: {}.", name, target, told), messages.SUCCESS
        )
        return redirect(f"admin:articles_{self.opts.model_name}_change", target.pk)
