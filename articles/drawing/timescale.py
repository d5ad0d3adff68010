"""Years on a line of WIDTH units, the recent ones further apart: their distance goes by the logarithm of their age.

History is not spread evenly: of ten questions, six lie in the last thousand years of five. On a line of equal years
these would stand on top of each other, and on this one they do not.
"""

import math
from dataclasses import dataclass

from articles import dates

WIDTH = 1000
# Years before the line's end at which it begins to bend; a line much shorter than that is nearly even.
BEND = 150
YEAR = 365.2425  # days
STEPS = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
TICKS = 9
TICK_ROOM = 78  # units that the words of one tick need


def year_of(day):
    """Return the year, astronomical and with its fraction, of day number ``day``."""
    return 1 + (day - 1) / YEAR


@dataclass(frozen=True)
class Tick:
    """A year marked on the line: where it is, and as EDTF text."""

    x: float
    year: str

    @property
    def anchor(self):
        """Which end of the tick's words stands at it, so that none leave the drawing."""
        return "start" if self.x < TICK_ROOM / 2 else "end" if self.x > WIDTH - TICK_ROOM / 2 else "middle"


@dataclass(frozen=True)
class Timescale:
    """A line from year ``first`` to year ``last``, astronomical, first < last."""

    first: float
    last: float

    @classmethod
    def of(cls, bounds, *, now):
        """Return the line on which every (earliest, latest) pair of day numbers in ``bounds`` has a place.

        An end that is open or unknown reaches as far as the others do, or to ``now`` (a year).
        """
        known = [year_of(day) for pair in bounds for day in pair if day not in (dates.MIN_DAY, dates.MAX_DAY)]
        if any(latest == dates.MAX_DAY for _, latest in bounds) or not known:
            known.append(now)
        first, last = min(known), max(known)
        room = max(1, (last - first) * 0.02)
        return cls(first - room, last + room)

    def x(self, year):
        """Return how far along the line ``year`` is, 0 to WIDTH; a year beyond an end stands at that end."""
        year = min(max(year, self.first), self.last)
        age, whole = self.last - year, self.last - self.first
        return WIDTH * (1 - math.log1p(age / BEND) / math.log1p(whole / BEND))

    def ticks(self):
        """Return about TICKS Ticks at round years, none so near to another that their words touch."""
        found = []
        for step in STEPS:
            for number in range(math.ceil(self.first / step) * step, math.floor(self.last) + 1, step):
                # There is no year 0: round numbers are those that people say, so 500 BC is year -499.
                year = number if number > 0 else number + 1
                x = round(self.x(year), 1)
                if self.first <= year <= self.last and all(abs(x - tick.x) >= TICK_ROOM for tick in found):
                    found.append(Tick(x, dates.of_year(year)))
            if len(found) >= TICKS or (self.last - self.first) / step > 400:
                break
        return sorted(found, key=lambda tick: tick.x)
