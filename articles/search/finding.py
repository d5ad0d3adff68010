"""What a reader asks of the index, and what comes back."""

from dataclasses import dataclass, field

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition

from . import queries, spelling
from .engine import engine
from .facets import Facet, Filters, facets
from .words import CLOSE, OPEN

SIZE = 20  # results a page
MOST = 1_000  # results that are counted, ranked and paged through
NEAREST = 5
# A text to compare with is a question or a paragraph, not what somebody types into a search box.
LONGEST_TEXT = 1_000
MOST_TERMS_OF_TEXT = 24
EVERYTHING = Filters()


@dataclass
class Hit:
    """One result: its Edition, and the question and a piece of text in safe HTML, what was found in <mark>."""

    edition: Edition
    title: SafeString
    excerpt: SafeString


@dataclass
class Results:
    """One page of what was found.

    ``query`` is what was asked as it was read; ``corrected`` what was searched for instead, where nobody printed a
    word of it. ``nearest`` are the Editions to offer where nothing was found. ``total`` stops at MOST.
    """

    query: str
    filters: Filters
    page: int = 1
    corrected: str = ""
    total: int = 0
    is_capped: bool = False
    hits: list[Hit] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    nearest: list[Edition] = field(default_factory=list)

    @property
    def pages(self):
        """How many pages there are."""
        return -(-self.total // SIZE)

    @property
    def is_asked(self):
        """Whether anything was asked at all."""
        return bool(self.query or self.filters.are_set)


def find(query, *, filters=EVERYTHING, at=None, page=1):
    """Return the Results of ``query``, as somebody typed it: any text will do.

    All words and "exact phrases" must be there, stems and accents aside; where they are not, the last word may be
    the beginning of one, and then misspelt words are corrected. Best first; with no words, newest first.
    The number of database queries does not depend on how much is found.
    """
    asked = queries.parse(query)
    results = Results(asked.text, filters, page)
    if not results.is_asked:
        return results
    live = Edition.objects.live(at)
    editions = filters.narrow(live)
    if not asked.text:
        newest = editions.order_by("-first_live_from", "-pk").values_list("pk", flat=True)
        return _filled(results, list(newest[: MOST + 1]), "")
    for attempt, match in _attempts(asked, live):
        if ids := engine().ranked(editions, match, MOST + 1):
            results.corrected = attempt.text if attempt.text != asked.text else ""
            return _filled(results, ids, match)
    results.facets = facets([], filters)
    results.nearest = similar(asked.text, limit=NEAREST, at=at)
    return results


def similar(text, *, limit=5, at=None, exclude=None):
    """Return up to ``limit`` live Editions whose words are closest to ``text``, closest first, ready for a list.

    One word in common is enough; words in the question count most. ``exclude`` is an Edition whose question is
    left out. Any text will do, and one without words of sense is close to nothing. At most 5 queries.
    """
    query = queries.parse(text, longest=LONGEST_TEXT, most=MOST_TERMS_OF_TEXT)
    if not query.terms:
        return []
    editions = Edition.objects.live(at)
    if exclude is not None:
        editions = editions.exclude(question_id=exclude.question_id)
    match = engine().expression(query.terms, any_of=True)
    return _in_order(engine().alike(editions, match, query.text, limit))


def suggest(prefix, *, limit=8, at=None):
    """Return up to ``limit`` live Editions for what somebody is typing, best first: pk, slug and text only.

    Every word must be in the question or its names, the last one perhaps only begun. Two queries.
    """
    query = queries.parse(prefix)
    if not query.terms:
        return []
    match = engine().expression(query.terms, prefix=query.unfinished, in_title=True)
    ids = engine().ranked(Edition.objects.live(at), match, limit)
    found = Edition.objects.only("slug", "text").in_bulk(ids)
    return [found[pk] for pk in ids]


def _attempts(asked, live):
    """Yield (Query, expression) in the order in which to try them; a later one only costs when it is reached."""
    if not asked.terms:
        return
    yield asked, engine().expression(asked.terms)
    if asked.unfinished:
        yield asked, engine().expression(asked.terms, prefix=True)
    if better := spelling.corrected(asked, live):
        yield better, engine().expression(better.terms)


def _filled(results, ids, match):
    """Return ``results`` with the page of ``ids`` (best first, MOST + 1 at most) that it is."""
    results.is_capped = len(ids) > MOST
    ids = ids[:MOST]
    results.total = len(ids)
    shown = ids[(results.page - 1) * SIZE : results.page * SIZE]
    excerpts = {}
    if match and shown:
        with connection.cursor() as cursor:
            excerpts = engine().excerpts(cursor, shown, match)
    results.hits = [_hit(edition, excerpts.get(edition.pk)) for edition in _in_order(shown)]
    results.facets = facets(ids, results.filters)
    return results


def _hit(edition, texts):
    title, summary, body = texts or (edition.text, edition.teaser, "")
    return Hit(edition, _marked(title), _marked(body if OPEN in body and OPEN not in summary else summary))


def _marked(text):
    """Return ``text`` as safe HTML with <mark> where the engine put its marks."""
    html = str(escape(text)).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return mark_safe(html)


def _in_order(ids):
    """Return the Editions of ``ids`` in that order, with what a list prints."""
    found = {edition.pk: edition for edition in Edition.objects.for_list().filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]
