"""Years on a line, bars in lanes, places on a map."""

import re
from collections import namedtuple
from pathlib import Path

import pytest

from articles import dates
from articles.drawing import chart, labels, world
from articles.drawing.timescale import TICK_ROOM, WIDTH, Timescale

Named = namedtuple("Named", "x y name questions")


def span(name, when):
    return chart.Span(name, f"/{name}/", when, *dates.bounds(when))


def boxes(drawing):
    return [(bar.y, bar.left, bar.left + bar.room) for bar in drawing.bars]


def test_the_line_gives_recent_years_more_room_and_stays_inside_its_ends():
    scale = Timescale(-3000, 2026)
    assert (scale.x(-3000), scale.x(2026)) == (0, WIDTH)
    assert scale.x(2026) - scale.x(1926) > 2 * (scale.x(1026) - scale.x(926))
    assert (scale.x(-90_000), scale.x(9999)) == (0, WIDTH)


@pytest.mark.parametrize("ends", [(-3000, 2026), (1900, 1950), (1914.2, 1914.9), (-17_000_000, 2026)])
def test_the_ticks_are_round_years_that_do_not_touch(ends):
    ticks = Timescale(*ends).ticks()
    assert len(ticks) <= 20
    assert all(later.x - earlier.x >= TICK_ROOM for earlier, later in zip(ticks, ticks[1:], strict=False))


def test_a_tick_before_christ_stands_at_the_year_people_say():
    years = [tick.year for tick in Timescale(-2000, 500).ticks()]
    assert "-0999" in years  # 1000 BC
    assert "0001" in years
    assert "0000" not in years


def test_bars_of_the_same_time_stand_in_lanes_of_their_own():
    drawing = chart.draw([span(f"A question of some length {n}", "1914-12-25") for n in range(4)], now=2026)
    assert len({bar.y for bar in drawing.bars}) == 4
    assert drawing.height == chart.HEAD + 4 * chart.LANE


def test_no_bar_and_no_word_of_a_drawing_touches_another_or_leaves_it():
    years = ["-2559~", "-0043-03-15", "1050~/1450~", "1215-06-15", "1348/1480", "1989-11-09", "1945/.."]
    drawn = boxes(
        chart.draw([span("Why did it happen just then and there?", each) for each in years], now=2026)
    )
    assert all(left >= 0 and right <= WIDTH + 0.1 for _, left, right in drawn)
    for number, (lane, left, right) in enumerate(drawn):
        assert all(
            lane != other or right <= start or end <= left for other, start, end in drawn[number + 1 :]
        )


def test_nothing_to_draw_is_no_drawing():
    assert chart.draw([], now=2026) is None


def test_a_span_open_at_both_ends_fills_what_the_others_need():
    drawing = chart.draw([span("Open", "../1500"), span("Known", "1400/1600")], now=2026)
    assert drawing.bars[0].x == 0
    assert chart.draw([span("Alone", "1990/..")], now=2026).bars[0].width > 900


def test_the_middle_of_the_map_is_where_equator_and_greenwich_meet():
    assert world.point(0, 0) == (500, 243.4)
    assert world.point(0, -180)[0] == 0
    assert world.point(90, 0)[1] == 0
    left, right = world.point(60, -180)[0], world.point(60, 180)[0]
    assert 0 < left < right < world.WIDTH


def test_a_square_knows_its_edges_and_there_are_none_outside_the_map():
    square = world.Square(14, 18)
    assert (square.south, square.north, square.west, square.east) == (50, 60, 0, 10)
    assert square.name == "50–60° N, 0–10° E"
    assert world.Square(8, 17).name == "0–10° S, 0–10° W"
    for row, column in [(-1, 0), (18, 0), (0, 36)]:
        with pytest.raises(ValueError, match="no square"):
            world.Square(row, column)


def test_a_name_on_the_map_gives_way_to_one_that_more_questions_name():
    points = [Named(500, 100, "London", 1), Named(505, 100, "Bletchley", 9), Named(990, 300, "Wellington", 1)]
    placed = labels.beside(points, left=0, right=1000)
    assert placed[0] is None or placed[0].anchor == "end"
    assert placed[1].anchor == "start"
    assert placed[2].anchor == "end"


def rings():
    """Return the outlines of land in world.svg, each a list of points of the map."""
    drawing = Path(world.__file__).parent.parent / "static/articles/world.svg"
    path = re.search(r'id="land" d="([^"]+)"', drawing.read_text())[1]
    found = []
    for ring in path.removesuffix("z").split("z"):
        # One absolute start, then relative steps: "M3498 4282l36 17 34 7-3 13".
        (x, y), *steps = re.findall(r"(-?\d+) ?(-?\d+)", ring)
        points = [(int(x), int(y))]
        for dx, dy in steps:
            points.append((points[-1][0] + int(dx), points[-1][1] + int(dy)))
        found.append([(x / 10, y / 10) for x, y in points])
    return found


def is_land(latitude, longitude, outlines):
    x, y = world.point(latitude, longitude)
    crossed = 0
    for ring in outlines:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            crossed += (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "land"),
    [
        ("Madrid", 40.4, -3.7, True),
        ("Timbuktu", 16.8, -3.0, True),
        ("Great Zimbabwe", -20.3, 30.9, True),
        ("Moscow", 55.8, 37.6, True),
        ("Cusco", -13.5, -72.0, True),
        ("Chukotka, west of the date line", 67.0, 175.0, True),
        ("Chukotka, east of it", 66.5, -174.0, True),
        ("the Azores' sea", 36.0, -40.0, False),
        ("the Gulf of Guinea", 0.0, 0.0, False),
        ("the Pacific", 0.0, -150.0, False),
        ("the Indian Ocean", -20.0, 80.0, False),
    ],
)
def test_land_and_sea_are_where_they_are(place, latitude, longitude, land):
    assert is_land(latitude, longitude, rings()) is land


def test_no_coast_runs_straight_across_an_ocean():
    steps = [
        abs(a[0] - b[0]) + abs(a[1] - b[1])
        for ring in rings()
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
    ]
    assert max(steps) < 40
