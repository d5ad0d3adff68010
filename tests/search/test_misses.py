"""What readers searched without finding: counted by words and day, never by person."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from articles import search
from articles.models import MissedSearch
from articles.search import misses
from tests import factories

pytestmark = pytest.mark.django_db


def kept():
    return dict(MissedSearch.objects.values_list("words", "count"))


def test_a_search_without_a_result_is_counted_by_its_telling_words(client):
    factories.printed_question()
    for asked in ("Who was Marco Polo?", "marco polo", "MARCO  POLO", "the Zheng-Ho fleet"):
        client.get("/search/", {"q": asked})
    assert kept() == {"marco polo": 3, "zheng ho fleet": 1}


def test_what_was_found_or_narrowed_or_spelt_better_is_no_miss(client):
    factories.printed_question(text="Why did the harvest fail?")
    for query in ({"q": "harvest"}, {"q": "harwest"}, {"q": "marco polo", "period": "iron-age"}, {"q": ""}):
        client.get("/search/", query)
    client.head("/search/", {"q": "marco polo"})
    assert kept() == {}


@pytest.mark.parametrize(
    "asked",
    [
        "ada@example.org",
        "my number is 07700900123",
        "https://example.org/me",
        "www.example.org",
        "my great grandfather Albert Hobday lived in Leeds and fought at Ypres",
        "ab",
        "x" * 200,
        "the of and",
    ],
)
def test_what_may_tell_of_a_person_is_not_kept(client, asked):
    client.get("/search/", {"q": asked})
    assert kept() == {}


def test_a_flood_of_new_words_stops_and_old_ones_go_on_counting(monkeypatch):
    monkeypatch.setattr(misses, "MOST", 2)
    for asked in ("marco polo", "zheng ho", "ibn battuta", "marco polo"):
        search.missed(asked)
    assert kept() == {"marco polo": 2, "zheng ho": 1}


def test_words_are_forgotten_half_a_year_after_they_were_last_asked_for():
    search.missed("marco polo")
    search.missed("zheng ho")
    MissedSearch.objects.filter(words="zheng ho").update(last_on=timezone.localdate() - timedelta(days=181))
    assert search.forget() == 1
    assert kept() == {"marco polo": 1}


def test_a_database_that_cannot_write_is_no_reader_s_trouble(client, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("read-only")

    monkeypatch.setattr("django.db.models.query.QuerySet.bulk_create", fail)
    assert client.get("/search/", {"q": "marco polo"}).status_code == 200
    assert kept() == {}
