"""Taking in a reader's report of an error, with the paragraph it is about."""

from django.db import transaction

from articles import anchors
from articles.models import ErrorReport

from . import limits, tokens


def paragraphs(edition):
    """Return what a report on ``edition`` may be about: a list of lists of Paragraphs, one for each answer."""
    return [anchors.paragraphs(answer, number) for number, answer in enumerate(edition.page.answers, 1)]


@transaction.atomic
def receive(*, edition, paragraph, message, name="", email="", may_be_thanked=False, number, address):
    """Store a report on ``edition`` and return the ErrorReport; None where the form was sent before.

    ``paragraph`` is an anchor of the edition, or "" for the page as a whole. Raises limits.TooMany.
    """
    if not tokens.use(number):
        return None
    limits.count("report", address)
    texts = {each.anchor: each.text for answer in paragraphs(edition) for each in answer}
    return ErrorReport.objects.create(
        question_id=edition.question_id,
        edition=edition,
        paragraph=paragraph,
        quoted=texts.get(paragraph, ""),
        message=message,
        name=name,
        email=email,
        may_be_thanked=may_be_thanked,
    )
