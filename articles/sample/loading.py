"""Puts the sample magazine in: once, and never over what an editor has changed."""

import io
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from articles import renditions, workflow
from articles.imports import load
from articles.imports.magazine import read_magazine
from articles.models import (
    Author,
    Book,
    Issue,
    Offer,
    Period,
    Picture,
    Publication,
    Question,
    Sponsorship,
    Submission,
    Topic,
)

from . import art

FOLDER = Path(__file__).parent
CREDIT = "Drawn for the HistoryQA sample magazine"
SCHEDULED_AHEAD = timedelta(days=21)


COVER, PICTURE = 640, 1280  # px: how wide they are stored


def load_sample(*, progress=lambda text: None, proofs=False):
    """Load the sample magazine; return a load.Report. Rows that are there already are left as they are.

    ``progress`` is called with the text of each question before it is loaded. With ``proofs`` its pictures are
    stand-ins that take next to no time (``art.proof``).
    """
    magazine = read_magazine(FOLDER)
    report = load.Report()
    with transaction.atomic():
        publications = _catalogue(magazine.tables, proofs)
    for record in magazine.questions:
        progress(record.text)
        with transaction.atomic():
            picture = _picture(record, proofs)
            question = load.load_question(replace(record, picture=None), report, picture=picture)
            if question is None:
                transaction.set_rollback(True)  # its picture goes too
            elif not question.editions.exists():
                _print(question, record)
                report.published.append(record.text)
                load.remember(question, replace(record, picture=None))
    with transaction.atomic():
        _promotions(magazine.tables, publications)
        _submissions(magazine.tables)
    return report


def _catalogue(tables, proofs):
    publications = {}
    for row in tables["publications"]:
        publications[row["slug"]] = _once(Publication, row, "slug")
    for row in tables["issues"]:
        publication = publications[row["publication"]]
        if not publication.issues.filter(slug=row["slug"]).exists():
            issue = Issue(**{**row, "publication": publication})
            name = f"{publication.slug}/{issue.slug}"
            issue.cover = _drawn(
                art.proof(name, portrait=True) if proofs else art.cover(publication.title, issue.label, name),
                COVER,
                title=f"Cover of {publication.title}, {issue.label}",
                alt=f"Cover of {publication.title}, {issue.label}.",
            )
            issue.full_clean()
            issue.save()
    for row in tables["periods"]:
        _once(Period, row, "slug")
    for row in tables["topics"]:
        _once(Topic, row, "slug")
    authors = {row["slug"]: _once(Author, row, "slug") for row in tables["authors"]}
    for row in tables["books"]:
        _once(Book, _without(row, "slug", "authors"), "title").authors.add(
            *(authors[slug] for slug in row["authors"])
        )
    return publications


def _promotions(tables, publications):
    for row in tables["offers"]:
        offer = _once(Offer, _without(row, "slug", "publications"), "copy")
        offer.publications.add(*(publications[slug] for slug in row["publications"]))
    for row in tables["sponsorships"]:
        _once(Sponsorship, _without(row, "slug"), "headline")


def _submissions(tables):
    for row in tables.get("submissions", ()):
        answered = Question.objects.filter(slug=row.get("answer", "")).first()
        _once(Submission, {**_without(row, "answer"), "question": answered, "shown": True}, "text")


def _without(row, *names):
    return {name: value for name, value in row.items() if name not in names}


def _once(model, fields, key):
    """Return the row of ``model`` with that ``key``, made from ``fields`` where there is none."""
    known = model.objects.filter(**{key: fields[key]}).first()
    if not known:
        known = model(**fields)
        known.full_clean()
        known.save()
    return known


def _picture(record, proofs):
    if not record.picture:
        return None
    title = f"Sample: {record.picture.art}"
    known = Picture.objects.filter(title=title).first()
    return known or _drawn(
        art.proof(record.picture.art) if proofs else art.draw(record.picture.art),
        PICTURE,
        title=title,
        alt=record.picture.alt,
        caption=record.picture.caption,
        decorative=record.picture.decorative,
    )


def _drawn(image, widest, **words):
    image.thumbnail((widest, 2 * widest))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92)
    return renditions.add(
        buffer.getvalue(),
        credit=CREDIT,
        rights_holder="The HistoryQA sample magazine",
        licence=Picture.Licence.CC0,
        **words,
    )


def _print(question, record):
    """Publish ``question`` as its file says: its first words, then each correction, a later review, then its end."""
    if record.state == "scheduled":
        day = timezone.localdate() + SCHEDULED_AHEAD
        workflow.schedule(question=question, at=timezone.make_aware(datetime.combine(day, time(9))))
        return
    corrections = sorted(record.corrections, key=lambda entry: entry.at)
    review = {"reviewed_on": question.reviewed_on, "reviewed_by": question.reviewed_by}
    _set(question, reviewed_on=None, reviewed_by=None)
    for entry in corrections:
        _put(question, entry.now, entry.printed)
    workflow.publish(question=question)
    for entry in corrections:
        _put(question, entry.printed, entry.now)
        words = {"kind": entry.kind, "wrong": entry.wrong, "right": entry.right}
        workflow.publish(question=question, at=entry.at, correction=words, backdated=True)
    if review["reviewed_on"]:
        _set(question, **review)
        at = timezone.make_aware(datetime.combine(review["reviewed_on"], time(10)))
        workflow.publish(question=question, at=at, backdated=True)
    if record.state == "withdrawn":
        workflow.withdraw(question=question, at=record.withdrawn_at, reason=record.withdrawn_reason)


def _put(question, old, new):
    answer = question.answers.get(body__contains=old)
    answer.body = answer.body.replace(old, new)
    answer.full_clean()
    answer.save()


def _set(question, **values):
    Question.objects.filter(pk=question.pk).update(**values)


def is_loaded():
    """Whether any question is there, ours or not."""
    return Question.objects.exists()
