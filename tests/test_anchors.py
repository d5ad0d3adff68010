"""An address for every paragraph: each once, the same for readers and for the report of an error."""

import re

import pytest

from articles import anchors, richtext
from articles.models import content

BODY = richtext.clean(
    "<p>One &amp; <em>a</em>.</p><h3>Two</h3><ul><li><p>Three</p></li><li>Four<ul><li>Five</li></ul></li></ul>"
    "<blockquote><p>Six</p><p>Seven</p></blockquote>"
    "<table><tbody><tr><td><p>Eight</p></td><td><p>Eight again</p></td></tr></tbody></table><p>Nine</p>"
)


def test_every_block_has_one_anchor_in_order():
    html = anchors.anchored(BODY, 2)
    assert re.findall(r'id="(p-[^"]+)"', html) == [f"p-2-{number}" for number in range(1, 10)]
    assert re.sub(r' id="p-\d+-\d+"', "", html) == BODY


def test_an_anchor_stays_where_headings_are_demoted():
    demoted = BODY.replace("h3>", "h4>")
    assert anchors.anchored(demoted, 1) == anchors.anchored(BODY, 1).replace("<h3", "<h4").replace(
        "/h3", "/h4"
    )


def test_paragraphs_are_the_anchored_blocks_as_text_lead_first():
    answer = content.AnswerText(lead="It rained.", body=BODY, words=0)
    found = [(each.anchor, each.text) for each in anchors.paragraphs(answer, 1)]
    words = "It rained.|One & a.|Two|Three|Four|Five|Six|Seven|Eight Eight again|Nine".split("|")
    assert found == [(f"p-1-{number}", text) for number, text in enumerate(words)]


@pytest.mark.parametrize("html", ["", "plain", "<p></p>", "<pre>x</pre>"])
def test_little_or_strange_html_is_no_problem(html):
    anchors.anchored(html, 1)
    assert anchors.paragraphs(content.AnswerText(lead="", body=html, words=0), 1) == []
