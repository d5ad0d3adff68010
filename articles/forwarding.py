"""Old addresses of catalogue entries, historians and magazines: where each leads today.

A forwarding names a row and not another address, so there are no chains: a merge moves the row's forwardings along.
"""

from django.db import transaction

from .models import Author, Figure, Forwarding, Period, Place, Publication, Topic

KINDS = {model._meta.model_name: model for model in (Author, Figure, Period, Place, Publication, Topic)}
# The routes at which one of them stands, and of which kind it is; "kind" in the address says it otherwise.
ROUTES = {**{kind: kind for kind in KINDS}, "timeline_period": "period"}


def find(model, slug):
    """Return the row of ``model`` at the address ``slug`` or that once had it; None where there never was one."""
    if row := model.objects.filter(slug=slug).first():
        return row
    old = Forwarding.objects.filter(kind=model._meta.model_name, slug=slug).first()
    return model.objects.filter(pk=old.row).first() if old else None


def taken(row, slug):
    """Whether ``slug`` is an old address of another row than ``row`` (saved or not) of its kind."""
    return Forwarding.objects.filter(kind=row._meta.model_name, slug=slug).exclude(row=row.pk).exists()


@transaction.atomic
def moved(row, old):
    """Let the address ``old``, which ``row`` had, lead to it from now on. Its present one leads nowhere else."""
    kind = row._meta.model_name
    if kind in KINDS:
        Forwarding.objects.filter(kind=kind, slug=row.slug).delete()
        Forwarding.objects.update_or_create(kind=kind, slug=old, defaults={"row": row.pk})


def whither(route, kwargs):
    """Return the present slug for the address of a missing page: its route's name and arguments. None without one."""
    kind = kwargs.get("kind", "").removesuffix("s") if route == "feed_of" else ROUTES.get(route)
    if kind not in KINDS or "slug" not in kwargs:
        return None
    row = find(KINDS[kind], kwargs["slug"])
    return row.slug if row and row.slug != kwargs["slug"] else None
