"""Every public page says where it stands, to people and to machines, and breaks no rule of structured data."""

import re

import pytest
from django.urls import get_resolver, resolve, reverse

from tests.graphs import broken_rules, nodes

from .rows import magazine
from .test_query_counts import addresses

pytestmark = pytest.mark.django_db
# Mail carries these addresses to one reader: the page repeats them nowhere. The rest are no pages.
PRIVATE = {"ask_confirm", "ask_stop", "shared_preview", "calendar_feed", "desk", "desk_mail_stop"}
POSTED = {"asked_vote", "desk_paste", "desk_keep"}
ELSEWHERE = {"random"}


@pytest.fixture
def edition():
    return magazine(1)


def pages(edition):
    """Return the address of every public page by its route's name."""
    return addresses(edition) | {
        "api": reverse("api"),
        "ask_sent": reverse("ask_sent"),
        "report_sent": reverse("report_sent", args=[edition.slug]),
    }


def is_page(response):
    """Whether a response is a whole HTML page, and no fragment and no file."""
    kind = response["Content-Type"]
    return kind.startswith("text/html") and response.content.startswith(b"<!doctype html>")


def shown(html):
    """Return the visible breadcrumb as [(name, path)]; the page itself has no path."""
    (nav,) = re.findall(r'<nav class="breadcrumb".*?</nav>', html, re.DOTALL)
    return re.findall(r'<li(?: aria-current="page")?>(?:<a href="([^"]*)">)?(.*?)(?:</a>)?</li>', nav)


def test_every_public_page_but_the_front_page_has_the_trail_it_shows_and_a_graph_without_fault(
    client, edition
):
    for name, url in pages(edition).items():
        response = client.get(url)
        if response.status_code != 200 or not is_page(response) or name == "home":
            continue
        html = response.content.decode()
        assert broken_rules(html) == [], name
        (trail,) = [node for node in nodes(html) if node["@type"] == "BreadcrumbList"] or [None]
        assert trail, name
        listed = [
            (item.get("item", "").removeprefix("http://testserver"), item["name"])
            for item in trail["itemListElement"]
        ]
        assert listed == shown(html), name


def test_no_page_of_the_addresses_is_left_out_of_the_walk(client, edition):
    walked = [url.partition("?")[0] for name, url in pages(edition).items() if name != "not_found"]
    known = {resolve(url).url_name for url in walked}
    files = {
        "healthz", "media", "card", "robots_txt", "opensearch", "security_txt", "oembed",
        "answer_epub", "saved_epub", "search_suggest", "ask_similar", "feed", "feed_of",
    }  # fmt: skip
    public = {
        pattern.name
        for pattern in get_resolver("articles.urls").url_patterns
        if pattern.name and not pattern.name.startswith(("api_", "sitemap", "openapi"))
    }
    assert public - known - files - PRIVATE - POSTED - ELSEWHERE == set()
