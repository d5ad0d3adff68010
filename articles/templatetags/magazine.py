"""How the magazine prints things: dates, pictures, credit lines, references. Nothing here asks the database."""

import re
from urllib.parse import quote, urlsplit

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe

from articles import cards, dates
from articles.models import Answer, Credit, Rendition, Source

register = template.Library()

# As many as base.css has colours for periods.
HUES = 14
# Sources whose own title is set in italics, not in quotation marks.
WHOLE_WORKS = (Source.Kind.BOOK, Source.Kind.FILM)
# Of EDTF text of one date: the year, and how sure it is.
YEAR = re.compile(r"^(Y?-?[0-9X]+)[^?~%/]*([?~%]?)$")
# After a full stop and before a capital, unless the stop follows an initial or "c.", "St.", "Mr." and the like.
SENTENCE_END = re.compile(r"(?<=[.?!”])(?<![ .(][A-Zc]\.)(?<!\b(?:St|Mr|Dr)\.)\s+(?=[“‘A-Z])")

# --- Dates ------------------------------------------------------------------------------------


@register.filter
def historical_date(edtf):
    """EDTF text in words, in the era words of the site: "44 BC" or "44 BCE"; empty text stays empty."""
    return dates.display(edtf, bce=settings.ERA == "bce") if edtf else ""


@register.filter
def century(edtf):
    """EDTF text of the century in which a date begins; "" where it has no beginning."""
    return dates.century(edtf)


@register.filter
def day_of_year(edtf):
    """A day without its year: "14 October"."""
    return historical_date(edtf).rpartition(" ")[0]


@register.filter
def month_name(number):
    """The name of a month, 1 to 12."""
    return dates.MONTHS[number - 1]


@register.filter
def lifespan(figure):
    """Years of birth and death of a Figure: "1312–77", "born c. 1330", "died 44 BC"; empty where neither is known."""
    born, died = (YEAR.sub(r"\1\2", value) for value in (figure.born, figure.died))
    if born and died:
        one_interval = "X" not in born + died and "/" not in born + died
        ends = (historical_date(born), historical_date(died))
        return historical_date(f"{born}/{died}") if one_interval else " – ".join(ends)
    return f"born {historical_date(born)}" if born else f"died {historical_date(died)}" if died else ""


@register.filter
def web_day(moment):
    """An aware datetime as a day of the site's time zone: "February 23, 2016"."""
    return dates.web_day(timezone.localtime(moment).date().isoformat())


@register.filter
def web_date(moment):
    """An aware datetime in the site's time zone, as a web page dates itself: "February 23, 2016 at 9:10 am"."""
    local = timezone.localtime(moment)
    return f"{web_day(moment)} at {local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"


@register.simple_tag
def web_time(moment, only_day=False):
    """``<time>`` of an aware datetime with the offset of the site's time zone."""
    words = web_day(moment) if only_day else web_date(moment)
    stamp = timezone.localtime(moment).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', stamp, words)


@register.simple_tag
def iso_day(day):
    """``<time>`` of a date or its ISO text: "March 3, 2025"."""
    return format_html('<time datetime="{}">{}</time>', day, dates.web_day(str(day)))


# --- Words ------------------------------------------------------------------------------------


@register.simple_tag
def site_name():
    """The site's name, also where a page is rendered without a context."""
    return settings.SITE_NAME


@register.filter
def hue(period):
    """The class that colours a Period, always the same one for the same row."""
    return f"hue-{period.pk % HUES}" if period else ""


@register.filter
def listing(things):
    """Things joined as people do: "A", "A and B", "A, B and C"."""
    return join_words([str(thing) for thing in things])


@register.filter
def opening(text, length):
    """The first sentences of plain text that fit into ``length`` characters; more than a bare "No." in any case."""
    sentences = SENTENCE_END.split(text.strip())
    shown = sentences[0]
    for sentence in sentences[1:]:
        if len(shown) > 20 and len(shown) + 1 + len(sentence) > length:
            break
        shown = f"{shown} {sentence}"
    return shown


@register.filter
def page_numbers(pages):
    """Page numbers with the right word: "page 34", "pages 34–35"; empty text stays empty."""
    if not pages:
        return ""
    return f"{'pages' if any(mark in pages for mark in '–-,') else 'page'} {pages}"


@register.filter
def coordinates(place):
    """Where a Place lies, to a tenth of a degree: "51.5° N, 0.1° W"."""
    north, east = place.latitude, place.longitude
    return f"{abs(north):.1f}° {'N' if north >= 0 else 'S'}, {abs(east):.1f}° {'E' if east >= 0 else 'W'}"


@register.filter
def confidence_label(value):
    """What readers call a stored confidence: "strong_case" is "Strong case"."""
    return Answer.Confidence(value).label


@register.filter
def demoted(html):
    """Clean HTML of an answer with its headings one level down: for an answer that has a heading itself."""
    for level in (4, 3):
        html = html.replace(f"<h{level} ", f"<h{level + 1} ").replace(f"<h{level}>", f"<h{level + 1}>")
        html = html.replace(f"</h{level}>", f"</h{level + 1}>")
    return mark_safe(html)  # stored text is clean: richtext.clean() has had it


@register.filter
def host(url):
    """The host of an address, for a link's text: "archive.example.org"."""
    return urlsplit(url).netloc.removeprefix("www.")


def join_words(parts, comma=", ", last=" and "):
    """Join texts or HTML; the result is HTML where every part is."""
    html = all(isinstance(part, SafeString) for part in parts)
    text = comma.join(parts[:-1]) + last + parts[-1] if len(parts) > 1 else "".join(parts)
    return mark_safe(text) if html else text


# --- Pictures ---------------------------------------------------------------------------------


@register.inclusion_tag("articles/_picture.html")
def picture(picture, sizes, alt=None, eager=False, wide=None):
    """``<picture>`` in AVIF and JPEG; nothing where there is no picture, no rendition yet or no right to show it.

    ``picture`` needs its renditions prefetched. ``sizes`` is HTML's attribute; ``alt`` replaces the picture's own
    ("" for one that only repeats the words beside it); ``eager`` is for the one picture that opens a page and comes
    before its words;
    ``wide`` is the largest width in pixels that the place can use.
    """
    made = list(picture.renditions.all()) if picture and picture.is_shown() else []
    if wide:
        made = [rendition for rendition in made if rendition.width <= wide] or made[:1]
    jpeg = [rendition for rendition in made if rendition.format == Rendition.Format.JPEG]
    return {
        "avif": source_set(rendition for rendition in made if rendition.format == Rendition.Format.AVIF),
        "jpeg": source_set(jpeg),
        "largest": jpeg[-1] if jpeg else None,
        "sizes": sizes,
        "alt": (picture.alt if alt is None else alt) if picture else "",
        "eager": eager,
    }


@register.filter
def share_image(picture):
    """The ShareImage of a Picture with renditions prefetched, or None."""
    return cards.picture_image(picture) if picture and picture.is_shown() else None


@register.filter
def locale(language):
    """A language tag as Open Graph writes it: "en_GB" for "en-GB"."""
    return language.replace("-", "_")


def source_set(renditions):
    """The value of ``srcset`` for Renditions of one format."""
    return ", ".join(f"{rendition.file.url} {rendition.width}w" for rendition in renditions)


# --- Credits and sources ----------------------------------------------------------------------


@register.filter
def role_label(role):
    """What readers call a stored role: "checked_by" is "Checked by"."""
    return Credit.Role(role).label


@register.simple_tag
def person(credit):
    """The name of a CreditedAuthor as printed, linked to today's author."""
    if not credit.author:
        return credit.line.name
    return format_html('<a href="{}">{}</a>', credit.author.get_absolute_url(), credit.line.name)


@register.simple_tag
def credit_line(credits):
    """One sentence for CreditedAuthors of one role: "Answered by A, author of B (Publisher, 2010)."."""
    people = [_person(credit) for credit in credits]
    clauses = any(credit.line.books for credit in credits)
    joined = join_words(people, last=", and " if clauses else " and ")
    return format_html("{} {}.", Credit.Role(credits[0].line.role).label, joined)


def _person(credit):
    name = credit.line.name
    if credit.author:
        name = format_html('<a href="{}" rel="author">{}</a>', credit.author.get_absolute_url(), name)
    books = [_book(book) for book in credit.line.books]
    return format_html("{}, author of {}", name, join_words(books)) if books else format_html("{}", name)


def _book(book):
    title = format_html("<cite>{}</cite>", book.title)
    return format_html("{} ({})", title, book.imprint) if book.imprint else title


@register.simple_tag
def reference(source):
    """A SourceLine as a reference, by its kind, with a link by DOI or address where there is one."""
    parts = [source.authors, *_work(source), *_which_part(source)]
    words = format_html_join(", ", "{}", ((part,) for part in parts if part))
    sentence = words if strip_tags(words).endswith(".") else format_html("{}.", words)
    after = (_identifier(source), source.note)
    return format_html_join(" ", "{}", ((part,) for part in (sentence, *after) if part))


def _work(source):
    """The work itself and what holds it, in parts: titles, volume, publisher, date."""
    title = format_html("<cite>{}</cite>" if source.kind in WHOLE_WORKS else "“{}”", source.title)
    container = format_html("<cite>{}</cite>", source.container) if source.container else ""
    issued = historical_date(source.issued)
    imprint = ", ".join(part for part in (source.publisher, issued) if part)
    if source.kind == Source.Kind.ARTICLE:
        numbers = ", ".join(part for part in (source.volume, source.issue and f"no. {source.issue}") if part)
        return [
            title,
            _bracketed(format_html("{} {}", container, numbers) if numbers else container, imprint),
        ]
    if source.kind == Source.Kind.CHAPTER and container:
        return [title, _bracketed(format_html("in {}", container), imprint)]
    if source.kind in (Source.Kind.BOOK, Source.Kind.CHAPTER):
        return [
            _bracketed(format_html("{}, vol. {}", title, source.volume) if source.volume else title, imprint)
        ]
    return [title, container, source.publisher, issued, source.archive, source.archive_ref]


def _bracketed(work, imprint):
    return format_html("{} ({})", work, imprint) if imprint else work


def _which_part(source):
    several = any(mark in source.pages for mark in "–-,")
    return [f"{'pp.' if several else 'p.'} {source.pages}" if source.pages else "", source.locator]


def _identifier(source):
    if source.doi:
        address = "https://doi.org/" + quote(source.doi, safe="/:;()._-")
        return format_html('<a href="{}">doi:{}</a>.', address, source.doi)
    if source.url.startswith(("https://", "http://")):
        read = format_html(" (read on {})", dates.web_day(source.accessed)) if source.accessed else ""
        return format_html('<a href="{}">{}</a>{}.', source.url, host(source.url), read)
    return format_html("ISBN {}.", source.isbn) if source.isbn else ""
