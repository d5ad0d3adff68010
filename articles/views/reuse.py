"""Taking answers along: republishing one, and e-books of one answer or of a reader's saved list."""

import re
import uuid
from functools import cache

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from articles import pages, reprints
from articles.exports import epub
from articles.models import Edition
from articles.rendering import render_page

from .questions import elsewhere

# As many as fit into an address that every server takes (4,094 bytes).
MOST_SAVED = 30
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")


def republish(request, slug):
    """The answer as clean HTML and text to copy, with its terms; or, where it may not be republished, why not."""
    edition = Edition.objects.live().filter(slug=slug).first()
    if edition is None:
        return elsewhere(request, slug, "republish")
    (page,) = pages.question_pages([edition])
    context = {"page": page, "page_url": reprints.page_url(page)}
    if page.licence.is_open:
        heading = format_html("<h1>{}</h1>\n", page.words.question)
        context |= {
            "html": heading + reprints.html(page, image_of=reprints.free_image_of),
            "text": reprints.text(page),
            "image": reprints.free_image_of(page.picture),
        }
    trail = [(page.words.title, edition.get_absolute_url()), ("Republish", "")]
    return render_page(request, "republish", context, index=False, trail=trail)


def answer_epub(request, slug):
    """One answer as an e-book."""
    edition = Edition.objects.live().filter(slug=slug).first()
    if edition is None:
        return elsewhere(request, slug, "answer_epub")
    (page,) = pages.question_pages([edition])
    return _epub(page.words.title, f"{reprints.page_url(page)}v/{edition.number}/", [page], slug)


def saved(request):
    """The questions named by ``?q=``: what a reader's browser keeps. Nothing of it is stored here."""
    wanted = _wanted(request)
    editions = _found(wanted, Edition.objects.live().for_list())
    context = {
        "editions": editions,
        "missing": len(wanted) - len(editions),
        "most": MOST_SAVED,
        "epub": f"{reverse('saved_epub')}?{urlencode([('q', edition.saved_as) for edition in editions])}",
    }
    return render_page(request, "saved", context, index=False, trail=[("Saved questions", "")])


def saved_epub(request):
    """The questions named by ``?q=`` as one e-book, in that order."""
    editions = _found(_wanted(request), Edition.objects.live())
    if not editions:
        raise Http404("None of these questions is published.")
    # The same editions in the same order are the same book.
    name = "/".join(str(edition.pk) for edition in editions)
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.SITE_URL}/saved/{name}").urn
    title = f"Saved from {settings.SITE_NAME}"
    return _epub(title, identifier, pages.question_pages(editions), "saved")


def _wanted(request):
    """Return the slugs asked for, each once, at most MOST_SAVED."""
    slugs = (slug for slug in request.GET.getlist("q") if SLUG.fullmatch(slug))
    return list(dict.fromkeys(slugs))[:MOST_SAVED]


def _found(slugs, live):
    """Return the ``live`` editions under ``slugs``, old addresses included, in that order, ``saved_as`` its slug."""
    past = Edition.objects.been_live().filter(slug__in=slugs)
    question_of = dict(past.values_list("slug", "question_id"))
    by_question = {row.question_id: row for row in live.filter(question__in=set(question_of.values()))}
    found = []
    for slug in slugs:
        edition = by_question.pop(question_of.get(slug), None)
        if edition:
            edition.saved_as = slug
            found.append(edition)
    return found


def _epub(title, identifier, shown, name):
    rights = dict.fromkeys(f"{page.licence.name} {page.licence.url}".strip() for page in shown)
    volume = epub.Volume(
        title=reprints.xml_text(title),
        identifier=identifier,
        language=settings.LANGUAGE_CODE,
        publisher=settings.SITE_NAME,
        source=reprints.page_url(shown[0]) if len(shown) == 1 else reprints.absolute("/"),
        rights="; ".join(rights),
        changed=max(page.edition.live_from for page in shown),
        chapters=tuple(_chapter(number, page) for number, page in enumerate(shown, start=1)),
    )
    response = HttpResponse(epub.write(volume), content_type="application/epub+zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.epub"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _chapter(number, page):
    pictures = {}

    @cache
    def packed(picture):
        image = reprints.free_image_of(picture)
        if not image:
            return None
        name = f"picture-{number}-{len(pictures) + 1}.jpg" if pictures else f"picture-{number}.jpg"
        try:
            with image.rendition.file.open("rb") as file:
                pictures[name] = file.read()
        except FileNotFoundError:
            return None
        return reprints.Image(name, image.rendition, image.licence)

    return epub.Chapter(
        title=reprints.xml_text(page.words.question),
        html=reprints.html(page, image_of=packed, standing_alone=True),
        authors=tuple(reprints.xml_text(line.name) for line in page.words.authors),
        pictures=pictures,
    )
