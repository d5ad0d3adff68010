"""Readiness beyond what a question cannot do without: each rule by what it finds, and what it leaves alone."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import readiness, workflow
from articles.models import Answer, Author, HouseStyleRule, Question, Source
from articles.readiness import house_style, links
from tests.factories import (
    AnswerFactory,
    CreditFactory,
    PeriodFactory,
    PictureFactory,
    SourceFactory,
    printable_question,
    printed_question,
    refer_to,
)

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 1, 12, tzinfo=UTC)
# As many words as keep the rule about lengths quiet.
FILL = "<p>" + "The rain fell on three summers in a row and prices rose. " * 3 + "</p>"


def with_body(body, **fields):
    question = printable_question(**fields)
    question.answers.update(body=body + FILL)
    refer_to(*Source.objects.filter(answer__question=question))
    return Question.objects.for_print().get(pk=question.pk)


def found(question):
    """Code, field and quote of every finding."""
    return [(each.code, each.field, each.quote) for each in readiness.findings(question)]


# --- accessibility ---


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h3>Rain</h3><p>It fell.</p><h4>Where</h4>", []),
        ("<h4>Where</h4><p>It fell.</p><h3>Rain</h3>", [("heading_order", "Where")]),
        ("<h3><em></em></h3><p>It fell.</p>", [("empty_heading", "")]),
        ('<p><a href="https://a.org/">Here.</a></p>', [("link_text", "Here.")]),
        ('<p><a href="https://a.org/">click <em>here</em></a></p>', [("link_text", "click here")]),
        ('<p><a href="https://a.org/">https://a.org/</a></p>', [("link_text", "https://a.org/")]),
        ('<p><a href="https://a.org/">the chronicle of St Albans</a></p>', []),
        ("<table><tbody><tr><td><p>1315</p></td></tr></tbody></table>", [("table_headings", "1315")]),
        ("<table><tbody><tr><th><p>Year</p></th></tr></tbody></table>", []),
    ],
)
def test_headings_links_and_tables(body, expected):
    assert found(with_body(body)) == [(code, "answers-0-body", quote) for code, quote in expected]


@pytest.mark.parametrize(
    ("alt", "is_found"),
    [
        ("Reapers bent over rye.", False),
        ("Image of reapers.", True),
        ("IMG_2031.jpg", True),
        ("The harvest of 1315 failed from Scotland to the Alps.", True),
        ("Pictures hang on a wall.", False),
    ],
)
def test_an_alternative_text_that_says_nothing(alt, is_found):
    question = printable_question(picture=PictureFactory(alt=alt))
    assert found(question) == ([("picture_alt", "picture", alt)] if is_found else [])


# --- links ---


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://www.bl.uk/a?b=c&amp;d=e", None),
        ("https://münchen.example/", None),
        ("mailto:editor@example.org", None),
        ("http://www.bl.uk/", "link_http"),
        ("https://bl/", "link_malformed"),
        ("https://www.bl .uk/", "link_malformed"),
        ("https://[bl.uk/", "link_malformed"),
        ("mailto:editor", "link_malformed"),
        ("https:///", "link_malformed"),
        ("https://a..b.org/", "link_malformed"),
        ("www.bl.uk", "link_malformed"),
        (f"https://{'a' * 300}.org/", "link_malformed"),
    ],
)
def test_links_that_cannot_work(address, code):
    question = printable_question()
    question.answers.update(body=f'<p><a href="{address}">the library</a></p>{FILL}')
    refer_to(*Source.objects.all())
    assert [each.code for each in readiness.findings(question)] == ([code] if code else [])


def test_a_source_s_address_is_looked_at_too():
    question = printable_question()
    question.answers.get().sources.update(url="http://a.org/")
    assert found(question) == [("link_http", "answers-0-sources-0-url", "http://a.org/")]


@pytest.mark.parametrize("start", ["", "{site}"])
def test_a_link_to_a_question_that_is_live_was_withdrawn_or_never_was(start, settings):
    live, gone = printed_question(slug="live"), printed_question(slug="gone")
    workflow.withdraw(question=gone.question, reason="Forged.")
    printable_question(slug="draft")
    start = start.format(site=settings.SITE_URL)
    body = "".join(
        f'<p><a href="{start}/questions/{slug}/#p-1-1">why {slug}</a></p>'
        for slug in ("live", "gone", "draft", "v-1")
    )
    sentences = [each.sentence for each in readiness.findings(with_body(body))]
    assert [sentence.split(" that ")[1].split(":")[0] for sentence in sentences] == [
        "was withdrawn",
        "is not there",
        "is not there",
    ]
    live.question.slug = "alive"
    live.question.save()
    assert links.path_here("https://elsewhere.example/questions/live/") == ""


# --- dates ---


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"first_published": "2011", "web_date": datetime(2011, 8, 1, tzinfo=UTC)}, []),
        ({"first_published": "2012", "web_date": datetime(2011, 8, 1, tzinfo=UTC)}, ["printed_after_web"]),
        ({"covers": "1315"}, []),
        ({"covers": "1400/1600"}, []),
        ({"covers": "1914/1918"}, ["covers_outside_period"]),
        ({"reviewed_on": date(2026, 3, 1)}, []),
        ({"reviewed_on": date(2026, 3, 2)}, ["reviewed_in_future"]),
        ({"first_published": "no date", "covers": "??"}, []),
    ],
)
def test_dates_that_cannot_all_be_right(fields, expected):
    question = printable_question()
    for name, value in fields.items():
        setattr(question, name, value)
    with time_machine.travel(MARCH, tick=False):
        assert [each.code for each in readiness.findings(question)] == expected


def test_a_source_that_comes_out_in_the_future():
    question = printable_question()
    question.answers.get().sources.update(issued="2027", title="Next year’s book")
    with time_machine.travel(MARCH, tick=False):
        assert found(question) == [("source_in_future", "answers-0-sources-0-issued", "Next year’s book")]


# --- names ---


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ("Edith Marlow", False),
        ("Edith Marlow’s", False),
        ("Edith Marlowe", True),
        ("Edyth Marlow", True),
        ("Edith Barlow-Smith", False),
        ("Henry the Fowler", False),
        ("edith marlowe", False),
    ],
)
def test_a_name_spelled_otherwise_than_the_author_s(said, is_found):
    question = with_body(f"<p>As {said} wrote, it rained.</p>")
    Author.objects.update(name="Edith Marlow")
    question = Question.objects.for_print().get(pk=question.pk)
    codes = [each.code for each in readiness.findings(question)]
    assert codes == (["name_spelled_otherwise"] if is_found else [])


# --- sources ---


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, None),
        ({"issued": ""}, ("issued", "lacks its year.")),
        ({"kind": "article"}, ("container", "lacks its journal.")),
        ({"kind": "archive"}, ("archive", "lacks who holds it and its shelfmark.")),
        ({"kind": "website", "url": "https://a.org/"}, ("accessed", "lacks the day it was read.")),
        ({"title": " "}, ("title", "lacks its title.")),
        ({"kind": "newer"}, None),
    ],
)
def test_a_source_that_could_not_be_found_again(fields, lacks):
    question = printable_question()
    question.answers.get().sources.update(**fields)
    findings = readiness.findings(question)
    assert [(each.field, each.stops) for each in findings] == (
        [(f"answers-0-sources-0-{lacks[0]}", False)] if lacks else []
    )
    assert not lacks or findings[0].sentence.endswith(lacks[1])


def test_a_source_that_the_text_refers_to_needs_its_page():
    question = with_body('<p>It rained.<sup data-source="trokelowe1322"></sup></p>')
    question.answers.get().sources.update(pages="")
    question = Question.objects.for_print().get(pk=question.pk)
    assert [each.sentence for each in readiness.findings(question)] == [
        "A source of answer 1 lacks the page."
    ]
    question.answers.get().sources.update(locator="ch. 3")
    assert readiness.findings(Question.objects.for_print().get(pk=question.pk)) == []


# --- length ---


@pytest.mark.parametrize(
    ("fields", "body", "code"),
    [
        ({}, "<p>Rain.</p>", "answer_short"),
        ({}, f"<p>{'rain ' * 2501}</p>", "answer_long"),
        ({"short_answer": "It did."}, FILL, "short_answer_short"),
        ({"short_answer": "rain " * 61}, FILL, "short_answer_long"),
        ({"text": "Why " + "indeed " * 15 + "did it rain?"}, FILL, "no_short_title"),
        ({"text": "Why " + "indeed " * 15 + "did it rain?", "short_title": "Why rain?"}, FILL, None),
    ],
)
def test_lengths_are_hints_and_stop_nothing(fields, body, code):
    question = printable_question(**fields)
    question.answers.update(lead="", body=body)
    refer_to(*Source.objects.all())
    assert [each.code for each in readiness.findings(question)] == ([code] if code else [])
    assert readiness.open_findings(question) == []


# --- house style ---


@pytest.mark.parametrize(
    ("word", "text", "said"),
    [
        ({"find": "upon"}, "It fell upon us. Upon them, thereupon.", ["upon", "Upon"]),
        ({"find": "art", "whole_word": False}, "Heart of art.", ["art", "art"]),
        ({"find": "king", "match_case": True}, "King and king.", ["king"]),
        ({"find": "king", "use": "King"}, "King and king.", ["king"]),
        ({"find": "Netherlands", "use": "the Netherlands"}, "In the Netherlands. In Netherlands.", ["Netherlands"]),
        ({"find": "second world  war"}, "The Second World War.", ["Second World War"]),
        ({"find": "(sic)"}, "It was (sic) so.", ["(sic)"]),
        ({"find": "x", "whole_word": False}, "x" * 9, ["x"] * house_style.MOST),
    ],
)  # fmt: skip
def test_words_that_the_house_avoids_are_quoted_with_their_place(word, text, said):
    HouseStyleRule.objects.create(**word)
    question = printable_question(short_answer=text)
    findings = [each for each in readiness.findings(question) if each.stops]
    assert [each.sentence.split("“")[1].split("”")[0] for each in findings] == said
    assert {each.code for each in findings} == {"house_style"}
    assert all(each.quote.replace("… ", "").replace(" …", "") in text for each in findings)


def test_what_to_write_instead_and_why_is_said():
    HouseStyleRule.objects.create(find="upon", use="on", note="Plain words.")
    question = with_body("<p>Rain fell <em>upon</em> us.</p>")
    (finding,) = readiness.findings(question)
    assert finding.sentence == "Answer 1 says “upon”: write “on” (Plain words)."
    assert (finding.field, finding.severity) == ("answers-0-body", "should")
    assert finding.quote.startswith("Rain fell upon us.")


def test_a_word_of_nothing_but_space_finds_nothing():
    assert list(HouseStyleRule(find=" ").places("a b")) == []


# --- let pass, one finding at a time ---


@pytest.fixture
def styled():
    """A question with two findings of house style."""
    HouseStyleRule.objects.create(find="upon", use="on")
    return printable_question(short_answer="It fell upon us.", premise_note="It came upon us.")


def test_one_finding_is_let_pass_and_the_other_still_stops(styled):
    first, second = readiness.open_findings(styled)
    (waiver,) = workflow.waive(question=styled, reason="A quotation.", keys=[first.key])
    assert (waiver.finding, waiver.fingerprint, waiver.sentence) == (
        "house_style",
        first.fingerprint,
        first.sentence,
    )
    assert readiness.open_findings(styled) == [second]


def test_it_comes_back_when_its_text_changes_and_goes_when_that_is_undone(styled):
    workflow.waive(question=styled, reason="A quotation.")
    assert readiness.open_findings(styled) == []
    styled.short_answer = "It fell upon them."
    assert [each.field for each in readiness.open_findings(styled)] == ["short_answer"]
    styled.short_answer = "It fell upon us."
    assert readiness.open_findings(styled) == []


def test_what_is_taken_back_stops_again_and_may_be_let_pass_anew(styled, editor):
    first = readiness.open_findings(styled)[0]
    (waiver,) = workflow.waive(question=styled, reason="A quotation.", keys=[first.key])
    taken = workflow.take_back(waiver=waiver, by=editor, at=MARCH)
    assert (taken.taken_back_by, taken.taken_back_at) == (editor, MARCH)
    assert first in readiness.open_findings(styled)
    with pytest.raises(workflow.Refused, match="taken back already"):
        workflow.take_back(waiver=waiver, by=editor)
    workflow.waive(question=styled, reason="It is one.", keys=[first.key])
    assert styled.waivers.count() == 2
    assert first not in readiness.open_findings(styled)


def test_what_is_not_there_or_must_be_put_right_cannot_be_let_pass(styled):
    Answer.objects.all().delete()
    keys = [each.key for each in readiness.findings(styled) if each.code == "no_answer"]
    for wrong in (keys, ["house_style:0"], ["\x00"]):
        with pytest.raises(workflow.Refused, match="cannot be let pass"):
            workflow.waive(question=styled, reason="No.", keys=wrong)
    assert styled.waivers.count() == 0


def test_a_waiver_of_the_whole_question_covers_every_text(styled):
    styled.waivers.create(finding="house_style", reason="Printed so in 2011.")
    styled.short_answer = "Upon, upon and upon."
    assert readiness.open_findings(styled) == []


# --- queries ---


def queries(question):
    with CaptureQueriesContext(connection) as made:
        readiness.not_let_pass(Question.objects.for_print().get(pk=question.pk))
    return len(made)


def test_the_queries_do_not_grow_with_what_there_is(styled):
    one = queries(with_body('<p><a href="/questions/why/">why it rained</a></p>'))
    for number in range(5):
        answer = AnswerFactory(
            question=styled, body=f'<p>upon <a href="/questions/q{number}/">why it rained</a></p>'
        )
        for _ in range(4):
            CreditFactory(answer=answer)
            SourceFactory(answer=answer)
        styled.periods.add(PeriodFactory())
        HouseStyleRule.objects.create(find=f"word{number}")
    assert queries(styled) <= one
