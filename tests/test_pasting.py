"""What word processors put on the clipboard, and what is kept of it: each file in tests/pasting beside its outcome."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles import pasting, readiness, references, richtext, workflow
from articles.models.fields import as_stored
from tests import factories

CORPUS = {path.stem: path for path in sorted(Path(__file__).with_name("pasting").glob("*.html"))}
SOURCES = [name for name in CORPUS if not name.endswith(".clean")]


def pasted(text):
    return richtext.clean(pasting.translated(text))


def source(name):
    return CORPUS[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SOURCES)
def test_a_clipboard_becomes_the_house_s_html(name):
    wanted = CORPUS[f"{name}.clean"].read_text(encoding="utf-8").strip()
    found = pasted(source(name))
    assert found == wanted
    assert richtext.clean(found) == pasted(found) == as_stored(found) == found


@pytest.mark.parametrize("name", [name for name in SOURCES if name != "browser"])
def test_a_word_processor_is_known_by_its_markup_and_its_outcome_is_not(name):
    assert pasting.is_foreign(source(name))
    assert not pasting.is_foreign(pasted(source(name)))


def test_text_of_our_own_is_not_touched():
    own = "<p>It <em>rained</em> [note-1].</p><h4>Notes</h4><ol><li><p>A note.</p></li></ol>"
    assert as_stored(own) == own


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("", ""),
        ("<p class=MsoNormal><o:p>&nbsp;</o:p></p>", ""),
        ("<b style='font-weight:normal'>Plain</b>", "<p>Plain</p>"),
        ("<p><span style='font-weight:700'>Bold</span></p>", "<p><strong>Bold</strong></p>"),
        ("<h2><span style='font-weight:700'>Bold</span></h2>", "<h3>Bold</h3>"),
        ("<p>10\u00a0km and\u00a0 more</p>", "<p>10&nbsp;km and more</p>"),
        ("<p>Kept<del>gone</del></p>", "<p>Kept</p>"),
        ("<p>Seen<span style='display:none'>hidden</span></p>", "<p>Seen</p>"),
        ("<p><a href='http://[::1'>Odd</a></p>", "<p>Odd</p>"),
        ("<p><a href='#_ftn9'>[9]</a> without its note</p>", "<p>[9] without its note</p>"),
        (
            '<p class=MsoNormal><sup data-source="lucas"></sup></p>',
            '<p><sup data-source="lucas"></sup></p>',
        ),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_small_pieces(markup, kept):
    assert pasted(markup) == kept


PIECES = st.sampled_from(
    [
        *"<>&'\"= ", "<p class=MsoNormal>", "</p>", "<b style='font-weight:normal'>", "</b>", "<ul>", "<li>", "</ul>",
        "<p style='mso-list:l0 level1 lfo1'>", "<p style='mso-list:l0 level3 lfo1'>", "<![if !supportLists]>1.<![endif]>",
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>", "</a>",
        "<a href='#_ftn1' name='_ftnref1'>[1]</a>", "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> n</p></div>",
        "<table><tr><td>", "</td></tr></table>", "<!-- x", "-->", "<o:p>", "<svg onload=alert(1)>", "rain ", "1315 ",
        "<span style='font-style:italic'>", "</span>", "\x00", "\u00a0", "<?php ?>", "<![CDATA[", "<blockquote>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80))
@settings(max_examples=400, deadline=None)
@example("<p style='mso-list:l0 level3 lfo1'>deep</p><p style='mso-list:l0 level1 lfo1'>shallow</p>")
@example("<ul><ul><li>lonely")
@example("<a href='#_ftn1'>[1]</a><div id=ftn1><a href='#_ftnref1' id=ftn1>x</a></div>")
def test_whatever_is_pasted_comes_out_clean_and_stays_so(text):
    found = pasted(text)
    assert richtext.clean(found) == found
    assert pasted(found) == found
    for danger in ("<script", "javascript:", "onerror", "onload", "<img", "<svg", "style=", "class="):
        assert danger not in found.replace("&lt;", "")  # what was typed as text is text


@given(st.lists(st.sampled_from(["rain", "1315", "famine", "Ypres"]), min_size=1, max_size=12))
def test_no_word_is_lost(words):
    markup = "".join(
        f"<p class=MsoNormal style='mso-list:l{n % 2} level{n % 3 + 1} lfo1'><span style='font-style:italic'>{word}</span></p>"
        for n, word in enumerate(words)
    )
    assert richtext.plain_text(pasted(markup)).split() == words


@pytest.mark.django_db
def test_a_note_becomes_a_numbered_source_as_soon_as_there_is_one_with_its_key():
    question = factories.printable_question()
    answer = question.answers.get()
    answer.body += pasted(source("docs-notes"))
    answer.save()
    assert "notes_left_over" in {finding.code for finding in readiness.open_findings(reread(question))}
    factories.SourceFactory(answer=answer, key="note-1")
    references.link_typed(answer)
    assert "note-1" in richtext.references(answer.body)
    assert "notes_left_over" not in {finding.code for finding in readiness.open_findings(reread(question))}
    assert workflow.publish(question=reread(question)).number == 1


def reread(question):
    return type(question).objects.for_print().get(pk=question.pk)


# --- The newsroom's doors ----------------------------------------------------------------------


@pytest.mark.django_db
def test_the_editor_gets_what_will_be_stored(client, editor):
    client.force_login(editor)
    answer = client.post("/admin/articles/question/pasted/", {"html": source("word-lists")})
    assert answer.content.decode() == pasted(source("word-lists"))
    assert "no-cache" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_more_than_a_book_at_once_is_refused(client, editor, monkeypatch):
    monkeypatch.setattr(pasting, "LONGEST", 10)
    client.force_login(editor)
    assert client.post("/admin/articles/question/pasted/", {"html": "x" * 11}).status_code == 413


@pytest.mark.django_db
def test_what_is_saved_without_a_script_is_cleaned_the_same():
    answer = factories.AnswerFactory.build(question=factories.QuestionFactory(), body=source("word-notes"))
    answer.full_clean()
    assert answer.body == pasted(source("word-notes"))
