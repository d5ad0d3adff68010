"""The main job, end to end: a saved page goes in as a file, is published, and a reader reads all of it.

The page of our own is always read; the page the product was ordered by, where it lies beside the repository.
"""

import html
import io
import re
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from articles.models import Edition, Offer, Publication, Question, Source, Waiver

pytestmark = pytest.mark.django_db

SEED = Path(__file__).resolve().parents[2] / "shared/seeds/000_8101f73d43b4119b.txt"

OURS = """Lantern Online logo
The official website for Lantern History Magazine and The Waymark Quarterly

Why did the tea clippers vanish within twenty years of their greatest races?

They were beaten by a ditch.
This article was first published in Lantern History Magazine in 2012

Published: July 4, 2017 at 4:05 pm
Try 3 issues for only £5.99 when you subscribe to Lantern History Magazine or The Waymark Quarterly

Indeed, the Suez Canal, opened in November 1869, took some 3,000 miles off the voyage – but only for steamers.


A sailing ship could not work her way up the Red Sea against the wind, and the toll was the same for both.

The clippers’ owners sent them for Australian wool instead, and sold them one by one.


Answered by Ada Wren, author of Wind and Wages (Quay Press, 2009).


Sponsored content"""


@pytest.fixture
def ours(tmp_path):
    """The path of a page of the ordered page's shape, written by us."""
    path = tmp_path / "clippers.txt"
    path.write_text(OURS, encoding="utf-8")
    return path


def run(*args):
    """Run import_articles and return what it printed."""
    out = io.StringIO()
    call_command("import_articles", *map(str, args), stdout=out, stderr=out)
    return out.getvalue()


def text_of(fragment):
    """Return the text of an HTML fragment, tags out and white space folded."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


def between(page, start, end):
    """Return what stands between two marks of a page."""
    return page[page.index(start) : page.index(end, page.index(start)) + len(end)]


def rows():
    """Return how many rows every table that an import may touch has."""
    models = (Question, Edition, Publication, Source, Offer, Waiver)
    return {model.__name__: model.objects.count() for model in models}


def test_a_page_goes_in_as_a_draft_and_twice_is_the_same_as_once(ours):
    assert "1 created" in run(ours)
    before = rows(), Question.objects.get().version
    assert "0 created, 0 updated, 1 unchanged" in run(ours)
    assert (rows(), Question.objects.get().version) == before
    assert before[0]["Edition"] == 0


def test_a_dry_run_says_the_same_and_leaves_nothing(ours):
    assert "1 created" in run(ours, "--dry-run", "--publish")
    assert set(rows().values()) == {0}


def test_publishing_later_prints_what_an_earlier_run_left_as_a_draft(ours):
    run(ours)
    assert "1 published" in run(ours, "--publish")
    assert "0 published" in run(ours, "--publish")
    edition = Edition.objects.get()
    assert edition.live_from == datetime.fromisoformat("2017-07-04T16:05:00+01:00")
    assert set(Waiver.objects.values_list("finding", flat=True)) == {
        "no_short_answer",
        "no_sources",
        "no_period",
    }


def test_a_reader_reads_all_of_our_page_and_none_of_its_furniture(ours, client):
    run(ours, "--publish")
    page = client.get(Question.objects.get().get_absolute_url()).content.decode()
    assert text_of(between(page, "<h1", "</h1>")) == (
        "Why did the tea clippers vanish within twenty years of their greatest races?"
    )
    article = between(page, "<article", "</article>")
    words = text_of(article)
    assert (
        "They were beaten by a ditch. Indeed, the Suez Canal, opened in November 1869, took some 3,000"
        in words
    )
    assert "voyage – but only" in words
    assert "clippers’ owners" in words
    assert words.count("They were beaten by a ditch.") == 1
    for furniture in ("£5.99", "Try 3 issues", "Sponsored content", "logo"):
        assert furniture not in words


@pytest.mark.skipif(
    not SEED.exists(), reason="the page the product was ordered by is not beside this repository"
)
def test_every_element_of_the_ordered_page_is_on_ours(client):
    assert "offer, kept out of the answer: Try 6 issues for only £9.99" in run(SEED, "--publish")
    question = Question.objects.annotate(Count("answers")).get()
    page = client.get(question.get_absolute_url()).content.decode()
    seed = SEED.read_text(encoding="utf-8")
    header = text_of(between(page, "<header", "</header>"))
    assert "The official website for BBC History Magazine and BBC History Revealed" in header
    assert text_of(between(page, "<h1", "</h1>")) == (line := seed.splitlines()[3])
    assert line.startswith("Why did the Germans never convince the Japanese")
    article = text_of(between(page, "<article", "</article>"))
    assert "First published in BBC History Magazine in 2011" in article
    assert '<time datetime="2016-02-23T09:10:00+00:00">February 23, 2016 at 9:10 am</time>' in page
    body = seed[seed.index("Indeed, despite") : seed.index("Answered by")]
    lead = "It is certainly true that Nazi Germany was extremely half-hearted in its efforts to bring Japan into the "
    lead += "war against the Soviet Union."
    assert f"{lead} {' '.join(body.split())}" in article
    assert "Answered by Roger Moorhouse , author of Berlin at War (Bodley Head, 2010)." in article
    assert re.search(r"<cite>Berlin at War</cite>", page)
    assert question.editions.get().words == 307
    for furniture in ("£9.99", "Sponsored", "logo"):
        assert furniture not in article


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt", "binary.txt", "poem.txt", "folder"])
def test_what_is_no_article_gets_a_sentence_an_exit_status_and_no_rows(tmp_path, name):
    path = tmp_path / name
    contents = {
        "empty.txt": b"",
        "binary.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
        "poem.txt": b"Roses are red\n\nViolets too\n",
    }
    if name == "folder":
        path.mkdir()
    elif name in contents:
        path.write_bytes(contents[name])
    with pytest.raises(CommandError, match="1 of 1 not imported"):
        run(path, "--publish")
    assert set(rows().values()) == {0}
