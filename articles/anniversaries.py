"""What happened on a day of the year: live questions about that very day, and births and deaths of their figures."""

from calendar import monthrange
from dataclasses import dataclass, field

from django.db.models import Q

from . import dates
from .models import Edition, Figure

LIMIT = 60
FIGURES = Edition.figures.through


@dataclass
class Anniversary:
    """One thing that a day recalls: ``date`` is EDTF. Of a figure's life ``what`` is "born" or "died"."""

    date: str
    what: str = ""
    figure: Figure | None = None
    editions: list[Edition] = field(default_factory=list)

    @property
    def year(self):
        """The year alone, as EDTF text."""
        return dates.of_year(dates.years(self.date)[0])


def exists(month, day):
    """Whether the calendar has such a day, 29 February included."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]


def on(month, day, *, at=None, limit=LIMIT):
    """Return the Anniversaries of a day, earliest first, from at most ``limit`` rows of either kind. Two queries."""
    live, wanted = Edition.objects.live(at), month * 100 + day
    about = (
        live.filter(index_card__month_day=wanted).defer("content").order_by("covers_earliest", "pk")[:limit]
    )
    found = [Anniversary(edition.covers, editions=[edition]) for edition in about]
    pairs = (
        FIGURES.objects.filter(
            Q(figure__born_on=wanted) | Q(figure__died_on=wanted), edition__in=live.values("pk")
        )
        .select_related("figure", "edition")
        .defer("edition__content")
        .order_by("-pk")[:limit]
    )
    lives = {}
    for pair in pairs:
        for what in ("born", "died"):
            if getattr(pair.figure, f"{what}_on") == wanted:
                key = pair.figure_id, what
                anniversary = lives.setdefault(
                    key, Anniversary(getattr(pair.figure, what), what, pair.figure)
                )
                anniversary.editions.append(pair.edition)
    return sorted([*found, *lives.values()], key=lambda each: dates.sort_key(each.date))


def days_of(month, *, at=None):
    """Return the days of a month, as a set of numbers, on which there is an anniversary. Two queries."""
    return {day % 100 for day in _days(month * 100 + 1, month * 100 + 31, at)}


def days_of_year(*, at=None):
    """Return the days of the year, as sorted (month, day), on which there is an anniversary. Two queries."""
    return [divmod(day, 100) for day in sorted(_days(101, 1231, at))]


def _days(first, last, at):
    """Return the days from ``first`` to ``last``, month × 100 + day, on which there is an anniversary."""
    live = Edition.objects.live(at)
    span = (first, last)
    days = live.filter(index_card__month_day__range=span).values_list("index_card__month_day", flat=True)
    found = set(days.distinct())
    lives = (
        FIGURES.objects.filter(
            Q(figure__born_on__range=span) | Q(figure__died_on__range=span), edition__in=live.values("pk")
        )
        .values_list("figure__born_on", "figure__died_on")
        .distinct()
    )
    found.update(day for pair in lives for day in pair if day and first <= day <= last)
    return found
