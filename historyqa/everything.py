"""One search over all lists of the newsroom that somebody may see: each finds what its own search box finds."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

# The models looked through, in the order in which they are shown.
MODELS = ["Question", "Author", "Submission", "Picture", "Book", "Publication", "Issue"]
MODELS += ["Period", "Topic", "Place", "Figure", "AuditEntry"]
SHOWN = 8
LONGEST = 200  # characters that are looked for


@dataclass(frozen=True)
class Group:
    """What one list finds: ``items`` are dicts of text, address and note; ``more`` the rest's address or ""."""

    name: str
    items: list[dict]
    more: str


def words_of(request):
    """Return what ``?q=`` asks for, as it is looked for."""
    return request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()


def find(site, request, words):
    """Return (Groups that are not empty, names of the lists looked through). One query a list, whatever it holds."""
    by_name = {model.__name__: model_admin for model, model_admin in site._registry.items()}
    admins = [by_name[name] for name in MODELS if by_name[name].has_view_permission(request)]
    groups = [_group(model_admin, request, words) for model_admin in admins] if words else []
    return [group for group in groups if group.items], [_name(model_admin) for model_admin in admins]


def _group(model_admin, request, words):
    rows = list(_rows(model_admin, request, words)[: SHOWN + 1])
    note = getattr(model_admin, "note_when_found", lambda row: "")
    return Group(
        name=_name(model_admin),
        items=[
            {"text": str(row), "address": _address(model_admin, "change", row.pk), "note": note(row)}
            for row in rows[:SHOWN]
        ],
        more=f"{_address(model_admin, 'changelist')}?{urlencode({'q': words})}" if len(rows) > SHOWN else "",
    )


def _rows(model_admin, request, words):
    """Return what the list of ``model_admin`` finds, in its order, without what only its columns need."""
    every = model_admin.get_queryset(request)
    found, has_doubles = model_admin.get_search_results(request, every, words)
    if has_doubles:  # as Django's list does it
        found = every.filter(Exists(found.filter(pk=OuterRef("pk")).order_by()))
    order = model_admin.get_ordering(request)
    return (found.order_by(*order) if order else found).prefetch_related(None)


def _name(model_admin):
    return capfirst(model_admin.opts.verbose_name_plural)


def _address(model_admin, page, *arguments):
    return reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_{page}", args=arguments)
