"""Offers and sponsors' items: when they run."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from articles.models import Offer, Sponsorship
from tests.factories import OfferFactory, SponsorshipFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(("factory", "model"), [(OfferFactory, Offer), (SponsorshipFactory, Sponsorship)])
@pytest.mark.parametrize(
    ("at", "running"),
    [(NOON - MICROSECOND, 0), (NOON, 1), (NOON + SECOND - MICROSECOND, 1), (NOON + SECOND, 0)],
)
def test_an_item_runs_from_its_start_until_just_before_its_end(factory, model, at, running):
    factory(valid_from=NOON, valid_until=NOON + SECOND)
    assert model.objects.running(at).count() == running
    with time_machine.travel(at, tick=False):
        assert model.objects.running().count() == running


def test_an_item_without_an_end_runs_on_and_the_latest_start_comes_first():
    old = OfferFactory(valid_from=NOON)
    new = OfferFactory(valid_from=NOON + SECOND)
    twin = OfferFactory(valid_from=NOON + SECOND)
    assert list(Offer.objects.running(NOON + SECOND * 1e9)) == [twin, new, old]


@pytest.mark.parametrize(
    ("field", "value"), [("price", "-0.01"), ("quantity", 0), ("url", "javascript:alert(1)")]
)
def test_an_impossible_offer_is_refused(field, value):
    with pytest.raises(ValidationError) as refusal:
        OfferFactory.build(**{field: value}).full_clean()
    assert field in refusal.value.message_dict


@pytest.mark.parametrize("field", ["label", "sponsor"])
def test_a_sponsor_s_item_without_label_or_sponsor_is_refused(field):
    with pytest.raises(ValidationError) as refusal:
        SponsorshipFactory.build(**{field: ""}).full_clean()
    assert field in refusal.value.message_dict


def test_an_offer_may_be_free():
    OfferFactory.build(price="0").full_clean()
