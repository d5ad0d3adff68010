"""The citation of an edition as a file for reference managers."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from articles import citations
from articles.models import Author, Edition

from .questions import been_live, elsewhere


def cite(request, slug, number, kind):
    """The citation of one edition: "ris", "bib" or "json"."""
    if kind not in citations.FILES:
        raise Http404("Citations come as .ris, .bib and .json.")
    current = Edition.objects.live().filter(slug=slug).first()
    if current is None:
        return elsewhere(request, slug, "cite", number, kind)
    wanted = been_live(current, number)
    credits = [credit for answer in wanted.page.answers for credit in answer.credits]
    facts = citations.record(wanted, _authors({credit.author_id for credit in credits}))
    file = citations.FILES[kind]
    return HttpResponse(
        file.write(facts),
        content_type=f"{file.content_type}; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(True, f"{facts.key}.{kind}"),
            "X-Robots-Tag": "noindex",
        },
    )


def _authors(ids):
    rows = Author.objects.select_related("merged_into").in_bulk(ids)
    return {pk: row.standing for pk, row in rows.items()}
