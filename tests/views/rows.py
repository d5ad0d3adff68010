"""A magazine of any size, for counting the queries of its pages."""

from datetime import timedelta

from django.utils import timezone

from articles import renditions, richtext
from articles.models import Correction
from tests import factories

CLASSROOM = {
    "key_dates": "1315: It rains.",
    "sourcing": "Who wrote this?",
    "glossary": "dearth: want of food",
}


def magazine(rows):
    """Print ``rows`` questions that share one author, issue and set of catalogue entries; return the last Edition.

    The last one has as many answers, credits, books, sources and corrections as there are rows.
    """
    shared = {
        "periods": [factories.PeriodFactory()],
        "topics": [factories.TopicFactory()],
        "places": [factories.PlaceFactory()],
        "figures": [factories.FigureFactory()],
        "first_issue": (issue := factories.IssueFactory(cover=factories.PictureFactory())),
        "first_publication": issue.publication,
    }
    # Before all others, whatever their numbers: "Marlow 100" comes before "Marlow 99".
    author = factories.AuthorFactory(sort_name="Aarons", portrait=factories.PictureFactory())
    for number in range(rows):
        picture = factories.PictureFactory()
        renditions.make(picture)
        question = factories.printable_question(picture=picture, **shared, **CLASSROOM)
        answer = question.answers.get()
        answer.credits.update(author=author)
        answer.body += "".join(richtext.reference(source.key) for source in answer.sources.all())
        answer.save()
        book = factories.BookFactory(authors=[author], cover=factories.PictureFactory())
        answer.credits.get().books.add(book)
        _print(question, hours=rows - number)
    for _ in range(rows - 1):
        _correct(question)  # while it is short: each prints the whole page
    for _ in range(rows):
        extra = factories.AnswerFactory(question=question)
        factories.CreditFactory(answer=extra, books=[factories.BookFactory()])
        extra.body += richtext.reference(factories.SourceFactory(answer=extra).key)
        extra.save()
        factories.OfferFactory()
        factories.SponsorshipFactory(picture=factories.PictureFactory())
        factories.PublicationFactory()
        for answer_of in (None, question):
            factories.SubmissionFactory(shown=True, votes=1, question=answer_of)
    return _correct(question)


def _print(question, hours):
    from_then = timezone.now() - timedelta(hours=hours)
    return factories.workflow.publish(question=question, at=from_then)


def _correct(question):
    words = {"kind": Correction.Kind.UPDATE, "wrong": "It said three.", "right": "It says four."}
    return factories.workflow.publish(question=question, correction=words)
