"""Notes that came with pasted text become sources, and the text refers to them."""

import pytest

from articles import notes, richtext
from articles.models import Source
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = (
    '<p>Half died.<a href="#_ftn1" name="_ftnref1">[1]</a> Prices fell.<a href="#_ftn2" name="_ftnref2">[2]</a></p>'
    '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> {first}</p></div>'
    '<div id=ftn2><p><a href="#_ftnref2" name="_ftn2">[2]</a> {second}</p></div>'
)


def answer(
    first="Rosemary Horrox, <i>The Black Death</i> (Manchester, 1994), p. 4.", second="A letter of 1371."
):
    made = factories.AnswerFactory(body=richtext.clean(TEXT.format(first=first, second=second)))
    made.sources.all().delete()
    return made


def test_each_note_becomes_a_source_in_the_place_it_was_referred_to_from():
    made = answer()
    assert notes.take_in(made) == 2
    made.refresh_from_db()
    first, second = made.sources.all()
    assert made.body == (
        f"<p>Half died.{richtext.reference('horrox1994')} Prices fell.{richtext.reference(second.key)}</p>"
    )
    assert (first.kind, first.authors, first.title, first.publisher, first.issued, first.pages) == (
        Source.Kind.BOOK,
        "Rosemary Horrox",
        "The Black Death",
        "Manchester",
        "1994",
        "4",
    )
    assert (second.title, second.position) == ("A letter of 1371.", 1)


def test_a_second_time_there_is_nothing_left_to_do(django_assert_num_queries):
    made = answer()
    notes.take_in(made)
    with django_assert_num_queries(1):
        assert notes.take_in(made) == 0


def test_notes_that_say_the_same_are_one_source_and_stand_behind_those_there_were():
    made = answer(first="See Munro.", second="See Munro.")
    factories.SourceFactory(answer=made, position=0)
    assert notes.take_in(made) == 1
    source = made.sources.last()
    assert (source.title, source.position) == ("See Munro.", 1)
    assert richtext.references(made.body) == [source.key, source.key]


def test_a_note_longer_than_a_source_holds_stays_where_it_is():
    made = answer(first="word " * 200)
    assert notes.take_in(made) == 1
    assert made.body.count("word") == 200
    assert len([key for key in richtext.references(made.body) if key.startswith("note-1-")]) == 2


def test_a_paragraph_that_begins_with_a_source_s_own_reference_is_none():
    body = '<p>One.</p><p><sup data-source="note-1"></sup> Two.</p>'
    made = factories.AnswerFactory(body=body)
    made.sources.all().delete()
    factories.SourceFactory(answer=made, position=0, key="note-1")
    assert notes.take_in(made) == 0


@pytest.mark.parametrize(
    ("html", "fields"),
    [
        (
            "J. Hatcher, “England in the Aftermath”, <em>Past &amp; Present</em> 144 (1994), pp. 3–35.",
            {
                "kind": "article",
                "authors": "J. Hatcher",
                "title": "England in the Aftermath",
                "container": "Past & Present",
                "volume": "144",
                "issued": "1994",
                "pages": "3–35",
            },
        ),
        (
            "S. Penn, ‘Female wages’, in <em>Woman is a Worthy Wight</em> (Sutton, 1992)",
            {
                "kind": "chapter",
                "authors": "S. Penn",
                "title": "Female wages",
                "container": "Woman is a Worthy Wight",
                "publisher": "Sutton",
                "issued": "1992",
            },
        ),
        (
            '<em>Rolls</em>, ii, p. 234, <a href="https://example.org/r">example.org</a>, doi 10.1000/ab.12.',
            {
                "kind": "book",
                "title": "Rolls",
                "pages": "234",
                "url": "https://example.org/r",
                "doi": "10.1000/ab.12",
                "note": "ii, example.org, doi 10.1000/ab.12",
            },
        ),
        ("Ibid., p. 12.", {"kind": "book", "title": "Ibid., p. 12."}),
        (
            "I thank Dr Smith, whose long advice on the meaning of <em>wage</em> helped.",
            {"kind": "book", "title": "I thank Dr Smith, whose long advice on the meaning of wage helped."},
        ),
        (
            'See <a href="https://example.org/m">Munro</a>.',
            {"kind": "website", "url": "https://example.org/m", "title": "See Munro."},
        ),
    ],
)
def test_what_a_note_says_is_sorted_into_fields_where_its_shape_is_plain(html, fields):
    assert {name: value for name, value in notes.described(html).items() if value} == fields


def test_no_word_of_a_long_note_is_lost_between_title_and_note():
    words = " ".join(f"word{number}" for number in range(60))
    made = notes.described(words)
    assert f"{made['title']} {made['note']}" == words
    assert max(len(made["title"]), len(made["note"])) <= 300


def test_an_address_that_is_none_is_left_out_and_the_words_stay():
    note = notes.Note("note-1", 'At <a href="https://x/">the archive</a>.')
    source = notes.source_of(note, factories.AnswerFactory())
    assert (source.url, source.title) == ("", "At the archive.")
