"""When an answer is to be read again, so that old ones come back to the desk."""

import calendar

from django.conf import settings
from django.utils import timezone

DEFAULT = object()  # instead of a day: what the site's rule says


def after(at=None, planned=None):
    """Return the day by which what is printed at ``at`` (default now) is to be read again, or None for never.

    REVIEW_MONTHS months later. A day that is ``planned`` already and still to come stays.
    """
    today = timezone.localdate()
    if planned and planned > today:
        return planned
    if not settings.REVIEW_MONTHS:
        return None
    start = max(timezone.localdate(at), today)
    months = start.year * 12 + start.month - 1 + settings.REVIEW_MONTHS
    year, month = min(months // 12, 9999), months % 12 + 1
    return start.replace(year=year, month=month, day=min(start.day, calendar.monthrange(year, month)[1]))
