"""A question's history: each edition that readers could see, and its difference to the one before."""

from dataclasses import dataclass

from django.db.models import Subquery
from django.http import Http404

from articles import differences
from articles.models import Correction, Edition
from articles.rendering import render_page

from .questions import elsewhere

SIZE = 10
NUMBER_DIGITS = 9  # what fits the column


@dataclass
class Entry:
    """An edition, the notes to readers printed with it, and its Changes; None where it was the first."""

    edition: Edition
    corrections: list[Correction]
    changes: list[differences.Change] | None


def history(request, slug):
    """Editions newest first, ten a page; ``?before=7`` goes on with the one before edition 7."""
    current = Edition.objects.live().filter(slug=slug).first()
    if current is None:
        return elsewhere(request, slug, "history")
    editions = Edition.objects.been_live().filter(question=current.question_id)
    before = request.GET.get("before", "")
    found = list(_older(editions, before)[: SIZE + 1])
    if not found:
        raise Http404("This history has no such page.")
    context = {
        "edition": current,
        "entries": _entries(found),
        "before": found[SIZE - 1].number if len(found) > SIZE else None,
        "is_newest": not before,
    }
    trail = [(current.title, current.get_absolute_url()), ("Every edition", "")]
    return render_page(request, "history", context, index=False, trail=trail)


def _older(editions, before):
    rows = editions.order_by("-live_from")
    if not before:
        return rows
    if not (before.isascii() and before.isdecimal() and len(before) <= NUMBER_DIGITS):
        raise Http404("This history has no such page.")
    start = editions.filter(number=int(before)).order_by().values("live_from")[:1]
    return rows.filter(live_from__lt=Subquery(start))


def _entries(found):
    """Entries for the first SIZE of ``found``; one more is there to compare the last with."""
    by_edition = {}
    notes = (
        Correction.objects.public().with_editions().filter(to_edition__in=[edition.pk for edition in found])
    )
    for note in notes:
        by_edition.setdefault(note.to_edition_id, []).append(note)
    return [
        Entry(
            edition,
            by_edition.get(edition.pk, []),
            differences.between(earlier.page, edition.page) if earlier else None,
        )
        for edition, earlier in zip(found, [*found[1:], None], strict=True)
    ][:SIZE]
