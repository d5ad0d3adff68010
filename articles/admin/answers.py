"""Answers on the question page, and in each of them credits and sources: rows within rows.

django-nested-admin makes and saves the formsets. How rows look and what their buttons do is ours (templates
``admin/articles/question/_rows.html`` and ``_row.html``, script ``rows.js``): real buttons that a keyboard
reaches, no inline script or style, and order by "up" and "down" instead of by dragging only.
"""

from functools import cached_property

from django import forms
from django.contrib.admin import helpers
from nested_admin.nested import NestedInlineAdminFormsetMixin, NestedStackedInline

from articles.forms import LAST, AnswerForm, PositionedForm, PositionedFormSet, SourceForm
from articles.models import Answer, Credit, Source

from .base import FieldsForPeople


class ShownRows(helpers.InlineAdminFormSet):
    """Every form of a formset in the order of the page, and a blank one last where rows may be added."""

    def __iter__(self):
        for form in sorted(self.formset.forms, key=_place):
            yield self._row(form, form.instance if form.instance.pk else None)
        if self.has_add_permission:
            yield self._row(self.formset.empty_form, None)

    def _row(self, form, original):
        locked = original and not self.has_change_permission
        return helpers.InlineAdminForm(
            self.formset,
            form,
            self.fieldsets,
            self.prepopulated_fields,
            original,
            [*self.readonly_fields, *(helpers.flatten_fieldsets(self.fieldsets) if locked else ())],
            model_admin=self.opts,
        )


class Rows(NestedInlineAdminFormsetMixin, ShownRows):
    """What the template asks of a group of rows."""

    @cached_property
    def _all(self):
        return list(self)

    @property
    def rows(self):
        return [row for row in self._all if not row.form.prefix.endswith("__prefix__")]

    @property
    def blank(self):
        return next((row for row in self._all if row.form.prefix.endswith("__prefix__")), None)

    @property
    def media(self):
        media = self.formset.media
        for row in self._all:
            media += row.media
        return media


class RowInline(FieldsForPeople, NestedStackedInline):
    """A kind of row: ordered by its hidden position, with one blank row where there is none yet."""

    template = "admin/articles/question/_rows.html"
    form = PositionedForm
    formset = PositionedFormSet
    sortable_field_name = "position"
    media = forms.Media()
    max_num = 50
    folded = False

    def get_formset(self, request, obj=None, **kwargs):
        # Django would make up to a thousand rows more than asked for, each with all that is nested in it.
        return super().get_formset(request, obj, absolute_max=self.__class__.max_num, **kwargs)

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj and obj.pk and self.model.objects.filter(**{self._parent_name(): obj}).exists() else 1

    def _parent_name(self):
        return self.parent_model._meta.model_name


class CreditInline(RowInline):
    model = Credit
    fields = [("role", "author", "books")]
    autocomplete_fields = ["author", "books"]


class SourceInline(RowInline):
    model = Source
    form = SourceForm
    max_num = 200
    folded = True
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "issued"),
                    "authors",
                    "title",
                    ("container", "publisher"),
                    ("volume", "issue", "pages", "locator"),
                ]
            },
        ),
        (
            "ISBN, DOI, web address, archive, note",
            {
                "fields": [("isbn", "doi"), ("url", "accessed"), ("archive", "archive_ref"), "note"],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_extra(self, request, obj=None, **kwargs):
        return 0


class AnswerInline(RowInline):
    model = Answer
    form = AnswerForm
    pasted_into = "question"
    fields = ["lead", "body", ("confidence", "confidence_reason")]
    inlines = [CreditInline, SourceInline]


def _place(form):
    typed = str(form["position"].value()) if "position" in form.fields else ""
    return int(typed) if typed.isdecimal() and len(typed) < len(str(LAST)) else LAST
