"""The search page: everything in the address, nothing that breaks it, no dead end."""

import re
from html import unescape

import pytest

from articles.search import finding
from tests import factories

pytestmark = pytest.mark.django_db


def page_of(client, **parameters):
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize("number", ["0", "-1", "2", "x", "", "９", "1" * 5_000])
def test_a_page_that_is_not_there_is_not_found(client, number):
    factories.printed_question()
    assert client.get("/search/", {"q": "harvest", "page": number}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("44", "may be several years"),
        ("early spring", "has no fixed limits"),
        ("-43", "is not a date that can be read"),
        ("99999999999999999999", "That year is too far away"),
        ("\x00", ""),
    ],
)
def test_a_time_that_is_not_understood_says_so_keeps_what_was_typed_and_searches_on(client, typed, sentence):
    factories.printed_question(slug="why")
    page = page_of(client, q="harvest", since=typed)
    assert sentence in page
    assert "EDTF" not in page
    assert typed.strip("\x00") in page
    assert "/questions/why/" in page


def test_a_time_that_ends_before_it_starts_is_refused_with_a_sentence(client):
    assert "exchange the two" in page_of(client, q="harvest", since="1066", until="44 BC")


def test_strange_addresses_are_pages_too(client):
    factories.printed_question()
    for value in ("\x00", "x" * 10_000, "<script>", "☕"):
        parameters = dict.fromkeys(("q", "since", "until", "period", "author", "publication", "other"), value)
        assert client.get("/search/", parameters).status_code == 200
        assert client.get("/search/suggest/", {"q": value}).status_code == 200


def test_results_are_left_out_by_search_engines_and_the_empty_form_is_not(client):
    factories.printed_question()
    assert client.get("/search/", {"q": "harvest"})["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/search/")


def test_a_result_is_narrowed_by_a_link_and_widened_by_another(client):
    period = factories.PeriodFactory(slug="era", name="Middle Ages")
    factories.printed_question(slug="why", periods=[period], covers="1315/1317")
    wide = page_of(client, q="harvest", since="1300")
    assert 'href="?q=harvest&period=era&since=1300"' in wide
    narrow = page_of(client, q="harvest", since="1300", period="era")
    assert re.search(r'href="\?q=harvest&since=1300"[^>]*>Period: Middle Ages', narrow)
    assert re.search(r'href="\?q=harvest&period=era"[^>]*>From: 1300', narrow)
    assert '<input type="hidden" name="period" value="era">' in narrow
    assert "/questions/why/" in narrow


def test_results_page_by_links_that_crawlers_do_not_follow(client, monkeypatch):
    monkeypatch.setattr(finding, "SIZE", 1)
    factories.printed_question()
    factories.printed_question()
    first, second = page_of(client, q="harvest"), page_of(client, q="harvest", page="2")
    assert 'href="?q=harvest&page=2" rel="next nofollow"' in first
    assert 'href="?q=harvest&page=1" rel="prev nofollow"' in second


def test_where_nothing_is_found_the_nearest_questions_are_offered(client):
    factories.printed_question(slug="why")
    page = page_of(client, q="harvest & zeppelins")
    assert "No question here has all of that." in page
    assert "/questions/why/" in page


def test_what_was_searched_for_goes_into_the_ask_form(client):
    factories.printed_question(slug="why")
    found = re.search(
        r'href="(/ask/[^"]*)"[^>]*>Ask a historian your question', page_of(client, q="zeppelins & <b>")
    )
    assert found[1] == "/ask/?q=zeppelins%20%26%20%3Cb%3E"
    assert 'name="text"' in (form := client.get(found[1]).content.decode())
    assert "zeppelins &amp; &lt;b&gt;</textarea>" in form


def test_a_correction_is_shown_with_its_results(client):
    factories.printed_question(slug="why")
    page = page_of(client, q="harvset")
    assert "<strong>harvest</strong>" in page
    assert "/questions/why/" in page


def test_suggestions_are_a_fragment_of_options(client):
    factories.printed_question(slug="why", text="Why did <b> the harvest fail?")
    response = client.get("/search/suggest/", {"q": "harv"})
    assert response.content.decode().strip() == (
        '<li role="option" id="suggestion-1" aria-selected="false" data-href="/questions/why/">'
        "Why did &lt;b&gt; the harvest fail?</li>"
    )
    assert response["Cache-Control"] == "public, max-age=60"


def test_every_page_but_the_search_page_has_the_search_in_its_masthead(client):
    assert 'class="masthead-search"' in client.get("/").content.decode()
    assert 'class="masthead-search"' not in client.get("/search/").content.decode()
