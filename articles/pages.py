"""An edition's frozen words joined with today's things: portraits, rights, names and addresses.

What is printed stays as printed; what it is about is read by id each time a page is shown. Every function here
makes a fixed number of queries, however much the edition holds.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from . import anchors, inserts, licences, making, references, related
from .making import CreditedAuthor
from .models import (
    Author,
    Book,
    Card,
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

THINGS = {"topics": Topic, "periods": Period, "places": Place, "figures": Figure}


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
    """Everything the question page prints. ``picture`` is None where there is none or its right has ended.

    ``books`` are today's rows of the credited books by id; ``card`` is there while the edition is live.
    """

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
    books: dict[int, Book] = field(default_factory=dict)
    card: Card | None = None
    current: Edition | None = None
    around: related.Around = field(default_factory=related.Around)
    inserted: inserts.Inserts = field(default_factory=inserts.Inserts)

    @property
    def trail(self):
        """The way here from the front page: by the first period, or by the year it came to the web."""
        if self.periods:
            above = [
                ("Periods", reverse("periods")),
                (self.periods[0].name, self.periods[0].get_absolute_url()),
            ]
        else:
            year = timezone.localtime(self.edition.first_live_from).year
            above = [("Archive", reverse("archive")), (str(year), reverse("archive_year", args=[year]))]
        return [*above, (self.words.title, "")]

    @property
    def authors(self):
        """Today's rows of the credited authors by id, those that there still are."""
        credits = (credit for answer in self.answers for credit in (*answer.answered_by, *answer.others))
        return {credit.line.author_id: credit.author for credit in credits if credit.author}

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

    @property
    def licence(self):
        """The Licence of the text: as printed, or the site's rule where the edition is older than licences."""
        return licences.find(self.words.licence or settings.REPUBLISH_LICENCE)


@dataclass
class Furniture:
    """What surrounds every page: the masthead's magazines, and what is running in each slot."""

    masthead: list[Publication]
    offers: dict[str, Offer] = field(default_factory=dict)
    sponsorships: dict[str, Sponsorship] = field(default_factory=dict)


def question_page(edition, *, current=None, at=None):
    """Return the QuestionPage of ``edition`` (saved or not) at ``at``; ``current`` is the live edition, if another."""
    (page,) = question_pages([edition], at=at)
    page.current = current
    # An old edition is a document of its own; what is new around it belongs beside the current one.
    if page.is_current:
        page.around = related.around(edition, {name: getattr(page, name) for name in THINGS}, at)
    return page


def question_pages(editions, *, at=None):
    """Return the QuestionPage of each of ``editions``, in no more queries than for one."""
    words = [edition.page for edition in editions]
    authors = (
        Author.objects.select_related("portrait", "merged_into__portrait")
        .prefetch_related("portrait__renditions", "merged_into__portrait__renditions")
        .in_bulk({pk for text in words for pk in making.author_ids(text)})
    )
    authors = _standing(authors)
    pictures = (
        Picture.objects.shown(at)
        .prefetch_related("renditions")
        .in_bulk(
            {text.picture.id for text in words if text.picture}.union(*map(inserts.picture_numbers, words))
        )
    )
    paths = inserts.paths([answer for text in words for answer in text.answers], at)
    inserted = inserts.Inserts(pictures, paths)
    first_prints = _first_prints(words)
    things = {
        name: _standing(
            model.objects.select_related("merged_into").in_bulk(
                {entry.id for text in words for entry in getattr(text, name)}
            )
        )
        for name, model in THINGS.items()
    }
    corrections = _corrections(editions, at)
    numbers = making.printed_numbers(editions, at)
    lines = [line for text in words for answer in text.answers for line in answer.credits]
    books = Book.objects.select_related("merged_into")
    books = _standing(books.in_bulk({book.id for line in lines for book in line.books}))
    live = [edition.pk for edition in editions if edition.pk and edition.is_live(at)]
    cards = {card.edition_id: card for card in Card.objects.filter(edition__in=live)}
    return [
        QuestionPage(
            edition=edition,
            words=text,
            answers=_answers(text, authors, inserted),
            inserted=inserted,
            picture=pictures.get(text.picture.id) if text.picture else None,
            **first_prints(text.provenance),
            **{name: _found(things[name], getattr(text, name)) for name in THINGS},
            corrections=corrections.get(edition.question_id, []),
            made=making.made(edition, authors, numbers.get(edition.question_id, [])),
            books=books,
            card=cards.get(edition.pk),
        )
        for edition, text in zip(editions, words, strict=True)
    ]


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


def _answers(words, authors, inserted):
    answers = []
    for number, (text, numbered) in enumerate(
        zip(words.answers, references.numbered(words), strict=True), start=1
    ):
        credits = [CreditedAuthor(line, authors.get(line.author_id)) for line in text.credits]
        answers.append(
            PrintedAnswer(
                text=text,
                answered_by=[credit for credit in credits if credit.line.role == "answered_by"],
                others=[credit for credit in credits if credit.line.role != "answered_by"],
                # Anchors first: they count what was printed, whatever of it may still be shown.
                body=inserts.shown(anchors.anchored(numbered.body, number), text, inserted),
                sources=numbered.sources,
            )
        )
    return answers


def _first_prints(words):
    """Return a function from a Provenance, or None, to today's ``publication`` and ``issue``."""
    provenances = [text.provenance for text in words if text.provenance]
    issues = Issue.objects.select_related("publication").in_bulk(
        {provenance.issue.id for provenance in provenances if provenance.issue}
    )
    publications = Publication.objects.in_bulk(
        {
            provenance.publication.id
            for provenance in provenances
            if provenance.publication and not provenance.issue
        }
    )

    def find(provenance):
        issue = publication = None
        if provenance and provenance.issue:
            issue = issues.get(provenance.issue.id)
            publication = issue and issue.publication
        elif provenance and provenance.publication:
            publication = publications.get(provenance.publication.id)
        return {"publication": publication, "issue": issue}

    return find


def _corrections(editions, at):
    """Return the public corrections of the editions' questions, by question; a withdrawal is none."""
    found = {}
    for correction in (
        Correction.objects.public(at)
        .with_editions()
        .exclude(kind=Correction.Kind.WITHDRAWAL)
        .filter(question_id__in={edition.question_id for edition in editions})
    ):
        found.setdefault(correction.question_id, []).append(correction)
    return found


def _standing(rows):
    """Return ``rows`` (by id, with merged_into) with each one that was merged replaced by the one it went into."""
    return {pk: row.standing for pk, row in rows.items()}


def _found(rows, entries):
    return list(dict.fromkeys(rows[entry.id] for entry in entries if entry.id in rows))
