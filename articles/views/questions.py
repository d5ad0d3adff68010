"""The question page and its editions."""

from django.http import Http404
from django.shortcuts import redirect

from articles import pages, whereabouts
from articles.models import Edition
from articles.rendering import render_page, render_question


def question(request, slug):
    """The live edition of a question; an old address leads to the new one, a withdrawn one says why."""
    edition = Edition.objects.live().filter(slug=slug).first()
    if edition is None:
        return elsewhere(request, slug, "question")
    return render_question(request, pages.question_page(edition))


def edition(request, slug, number):
    """One edition as printed: citable for good, marked as old when it is, never indexed."""
    current = Edition.objects.live().filter(slug=slug).first()
    if current is None:
        return elsewhere(request, slug, "edition", number)
    page = pages.question_page(been_live(current, number), current=current)
    return render_question(request, page, index=False, pinned=True)


def been_live(current, number):
    """Return the edition ``number`` of the question of ``current``; Http404 where readers never saw one."""
    wanted = Edition.objects.been_live().filter(question=current.question_id, number=number).first()
    if wanted is None:
        raise Http404("This question has no such edition.")
    return wanted


def elsewhere(request, slug, route, *args):
    """Answer for an address that is not live: moved, withdrawn, or never there."""
    found = whereabouts.look_up(slug)
    if found is None:
        raise Http404("There is no question at this address.")
    if found.live:
        return redirect(route, found.live.slug, *args, permanent=True)
    context = {"edition": found.gone, "withdrawal": found.withdrawal}
    return render_page(request, "withdrawn", context, status=410, index=False)
