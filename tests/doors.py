"""Questions in every state, for asking each door what it lets through."""

from datetime import timedelta

from django.utils import timezone

from articles import workflow
from articles.models import Correction, Question
from tests import factories

WITHDRAWN = "The letter proved to be a forgery."


def questions_in_every_state():
    """Return what they share, by kind, and print "live", schedule "scheduled", withdraw "withdrawn", leave "draft".

    Each question's text and lead name its state: "Is this scheduled?".
    """
    issue = factories.IssueFactory()
    shared = {
        "periods": factories.PeriodFactory(),
        "topics": factories.TopicFactory(),
        "places": factories.PlaceFactory(),
        "figures": factories.FigureFactory(),
    }
    author = factories.AuthorFactory()
    for state in ("live", "draft", "scheduled", "withdrawn"):
        question = factories.printable_question(
            slug=f"{state}-one",
            text=f"Is this {state}?",
            licence=Question.Licence.CC_BY,
            first_issue=issue,
            first_publication=issue.publication,
            **{kind: [thing] for kind, thing in shared.items()},
        )
        answer = question.answers.get()
        answer.credits.update(author=author)
        question.answers.update(lead=f"The {state} lead stands here.")
        if state == "scheduled":
            workflow.schedule(question=question, at=timezone.now() + timedelta(hours=1))
        elif state != "draft":
            workflow.publish(question=question)
        if state == "withdrawn":
            workflow.withdraw(question=question, reason=WITHDRAWN)
    return {"authors": author, "publications": issue.publication, **shared}


def correct(question, **words):
    """Print ``question`` again with a correction; ``words`` are fields of Question to change. Return the Edition."""
    question = Question.objects.get(pk=question.pk)
    for name, value in words.items():
        setattr(question, name, value)
    question.save()
    correction = {"kind": Correction.Kind.CORRECTION, "wrong": "We wrote 1314.", "right": "It was 1315."}
    return workflow.publish(question=question, correction=correction)


def body(response):
    """Return the text of a response, streamed or not."""
    return response.getvalue().decode()
