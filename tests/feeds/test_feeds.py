"""Feeds: whole texts, valid in each format, stable ids, and nothing sent twice for nothing."""

import gzip
import json
import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest
import time_machine
from django.utils import timezone

from articles import renditions, richtext, workflow
from articles.models import Question
from tests import doors, factories

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = ("rss", "atom", "json")


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = "https://magazine.example"


def read(client, path="/feeds/questions"):
    """Return (RSS, Atom) as feedparser reads them and the JSON Feed as a dict."""
    parsed = [feedparser.parse(client.get(f"{path}.{format}").content) for format in ("rss", "atom")]
    assert [feed.bozo for feed in parsed] == [False, False]
    return *parsed, json.loads(client.get(f"{path}.json").content)


def rich_question(**fields):
    """Return a printable question with everything a feed prints."""
    issue = factories.IssueFactory(cover_date="2011")
    question = factories.printable_question(
        slug="why", licence="cc-by", first_issue=issue, first_publication=issue.publication, **fields
    )
    author = factories.AuthorFactory(name="Roger Marlow", slug="marlow")
    book = factories.BookFactory(title="Berlin at Peace", publisher="Lantern", year=2010)
    credit = question.answers.get().credits.get()
    credit.author = author
    credit.save()
    credit.books.set([book])
    return question


def test_every_format_carries_the_whole_answer_and_no_promotion(client):
    edition = workflow.publish(question=rich_question())
    offer, sponsorship = factories.OfferFactory(), factories.SponsorshipFactory()
    rss, atom, data = read(client)
    contents = {
        rss.entries[0].content[0].value,
        atom.entries[0].content[0].value,
        data["items"][0]["content_html"],
    }
    # feedparser drops the roles and names of links that JSON Feed keeps.
    contents = {re.sub(' (?:role|aria-label)="[^"]*"', "", content) for content in contents}
    assert len(contents) == 1
    (content,) = contents
    words = " ".join(re.sub("<[^>]*>", "", content).split())
    in_order = [
        "It rained for three summers, and the seed corn was eaten.",
        "It rained from May to September, and the grain rotted in the ear. Indeed, the rain fell",
        "Answered by Roger Marlow, author of Berlin at Peace (Lantern, 2010).",
        "Johannes de Trokelowe",
        f"First published in {edition.publication.title}, in the 2011 issue",
        "From HistoryQA: https://magazine.example/questions/why/.",
        "Text: CC BY 4.0.",
    ]
    places = [words.find(part) for part in in_order]
    assert -1 not in places
    assert places == sorted(places)
    assert offer.copy not in content
    assert sponsorship.headline not in content
    assert data["items"][0]["summary"] == "It rained for three summers, and the seed corn was eaten."


def test_every_address_in_a_feed_is_absolute(client):
    question = rich_question()
    mark = richtext.reference(question.answers.get().sources.first().key)
    links = f'<p>See <a href="/topics/war/">war</a>{mark}, <a href="mailto:a@b.org">us</a>.</p>'
    question.answers.update(body=links)
    workflow.publish(question=question)
    for format in FORMATS:
        response = client.get(f"/feeds/questions.{format}")
        assert not re.findall(r'href=\\?(?:"|&quot;)(?!https://|mailto:)', response.content.decode())
    _, _, data = read(client)
    assert re.findall(r'href="([^"]*)"', data["items"][0]["content_html"])[:3] == [
        "https://magazine.example/topics/war/",
        "https://magazine.example/questions/why/#source-1",
        "mailto:a@b.org",
    ]


def test_an_item_keeps_its_id_and_first_date_when_it_moves_and_is_printed_anew(client):
    first = datetime(2016, 2, 23, 9, 10, tzinfo=UTC)
    edition = workflow.publish(question=rich_question(), at=first)
    before = read(client)
    second = doors.correct(edition.question, slug="why-now")
    after = read(client)
    for old, new in zip(before[:2], after[:2], strict=True):
        assert new.entries[0].id == old.entries[0].id
        assert new.entries[0].link == "https://magazine.example/questions/why-now/"
        assert new.entries[0].published_parsed[:5] == (2016, 2, 23, 9, 10)
    entry = ElementTree.fromstring(client.get("/feeds/questions.atom").content).find(f"{ATOM}entry")
    assert datetime.fromisoformat(entry.find(f"{ATOM}updated").text) == second.live_from
    assert after[2]["items"][0]["id"] == before[2]["items"][0]["id"] == after[1].entries[0].id
    assert after[2]["items"][0]["date_published"] == "2016-02-23T09:10:00+00:00"


def test_an_atom_feed_has_what_rfc_4287_wants(client):
    question = rich_question()
    factories.CreditFactory(answer=question.answers.get(), author=factories.AuthorFactory(name="Ann Lee"))
    workflow.publish(question=question)
    response = client.get("/feeds/questions.atom")
    feed = ElementTree.fromstring(response.content)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    for element in (feed, feed.find(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert [child.text for child in element.findall(f"{ATOM}{name}")] != [None], name
            assert len(element.findall(f"{ATOM}{name}")) == 1
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "https://magazine.example/",
        "self": "https://magazine.example/feeds/questions.atom",
    }
    entry = feed.find(f"{ATOM}entry")
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == ["Roger Marlow", "Ann Lee"]
    assert entry.find(f"{ATOM}author/{ATOM}uri").text == "https://magazine.example/authors/marlow/"
    assert entry.find(f"{ATOM}rights").text.startswith("CC BY 4.0")


def test_a_json_feed_has_what_version_1_1_wants(client):
    workflow.publish(question=rich_question())
    response = client.get("/feeds/authors/marlow.json")
    feed = json.loads(response.content)
    assert response["Content-Type"] == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://magazine.example/feeds/authors/marlow.json"
    assert feed["home_page_url"] == "https://magazine.example/authors/marlow/"
    assert feed["items"][0]["authors"] == [
        {"name": "Roger Marlow", "url": "https://magazine.example/authors/marlow/"}
    ]
    assert "hubs" not in feed


def test_control_characters_and_markup_in_plain_text_leave_the_xml_whole(client):
    question = rich_question(text="Is 1 < 2 & 3\x0b?", short_answer="A & B <i>C</i>\x1f.")
    question.answers.update(lead="The lead\x01.", body="<p>The body\x0c.</p>")
    workflow.waive(question=question, reason="The words are what matters here.")
    workflow.publish(question=question)
    rss, atom, data = read(client)
    assert "<p>The lead.</p>\n<p>The body.</p>" in data["items"][0]["content_html"]
    assert atom.entries[0].title == rss.entries[0].title == data["items"][0]["title"] == "Is 1 < 2 & 3?"
    assert data["items"][0]["summary"] == "A & B <i>C</i>."


def test_an_empty_feed_is_a_feed(client):
    rss, atom, data = read(client)
    assert (rss.entries, atom.entries, data["items"]) == ([], [], [])


@pytest.mark.parametrize(
    "path",
    ["questions.xml", "answers.rss", "authors/nobody.rss", "cooks/why.rss", "periods/none.atom", "questions"],
)
def test_a_feed_that_is_not_there_is_not_found(client, path):
    assert client.get(f"/feeds/{path}").status_code == 404


def test_a_reader_who_has_the_newest_is_sent_nothing_until_something_changes(client):
    def ask():
        """Ask with what was given last time; return the status, and remember what is given now."""
        headers = {"If-None-Match": given["ETag"], "If-Modified-Since": given["Last-Modified"]}
        by_tag = client.get(url, headers={"If-None-Match": headers["If-None-Match"]})
        by_date = client.get(url, headers={"If-Modified-Since": headers["If-Modified-Since"]})
        given.update({name: by_tag[name] for name in ("ETag", "Last-Modified")})
        return by_tag.status_code, by_date.status_code

    start = timezone.now() - timedelta(hours=2)
    with time_machine.travel(start, tick=False) as clock:
        edition = workflow.publish(question=rich_question())
        period = edition.periods.get()
        url = f"/feeds/periods/{period.slug}.atom"
        other = factories.printable_question(periods=[period])
        workflow.schedule(question=other, at=start + timedelta(minutes=10))
        given = {name: client.get(url)[name] for name in ("ETag", "Last-Modified")}
        assert ask() == (304, 304)
        clock.shift(timedelta(minutes=10))  # the scheduled one is live
        assert ask() == (200, 200)
        assert ask() == (304, 304)
        clock.shift(timedelta(minutes=10))
        doors.correct(edition.question)
        assert ask() == (200, 200)
        clock.shift(timedelta(minutes=10))
        workflow.withdraw(question=Question.objects.get(pk=edition.question_id), reason="A check.")
        assert ask() == (200, 200)
        assert ask() == (304, 304)


@pytest.mark.parametrize("by", ["If-None-Match", "If-Modified-Since"])
def test_a_renamed_author_is_in_the_feed_at_once(client, by):
    given = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}[by]
    with time_machine.travel(timezone.now() - timedelta(minutes=20), tick=False) as clock:
        author = workflow.publish(question=rich_question()).authors.first()
        clock.shift(timedelta(minutes=10))
        had = client.get("/feeds/questions.json")
        assert client.get("/feeds/questions.json", headers={by: had[given]}).status_code == 304
        author.slug = "married-name"
        author.save(update_fields=["slug"])
        new = client.get("/feeds/questions.json", headers={by: had[given]})
        assert new.status_code == 200
        assert "/authors/married-name/" in new.content.decode()
        assert client.get("/feeds/questions.json", headers={by: new[given]}).status_code == 304


@pytest.mark.parametrize(("things", "name"), [("periods", "name"), ("publication", "title")])
def test_a_renamed_thing_changes_the_tag_of_every_feed_that_names_it(client, things, name):
    edition = workflow.publish(question=rich_question())
    thing = edition.publication if things == "publication" else getattr(edition, things).first()
    tag = client.get("/feeds/questions.atom")["ETag"]
    type(thing).objects.filter(pk=thing.pk).update(**{name: "Under another name"})
    assert client.get("/feeds/questions.atom", headers={"If-None-Match": tag}).status_code == 200


def test_a_feed_is_compressed_and_its_weak_tag_still_matches(client):
    workflow.publish(question=rich_question())
    response = client.get("/feeds/questions.rss", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == client.get("/feeds/questions.rss").content
    assert response["ETag"].startswith("W/")
    again = {"Accept-Encoding": "gzip", "If-None-Match": response["ETag"]}
    assert client.get("/feeds/questions.rss", headers=again).status_code == 304


def test_a_picture_is_in_the_feed_while_we_may_show_it(client):
    picture = factories.PictureFactory()
    renditions.make(picture)
    workflow.publish(question=rich_question(picture=picture))
    source = picture.renditions.filter(format="jpeg").last().file.url
    assert read(client)[2]["items"][0]["image"] == f"https://magazine.example{source}"
    picture.rights_until = timezone.localdate() - timedelta(days=1)
    picture.save()
    item = read(client)[2]["items"][0]
    assert "image" not in item
    assert "<img" not in item["content_html"]


def test_corrections_have_a_feed(client):
    edition = workflow.publish(question=rich_question())
    doors.correct(edition.question)
    for feed in read(client, "/feeds/corrections")[:2]:
        (entry,) = feed.entries
        assert entry.title == f"Correction: {edition.text}"
        assert entry.link == "https://magazine.example/questions/why/"
        assert "We wrote 1314." in entry.content[0].value
        assert "It was 1315." in entry.content[0].value


def test_scripts_of_every_site_may_read_and_nobody_may_write(client):
    for url in ("/feeds/questions.json", "/api/v1/questions/", "/api/v1/none", "/oembed"):
        assert client.get(url)["Access-Control-Allow-Origin"] == "*", url
        asked = client.options(url)
        assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")
        assert client.post(url).status_code == 405
    assert "Access-Control-Allow-Origin" not in client.get("/")


def test_pages_say_where_their_feeds_are(client):
    edition = workflow.publish(question=rich_question())
    things = [edition.authors.get(), edition.periods.get(), edition.publication]
    assert 'type="application/rss+xml" title="HistoryQA" href="/feeds/questions.rss"' in doors.body(
        client.get("/")
    )
    for kind, thing in zip(("authors", "periods", "publications"), things, strict=True):
        page = doors.body(client.get(thing.get_absolute_url()))
        found = re.findall(
            rf'rel="alternate" type="([^"]*)" title="[^"]*" href="(/feeds/{kind}/[^"]*)"', page
        )
        assert found == [
            ("application/rss+xml", f"/feeds/{kind}/{thing.slug}.rss"),
            ("application/atom+xml", f"/feeds/{kind}/{thing.slug}.atom"),
            ("application/feed+json", f"/feeds/{kind}/{thing.slug}.json"),
        ]


def test_the_feed_of_corrections_belongs_to_their_log(client):
    doors.correct(factories.printed_question().question)
    rss, atom, data = read(client, "/feeds/corrections")
    log = "https://magazine.example/corrections/"
    assert {rss.feed.link, atom.feed.link, data["home_page_url"]} == {log}
    assert client.get("/corrections/").status_code == 200
