"""The newsroom at a glance: its figures, who sees it, and what it costs."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import board, workflow
from articles.models import Question
from tests import factories

from . import people

NOON = datetime(2026, 5, 13, 12, tzinfo=UTC)  # a Wednesday

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def shown(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get("/admin/").context["board"]


def test_each_stage_before_print_is_a_column_with_the_next_ones_due(client, editor):
    today = timezone.localdate()
    due = [today + timedelta(days=days) for days in (3, -2, 1, 9, 5)]
    for number, day in enumerate(due):
        factories.QuestionFactory(text=f"Number {number}?", stage="editing", due=day)
    factories.printed_question()
    columns = {column.stage: column for column in shown(client, editor)["columns"]}
    assert [question.text for question in columns["editing"].questions] == [
        "Number 1?", "Number 2?", "Number 0?", "Number 4?",
    ]  # fmt: skip
    assert (columns["editing"].count, columns["editing"].late) == (5, 1)
    assert columns["ready"].count == 0
    assert not {"printed", "withdrawn"} & set(columns)


def test_the_week_shows_what_goes_live_and_what_is_due(client, editor):
    question = factories.printable_question(text="Why on Friday?")
    workflow.schedule(question=question, at=NOON + timedelta(days=2))
    factories.QuestionFactory(
        text="Due on Thursday?", stage="editing", due=timezone.localdate() + timedelta(days=1)
    )
    week = shown(client, editor)["week"]
    assert [day.date.day for day in week] == [*range(11, 18)]
    assert [[edition.title for edition in day.editions] for day in week][4] == ["Why on Friday?"]
    assert [question.text for question in week[3].due] == ["Due on Thursday?"]
    assert [day.date.day for day in week if day.is_gap] == [13, 14]
    page = client.get("/admin/").content.decode()
    assert page.index("Why on Friday?") < page.index("Changed lately")


def test_months_tell_first_prints_from_later_ones_and_corrections_are_counted_to_a_hundred(client, editor):
    question = factories.printable_question()
    workflow.publish(question=question, at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    correction = {"kind": "correction", "wrong": "It said 1314.", "right": "It was 1315.", "noticed_by": ""}
    workflow.publish(question=question, correction=correction)
    factories.printed_question(at=datetime(2025, 5, 31, 12, tzinfo=UTC))  # more than a year of months ago
    workflow.schedule(question=factories.printable_question(), at=NOON + timedelta(days=1))
    seen = shown(client, editor)
    counts = {bar["whole_name"]: (bar["month"].new, bar["month"].again) for bar in seen["months"]}
    assert len(counts) == 12
    assert {name: both for name, both in counts.items() if any(both)} == {
        "December 2025": (1, 0),
        "May 2026": (0, 1),
    }
    assert (seen["printed"], seen["corrected"], seen["rate"]) == (2, 1, 50.0)
    assert (seen["months"][-1]["again"], seen["months"][-1]["again_y"]) == (120, 0)


def test_a_month_begins_at_midnight_in_the_zone_of_the_site(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    with timezone.override("Asia/Tokyo"):
        factories.printed_question(at=datetime(2026, 4, 30, 15, 30, tzinfo=UTC))
        assert {month.first.month for month in board.months() if month.new} == {5}


def test_nobody_sees_it_who_may_not_see_questions(client):
    assert shown(client, people.staff("view_topic")) is None
    assert shown(client, people.in_role("reader")) is not None


def test_an_empty_newsroom_says_so(client, editor):
    page = shown(client, editor) and client.get("/admin/").content.decode()
    assert "Nothing was printed in the last twelve months." in page
    assert "Readers have found what they looked for." in page


def test_more_questions_ask_no_more_of_the_database(client, editor, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(40) as queries:
            client.get("/admin/")
        return len(queries)

    factories.QuestionFactory(stage="editing", due=timezone.localdate())
    shown(client, editor)
    one = cost()
    for stage in (Question.Stage.EDITING, Question.Stage.READY, Question.Stage.RECEIVED):
        factories.QuestionFactory.create_batch(6, stage=stage, due=timezone.localdate())
    assert cost() == one
