"""The newsroom at a glance: figures for the first page of the admin. A fixed number of queries each."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber, TruncMonth
from django.utils import timezone

from . import planning
from .models import Correction, Edition, Question

MONTHS = 12
SHOWN = 4  # questions of a stage


@dataclass
class Column:
    """One stage: how many questions are at it, how many of those are late, and the next ones due."""

    stage: Question.Stage
    count: int = 0
    late: int = 0
    questions: list[Question] = field(default_factory=list)


@dataclass
class Month:
    """How many questions were first printed in a month, and how many editions came after a first one."""

    first: date
    new: int = 0
    again: int = 0

    @property
    def all(self):
        """Every edition of the month."""
        return self.new + self.again


def columns():
    """Return a Column for each stage before print, and for what is under review, in the order of work. Two queries."""
    today = timezone.localdate()
    unfinished = Question.objects.filter(stage__in=planning.UNFINISHED)
    late = Count("pk", filter=Q(due__lt=today))
    counts = unfinished.order_by().values_list("stage").annotate(all=Count("pk"), late=late)
    found = {stage: Column(stage) for stage in planning.UNFINISHED}
    for stage, count, overdue in counts:
        found[stage].count, found[stage].late = count, overdue
    place = Window(RowNumber(), partition_by="stage", order_by=[F("due").asc(nulls_last=True), F("pk").asc()])
    first = unfinished.only("text", "short_title", "stage", "due").annotate(place=place)
    for question in first.filter(place__lte=SHOWN).order_by("place"):
        found[question.stage].questions.append(question)
    return list(found.values())


def months(today=None):
    """Return the Months of the last year, the present one last. One query."""
    last = (today or timezone.localdate()).replace(day=1)
    number = last.year * 12 + last.month - 1
    starts = [date(each // 12, each % 12 + 1, 1) for each in range(number - MONTHS + 1, number + 1)]
    found = {start: Month(start) for start in starts}
    rows = (
        _printed_since(starts[0])
        .annotate(month=TruncMonth("live_from"))
        .order_by()
        .values_list("month")
        .annotate(all=Count("pk"), new=Count("pk", filter=Q(live_from=F("first_live_from"))))
    )
    for month, count, new in rows:
        if start := found.get(timezone.localdate(month).replace(day=1)):
            start.new, start.again = new, count - new
    return list(found.values())


def corrections(today=None):
    """Return how many corrections of mistakes the last year brought. One query."""
    last = (today or timezone.localdate()).replace(day=1)
    return Correction.objects.filter(
        kind=Correction.Kind.CORRECTION, at__gte=planning.midnight(last.replace(year=last.year - 1))
    ).count()


def _printed_since(day):
    return Edition.objects.been_live().filter(live_from__gte=planning.midnight(day))
