"""Lists: who is on them, in what order, and how they page."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Question
from articles.views import paging
from tests import factories

pytestmark = pytest.mark.django_db


def slugs(response):
    """Return the slugs of the questions a page links to, in order, each once."""
    return list(dict.fromkeys(re.findall(r'href="/questions/([\w-]+)/"', response.content.decode())))


def older(response):
    """Return the key of the next older page, or None."""
    match = re.search(r'href="\?before=([\w-]+)" rel="next"', response.content.decode())
    return match and match[1]


def test_an_empty_site_has_a_front_page_and_lists_that_say_so(client):
    for url in ("/", "/archive/", "/periods/", "/topics/", "/places/", "/figures/"):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    "url",
    ["/authors/nobody/", "/publications/none/", "/publications/none/1/", "/periods/none/", "/archive/1999/",
     "/archive/0/", "/archive/99999999999999999999/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, url):
    response = client.get(url)
    assert response.status_code == 404
    assert b"<h1" in response.content


@pytest.mark.parametrize(
    "key",
    ["x", "-", "1-", "-1", "zz-1", "ffffffffffffffffffff-1", "1-ffffffffffffffffffff", "1--1", "\x00", "é"],
)
def test_a_made_up_page_key_is_not_found(client, key):
    factories.printed_question(periods=[factories.PeriodFactory(slug="era")])
    assert client.get("/periods/era/", {"before": key}).status_code == 404


def test_a_list_pages_by_key_and_shows_every_question_once(client, monkeypatch):
    monkeypatch.setattr(paging, "SIZE", 3)
    monkeypatch.setattr(paging.newest_first, "__defaults__", (3,))
    period = factories.PeriodFactory(slug="era")
    moment = datetime(2025, 5, 1, 9, 0, 0, 123456, tzinfo=UTC)
    # Two share an instant, so the key must carry more than the time.
    for number, hours in enumerate([0, 1, 1, 2, 3, 4, 5]):
        factories.printed_question(slug=f"q{number}", periods=[period], at=moment + timedelta(hours=hours))
    seen, key = [], ""
    for _ in range(4):
        response = client.get("/periods/era/", {"before": key} if key else {})
        seen.append(slugs(response))
        key = older(response)
        if key is None:
            break
    assert seen == [["q6", "q5", "q4"], ["q3", "q2", "q1"], ["q0"]]


def test_a_deep_page_of_a_list_uses_no_offset(client):
    edition = factories.printed_question(periods=[factories.PeriodFactory(slug="era")])
    key = paging._write(edition.first_live_from, edition.pk)
    with CaptureQueriesContext(connection) as queries:
        from_here = client.get("/periods/era/", {"before": key})
    assert slugs(from_here) == []
    assert [query["sql"] for query in queries if "OFFSET" in query["sql"].upper()] == []


@pytest.mark.parametrize(
    "url", ["/authors/edith/", "/publications/lantern/", "/publications/lantern/2011-08/"]
)
def test_lists_show_live_editions_only(client, url):
    author = factories.AuthorFactory(slug="edith")
    issue = factories.IssueFactory(slug="2011-08", publication=factories.PublicationFactory(slug="lantern"))
    editions = {}
    for state in ("live", "draft", "scheduled", "withdrawn"):
        question = factories.printable_question(
            slug=state, first_issue=issue, first_publication=issue.publication
        )
        question.answers.get().credits.update(author=author)
        if state == "scheduled":
            workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
        elif state != "draft":
            editions[state] = workflow.publish(question=question)
    workflow.withdraw(question=Question.objects.get(slug="withdrawn"), reason="A check.")
    assert slugs(client.get(url)) == ["live"]


def test_an_older_edition_is_on_no_list(client):
    old, new = factories.PeriodFactory(slug="old"), factories.PeriodFactory(slug="new")
    edition = factories.printed_question(slug="why", periods=[old])
    question = Question.objects.get(pk=edition.question_id)
    question.periods.set([new])
    workflow.publish(question=question)
    assert slugs(client.get("/periods/old/")) == []
    assert slugs(client.get("/periods/new/")) == ["why"]


def test_the_archive_counts_questions_by_the_year_they_came_to_the_web(client):
    for year in (2016, 2016, 2020):
        factories.printed_question(at=datetime(year, 6, 1, tzinfo=UTC))
    page = client.get("/archive/").content.decode()
    assert page.index("/archive/2020/") < page.index("/archive/2016/")
    assert len(slugs(client.get("/archive/2016/"))) == 2


def test_the_year_of_the_archive_is_the_year_in_the_site_s_time_zone(client):
    factories.printed_question(slug="eve", at=datetime(2019, 12, 31, 23, 59, tzinfo=UTC))
    assert slugs(client.get("/archive/2019/")) == ["eve"]
    factories.printed_question(slug="summer", at=datetime(2018, 6, 30, 23, 30, tzinfo=UTC))
    assert slugs(client.get("/archive/2018/")) == ["summer"]


def test_a_new_edition_keeps_its_place_in_the_order_of_first_publication(client):
    first = factories.printed_question(slug="first", at=datetime(2020, 1, 1, tzinfo=UTC))
    factories.printed_question(slug="second", at=datetime(2021, 1, 1, tzinfo=UTC))
    workflow.publish(question=Question.objects.get(pk=first.question_id))
    response = client.get("/")
    assert slugs(response).index("second") < slugs(response).index("first")
