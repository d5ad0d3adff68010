"""Two people at once, in real threads with connections of their own: one wins, the other is told."""

import threading

import pytest
from django.db import connection

from articles import workflow
from articles.models import Address, Edition, Question
from articles.workflow import Conflict, Refused
from tests.factories import UserFactory, printable_question

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


def at_once(*calls):
    """Run ``calls`` in threads that start together; return for each what it returned or raised."""
    gate = threading.Barrier(len(calls))
    results = [None] * len(calls)

    def run(index, call):
        try:
            gate.wait(10)
            results[index] = call()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def verb(name, question, **arguments):
    """Return a call of the verb on a copy of ``question`` as it is read now, in the caller's thread."""
    copy = Question.objects.get(pk=question.pk)
    return lambda: getattr(workflow, name)(question=copy, **arguments)


def kinds(results):
    return sorted(type(result).__name__ for result in results)


@pytest.mark.parametrize("run", range(ROUNDS))
def test_of_two_who_publish_at_once_one_wins_and_the_other_gets_a_conflict(run):
    question = printable_question()
    people = [UserFactory(username="ada"), UserFactory(username="bede")]
    results = at_once(*(verb("publish", question, by=person) for person in people))
    assert kinds(results) == ["Conflict", "Edition"]
    edition = Edition.objects.get()
    (conflict,) = [result for result in results if isinstance(result, Conflict)]
    assert f"{edition.printed_by} printed edition 1 last." in str(conflict)
    assert Question.objects.get().version == 1


def test_of_five_who_publish_at_once_one_wins():
    question = printable_question()
    results = at_once(*(verb("publish", question) for _ in range(5)))
    assert kinds(results) == ["Conflict"] * 4 + ["Edition"]
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("run", range(ROUNDS))
def test_of_one_who_publishes_and_one_who_withdraws_one_wins(run):
    question = printable_question()
    workflow.publish(question=question)
    results = at_once(verb("publish", question), verb("withdraw", question, reason="Forged."))
    assert len([result for result in results if isinstance(result, Conflict)]) == 1
    assert Edition.objects.live().count() == (1 if isinstance(results[0], Edition) else 0)


def test_one_who_saves_while_another_publishes_is_never_overlooked():
    question = printable_question()
    results = at_once(verb("publish", question), verb("changed", question))
    stored = Question.objects.get()
    if isinstance(results[0], Conflict):
        assert (stored.version, Edition.objects.count()) == (1, 0)
    else:
        assert (stored.version, Edition.objects.count()) == (2, 1)
    assert results[1] is None


def test_two_questions_are_published_at_once_without_waiting_for_an_error():
    questions = [printable_question() for _ in range(3)]
    results = at_once(*(verb("publish", question) for question in questions))
    assert kinds(results) == ["Edition"] * 3
    assert {edition.question_id for edition in results} == {question.pk for question in questions}


def test_of_two_questions_that_want_one_address_one_gets_it():
    first, second = printable_question(slug="first"), printable_question(slug="second")
    workflow.publish(question=first)
    # The first moves away, and the second takes the address that is not free.
    Question.objects.filter(pk=first.pk).update(slug="elsewhere")
    Question.objects.filter(pk=second.pk).update(slug="first")
    results = at_once(verb("publish", first), verb("publish", second))
    assert (type(results[0]), type(results[1])) == (Edition, Refused)
    assert Address.objects.get(slug="first").question == first
