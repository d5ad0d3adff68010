"""Every public page costs the same number of queries at 1 row and at 30."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Submission

from .rows import magazine

pytestmark = pytest.mark.django_db


def addresses(edition):
    """Return the name and address of every public page that shows ``edition`` or a list it is in."""
    issue, author = edition.issue, edition.authors.first()
    entries = {
        kind: getattr(edition, f"{kind}s").first().get_absolute_url()
        for kind in ("period", "topic", "place", "figure")
    }
    return {
        "home": reverse("home"),
        "question": edition.get_absolute_url(),
        "edition": reverse("edition", args=[edition.slug, 1]),
        "cite": reverse("cite", args=[edition.slug, 1, "ris"]),
        "history": reverse("history", args=[edition.slug]),
        "teach": reverse("teach", args=[edition.slug]),
        "sheet": reverse("sheet", args=[edition.slug]),
        "author": author.get_absolute_url(),
        "publication": issue.publication.get_absolute_url(),
        "issue": issue.get_absolute_url(),
        "archive": reverse("archive"),
        "archive_year": reverse("archive_year", args=[edition.first_live_from.year]),
        **{f"{kind}s": reverse(f"{kind}s") for kind in entries},
        **entries,
        "search": reverse("search") + "?q=harvest",
        "search_filtered": reverse("search") + f"?period={edition.periods.first().slug}",
        "search_nothing": reverse("search") + "?q=harvest+zeppelin",
        "search_suggest": reverse("search_suggest") + "?q=harv",
        "ask": reverse("ask"),
        "ask_similar": reverse("ask_similar") + "?q=Why+did+the+harvest+fail",
        "asked": reverse("asked"),
        "asked_filtered": reverse("asked") + "?status=received",
        "asked_question": reverse("asked_question", args=[Submission.objects.first().pk]),
        "report": reverse("report", args=[edition.slug]),
        "corrections": reverse("corrections"),
        "questions": reverse("questions"),
        "letter": reverse("questions") + "?letter=W",
        "authors": reverse("authors"),
        "publications": reverse("publications"),
        "timeline": reverse("timeline"),
        "timeline_period": reverse("timeline_period", args=[edition.periods.first().slug]),
        "map": reverse("map"),
        "map_square": reverse("map_square", args=[13, 20]),
        "map_of_period": reverse("map") + f"?period={edition.periods.first().slug}",
        "map_square_of_period": reverse("map_square", args=[13, 20])
        + f"?period={edition.periods.first().slug}",
        "on_this_day": reverse("on_this_day"),
        "day": reverse("day", args=[4, 25]),
        "not_found": "/nothing/here/",
        "feed": reverse("feed", args=["questions", "atom"]),
        "feed_of": reverse("feed_of", args=["authors", author.slug, "json"]),
        "corrections_feed": reverse("feed", args=["corrections", "rss"]),
        "api_index": reverse("api_index"),
        "api_questions": reverse("api_questions"),
        "api_question": reverse("api_question", args=[edition.slug]),
        "api_corrections": reverse("api_corrections"),
        "api_authors": reverse("api_things", args=["authors"]),
        "api_author": reverse("api_thing", args=["authors", author.slug]),
        "api_publication": reverse("api_thing", args=["publications", issue.publication.slug]),
        "republish": reverse("republish", args=[edition.slug]),
        "answer_epub": reverse("answer_epub", args=[edition.slug]),
        "saved": f"{reverse('saved')}?q={edition.slug}",
        "sitemap_index": reverse("sitemap_index"),
        "sitemap_news": reverse("sitemap_news"),
    }


def count(client, url):
    """Return how many queries a reader's GET of ``url`` makes."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code in (200, 404), url
    return len(queries)


def test_no_public_page_costs_more_queries_for_30_rows_than_for_one(client):
    few = addresses(magazine(1))
    at_one = {name: count(client, url) for name, url in few.items()}
    many = addresses(magazine(30))
    at_thirty = {name: count(client, url) for name, url in many.items()}
    assert at_thirty == at_one
    assert max(at_one.values()) <= 24


def test_a_reader_is_given_no_cookie_and_no_session(client):
    for name, url in addresses(magazine(1)).items():
        response = client.get(url)
        assert response.cookies == {}, name
        assert "Cookie" not in response.get("Vary", ""), name
