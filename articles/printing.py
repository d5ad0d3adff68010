"""From manuscript to edition: what a question says at this moment, frozen."""

from django.conf import settings
from django.utils import timezone

from . import inserts, richtext
from .models import Edition, content, teaching


def freeze(question):
    """Return the EditionContent of ``question`` as it stands. Reads related rows; changes nothing.

    Fetch the question with ``Question.objects.for_print()`` to do it in a fixed number of queries.
    """
    named = question.asker_consent
    pictures = inserts.named_in(question.answers.all())
    return content.EditionContent(
        question=question.text,
        short_title=question.short_title,
        text_as_asked=question.text_as_asked,
        asker_name=question.asker_name if named else "",
        asker_town=question.asker_town if named else "",
        short_answer=question.short_answer,
        premise_note=question.premise_note,
        covers=question.covers,
        answers=tuple(_answer(answer, pictures) for answer in question.answers.all()),
        provenance=_provenance(question),
        picture=_picture(question),
        topics=_entries(question.topics),
        periods=_entries(question.periods),
        places=_entries(question.places),
        figures=_entries(question.figures),
        edited_by=question.edited_by,
        reviewed_on=question.reviewed_on.isoformat() if question.reviewed_on else "",
        reviewed_by=_reviewer(question),
        teaching=_teaching(question),
        # What was granted stays granted, whatever the site's rule is tomorrow.
        licence=question.licence or settings.REPUBLISH_LICENCE,
    )


def unsaved_edition(question, *, by=None, at=None):
    """Return an Edition of ``question`` that is in no database: what a preview shows and publishing saves.

    ``at`` is the instant it would be live from (aware datetime, default now).
    """
    return edition_of(freeze(question), question=question, slug=question.slug, by=by, at=at)


def edition_of(frozen, *, question, slug, by=None, at=None):
    """Return an Edition of the EditionContent ``frozen``, in no database, at the address ``slug``."""
    at = at or timezone.now()
    data = content.to_json(frozen)
    provenance = frozen.provenance
    return Edition(
        question=question,
        number=0,
        slug=slug,
        text=frozen.question,
        short_title=frozen.short_title,
        teaser=frozen.teaser,
        content=data,
        digest=content.digest(data),
        words=frozen.words,
        live_from=at,
        first_live_from=at,
        substance_from=at,
        printed_by=by,
        covers=frozen.covers,
        publication_id=provenance.publication.id if provenance and provenance.publication else None,
        issue_id=provenance.issue.id if provenance and provenance.issue else None,
        picture_id=frozen.picture.id if frozen.picture else None,
    )


def again(edition, *, number, by, at):
    """Return an unsaved Edition with the words of ``edition``, to be live from ``at``."""
    same = {
        field.attname: getattr(edition, field.attname)
        for field in Edition._meta.concrete_fields
        if field.name not in ("id", "live_until", "printed_at") and not field.generated
    }
    times = {"live_from": at, "first_live_from": at, "substance_from": at}
    return Edition(**{**same, **times, "number": number, "printed_by_id": by and by.pk})


def catalogue(edition):
    """Return what the edition's relations must hold: attribute name to list of ids."""
    page = edition.page
    return {
        "authors": [credit.author_id for credit in page.authors],
        **{
            name: [entry.id for entry in getattr(page, name)]
            for name in ("topics", "periods", "places", "figures")
        },
    }


def _answer(answer, pictures):
    return content.AnswerText(
        lead=answer.lead,
        body=answer.body,
        words=richtext.word_count(answer.lead) + richtext.word_count(richtext.plain_text(answer.body)),
        confidence=answer.confidence,
        confidence_reason=answer.confidence_reason,
        credits=tuple(_credit(credit) for credit in answer.credits.all()),
        sources=tuple(source_line(source) for source in answer.sources.all()),
        pictures=inserts.printed(answer.body, pictures),
    )


def _credit(credit):
    books = sorted(credit.books.all(), key=lambda book: (book.year or 0, book.title))
    return content.CreditLine(
        author_id=credit.author_id,
        name=credit.author.name,
        role=credit.role,
        books=tuple(
            content.BookLine(id=book.pk, title=book.title, publisher=book.publisher, year=book.year)
            for book in books
        ),
    )


def source_line(source):
    """Return the SourceLine of a Source as it stands."""
    names = content.SourceLine.__dataclass_fields__
    return content.SourceLine(**{name: getattr(source, name) for name in names})


def _provenance(question):
    publication, issue = question.first_publication, question.first_issue
    if not publication and not question.first_published:
        return None
    return content.Provenance(
        publication=content.Entry(id=publication.pk, name=publication.title) if publication else None,
        issue=content.Entry(id=issue.pk, name=issue.label) if issue else None,
        issued=question.first_published or (issue.cover_date if issue else ""),
        pages=question.first_pages,
    )


def _picture(question):
    picture = question.picture
    if not picture:
        return None
    return content.PictureUse(
        id=picture.pk,
        alt=picture.alt,
        caption=question.picture_caption or picture.caption,
        credit=picture.credit,
    )


def _reviewer(question):
    author = question.reviewed_by
    return content.CreditLine(author_id=author.pk, name=author.name, role="reviewed_by") if author else None


def _teaching(question):
    def lines(pairs):
        return tuple(content.TeachingLine(label=label, text=text) for label, text in pairs)

    frozen = content.Teaching(
        enquiry=question.enquiry,
        key_dates=lines(teaching.labelled(question.key_dates)),
        sourcing=lines(teaching.sourcing(question.sourcing)),
        glossary=lines(teaching.labelled(question.glossary)),
    )
    return None if frozen == content.Teaching() else frozen


def _entries(relation):
    return tuple(content.Entry(id=entry.pk, name=entry.name) for entry in relation.all())
