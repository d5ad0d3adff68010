"""Spans of time as bars in lanes, each with its words under it, none on top of another."""

from dataclasses import dataclass

from .timescale import WIDTH, Timescale, year_of

HEAD = 34  # units above the first lane, where the years stand
LANE = 46
BAR = 9
SHORTEST = 9  # units, so that a single day can be seen
LETTER = 8.4  # units that a letter takes on average
LONGEST = 42  # letters of a label
GAP = 14


@dataclass(frozen=True)
class Span:
    """Something with an address and a time: day numbers ``earliest`` and ``latest``, and ``when`` as EDTF text."""

    name: str
    url: str
    when: str
    earliest: int
    latest: int
    hue: object = None

    @property
    def label(self):
        """The name, shortened at a word where it is long."""
        if len(self.name) <= LONGEST:
            return self.name
        return self.name[: LONGEST - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


@dataclass(frozen=True)
class Bar:
    """A Span with its place: the bar's left end, width and top, and where its words begin or end."""

    span: Span
    x: float
    width: float
    y: float
    words_x: float
    anchor: str

    @property
    def left(self):
        """Left end of bar and words together."""
        return self.x if self.anchor == "start" else round(min(self.x, self.words_x - _length(self.span)), 1)

    @property
    def room(self):
        """Width of bar and words together."""
        right = self.words_x + _length(self.span) if self.anchor == "start" else self.words_x
        return round(max(self.x + self.width, right) - self.left, 1)


@dataclass(frozen=True)
class Chart:
    """A finished drawing, WIDTH units wide: bars by time, and the years above them."""

    bars: list
    ticks: list
    height: int


def draw(spans, *, now):
    """Return the Chart of ``spans``, or None where there is none. ``now`` is a year: where open spans end."""
    spans = sorted(spans, key=lambda span: (span.earliest, span.latest, span.name))
    if not spans:
        return None
    scale = Timescale.of([(span.earliest, span.latest) for span in spans], now=now)
    lanes, bars = [], []
    for span in spans:
        x, width, words_x, anchor = _across(span, scale)
        bar = Bar(span, x, width, 0, words_x, anchor)
        start, end = bar.left - GAP, bar.left + bar.room + GAP
        lane = next(
            (i for i, taken in enumerate(lanes) if all(end <= a or b <= start for a, b in taken)), None
        )
        if lane is None:
            lane = len(lanes)
            lanes.append([])
        lanes[lane].append((bar.left, bar.left + bar.room))
        bars.append(Bar(span, x, width, HEAD + lane * LANE, words_x, anchor))
    return Chart(bars, scale.ticks(), HEAD + len(lanes) * LANE)


def _across(span, scale):
    """Return left end and width of the bar of ``span``, and where its words stand: x and anchor."""
    left = scale.x(year_of(span.earliest))
    width = max(SHORTEST, scale.x(year_of(span.latest)) - left)
    left = round(min(left, WIDTH - width), 1)
    if left + _length(span) <= WIDTH:
        return left, round(width, 1), left, "start"
    return left, round(width, 1), round(min(left + width, WIDTH), 1), "end"


def _length(span):
    return len(span.label) * LETTER
