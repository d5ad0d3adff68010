"""Health, pictures, headers and error pages."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from articles import renditions
from tests import factories


@pytest.mark.django_db
def test_healthz_says_ok_while_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_healthz_is_503_when_the_database_does_not_answer(client, monkeypatch):
    def broken():
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/healthz").status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["none.avif", "../originals/x", "pictures/../../historyqa.sqlite3", "%00", "a/" * 500]
)
def test_only_renditions_have_an_address(client, name):
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.django_db
def test_a_rendition_is_asked_for_again_each_minute_and_its_original_is_never_served(client):
    picture = factories.PictureFactory()
    renditions.make(picture)
    for rendition in picture.renditions.all():
        response = client.get(rendition.file.url)
        assert response.status_code == 200
        assert response["Content-Type"] == f"image/{rendition.format}"
        assert response["Cache-Control"] == "public, max-age=60"
        assert len(b"".join(response.streaming_content)) == rendition.bytes
        again = client.get(rendition.file.url, headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again["Cache-Control"]) == (304, "public, max-age=60")
    assert client.get(f"/media/{picture.original.name}").status_code == 404


@pytest.mark.django_db
def test_a_lapsed_picture_is_gone_from_its_own_address(client):
    picture = factories.PictureFactory(rights_until=timezone.localdate())
    renditions.make(picture)
    url = picture.renditions.first().file.url
    assert client.get(url)["Cache-Control"] == "public, max-age=60"
    picture.rights_until = timezone.localdate() - timedelta(days=1)
    picture.save()
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_every_page_carries_the_security_headers(client):
    response = client.get("/")
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_a_missing_page_is_found_missing_in_the_magazine_s_look(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert 'href="/archive/"' in response.content.decode()


@pytest.mark.django_db
def test_a_broken_page_is_explained_without_asking_the_database(monkeypatch, django_assert_num_queries):
    def broken(*args, **kwargs):
        raise RuntimeError("boom")

    monkeypatch.setattr("articles.views.front.Edition.objects", broken)
    browser = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = browser.get("/")
    assert response.status_code == 500
    assert "<h1" in response.content.decode()
    assert "boom" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_readers_pages_only_answer_to_reading(method):
    response = getattr(Client(), method)("/")
    assert response.status_code == 405
