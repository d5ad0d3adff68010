"""Sitemaps by the protocol's rules, each address once; and the other small files for programs."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.utils import timezone

from articles import renditions, sitemaps
from articles.urls import urlpatterns
from tests import doors, factories

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAKERS = {
    "periods": factories.PeriodFactory,
    "topics": factories.TopicFactory,
    "places": factories.PlaceFactory,
    "figures": factories.FigureFactory,
}
# Not for search engines: what is noindex, of one reader, or for programs.
UNLISTED = {
    "shared_preview",
    "calendar_feed",
    "desk",
    "desk_paste",
    "desk_keep",
    "desk_mail_stop",
    "edition",
    "history",
    "cite",
    "card",
    "timeline_period",
    "map_square",
    "teach",
    "sheet",
    "report",
    "report_sent",
    "ask_confirm",
    "ask_stop",
    "asked_question",
    "asked_vote",
    "republish",
    "answer_epub",
    "feed",
    "feed_of",
    "api_question",
    "api_edition",
    "api_things",
    "api_thing",
    None,
    "sitemap",
    "media",
}
PRINTED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def entries(client, path, root="urlset"):
    """Return the entries of a sitemap, checked against the rules of sitemaps.org."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    tree = ElementTree.fromstring(response.getvalue())
    assert tree.tag == f"{SITEMAP}{root}"
    assert len(tree) <= 50_000
    for entry in tree:
        assert [child.tag for child in entry if child.tag == f"{SITEMAP}loc"] == [f"{SITEMAP}loc"]
        assert entry[0].text.startswith("http://testserver/")
        assert len(entry[0].text) < 2048
        if (last := entry.find(f"{SITEMAP}lastmod")) is not None:
            assert datetime.fromisoformat(last.text).tzinfo
    return list(tree)


def paths(found):
    """Return the paths of the entries' addresses."""
    return [entry[0].text.removeprefix("http://testserver") for entry in found]


def test_the_index_leads_to_every_public_address_once(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PAGE", 2)
    editions = [factories.printed_question(at=PRINTED + timedelta(days=number)) for number in range(3)]
    issue = factories.IssueFactory()
    factories.printed_question(first_issue=issue, first_publication=issue.publication, slug="in-print")
    index = entries(client, "/sitemap.xml", "sitemapindex")
    seen = [path for page in paths(index) for path in paths(entries(client, page))]
    assert len(seen) == len(set(seen))
    assert set(seen) >= {"/", "/archive/2026/", "/questions/in-print/", issue.get_absolute_url()}
    assert {edition.get_absolute_url() for edition in editions} < set(seen)
    assert {edition.authors.get().get_absolute_url() for edition in editions} < set(seen)
    assert all(client.get(path).status_code == 200 for path in seen)
    sizes = [len(entries(client, page)) for page in paths(index) if "lists" not in page]
    assert max(sizes) <= 2


def test_every_page_that_search_engines_may_list_is_on_a_sitemap(client):
    """A page that is added to urls.py is wanted on a sitemap, or is told not to be indexed."""
    issue = factories.IssueFactory()
    factories.printed_question(
        first_issue=issue,
        first_publication=issue.publication,
        **{name: [make()] for name, make in MAKERS.items()},
    )
    disallowed = re.findall(r"Disallow: (\S+)", doors.body(client.get("/robots.txt")))
    listed = set(paths(entries(client, "/sitemaps/lists.xml")))
    for route in urlpatterns:
        pattern = f"/{route.pattern}"
        if "<" in pattern or pattern.startswith(tuple(disallowed)):
            continue
        response = client.get(pattern)
        is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
        may_be_listed = is_page and response.get("X-Robots-Tag") != "noindex"
        assert (pattern in listed) == may_be_listed, pattern
    of_one_thing = {route.name for route in urlpatterns if "<" in str(route.pattern)}
    assert (
        of_one_thing == {kind.route for kind in sitemaps.KINDS.values()} | {"archive_year", "day"} | UNLISTED
    )


def test_an_entry_carries_the_date_of_its_live_edition(client):
    edition = factories.printed_question(at=PRINTED)
    doors.correct(edition.question)
    (entry,) = entries(client, "/sitemaps/questions/0.xml")
    live = edition.question.editions.live().get()
    assert datetime.fromisoformat(entry.find(f"{SITEMAP}lastmod").text) == live.live_from.replace(
        microsecond=0
    )


@pytest.mark.parametrize("path", ["questions/7", "cooks/0", "questions/99999999999999999999", "questions/-1"])
def test_a_sitemap_without_addresses_is_not_found(client, path):
    factories.printed_question()
    assert client.get(f"/sitemaps/{path}.xml").status_code == 404


def test_a_picture_is_listed_while_we_may_show_it(client):
    picture = factories.PictureFactory()
    renditions.make(picture)
    factories.printed_question(picture=picture)
    largest = picture.renditions.filter(format="jpeg").last()
    (entry,) = entries(client, "/sitemaps/questions/0.xml")
    assert [loc.text for loc in entry.iter(f"{IMAGE}loc")] == [f"http://testserver{largest.file.url}"]
    picture.rights_until = timezone.localdate() - timedelta(days=1)
    picture.save()
    (entry,) = entries(client, "/sitemaps/questions/0.xml")
    assert list(entry.iter(f"{IMAGE}loc")) == []


def test_the_news_sitemap_has_two_days_and_every_required_field(client, settings):
    settings.SITE_NAME = "Lantern & Co"
    assert entries(client, "/sitemaps/news.xml") == []
    with time_machine.travel(PRINTED, tick=False):
        factories.printed_question(slug="old", at=PRINTED - timedelta(days=2))
        factories.printed_question(slug="new", at=PRINTED - timedelta(hours=47), text="Who & why\x0b?")
        (entry,) = entries(client, "/sitemaps/news.xml")
    news = {element.tag.removeprefix(NEWS): element.text for element in entry.iter() if NEWS in element.tag}
    assert paths([entry]) == ["/questions/new/"]
    assert {name: news[name] for name in ("name", "language", "title", "publication_date")} == {
        "name": "Lantern & Co",
        "language": "en",
        "title": "Who & why?",
        "publication_date": "2026-02-27T10:30:00+00:00",
    }


def test_robots_txt_leads_to_the_sitemaps_and_keeps_programs_out_of_the_newsroom(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert [line for line in lines if line.startswith("Disallow")] == [
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /saved/",
        "Disallow: /ask/similar/",
        "Disallow: /ask/sent/",
        "Disallow: /ask/confirm/",
        "Disallow: /ask/stop/",
        "Disallow: /api/v1/",
    ]
    for line in lines[-2:]:
        assert (
            entries(
                client,
                line.removeprefix("Sitemap: http://testserver"),
                "urlset" if "news" in line else "sitemapindex",
            )
            is not None
        )


def test_security_txt_names_a_contact_and_expires_within_a_year(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=365)


def test_a_browser_finds_the_description_of_the_search(client):
    match = re.search(
        r'rel="search" type="([^"]+)" title="[^"]*" href="([^"]+)"', doors.body(client.get("/"))
    )
    response = client.get(match[2])
    assert response["Content-Type"].startswith(match[1])
    root = ElementTree.fromstring(response.content)
    url = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.get("template") == "http://testserver/search/?q={searchTerms}"
    assert len(root[0].text) <= 16
