"""Cards for other sites: the two formats, the room they take, and what is refused."""

import json
import re
from xml.etree import ElementTree

import pytest

from articles import renditions
from tests import doors, factories

pytestmark = pytest.mark.django_db

WHY = "http://testserver/questions/why/"


def card(client, **parameters):
    response = client.get("/oembed", {"url": WHY, **parameters})
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def test_a_card_says_the_short_answer_without_script_or_style_in_both_formats(client):
    edition = factories.printed_question(slug="why", text="Why <i>& when</i>?")
    found = card(client)
    assert (found["version"], found["type"], found["title"]) == ("1.0", "rich", edition.text)
    assert edition.teaser in found["html"]
    assert "&lt;i&gt;" in found["html"]
    assert set(re.findall(r"<(\w+)", found["html"])) == {"blockquote", "p", "a", "strong"}
    assert re.findall(r'href="([^"]*)"', found["html"]) == [WHY, WHY]
    assert found["author_url"] == f"http://testserver{edition.authors.get().get_absolute_url()}"
    response = client.get("/oembed", {"url": WHY, "format": "xml"})
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    tree = ElementTree.fromstring(response.content)
    assert {child.tag: child.text for child in tree} == {name: str(value) for name, value in found.items()}


def test_a_card_fits_into_the_room_it_is_given(client):
    edition = factories.printed_question(slug="why")
    for limits in ({"maxwidth": 320}, {"maxheight": 200}, {"maxwidth": 250, "maxheight": 260}):
        found = card(client, **limits)
        assert found["width"] <= limits.get("maxwidth", found["width"])
        assert found["height"] <= limits.get("maxheight", found["height"])
    narrow = card(client, maxheight=150)
    assert edition.teaser not in narrow["html"]
    tiny = card(client, maxwidth=100, maxheight=50)
    assert tiny["type"] == "link"
    assert "html" not in tiny


def test_a_picture_goes_along_only_if_its_own_licence_lets_it(client):
    picture = factories.PictureFactory()
    renditions.make(picture)
    factories.printed_question(slug="why", picture=picture)
    assert card(client)["thumbnail_width"] == 64
    assert "thumbnail_url" not in card(client, maxwidth=20)
    picture.licence = "all-rights-reserved"
    picture.save()
    assert "thumbnail_url" not in card(client)


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 400),
        ({"url": "http://elsewhere.example/questions/why/"}, 404),
        ({"url": "http://testserver/questions/none/"}, 404),
        ({"url": "http://testserver/periods/"}, 404),
        ({"url": "http://[/questions/why/"}, 404),
        ({"url": "http://testserver/questions/\x00/"}, 404),
        ({"url": WHY, "format": "yaml"}, 501),
        ({"url": WHY, "maxwidth": "-1"}, 400),
        ({"url": WHY, "maxheight": "9" * 5000}, 400),
    ],
)
def test_what_is_no_question_of_ours_gets_no_card(client, parameters, status):
    factories.printed_question(slug="why")
    assert client.get("/oembed", parameters).status_code == status


def test_the_question_page_says_where_its_card_is(client):
    factories.printed_question(slug="why")
    page = doors.body(client.get("/questions/why/"))
    found = re.findall(
        r'type="(application/json|text/xml)\+oembed" title="[^"]*" href="http://testserver([^"]*)"', page
    )
    assert [kind for kind, _ in found] == ["application/json", "text/xml"]
    for _, address in found:
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_an_address_without_its_last_slash_is_known(client):
    factories.printed_question(slug="why")
    assert card(client, url=WHY.rstrip("/")) == card(client)


def test_an_old_address_gets_the_card_of_the_new_one(client):
    edition = factories.printed_question(slug="why")
    doors.correct(edition.question, slug="why-now")
    assert 'href="http://testserver/questions/why-now/"' in card(client)["html"]
