"""Republishing by licence, and e-books of one answer or of a saved list."""

import html
import io
import re
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from articles import pages, renditions, richtext, workflow
from articles.models import Edition, content
from tests import doors, factories

pytestmark = pytest.mark.django_db

XHTML = "{http://www.w3.org/1999/xhtml}"
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"


def offered(client, slug="why"):
    """Return the HTML and the text that the page offers to copy."""
    page = doors.body(client.get(f"/questions/{slug}/republish/"))
    return [html.unescape(part) for part in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)]


def book(response):
    """Return the e-book's files by name, each that should be XML parsed."""
    assert response["Content-Type"] == "application/epub+zip"
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("mimetype") == b"application/epub+zip"
    return {
        name.removeprefix("EPUB/"): ElementTree.fromstring(archive.read(name))
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml"))
        else archive.read(name)
        for name in archive.namelist()
    }


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def test_an_open_licence_offers_clean_html_and_text_with_credit_and_a_link_back(client):
    picture = factories.PictureFactory(licence="cc-by")
    renditions.make(picture)
    factories.printed_question(slug="why", text="Why < that?", licence="cc-by-sa", picture=picture)
    markup, text = offered(client)
    assert markup.startswith("<h1>Why &lt; that?</h1>")
    assert set(re.findall(r'href="([^"]*)"', markup)) >= {
        "http://testserver/questions/why/",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "https://creativecommons.org/licenses/by/4.0/",
    }
    assert 'src="http://testserver/media/' in markup
    assert not re.search(r"<script|<iframe|style=|onerror|src=\"(?!http://testserver/media/)", markup)
    assert text.startswith("Why < that?\n\nThe short answer: It rained for three summers")
    assert (
        "\n\nIndeed, the rain fell on three summers in a row.\n\nPrices rose fivefold. [1]\n\nAnswered by "
        in text
    )
    assert "\n\n1. Johannes de Trokelowe, Chronicle of the Wet Years" in text
    assert text.endswith("Text: CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/).\n")


def test_a_licence_without_derivatives_asks_for_the_words_as_they_are(client):
    factories.printed_question(slug="why", licence="cc-by-nc-nd")
    factories.printed_question(slug="free", licence="cc-by")
    asked = "without changing a word"
    assert asked in doors.body(client.get("/questions/why/republish/"))
    assert asked not in doors.body(client.get("/questions/free/republish/"))


def test_a_picture_with_reserved_rights_is_left_out(client):
    picture = factories.PictureFactory(licence="all-rights-reserved")
    renditions.make(picture)
    factories.printed_question(slug="why", licence="cc-by", picture=picture)
    assert "<img" not in offered(client)[0]
    names = book(client.get("/questions/why/answer.epub"))
    assert not any(name.endswith(".jpg") for name in names)


def test_reserved_rights_are_told_politely_and_nothing_is_offered(client):
    factories.printed_question(slug="why", licence="all-rights-reserved")
    response = client.get("/questions/why/republish/")
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert "may not be republished" in doors.body(response)
    assert offered(client) == []


def test_the_site_s_rule_is_frozen_when_printed_and_followed_by_older_editions(client, settings):
    settings.REPUBLISH_LICENCE = "cc-by"
    edition = factories.printed_question(slug="why")
    settings.REPUBLISH_LICENCE = "all-rights-reserved"
    assert len(offered(client)) == 2
    older = content.to_json(edition.page)
    del older["licence"]
    page = pages.question_page(Edition(question=edition.question, content=older))
    assert (page.words.licence, page.licence.code) == ("", "all-rights-reserved")


def test_an_answer_is_an_e_book_with_cover_contents_and_metadata(client):
    picture = factories.PictureFactory()
    renditions.make(picture)
    question = factories.printable_question(slug="why", text="Why < that?", licence="cc-by", picture=picture)
    key = question.answers.get().sources.get().key
    question.answers.update(body=f"<p>A<br>B{richtext.reference(key)}.</p><ul><li>C</li></ul>")
    edition = workflow.publish(question=question)
    response = client.get("/questions/why/answer.epub")
    files = book(response)
    package = files["package.opf"]
    told = {name: [element.text for element in package.iter(f"{DC}{name}")] for name in ("title", "language")}
    assert told == {"title": ["Why < that?"], "language": ["en-gb"]}
    assert package.get("version") == "3.0"
    assert [element.text for element in package.iter(f"{DC}creator")] == [edition.authors.get().name]
    assert [element.text for element in package.iter(f"{DC}identifier")] == [
        "http://testserver/questions/why/v/1/"
    ]
    manifest = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    assert set(manifest.values()) == set(files) - {"mimetype", "META-INF/container.xml", "package.opf"}
    spine = [manifest[item.get("idref")] for item in package.iter(f"{OPF}itemref")]
    assert spine == ["cover.xhtml", "nav.xhtml", "answer-1.xhtml"]
    assert [link.get("href") for link in files["nav.xhtml"].iter(f"{XHTML}a")] == ["answer-1.xhtml"]
    assert edition.authors.get().name in text_of(files["cover.xhtml"])
    chapter = files["answer-1.xhtml"]
    ids = {element.get("id") for element in chapter.iter() if element.get("id")}
    assert "#source-1" in [link.get("href") for link in chapter.iter(f"{XHTML}a")]
    assert "source-1" in ids
    assert [image.get("src") for image in chapter.iter(f"{XHTML}img")] == ["picture-1.jpg"]
    assert files["picture-1.jpg"].startswith(b"\xff\xd8")
    assert response["Content-Disposition"] == 'attachment; filename="why.epub"'


def test_an_e_book_is_well_formed_whatever_is_in_the_text_and_the_same_every_time(client):
    question = factories.printable_question(slug="why", text="Why\x0b & how?", short_answer="A\x01 < B.")
    mark = richtext.reference(question.answers.get().sources.get().key)
    question.answers.update(
        body=f'<p>A&nbsp;B\x0c{mark}, <a href="#nowhere">2</a>, <a href="/ask/">3</a>.<br></p>'
    )
    workflow.publish(question=question)
    first, again = (client.get("/questions/why/answer.epub") for _ in range(2))
    assert first.content == again.content
    chapter = book(first)["answer-1.xhtml"]
    assert "Why & how?" in text_of(chapter)
    links = [link.get("href") for link in chapter.iter(f"{XHTML}a")]
    assert links[:3] == [
        "#source-1",
        "http://testserver/questions/why/#nowhere",
        "http://testserver/ask/",
    ]


@pytest.mark.parametrize("year", [206, 1975])
def test_an_answer_dated_before_any_zip_file_is_an_e_book_too(client, year):
    workflow.publish(question=factories.printable_question(slug="why"), at=datetime(year, 5, 1, tzinfo=UTC))
    package = book(client.get("/questions/why/answer.epub"))["package.opf"]
    assert [element.text for element in package.iter(f"{DC}date")] == [f"{year:04}-05-01T00:00:00Z"]


def test_a_saved_list_keeps_its_order_finds_moved_questions_and_is_capped(client, monkeypatch):
    for slug in ("one", "two"):
        factories.printed_question(slug=slug, text=f"Is it {slug}?")
    moved = factories.printed_question(slug="three", text="Is it three?")
    doors.correct(moved.question, slug="three-now")
    query = "q=two&q=three&q=none&q=one&q=two&q=three-now"
    page = doors.body(client.get(f"/saved/?{query}"))
    assert re.findall(r'data-unsave="([^"]+)"', page) == ["two", "three", "one"]
    take = html.unescape(re.search(r'href="(/saved/list.epub[^"]*)"', page)[1])
    files = book(client.get(take))
    titles = [text_of(link) for link in files["nav.xhtml"].iter(f"{XHTML}a")]
    assert titles == ["Is it two?", "Is it three?", "Is it one?"]
    monkeypatch.setattr("articles.views.reuse.MOST_SAVED", 1)
    assert re.findall(r'data-unsave="([^"]+)"', doors.body(client.get(f"/saved/?{query}"))) == ["two"]


def test_the_saved_page_needs_no_cookie_and_says_where_the_list_is_kept(client):
    response = client.get("/saved/")
    page = doors.body(response)
    assert response.cookies == {}
    assert "kept in this browser and nowhere else" in page
    assert 'src="/static/articles/saved.js" defer' in page
    assert client.get("/saved/list.epub").status_code == 404
