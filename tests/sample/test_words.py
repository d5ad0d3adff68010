"""The sample's words: every source is linked from its answer, nothing is let pass, and a second load changes nothing."""

import pytest

from articles import readiness, references
from articles.models import Edition, Question, Waiver
from articles.sample import loading

pytestmark = pytest.mark.django_db


def test_every_source_is_linked_from_the_text_and_readiness_has_nothing_to_say():
    report = loading.load_sample(proofs=True)
    assert report.failed == []
    unlinked = [
        (edition.slug, source.line.title)
        for edition in Edition.objects.all()
        for answer in references.numbered(edition.page)
        for source in answer.sources
        if not source.places
    ]
    assert unlinked == []
    found = [
        (question.slug, finding)
        for question in Question.objects.all()
        for finding in readiness.findings(question)
        if finding.stops
    ]
    assert (found, Waiver.objects.count()) == ([], 0)

    before = list(Question.objects.values()), list(Edition.objects.values())
    again = loading.load_sample(proofs=True)
    assert (again.created, again.published, again.failed) == ([], [], [])
    assert len(again.unchanged) == Question.objects.count()
    assert (list(Question.objects.values()), list(Edition.objects.values())) == before
