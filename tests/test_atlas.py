"""Places on the map, one by one and in squares."""

import pytest

from articles import atlas
from articles.drawing import world
from articles.models import Place
from tests import factories

pytestmark = pytest.mark.django_db


def place(name, latitude, longitude):
    return factories.PlaceFactory(name=name, latitude=latitude, longitude=longitude)


def test_each_place_of_a_live_question_is_a_point_with_its_number_of_questions():
    rome, york = place("Rome", 41.9, 12.5), place("York", 54, -1)
    nowhere = factories.PlaceFactory(latitude=None, longitude=None)
    factories.printed_question(places=[rome, york, nowhere])
    factories.printed_question(places=[rome])
    factories.printable_question(places=[place("Draft", 10, 10)])
    points = atlas.whole_world()
    assert [(point.name, point.questions) for point in points] == [("Rome", 2), ("York", 1)]
    assert (points[0].x, points[0].y) == world.point(41.9, 12.5)


def test_beyond_a_number_that_can_be_told_apart_a_square_of_several_is_one_point(monkeypatch):
    monkeypatch.setattr(atlas, "EACH", 3)
    here = [place("Bath", 51.4, -2.4), place("York", 54, -1), place("Sydney", "-33.9", 151.2)]
    edge = [place("Pole", 90, 180)]
    factories.printed_question(places=[*here, *edge])
    factories.printed_question(places=here[:2])
    points = atlas.whole_world()
    assert [(point.name, point.places, point.questions) for point in points] == [
        ("50–60° N, 0–10° W", 2, 2),
        ("Pole", 1, 1),
        ("Sydney", 1, 1),
    ]
    assert points[0].url == "/map/14/17/"


def test_one_period_leaves_its_questions_and_what_squares_lead_to_keeps_it(monkeypatch):
    bronze, modern = factories.PeriodFactory(slug="bronze"), factories.PeriodFactory(slug="modern")
    bath, york = place("Bath", 51.4, -2.4), place("York", 54, -1)
    factories.printed_question(places=[bath, york], periods=[bronze])
    factories.printed_question(places=[bath], periods=[modern])
    factories.printed_question(places=[], periods=[factories.PeriodFactory()])
    factories.printable_question(places=[bath], periods=[factories.PeriodFactory()])
    assert list(atlas.periods()) == [bronze, modern]
    assert [(point.name, point.questions) for point in atlas.whole_world(period=modern)] == [("Bath", 1)]
    assert [point.questions for point in atlas.points([bath, york], period=modern)] == [1, 0]
    monkeypatch.setattr(atlas, "EACH", 1)
    (square,) = atlas.whole_world(period=bronze)
    assert (square.places, square.questions, square.url) == (2, 1, "/map/14/17/?period=bronze")


@pytest.mark.parametrize(
    ("latitude", "longitude", "row", "column"),
    [(50, 0, 14, 18), (59.99999, 9.99999, 14, 18), (90, 180, 17, 35), (-90, -180, 0, 0), (-0.5, -0.5, 8, 17)],
)
def test_every_place_lies_in_one_square(latitude, longitude, row, column):
    place("Somewhere", latitude, longitude)
    found = [
        (r, c)
        for r in range(max(0, row - 1), min(row + 2, world.ROWS))
        for c in range(max(0, column - 1), min(column + 2, world.COLUMNS))
        if Place.objects.filter(atlas.within(world.Square(r, c))).exists()
    ]
    assert found == [(row, column)]
