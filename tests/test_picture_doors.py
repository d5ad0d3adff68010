"""A right that ends hides the picture at every door at once: no job, no cache in between, nothing deleted."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles import cards, readiness, renditions, workflow
from articles.models import Picture, Question, Rendition
from tests import doors, factories

pytestmark = pytest.mark.django_db

DOORS = (
    "/",
    "/questions/why/",
    "/questions/why/v/1/",
    "/search/?q=harvest",
    "/feeds/questions.rss",
    "/feeds/questions.atom",
    "/feeds/questions.json",
    "/api/v1/questions/why/",
    "/api/v1/questions/why/v/1/",
    "/oembed?url=http://testserver/questions/why/",
    "/questions/why/republish/",
    "/sitemaps/questions/0.xml",
)
E_BOOKS = ("/questions/why/answer.epub", "/saved/list.epub?q=why")


@pytest.fixture
def picture():
    """The picture of a live question: wide enough to be its share image, and free to be passed on."""
    picture = factories.PictureFactory(
        licence=Picture.Licence.CC_BY, data=factories.picture_bytes(size=(1300, 800))
    )
    renditions.make(picture)
    edition = factories.printed_question(
        slug="why", text="Why did the harvest fail?", licence=Question.Licence.CC_BY, picture=picture
    )
    cards.make(edition)
    return picture


def lapse(picture):
    picture.rights_until = timezone.localdate() - timedelta(days=1)
    picture.save()


def undescribed(picture):
    picture.alt = ""
    picture.save()


def seconds_kept(response):
    """Return how long a cache may keep ``response`` without asking."""
    parts = [part.strip() for part in response.get("Cache-Control", "no-cache").split(",")]
    given = [int(part.split("=")[1]) for part in parts if "max-age" in part or "s-maxage" in part]
    return 0 if "no-cache" in parts else max(given)


def pictures_in(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    assert seconds_kept(response) <= 60, url
    return "/media/pictures/" in doors.body(response).replace("\\/", "/")


def in_e_book(client, url):
    book = zipfile.ZipFile(io.BytesIO(client.get(url).content))
    return any(name.endswith((".jpeg", ".jpg", ".avif")) for name in book.namelist())


def share_image(client):
    page = doors.body(client.get("/questions/why/"))
    return page.split('property="og:image" content="')[1].split('"')[0]


@pytest.mark.parametrize("hide", [lapse, undescribed])
def test_the_picture_is_at_every_door_and_then_at_none(client, picture, hide):
    addresses = [rendition.file.url for rendition in picture.renditions.all()]
    assert {url: pictures_in(client, url) for url in DOORS} == dict.fromkeys(DOORS, True)
    assert all(in_e_book(client, url) for url in E_BOOKS)
    assert {client.get(url).status_code for url in addresses} == {200}
    assert all(seconds_kept(client.get(url)) <= 60 for url in addresses)
    assert "/media/pictures/" in share_image(client)
    hide(picture)
    assert {url: pictures_in(client, url) for url in DOORS} == dict.fromkeys(DOORS, False)
    assert not any(in_e_book(client, url) for url in E_BOOKS)
    assert {client.get(url).status_code for url in addresses} == {404}
    assert "/media/cards/" in share_image(client)


def test_its_address_does_not_answer_not_modified_either(client, picture):
    url = picture.renditions.last().file.url
    etag = client.get(url)["ETag"]
    lapse(picture)
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 404


def test_a_feed_that_was_read_before_is_sent_anew_without_the_picture(client, picture):
    for url in (url for url in DOORS if "/feeds/" in url):
        etag = client.get(url)["ETag"]
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
        lapse(picture)
        again = client.get(url, headers={"If-None-Match": etag})
        assert again.status_code == 200
        assert "/media/pictures/" not in doors.body(again)
        Picture.objects.update(rights_until=None)


def test_nothing_is_deleted_and_a_longer_right_brings_it_back(client, picture):
    lapse(picture)
    files = [Path(item.file.path) for item in Rendition.objects.all()] + [Path(picture.original.path)]
    assert all(path.exists() for path in files)
    picture.rights_until = timezone.localdate()
    picture.save()
    assert {url: pictures_in(client, url) for url in DOORS} == dict.fromkeys(DOORS, True)


def test_the_pictures_of_things_go_too(client, picture):
    made = [factories.PictureFactory() for _ in range(4)]
    for each in made:
        renditions.make(each)
    portrait, book, cover, sponsor = made
    issue = factories.IssueFactory(cover=cover)
    author = factories.AuthorFactory(portrait=portrait, slug="marlow")
    factories.BookFactory(authors=[author], cover=book)
    factories.SponsorshipFactory(picture=sponsor)
    question = factories.printable_question(first_issue=issue, first_publication=issue.publication)
    question.answers.get().credits.update(author=author)
    workflow.publish(question=question)
    pages = ["/authors/marlow/", "/authors/", issue.get_absolute_url(), issue.publication.get_absolute_url()]
    pages += ["/api/v1/authors/marlow/", question.get_absolute_url()]
    names = {each: f"/media/pictures/{each.sha256[:12]}-{each.pk}-" for each in made}

    def seen():
        text = "".join(doors.body(client.get(url)) for url in pages)
        return [each for each, name in names.items() if name in text]

    assert seen() == made
    for each in made:
        lapse(each)
    assert seen() == []


# --- nothing is printed without the facts of its picture ---------------------------------------

BARE = {"alt": "", "rights_holder": "", "licence": "", "credit": ""}
FINDINGS = {"alt": "no_alt", "rights_holder": "no_holder", "licence": "no_licence", "credit": "no_credit"}


@pytest.mark.parametrize("name", BARE)
def test_new_work_is_not_printed_while_its_picture_lacks_a_fact_and_nobody_can_waive_it(name):
    question = factories.printable_question(picture=factories.PictureFactory(**{name: BARE[name]}))
    assert workflow.waive(question=question, reason="In a hurry.") == []
    question.waivers.create(finding=f"picture_{FINDINGS[name]}", reason="By hand.")
    with pytest.raises(workflow.Refused) as refusal:
        workflow.publish(question=question)
    assert [finding.code for finding in refusal.value.findings] == [f"picture_{FINDINGS[name]}"]


def test_what_an_import_brought_may_be_printed_as_it_was():
    picture = factories.PictureFactory(decorative=True, **BARE)
    question = factories.printable_question(picture=picture, outside_reference="https://old.example.org/1")
    waived = workflow.waive(question=question, reason="Printed in 2011.")
    assert {waiver.finding for waiver in waived} == {
        "picture_no_holder",
        "picture_no_licence",
        "picture_no_credit",
    }
    assert workflow.publish(question=question).number == 1


def test_a_decorative_picture_needs_no_alternative_text():
    question = factories.printable_question(picture=factories.PictureFactory(decorative=True, alt=""))
    assert workflow.publish(question=question).number == 1


def test_a_picture_whose_right_has_not_begun_is_printed_and_not_shown_until_then(client):
    tomorrow = timezone.localdate() + timedelta(days=1)
    picture = factories.PictureFactory(rights_from=tomorrow)
    renditions.make(picture)
    question = factories.printable_question(picture=picture)
    assert "picture_early" in {finding.code for finding in readiness.not_let_pass(question)}
    page = doors.body(client.get(workflow.publish(question=question).get_absolute_url()))
    assert picture.renditions.last().file.url not in page


def test_replaced_bytes_get_another_address_and_the_old_one_is_gone(client, picture):
    old = picture.renditions.last().file.url
    renditions.take(
        picture, ContentFile(factories.picture_bytes(size=(1300, 800), colour=(1, 2, 3)), name="new")
    )
    picture.save()
    renditions.make(picture)
    assert client.get(old).status_code == 404
    assert picture.renditions.last().file.url in doors.body(client.get("/questions/why/"))
