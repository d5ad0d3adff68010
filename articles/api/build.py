"""From rows and pages to the shapes of schema.py. Nothing here asks the database."""

from django.conf import settings
from django.urls import reverse

from articles import dates, licences, reprints
from articles.models import content

from . import schema

# The kinds that can be listed and filtered by: the filter's name, and the route of a thing's page.
FILTERS = {
    "authors": "author",
    "publications": "publication",
    "periods": "period",
    "topics": "topic",
    "places": "place",
    "figures": "figure",
}
MEDIA_TYPES = {"avif": "image/avif", "jpeg": "image/jpeg"}


def at(route, *args):
    """Return the absolute address of a route of this site."""
    return reprints.absolute(reverse(route, args=args))


def when(edtf):
    """Return the HistoricalDate of EDTF text, or None for none."""
    if not edtf:
        return None
    return schema.HistoricalDate(edtf=edtf, text=dates.display(edtf, bce=settings.ERA == "bce"))


def reference(kind, thing):
    """Return the Reference to a row of ``kind`` ("authors", "periods" …)."""
    return schema.Reference(
        name=str(thing),
        url=reprints.absolute(thing.get_absolute_url()),
        api_url=at("api_thing", kind, thing.slug),
    )


def licence(found):
    """Return the shape of a licences.Licence."""
    return schema.Licence(code=found.code, name=found.name, url=found.url, may_be_republished=found.is_open)


def summary(edition):
    """Return the Summary of an Edition from for_list()."""
    return schema.Summary(
        id=edition.question_id,
        slug=edition.slug,
        question=edition.text,
        short_title=edition.short_title,
        teaser=edition.teaser,
        words=edition.words,
        edition=edition.number,
        published=edition.first_live_from,
        changed=edition.live_from,
        authors=[reference("authors", author) for author in edition.authors.all()],
        periods=[reference("periods", period) for period in edition.periods.all()],
        url=reprints.absolute(edition.get_absolute_url()),
        api_url=at("api_question", edition.slug),
    )


def question(page):
    """Return the Question of a QuestionPage: its frozen words joined with today's things."""
    words, edition = page.words, page.edition
    slug = (page.current or edition).slug
    things = {
        kind: [reference(kind, thing) for thing in getattr(page, kind)]
        for kind in ("topics", "periods", "places", "figures")
    }
    return schema.Question(
        id=edition.question_id,
        slug=slug,
        question=words.question,
        short_title=words.short_title,
        text_as_asked=words.text_as_asked,
        asked_by=words.asker_name,
        asked_from=words.asker_town,
        short_answer=words.short_answer,
        premise_note=words.premise_note,
        covers=when(words.covers),
        answers=_answers(page),
        words=words.words,
        reading_minutes=words.reading_minutes,
        published=edition.first_live_from,
        changed=edition.live_from,
        changed_in_substance=page.changed_at,
        edited_by=words.edited_by,
        reviewed=_review(page),
        teaching=_teaching(words.teaching),
        first_print=_first_print(page),
        picture=_picture(page.picture, words.picture) if page.picture else None,
        **things,
        corrections=[correction(row, words.question, slug) for row in page.corrections],
        licence=licence(page.licence),
        edition=schema.Edition(
            number=edition.number,
            is_current=page.is_current,
            live_from=edition.live_from,
            sha256=edition.digest,
            url=at("edition", slug, edition.number),
            api_url=at("api_edition", slug, edition.number),
        ),
        links=schema.Links(
            page=at("question", slug),
            history=at("history", slug),
            republish=at("republish", slug),
            epub=at("answer_epub", slug),
            oembed=f"{at('oembed')}?url={at('question', slug)}",
        ),
    )


def correction(row, question, slug):
    """Return the shape of a Correction of the question of that text and address; its editions are to be loaded."""
    return schema.Correction(
        id=row.pk,
        kind=row.kind,
        at=row.at,
        wrong=row.wrong,
        right=row.right,
        question=question,
        question_url=at("question", slug),
        from_edition=row.from_edition.number,
        to_edition=row.to_edition.number if row.to_edition else None,
    )


def entry(kind, row):
    """Return the Entry of a row of ``kind`` with ``count``, its live questions."""
    return schema.Entry(**_entry(kind, row))


def thing(kind, row):
    """Return the whole of a row of ``kind`` with ``count``: an Author, Publication or CatalogueEntry."""
    if kind == "authors":
        names = ("post", "fields", "orcid", "wikidata", "website", "disclosure")
        return schema.Author(
            **_entry(kind, row),
            **{name: getattr(row, name) for name in names},
            biography_html=reprints.absolute_links(row.biography, reprints.absolute(row.get_absolute_url())),
            portrait=_todays_picture(row.portrait),
            books=[_own_book(book) for book in row.books.all()],
        )
    if kind == "publications":
        names = ("tagline", "description", "issn")
        return schema.Publication(
            **_entry(kind, row),
            **{name: getattr(row, name) for name in names},
            website=row.url,
            issues=[_issue(row, issue) for issue in row.live_issues],
        )
    dated = {name: when(getattr(row, name, "")) for name in ("span", "born", "died")}
    named = {name: getattr(row, name, "") for name in ("name_then", "country", "wikidata", "authority_url")}
    degrees = {name: getattr(row, name, None) for name in ("latitude", "longitude")}
    return schema.CatalogueEntry(
        **_entry(kind, row),
        description=row.description,
        **dated,
        **named,
        **{name: None if value is None else float(value) for name, value in degrees.items()},
    )


def _entry(kind, row):
    return {
        "id": row.pk,
        "slug": row.slug,
        "name": str(row),
        "questions": row.count,
        "url": reprints.absolute(row.get_absolute_url()),
        "api_url": at("api_thing", kind, row.slug),
        "questions_url": f"{at('api_questions')}?{FILTERS[kind]}={row.slug}",
    }


def _own_book(book):
    return schema.OwnBook(
        title=book.title,
        publisher=book.publisher,
        year=book.year,
        isbn=book.isbn,
        website=book.url,
        cover=_todays_picture(book.cover),
    )


def _issue(publication, issue):
    return schema.Issue(
        slug=issue.slug,
        label=issue.label,
        title=issue.title,
        volume=issue.volume,
        number=issue.number,
        cover_date=when(issue.cover_date),
        cover=_todays_picture(issue.cover),
        questions=issue.count,
        url=at("issue", publication.slug, issue.slug),
    )


def _answers(page):
    base = reprints.page_url(page)
    texts = reprints.bodies(page, base, reprints.image_of)
    return [_answer(answer, text, base) for answer, text in zip(page.answers, texts, strict=True)]


def _answer(answer, body, base):
    text = answer.text
    return schema.Answer(
        lead=text.lead,
        body_html=reprints.absolute_links(body, base),
        words=text.words,
        confidence=text.confidence,
        confidence_reason=text.confidence_reason,
        credits=[_credit(credit) for credit in (*answer.answered_by, *answer.others)],
        sources=[_source(source.number, source.line) for source in answer.sources],
    )


def _credit(credit):
    author = credit.author
    return schema.Credit(
        role=credit.line.role,
        name=credit.line.name,
        books=[
            schema.Book(title=book.title, publisher=book.publisher, year=book.year)
            for book in credit.line.books
        ],
        author=reference("authors", author) if author else None,
        post=author.post if author else "",
        disclosure=author.disclosure if author else "",
    )


def _source(number, source):
    fields = {name: getattr(source, name) for name in content.SourceLine.__dataclass_fields__}
    fields |= {"issued": when(source.issued), "accessed": when(source.accessed)}
    known = {name: value for name, value in fields.items() if name in schema.Source.__struct_fields__}
    return schema.Source(number=number, **known)


def _review(page):
    words, reviewer = page.words, page.made.reviewed_by
    if not reviewer:
        return None
    author = reference("authors", reviewer.author) if reviewer.author else None
    return schema.Review(on=when(words.reviewed_on), name=reviewer.line.name, author=author)


def _teaching(teaching):
    if not teaching:
        return None
    lines = {
        name: [schema.Line(label=line.label, text=line.text) for line in getattr(teaching, name)]
        for name in ("key_dates", "sourcing", "glossary")
    }
    return schema.Teaching(enquiry=teaching.enquiry, **lines)


def _first_print(page):
    provenance = page.words.provenance
    if not provenance:
        return None
    publication, issue = page.publication, page.issue
    return schema.FirstPrint(
        publication=reference("publications", publication) if publication else None,
        publication_name=provenance.publication.name if provenance.publication else "",
        issue=schema.Reference(name=issue.label, url=reprints.absolute(issue.get_absolute_url()))
        if issue
        else None,
        issue_name=provenance.issue.name if provenance.issue else "",
        issued=when(provenance.issued),
        pages=provenance.pages,
    )


def _todays_picture(picture):
    """Return the Picture of a row with its renditions prefetched, in its own words, while we may show it."""
    return _picture(picture, picture) if picture and picture.is_shown() else None


def _picture(picture, use):
    """Return the Picture behind a row; ``use`` has the words that are printed with it."""
    return schema.Picture(
        alt=use.alt,
        caption=use.caption,
        credit=use.credit,
        licence=licence(licences.find(picture.licence)),
        renditions=[
            schema.Rendition(
                url=reprints.absolute(item.file.url),
                media_type=MEDIA_TYPES[item.format],
                width=item.width,
                height=item.height,
                bytes=item.bytes,
            )
            for item in picture.renditions.all()
        ],
    )
