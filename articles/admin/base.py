"""What our admin classes share."""

from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    AdminTextareaWidget,
    AdminURLFieldWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst

from articles import forwarding, search
from articles.forms import NamedForm, PrintablePictureField
from articles.models import Answer, Picture, Question
from articles.models.fields import RichTextField
from articles.moments import MomentField

from .auditing import Audited
from .listing import DeskList
from .seen import SeenMixin
from .together import TogetherMixin


class DayAndTime(AdminSplitDateTime):
    """Django's pair of inputs for a date and a time, each with a name for those who cannot see the pair."""

    name = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["time_label"] = f"Time in {timezone.get_current_timezone_name()}:"
        for part, what in zip(context["widget"]["subwidgets"], ("date", "time"), strict=True):
            part["attrs"]["aria-label"] = f"{self.name}: {what}" if self.name else what.capitalize()
        return context


class Picker(AutocompleteSelect):
    """Django's picker, which does not break on a choice that cannot be a key."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(
            name, [key for key in value if str(key).isdecimal() and len(str(key)) < 19], attr
        )


class ManyPicker(Picker, AutocompleteSelectMultiple):
    """A picker of several, without the button that clears them all: a list may not hold it, and a slip hits it."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


class FieldsForPeople:
    """For admin classes and inlines: text boxes of a sensible height, calm pickers.

    ``pasted_into`` names the model whose admin (a PastingMixin) cleans what is pasted into rich text.
    """

    pasted_into = ""

    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
        models.DateTimeField: {"form_class": MomentField, "widget": DayAndTime},
    }

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Picture and db_field.model is not Question:  # its readiness asks
            kwargs["form_class"] = PrintablePictureField
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Picker(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ManyPicker(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(db_field, RichTextField):
            widget.attrs["data-paste"] = reverse(f"admin:articles_{self.pasted_into}_paste")
            if db_field.picks:
                widget.attrs |= {
                    "data-questions": _found_by(Answer, "question"),
                    "data-pictures": _found_by(Question, "picture"),
                    "data-thumbnail": reverse("admin:articles_picture_thumbnail", args=[0]),
                }
        if isinstance(widget, RelatedFieldWidgetWrapper):
            # Beside a picker stand "add" and "change"; nobody deletes an author from a question's page.
            widget.can_delete_related = widget.can_view_related = False
        elif isinstance(widget, DayAndTime):
            widget.name = str(field.label)
        return field


def _found_by(model, field):
    """Return the address of what a picker of that field looks through; it asks for the permission to see it."""
    query = {"app_label": "articles", "model_name": model._meta.model_name, "field_name": field}
    return f"{reverse('admin:autocomplete')}?{urlencode(query)}"


class DeskAdmin(Audited, SeenMixin, FieldsForPeople, admin.ModelAdmin):
    """A list that stays fast: no count of everything, no drop-down of thousands."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # one count a choice

    def get_changelist(self, request, **kwargs):
        return DeskList

    def for_list(self, queryset):
        """Return ``queryset``, the rows of one page of the list, with what only the list's columns need."""
        return queryset

    def site_urls(self):
        """Return routes of pages that belong to the newsroom and to no model."""
        return []

    def get_search_results(self, request, queryset, search_term):
        # PostgreSQL cannot even be asked about NUL. The list's own search form refuses it, pickers do not.
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))

    def get_deleted_objects(self, objs, request):
        """Where something protected stands in the way, say that, and not that a permission is lacking as well."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set() if protected else perms_needed, protected

    def changelist_view(self, request, extra_context=None):
        if any("\x00" in value for _, values in request.GET.lists() for value in values):
            return redirect(request.path)
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})


class FoundFast:
    """For lists of tables that search.desk looks through: each word must be in the row, or in ``found_beside``."""

    def get_search_results(self, request, queryset, search_term):
        for word in search_term.replace("\x00", "").split():
            mine, beside = search.desk.contains(self.model, word), self.found_beside(word)
            if beside is None:
                queryset = queryset.filter(mine)
            elif search.desk.is_short(word):
                queryset = queryset.filter(Q(mine) | Q(pk__in=beside))
            else:  # each by its own index, which OR would bar
                numbers = self.model.objects.filter(mine).order_by().values("pk")
                queryset = queryset.filter(pk__in=numbers.union(beside, all=True))
        return queryset, False

    def found_beside(self, word):
        """Return the numbers, as a query, of rows that ``word`` finds without being in them; None where it cannot."""
        return None


class SharedAdmin(TogetherMixin, DeskAdmin):
    """What two people may edit at once; questions have a way of their own."""


class NamedAdmin(SharedAdmin):
    """What editions name: readers search for it under a new name as soon as that is saved; old addresses lead on."""

    form = NamedForm

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and {"name", "name_then", "title"} & {*form.changed_data}:
            search.renamed(obj)
        if change and "slug" in form.changed_data:
            forwarding.moved(obj, form.initial["slug"])


class ReadOnlyAdmin(DeskAdmin):
    """A record of what happened: to look at, never to change."""

    actions = None
    audited = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
