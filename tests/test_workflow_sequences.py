"""Any sequence of verbs, against a model that knows nothing of intervals.

The model keeps a list of what was printed and what became of it, and says which edition a reader met at an
instant: the latest one begun by then, unless the question was withdrawn since.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.models import Edition, Question
from articles.workflow import Refused
from tests.factories import printable_question

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@dataclass
class Printed:
    """What the model keeps of an edition. ``cancelled``: nobody will ever meet it."""

    number: int
    start: datetime
    cancelled: bool = False
    withdrawn: datetime | None = None


class Model:
    """What readers must meet, told from the verbs alone."""

    def __init__(self):
        self.printed = []

    def live(self, at):
        begun = [row for row in self.printed if not row.cancelled and row.start <= at]
        latest = max(begun, key=lambda row: (row.start, row.number), default=None)
        return latest if latest and not (latest.withdrawn and latest.withdrawn <= at) else None

    def scheduled(self, now):
        return sorted(
            (row for row in self.printed if not row.cancelled and row.start > now), key=lambda row: row.start
        )

    def was_live(self, now):
        return any(
            row.start <= now and not row.cancelled and row.withdrawn != row.start for row in self.printed
        )

    def publish(self, at):
        for row in self.printed:
            never_met = row.withdrawn == row.start and at < row.start
            if never_met or (row.start == at and not row.withdrawn):
                row.cancelled = True
        self.printed.append(Printed(len(self.printed) + 1, at))

    def withdraw(self, at):
        for row in self.scheduled(at):
            row.cancelled = True
        self.live(at).withdrawn = at

    def seen(self):
        """Editions that readers met or will meet for at least an instant."""
        return [row for row in self.printed if not row.cancelled and row.withdrawn != row.start]

    def changes(self, now):
        """The instants at which something changes, and now."""
        withdrawn = {row.withdrawn for row in self.printed if row.withdrawn}
        return sorted({now, NOON, *(row.start for row in self.printed), *withdrawn})

    def instants(self, now):
        """Those, and a tick before and after each."""
        return [moment + step for moment in self.changes(now) for step in (-TICK, 0 * TICK, TICK)]


steps = st.sampled_from([timedelta(0), TICK, timedelta(seconds=1), timedelta(hours=1), timedelta(days=40)])
verbs = st.one_of(
    st.tuples(st.just("publish"), st.just(None)),
    st.tuples(st.just("schedule"), steps),
    st.tuples(st.just("unschedule"), st.integers(0, 3)),
    st.tuples(st.just("withdraw"), st.just(None)),
    st.tuples(st.just("publish in the past"), steps),
)
sequences = st.lists(st.tuples(verbs, steps), min_size=2, max_size=10)


def act(verb, value, question, model, now):
    """Carry ``verb`` out on the question and on the model; return whether it was to be refused."""
    if verb == "publish":
        workflow.publish(question=question)
        model.publish(now)
    elif verb == "schedule":
        if value <= timedelta(0):
            return workflow.schedule, {"at": now + value}
        workflow.schedule(question=question, at=now + value)
        model.publish(now + value)
    elif verb == "publish in the past":
        if model.was_live(now) and value:
            return workflow.publish, {"at": now - value}
        workflow.publish(question=question, at=now - value)
        model.publish(now - value)
    elif verb == "withdraw":
        if model.live(now) is None:
            return workflow.withdraw, {"reason": "Forged."}
        workflow.withdraw(question=question, reason="Forged.")
        model.withdraw(now)
    elif scheduled := model.scheduled(now):
        row = scheduled[value % len(scheduled)]
        workflow.unschedule(question=question, edition=question.editions.get(number=row.number))
        row.cancelled = True
    elif model.printed:
        edition = question.editions.get(number=model.printed[value % len(model.printed)].number)
        return workflow.unschedule, {"edition": edition}
    return None


def check(question, model, now):
    """Compare what the database says with the model, at every instant where something changes and beside it."""
    rows = list(question.editions.order_by("number"))
    assert [row.number for row in rows] == list(range(1, len(model.printed) + 1))
    assert [row.live_from for row in rows] == [row.start for row in model.printed]
    for at in model.instants(now):
        live = [row.number for row in rows if row.is_live(at)]
        expected = model.live(at)
        assert live == ([expected.number] if expected else []), at
    seen = {row.number for row in model.seen()}
    assert {row.number for row in Edition.objects.printed().filter(question=question)} == seen
    first = min((row.start for row in model.seen()), default=None)
    assert {row.first_live_from for row in rows if row.number in seen} == ({first} if seen else set())
    assert all(row.is_intact for row in rows)


def check_by_query(question, model, now):
    """The same by the words that public pages use."""
    for at in model.changes(now):
        expected = model.live(at)
        mine = Edition.objects.filter(question=question)
        assert list(mine.live(at).values_list("number", flat=True)) == ([expected.number] if expected else [])
        been = {row.number for row in model.seen() if row.start <= at}
        assert set(mine.been_live(at).values_list("number", flat=True)) == been


@pytest.mark.django_db
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sequences)
@example([(("schedule", timedelta(hours=1)), TICK), (("publish", None), TICK), (("withdraw", None), TICK)])
@example(
    [(("publish", None), timedelta(0)), (("withdraw", None), timedelta(0)), (("publish", None), timedelta(0))]
)
@example(
    [
        (("publish", None), timedelta(0)),
        (("withdraw", None), timedelta(0)),
        (("publish in the past", TICK), timedelta(0)),
    ]
)
@example([(("schedule", TICK), TICK), (("schedule", TICK), timedelta(0)), (("unschedule", 0), TICK)])
def test_at_every_instant_readers_meet_what_the_verbs_say(undone, sequence):
    with undone(), time_machine.travel(NOON, tick=False) as clock:
        question, model, now = printable_question(), Model(), NOON
        for (verb, value), pause in sequence:
            if refused := act(verb, value, question, model, now):
                forbidden, arguments = refused
                before = question.version
                with pytest.raises(Refused):
                    forbidden(question=question, **arguments)
                assert Question.objects.get(pk=question.pk).version == before
            check(question, model, now)
            now += pause
            clock.move_to(now)
        check_by_query(question, model, now)
