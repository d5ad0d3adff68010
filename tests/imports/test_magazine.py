"""The magazine's own format: a folder of TOML files to records, and what it refuses."""

from datetime import UTC, datetime

import pytest

from articles.imports.magazine import read_magazine
from articles.imports.records import (
    AnswerRecord,
    BookRecord,
    CorrectionRecord,
    FigureRecord,
    PersonRecord,
    PictureRecord,
    PlaceRecord,
    ProvenanceRecord,
    QuestionRecord,
    SourceRecord,
    Unreadable,
)

MAGAZINE = """
[[publications]]
slug = "lantern"
title = "Lantern History Magazine"
[[authors]]
slug = "ada"
name = "Ada Marlow"
[[books]]
slug = "rain"
title = "Rain"
publisher = "Lantern Books"
year = 2010
authors = ["ada"]
"""

QUESTION = """
text = "Why did it rain?"
short_title = "Rain"
text_as_asked = "hi, why"
asker_name = "Ruth B."
asker_town = "Leeds"
short_answer = "It was wet."
premise_note = "It did not always."
covers = "1315/1317"
periods = ["middle-ages"]
topics = ["food", "weather"]
published = 2025-02-14T09:30:00Z
state = "withdrawn"
withdrawn_reason = "Forged."
withdrawn_at = 2025-03-01T00:00:00Z
first_print = {issue = "lantern/2025-02", pages = "34–35"}
[[places]]
slug = "flanders"
name = "Flanders"
then = "Vlaanderen"
lat = 51.0
lon = 3.7
wikidata = "Q234"
country = "Belgium"
[[figures]]
slug = "edward"
name = "Edward II"
born = "1284"
died = "1327"
wikidata = "Q135"
description = "A king."
[picture]
art = "plague"
alt = "Reapers."
caption = "Harvest."
decorative = false
[[answers]]
lead = "It rained."
body = "<p>Grain rotted. £ – ’</p>"
confidence = "disputed"
confidence_reason = "Two chronicles differ."
[[answers.credits]]
author = "ada"
role = "answered_by"
books = ["rain"]
[[answers.credits]]
author = "ada"
role = "checked_by"
[[answers.sources]]
kind = "book"
title = "Chronicle"
issued = "1322~"
[[corrections]]
kind = "correction"
at = 2025-02-20T00:00:00Z
wrong = "We wrote barley."
right = "It was grain."
printed = "Barley"
now = "Grain"
"""


@pytest.fixture
def folder(tmp_path):
    """A magazine of one question, in files."""
    (tmp_path / "questions").mkdir()
    (tmp_path / "magazine.toml").write_text(MAGAZINE, encoding="utf-8")
    (tmp_path / "questions/07-why-rain.toml").write_text(QUESTION, encoding="utf-8")
    return tmp_path


def rewrite(folder, old, new):
    """Replace ``old`` in the question's file."""
    path = folder / "questions/07-why-rain.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(folder):
    with pytest.raises(Unreadable) as refusal:
        read_magazine(folder)
    return str(refusal.value)


def test_a_folder_without_a_magazine_is_refused(tmp_path):
    assert refused(tmp_path) == "magazine.toml is missing."
    assert refused(tmp_path / "nowhere") == "magazine.toml is missing."


@pytest.mark.parametrize("data", [b"text = ", b"\xff\xfe", b'text = "a\ntext = "b"'])
def test_a_file_that_is_not_toml_is_named(folder, data):
    (folder / "questions/08-bad.toml").write_bytes(data)
    assert refused(folder).startswith("08-bad.toml is not valid TOML: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('text = "Why did it rain?"', ""),
        ('short_title = "Rain"', 'short_tilte = "Rain"'),
        ('lead = "It rained."', 'led = "It rained."\nbody2 = "x"'),
        ('body = "<p>Grain rotted. £ – ’</p>"', ""),
        ('author = "ada"', 'author = "nobody"'),
        ('author = "ada"', ""),
        ('books = ["rain"]', 'books = ["nothing"]'),
        ('title = "Chronicle"', 'titel = "Chronicle"'),
        ('role = "checked_by"', 'as = "checked_by"'),
        (', pages = "34–35"', ', page = "34–35"'),
        ("lat = 51.0", "latitude = 51.0"),
        ('art = "plague"', ""),
        ('issue = "lantern/2025-02"', 'issue = "unknown/2025-02"'),
        ('issue = "lantern/2025-02", ', ""),
        ('wrong = "We wrote barley."', ""),
        ("first_print = {issue", "first_print = 7 # {issue"),
        ('periods = ["middle-ages"]', 'periods = ["middle-ages"]\nanswers = "none"'),
    ],
)
def test_a_key_that_is_unknown_or_missing_is_refused_and_the_file_named(folder, old, new):
    rewrite(folder, old, new)
    assert refused(folder).startswith("07-why-rain.toml ")


def test_an_unknown_state_is_refused(folder):
    rewrite(folder, '"withdrawn"', '"lvie"')
    assert (
        refused(folder)
        == "07-why-rain.toml has the state 'lvie'; it must be one of live, scheduled, withdrawn."
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2025-02-14T09:30:00Z", "2025-02-14T09:30:00"),
        ("2025-02-14T09:30:00Z", "2025-02-14"),
        ("2025-02-14T09:30:00Z", '"2025-02-14T09:30:00Z"'),
        ("2025-03-01T00:00:00Z", "2025-03-01T00:00:00"),
        ("2025-02-20T00:00:00Z", "2025-02-20T00:00:00"),
    ],
)
def test_a_time_without_a_zone_is_refused(folder, old, new):
    rewrite(folder, old, new)
    assert refused(folder) == "07-why-rain.toml has a time without a time zone: write 2025-02-14T09:30:00Z."


def test_a_question_file_becomes_a_record_with_all_it_says(folder):
    magazine = read_magazine(folder)
    book = BookRecord(title="Rain", publisher="Lantern Books", year=2010)
    expected = QuestionRecord(
        reference="magazine:why-rain",
        slug="why-rain",
        text="Why did it rain?",
        short_title="Rain",
        text_as_asked="hi, why",
        asker_name="Ruth B.",
        asker_town="Leeds",
        short_answer="It was wet.",
        premise_note="It did not always.",
        covers="1315/1317",
        periods=("middle-ages",),
        topics=("food", "weather"),
        web_date=datetime(2025, 2, 14, 9, 30, tzinfo=UTC),
        state="withdrawn",
        withdrawn_reason="Forged.",
        withdrawn_at=datetime(2025, 3, 1, tzinfo=UTC),
        provenance=ProvenanceRecord(
            publication="Lantern History Magazine", issue_slug="2025-02", pages="34–35"
        ),
        places=(
            PlaceRecord(
                slug="flanders",
                name="Flanders",
                then="Vlaanderen",
                lat=51.0,
                lon=3.7,
                wikidata="Q234",
                country="Belgium",
            ),
        ),
        figures=(
            FigureRecord(
                slug="edward",
                name="Edward II",
                born="1284",
                died="1327",
                wikidata="Q135",
                description="A king.",
            ),
        ),
        picture=PictureRecord(art="plague", alt="Reapers.", caption="Harvest."),
        answers=(
            AnswerRecord(
                lead="It rained.",
                body="<p>Grain rotted. £ – ’</p>",
                confidence="disputed",
                confidence_reason="Two chronicles differ.",
                credits=(
                    PersonRecord(name="Ada Marlow", slug="ada", books=(book,)),
                    PersonRecord(name="Ada Marlow", slug="ada", role="checked_by"),
                ),
                sources=(SourceRecord(kind="book", title="Chronicle", issued="1322~"),),
            ),
        ),
        corrections=(
            CorrectionRecord(
                kind="correction",
                at=datetime(2025, 2, 20, tzinfo=UTC),
                wrong="We wrote barley.",
                right="It was grain.",
                printed="Barley",
                now="Grain",
            ),
        ),
    )
    assert magazine.questions == (expected,)
    assert magazine.tables["publications"] == [{"slug": "lantern", "title": "Lantern History Magazine"}]


def test_the_least_that_a_question_file_may_say(folder):
    (folder / "questions/07-why-rain.toml").write_text('text = "Why?"', encoding="utf-8")
    assert read_magazine(folder).questions == (
        QuestionRecord(reference="magazine:why-rain", slug="why-rain", text="Why?", answers=()),
    )


def test_questions_come_in_the_order_of_their_file_names_and_without_a_number_keep_their_name(folder):
    for name in ("10-ten", "09-nine", "last"):
        (folder / f"questions/{name}.toml").write_text('text = "Why?"', encoding="utf-8")
    slugs = [record.slug for record in read_magazine(folder).questions]
    assert slugs == ["why-rain", "nine", "ten", "last"]
