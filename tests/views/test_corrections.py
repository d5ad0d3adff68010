"""What readers are told of a correction: what was wrong, who noticed, who approved, from which edition to which."""

import pytest

from articles import workflow
from tests.factories import UserFactory, printed_question

pytestmark = pytest.mark.django_db
NOTE = {"kind": "correction", "wrong": "We wrote 1316.", "right": "It was 1315.", "noticed_by": "Ruth B."}
PAGES = {
    "page": "/questions/why/",
    "history": "/questions/why/history/",
    "log": "/corrections/",
    "feed": "/feeds/corrections.json",
}


def corrected(**name):
    question = printed_question(slug="why").question
    workflow.publish(question=question, by=UserFactory(username="fhall", **name), correction=NOTE)


@pytest.mark.parametrize("page", PAGES)
def test_who_noticed_who_approved_and_both_editions_are_named(client, page):
    corrected(first_name="Fay", last_name="Hall")
    text = client.get(PAGES[page]).content.decode()
    for words in ("Noticed by Ruth B.", "Approved by Fay Hall.", "edition 1", "edition 2"):
        assert words in text


@pytest.mark.parametrize("page", PAGES)
def test_a_login_without_a_name_is_nothing_for_readers(client, page):
    corrected()
    text = client.get(PAGES[page]).content.decode()
    assert "It was 1315." in text
    assert "Approved by" not in text
    assert "fhall" not in text


def test_a_withdrawal_names_who_approved_it_in_the_log(client):
    question = printed_question(slug="why").question
    workflow.withdraw(question=question, by=UserFactory(first_name="Fay", last_name="Hall"), reason="Forged.")
    assert "Approved by Fay Hall." in client.get(PAGES["log"]).content.decode()
