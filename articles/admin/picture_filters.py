"""What the picture desk looks for: what is missing, what lapses, what nobody uses, what is there twice."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles import uses
from articles.models import Likeness


class Choices(admin.SimpleListFilter):
    """A filter of a few named conditions: ``choices_of`` is value to (label, function of a queryset)."""

    choices_of = {}

    def lookups(self, request, model_admin):
        return [(value, label) for value, (label, _) in self.choices_of.items()]

    def queryset(self, request, queryset):
        _, narrow = self.choices_of.get(self.value(), ("", lambda rows: rows))
        return narrow(queryset)


class MissingFilter(Choices):
    title = "what is missing"
    parameter_name = "missing"
    choices_of = {
        "alt": ("alternative text", lambda rows: rows.filter(alt="", decorative=False)),
        "credit": ("credit", lambda rows: rows.filter(credit="")),
        "holder": ("rights holder", lambda rows: rows.filter(rights_holder="")),
        "licence": ("licence", lambda rows: rows.filter(licence="")),
    }


class RightsFilter(Choices):
    title = "rights"
    parameter_name = "rights"
    choices_of = {
        "shown": ("may be shown today", lambda rows: rows.shown()),
        "lapsing": ("end within 30 days", lambda rows: rows.lapsing()),
        "lapsed": ("have ended", lambda rows: rows.filter(rights_until__lt=timezone.localdate())),
    }


class UseFilter(Choices):
    title = "use"
    parameter_name = "use"
    choices_of = {
        "used": ("used", lambda rows: rows.filter(pk__in=uses.used())),
        "unused": ("not used anywhere", lambda rows: rows.exclude(pk__in=uses.used())),
        "alike": ("looks like another", lambda rows: rows.filter(_looks_like_another())),
    }


def _looks_like_another():
    pairs = Likeness.objects.filter(dismissed=False)
    return Q(Exists(pairs.filter(one=OuterRef("pk")))) | Q(Exists(pairs.filter(other=OuterRef("pk"))))
