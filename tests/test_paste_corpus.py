"""What word processors put on the clipboard, cleaned: tests/paste/ holds their HTML and what must come of it.

The files are ours, written the way Microsoft Word, Google Docs and LibreOffice Writer write: head, styles and all. Beside
"notes.html" stands "notes.clean.html", in lines; its line ends are no part of it.
"""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.richtext import clean, plain_text
from tests.paste import FOLDER

# By program and name
FILES = {
    str(path.relative_to(FOLDER).with_suffix("")): path
    for path in sorted(FOLDER.glob("*/*.html"))
    if not path.name.endswith(".clean.html")
}
PROGRAMS = {"word", "docs", "writer"}
# What is theirs and never ours.
FOREIGN = re.compile(
    r"mso|<o:p|</?(?:span|font|div|meta|link|style|img|b|i|u|s|hr|del|ins|sup><)\b|\b(?:style|class|id|name|dir|lang)="
    r"|file:|data:|javascript:|google\.com|docs-internal|<!|StartFragment|Symbol|\[AB1\]|Is this so|Check this",
    re.IGNORECASE,
)


class Tags(HTMLParser):
    """Counts elements, with their names as a program writes them."""

    def __init__(self, html):
        super().__init__()
        self.count = Counter()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.count[tag] += 1


def expected(path):
    return path.with_suffix(".clean.html").read_text(encoding="utf-8").replace("\n", "")


def report():
    """Return a line for each file: elements that came, elements that stayed, and the largest kinds that went."""
    lines = []
    for name, path in FILES.items():
        html = path.read_text(encoding="utf-8")
        came, kept = Tags(html).count, Tags(clean(html)).count
        gone = (came - kept).most_common(6)
        lines.append(
            f"{name:28} {len(html):6} → {len(clean(html)):5} characters; kept "
            f"{', '.join(f'{count} {tag}' for tag, count in sorted(kept.items()))}; dropped "
            f"{', '.join(f'{count} {tag}' for tag, count in gone)}"
        )
    return lines


def test_there_are_several_files_of_each_program():
    programs = Counter(name.split("/")[0] for name in FILES)
    assert set(programs) == PROGRAMS
    assert min(programs.values()) >= 5


@pytest.mark.parametrize("name", FILES)
def test_what_was_copied_becomes_the_house_s_html(name):
    cleaned = clean(FILES[name].read_text(encoding="utf-8"))
    assert cleaned == expected(FILES[name])
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_the_program_s_own_is_left(name):
    cleaned = clean(FILES[name].read_text(encoding="utf-8"))
    assert FOREIGN.findall(cleaned) == []


@pytest.mark.parametrize("name", FILES)
def test_line_ends_of_either_kind_and_capitals_change_nothing(name):
    html = FILES[name].read_text(encoding="utf-8")
    assert clean(html.replace("\n", "\r\n")) == expected(FILES[name])
    capitals = re.sub(r"<(/?)(p|span|b|i|li|ul|ol|td|a)\b", lambda tag: f"<{tag[1]}{tag[2].upper()}", html)
    assert clean(capitals) == expected(FILES[name])


def test_a_note_whose_text_was_not_copied_leaves_a_reference_that_readiness_finds():
    html = '<p>Half died.<a href="#_ftn7" name="_ftnref7"><span class=MsoFootnoteReference>[7]</span></a> Then</p>'
    assert clean(html) == '<p>Half died.<sup data-source="note-7"></sup> Then</p>'


def test_a_link_that_only_looks_like_one_to_a_note_keeps_its_words():
    assert clean('<p><a href="#_ftn7">as said above</a></p>') == "<p>as said above</p>"


words = st.text(alphabet="abcdefghij", min_size=1, max_size=8)
shapes = st.sampled_from(
    [
        "<p class=MsoNormal>{}<o:p></o:p></p>",
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>{}</p>",
        "<p class=MsoListParagraph style='mso-list:l0 level3 lfo1'><span style='mso-list:Ignore'>1.</span>{}</p>",
        "<p class=MsoQuote><i>{}</i></p>",
        "<h1>{}</h1>",
        "<div><div><span style='font-weight:700'>{}</span></div></div>",
        "<ul><ul><li>{}</li></ul></ul>",
        "<table><tr><td>{}<table><tr><td></td></tr></table></td></tr></table>",
        "<td>{}</td>",
        "<b style='font-weight:normal'><h2>{}</h2></b>",
        "<li>{}<h3></h3></li>",
        "<blockquote><table><tr><th><p>{}</th></tr></table></blockquote>",
        "<p>x<a href='#_ftn1'>[1]</a></p><div id=ftn1><p><a href='#_ftnref1'>[1]</a> {}</p></div>",
        "<dl><dt>{}<dd></dl>",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(shapes, words), min_size=1, max_size=12))
def test_no_word_is_lost_and_none_doubled_whatever_shapes_stand_together(parts):
    html = "\n".join(shape.format(word) for shape, word in parts)
    wanted = Counter(word for _, word in parts)
    found = Counter(plain_text(clean(html)).split())
    found.subtract({"x": found["x"] - wanted["x"]})
    # Notes under one name are one note; all others stand there as often as they were written.
    notes = [word for shape, word in parts if "ftnref" in shape]
    if len(notes) < 2:
        assert +found == wanted
    else:
        assert set(wanted) <= set(+found)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_piece_cut_anywhere_out_of_a_clipboard_is_cleaned_to_something_that_stays(name, start, end):
    html = FILES[name].read_text(encoding="utf-8")[min(start, end) : max(start, end)]
    cleaned = clean(html)
    assert clean(cleaned) == cleaned
    assert "<script" not in cleaned
    assert not re.search(r"<[^>]* (?:style|class|on\w+)=", re.sub(r'"[^"]*"', '""', cleaned))
