"""The manuscript: what clean() refuses and repairs."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles import workflow
from articles.models import Address, Answer, Author, Question
from tests.factories import (
    AnswerFactory,
    CreditFactory,
    IssueFactory,
    PublicationFactory,
    QuestionFactory,
    printed_question,
)

pytestmark = pytest.mark.django_db


def complaints(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


def test_a_short_answer_of_61_words_is_refused_and_one_of_60_is_not():
    QuestionFactory(short_answer="rain " * 60).full_clean()
    assert complaints(QuestionFactory(short_answer="rain " * 61)) == {
        "short_answer": ["The short answer has 61 words; at most 60 fit."]
    }


def test_an_issue_of_another_publication_is_refused():
    question = QuestionFactory(first_publication=PublicationFactory(), first_issue=IssueFactory())
    assert complaints(question) == {"first_issue": ["This issue belongs to another publication."]}


def test_an_issue_brings_its_publication():
    issue = IssueFactory()
    question = QuestionFactory.build(first_issue=issue)
    question.full_clean()
    assert question.first_publication == issue.publication


def test_the_database_refuses_an_issue_without_its_publication():
    question = QuestionFactory()
    with pytest.raises(IntegrityError, match="question_issue_has_publication"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(first_issue=IssueFactory())


def test_a_slug_is_taken_by_a_draft():
    QuestionFactory(slug="why")
    assert complaints(QuestionFactory.build(slug="why")) == {
        "slug": ["Question with this Slug already exists."]
    }
    with pytest.raises(IntegrityError):
        QuestionFactory(slug="why")


def test_a_slug_that_was_public_is_taken_for_ever():
    question = printed_question(slug="why").question
    question.slug = "why-indeed"
    question.save()
    assert complaints(QuestionFactory.build(slug="why")) == {
        "slug": ["Another question was published at this address. Choose a different one."]
    }


def test_a_question_may_go_back_to_a_slug_of_its_own():
    question = printed_question(slug="why").question
    question.slug = "why-indeed"
    question.save()
    question.slug = "why"
    question.full_clean()


def test_two_questions_may_both_have_no_outside_reference():
    QuestionFactory().full_clean()
    QuestionFactory().full_clean()


def test_what_was_printed_keeps_the_question_its_author_and_its_address():
    edition = printed_question()
    for row in (edition.question, Author.objects.get(), Address.objects.get().question):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.delete()


def test_an_unprinted_question_may_be_deleted_with_its_answers():
    CreditFactory().answer.question.delete()
    assert (Question.objects.count(), Answer.objects.count()) == (0, 0)


def test_an_address_is_one_question_s():
    edition = printed_question(slug="why")
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(slug="why", question=edition.question)


@pytest.mark.parametrize(
    ("lead", "body", "name"),
    [
        (
            "It rained from May to September in the whole of it.",
            "<p>x</p>",
            "It rained from May to September in the …",
        ),
        ("", "<p>Indeed, it <em>rained</em>.</p>", "Indeed, it rained."),
        ("", "", "Answer"),
    ],
)
def test_an_answer_is_called_by_its_first_words(lead, body, name):
    assert str(Answer(lead=lead, body=body)) == name


def test_answers_come_in_their_positions():
    question = QuestionFactory()
    second = AnswerFactory(question=question, position=1)
    first = AnswerFactory(question=question, position=0)
    assert list(question.answers.all()) == [first, second]


def test_a_list_on_the_desk_costs_the_same_for_one_row_and_for_three(django_assert_num_queries):
    for rows in (1, 2):
        for _ in range(rows):
            CreditFactory()
        with django_assert_num_queries(4):
            for question in Question.objects.for_desk():
                _ = question.owner, question.first_publication
                _ = [
                    credit.author.name for answer in question.answers.all() for credit in answer.credits.all()
                ]


def test_a_manuscript_starts_in_editing_at_version_0():
    question = QuestionFactory()
    assert (question.stage, question.version) == (Question.Stage.EDITING, 0)
    workflow.changed(question=question)
    assert (question.stage, question.version) == (Question.Stage.EDITING, 1)


def test_a_question_has_an_address():
    assert QuestionFactory.build(slug="why").get_absolute_url() == "/questions/why/"
