"""An answer as it is read away from its page: in feeds, e-books, other sites and programs.

Whole and nothing but: the short answer, lead and body, who answered, the sources, where it was first printed and
under which licence; never an offer, a sponsor or a tracker. Addresses are absolute.
"""

import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string

from articles import inserts, licences, references, richtext
from articles.models import Rendition

WIDEST = 1280
LINK = re.compile(r'\bhref="([^"]*)"')
ID = re.compile(r'\bid="([^"]*)"')
# What no XML document may hold.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The numbers of sources: text without small figures has them in brackets.
NUMBERS = re.compile(r'<sup class="ref">(.*?)</sup>')
BLANK_LINES = re.compile(r"\n\s*\n+")


@dataclass(frozen=True)
class Image:
    """A picture to print. ``src`` is its address there, ``rendition`` the bytes behind it."""

    src: str
    rendition: Rendition
    licence: licences.Licence


def absolute(path):
    """Return the public address of a path of this site."""
    return urljoin(f"{settings.SITE_URL}/", path)


def page_url(page):
    """Return the one address of the question behind a QuestionPage: what links and search engines should hold."""
    return absolute((page.current or page.edition).get_absolute_url())


def xml_text(text):
    """Return ``text`` without the control characters that XML forbids."""
    return NOT_XML.sub("", text)


def image_of(picture):
    """Return the Image of a Picture that links to our own copy, or None: it disappears with our right to it."""
    made = list(picture.renditions.all()) if picture and picture.is_shown() else []
    jpeg = [item for item in made if item.format == Rendition.Format.JPEG]
    fitting = [item for item in jpeg if item.width <= WIDEST] or jpeg[:1]
    if not fitting:
        return None
    return Image(absolute(fitting[-1].file.url), fitting[-1], licences.find(picture.licence))


def free_image_of(picture):
    """Return the Image of a Picture if its own licence lets others print it, else None."""
    image = image_of(picture)
    return image if image and image.licence.is_open else None


def html(page, *, image_of, standing_alone=False):
    """Return the answers of a QuestionPage as clean HTML, without the question as a heading.

    ``image_of`` returns the Image to print for a Picture (or None), or None to leave it out. Links inside the text lead
    to the page on this site, unless the result is ``standing_alone``: a document of its own, in which they find what
    they point to.
    """
    context = _context(page) | {
        "image": image_of(page.picture),
        "answers": zip(
            page.answers, bodies(page, "" if standing_alone else page_url(page), image_of), strict=True
        ),
        "standing_alone": standing_alone,
    }
    rendered = BLANK_LINES.sub("\n", render_to_string("articles/_reprint.html", context)).strip()
    return xml_text(absolute_links(rendered, page_url(page), own_parts=standing_alone))


def bodies(page, base, image_of):
    """Return the text of each answer of a QuestionPage as clean HTML; ``base`` is where its references lead."""

    def draw(picture, use, caption, _):
        image = image_of(picture)
        context = {"image": image, "use": use, "caption": caption}
        return render_to_string("articles/_reprint_picture.html", context).strip() if image else ""

    numbered = references.numbered(page.words, page=base)
    return [
        inserts.shown(text.body, answer.text, page.inserted, draw)
        for answer, text in zip(page.answers, numbered, strict=True)
    ]


def text(page):
    """Return a QuestionPage as plain text: the question, then its answers, a blank line between paragraphs."""
    texts = bodies(page, page_url(page), lambda picture: None)
    context = _context(page) | {
        "answers": [
            (answer, richtext.plain_text(NUMBERS.sub(r" [\1]", body)).split("\n"))
            for answer, body in zip(page.answers, texts, strict=True)
        ]
    }
    # The template escapes like any other; undone once, every character is as it was written.
    rendered = unescape(render_to_string("articles/_reprint.txt", context))
    lines = (" ".join(line.split()) for line in rendered.split("\n"))
    return xml_text("\n\n".join(line for line in lines if line)) + "\n"


def absolute_links(markup, base, *, own_parts=False):
    """Return clean HTML with every link made absolute from ``base``; with ``own_parts``, not those into itself."""
    parts = set(ID.findall(markup)) if own_parts else ()

    def whole(match):
        address = unescape(match[1])
        if address.startswith("#") and address[1:] in parts:
            return match[0]
        try:
            return f'href="{escape(urljoin(base, address))}"'
        except ValueError:  # an address that is none
            return f'href="{escape(base)}"'

    return LINK.sub(whole, markup)


def _context(page):
    return {
        "page": page,
        "words": page.words,
        "edition": page.edition,
        "page_url": page_url(page),
        "site_name": settings.SITE_NAME,
    }
