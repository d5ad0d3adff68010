"""What of an edition is searched: its frozen words, and the names that its things have today."""

from articles import dates, richtext
from articles.models import SearchEntry, SearchWord

from .words import WORD, fold, is_telling, other_spellings, tidy

# What an edition must come with, fetched by the caller in so many queries.
NAMED = ("publication", "issue__publication")
RELATIONS = ("authors", "topics", "periods", "places", "figures")
# PostgreSQL takes a megabyte of distinct words and their places for one row.
LONGEST_BODY = 250_000


def entry(edition):
    """Return the unsaved SearchEntry of ``edition``, fetched with NAMED and RELATIONS."""
    page = edition.page
    lead = page.answers[0].lead if page.answers else ""
    title, summary = tidy(page.question), tidy(page.short_answer or lead)
    names, body = _joined(_names(edition, page)), _joined(_body(page))[:LONGEST_BODY]
    spellings = other_spellings(" ".join((title, names, summary, body)))
    return SearchEntry(
        edition_id=edition.pk, title=title, names=f"{names}\n{spellings}", summary=summary, body=body
    )


def vocabulary(entries):
    """Return unsaved SearchWords: each word of ``entries`` once, sorted."""
    telling, other = set(), set()
    for one in entries:
        telling.update(one.title.split(), one.names.split())
        other.update(one.summary.split(), one.body.split())
    telling, other = _spellable(telling), _spellable(other)
    rows = [(word, True) for word in telling] + [(word, False) for word in other - telling]
    return [SearchWord(word=word, in_title=in_title) for word, in_title in sorted(rows)]


def _names(edition, page):
    """Yield every name under which somebody may look for ``edition``: as printed, as today, then and now."""
    yield page.short_title
    if page.covers:
        yield dates.display(page.covers)
        yield dates.display(page.covers, bce=True)
    for answer in page.answers:
        yield from (credit.name for credit in answer.credits)
    for relation in RELATIONS:
        for printed in getattr(page, relation):
            yield printed.name
        for thing in getattr(edition, relation).all():
            yield thing.name
            yield getattr(thing, "name_then", "")
    if edition.publication:
        yield edition.publication.title
    if edition.issue:
        yield edition.issue.title
        yield edition.issue.label


def _body(page):
    """Yield the text in the order in which an excerpt should be taken from it."""
    for answer in page.answers:
        yield answer.lead
        yield richtext.plain_text(answer.body)
    yield page.premise_note
    yield page.text_as_asked
    if page.picture:
        yield page.picture.caption
    for answer in page.answers:
        for credit in answer.credits:
            yield from (book.title for book in credit.books)
        for source in answer.sources:
            yield f"{source.authors}: {source.title}" if source.authors else source.title


def _joined(parts):
    """Return the parts that say something, each once, a line each."""
    return "\n".join(dict.fromkeys(text for part in parts if (text := tidy(part))))


def _spellable(words):
    """Return the parts of ``words``, each there once already, that a misspelling may be held against."""
    return {
        word
        for word in WORD.findall(fold(" ".join(words)))
        if 3 < len(word) <= 30 and word.isalpha() and is_telling(word)
    }
