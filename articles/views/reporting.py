"""Reporting an error in an answer, and the log of every correction."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from articles.intake import TooMany, reporting
from articles.models import Correction, Edition
from articles.readerforms import ReportForm
from articles.reception import address_of
from articles.rendering import render_page

from .paging import by_moment


def report(request, slug):
    """The form for an error in the live edition; what is sent stays with the edition that was read."""
    current = get_object_or_404(Edition.objects.live(), slug=slug)
    edition = _edition_read(request, current)
    groups = reporting.paragraphs(edition)
    chosen = request.GET.get("p", "")
    form = (
        ReportForm(request.POST, groups=groups)
        if request.method == "POST"
        else ReportForm(groups=groups, initial={"edition": edition.number, "paragraph": chosen})
    )
    status = 422 if form.errors else 200
    if form.is_valid():
        words = {
            name: form.cleaned_data.get(name, "")
            for name in ("paragraph", "message", "name", "email", "may_be_thanked")
        }
        try:
            reporting.receive(edition=edition, **words, number=form.number, address=address_of(request))
            return redirect(reverse("report_sent", args=[slug]))
        except TooMany as refusal:
            form.add_error(None, str(refusal))
            status = 429
    context = {
        "edition": edition,
        "current": current,
        "form": form,
        "groups": list(zip(edition.page.answers, groups, strict=True)),
        "chosen": form["paragraph"].value(),
    }
    trail = _trail(current, ("Report an error", ""))
    return render_page(request, "report", context, status=status, index=False, trail=trail)


def _edition_read(request, current):
    """Return the edition that the form was made for: the live one, or an earlier one that readers had."""
    number = request.POST.get("edition", "")
    if request.method != "POST" or not (number.isascii() and number.isdigit() and len(number) < 10):
        return current
    been = Edition.objects.been_live().filter(question=current.question_id, number=int(number))
    return been.first() or current


def report_sent(request, slug):
    """Thanks, and what happens next."""
    edition = get_object_or_404(Edition.objects.live().defer("content"), slug=slug)
    trail = _trail(edition, ("Report an error", reverse("report", args=[slug])), ("Thank you", ""))
    return render_page(request, "report_sent", {"edition": edition}, index=False, trail=trail)


def _trail(edition, *below):
    return [(edition.title, edition.get_absolute_url()), *below]


def corrections(request):
    """Every public correction of the site, newest first; ``?kind=`` shows one kind only."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Correction.Kind:
        raise Http404("There is no such kind of correction.")
    rows = Correction.objects.public()
    page = by_moment(
        (rows.filter(kind=kind) if kind else rows).with_editions(),
        request,
        "at",
    )
    context = {"slice": page, "kind": kind, "kinds": Correction.Kind.choices}
    trail = [("Corrections", "")]
    return render_page(request, "corrections", context, index=page.is_first and not kind, trail=trail)
