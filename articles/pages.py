"""An edition's frozen words joined with today's things: portraits, rights, names and addresses.

What is printed stays as printed; what it is about is read by id each time a page is shown. Every function here
makes a fixed number of queries, however much the edition holds.
"""

from dataclasses import dataclass, field

from . import making, references
from .making import CreditedAuthor
from .models import (
    Author,
    Correction,
    Edition,
    Figure,
    Issue,
    Offer,
    Period,
    Picture,
    Place,
    Publication,
    Sponsorship,
    Topic,
    content,
)


@dataclass
class PrintedAnswer:
    """One answer: its frozen words, its credits by role, and its text and sources as numbered on this page."""

    text: content.AnswerText
    answered_by: list[CreditedAuthor]
    others: list[CreditedAuthor]
    body: str
    sources: tuple[references.NumberedSource, ...]


@dataclass
class QuestionPage:
    """Everything the question page prints. ``picture`` is None where there is none or its right has ended."""

    edition: Edition
    words: content.EditionContent
    answers: list[PrintedAnswer]
    picture: Picture | None
    publication: Publication | None
    issue: Issue | None
    topics: list[Topic]
    periods: list[Period]
    places: list[Place]
    figures: list[Figure]
    corrections: list[Correction]
    made: making.Made
    current: Edition | None = None

    @property
    def is_current(self):
        """Whether this is what the question's own address shows."""
        return self.current is None or self.current.pk == self.edition.pk

    @property
    def edition_count(self):
        """How many editions there have been, this one and the current one included."""
        return max(self.edition.number, self.current.number if self.current else 0)

    @property
    def changed_at(self):
        """When what it says last changed in substance after it was first on the web; None where it never did."""
        since = self.edition.substance_from or self.edition.live_from
        return since if since != self.edition.first_live_from else None


@dataclass
class Furniture:
    """What surrounds every page: the masthead's magazines, and what is running in each slot."""

    masthead: list[Publication]
    offers: dict[str, Offer] = field(default_factory=dict)
    sponsorships: dict[str, Sponsorship] = field(default_factory=dict)


def question_page(edition, *, current=None, at=None):
    """Return the QuestionPage of ``edition`` (saved or not) at ``at``; ``current`` is the live edition, if another."""
    words = edition.page
    authors = (
        Author.objects.select_related("portrait")
        .prefetch_related("portrait__renditions")
        .in_bulk(making.author_ids(words))
    )
    provenance = words.provenance
    publication = issue = None
    if provenance and provenance.issue:
        issue = Issue.objects.select_related("publication").filter(pk=provenance.issue.id).first()
        publication = issue and issue.publication
    elif provenance and provenance.publication:
        publication = Publication.objects.filter(pk=provenance.publication.id).first()
    return QuestionPage(
        edition=edition,
        words=words,
        answers=_answers(words, authors),
        picture=_picture(words, at),
        publication=publication,
        issue=issue,
        topics=_things(Topic, words.topics),
        periods=_things(Period, words.periods),
        places=_things(Place, words.places),
        figures=_things(Figure, words.figures),
        corrections=list(
            Correction.objects.public(at)
            .exclude(kind=Correction.Kind.WITHDRAWAL)
            .filter(question_id=edition.question_id)
        ),
        made=making.made(edition, authors, at),
        current=current,
    )


def furniture(at=None):
    """Return the Furniture at ``at``: three queries and one for the sponsors' pictures."""
    offers, sponsorships = {}, {}
    for offer in Offer.objects.running(at):
        offers.setdefault(offer.slot, offer)
    for sponsorship in (
        Sponsorship.objects.running(at).select_related("picture").prefetch_related("picture__renditions")
    ):
        sponsorships.setdefault(sponsorship.slot, sponsorship)
    return Furniture(list(Publication.objects.in_masthead()), offers, sponsorships)


def _answers(words, authors):
    answers = []
    for text, numbered in zip(words.answers, references.numbered(words), strict=True):
        credits = [CreditedAuthor(line, authors.get(line.author_id)) for line in text.credits]
        answers.append(
            PrintedAnswer(
                text=text,
                answered_by=[credit for credit in credits if credit.line.role == "answered_by"],
                others=[credit for credit in credits if credit.line.role != "answered_by"],
                body=numbered.body,
                sources=numbered.sources,
            )
        )
    return answers


def _picture(words, at):
    if not words.picture:
        return None
    return Picture.objects.shown(at).prefetch_related("renditions").filter(pk=words.picture.id).first()


def _things(model, entries):
    found = model.objects.in_bulk([entry.id for entry in entries])
    return [found[entry.id] for entry in entries if entry.id in found]
