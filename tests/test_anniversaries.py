"""What a day of the year recalls."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import anniversaries, workflow
from articles.models import Figure, Question
from tests import factories

pytestmark = pytest.mark.django_db


def recalled(month, day):
    return [(each.year, each.what, [e.slug for e in each.editions]) for each in anniversaries.on(month, day)]


def test_a_day_recalls_questions_of_that_very_day_and_lives_that_began_or_ended_on_it():
    figure = factories.FigureFactory(born="1815-12-10", died="1852-11-27")
    factories.printed_question(slug="ada", figures=[figure], covers="1843")
    factories.printed_question(slug="bull", covers="1520-12-10")
    factories.printed_question(slug="ides", covers="-0043-12-10")
    factories.printed_question(slug="month", covers="1520-12")
    factories.printed_question(slug="unsure", covers="1520-12-10?")
    factories.printed_question(slug="span", covers="1520-12-10/1520-12-11")
    assert recalled(12, 10) == [("-0043", "", ["ides"]), ("1520", "", ["bull"]), ("1815", "born", ["ada"])]
    assert recalled(11, 27) == [("1852", "died", ["ada"])]
    assert anniversaries.days_of(12) == {10}


def test_a_changed_birthday_is_another_day():
    figure = factories.FigureFactory(born="1815-12-10", died="")
    factories.printed_question(figures=[figure])
    Figure.objects.get(pk=figure.pk)
    figure.born = "1815-12-XX"
    figure.save()
    assert recalled(12, 10) == []


def test_what_is_not_live_is_recalled_by_no_day():
    figure = factories.FigureFactory(born="1815-12-10", died="")
    for state in ("draft", "scheduled", "withdrawn"):
        question = factories.printable_question(slug=state, covers="1520-12-10", figures=[figure])
        if state == "scheduled":
            workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
        elif state == "withdrawn":
            workflow.publish(question=question)
            workflow.withdraw(question=Question.objects.get(slug=state), reason="A check.")
    assert (recalled(12, 10), anniversaries.days_of(12)) == ([], set())


def test_a_day_costs_two_queries_however_much_it_recalls(django_assert_num_queries):
    for _ in range(3):
        factories.printed_question(covers="1520-04-25", figures=[factories.FigureFactory()])
    with django_assert_num_queries(2):
        found = anniversaries.on(4, 25)
        assert [[edition.title for edition in each.editions] for each in found]


def test_only_days_of_the_calendar_exist():
    assert [anniversaries.exists(*day) for day in ((2, 29), (2, 30), (13, 1), (0, 1), (4, 31), (12, 31))] == [
        True, False, False, False, False, True,
    ]  # fmt: skip
