"""What several tests of pages begin with."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import commissions
from articles.stages import Stage
from tests.factories import AuthorFactory, QuestionFactory, UserFactory


@pytest.fixture
def asked():
    """(Commission, its address) of a question that waits for Edith Marlow."""
    question = QuestionFactory(stage=Stage.ACCEPTED, text="Why did the harvest fail?")
    commission, token = commissions.ask(
        question=question,
        name="Edith Marlow",
        historian=AuthorFactory(name="Edith Marlow"),
        brief="Six hundred words.",
        due=timezone.localdate(),
        by=UserFactory(username="ada"),
    )
    return commission, reverse("desk", args=[token])
