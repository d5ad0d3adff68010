"""Previews: the page that publishing would make, from an edition that is in no database.

The same template with the same words in the same places; only a banner is added, and robots are kept out. What the
page would be asked for, path and all, is what it is rendered for, so that nothing in it differs from the page.
"""

from copy import copy

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from . import cards, pages, printing
from .rendering import kept_by_nobody, render_question


def edition_of(question, *, by=None, at=None):
    """Return the Edition that publishing ``question`` at ``at`` (now) would print, unsaved."""
    last = question.editions.been_live(at).order_by("live_from", "number").defer("content").last()
    if at is None and last is None and question.web_date:
        at = min(question.web_date, timezone.now())
    edition = printing.unsaved_edition(question, by=by, at=at)
    edition.number = question.editions.next_number()
    if last:  # as workflow dates a chain of editions
        edition.first_live_from, edition.substance_from = last.first_live_from, last.substance_from
    return edition


def render(request, question, *, at=None, banner):
    """Render the page of ``question`` (``for_print``) as it would be at ``at`` (now), under ``banner``.

    ``banner`` is the context of ``articles/_preview_banner.html``. The response may be kept by nobody.
    """
    edition = edition_of(question, at=at)
    page = pages.question_page(edition, at=at)
    page.card = cards.expected(edition)
    response = render_question(
        _as_asked_by_a_reader(request, edition.get_absolute_url()),
        page,
        template="preview",
        at=at,
        furniture=pages.furniture(at),
        banner={"at": at, **banner},
    )
    return kept_by_nobody(response)


def _as_asked_by_a_reader(request, path):
    asked = copy(request)
    asked.path = asked.path_info = path
    asked.GET, asked.user = QueryDict(), AnonymousUser()
    return asked
