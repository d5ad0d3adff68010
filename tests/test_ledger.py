"""The ledger of facts: a passage is found by its words, an edit reopens just the claims it touches."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import ledger, readiness, workflow
from articles.ledger import passages
from articles.ledger.sentences import sentences
from articles.models import Answer, Claim, Edition, Question
from tests.factories import AnswerFactory, SourceFactory, UserFactory, let_pass, printable_question

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LEAD = "It rained from May to September."
BODY = "<p>It fell on <em>three</em> summers.</p><p>Prices rose fivefold, to 1,200 pence.</p>"


@pytest.fixture
def question():
    question = printable_question(short_answer="It rained for three summers.")
    question.answers.update(lead=LEAD, body=BODY)
    let_pass(question)
    return question


def edit(question, **fields):
    question.answers.update(**fields)


def states(question):
    return {
        entry.claim.passage: "open" if entry.is_open else str(entry.claim.state)
        for entry in ledger.entries(Question.objects.get(pk=question.pk))
    }


def refused(sentence, verb, **words):
    before = list(Claim.objects.values())
    with pytest.raises(ledger.Refused, match=re.escape(sentence)):
        verb(**words)
    assert list(Claim.objects.values()) == before


# --- marking ---


@pytest.mark.parametrize(
    ("passage", "part", "anchor", "offset"),
    [
        (LEAD, "answer", 0, 0),
        ("on three summers", "answer", 1, 41),
        ("  on\n three  summers", "answer", 1, 41),
        ("summers. Prices", "answer", 1, 50),
        ("Prices rose fivefold", "answer", 2, 59),
        ("for three summers", "short_answer", 0, 10),
    ],
)
def test_a_passage_is_marked_where_it_stands(question, editor, passage, part, anchor, offset):
    claim = ledger.mark(question=question, by=editor, at=NOON, passage=passage)
    assert (claim.part, claim.anchor, claim.offset) == (part, anchor, offset)
    assert (claim.state, claim.marked_by, claim.marked_at, claim.checker, claim.at) == (
        "open",
        editor,
        NOON,
        None,
        None,
    )
    assert claim.passage == " ".join(passage.split())


@pytest.mark.parametrize(
    "passage", ["", " \n", "It snowed.", "\x00", "ained from", "1", "200 pence", "w" * 2001]
)
def test_what_does_not_stand_in_the_text_is_refused(question, passage):
    with pytest.raises(ledger.Refused):
        ledger.mark(question=question, passage=passage)
    assert Claim.objects.count() == 0


def test_each_place_of_the_same_words_is_marked_once(question):
    edit(question, body="<p>Rye rose. Wheat fell. Rye rose.</p>")
    first = ledger.mark(question=question, passage="Rye rose.")
    second = ledger.mark(question=question, passage="Rye rose.")
    assert first.offset < second.offset
    refused("This passage is marked already.", ledger.mark, question=question, passage="Rye rose.")


def test_marking_leaves_the_manuscript_and_its_version_alone(question):
    before = (Question.objects.values().get(pk=question.pk), list(Answer.objects.values()))
    ledger.mark(question=question, passage="three summers", part="short_answer")
    assert (Question.objects.values().get(pk=question.pk), list(Answer.objects.values())) == before


# --- what checking found ---


def test_a_claim_is_confirmed_with_source_page_checker_and_date(question, editor):
    claim = ledger.mark(question=question, passage="Prices rose fivefold")
    source = question.answers.get().sources.get()
    words = {"source": source, "page": " p. 12 ", "note": "Twice."}
    kept = ledger.check(claim=claim, by=editor, at=NOON, state="confirmed", version=0, **words)
    assert (kept.state, kept.checker, kept.at, kept.source, kept.page, kept.note, kept.version) == (
        "confirmed",
        editor,
        NOON,
        source,
        "p. 12",
        "Twice.",
        1,
    )
    assert states(question) == {"Prices rose fivefold": "confirmed"}


def test_the_slower_of_two_checkers_is_told(question):
    claim = ledger.mark(question=question, passage="Prices rose fivefold")
    ledger.check(claim=claim, state="confirmed", version=0)
    refused(
        "Somebody else has set this to “Confirmed”", ledger.check, claim=claim, state="opinion", version=0
    )


def test_a_source_of_another_question_or_no_state_is_refused(question):
    claim = ledger.mark(question=question, passage="Prices rose fivefold")
    refused("another question", ledger.check, claim=claim, state="confirmed", source=SourceFactory())
    for state in ("open", "", "true"):
        refused("Choose what checking found.", ledger.check, claim=claim, state=state)


def test_an_edit_of_a_confirmed_passage_reopens_just_that_claim(question):
    for passage in ("Prices rose fivefold", "on three summers", LEAD):
        ledger.check(claim=ledger.mark(question=question, passage=passage), state="confirmed")
    edit(question, body=BODY.replace("fivefold", "sixfold"))
    assert states(question) == {
        LEAD: "confirmed",
        "on three summers": "confirmed",
        "Prices rose fivefold": "open",
    }
    edit(question, body=BODY)
    assert set(states(question).values()) == {"confirmed"}


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("<em>three</em>", "three"),
        BODY.replace("<p>Prices", '<p>So it was.</p><p>Then<sup data-source="a"></sup> Prices'),
        BODY.replace("fivefold,", 'fivefold<sup data-source="a"></sup>,'),
        BODY + "<p>More.</p>",
        "<p>Prices rose fivefold, to 1,200 pence.</p><p>It fell on three summers.</p>",
    ],
)
def test_markup_references_and_words_elsewhere_reopen_nothing(question, body):
    for passage in ("Prices rose fivefold", "fell on three summers"):
        ledger.check(claim=ledger.mark(question=question, passage=passage), state="confirmed")
    edit(question, body=body)
    assert set(states(question).values()) == {"confirmed"}


@pytest.mark.parametrize(
    ("passage", "new"), [("to 1", "to 1,300"), ("1,200", "11,200"), ("rose five", "rose fivefold")]
)
def test_a_passage_inside_a_longer_word_or_number_is_another(question, passage, new):
    edit(question, body=f"<p>Prices came {passage} pence.</p>")
    ledger.check(claim=ledger.mark(question=question, passage=passage), state="confirmed")
    edit(question, body=f"<p>Prices came {new} pence.</p>")
    assert states(question) == {passage: "open"}


def test_of_two_places_with_the_same_words_the_one_that_was_edited_is_reopened(question):
    edit(question, body="<p>In Kent rye rose. In York rye rose.</p>")
    for _ in range(2):
        ledger.check(claim=ledger.mark(question=question, passage="rye rose."), state="confirmed")
    kent, york = Claim.objects.order_by("offset")
    edit(question, body="<p>In Kent rye fell. In York rye rose.</p>")
    entries = {entry.claim.pk: entry.is_open for entry in ledger.entries(question)}
    assert entries == {kent.pk: True, york.pk: False}


def test_what_was_cut_is_settled_once_it_is_gone(question):
    claim = ledger.mark(question=question, passage="Prices rose fivefold")
    ledger.check(claim=claim, state="cut")
    (entry,) = ledger.entries(question)
    assert (entry.is_open, entry.why) == (True, "It was to be cut, and still stands in the text.")
    edit(question, body="<p>It fell on three summers.</p>")
    (entry,) = ledger.entries(Question.objects.get(pk=question.pk))
    assert (entry.is_open, entry.spot) == (False, None)


def test_an_edited_passage_is_amended_with_its_new_words(question):
    claim = ledger.mark(question=question, passage="Prices rose fivefold, to 1,200 pence.")
    ledger.check(claim=claim, state="confirmed")
    edit(question, body=BODY.replace("fivefold", "sixfold"))
    (entry,) = ledger.entries(Question.objects.get(pk=question.pk))
    assert entry.now_reads == "Prices rose sixfold, to 1,200 pence."
    refused("do not stand in the saved text", ledger.check, claim=claim, state="amended")
    ledger.check(claim=claim, state="amended", passage=entry.now_reads)
    assert states(question) == {"Prices rose sixfold, to 1,200 pence.": "amended"}


def test_a_claim_is_opened_again_and_only_one_never_checked_is_unmarked(question, editor):
    claim = ledger.mark(question=question, passage=LEAD)
    refused("open already", ledger.reopen, claim=claim)
    ledger.check(claim=claim, state="confirmed")
    ledger.reopen(claim=claim, by=editor, note="A reader doubts it.")
    assert states(question) == {LEAD: "open"}
    refused("has been checked: it stays", ledger.unmark, claim=claim)
    other = ledger.mark(question=question, passage="on three summers")
    ledger.unmark(claim=other)
    ledger.unmark(claim=other)
    assert set(states(question)) == {LEAD}
    refused("took this claim out", ledger.check, claim=other, state="confirmed")


def test_an_answer_that_is_written_anew_with_the_same_words_keeps_its_claims(question):
    ledger.check(claim=ledger.mark(question=question, passage=LEAD), state="confirmed")
    question.answers.all().delete()
    AnswerFactory(question=question, lead=LEAD, body=BODY)
    assert states(question) == {LEAD: "confirmed"}


def test_words_that_went_to_the_other_answer_are_not_what_was_checked(question):
    ledger.check(claim=ledger.mark(question=question, passage=LEAD), state="confirmed")
    AnswerFactory(question=question, lead=LEAD, body=BODY)
    edit(Question.objects.get(pk=question.pk), lead="")
    other = question.answers.last()
    other.lead = LEAD
    other.save()
    assert states(question) == {LEAD: "open"}


# --- print ---


def test_nothing_is_printed_with_an_open_claim_and_that_cannot_be_waived(question):
    claim = ledger.mark(question=question, passage="Prices rose fivefold")
    (finding,) = readiness.open_findings(question)
    assert (finding.code, finding.field, finding.quote, finding.severity) == (
        "claim_open",
        "answers-0-body",
        "Prices rose fivefold",
        "must",
    )
    question.waivers.create(finding="claim_open", reason="No time.")
    with pytest.raises(workflow.Refused, match="has not been checked"):
        workflow.publish(question=question)
    ledger.check(claim=claim, state="confirmed")
    assert workflow.publish(question=question).number == 1
    edit(question, body=BODY.replace("five", "six"))
    with pytest.raises(workflow.Refused, match="edited after it was checked"):
        workflow.publish(question=question)
    assert Edition.objects.count() == 1


def test_many_open_claims_are_named_in_few_lines(question):
    for stretch, sentence in ledger.proposals(question):
        ledger.mark(question=question, passage=sentence, part=stretch.part, answer=stretch.answer_id)
    ledger.mark(question=question, passage="three summers", part="short_answer")
    said = [finding.sentence for finding in readiness.open_findings(Question.objects.get(pk=question.pk))]
    assert Claim.objects.count() == 5
    assert said[:2] == ["A claim has not been checked (short answer)."] * 2
    assert said[3:] == ["2 more claims have not been checked: see the ledger."]


# --- sentences ---


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("It rained. It poured.", ["It rained.", "It poured."]),
        ("Did it? “It did.” So they say!", ["Did it?", "“It did.”", "So they say!"]),
        ("J. R. Green and Dr. Marlow met c. 1066 in St. Albans.", ["J. R. Green and Dr. Marlow met c. 1066 in St. Albans."]),
        ("It cost 1.5 pence. 1315 was wet.", ["It cost 1.5 pence.", "1315 was wet."]),
        ("See vol. 3 (ed. Hall). Édouard agrees.", ["See vol. 3 (ed. Hall).", "Édouard agrees."]),
        ("No end", ["No end"]),
        ("", []),
        (" … ", []),
    ],
)  # fmt: skip
def test_text_is_cut_into_sentences(text, cut):
    assert sentences(text) == cut


def test_every_sentence_without_a_claim_is_proposed(question):
    ledger.mark(question=question, passage="three summers", part="answer")
    offered = [(stretch.label, sentence) for stretch, sentence in ledger.proposals(question)]
    assert offered == [
        ("Short answer", "It rained for three summers."),
        ("Answer 1", LEAD),
        ("Answer 1", "Prices rose fivefold, to 1,200 pence."),
    ]
    for stretch, sentence in ledger.proposals(question):
        ledger.mark(question=question, passage=sentence, part=stretch.part, answer=stretch.answer_id)
    assert ledger.proposals(question) == []


# --- any edit ---

WORDS = st.sampled_from("rye rose fell in Kent and York five times 1315 twelve pence".split())
TEXTS = st.lists(st.lists(WORDS, min_size=3, max_size=7).map(" ".join), min_size=2, max_size=6)


class Row:
    """A claim or an answer, as far as finding passages goes."""

    def __init__(self, **fields):
        self.__dict__ |= fields


def manuscript(paragraphs):
    body = "".join(f"<p>{paragraph}.</p>" for paragraph in paragraphs)
    answers = Row(all=lambda: [Row(pk=1, lead="", body=body)])
    return Row(text="", short_answer="", premise_note="", answers=answers)


def marked(question):
    """A claim on every sentence of ``question``."""
    (stretch,) = passages.stretches(question)
    claims, start = [], 0
    for number, sentence in enumerate(stretch.text.split(". ")):
        words = sentence.rstrip(".") + "."
        before, after = passages.context(passages.Spot(stretch, start), words)
        claims.append(
            Row(
                pk=number, part="answer", answer_id=1, passage=words, before=before, after=after, offset=start
            )
        )
        claims[-1].anchor = stretch.anchor(start)
        claims[-1].places = len(passages.spots(words, [stretch]))
        start += len(words) + 1
    return claims


@settings(max_examples=300, deadline=None)
@given(data=st.data(), paragraphs=TEXTS)
def test_whatever_is_edited_reopens_its_own_claim_and_no_other(data, paragraphs):
    claims = marked(manuscript(paragraphs))
    which = data.draw(st.integers(0, len(paragraphs) - 1))
    words = paragraphs[which].split()
    place = data.draw(st.integers(0, len(words) - 1))
    edited = [*words[:place], "barley", *words[place + 1 :]]
    after = [*paragraphs[:which], " ".join(edited), *paragraphs[which + 1 :]]
    extra = data.draw(st.lists(st.just("oats grew"), max_size=2))
    after = [*extra, *after, *extra]
    places = passages.found(claims, manuscript(after))
    gone = [claim for claim in claims if places[claim.pk] is None]
    # Of words that stood in several places it cannot always be told which was edited: then more are looked at again,
    # never fewer.
    assert claims[which].passage in [claim.passage for claim in gone]
    assert {claim.pk for claim in gone if claim.places == 1} <= {which}
    assert claims[which].places > 1 or [claim.pk for claim in gone if claim.places == 1] == [which]
    spots = [spot for spot in places.values() if spot]
    assert len({(spot.offset, claims[pk].passage) for pk, spot in places.items() if spot}) == len(spots)


def test_finding_them_costs_no_more_queries_for_many(question):
    def queries():
        with CaptureQueriesContext(connection) as made:
            ledger.entries(Question.objects.for_print().get(pk=question.pk))
        return len(made)

    ledger.mark(question=question, passage=LEAD)
    one = queries()
    AnswerFactory(question=question, body=BODY)
    for stretch, sentence in ledger.proposals(Question.objects.get(pk=question.pk)):
        ledger.mark(
            question=question, passage=sentence, part=stretch.part, answer=stretch.answer_id, by=UserFactory()
        )
    assert Claim.objects.count() > 4
    assert queries() == one
