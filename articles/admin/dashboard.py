"""The newsroom at a glance, on the admin's first page: the week, the stages, what was printed, what is not found."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import board, planning
from articles.models import MissedSearch

BAR = 120  # height of the tallest bar of the drawing
MISSES = 10


class DashboardMixin:
    """For the question's admin: what the first page shows of the whole to those who may see questions."""

    def board(self, request):
        """Return the context of admin/_board.html, or None for whoever may not see questions. Six queries."""
        if not self.has_view_permission(request):
            return None
        today = timezone.localdate()
        months = board.months(today)
        printed, corrected = sum(month.all for month in months), board.corrections(today)
        return {
            "today": today,
            "now": timezone.now(),
            "week": planning.span(*planning.week(today)),
            "columns": board.columns(),
            "months": _bars(months),
            "printed": printed,
            "corrected": corrected,
            "rate": round(100 * corrected / printed, 1) if printed else None,
            "misses": MissedSearch.objects.all()[:MISSES],
            "stage_list": reverse("admin:articles_question_changelist"),
        }


def _bars(months):
    """Return dicts of each month for the drawing: its name, numbers, and the heights of its two parts."""
    most = max((month.all for month in months), default=0) or 1
    bars = []
    for number, month in enumerate(months):
        new, again = (round(BAR * part / most, 1) for part in (month.new, month.again))
        bars.append(
            {
                "month": month,
                "name": date_format(month.first, "M"),
                "whole_name": date_format(month.first, "F Y"),
                "x": number * 30 + 4,
                "middle": number * 30 + 15,
                "new": new,
                "again": again,
                "new_y": BAR - new,
                "again_y": BAR - new - again,
            }
        )
    return bars
