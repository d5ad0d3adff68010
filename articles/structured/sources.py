"""The sources of an answer, as what they are."""

from articles.models import Source

from .things import iso_date, known

TYPES = {
    Source.Kind.BOOK: "Book",
    Source.Kind.CHAPTER: "Chapter",
    Source.Kind.ARTICLE: "ScholarlyArticle",
    Source.Kind.NEWSPAPER: "Article",
    Source.Kind.ARCHIVE: "ArchiveComponent",
    Source.Kind.WEBSITE: "WebPage",
    Source.Kind.FILM: "CreativeWork",
}
PAGINATED = {"Article", "ScholarlyArticle", "Chapter"}  # schema.org has no pages within other things
CONTAINERS = {
    Source.Kind.CHAPTER: "Book",
    Source.Kind.ARTICLE: "Periodical",
    Source.Kind.NEWSPAPER: "Periodical",
    Source.Kind.WEBSITE: "WebSite",
}


def source(line):
    """Return the node of a SourceLine. Its authors are one text, as printed, so they are credit text and no Person."""
    kind = TYPES.get(line.kind, "CreativeWork")
    container = known(type_=CONTAINERS.get(line.kind, "CreativeWork"), name=line.container)
    archive = known(type_="ArchiveOrganization", name=line.archive)
    return known(
        type_=kind,
        name=line.title,
        creditText=line.authors,
        isPartOf=container if line.container else None,
        publisher=known(type_="Organization", name=line.publisher) if line.publisher else None,
        datePublished=iso_date(line.issued),
        pagination=line.pages if kind in PAGINATED else "",
        isbn=line.isbn if kind == "Book" else "",
        url=line.url,
        sameAs=f"https://doi.org/{line.doi}" if line.doi else "",
        holdingArchive=archive if line.kind == Source.Kind.ARCHIVE and line.archive else None,
        identifier=line.archive_ref,
    )
