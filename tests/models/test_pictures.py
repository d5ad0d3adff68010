"""Pictures: who may see them when, and names that give nothing away."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from articles.models import Picture
from tests.factories import PictureFactory

pytestmark = pytest.mark.django_db


def test_a_decorative_picture_with_alternative_text_is_refused():
    picture = PictureFactory()
    picture.decorative = True
    with pytest.raises(ValidationError, match="tick “decorative” and leave it empty"):
        picture.full_clean()


def test_a_decorative_picture_needs_no_alternative_text():
    PictureFactory(decorative=True, alt="").full_clean()


@pytest.mark.parametrize(
    ("rights_from", "rights_until", "shown"),
    [
        (None, None, True),
        (date(2026, 3, 1), None, True),
        (date(2026, 3, 2), None, False),
        (None, date(2026, 3, 1), True),
        (None, date(2026, 2, 28), False),
        (date(2026, 3, 1), date(2026, 3, 1), True),
    ],
)
def test_a_picture_is_shown_on_the_first_and_the_last_day_of_its_rights(rights_from, rights_until, shown):
    PictureFactory(rights_from=rights_from, rights_until=rights_until)
    assert Picture.objects.shown(datetime(2026, 3, 1, 12, tzinfo=UTC)).count() == int(shown)


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC), 1),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), 0),  # midnight in London, in summer time
    ],
)
def test_the_day_ends_at_midnight_of_the_site_s_own_time(at, shown):
    PictureFactory(rights_until=date(2026, 7, 1))
    assert Picture.objects.shown(at).count() == shown
    with time_machine.travel(at, tick=False):
        assert Picture.objects.shown().count() == shown


def test_the_stored_name_says_nothing_of_the_uploader_s_file():
    first, second = PictureFactory(), PictureFactory()
    assert first.original.name.startswith("pictures/")
    assert first.original.name.endswith(".jpeg")
    assert "original" not in first.original.name
    assert first.original.name != second.original.name
