"""The plan: which editions go live on which day, what is due, which days are empty, and what waits for a day.

A fixed number of queries for any span of days; nothing here reads an edition's words.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from .models import Answer, Credit, Edition, Question

MOST = 1_000  # rows of a kind in one span
TRAY = 30
DUE = 8  # deadlines of one day that are shown; a day says how many more there are
UNFINISHED = [
    stage for stage in Question.Stage if stage not in (Question.Stage.PRINTED, Question.Stage.WITHDRAWN)
]
NEARLY = [Question.Stage.ANSWERED, Question.Stage.EDITING, Question.Stage.FACT_CHECK, Question.Stage.READY]


@dataclass
class Day:
    """One day of the plan. ``is_gap``: a working day, not over, on which nothing goes live."""

    date: date
    editions: list[Edition] = field(default_factory=list)
    due: list[Question] = field(default_factory=list)
    more_due: int = 0
    is_gap: bool = False

    @property
    def is_empty(self):
        """Whether nothing at all is to be said of it."""
        return not (self.editions or self.due or self.is_gap)


def span(first, last):
    """Return a Day for each date from ``first`` to ``last``, in the site's zone. Two queries."""
    today = timezone.localdate()
    days = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        days[day] = Day(day)
    for edition in editions(first, last)[:MOST]:
        days[timezone.localdate(edition.live_from)].editions.append(edition)
    by_day = {"partition_by": "due"}
    due = deadlines(first, last).annotate(
        place=Window(RowNumber(), order_by=F("pk").asc(), **by_day), of_day=Window(Count("pk"), **by_day)
    )
    for question in due.filter(place__lte=DUE)[:MOST]:
        day = days[question.due]
        day.due.append(question)
        day.more_due = question.of_day - len(day.due)
    for day in days.values():
        day.is_gap = day.date >= today and day.date.weekday() < 5 and not day.editions
    return list(days.values())


def editions(first, last):
    """Return the editions that are not cancelled and start from ``first`` to ``last``, by time."""
    begin, end = (midnight(day) for day in (first, last + timedelta(days=1)))
    return (
        Edition.objects.printed()
        .filter(live_from__gte=begin, live_from__lt=end)
        .defer("content", "teaser")
        .order_by("live_from", "pk")
    )


def deadlines(first, last):
    """Return the unfinished questions that are due from ``first`` to ``last``, by day."""
    return (
        Question.objects.filter(due__range=(first, last), stage__in=UNFINISHED)
        .select_related("owner")
        .order_by("due", "pk")
    )


def waiting():
    """Return the questions that wait for a day: nothing printed to come, and ready, or nothing big missing.

    Whole readiness is asked when one is scheduled; here it would cost a query a question.
    """
    answers = Answer.objects.filter(question=OuterRef("pk"))
    unsigned = answers.exclude(
        Exists(Credit.objects.filter(answer=OuterRef("pk"), role=Credit.Role.ANSWERED_BY))
    )
    return (
        Question.objects.filter(Exists(answers), stage__in=NEARLY)
        .exclude(short_answer="")
        .exclude(Exists(unsigned))
        .exclude(Exists(answers.filter(body="")))
        .exclude(Exists(Edition.objects.scheduled().filter(question=OuterRef("pk"))))
        .order_by("due", "-changed_at", "-pk")[:TRAY]
    )


def month(day):
    """Return the first and the last day of the weeks that the month of ``day`` lies in."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return week(first)[0], week(last)[1]


def week(day):
    """Return Monday and Sunday of the week of ``day``."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def midnight(day):
    """Return the instant at which ``day`` begins in the site's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
