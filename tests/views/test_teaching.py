"""The teach page and the reading sheet: live words only, and a way back where nobody wrote a lesson."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Question
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = ["/questions/why/teach/", "/questions/why/sheet/"]
CLASSROOM = {
    "enquiry": "Who went hungry in 1315?",
    "key_dates": "1315: It rains all summer.",
    "sourcing": "[trokelowe1322] Whom did he write for?\nWho is missing?",
    "glossary": "dearth: want of food",
}


@pytest.mark.parametrize("url", PAGES)
def test_without_a_lesson_the_page_is_not_found_and_leads_back(client, url):
    factories.printed_question(slug="why", text="Why did it rain?")
    response = client.get(url)
    assert response.status_code == 404
    assert '<a href="/questions/why/">Why did it rain?</a>' in response.content.decode()


@pytest.mark.parametrize("url", PAGES)
def test_a_draft_a_scheduled_and_a_withdrawn_question_have_no_lesson(client, url):
    question = factories.printable_question(slug="why", **CLASSROOM)
    assert client.get(url).status_code == 404
    edition = workflow.schedule(question=question, at=timezone.now() + timedelta(hours=1))
    assert client.get(url).status_code == 404
    workflow.unschedule(question=question, edition=edition)
    workflow.publish(question=question)
    assert client.get(url).status_code == 200
    workflow.withdraw(question=question, reason="A forgery.")
    response = client.get(url)
    assert response.status_code == 410
    assert "hungry" not in response.content.decode()


@pytest.mark.parametrize("url", PAGES)
def test_the_lesson_is_what_was_printed(client, url):
    edition = factories.printed_question(slug="why", **CLASSROOM)
    Question.objects.filter(pk=edition.question_id).update(enquiry="Changed?", glossary="")
    response = client.get(url)
    page = response.content.decode()
    for words in (
        "Who went hungry in 1315?",
        "It rains all summer.",
        "Whom did he write for?",
        "Who is missing?",
    ):
        assert words in page
    assert "want of food" in page
    assert "Changed?" not in page
    assert response["X-Robots-Tag"] == "noindex"


def test_the_question_leads_to_its_lesson_only_where_there_is_one(client):
    factories.printed_question(slug="bare")
    factories.printed_question(slug="why", **CLASSROOM)
    assert "/teach/" not in client.get("/questions/bare/").content.decode()
    page = client.get("/questions/why/").content.decode()
    assert 'href="/questions/why/teach/"' in page
    assert 'href="/questions/why/sheet/"' in page
