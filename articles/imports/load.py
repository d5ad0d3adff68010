"""The only writer of imports: plain records in, rows out. Running it twice gives the same as once.

A question is found again by its outside reference. One that was edited here since its last import is left alone.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from articles import forwarding, keeping, notes, references, workflow
from articles.models import (
    Address,
    Answer,
    Author,
    Book,
    Credit,
    Figure,
    Issue,
    Period,
    Place,
    Publication,
    Question,
    Revision,
    Source,
    Topic,
)

ARCHIVE_REASON = "Printed before it came here; imported as it was printed."
SLUG_LENGTH = 80


@dataclass
class Report:
    """What an import did: question texts by outcome, failures with their reasons, and what was kept out."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)

    def fail(self, name, reason):
        """Note that ``name`` (a file or question) was not taken, with a sentence for people."""
        self.failed.append((name, reason))


def load_question(record, report, *, publish=False, by=None, picture=None):
    """Write the QuestionRecord ``record`` and note the outcome in ``report``; return the Question, or None on failure.

    All or nothing. ``publish`` prints it too, waiving what readiness would ask of new work. ``picture`` is the
    Picture to use, where the caller has one.
    """
    try:
        with transaction.atomic():
            question, outcome = _write(record, by, picture)
            edited_here = outcome == "unchanged" and question.version != question.outside_version
            printed = publish and _print_as_it_was(question, by)
            if (outcome != "unchanged" or printed) and not edited_here:
                remember(question, record)
    except ValidationError as error:
        report.fail(record.text, " ".join(error.messages))
        return None
    except workflow.Refused as refusal:
        report.fail(record.text, str(refusal))
        return None
    getattr(report, outcome).append(record.text)
    if printed:
        report.published.append(record.text)
    if record.offer:
        report.offers.append(record.offer)
    report.set_aside.extend(record.set_aside)
    return question


def _write(record, by, picture):
    """Return (Question, "created" | "updated" | "unchanged"); raise Refused where it was edited here."""
    question = Question.objects.select_for_update().filter(outside_reference=record.reference).first()
    if question and question.outside_digest == _digest(record):
        return question, "unchanged"
    if question and question.version != question.outside_version:
        raise workflow.Refused(
            "The file has changed, but the question was edited here since it was imported; it was left as it is."
        )
    for title in record.masthead:
        _put_in_masthead(_publication(title))
    fresh = question is None
    question = question or Question(outside_reference=record.reference)
    if not fresh:
        keeping.keep_found(question)
    _fill(question, record, picture)
    question.answers.all().delete()
    for position, answer in enumerate(record.answers):
        _add_answer(question, position, answer)
    question.topics.set(_named(Topic, record.topics))
    question.periods.set(_named(Period, record.periods))
    question.places.set([_place(place) for place in record.places])
    question.figures.set([_figure(figure) for figure in record.figures])
    if fresh:
        keeping.keep(question, by=by, kind=Revision.Kind.IMPORTED)
    else:
        workflow.changed(question=question, by=by, kind=Revision.Kind.IMPORTED)
    return question, "created" if fresh else "updated"


def _fill(question, record, picture):
    provenance = record.provenance
    publication = _publication(provenance.publication) if provenance and provenance.publication else None
    question.text = record.text
    question.slug = question.slug or record.slug or free_slug(record.text)
    question.short_title = record.short_title
    question.text_as_asked = record.text_as_asked
    question.asker_name, question.asker_town = record.asker_name, record.asker_town
    question.asker_consent = bool(record.asker_name)
    question.short_answer = record.short_answer
    question.premise_note = record.premise_note
    question.covers = record.covers
    question.edited_by = record.edited_by
    question.reviewed_on = record.reviewed_on
    question.reviewed_by = (
        next(iter(_named(Author, [record.reviewed_by])), None) if record.reviewed_by else None
    )
    question.enquiry = record.enquiry
    for name in ("key_dates", "sourcing", "glossary"):
        setattr(question, name, "\n".join(getattr(record, name)))
    question.web_date = record.web_date
    question.licence = record.licence
    question.first_publication = publication
    question.first_issue = _issue(publication, provenance) if publication else None
    question.first_published = provenance.issued if provenance else ""
    question.first_pages = provenance.pages if provenance else ""
    question.picture = picture or question.picture
    question.full_clean()
    question.save()


def _add_answer(question, position, record):
    answer = Answer(
        question=question,
        position=position,
        lead=record.lead,
        body=record.body,
        confidence=record.confidence,
        confidence_reason=record.confidence_reason,
    )
    answer.full_clean()
    answer.save()
    for place, person in enumerate(record.credits):
        author = _author(person)
        credit = Credit(answer=answer, author=author, role=person.role, position=place)
        credit.full_clean()
        credit.save()
        credit.books.set([_book(book, author) for book in person.books])
    for place, reference in enumerate(record.sources):
        source = Source(answer=answer, position=place, **asdict(reference))
        source.full_clean()
        source.save()
    notes.take_in(answer)
    references.link_typed(answer)


def _print_as_it_was(question, by):
    """Publish a question that never was; waive what it lacks. Return whether it did."""
    if question.editions.exists():
        return False
    workflow.waive(question=question, by=by, reason=ARCHIVE_REASON)
    workflow.publish(question=question, by=by)
    return True


def remember(question, record):
    """Note what ``record`` brought and the version it left, so that a second run can tell what changed since."""
    Question.objects.filter(pk=question.pk).update(
        outside_digest=_digest(record), outside_version=question.version
    )
    question.refresh_from_db(fields=["outside_digest", "outside_version"])


def _digest(record):
    return hashlib.sha256(json.dumps(asdict(record), sort_keys=True, default=str).encode()).hexdigest()


def free_slug(text):
    """Return an address part made from ``text`` that no question has or ever had."""
    plain = unicodedata.normalize("NFKD", text).replace("’", "")
    base = (
        re.sub(r"-[^-]*$", "", whole[: SLUG_LENGTH + 1])
        if len(whole := slugify(plain)) > SLUG_LENGTH
        else whole
    )
    base = base or "question"
    taken = {
        slug
        for model in (Question, Address)
        for slug in model.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    }
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _entity_slug(model, name):
    base = slugify(unicodedata.normalize("NFKD", name))[:100].strip("-") or model._meta.model_name
    slug, number = base, 1
    while model.objects.filter(slug=slug).exists() or forwarding.taken(model(), slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def _publication(title):
    known = Publication.objects.filter(title__iexact=title).first()
    if not known:
        known = Publication(title=title, slug=_entity_slug(Publication, title), in_masthead=False)
        known.full_clean()
        known.save()
    return known


def _put_in_masthead(publication):
    """Name ``publication`` at the top of every page, after those that are there already."""
    if not publication.in_masthead:
        last = Publication.objects.in_masthead().last()
        publication.in_masthead, publication.position = True, last.position + 1 if last else 1
        publication.save()


def _issue(publication, provenance):
    """Return the Issue named in ``provenance``, made where it is described well enough; None where it is not."""
    if provenance.issue_slug:
        (issue,) = _named(Issue, [provenance.issue_slug], publication=publication)
        return issue
    if not (provenance.volume or provenance.number):
        return None
    found = publication.issues.filter(volume=provenance.volume, number=provenance.number).first()
    if found:
        return found
    parts = (provenance.issued, provenance.volume, provenance.number)
    new = Issue(
        publication=publication,
        slug=slugify("-".join(part for part in parts if part))[:60],
        volume=provenance.volume,
        number=provenance.number,
        cover_date=provenance.issued,
    )
    new.full_clean()
    new.save()
    return new


def _author(person):
    known = forwarding.find(Author, person.slug) if person.slug else None
    known = known or Author.objects.filter(name__iexact=person.name).order_by("pk").first()
    if known:
        return known.standing
    new = Author(name=person.name, slug=_entity_slug(Author, person.name))
    new.full_clean()
    new.save()
    return new


def _book(record, author):
    mine = Q(authors=author) | Q(merged_into__authors=author)
    known = Book.objects.filter(mine, title__iexact=record.title).first()
    if not known:
        known = Book(title=record.title, publisher=record.publisher, year=record.year, isbn=record.isbn)
        known.full_clean()
        known.save()
        known.authors.add(author)
    return known.standing


def _named(model, slugs, **within):
    """Return the rows with those slugs; raise ValidationError where one is missing: nothing is dropped in silence."""
    known = {row.slug: row for row in model.objects.filter(slug__in=slugs, **within)}
    if not within:
        moved = {slug: forwarding.find(model, slug) for slug in slugs if slug not in known}
        known |= {slug: row for slug, row in moved.items() if row}
    if missing := [slug for slug in slugs if slug not in known]:
        raise ValidationError(f"There is no {model._meta.verbose_name} {', '.join(missing)}: add it first.")
    return known.values()


def _place(record):
    known = forwarding.find(Place, record.slug)
    if not known:
        known = Place(
            slug=record.slug,
            name=record.name,
            name_then=record.then,
            country=record.country,
            latitude=_degrees(record.lat),
            longitude=_degrees(record.lon),
            wikidata=record.wikidata,
        )
        known.full_clean()
        known.save()
    return known


def _degrees(value):
    return None if value is None else round(Decimal(str(value)), 5)


def _figure(record):
    known = forwarding.find(Figure, record.slug)
    if not known:
        known = Figure(**asdict(record))
        known.full_clean()
        known.save()
    return known
