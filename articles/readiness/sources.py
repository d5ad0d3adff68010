"""Sources that a reader could not find again."""

from articles import richtext
from articles.models import Source

from .findings import hint, rule

# What each kind of source needs, as (fields, of which one is enough; what to call it), beside its title.
NEEDED = {
    Source.Kind.BOOK: [(["issued"], "its year")],
    Source.Kind.CHAPTER: [(["issued"], "its year"), (["container"], "the book it is in")],
    Source.Kind.ARTICLE: [(["issued"], "its year"), (["container"], "its journal")],
    Source.Kind.NEWSPAPER: [(["issued"], "its date"), (["container"], "its newspaper")],
    Source.Kind.ARCHIVE: [(["archive"], "who holds it"), (["archive_ref"], "its shelfmark")],
    Source.Kind.WEBSITE: [(["url"], "its address"), (["accessed"], "the day it was read")],
    Source.Kind.FILM: [(["issued"], "its year")],
}
# Of what a text refers to, a reader wants to know the page.
HAS_PAGES = {Source.Kind.BOOK, Source.Kind.CHAPTER, Source.Kind.ARTICLE}
PLACE = (["pages", "locator"], "the page")


@rule
def names_sources_in_full(question):
    for index, answer in enumerate(question.answers.all()):
        mentioned = set(richtext.references(answer.body))
        for place, source in enumerate(answer.sources.all()):
            needed = list(NEEDED.get(source.kind, []))
            if not source.title.strip():
                needed.insert(0, (["title"], "its title"))
            if source.kind in HAS_PAGES and source.key in mentioned:
                needed.append(PLACE)
            lacking = [
                (fields[0], words)
                for fields, words in needed
                if not any(getattr(source, name).strip() for name in fields)
            ]
            if lacking:
                yield hint(
                    "source_incomplete",
                    f"A source of answer {index + 1} lacks {' and '.join(words for _, words in lacking)}.",
                    f"answers-{index}-sources-{place}-{lacking[0][0]}",
                    f"{source.title} {' '.join(name for name, _ in lacking)}",
                    quote=source.title,
                )
