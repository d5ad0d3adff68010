"""Ten thousand scheduled editions against a clock: none late, none early, none doubled, and no worker runs.

What readers meet is asked of the database at every instant that matters. The editions are written in bulk, as a
magazine with twenty years of print would hold them; the guards of the database look at each.
"""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db.models import Count, F, OuterRef, Q, Subquery

from articles.models import Edition, Question
from articles.synthetic.rows import Tables

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 1, tzinfo=UTC)
QUESTIONS, EACH = 2_500, 4
YEAR = 365 * 86_400


@pytest.fixture
def plans():
    """Write 10,000 editions of 2,500 questions; return {question: [(id, live_from, live_until), …]}."""
    rng, tables, plans = Random(11), Tables(Question, Edition), {}
    for number in range(QUESTIONS):
        words = {"text": f"Why {number}?", "slug": f"why-{number}"}
        question = tables.add(Question, **words, stage="printed", outside_reference=f"thousands:{number}")
        # Whole quarters of an hour, as people choose them, so that many fall together; clocks change in between.
        times = sorted(rng.sample(range(YEAR // 900), EACH))
        starts = [START + timedelta(seconds=900 * place) for place in times]
        ends = [*starts[1:], rng.choice([None, starts[-1] + timedelta(hours=1)])]
        cancelled = rng.randrange(EACH) if number % 10 == 0 else None
        plans[question] = []
        for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
            end = start if place == cancelled else end
            columns = {"content": {}, "digest": "", "live_from": start, "live_until": end}
            times = {"first_live_from": starts[0], "substance_from": start}
            pk = tables.add(Edition, question_id=question, number=place + 1, **words, **columns, **times)
            plans[question].append((pk, start, end))
    for rows in tables.take():
        rows.write()
    return plans


def expected(plans, at):
    """Return the ids of what is live at ``at``, worked out without the database."""
    return {
        pk
        for editions in plans.values()
        for pk, start, end in editions
        if start <= at and not (end and end <= at)
    }


def test_none_is_late_early_or_doubled(plans):
    assert Edition.objects.count() == QUESTIONS * EACH

    def met(at):
        return Subquery(Edition.objects.live(at).filter(question=OuterRef("question")).values("pk")[:1])

    kept = Edition.objects.printed()
    second, own = timedelta(seconds=1), Q(pk=F("then"))
    at_its_instant = kept.annotate(then=met(OuterRef("live_from")))
    assert at_its_instant.exclude(own).count() + at_its_instant.filter(then=None).count() == 0
    assert kept.annotate(then=met(OuterRef("live_from") - second)).filter(own).count() == 0
    ended = kept.filter(live_until__isnull=False)
    assert ended.annotate(then=met(OuterRef("live_until") - second)).exclude(own).count() == 0
    assert ended.annotate(then=met(OuterRef("live_until"))).filter(own).count() == 0


def test_at_any_moment_readers_meet_what_was_planned_and_one_edition_a_question(plans):
    rng = Random(12)
    starts = [start for editions in plans.values() for _, start, _ in editions]
    moments = [START - timedelta(days=1), START + timedelta(days=400)]
    moments += [rng.choice(starts) + timedelta(seconds=rng.choice((-1, 0, 1))) for _ in range(40)]
    for at in moments:
        assert set(Edition.objects.live(at).values_list("pk", flat=True)) == expected(plans, at), at
        doubled = (
            Edition.objects.live(at).values("question").annotate(number=Count("pk")).filter(number__gt=1)
        )
        assert not doubled.exists(), at
