"""The schema of an edition: to JSON and back, and a digest that notices every change."""

import json
from dataclasses import fields, is_dataclass

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Edition
from articles.models.content import (
    SCHEMA,
    AnswerText,
    BookLine,
    CreditLine,
    EditionContent,
    Entry,
    PictureUse,
    Provenance,
    SourceLine,
    digest,
    from_json,
    to_json,
)
from tests.factories import printed_question

often = settings(deadline=None, max_examples=100)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.integers(1, 2**40)
entries = st.builds(Entry, id=ids, name=texts)
books = st.builds(BookLine, id=ids, title=texts, publisher=texts, year=st.none() | st.integers(1450, 2200))
roles = st.sampled_from(["answered_by", "checked_by", "translated_by"])
credits = st.builds(
    CreditLine, author_id=ids, name=texts, role=roles, books=st.lists(books, max_size=2).map(tuple)
)
sources = st.builds(SourceLine, **{field.name: texts for field in fields(SourceLine)})
answers = st.builds(
    AnswerText,
    lead=texts,
    body=texts,
    words=st.integers(0, 10**6),
    confidence=texts,
    confidence_reason=texts,
    credits=st.lists(credits, max_size=2).map(tuple),
    sources=st.lists(sources, max_size=2).map(tuple),
)
several_entries = st.lists(entries, max_size=2).map(tuple)
contents = st.builds(
    EditionContent,
    **{field.name: texts for field in fields(EditionContent) if field.type in (str, "str")},
    answers=st.lists(answers, max_size=2).map(tuple),
    provenance=st.none()
    | st.builds(
        Provenance, publication=st.none() | entries, issue=st.none() | entries, issued=texts, pages=texts
    ),
    picture=st.none() | st.builds(PictureUse, id=ids, alt=texts, caption=texts, credit=texts),
    topics=several_entries,
    periods=several_entries,
    places=several_entries,
    figures=several_entries,
)


def shuffled(value):
    """``value`` with the keys of every dict in the reverse order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in reversed(value)}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


def leaves(value, path=()):
    """Yield (path, leaf) for every leaf in dicts and lists."""
    if isinstance(value, dict):
        for key in value:
            yield from leaves(value[key], (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


# --- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "Why?"},
        {"question": None},
        {"question": "Why?", "answers": "It rained."},
        {"question": "Why?", "answers": [{"lead": "It rained."}]},
        {"question": "Why?", "topics": [{"id": "1", "name": "Rain"}]},
        [],
        None,
    ],
)
def test_something_else_than_an_edition_is_refused(data):
    with pytest.raises(msgspec.ValidationError):
        from_json(data)


@pytest.mark.parametrize(
    "kind", [EditionContent, AnswerText, CreditLine, SourceLine, BookLine, Provenance, PictureUse, Entry]
)
def test_the_schema_is_frozen_dataclasses(kind):
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen


# --- round trip and digest --------------------------------------------------------------------


@often
@given(contents)
def test_to_json_and_back_is_the_same_content(content):
    assert from_json(to_json(content)) == content
    assert from_json(json.loads(json.dumps(to_json(content)))) == content


@often
@given(contents)
def test_json_is_dicts_and_lists_and_carries_the_schema(content):
    data = to_json(content)
    assert json.loads(json.dumps(data)) == data
    assert data["schema"] == SCHEMA == 1


@often
@given(contents)
def test_the_digest_does_not_depend_on_the_order_of_keys(content):
    data = to_json(content)
    assert digest(shuffled(data)) == digest(data) == digest(json.loads(json.dumps(data)))


@often
@given(contents, st.data())
def test_the_digest_notices_a_change_anywhere(content, data):
    original = to_json(content)
    changed = json.loads(json.dumps(original))
    path, leaf = data.draw(st.sampled_from(list(leaves(original))))
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = f"{leaf} " if isinstance(leaf, str) else (leaf or 0) + 1
    assert digest(changed) != digest(original)


def test_the_digest_of_known_content_never_changes():
    # Computed once with sha256sum on the canonical JSON: {"a":[1,"é"],"b":null}
    assert (
        digest({"b": None, "a": [1, "é"]})
        == "1e02bc81a26af2f027329541e97eef36f3290bedc6dfe043dbe66b057ecb13ba"
    )


def test_fields_of_a_later_schema_without_meaning_here_do_not_stop_reading():
    assert from_json({"question": "Why?", "mood": "curious"}) == EditionContent(question="Why?")


# --- an edition in the database ----------------------------------------------------------------


@pytest.mark.django_db
def test_an_edition_is_intact_and_notices_tampering_in_memory():
    edition = Edition.objects.get(pk=printed_question().pk)
    assert edition.is_intact
    edition.content["answers"][0]["body"] += " "
    assert not edition.is_intact


@pytest.mark.django_db
def test_an_edition_with_another_s_digest_is_not_intact():
    edition, other = printed_question(), printed_question(short_answer="Hail.")
    edition.digest = other.digest
    assert not edition.is_intact


@pytest.mark.django_db
def test_the_database_gives_back_every_character():
    odd = '£ – ’ “ é e\u0301 Hōkūleʻa 漢字 𓀀 \\ " \u2028 \t\n </script>'
    edition = Edition.objects.get(pk=printed_question(premise_note=odd).pk)
    assert edition.page.premise_note == odd
    assert edition.is_intact


# --- what is read out of it --------------------------------------------------------------------


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (230, 1), (231, 2), (2300, 10)])
def test_reading_takes_whole_minutes_and_never_none(words, minutes):
    content = EditionContent(question="Why?", answers=(AnswerText(lead="", body="", words=words),))
    assert content.reading_minutes == minutes


def test_words_are_those_of_all_answers():
    answer = AnswerText(lead="", body="", words=7)
    assert EditionContent(question="Why?", answers=(answer, answer)).words == 14


def test_authors_are_those_who_answered_each_once_in_order():
    ada = CreditLine(author_id=1, name="Ada", role="answered_by")
    bede = CreditLine(author_id=2, name="Bede", role="answered_by")
    checker = CreditLine(author_id=3, name="Cleo", role="checked_by")
    content = EditionContent(
        question="Why?",
        answers=(
            AnswerText(lead="", body="", words=0, credits=(checker, bede, ada)),
            AnswerText(lead="", body="", words=0, credits=(ada,)),
        ),
    )
    assert content.authors == (bede, ada)


@pytest.mark.parametrize(
    ("short_answer", "lead", "teaser"), [("Rain.", "It rained.", "Rain."), ("", "It rained.", "It rained.")]
)
def test_the_teaser_is_the_short_answer_else_the_lead(short_answer, lead, teaser):
    answer = AnswerText(lead=lead, body="", words=2)
    assert EditionContent(question="Why?", short_answer=short_answer, answers=(answer,)).teaser == teaser
    assert EditionContent(question="Why?").teaser == ""


def test_the_title_is_the_short_title_else_the_question():
    assert EditionContent(question="Why?").title == "Why?"
    assert EditionContent(question="Why?", short_title="Rain").title == "Rain"


@pytest.mark.parametrize(
    ("publisher", "year", "imprint"),
    [
        ("Bodley Head", 2010, "Bodley Head, 2010"),
        ("", 2010, "2010"),
        ("Bodley Head", None, "Bodley Head"),
        ("", None, ""),
    ],
)
def test_a_book_line_s_imprint(publisher, year, imprint):
    assert BookLine(id=1, title="Berlin at War", publisher=publisher, year=year).imprint == imprint
