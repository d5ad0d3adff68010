"""The question page, its editions, how to cite them, and its history."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from articles import cards, citations, pages, structured
from articles.models import Author, Correction, Edition
from articles.rendering import render_page


def question(request, slug):
    """The live edition of a question; an old address leads to the new one, a withdrawn one says why."""
    edition = Edition.objects.live().filter(slug=slug).first()
    if edition is None:
        return _elsewhere(request, slug, "question")
    page = pages.question_page(edition)
    context = _context(page)
    return render_page(
        request,
        "question",
        context,
        graph=structured.question(page, context["share"]),
        trail=page.trail,
    )


def edition(request, slug, number):
    """One edition as printed: citable for good, marked as old when it is, never indexed."""
    current = Edition.objects.live().filter(slug=slug).first()
    if current is None:
        return _elsewhere(request, slug, "edition", number)
    page = pages.question_page(_been_live(current, number), current=current)
    return render_page(request, "question", {**_context(page), "pinned": True}, index=False, trail=page.trail)


def cite(request, slug, number, kind):
    """The citation of one edition as a file: "ris", "bib" or "json"."""
    if kind not in citations.FILES:
        raise Http404("Citations come as .ris, .bib and .json.")
    current = Edition.objects.live().filter(slug=slug).first()
    if current is None:
        return _elsewhere(request, slug, "cite", number, kind)
    wanted = _been_live(current, number)
    authors = Author.objects.in_bulk({line.author_id for line in wanted.page.authors})
    facts = citations.record(wanted, authors)
    file = citations.FILES[kind]
    return HttpResponse(
        file.write(facts),
        content_type=f"{file.content_type}; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{facts.key}.{kind}"',
            "X-Robots-Tag": "noindex",
        },
    )


def history(request, slug):
    """Every edition that readers could ever see, newest first, with the corrections between them."""
    current = Edition.objects.live().filter(slug=slug).first()
    if current is None:
        return _elsewhere(request, slug, "history")
    editions = Edition.objects.been_live().filter(question=current.question_id).order_by("-live_from")
    corrections = Correction.objects.public().filter(question=current.question_id)
    by_edition = {}
    for correction in corrections:
        by_edition.setdefault(correction.to_edition_id, []).append(correction)
    entries = [(printed, by_edition.get(printed.pk, [])) for printed in editions]
    trail = [(current.title, current.get_absolute_url()), ("Every edition", "")]
    return render_page(request, "history", {"edition": current, "entries": entries}, index=False, trail=trail)


def _been_live(current, number):
    """Return the edition ``number`` of the question of ``current``; Http404 where readers never saw one."""
    wanted = Edition.objects.been_live().filter(question=current.question_id, number=number).first()
    if wanted is None:
        raise Http404("This question has no such edition.")
    return wanted


def _context(page):
    """Return what the template prints beside the page itself: how to cite it, and what stands for it elsewhere.

    The day of access is the day of rendering: whoever keeps rendered pages lets them end with the day.
    """
    facts = citations.record(page.edition, page.authors)
    return {
        "page": page,
        "citation": facts,
        "styles": citations.styles(facts, accessed=timezone.localdate()),
        "share": cards.share_image(page),
    }


def _elsewhere(request, slug, route, *args):
    """Answer for an address that is not live: moved, withdrawn, or never there."""
    past = Edition.objects.been_live().filter(slug=slug).order_by("-live_from").first()
    if past is None:
        raise Http404("There is no question at this address.")
    current = Edition.objects.live().filter(question=past.question_id).first()
    if current:
        return redirect(route, current.slug, *args, permanent=True)
    withdrawal = (
        Correction.objects.public().filter(question=past.question_id, kind=Correction.Kind.WITHDRAWAL).first()
    )
    return render_page(
        request, "withdrawn", {"edition": past, "withdrawal": withdrawal}, status=410, index=False
    )
