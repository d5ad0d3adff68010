"""A question for the classroom: the page to teach from, and the reading sheet to print and write on."""

from articles import pages
from articles.models import Edition
from articles.rendering import render_page

from .questions import elsewhere


def teach(request, slug):
    """Enquiry question, answer, questions about each source, glossary; 404 with the way back where nobody wrote any."""
    return _classroom(request, slug, "teach", "Teach this question")


def sheet(request, slug):
    """One page to print: question, short answer, key dates, glossary, sources, and room for notes."""
    return _classroom(request, slug, "sheet", "Reading sheet")


def _classroom(request, slug, name, label):
    edition = Edition.objects.live().filter(slug=slug).first()
    if edition is None:
        return elsewhere(request, slug, name)
    teaching = edition.page.teaching
    if teaching is None:
        return render_page(request, "no_teaching", {"edition": edition}, status=404, index=False)
    (page,) = pages.question_pages([edition])
    asked = {}
    for line in teaching.sourcing:
        asked.setdefault(line.label, []).append(line.text)
    sources = [source for answer in page.answers for source in answer.sources]
    context = {
        "page": page,
        "teaching": teaching,
        "sources": [
            (source, asked.get(source.line.key, []) if source.line.key else []) for source in sources
        ],
        "general": asked.get("", []),
    }
    trail = [(page.words.title, edition.get_absolute_url()), (label, "")]
    return render_page(request, name, context, index=False, trail=trail)
