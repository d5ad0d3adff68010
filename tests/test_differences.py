"""Differences between editions: word by word, over everything that is printed, with only the context needed."""

import dataclasses

import pytest

from articles import differences, printing, richtext
from articles.differences import Run, between, runs
from articles.models import content
from tests.factories import printable_question


def shown(old, new):
    return [(run.kind, run.text) for run in runs(old, new)]


def page(**fields):
    return content.EditionContent(question="Why?", **fields)


def answer(body, **fields):
    return content.AnswerText(lead="", body=body, words=1, **fields)


def test_a_changed_word_is_shown_between_its_neighbours():
    assert shown("at the rates of 1347 or so", "at the rates of 1346 or so") == [
        ("same", "at the rates of "),
        ("removed", "1347 "),
        ("added", "1346 "),
        ("same", "or so"),
    ]


def test_one_common_word_does_not_break_a_change_in_two():
    assert shown("a red the cat sat down", "a blue the dog sat down") == [
        ("same", "a "),
        ("removed", "red the cat "),
        ("added", "blue the dog "),
        ("same", "sat down"),
    ]


def test_long_stretches_without_a_change_are_cut():
    words = " ".join(f"w{number}" for number in range(100))
    found = runs(f"{words} old {words}", f"{words} new {words}")
    assert [run.kind for run in found] == ["gap", "same", "removed", "added", "same", "gap"]
    assert found[1].text.split() == [f"w{number}" for number in range(88, 100)]
    assert found[4].text.split() == [f"w{number}" for number in range(12)]


def test_a_new_paragraph_is_added_whole():
    assert shown("One.\nThree.", "One.\nTwo.\nThree.") == [
        ("same", "One.\n"),
        ("added", "Two.\n"),
        ("same", "Three."),
    ]


def test_text_too_long_to_compare_is_removed_and_added_whole(monkeypatch):
    monkeypatch.setattr(differences, "PAIRS", 10)
    assert runs("a b c d", "a b c e") == [Run("removed", "a b c d"), Run("added", "a b c e")]


def test_the_same_words_are_no_change():
    assert between(page(), page()) == []


@pytest.mark.django_db
def test_every_printed_field_shows_when_it_changes():
    names = {"id", "schema", "words"}
    question = printable_question(enquiry="Who?", key_dates="1: a", sourcing="Why?", glossary="b: c")
    filled = printing.freeze(question)
    entry = (content.Entry(id=1, name="Thing"),)
    filled = dataclasses.replace(
        filled,
        provenance=content.Provenance(issued="2011"),
        picture=content.PictureUse(id=1, alt="Reapers."),
        reviewed_by=content.CreditLine(author_id=1, name="Bede", role="reviewed_by"),
        **dict.fromkeys(("topics", "periods", "places", "figures"), entry),
        **dict.fromkeys(
            "short_title text_as_asked asker_name asker_town premise_note covers edited_by reviewed_on".split(),
            "1315",
        ),
    )
    bare = content.EditionContent(question="")
    for field in dataclasses.fields(content.EditionContent):
        if field.name not in names:
            changed = dataclasses.replace(filled, **{field.name: getattr(bare, field.name)})
            assert between(filled, changed), field.name
    first = dataclasses.replace(
        filled.answers[0],
        body='<figure data-picture="7"><figcaption></figcaption></figure>',
        pictures=(content.PictureUse(id=7, alt="A field."),),
    )
    filled = dataclasses.replace(filled, answers=(first,))
    others = {"lead": "", "body": "<p>Other.</p>", "confidence": "settled", "confidence_reason": "Because."}
    others |= {"credits": (), "sources": (), "pictures": (content.PictureUse(id=7, alt="A wet field."),)}
    assert set(others) == {field.name for field in dataclasses.fields(content.AnswerText)} - names
    for name, value in others.items():
        other = dataclasses.replace(first, **{name: value})
        assert between(filled, dataclasses.replace(filled, answers=(other,))), name


def test_emphasis_alone_is_said_to_be_that():
    old, new = (page(answers=(answer(f"<p>{word} tide</p>"),)) for word in ("High", "<em>High</em>"))
    (change,) = between(old, new)
    assert (change.label, change.note) == ("Answer", "Only emphasis, headings or layout changed.")


def test_a_changed_link_and_a_new_reference_are_words_that_changed():
    source = content.SourceLine(kind="book", title="The Black Death", key="horrox1994")
    old = page(answers=(answer('<p><a href="https://e.org/1">Here</a></p>', sources=(source,)),))
    new = f'<p><a href="https://e.org/2">Here</a>{richtext.reference("horrox1994")}</p>'
    (change,) = between(old, page(answers=(answer(new, sources=(source,)),)))
    assert [(run.kind, run.text) for run in change.runs] == [
        ("same", "Here "),
        ("removed", "(https://e.org/1)"),
        ("added", "(https://e.org/2) [source: The Black Death]"),
    ]


def test_of_several_answers_each_is_compared_with_its_own_author_s():
    def by(name, body):
        credit = content.CreditLine(author_id=1, name=name, role="answered_by")
        return answer(body, credits=(credit,))

    old = page(answers=(by("Ada", "<p>Rain.</p>"), by("Bede", "<p>War.</p>")))
    new = page(answers=(by("Bede", "<p>War.</p>"), by("Ada", "<p>Hail.</p>")))
    (change,) = between(old, new)
    assert (change.label, change.removed, change.added) == ("Answer by Ada", 1, 1)


def test_the_day_of_a_review_is_printed_in_words():
    reviewer = content.CreditLine(author_id=1, name="Bede", role="reviewed_by")
    (change,) = between(page(), page(reviewed_on="2025-02-17", reviewed_by=reviewer))
    assert (change.label, change.runs) == ("Last reviewed", [Run("added", "February 17, 2025, by Bede")])


def test_days_of_the_magazine_are_printed_as_its_pages_print_them_and_those_of_history_in_their_own_form():
    bede = content.CreditLine(author_id=1, name="Bede", role="reviewed_by")
    source = content.SourceLine(kind="website", title="Rolls", issued="1914-12-24", accessed="2025-03-03")
    new = page(
        reviewed_on="2025-02-17",
        reviewed_by=bede,
        covers="1066-10-14",
        answers=(answer("<p>Rain.</p>", sources=(source,)),),
    )
    added = {change.label: change.runs[-1].text for change in between(page(), new)}
    assert added["Last reviewed"] == "February 17, 2025, by Bede"
    assert added["Time covered"] == "14 October 1066"
    assert added["Sources"] == "Rolls, 24 December 1914, March 3, 2025"
