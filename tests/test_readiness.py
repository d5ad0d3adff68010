"""Readiness: each thing that stops a question, by its code, its field and whether it may be waived."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from articles import readiness, workflow
from articles.models import Answer, Credit
from tests.factories import (
    AnswerFactory,
    CreditFactory,
    PictureFactory,
    QuestionFactory,
    SourceFactory,
    printable_question,
    printed_question,
    refer_to,
)

pytestmark = pytest.mark.django_db


def codes(question):
    return [finding.code for finding in readiness.findings(question)]


def the_only(question):
    (finding,) = readiness.findings(question)
    return finding.code, finding.field, finding.waivable


def changed(**fields):
    question = printable_question()
    for name, value in fields.items():
        setattr(question, name, value)
    return question


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ({"text": " "}, ("no_question", "text", False)),
        ({"text": "Why it rained."}, ("not_a_question", "text", True)),
        ({"slug": ""}, ("no_address", "slug", False)),
        ({"short_answer": " \n"}, ("no_short_answer", "short_answer", True)),
        ({"asker_name": "Ruth B."}, ("asker_no_consent", "asker_consent", True)),
    ],
)
def test_what_is_missing_in_the_question(fields, finding):
    assert the_only(changed(**fields)) == finding


@pytest.mark.parametrize(
    "text", ["Why?", "Did Caesar say “Et tu, Brute?”", "‘Why?’", 'Did he say "Why?"', "Why? "]
)
def test_a_question_ends_in_a_question_mark_perhaps_inside_quotes(text):
    assert codes(changed(text=text)) == []


def test_an_address_that_another_question_was_printed_at():
    other = printed_question(slug="why").question
    other.slug = "elsewhere"
    other.save()
    assert the_only(printable_question(slug="why")) == ("address_taken", "slug", False)


def test_a_question_s_own_earlier_address_is_free_to_it():
    question = printed_question(slug="why").question
    question.slug = "why-indeed"
    question.save()
    workflow.publish(question=question)
    question.slug = "why"
    question.save()
    assert codes(question) == []


def test_a_question_without_any_answer():
    question = printable_question()
    question.answers.all().delete()
    assert the_only(question) == ("no_answer", "answers-0-body", False)


@pytest.mark.parametrize("body", ["", "  ", "<p></p>", "<p>&nbsp;</p>", "<p> <br> </p>"])
def test_an_answer_without_text(body):
    question = printable_question()
    Answer.objects.update(body=body)
    assert the_only(question) == ("empty_answer", "answers-0-body", False)


def test_an_answer_that_nobody_answered():
    question = printable_question()
    Credit.objects.update(role="checked_by")
    assert the_only(question) == ("no_credit", "answers-0-credits-0-author", False)


def test_an_answer_without_sources():
    question = printable_question()
    question.answers.get().sources.all().delete()
    Answer.objects.update(body=f"<p>{'It rained on three summers in a row. ' * 6}</p>")
    assert the_only(question) == ("no_sources", "answers-0-sources-0-title", True)


def test_each_source_that_the_text_never_refers_to_is_named_and_its_row_led_to():
    question = printable_question()
    second = AnswerFactory(question=question)
    CreditFactory(answer=second)
    refer_to(SourceFactory(answer=second, pages="3"))
    SourceFactory(answer=second, title="Rolls", authors="Ada Marlow", issued="1994")
    SourceFactory(answer=second, title="Letters", authors="Bede", issued="2003")
    assert [
        (finding.code, finding.sentence, finding.field, finding.waivable)
        for finding in readiness.findings(question)
    ] == [
        (
            "source_unused",
            f"Answer 2 never refers to “{title}”: put “[{key}]” where the text leans on it, or take the source out.",
            f"answers-1-sources-{place}-title",
            True,
        )
        for title, key, place in [("Rolls", "marlow1994", 1), ("Letters", "bede2003", 2)]
    ]
    workflow.waive(question=question, reason="Further reading.")
    assert workflow.publish(question=question).number == 1


def test_a_source_that_only_another_answer_refers_to_is_unused():
    question = printable_question()
    second = AnswerFactory(question=question)
    CreditFactory(answer=second)
    SourceFactory(answer=second)  # of the same key as the first answer's
    assert the_only(question) == ("source_unused", "answers-1-sources-0-title", True)


def test_each_answer_is_looked_at_and_named_by_its_place():
    question = printable_question()
    second = AnswerFactory(question=question)
    refer_to(SourceFactory(answer=second, pages="3"))
    third = AnswerFactory(question=question)
    CreditFactory(answer=third)
    found = readiness.findings(question)
    assert [(finding.code, finding.field) for finding in found] == [
        ("no_credit", "answers-1-credits-0-author"),
        ("no_sources", "answers-2-sources-0-title"),
    ]
    assert [finding.sentence for finding in found] == [
        "Say who answered (answer 2).",
        "Name at least one source (answer 3).",
    ]


def test_a_question_in_no_period():
    question = printable_question()
    question.periods.clear()
    assert the_only(question) == ("no_period", "periods", True)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"rights_until": date(2026, 2, 28)}, ["picture_lapsed"]),
        ({"rights_until": date(2026, 3, 1)}, []),
        ({"credit": " "}, ["picture_no_credit"]),
        ({"credit": "", "rights_until": date(2020, 1, 1)}, ["picture_lapsed", "picture_no_credit"]),
        ({}, []),
    ],
)
def test_a_picture_that_may_not_be_shown_or_has_no_credit(fields, found):
    question = printable_question(picture=PictureFactory(**fields))
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        assert codes(question) == found


def test_a_named_asker_who_agreed_and_an_unnamed_one_are_both_right():
    assert codes(changed(asker_name="Ruth B.", asker_consent=True)) == []
    assert codes(changed(asker_name="", asker_consent=False)) == []


def test_an_empty_manuscript_has_every_finding_in_the_order_of_the_page():
    assert codes(QuestionFactory()) == ["no_short_answer", "no_answer", "no_period"]


def test_every_finding_is_a_sentence_for_people():
    question = QuestionFactory(text="Why", picture=PictureFactory(credit=""), asker_name="Ruth")
    AnswerFactory(question=question, body="")
    found = readiness.findings(question)
    assert len(found) == 8
    assert [finding.sentence for finding in found if not finding.sentence.endswith(".")] == []
    assert len({finding.code for finding in found}) == 8


# --- waivers -----------------------------------------------------------------------------------


def test_a_waived_finding_stays_a_finding_and_stops_nothing():
    question = printable_question(short_answer="")
    workflow.waive(question=question, reason="Printed in 2011.")
    assert codes(question) == ["no_short_answer"]
    assert readiness.open_findings(question) == []


def test_a_finding_that_may_not_be_waived_stops_whatever_was_waived():
    question = printable_question()
    question.waivers.create(finding="no_answer", reason="Printed in 2011.")
    question.answers.all().delete()
    assert [finding.code for finding in readiness.open_findings(question)] == ["no_answer"]


def test_a_waiver_of_one_finding_is_not_one_of_another():
    question = printable_question(short_answer="")
    question.waivers.create(finding="no_period", reason="Printed in 2011.")
    assert [finding.code for finding in readiness.open_findings(question)] == ["no_short_answer"]
