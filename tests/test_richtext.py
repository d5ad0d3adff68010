"""Rich text: what is thrown away, what is kept as it is, and what is read out of it."""

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles import richtext
from articles.richtext import building, clean, cleaning, excerpt, foreign, parsing, plain_text, word_count

ALLOWED_TAGS = set(
    "p h3 h4 strong em sup sub ul ol li blockquote br a table thead tbody tr th td figure figcaption".split()
)
ALLOWED_ATTRIBUTES = {
    "href",
    "title",
    "rel",
    "start",
    "type",
    "colspan",
    "rowspan",
    "colwidth",
    "data-source",
    "data-picture",
}


class Markup(HTMLParser):
    """Collects the names of tags, the attributes, and whether the tags are balanced."""

    VOID = ("br",)

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.open, self.balanced = set(), [], [], True
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag

    @property
    def names(self):
        return {name for name, _ in self.attributes}


# --- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<style>p{display:none}</style>",
        "<img src=x onerror=alert(1)>",
        "<iframe src=https://example.org></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<object data=x></object><embed src=x>",
        "<form><input autofocus onfocus=alert(1)></form>",
        "<!-- <p>hidden</p> -->",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
        "<p></p>",
        "\x00",
        " \n ",
    ],
)
def test_what_has_no_text_for_readers_leaves_nothing(hostile):
    assert clean(hostile) == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/",
    ],
)
def test_a_link_elsewhere_than_http_https_or_mail_is_none(address):
    assert clean(f'<p><a href="{address}">here</a></p>') == "<p>here</p>"


@pytest.mark.parametrize(
    "attribute", ["onclick", "style", "class", "id", "target", "ping", "data-x", "formaction"]
)
def test_an_attribute_outside_the_list_is_dropped(attribute):
    assert clean(f'<p {attribute}="x">text</p>') == "<p>text</p>"


def test_an_unknown_element_is_dropped_and_its_text_kept():
    assert clean("<p>a <marquee>moving</marquee> <font color=red>word</font></p>") == "<p>a moving word</p>"


def test_a_comment_or_script_before_plain_text_does_not_change_how_the_text_is_kept():
    assert clean("<script>x</script>It rained.") == clean("<!-- x -->It rained.") == "<p>It rained.</p>"


def test_a_combining_character_cannot_swallow_the_end_of_a_tag():
    # ">" and U+0338 have a composed form; composing after sanitising would make an attribute of the text.
    for overlay in ("\u0338", "&#x338;", "&#824;"):
        cleaned = clean(f"<p>{overlay} onclick=alert(1) x=</p>")
        assert Markup(cleaned).names == set()
        assert clean(cleaned) == cleaned


def test_a_long_run_of_white_space_is_cleaned_in_time():
    assert clean("<p>a" + " " * 300_000 + "\n" * 300_000 + "b</p>").startswith("<p>a")


def test_markup_that_never_settles_is_kept_as_text(monkeypatch):
    monkeypatch.setattr(cleaning, "ROUNDS", 1)
    assert clean("5 <b>&lt; 6</b>") == "<p>5 &lt; 6</p>"


# --- references to sources --------------------------------------------------------------------

REFERENCE = '<sup data-source="horrox1994"></sup>'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"<p>Half died.{REFERENCE}</p>", f"<p>Half died.{REFERENCE}</p>"),
        ('<p>Half died.<sup data-source="horrox1994">7</sup></p>', f"<p>Half died.{REFERENCE}</p>"),
        ('<p>x<sup class="y" data-source="horrox1994"></sup></p>', f"<p>x{REFERENCE}</p>"),
        ('<p>x<sup data-source="a b">7</sup></p>', "<p>x<sup>7</sup></p>"),
        ('<p>x<sup data-source="&quot;><b>"></sup></p>', "<p>x</p>"),
        ('<p>x<sup data-source="horrox1994"><em>y</em></sup></p>', "<p>x<em><sup>y</sup></em></p>"),
        (
            f'<p><a href="https://example.org/">here{REFERENCE}</a>.</p>',
            f'<p><a href="https://example.org/">here</a>{REFERENCE}.</p>',
        ),
        (REFERENCE, f"<p>{REFERENCE}</p>"),
    ],
)
def test_a_reference_has_one_shape_and_holds_no_text_of_its_own(written, kept):
    assert clean(written) == kept
    assert clean(kept) == kept


def test_a_typed_key_becomes_a_reference_only_where_a_source_has_it_and_only_in_text():
    html = '<p>A[Horrox1994], b [sic], c[munro2009] <a href="https://e.org/[horrox1994]">d</a>.</p>'
    expected = f'<p>A{REFERENCE}, b [sic], c[munro2009] <a href="https://e.org/[horrox1994]">d</a>.</p>'
    linked = richtext.with_references(html, {"horrox1994"})
    assert linked == expected
    assert richtext.with_references(linked, {"horrox1994"}) == linked
    assert richtext.references(linked) == ["horrox1994"]
    assert richtext.typed_references(linked) == ["sic", "munro2009"]


def test_a_reference_is_no_word():
    assert plain_text(f"<p>Half died.{REFERENCE} Then</p>") == "Half died. Then"


# --- what is kept -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain.</p>",
        "<p>With <strong>weight</strong>, <em>a title</em>, 10<sup>th</sup> and H<sub>2</sub>O.</p>",
        "<h3>A heading</h3><h4>A smaller one</h4>",
        "<ul><li><p>one</p></li><li><p>two</p></li></ul>",
        "<ol><li><p>one</p></li></ol>",
        "<blockquote><p>Words of others.</p></blockquote>",
        "<p>a<br>b</p>",
        '<figure data-picture="12"><figcaption>The <em>great</em> rain</figcaption></figure>',
        '<p><a href="https://example.org/?a=1&amp;b=2">link</a> <a href="mailto:desk@example.org">mail</a></p>',
        "<table><tbody><tr><th><p>Year</p></th><td><p>1315</p></td></tr></tbody></table>",
        "<p>£9.99, 1914–18, ‘quoted’ and “quoted”, Hōkūleʻa, Inês</p>",
        "<p>5 &lt; 6 &amp; 7 &gt; 3</p>",
        "<p>10&nbsp;km</p>",
        "<p><em>one</em> <em>two</em></p>",
    ],
)
def test_what_the_editor_makes_stays_as_it_is(html):
    assert clean(html) == html


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p><b>x</b></p>", "<p><strong>x</strong></p>"),
        ("<p><i>x</i></p>", "<p><em>x</em></p>"),
        ("<p><CITE class=t>x</CITE></p>", "<p><em>x</em></p>"),
        ("<h1>x</h1>", "<h3>x</h3>"),
        ("<H2>x</H2>", "<h3>x</h3>"),
        ("<h5>x</h5><h6>y</h6>", "<h4>x</h4><h4>y</h4>"),
        ("<p>a <img><b\n>x</b\n></p>", "<p>a <strong>x</strong></p>"),
    ],
)
def test_synonyms_become_what_the_editor_writes(written, kept):
    assert clean(written) == kept


@pytest.mark.parametrize(
    "text",
    ["<p>a<br>b</p>", "<blockquote><p>b</p></blockquote>", "<p>bib</p>", "<p>a &lt;b&gt; c</p>"],
)
def test_what_only_looks_like_a_synonym_is_left_alone(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("bare", "kept"),
    [
        ("It rained.", "<p>It rained.</p>"),
        ("5 < 6 and 7 > 3", "<p>5 &lt; 6 and 7 &gt; 3</p>"),
        ("<3 letters", "<p>&lt;3 letters</p>"),
        ("<em>Whole</em> summers", "<p><em>Whole</em> summers</p>"),
        ("<span>It rained.</span>", "<p>It rained.</p>"),
    ],
)
def test_text_in_no_block_becomes_a_paragraph(bare, kept):
    assert clean(bare) == kept


def test_line_ends_between_blocks_go_and_those_between_words_are_spaces():
    html = "<ul>\n  <li>\n<p>one</p>\n</li>\n</ul>\n<p><em>two</em>\n<strong>three</strong></p>"
    assert clean(html) == "<ul><li><p>one</p></li></ul><p><em>two</em> <strong>three</strong></p>"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p><em>one</em><em>two</em></p>", "<p><em>onetwo</em></p>"),
        ("<p><em>one<em>two</em></em></p>", "<p><em>onetwo</em></p>"),
        ("<p><em><strong>x</strong></em></p>", "<p><strong><em>x</em></strong></p>"),
        ("<p><em>one </em>two <strong> </strong></p>", "<p><em>one</em> two</p>"),
        ("<p>one  two&nbsp; three</p>", "<p>one two three</p>"),
        ("<p>one<br><br>two<br></p>", "<p>one</p><p>two</p>"),
        ("<p> </p><h3><br></h3><p>&nbsp;</p><ul><li></li></ul><table><tr><td></td></tr></table>", ""),
        (
            "<ul><li>one</li><ul><li>two</li></ul></ul>",
            "<ul><li><p>one</p><ul><li><p>two</p></li></ul></li></ul>",
        ),
        ("<ol><li>one</li>two</ol>", "<ol><li><p>one</p><p>two</p></li></ol>"),
        ("<li>one</li><li>two</li>", "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
        ("<blockquote>one<p>two</p></blockquote>", "<blockquote><p>one</p><p>two</p></blockquote>"),
        ("<h3><strong>Rain</strong> and <em>war</em></h3>", "<h3>Rain and <em>war</em></h3>"),
        ("<h1>One</h1><h2>Two</h2><h3>Three</h3>", "<h3>One</h3><h4>Two</h4><h4>Three</h4>"),
        ("<p>one</p>two<div>three</div>", "<p>one</p><p>two</p><p>three</p>"),
        (
            "<table><caption>Pay</caption><tr><th><b>Year</b></th></tr><tr><td>1</td><td></td></tr></table>",
            "<figure><table><tbody><tr><th><p>Year</p></th></tr>"
            "<tr><td><p>1</p></td><td><p></p></td></tr></tbody></table><figcaption>Pay</figcaption></figure>",
        ),
        (
            "<blockquote>It rained.<footer>Trokelowe, <cite>Annals</cite></footer></blockquote>",
            "<figure><blockquote><p>It rained.</p></blockquote>"
            "<figcaption>Trokelowe, <em>Annals</em></figcaption></figure>",
        ),
        (
            "<figure><blockquote>It rained.</blockquote><figcaption> </figcaption></figure>",
            "<blockquote><p>It rained.</p></blockquote>",
        ),
        ("<figure><p>It rained.</p><figcaption>Rain</figcaption></figure>", "<p>It rained.</p><p>Rain</p>"),
        (
            '<p>one<figure data-picture="12"><img src="x.jpg"><figcaption><p>a<br>b</p><p>c</p></figcaption></figure>two',
            '<p>one</p><figure data-picture="12"><figcaption>a b c</figcaption></figure><p>two</p>',
        ),
        (
            '<figure data-picture="12"></figure>',
            '<figure data-picture="12"><figcaption></figcaption></figure>',
        ),
        ('<figure data-picture="012 "><figcaption>x</figcaption></figure>', "<p>x</p>"),
        (
            '<ul><li><figure data-picture="3"><figcaption>x</figcaption></figure></li></ul>',
            "<ul><li><p>x</p></li></ul>",
        ),
        (
            '<p><a href="question:42" title="x">one</a> <a href="question:0">two</a> <a href="question:4/5">three</a></p>',
            '<p><a href="question:42">one</a> two three</p>',
        ),
        (
            '<p><a href="#p-1-2">here</a>, <a href="#_Toc1">there</a></p>',
            '<p><a href="#p-1-2">here</a>, there</p>',
        ),
        ('<ol start="1" type="x"><li>a</li></ol>', "<ol><li><p>a</p></li></ol>"),
        (
            '<ol start="4" data-type="lower-roman"><li>a</li></ol>',
            '<ol start="4" type="i"><li><p>a</p></li></ol>',
        ),
    ],
)
def test_one_text_has_one_shape(written, kept):
    assert clean(written) == kept
    assert clean(kept) == kept


def test_text_is_composed_however_it_was_spelled():
    assert clean("<p>e\u0301 e&#x301; e&#769;</p>") == "<p>é é é</p>"


# --- properties --------------------------------------------------------------------------------

tags = st.sampled_from(
    "div span o:p del ins center dl dd p b i em strong h1 h2 h3 h6 ul ol li a blockquote table tr td th figure figcaption footer caption br hr script style svg math img textarea title "
    "noscript template iframe select option mtext mglyph annotation-xml foreignObject form xmp plaintext".split()
)
attributes = st.sampled_from(
    [
        "",
        " onclick=alert(1)",
        " style='x:y'",
        " href='javascript:alert(1)'",
        " href=https://example.org/",
        " href=' data:x'",
        " title='</p><script>'",
        " title='\n<p>'",
        " class=x/",
        " start=3",
        " colspan='2'",
        " =",
        ' "',
        " style='font-weight:700;font-style:italic'",
        " style='vertical-align:super'",
        " style='mso-list:l0 level2 lfo1'",
        " style='mso-list:Ignore'",
        " style='margin-left:36pt'",
        " style='mso-hide:all'",
        " class=MsoQuote",
        " class=MsoListParagraph",
        " class=MsoTitle",
        " href='#_ftn1'",
        " href='#_ftnref1'",
        " href='#sdfootnote2anc'",
        " id=ftn1",
        " data-source=horrox1994",
        " data-picture=7",
        " href=question:7",
        " role=heading aria-level=2",
    ]
)
fragments = st.one_of(
    st.builds("<{}{}>".format, tags, attributes),
    st.builds("</{}>".format, tags),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "]]>", "<", ">", "&lt;", "&gt;", "&amp;", "&#0;", "&nbsp;", "&#x301;"]
    ),
    st.sampled_from(
        ["\u0338", "\u0301", "\u00a0", "\x00", "\x0c", "\u2028", "\r\n", "\n", " ", "&#x338;", "\ufeff"]
    ),
    st.text(max_size=8),
)
documents = st.lists(fragments, max_size=25).map("".join)
often = settings(deadline=None, max_examples=200)


@often
@given(documents)
@example("<script>x</script>hello")
@example("<3")
@example("<p>e&#x301;</p>")
@example("a<p>b</p>c")
def test_cleaning_twice_is_the_same_as_once(document):
    once = clean(document)
    assert clean(once) == once


@often
@given(documents)
def test_what_was_once_built_is_read_and_built_again_as_it_is(document):
    # So the last resort of clean(), which keeps text only, is never needed.
    once = building.write(foreign.understood(parsing.parse(document)))
    twice = building.write(foreign.understood(parsing.parse(once)))
    assert building.write(foreign.understood(parsing.parse(twice))) == twice


@often
@given(documents)
def test_nothing_outside_the_allow_list_gets_through(document):
    cleaned = clean(document)
    markup = Markup(cleaned)
    assert markup.tags - ALLOWED_TAGS == set()
    assert markup.names - ALLOWED_ATTRIBUTES == set()
    assert [
        value
        for name, value in markup.attributes
        if name == "href" and not re.match(r"https?:|mailto:|question:[1-9]\d*$", value)
    ] == []
    assert (markup.balanced, markup.open) == (True, [])
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned


@often
@given(st.text(alphabet=st.characters(exclude_characters="<>&\x00\r", exclude_categories=["Cs"])))
def test_no_word_of_plain_text_is_lost(text):
    assert plain_text(clean(text)).split() == unicodedata.normalize("NFC", text).split()


# --- reading --------------------------------------------------------------------------------


def test_plain_text_has_a_line_for_each_block():
    html = (
        "<h3>Rain</h3><p>It  rained\n<em>hard</em>.</p><ul><li><p>one</p></li><li><p>two</p></li></ul>"
        "<p>a<br>b</p><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )
    assert plain_text(html) == "Rain\nIt rained hard.\none\ntwo\na\nb\n1\n2"


def test_plain_text_spells_entities_out_and_joins_what_is_one_word():
    assert plain_text("<p>10<sup>th</sup> &amp; 11&nbsp;km &lt;b&gt; <strong>un</strong>done</p>") == (
        "10th & 11 km <b> undone"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), (" \n ", 0), ("one", 1), ("one two\nthree", 3), ("1914–18 – a war", 4), ("don’t", 1)],
)
def test_words_are_what_stands_between_white_space(text, words):
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("html", "words", "kept"),
    [
        ("", 3, ""),
        ("<p>one two three</p>", 3, "one two three"),
        ("<p>one two three, four</p>", 3, "one two three …"),
        ("<p>one</p><p>two – three</p>", 3, "one two …"),
    ],
)
def test_an_excerpt_ends_with_an_ellipsis_where_it_was_cut(html, words, kept):
    assert excerpt(html, words=words) == kept
