"""Periods drawn to scale on one line of time: where each bar and tick of the front page's strip lies.

Places across are percentages of the strip's width, so that it fits any screen; places down are pixels.
"""

import math
from dataclasses import dataclass

from django.utils import timezone

from articles import dates
from articles.models import Period

FIRST_YEAR = -5000  # a period that began before it runs off the edge: drawn to scale, it would leave no room
ROW, GAP, AXIS = 26, 4, 24
LEAST_WIDTH = 0.4
LAST_TICK = 94  # further right there is no room for its label
# How wide a letter of a bar's name is at most, where the page is wide enough to print names at all.
LETTER = 0.66
STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass
class Bar:
    """A period's bar. ``named``: whether its name fits inside."""

    period: Period
    left: float
    width: float
    top: int
    named: bool

    @property
    def text_left(self):
        """Where its name starts."""
        return round(self.left + 0.5, 2)


@dataclass
class Strip:
    """All of the strip: bars by row, ticks as (place, EDTF year), and its height."""

    bars: list[Bar]
    ticks: list[tuple[float, str]]
    height: int


def draw(periods):
    """Return the Strip of ``periods``, which are in order of time; None where there are fewer than two to compare."""
    now = timezone.localdate().year
    spans = [(period, *_years(period, now)) for period in periods]
    spans = [(period, first, last) for period, first, last in spans if last > FIRST_YEAR]
    if len(spans) < 2:
        return None
    start, end = min(first for _, first, _ in spans), max(last for _, _, last in spans)
    step = next((step for step in STEPS if (end - start) / step <= 6), STEPS[-1])

    def place(year):
        return round(100 * (year - start) / (end - start), 2)

    bars, row_ends = [], []
    for period, first, last in spans:
        left = place(first)
        width = max(round(place(last) - left, 2), LEAST_WIDTH)
        row = next((row for row, row_end in enumerate(row_ends) if row_end <= left), len(row_ends))
        row_ends[row : row + 1] = [left + width]
        named = len(period.name) * LETTER + 1 <= width
        bars.append(Bar(period, left, width, AXIS + row * (ROW + GAP), named))
    first_tick = math.ceil((start - 1) / step) * step
    ticks = [(place(year + (year <= 0)), _edtf(year)) for year in range(first_tick, end, step)]
    ticks = [(left, edtf) for left, edtf in ticks if left <= LAST_TICK]
    return Strip(bars, ticks, AXIS + len(row_ends) * (ROW + GAP))


def _years(period, now):
    """First and last year of a period; an open end is today, an open start the strip's edge."""
    first, last = dates.years(period.span)
    first = FIRST_YEAR if first is None else first
    last = now if last is None else last
    return max(first, FIRST_YEAR), max(first, min(last, now))


def _edtf(year):
    """A round year as people count, in EDTF: -3000 is 3000 BC, which is astronomical -2999; 0 is AD 1."""
    return f"-{-year - 1:04}" if year < 0 else f"{year or 1:04}"
