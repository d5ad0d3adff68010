"""No door lets out what is not live: feeds, sitemaps, the API, cards, republishing, e-books, saved lists."""

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests import doors

pytestmark = pytest.mark.django_db

FORMATS = ("rss", "atom", "json")
PER_QUESTION = {
    "/questions/{}/republish/": 410,
    "/questions/{}/answer.epub": 410,
    "/api/v1/questions/{}/": 410,
    "/api/v1/questions/{}/v/1/": 410,
    "/oembed?url=http://testserver/questions/{}/": 404,
    "/saved/list.epub?q={}": 404,
}


def lists(shared):
    """Return the address of every list that shows questions."""
    things = [(kind, thing.slug) for kind, thing in shared.items()]
    return [
        *(f"/feeds/questions.{format}" for format in FORMATS),
        *(f"/feeds/{kind}/{slug}.{format}" for kind, slug in things for format in FORMATS),
        *(f"/sitemaps/{name}.xml" for name in ("questions/0", "news")),
        "/api/v1/questions/",
        *(f"/api/v1/questions/?{kind.rstrip('s')}={slug}" for kind, slug in things),
        "/saved/?q=live-one&q=draft-one&q=scheduled-one&q=withdrawn-one",
    ]


def test_only_what_is_live_is_on_any_list_until_its_instant(client):
    shared = doors.questions_in_every_state()
    for url in lists(shared):
        response = client.get(url)
        page = doors.body(response)
        assert response.status_code == 200, url
        seen = [state for state in ("live", "draft", "scheduled", "withdrawn") if f"{state}-one/" in page]
        assert seen == ["live"], url
        told = [state for state in ("draft", "scheduled", "withdrawn") if f"Is this {state}" in page]
        assert told == [], url
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1), tick=False):
        assert all("scheduled-one/" in doors.body(client.get(url)) for url in lists(shared))


def test_a_withdrawn_question_is_in_the_correction_feed_with_its_reason_and_not_its_answer(client):
    doors.questions_in_every_state()
    for url in (*(f"/feeds/corrections.{format}" for format in FORMATS), "/api/v1/corrections/"):
        page = doors.body(client.get(url))
        assert doors.WITHDRAWN in page, url
        assert "lead stands here" not in page
        assert "scheduled" not in page


def test_a_question_s_own_doors_open_only_while_it_is_live(client):
    doors.questions_in_every_state()
    for pattern, gone in PER_QUESTION.items():
        statuses = {
            state: client.get(pattern.format(f"{state}-one")).status_code
            for state in ("live", "draft", "scheduled", "withdrawn", "never")
        }
        assert statuses == {"live": 200, "draft": 404, "scheduled": 404, "withdrawn": gone, "never": 404}, (
            pattern
        )
        if gone == 410:
            page = doors.body(client.get(pattern.format("withdrawn-one")))
            assert doors.WITHDRAWN in page
            assert "lead stands here" not in page
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1), tick=False):
        for pattern in PER_QUESTION:
            assert client.get(pattern.format("scheduled-one")).status_code == 200, pattern


def test_every_door_answers_head_as_it_answers_get_without_a_body(client):
    shared = doors.questions_in_every_state()
    urls = [*lists(shared), *(pattern.format("live-one") for pattern in PER_QUESTION)]
    for url in (*urls, "/sitemap.xml", "/sitemaps/lists.xml", "/robots.txt", "/opensearch.xml", "/api/"):
        got, head = client.get(url), client.head(url)
        assert (head.status_code, doors.body(head)) == (200, ""), url
        assert head["Content-Type"] == got["Content-Type"], url


def test_a_saved_list_as_an_e_book_holds_live_answers_only(client):
    doors.questions_in_every_state()
    response = client.get("/saved/list.epub?q=scheduled-one&q=withdrawn-one&q=live-one&q=draft-one&q=%00&q=")
    book = zipfile.ZipFile(io.BytesIO(response.content))
    words = "".join(book.read(name).decode() for name in book.namelist())
    assert "The live lead stands here." in words
    assert not any(f"Is this {state}" in words for state in ("draft", "scheduled", "withdrawn"))
