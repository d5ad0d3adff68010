"""The front page."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from articles import anniversaries, pages, structured
from articles.models import Correction, Edition, Issue, Period, Submission
from articles.rendering import render_page

from . import strip

FRONT_PAGE = 23


def home(request):
    """The front page: the newest question leads, the others follow by department."""
    editions = list(Edition.objects.live().for_list()[:FRONT_PAGE])
    live = Edition.objects.live()
    periods = list(
        Period.objects.filter(editions__in=live).annotate(count=Count("editions")).order_by("span_earliest")
    )
    issue = (
        Issue.objects.filter(editions__in=live)
        .select_related("publication", "cover")
        .prefetch_related("cover__renditions")
        .order_by("-cover_date_earliest", "-pk")
        .distinct()
        .first()
    )
    today = timezone.localdate()
    furniture = pages.furniture()
    context = {
        "furniture": furniture,
        "lead": editions[0] if editions else None,
        "seconds": editions[1:4],
        "departments": _departments(editions[4:]),
        "periods": periods,
        "strip": strip.draw(periods),
        "issue": issue,
        "issue_editions": list(live.filter(issue=issue).for_list()[:5]) if issue else [],
        "corrections": Correction.objects.public()
        .exclude(kind=Correction.Kind.WITHDRAWAL)
        .select_related("to_edition")
        .defer("to_edition__content")[:3],
        "anniversaries": anniversaries.on(today.month, today.day, limit=3),
        "most_asked": Submission.objects.most_asked()[:5],
    }
    return render_page(request, "home", context, graph=structured.front_page(furniture.masthead))


@dataclass
class Department:
    """A period's part of the front page; ``period`` is None for questions of no period."""

    period: Period | None
    editions: list[Edition]


def _departments(editions):
    """Return Departments in order of time: each edition once, under the first of its periods."""
    by_period = {}
    for edition in editions:
        period = next(iter(edition.periods.all()), None)
        by_period.setdefault(period, []).append(edition)
    last = (1, 0)
    order = sorted(by_period, key=lambda period: (0, period.span_earliest) if period else last)
    return [Department(period, by_period[period]) for period in order]
