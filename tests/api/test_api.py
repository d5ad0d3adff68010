"""The API: all that a page shows, in the shapes it describes, page by page."""

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from articles import renditions, workflow
from articles.api import ROUTES, openapi, paging, schema
from articles.models import Author
from tests import doors, factories

pytestmark = pytest.mark.django_db

MOMENT = datetime(2020, 5, 1, 9, 0, 0, 123456, tzinfo=UTC)


def get(client, path, shape=None):
    """Return the JSON at ``path`` under /api/v1/, read as ``shape``: every field there and of its type."""
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return msgspec.json.decode(response.content, type=shape or dict)


def test_a_question_carries_everything_that_its_page_shows(client):
    picture = factories.PictureFactory()
    renditions.make(picture)
    issue = factories.IssueFactory()
    question = factories.printable_question(
        slug="why",
        picture=picture,
        licence="cc-by",
        covers="1315/1317",
        asker_name="Ruth B.",
        asker_consent=True,
        first_issue=issue,
        first_publication=issue.publication,
        topics=[factories.TopicFactory()],
    )
    extra = factories.AnswerFactory(question=question)
    factories.CreditFactory(answer=extra)
    factories.refer_to(factories.SourceFactory(answer=extra))
    edition = workflow.publish(question=question, at=MOMENT)
    second = doors.correct(edition.question)
    found = get(client, "questions/why/", schema.Question)
    assert (found.question, found.asked_by, found.covers.text) == (question.text, "Ruth B.", "1315–17")
    assert [source.number for answer in found.answers for source in answer.sources] == [1, 2]
    assert found.answers[0].lead == "It rained from May to September, and the grain rotted in the ear."
    assert found.answers[0].credits[0].author.url.startswith("http://testserver/authors/")
    assert (found.published, found.changed) == (MOMENT, second.live_from)
    assert (found.first_print.issue.name, found.first_print.issued.edtf) == ("August 2011", "2011-08")
    assert [(row.wrong, row.from_edition, row.to_edition) for row in found.corrections] == [
        ("We wrote 1314.", 1, 2)
    ]
    assert (found.licence.code, found.licence.may_be_republished) == ("cc-by", True)
    assert (found.edition.number, found.edition.sha256) == (2, second.digest)
    assert {item.media_type for item in found.picture.renditions} == {"image/avif", "image/jpeg"}
    for address in (
        found.links.page,
        found.links.history,
        found.links.republish,
        found.links.epub,
        found.links.oembed,
    ):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address
    old = get(client, "questions/why/v/1/", schema.Question)
    assert (old.edition.number, old.edition.is_current) == (1, False)
    picture.rights_until = timezone.localdate() - timedelta(days=1)
    picture.save()
    assert get(client, "questions/why/", schema.Question).picture is None


def test_lists_page_by_key_and_show_every_question_once(client, monkeypatch):
    monkeypatch.setattr(paging, "SIZE", 2)
    for number, hours in enumerate([0, 1, 1, 2, 3]):
        factories.printed_question(slug=f"q{number}", at=MOMENT + timedelta(hours=hours))
    seen, path = [], "questions/?year=2020"
    while path:
        page = get(client, path, schema.Questions)
        seen.append([item.slug for item in page.items])
        path = page.next and page.next.removeprefix("http://testserver/api/v1/")
    assert seen == [["q4", "q3"], ["q2", "q1"], ["q0"]]
    authors, path = [], "authors/"
    while path:
        page = get(client, path, schema.Entries)
        authors += [item.id for item in page.items]
        path = page.next and page.next.removeprefix("http://testserver/api/v1/")
    assert authors == sorted(Author.objects.values_list("pk", flat=True))


def test_questions_are_filtered_by_what_they_are_about(client):
    doors.questions_in_every_state()
    factories.printed_question(slug="other", at=MOMENT)
    author = get(client, "authors/", schema.Entries).items[0]
    page = get(client, author.questions_url.partition("/api/v1/")[2], schema.Questions)
    assert [item.slug for item in page.items] == ["live-one"]
    assert [item.slug for item in get(client, "questions/?year=2020", schema.Questions).items] == ["other"]
    assert get(client, "questions/?topic=none", schema.Questions).items == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("questions/?before=x", 400),
        ("questions/?before=9999-99-99T00:00:00.000000Z-1", 400),
        ("questions/?author=%00", 400),
        ("questions/?year=99999999999", 400),
        ("questions/?colour=red", 400),
        ("authors/?after=-1", 400),
        ("authors/?after=x", 400),
        ("authors/?after=%00", 400),
        ("authors/?after=99999999999999999999", 400),
        ("authors/?limit=5000", 400),
        ("questions/why/v/99999999999999999999/", 404),
        ("questions/none/", 404),
        ("questions/none/v/0/", 404),
        ("cooks/", 404),
        ("authors/nobody/", 404),
        ("nothing/here/at/all", 404),
    ],
)
def test_what_cannot_be_answered_is_said_in_problem_details(client, path, status):
    factories.printed_question(slug="why")
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    problem = msgspec.json.decode(response.content, type=schema.Problem)
    assert problem.status == status
    assert problem.detail.endswith((".", "known."))


def test_things_without_a_live_question_are_not_told(client):
    draft = factories.printable_question()
    author = draft.answers.get().credits.get().author
    assert get(client, "authors/", schema.Entries).items == []
    assert client.get(f"/api/v1/authors/{author.slug}/").status_code == 404
    assert client.get(f"/api/v1/periods/{draft.periods.get().slug}/").status_code == 404


def test_an_author_and_a_magazine_come_with_the_pictures_that_their_pages_show(client):
    pictures = [factories.PictureFactory() for _ in range(3)]
    for picture in pictures:
        renditions.make(picture)
    portrait, book_cover, issue_cover = pictures
    issue = factories.IssueFactory(cover=issue_cover)
    question = factories.printable_question(first_issue=issue, first_publication=issue.publication)
    author = question.answers.get().credits.get().author
    author.portrait = portrait
    author.save()
    book = factories.BookFactory(cover=book_cover, isbn="9780141033914")
    book.authors.set([author])
    workflow.publish(question=question)
    person = get(client, f"authors/{author.slug}/", schema.Author)
    title = get(client, f"publications/{issue.publication.slug}/", schema.Publication)
    assert [(item.isbn, item.title) for item in person.books] == [("9780141033914", book.title)]
    assert [item.questions for item in title.issues] == [1]
    shown = (person.portrait, person.books[0].cover, title.issues[0].cover)
    assert [item.alt for item in shown] == [picture.alt for picture in pictures]
    assert all(item.renditions[0].url.startswith("http://testserver/media/") for item in shown)
    for picture in pictures:
        picture.rights_until = timezone.localdate() - timedelta(days=1)
        picture.save()
    person = get(client, f"authors/{author.slug}/", schema.Author)
    title = get(client, f"publications/{issue.publication.slug}/", schema.Publication)
    assert (person.portrait, person.books[0].cover, title.issues[0].cover) == (None, None, None)


def test_an_old_address_leads_to_the_new_one(client):
    edition = factories.printed_question(slug="first")
    doors.correct(edition.question, slug="second")
    for path in ("", "v/1/"):
        response = client.get(f"/api/v1/questions/first/{path}")
        assert (response.status_code, response["Location"]) == (301, f"/api/v1/questions/second/{path}")


def test_an_answer_is_sent_again_only_when_it_has_changed(client):
    edition = factories.printed_question(slug="why", at=MOMENT)
    response = client.get("/api/v1/questions/why/")
    assert response["Last-Modified"] == "Fri, 01 May 2020 09:00:00 GMT"
    seen = {"If-None-Match": response["ETag"]}
    assert client.get("/api/v1/questions/why/", headers=seen).status_code == 304
    edition.authors.update(disclosure="Her book is out next week.")
    assert client.get("/api/v1/questions/why/", headers=seen).status_code == 200


def test_the_description_names_every_address_and_shape_and_no_other(client):
    document = get(client, "openapi.json")
    assert document["openapi"] == "3.1.0"
    described = set(document["paths"])
    served = set()
    for route, _, name in ROUTES:
        path = route.replace("<slug:", "{").replace("<int:", "{").replace(">", "}")
        kinds = openapi.KINDS if name in ("api_things", "api_thing") else [""]
        served |= {f"/api/v1/{path.replace('{kind}', kind)}" for kind in kinds}
    assert described == served - {"/api/v1/openapi.json"}
    shapes = document["components"]["schemas"]
    references = {part.split('"')[0] for part in json.dumps(document).split('"#/components/schemas/')[1:]}
    assert references <= set(shapes)
    assert set(shapes["Question"]["properties"]) == set(schema.Question.__struct_fields__)


def test_the_index_leads_to_every_collection_and_to_the_description(client):
    doors.questions_in_every_state()
    index = get(client, "", schema.Index)
    for address in msgspec.structs.asdict(index).values():
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address
    collections = {path for path in openapi.document()["paths"] if path.count("/") == 4}
    addresses = {
        address.removeprefix("http://testserver") for address in msgspec.structs.asdict(index).values()
    }
    assert addresses == collections | {"/api/v1/openapi.json", "/api/"}
    tag = client.get("/api/v1/")["ETag"]
    assert client.get("/api/v1/", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/api/v1/?page=2").status_code == 400


def test_every_list_and_thing_has_the_shape_that_is_described(client):
    shared = doors.questions_in_every_state()
    for operation in openapi.OPERATIONS:
        kind = operation.path.split("/")[3]
        slug = shared[kind].slug if kind in shared else "live-one"
        path = operation.path.format(slug=slug, number=1).removeprefix("/api/v1/")
        get(client, path, operation.sends)
    page = doors.body(client.get("/api/"))
    assert all(operation.path in page for operation in openapi.OPERATIONS)
    assert get_resolver().resolve("/api/").url_name == "api"


@pytest.mark.parametrize("path", ["/api/v1/questions/", "/api/v1/none/"])
def test_who_posts_is_told_in_json_that_the_api_is_for_reading(path):
    response = Client(enforce_csrf_checks=True).post(path, {})
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["detail"] == "This API is for reading: use GET or HEAD."
