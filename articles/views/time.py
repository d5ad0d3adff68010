"""Questions by the time they cover, by the day of the year, and by chance."""

import random as chance

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from articles import anniversaries, dates
from articles.models import Edition, Period
from articles.rendering import render_page

from .indexes import chart_of
from .paging import by_key

DRAWN = 40  # as many as one drawing can hold and be read


def timeline(request, slug=None):
    """Questions in order of the time they cover, all or of one period: drawn, and as a list."""
    live = Edition.objects.live().filter(covers_earliest__isnull=False)
    period = get_object_or_404(Period, slug=slug) if slug else None
    listed = live.filter(periods=period) if period else live
    leaf = by_key(listed.for_line(), request, "covers_earliest", int, size=DRAWN)
    context = {
        "period": period,
        "periods": Period.objects.filter(Exists(live.filter(periods=OuterRef("pk")))),
        "leaf": leaf,
        "chart": chart_of(leaf.rows),
    }
    trail = [("Timeline", reverse("timeline")), (period.name, "")] if period else [("Timeline", "")]
    return render_page(request, "timeline", context, index=leaf.is_first and not period, trail=trail)


def on_this_day(request, month=None, day=None):
    """What happened on a day of the year, today's if none is given; search engines list the day's own address."""
    is_today = month is None
    if is_today:
        today = timezone.localdate()
        month, day = today.month, today.day
    elif not anniversaries.exists(month, day):
        raise Http404("The calendar has no such day.")
    marked = anniversaries.days_of(month)
    found = anniversaries.on(month, day)
    context = {
        "date": f"2000-{month:02}-{day:02}",
        "month": month,
        "day": day,
        "days": [(each, each in marked) for each in range(1, 32) if anniversaries.exists(month, each)],
        "months": range(1, 13),
        "anniversaries": found,
    }
    trail = [(f"On this day: {day} {dates.MONTHS[month - 1]}", "")]
    return render_page(request, "on_this_day", context, index=bool(found) and not is_today, trail=trail)


@never_cache
def random(request):
    """To a live question by chance: the first one from a random number on, so that no list is shuffled."""
    live = Edition.objects.live().only("slug").order_by("pk")
    first, last = live.first(), live.last()
    if first is None:
        raise Http404("No question is published yet.")
    start = chance.randint(first.pk, last.pk)  # noqa: S311 - a reader's whim, no secret
    return redirect(live.filter(pk__gte=start).first() or last)
