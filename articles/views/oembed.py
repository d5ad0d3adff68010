"""oEmbed 1.0 (oembed.com): a question as a card that other sites show when somebody pastes its address."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from articles import pages, reprints, whereabouts

WIDTH = 600
NARROWEST = 200
LINE = 24  # pixels high
FRAME = 120  # pixels of height for the question's margins and the line with the source
DAY = 86_400


class Unanswerable(Exception):
    """No card can be made; ``status`` is HTTP's, the message a sentence for people."""

    def __init__(self, status, sentence):
        super().__init__(sentence)
        self.status = status


def oembed(request):
    """The card of the live question at ``?url=``, as json or xml, within ``maxwidth`` and ``maxheight``."""
    try:
        write = _writer(request.GET.get("format", "json"))
        limits = [_limit(request, name) for name in ("maxwidth", "maxheight")]
        card = _card(_question_at(request.GET.get("url", "")), *limits)
    except Unanswerable as problem:
        return HttpResponse(f"{problem}\n", status=problem.status, content_type="text/plain; charset=utf-8")
    response = write(card)
    response["Cache-Control"] = "public, max-age=60"
    return response


def _writer(name):
    writers = {
        "json": lambda card: JsonResponse(card, json_dumps_params={"ensure_ascii": False}),
        "xml": _xml,
    }
    if name not in writers:
        raise Unanswerable(501, "The format is json or xml.")
    return writers[name]


def _limit(request, name):
    """Return the whole number of pixels in parameter ``name``, or None where it is not given."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise Unanswerable(400, f"{name} is a whole number of pixels.")
    return int(text)


def _question_at(url):
    """Return the QuestionPage of the live question at ``url``; raise Unanswerable where it is no such address."""
    if not url:
        raise Unanswerable(400, "Say which question: ?url= and its address on this site.")
    nothing = Unanswerable(404, "There is no question of this site at that address.")
    try:
        wanted, own = urlsplit(url), urlsplit(settings.SITE_URL)
        # People leave out the last slash; browsers are led on, programs come here.
        match = resolve(f"{wanted.path.rstrip('/')}/")
    except (ValueError, Resolver404):
        raise nothing from None
    if wanted.netloc.lower() != own.netloc.lower() or match.url_name != "question":
        raise nothing
    found = whereabouts.look_up(match.kwargs["slug"])
    # Withdrawn is the same as never there: a card must not bring it back.
    if found is None or found.live is None:
        raise nothing
    (page,) = pages.question_pages([found.live])
    return page


def _card(page, max_width, max_height):
    width = min(max_width or WIDTH, WIDTH)
    card = {
        "version": "1.0",
        "type": "rich",
        "title": page.words.question,
        "author_name": ", ".join(line.name for line in page.words.authors),
        "provider_name": settings.SITE_NAME,
        "provider_url": reprints.absolute("/"),
        "cache_age": DAY,
    }
    authors = {credit.author for answer in page.answers for credit in answer.answered_by if credit.author}
    if len(authors) == 1:
        card["author_url"] = reprints.absolute(authors.pop().get_absolute_url())
    for answer in (page.words.teaser, ""):
        height = _height(width, page.words.question, answer)
        if width >= NARROWEST and height <= (max_height or height):
            return card | _thumbnail(page, max_width, max_height) | {
                "html": _html(page, answer), "width": width, "height": height
            }  # fmt: skip
    # Too little room for words: the consumer prints the title as a link.
    return card | {"type": "link"} | _thumbnail(page, max_width, max_height)


def _height(width, question, answer):
    """Estimate the pixels that the card's words take at ``width``: about 8 a character, the question larger."""
    lines = -(-len(question) * 11 // width) + -(-len(answer) * 8 // width)
    return FRAME + LINE * lines


def _html(page, answer):
    context = {
        "words": page.words,
        "answer": answer,
        "page_url": reprints.page_url(page),
        "site_name": settings.SITE_NAME,
    }
    return render_to_string("articles/_embed.html", context).strip()


def _thumbnail(page, max_width, max_height):
    image = reprints.free_image_of(page.picture)
    if image is None:
        return {}
    fitting = [
        item
        for item in page.picture.renditions.all()
        if item.format == image.rendition.format
        and item.width <= (max_width or WIDTH)
        and item.height <= (max_height or item.height)
    ]
    if not fitting:
        return {}
    best = fitting[-1]
    return {
        "thumbnail_url": reprints.absolute(best.file.url),
        "thumbnail_width": best.width,
        "thumbnail_height": best.height,
    }


def _xml(card):
    root = ElementTree.Element("oembed")
    for name, value in card.items():
        ElementTree.SubElement(root, name).text = reprints.xml_text(str(value))
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")
