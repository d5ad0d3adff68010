"""HTML pages: the same record from many kinds of markup, and nothing of the site in the answer."""

import re
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import trafilatura

from articles.imports.page import read_page
from articles.imports.records import PersonRecord

from . import pages
from .pages import (
    ANSWER,
    COPYRIGHT,
    CREDIT,
    DATE,
    LEAD,
    MASTHEAD,
    OFFER,
    PARAGRAPHS,
    PROVENANCE,
    QUESTION,
    SPONSORED,
    capture,
    expected,
    html_page,
    linked_data,
)

ADDRESS = "https://lantern.example/questions/tea-clippers/"
PLAIN_BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
WORDPRESS = f"""<html><head><title>{QUESTION} | A Blog</title>
<meta property="article:published_time" content="2017-07-04T16:05:00+01:00"></head>
<body class="single single-post has-sidebar"><div id="page"><header id="masthead"><h1 class="site-title">Lantern</h1>
<p class="site-description">{MASTHEAD}</p></header><div id="content"><main><article id="post-12" class="post hentry">
<header class="entry-header"><h2 class="entry-title">{QUESTION}</h2></header>
<div class="entry-content"><p>{LEAD}<br/><em>{PROVENANCE}</em></p><p>{OFFER}</p>{PLAIN_BODY}<p>{CREDIT}</p>
<div class="sharedaddy"><h3>Share this:</h3></div></div></article>
<div id="comments"><ol class="comment-list"><li><p>A really fine answer, thank you, from a great-grandson of a
sailor.</p></li></ol></div></main></div>
<div id="secondary" class="widget-area"><h2>Recent posts</h2><ul><li><a href="/a">Why was tea green?</a></li></ul></div>
</div></body></html>"""
LINES = (MASTHEAD, QUESTION, LEAD, PROVENANCE, DATE, OFFER, *PARAGRAPHS, CREDIT, SPONSORED)
ONLY_DIVS = f"""<html><head><title>{QUESTION}</title></head><body><div class="a">
{"".join(f"<div><span>{text}</span></div>" for text in LINES)}</div></body></html>"""
TABLES_AND_BREAKS = f"""<table><tr><td><font size="5"><b>{QUESTION}</b></font><br><br>{MASTHEAD}<br><br>{LEAD}<br>
{PROVENANCE}<br><br>{DATE}<br>{OFFER}<br><br>{"<br><br>".join((*PARAGRAPHS, CREDIT, SPONSORED))}</td></tr></table>"""
COMPLETE = html_page().replace(
    "\n", "\n<!-- saved from url=(0043)https://lantern.example/questions/tea-clippers/ -->\n", 1
)


@pytest.fixture
def read(tmp_path):
    """Return a function that saves HTML as a file and reads it."""
    return lambda content: read_page(pages.save(tmp_path, content, "page.html"))


def body_of(found):
    """Return the body of the one answer there is."""
    (answer,) = found.answers
    return answer.body


@pytest.mark.parametrize(
    ("markup", "set_aside"),
    [
        (html_page(), (SPONSORED, COPYRIGHT)),
        (re.sub(r"\s*\n\s*", "", html_page()), (SPONSORED, COPYRIGHT)),
        (COMPLETE, (SPONSORED, COPYRIGHT)),
        (WORDPRESS, ("Share this:",)),
        (ONLY_DIVS, (SPONSORED,)),
        (TABLES_AND_BREAKS, (SPONSORED,)),
        (
            f"<html><head></head><body><pre>{capture()}</pre></body></html>",
            ("Lantern Online logo", SPONSORED),
        ),
    ],
    ids=[
        "magazine",
        "minified",
        "saved complete",
        "wordpress",
        "divs",
        "tables and breaks",
        "text in a browser",
    ],
)
def test_the_same_page_in_any_markup_gives_the_same_record(read, markup, set_aside):
    assert read(markup) == expected(set_aside=set_aside)


def test_a_file_is_read_by_its_content_and_not_by_its_name(tmp_path):
    assert read_page(pages.save(tmp_path, html_page(), "page.txt")) == expected(
        set_aside=(SPONSORED, COPYRIGHT)
    )
    assert read_page(pages.save(tmp_path, capture(), "page.html")) == expected()


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "no-such-charset"])
def test_a_declared_charset_is_used_where_the_bytes_are_not_utf_8(read, declared):
    page = html_page().replace('charset="utf-8"', f'charset="{declared}"').encode("cp1252")
    assert read(page) == expected(set_aside=(SPONSORED, COPYRIGHT))


def test_another_declared_charset_is_believed(read):
    page = html_page(credit="<p>Answered by Łucja Żak</p>", offer="").replace("utf-8", "windows-1250")
    assert read(page.encode("cp1250")).answers == (
        replace(ANSWER, credits=(PersonRecord(name="Łucja Żak"),)),
    )


def test_entities_are_characters_and_come_out_escaped_only_where_they_must_be(read):
    body = PLAIN_BODY.replace("–", "&ndash;").replace("’", "&#8217;")
    page = html_page(body=f"{body}<p>Wool &amp; tallow &lt;in bales&gt;, &pound;3 a ton, came home.</p>")
    assert (
        body_of(read(page))
        == f"{ANSWER.body}\n<p>Wool &amp; tallow &lt;in bales&gt;, £3 a ton, came home.</p>"
    )


def test_marks_links_quotations_lists_and_headings_are_kept_and_nothing_else_is(read):
    body = (
        f"<p>{PARAGRAPHS[0]}</p><h2>The <span style='x'>wool</span> years</h2><p>On <i>Cutty Sark</i> the <b>master</b>"
        ' wrote to <a href="https://a.example/x?a=1&amp;b=2" onclick="y()">the owners</a>, to <a href="/own">himself</a>'
        " and<br>to his wife.</p><blockquote><p>We carry <cite>nothing</cite>.</p></blockquote>"
        "<ul><li>tea</li><li>the <em>best</em> wool</li></ul><script>alert(1)</script>"
    )
    assert body_of(read(html_page(body=body))) == (
        f"<p>{PARAGRAPHS[0]}</p>\n<h3>The wool years</h3>\n<p>On <em>Cutty Sark</em> the <strong>master</strong>"
        ' wrote to <a href="https://a.example/x?a=1&amp;b=2">the owners</a>, to himself'
        " and<br>to his wife.</p>\n<blockquote><p>We carry <em>nothing</em>.</p></blockquote>"
        "\n<ul><li>tea</li><li>the <em>best</em> wool</li></ul>"
    )


def test_links_start_from_the_canonical_address(read):
    page = html_page(
        head=f'<link rel="canonical" href="{ADDRESS}">',
        body=f'{PLAIN_BODY}<p>See <a href="../ships/">the ships</a>.</p>',
    )
    assert body_of(read(page)).endswith(
        '<p>See <a href="https://lantern.example/questions/ships/">the ships</a>.</p>'
    )


def test_short_paragraphs_that_an_extractor_would_drop_are_kept(read):
    first, *rest = PARAGRAPHS
    body = "".join(f"<p>{text}</p>" for text in (first, "Why?", "Money.", *rest))
    assert body_of(read(html_page(body=body))) == ANSWER.body.replace(
        "</p>\n", "</p>\n<p>Why?</p>\n<p>Money.</p>\n", 1
    )


@pytest.mark.parametrize("failing", [None, RecursionError()])
def test_without_the_extractor_the_document_decides(read, monkeypatch, failing):
    def extract(*args, **kwargs):
        if failing:
            raise failing

    monkeypatch.setattr(trafilatura, "bare_extraction", extract)
    assert read(html_page()) == expected(set_aside=(SPONSORED, COPYRIGHT))


@pytest.mark.parametrize(
    "markup",
    [
        "<script>document.write('Hidden text, long enough to be a paragraph of an answer.')</script>",
        "<style>p { content: 'Hidden text, long enough to be a paragraph of an answer.' }</style>",
        "<!-- <p>Hidden text, long enough to be a paragraph of an answer.</p> -->",
        "<p hidden>Hidden text, long enough to be a paragraph of an answer.</p>",
        '<p style="color: red; display: none">Hidden text, long enough to be a paragraph of an answer.</p>',
        '<p aria-hidden="true">Hidden text, long enough to be a paragraph of an answer.</p>',
        '<p class="screen-reader-text">Hidden text, long enough to be a paragraph of an answer.</p>',
        "<noscript><p>Hidden text, long enough to be a paragraph of an answer.</p></noscript>",
        "<template><p>Hidden text, long enough to be a paragraph of an answer.</p></template>",
        "<nav><p>Hidden text, long enough to be a paragraph of an answer.</p></nav>",
        '<div id="comments"><p>Hidden text, long enough to be a paragraph of an answer.</p></div>',
    ],
)
def test_what_a_reader_of_the_page_never_saw_as_the_article_leaves_no_trace(read, markup):
    first, rest = PLAIN_BODY.split("</p>", 1)
    assert read(html_page(body=f"{first}</p>{markup}{rest}")) == expected(set_aside=(SPONSORED, COPYRIGHT))


def test_boxes_within_the_article_are_set_aside(read):
    first, rest = PLAIN_BODY.split("</p>", 1)
    boxes = (
        '<aside class="related"><h3>More on: Victorians</h3><ul><li><a href="/a">Why was tea green?</a></li>'
        '<li><a href="/b">Who built her?</a></li></ul></aside><figure><figcaption>Taeping, 1866</figcaption></figure>'
        '<div class="newsletter"><p>Every Friday, the best of our ships.</p></div><p><a href="/c">What became of Ariel?</a></p>'
    )
    aside = (
        "More on: Victorians",
        "Why was tea green? Who built her?",
        "Taeping, 1866",
        "Every Friday, the best of our ships.",
    )
    found = read(html_page(body=f"{first}</p>{boxes}{rest}"))
    assert found == expected(set_aside=(*aside, "What became of Ariel?", SPONSORED, COPYRIGHT))


def test_a_box_by_name_that_holds_the_article_is_the_article(read):
    page = (
        html_page()
        .replace("<main>", '<main class="card sidebar-promo">')
        .replace("class='content'", "class='offer'")
    )
    assert read(page) == expected(set_aside=(SPONSORED, COPYRIGHT))


def test_a_standfirst_without_its_name_is_known_from_the_description(read):
    page = html_page(
        head=f'<meta name="description" content="{LEAD}">',
        lead="",
        meta="",
        body=f"<p>{LEAD}</p>{PLAIN_BODY}",
        offer="",
    )
    assert read(page).answers == (ANSWER,)


def test_a_standfirst_that_is_printed_twice_is_kept_once(read):
    assert read(html_page(body=f"<p>{LEAD}</p>{PLAIN_BODY}")).answers == (ANSWER,)
    assert read(html_page(lead=f"<p class='excerpt'>{PARAGRAPHS[0][:60]}…</p>")).answers == (
        replace(ANSWER, lead=""),
    )


@pytest.mark.parametrize(
    ("head", "reference"),
    [
        (f'<link rel="canonical" href="{ADDRESS}">', ADDRESS),
        (
            '<link rel="canonical" href="HTTPS://Lantern.Example/questions/tea-clippers/?utm_source=x#top">',
            ADDRESS,
        ),
        (f'<meta property="og:url" content="{ADDRESS}?id=7&amp;fbclid=1">', f"{ADDRESS}?id=7"),
        ('<link rel="canonical" href="https://lantern.example/">', pages.REFERENCE),
        ('<link rel="canonical" href="http://[broken">', pages.REFERENCE),
        ('<link rel="canonical" href="file:///home/me/page.html">', pages.REFERENCE),
    ],
)
def test_the_canonical_address_is_the_reference_where_it_is_the_pages_own(read, head, reference):
    assert read(html_page(head=head)).reference == reference


LONDON = ZoneInfo("Europe/London")
NO_DATE = f"<p>{PROVENANCE}</p>"


@pytest.mark.parametrize(
    ("head", "meta", "moment"),
    [
        (linked_data(datePublished="2017-07-04T15:05:00Z"), NO_DATE, pages.PUBLISHED),
        (
            linked_data(datePublished="2017-07-04T16:05:00", dateModified="2020-01-01"),
            NO_DATE,
            pages.PUBLISHED,
        ),
        (linked_data(datePublished="2017-07-04"), f"<p>{DATE}</p>", pages.PUBLISHED),
        (linked_data(datePublished="2017-07-04"), NO_DATE, datetime(2017, 7, 4, tzinfo=LONDON)),
        (
            linked_data(datePublished="2017-07-04")
            + '<meta property="article:published_time" content="2017-07-04T15:05Z">',
            NO_DATE,
            pages.PUBLISHED,
        ),
        (linked_data(dateModified="2020-01-01T00:00:00Z"), f"<p>{DATE}</p>", pages.PUBLISHED),
        (linked_data(datePublished="yesterday"), f"<p>{DATE}</p>", pages.PUBLISHED),
        ('<script type="application/ld+json">{"@graph": [{</script>', f"<p>{DATE}</p>", pages.PUBLISHED),
        (
            '<meta property="article:published_time" content="2017-07-04T11:05:00-04:00">',
            NO_DATE,
            pages.PUBLISHED,
        ),
        (
            "",
            '<time class="updated" datetime="2020-01-01">x</time><time datetime="2017-07-04T16:05+01:00">y</time>',
            pages.PUBLISHED,
        ),
        ("", '<p>Updated <time datetime="2020-01-01T10:00Z">x</time></p>', None),
        ("", '<div class="card"><time datetime="2020-01-01T10:00Z">x</time></div>', None),
        ("", NO_DATE, None),
    ],
)
def test_the_web_date_is_the_best_stated_and_aware(read, head, meta, moment):
    found = read(html_page(head=head, meta=meta)).web_date
    assert found == moment
    assert found is None or found.tzinfo == LONDON


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (linked_data(author={"@type": "Person", "name": "Dr Tom Hale"}), ["Tom Hale"]),
        (linked_data(author=[{"name": "Tom Hale"}, "Ada Wren"]), ["Tom Hale", "Ada Wren"]),
        (linked_data(author={"@type": "Organization", "name": "Quay Media"}), []),
        ('<meta name="author" content="Tom Hale and Ada Wren">', ["Tom Hale", "Ada Wren"]),
        ('<meta name="author" content="admin">', []),
        ("", []),
    ],
)
def test_metadata_names_the_author_only_where_the_page_is_not_signed(read, head, names):
    (answer,) = read(html_page(head=head, credit="")).answers
    assert [person.name for person in answer.credits] == names
    assert read(html_page(head=head)).answers == (ANSWER,)


@pytest.mark.parametrize(
    "title",
    ["", "<h1>Lantern</h1>", '<div class="headline">{}</div>', "<h2>{}</h2>", "<h1><a href='/'>{}</a></h1>"],
)
def test_the_question_is_found_without_a_proper_heading(read, title):
    found = read(html_page(title=title.format(QUESTION)))
    assert (found.text, found.answers) == (QUESTION, (ANSWER,))


def test_italics_settle_where_a_title_ends(read):
    credit = (
        "<p>Answered by Ada Wren, author of <em>Wind and Wages</em> and <em>Sail, Steam and Coal</em></p>"
    )
    (answer,) = read(html_page(credit=credit)).answers
    assert [book.title for book in answer.credits[0].books] == ["Wind and Wages", "Sail, Steam and Coal"]


END = "So ended the age of sail in the China trade, and nobody who had a share in a steamer was sorry for it."
APART = f"</article><section class='x'><p>{END}</p></section><section><p>{CREDIT}</p></section>"


def test_what_stands_apart_but_above_the_signature_is_the_answer(read):
    found = read(html_page(credit="").replace("</article>", APART))
    assert body_of(found) == f"{ANSWER.body}\n<p>{END}</p>"


def test_what_stands_apart_is_the_answer_where_the_extractor_says_so(read, monkeypatch):
    main = SimpleNamespace(text="\n".join((*PARAGRAPHS, END)))
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *args, **kwargs: main)
    page = html_page(credit="").replace("</article>", APART.replace(CREDIT, ""))
    assert body_of(read(page)) == f"{ANSWER.body}\n<p>{END}</p>"


def test_what_stands_apart_otherwise_is_reported(read):
    found = read(html_page(credit="").replace("</article>", APART.replace(CREDIT, "")))
    assert (body_of(found), found.set_aside[0]) == (ANSWER.body, END)


def test_a_list_that_only_leads_elsewhere_is_set_aside(read):
    links = '<ul><li><a href="/a">Tea and its taxes</a></li><li><a href="/b">Wool and its ways</a></li></ul>'
    found = read(html_page(body=PLAIN_BODY.replace("</p>", f"</p>{links}", 1)))
    assert found == expected(set_aside=("Tea and its taxes Wool and its ways", SPONSORED, COPYRIGHT))
