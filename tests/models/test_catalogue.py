"""Topics, periods, places and figures."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from articles import dates
from articles.models import Period
from tests.factories import FigureFactory, PeriodFactory, PlaceFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [TopicFactory, PeriodFactory, PlaceFactory, FigureFactory])
def test_a_slug_is_taken_once(factory):
    factory(slug="taken")
    with pytest.raises(ValidationError, match="already exists"):
        factory.build(slug="taken").full_clean()
    with pytest.raises(IntegrityError):
        factory(slug="taken")


@pytest.mark.parametrize("slug", ["u.s.-history", "with space", "a/b", "été"])
def test_a_slug_that_no_address_matches_is_refused(slug):
    with pytest.raises(ValidationError, match="slug"):
        TopicFactory.build(slug=slug).full_clean()


def test_a_period_without_years_is_refused():
    with pytest.raises(ValidationError) as refusal:
        PeriodFactory.build(span="").full_clean()
    assert refusal.value.message_dict == {"span": ["This field cannot be blank."]}


def test_periods_come_in_order_of_time_not_of_name():
    for name, span in [("Cold War", "1945/1991"), ("Bronze Age", "-2999/-1099"), ("Antiquity", "-0799/0476")]:
        PeriodFactory(name=name, span=span)
    assert [period.name for period in Period.objects.all()] == ["Bronze Age", "Antiquity", "Cold War"]


@pytest.mark.parametrize("wikidata", ["42", "q42", "Q042", "Q", "Q42 "])
def test_a_malformed_wikidata_id_is_refused(wikidata):
    with pytest.raises(ValidationError, match="A Wikidata id is a Q and a number, such as Q42."):
        FigureFactory.build(wikidata=wikidata).full_clean()


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("90.00001", "0"), ("0", "-180.00001"), ("", "0"), ("0", None)]
)
def test_a_point_that_is_not_on_earth_is_refused(latitude, longitude):
    with pytest.raises(ValidationError):
        PlaceFactory.build(latitude=latitude, longitude=longitude).full_clean()


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("90", "180"), ("-90", "-180"), ("0", "0"), (None, None)]
)
def test_the_poles_the_date_line_and_no_point_at_all_are_places(latitude, longitude):
    PlaceFactory.build(latitude=latitude, longitude=longitude).full_clean()


def test_a_figure_may_be_born_and_die_in_years_that_are_only_roughly_known():
    figure = FigureFactory(born="-0100~", died="-0043-03-15")
    assert (figure.born_earliest, figure.died_latest) == (
        dates.day_number(-100, 1, 1),
        dates.day_number(-43, 3, 15),
    )


def test_a_figure_who_dies_before_birth_is_refused_by_full_clean_already_on_first_save():
    with pytest.raises(ValidationError, match="The figure dies before being born."):
        FigureFactory.build(born="1327", died="1284").full_clean()


@pytest.mark.parametrize(
    ("row", "address"),
    [
        (TopicFactory, "/topics/x/"),
        (PeriodFactory, "/periods/x/"),
        (PlaceFactory, "/places/x/"),
        (FigureFactory, "/figures/x/"),
    ],
)
def test_each_has_an_address(row, address):
    assert row.build(slug="x").get_absolute_url() == address
