"""What is no page with a question and its answer gets one sentence that names the file, and never a traceback."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.imports.page import MAX_BYTES, read_page
from articles.imports.records import Unreadable

from . import pages
from .pages import CREDIT, DATE, LEAD, MASTHEAD, PARAGRAPHS, QUESTION, html_page, paragraphs

ASKS_NOTHING = "is not an article: no headline in it asks a question"
NO_ANSWER = "asks a question but has no answer in paragraphs"
SEVERAL = "holds several questions"
BROKEN_OFF = "breaks off before the page's text begins"
TEASER = "Historians have argued over it for centuries, and there is still no agreement among any of them."


def refusal(path, **options):
    """Return the sentence that a file is refused with, without the name it begins with."""
    with pytest.raises(Unreadable) as refused:
        read_page(path, **options)
    name, _, reason = str(refused.value).partition(" ")
    assert name == str(path)
    assert reason.endswith(".")
    return reason


def test_a_missing_file(tmp_path):
    assert refusal(tmp_path / "none.txt") == "does not exist. Check the name of the file."


def test_a_folder(tmp_path):
    assert refusal(tmp_path) == "is a folder. Name the saved pages in it one by one."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "is not an ordinary file. Name a saved web page."


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = pages.save(tmp_path, pages.capture())
    monkeypatch.setattr("builtins.open", _deny)
    assert refusal(path) == "may not be read by this user. Give it read permission."


def _deny(*args, **kwargs):
    raise PermissionError(13, "Permission denied")


def test_a_name_that_no_file_can_have(tmp_path):
    with pytest.raises(Unreadable, match="cannot be read"):
        read_page(tmp_path / "a\x00b")


@pytest.mark.parametrize("content", ["", "\n \t\r\n", "\ufeff", "\u200b\xa0\n"])
def test_an_empty_file(tmp_path, content):
    assert refusal(pages.save(tmp_path, content)) in (
        "is empty. Save the page again as HTML or as plain text, and import that file.",
        "holds nothing but white space. Save the page again as HTML or as plain text, and import that file.",
    )


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7\n", "is a PDF, not a saved web page."),
        (b"\x89PNG\r\n\x1a\n", "is a PNG picture, not a saved web page."),
        (b"\xff\xd8\xff\xe0", "is a JPEG picture, not a saved web page."),
        (b"PK\x03\x04", "is a ZIP archive or an Office document, not a saved web page."),
        (b"\x1f\x8b\x08", "is a gzip archive, not a saved web page."),
        (b"{\\rtf1", "is a rich-text (RTF) document, not a saved web page."),
        (b"bplist00", "is a Safari web archive, not a saved web page."),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
            "is a web archive in a single file (MHTML).",
        ),
        (b"Why\x00did it fall?", "holds binary data, not text."),
        (b"Why \x01\x02\x03 did it fall?\n" * 9, "holds binary data, not text."),
        (b"\xff\xfeW\x00h\x00y", "is damaged: it is not the UTF-16-LE it says it is."),
        ("Hitler’s war ".encode() + b"\xa3", "mixes two encodings (UTF-8 and windows-1252)."),
    ],
)
def test_what_is_no_text(tmp_path, start, what):
    content = start if what.startswith(("is damaged", "mixes")) else start + pages.capture().encode()
    assert (
        refusal(pages.save(tmp_path, content))
        == f"{what} Save the page again as HTML or as plain text, and import that file."
    )


def test_fifty_megabytes_are_refused_by_their_size_before_anything_is_read(tmp_path, monkeypatch):
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    monkeypatch.setattr("builtins.open", _deny)
    assert refusal(path).startswith("is larger than 10 MB, too large for one article.")


def test_the_limit_is_the_last_size_that_is_read(tmp_path):
    path = pages.save(tmp_path, pages.capture())
    size = path.stat().st_size
    assert read_page(path, max_bytes=size) == pages.expected()
    assert refusal(path, max_bytes=size - 1).startswith("is larger than")
    assert MAX_BYTES == 10 * 1024 * 1024


def test_a_book_is_too_long_for_one_article(tmp_path):
    book = paragraphs(QUESTION, LEAD, *PARAGRAPHS * 700, CREDIT)
    too_long = "is too long for one article. Save the page of one question and its answer."
    assert refusal(pages.save(tmp_path, book)) == too_long
    assert (
        refusal(pages.save(tmp_path, html_page(body=f"<p>{'</p><p>'.join(PARAGRAPHS * 700)}</p>")))
        == too_long
    )
    assert refusal(pages.save(tmp_path, "Why?\n\n" * 5000)) == too_long


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(paragraphs(*PARAGRAPHS), ASKS_NOTHING, id="prose"),
        pytest.param(
            paragraphs("How the clippers vanished", DATE, LEAD, *PARAGRAPHS),
            ASKS_NOTHING,
            id="unsigned headline",
        ),
        pytest.param(
            paragraphs("Subscribe to Lantern for £3?", DATE, *PARAGRAPHS),
            ASKS_NOTHING,
            id="offer as headline",
        ),
        pytest.param(
            "id,question,answer\n1,Why did it fall?,Because of the Goths.\n" * 9, ASKS_NOTHING, id="csv"
        ),
        pytest.param('{"question": "Why did it fall?", "answer": "Because."}', ASKS_NOTHING, id="json"),
        pytest.param("def why():\n    # Should this fail?\n    return {'a': 1}\n" * 5, NO_ANSWER, id="code"),
        pytest.param("What is the capital of France?\n\nParis.", NO_ANSWER, id="chat"),
        pytest.param(paragraphs(MASTHEAD, QUESTION, DATE), NO_ANSWER, id="no answer"),
        pytest.param(paragraphs(MASTHEAD, QUESTION, DATE, CREDIT), NO_ANSWER, id="signature alone"),
        pytest.param(
            "Who has seen the wind?\n\nWho has seen the wind?\nNeither I nor you:\nBut when the leaves hang trembling,\n"
            "The wind is passing through.\n\nWho has seen the wind?\nNeither you nor I:\nBut when the trees bow down their\n"
            "heads, The wind is passing by.",
            NO_ANSWER,
            id="poem",
        ),
        pytest.param(
            paragraphs(MASTHEAD, *(f"Why did thing {n} fall?\n{TEASER}\n{DATE}" for n in range(4))),
            SEVERAL,
            id="front page",
        ),
        pytest.param(
            paragraphs(
                QUESTION,
                *PARAGRAPHS[:2],
                CREDIT,
                "Why was tea green?",
                *PARAGRAPHS[2:],
                "Answered by Tom Hale.",
            ),
            SEVERAL,
            id="several answered questions",
        ),
        pytest.param(
            paragraphs("Ten ships", "Wool", "The docks", "Men", "Why did it end?", f"{TEASER} {TEASER}"),
            "is not an article: nothing in it marks where an answer begins",
            id="a question somewhere",
        ),
    ],
)
def test_a_text_that_is_no_article(tmp_path, content, reason):
    assert refusal(pages.save(tmp_path, content)).startswith(reason)


CARDS = "".join(
    f"<article><h2><a href='/{n}'>Why did thing {n} fall?</a></h2><p>{TEASER}</p></article>" for n in range(5)
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(
            "<!DOCTYPE html><html><head><title>Why did it fall?</title><meta na", BROKEN_OFF, id="head only"
        ),
        pytest.param(
            "<html><head><title>Why?</title></head><body></body></html>", BROKEN_OFF, id="empty body"
        ),
        pytest.param(
            "<html><head><title>Why?</title></head><frameset></frameset></html>", BROKEN_OFF, id="frames"
        ),
        pytest.param(html_page(body="", credit="", lead=""), NO_ANSWER, id="no answer"),
        pytest.param(html_page().partition("<main>")[0], NO_ANSWER, id="broken off after the site's header"),
        pytest.param(
            html_page().partition(" as steamers")[0][:1400],
            "breaks off in the middle of the answer",
            id="cut in two",
        ),
        pytest.param(f"<html><body>{CARDS}</body></html>", SEVERAL, id="front page"),
        pytest.param(
            f"<html><body><h1>Got a history question?</h1>{CARDS}</body></html>",
            ASKS_NOTHING,
            id="category page",
        ),
        pytest.param(
            html_page(title="<h1>Ten ships of the line</h1>", credit="").replace(QUESTION, "Ten ships"),
            ASKS_NOTHING,
            id="a list",
        ),
    ],
)
def test_html_that_is_no_article(tmp_path, content, reason):
    assert refusal(pages.save(tmp_path, content)).startswith(reason)


def test_a_page_of_which_the_parser_reads_only_a_part_is_refused(tmp_path):
    def nested(levels):
        text = f"<p>{'</p><p>'.join(PARAGRAPHS)}</p>"
        return html_page(body=f"{'<div>' * levels}{text}{'</div>' * levels}")

    assert read_page(pages.save(tmp_path, nested(200))).answers
    assert refusal(pages.save(tmp_path, nested(260))).startswith(
        "nests its elements too deep to be read whole."
    )


PIECES = st.sampled_from(
    (
        *(
            "\n",
            "\n\n",
            "?",
            " and ",
            "(",
            ")",
            "‘",
            "’",
            "Answered by ",
            ", author of ",
            "Published: ",
            "99:99 am",
            "#",
        ),
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<br>",
            "<ul><li>",
            "<blockquote>",
            "<pre>",
            "<em>",
            "<h1>",
            "<a href='http://['>",
        ),
        *(
            "&#xD800;",
            "&nbsp;",
            "\x00",
            "\udcff",
            "30 February 2016",
            "This article was first published in ",
            "<script>{",
        ),
        *(QUESTION, LEAD, DATE, CREDIT, MASTHEAD, *PARAGRAPHS),
    )
)
ANY_TEXT = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("".join)
ANY_BYTES = st.one_of(
    st.binary(max_size=300), ANY_TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))
)


@st.composite
def damaged_pages(draw):
    """A page of ours with pieces of anything in it, or with pieces cut out."""
    text = draw(
        st.sampled_from((pages.capture(), html_page(head=pages.linked_data(author={"name": "Tom Hale"}))))
    )
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(ANY_TEXT) + text[start + draw(st.integers(0, 200)) :]
    return text.encode("utf-8", "surrogatepass")


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(content=st.one_of(ANY_BYTES, damaged_pages()))
def test_any_bytes_give_a_question_with_an_answer_or_a_refusal(tmp_path, content):
    path = pages.save(tmp_path, content)
    found = reason = None
    try:
        found = read_page(path)
    except Unreadable as refused:
        reason = str(refused)
    if found is None:
        assert reason.startswith(str(path))
    else:
        assert found.text.strip()
        assert found.answers
        assert all(answer.body for answer in found.answers)
        assert found.web_date is None or found.web_date.utcoffset() is not None


@pytest.mark.parametrize(
    "content",
    [
        f"{QUESTION}\n\n" + "a b c\n" * 3_000,
        f"{QUESTION}\n\n{LEAD}\n\nAnswered by " + "Ab Cd, author of X (Y, 2010) and " * 500,
        f"{QUESTION}\n\n" + "(" * 20_000,
    ],
    ids=["lines", "credits", "brackets"],
)
def test_a_page_of_one_thing_over_and_over_is_no_article(tmp_path, content):
    """How long larger ones take, tests/bench/saved_pages.py measures."""
    assert refusal(pages.save(tmp_path, content))
