"""Factories make rows that are valid as a form would have them, and may be repeated."""

import pytest

from articles import readiness

from . import factories
from .factories import printable_question, printed_question

FACTORIES = [
    value
    for name, value in vars(factories).items()
    if name.endswith("Factory") and name not in ("Factory", "DjangoModelFactory")
]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_three_of_a_kind_are_valid_and_stored(factory):
    rows = [factory() for _ in range(3)]
    for row in rows:
        row.full_clean()
    assert len({row.pk for row in rows}) == 3


def test_a_printable_question_has_no_findings():
    assert readiness.findings(printable_question()) == []


def test_a_printed_question_is_its_first_edition():
    edition = printed_question(slug="why-rain", short_answer="Rain.")
    assert (edition.number, edition.slug, edition.teaser) == (1, "why-rain", "Rain.")
    assert edition.is_live()
