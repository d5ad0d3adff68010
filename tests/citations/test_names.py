"""Names in parts, and titles in each manual's capitals and quotation marks."""

import pytest

from articles.citations import titles
from articles.citations.names import Name, split

from .facts import named


@pytest.mark.parametrize(
    ("name", "sort_name", "parts"),
    [
        ("Roger Moorhouse", "", ("Moorhouse", "Roger", "")),
        ("Jean Pierre Le Goff", "Le Goff, Jean Pierre", ("Le Goff", "Jean Pierre", "")),
        ("Vincent van Gogh", "Gogh, Vincent van", ("Gogh", "Vincent van", "")),
        ("Martin Luther King, Jr.", "King, Martin Luther, Jr.", ("King", "Martin Luther", "Jr.")),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr.", ("King", "Martin Luther", "Jr.")),
        ("Henry Louis Gates Jr.", "", ("Gates", "Henry Louis", "Jr.")),
        ("Martin Luther King, Jr.", "", ("King", "Martin Luther", "Jr.")),
        ("Bede", "Bede", ("Bede", "", "")),
        ("Bede", "", ("Bede", "", "")),
        ("Mao Zedong", "Mao Zedong", ("Mao Zedong", "", "")),
        # Frozen as it was printed, though the row has another spelling today.
        ("R. de la Cruz", "de la Cruz, Rosa", ("de la Cruz", "R.", "")),
        ("Rosa Cruz", "Ibáñez, Rosa", ("Cruz", "Rosa", "")),
    ],
)
def test_a_name_is_parted_as_its_sort_name_says_and_else_before_the_last_word(name, sort_name, parts):
    assert split(name, sort_name) == Name(name, *parts)


@pytest.mark.parametrize(
    ("sort_name", "spaced", "close"),
    [
        ("Tolkien, John Ronald Reuel", "Tolkien, J. R. R.", "Tolkien, J.R.R."),
        ("Tolkien, J.R.R.", "Tolkien, J. R. R.", "Tolkien, J.R.R."),
        ("Sartre, Jean-Paul", "Sartre, J.-P.", "Sartre, J.-P."),
        ("Gogh, Vincent van", "Gogh, V. van", "Gogh, V. van"),
        ("Ōtomo, Étienne", "Ōtomo, É.", "Ōtomo, É."),
        ("hooks, bell", "hooks, b.", "hooks, b."),
        ("King, Martin Luther, Jr.", "King, M. L., Jr.", "King, M.L., Jr."),
    ],
)
def test_initials(sort_name, spaced, close):
    name = Name("", *sort_name.split(", "))
    assert (name.abbreviated(), name.abbreviated(joint="")) == (spaced, close)


@pytest.mark.parametrize(
    ("sort_name", "lone", "several"),
    [
        ("Moorhouse, Roger", "Moorhouse, Roger", "Moorhouse, Roger"),
        ("Le Goff, Jean Pierre", "Le\u00a0Goff, Jean Pierre", "Le Goff, Jean Pierre"),
        ("King, Martin Luther, Jr.", "King, Martin Luther Jr.", "King, Martin Luther Jr."),
        ("Mao Zedong", "Mao Zedong,", "Mao Zedong,"),
        ("Bede", "Bede", "Bede"),
    ],
)
def test_names_in_meta_tags_are_not_taken_apart_wrongly(sort_name, lone, several):
    (name,) = named(sort_name)
    assert (name.meta(lone=True), name.meta(lone=False)) == (lone, several)


@pytest.mark.parametrize(
    ("small", "expected"),
    [
        (
            titles.CHICAGO,
            "Why Did Charles de Gaulle Break with the Half-Hearted Co-operation of His Allies during",
        ),
        (
            titles.MLA,
            "Why Did Charles de Gaulle Break with the Half-Hearted Co-operation of His Allies during",
        ),
        (
            titles.MHRA,
            "Why Did Charles de Gaulle Break with the Half-Hearted Co-operation of his Allies during",
        ),
    ],
)
def test_capitals_of_a_headline(small, expected):
    text = "Why did Charles de Gaulle break with the half-hearted co-operation of his allies during 1942?"
    during = "During" if small is titles.CHICAGO else "during"
    assert titles.headline(text, small) == f"{expected[:-6]}{during} 1942?"


def test_first_and_last_words_get_capitals_and_quoted_sentences_keep_theirs():
    text = "of gods and men: the end, or what “the dark ages” and ‘Et tu, Brute?’ were for"
    expected = "Of Gods and Men: The End, or What “the Dark Ages” and ‘Et tu, Brute?’ Were For"
    assert titles.headline(text, titles.CHICAGO) == expected


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("44 BC: was Caesar’s murder inevitable?", "44 BC: Was Caesar’s murder inevitable?"),
        ("who won? “the” Allies—or nobody?", "Who won? “The” Allies—Or nobody?"),
        ("Did “Who goes there?” save c. 40 ships in 1914–18, or not?",) * 2,
        ("Why “NATO”: 12 states, or 30?",) * 2,
    ],
)
def test_the_capitals_of_a_sentence_begin_its_subtitle_too(title, printed):
    assert titles.sentence(title) == printed


def test_years_and_abbreviations_keep_their_letters():
    text = "did rome vs. the parthians end in c. 53 BC or under the NATO of 114 CE?"
    expected = "Did Rome vs. the Parthians End in c. 53 BC or Under the NATO of 114 CE?"
    assert titles.headline(text, titles.CHICAGO) == expected


def test_quotations_inside_a_title_change_their_marks_and_apostrophes_do_not():
    text = 'Did Caesar\'s killers hear “Et tu, Brute?” or the soldiers’ "hail"'
    assert (
        titles.requoted(text, titles.SINGLE)
        == "Did Caesar’s killers hear ‘Et tu, Brute?’ or the soldiers’ ‘hail’"
    )
    assert titles.british(text) == "‘Did Caesar’s killers hear “Et tu, Brute?” or the soldiers’ “hail”’"
