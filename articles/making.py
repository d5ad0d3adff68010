"""How an answer was made: who asked, answered, checked, edited and reviewed it, and in how many editions."""

from dataclasses import dataclass

from .models import Author, Credit, Edition, content

# As many as a page links; the rest are at the question's history.
NEWEST = 12


@dataclass
class CreditedAuthor:
    """A credit line as printed, with today's author behind it (None only where the row is gone)."""

    line: content.CreditLine
    author: Author | None


@dataclass
class Made:
    """Who did what, each author once a role; the newest editions' numbers; and who has interests to declare."""

    credits: list[tuple[str, list[CreditedAuthor]]]
    reviewed_by: CreditedAuthor | None
    interests: list[CreditedAuthor]
    editions: list[int]


def author_ids(words):
    """Return the ids of every author whom the EditionContent ``words`` names."""
    lines = [line for answer in words.answers for line in answer.credits]
    return {line.author_id for line in (*lines, *filter(None, [words.reviewed_by]))}


def printed_numbers(editions, at=None):
    """Return question id to the numbers of its editions that have been live at ``at``, the newest first: one query."""
    questions = {edition.question_id for edition in editions}
    printed = Edition.objects.been_live(at).filter(question_id__in=questions).order_by("-live_from")
    numbers = {}
    for question, number in printed.values_list("question_id", "number"):
        numbers.setdefault(question, []).append(number)
    return numbers


def made(edition, authors, numbers):
    """Return what is known of the making of ``edition`` (saved or not).

    ``authors`` is rows by id, ``numbers`` its question's ``printed_numbers``.
    """
    words = edition.page
    by_role = {role: {} for role in Credit.Role.values}
    for answer in words.answers:
        for line in answer.credits:
            credited = CreditedAuthor(line, authors.get(line.author_id))
            by_role.setdefault(line.role, {}).setdefault(line.author_id, credited)
    everybody = {key: credited for people in by_role.values() for key, credited in people.items()}
    reviewer = words.reviewed_by and CreditedAuthor(
        words.reviewed_by, authors.get(words.reviewed_by.author_id)
    )
    if edition.pk is None:  # A preview counts the edition that it would become.
        numbers = [edition.number, *numbers]
    return Made(
        credits=[(role, list(people.values())) for role, people in by_role.items() if people],
        reviewed_by=reviewer,
        interests=[
            credited for credited in everybody.values() if credited.author and credited.author.disclosure
        ],
        editions=numbers[:NEWEST],
    )
