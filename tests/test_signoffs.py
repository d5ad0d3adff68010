"""Sign-offs: tied to what was looked at, void when just that changes, asked for by a setting."""

from datetime import UTC, datetime

import pytest

from articles import readiness, signoffs, workflow
from articles.models import Answer, Picture, Question, SignOff, Source
from tests.factories import CreditFactory, PictureFactory, SourceFactory, let_pass, printable_question

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def question():
    return printable_question(picture=PictureFactory(), covers="1315")


@pytest.fixture
def signed(question, editor):
    for kind in SignOff.Kind:
        signoffs.sign(question=question, kind=kind, by=editor, at=NOON)
    return question


def stored(question):
    return Question.objects.for_print().get(pk=question.pk)


def held(question):
    return [str(each.kind) for each in signoffs.standing(stored(question)) if each.holds]


def test_nobody_has_signed_a_new_question(question):
    assert [(each.signoff, each.changed, each.is_required) for each in signoffs.standing(question)] == [
        (None, (), False)
    ] * 4


def test_a_sign_off_says_who_and_when_and_holds(signed, editor):
    assert held(signed) == ["facts", "sub-edit", "legal", "picture"]
    first = SignOff.objects.order_by("pk").first()
    assert (first.kind, first.by, first.at) == ("facts", editor, NOON)
    assert "answer 1 body" in first.fields


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda: Answer.objects.update(body="<p>It did not.</p>"), ["picture"]),
        (lambda: Answer.objects.update(confidence="settled"), ["picture"]),
        (lambda: Source.objects.update(pages="12"), ["legal", "picture"]),
        (lambda: SourceFactory(answer=Answer.objects.get()), ["legal", "picture"]),
        (lambda: CreditFactory(answer=Answer.objects.get(), role="checked_by"), ["facts", "picture"]),
        (lambda: Question.objects.update(short_answer="No."), ["picture"]),
        (lambda: Question.objects.update(covers="1316"), ["legal", "picture"]),
        (lambda: Question.objects.update(asker_name="Ruth", asker_consent=True), ["facts", "sub-edit", "picture"]),
        (lambda: Question.objects.update(licence="cc-by"), ["facts", "sub-edit", "picture"]),
        (lambda: Question.objects.update(picture_caption="Reapers."), ["facts", "legal"]),
        (lambda: Question.objects.update(picture=None), ["facts", "legal"]),
        (lambda: Picture.objects.update(rights_holder="The library"), ["facts", "sub-edit", "legal"]),
        (lambda: Picture.objects.update(alt="Rye."), ["facts", "sub-edit", "legal"]),
        (lambda: Question.objects.update(slug="elsewhere", due="2026-04-01"), ["facts", "sub-edit", "legal", "picture"]),
        (lambda: Question.objects.get().periods.clear(), ["facts", "sub-edit", "legal", "picture"]),
    ],
)  # fmt: skip
def test_a_change_voids_those_only_that_looked_at_it(signed, change, left):
    change()
    assert held(signed) == left


def test_it_says_what_was_changed_and_holds_again_when_that_is_undone(signed):
    body = Answer.objects.get().body
    Answer.objects.update(body="<p>No.</p>")
    Question.objects.update(short_answer="No.")
    facts = signoffs.standing(stored(signed))[0]
    assert facts.what_changed == "the short answer, body of answer 1"
    Answer.objects.update(body=body)
    Question.objects.update(short_answer=signed.short_answer)
    assert held(signed) == ["facts", "sub-edit", "legal", "picture"]


def test_the_newest_counts_and_what_is_taken_back_does_not(signed, editor):
    Answer.objects.update(body="<p>No.</p>")
    again = signoffs.sign(question=stored(signed), kind="facts", by=editor, note=" Read twice. ")
    assert again.note == "Read twice."
    assert held(signed) == ["facts", "picture"]
    signoffs.take_back(signoff=again, by=editor, at=NOON)
    assert held(signed) == ["picture"]
    with pytest.raises(signoffs.Refused, match="taken back already"):
        signoffs.take_back(signoff=again)
    assert SignOff.objects.count() == 5


def test_nobody_signs_what_they_have_not_seen(question):
    seen = stored(question)
    workflow.changed(question=question)
    with pytest.raises(signoffs.Refused, match="Look again"):
        signoffs.sign(question=seen, kind="facts")
    with pytest.raises(signoffs.Refused, match="Choose"):
        signoffs.sign(question=question, kind="colour")
    assert SignOff.objects.count() == 0


def test_what_is_asked_for_stops_print_until_it_is_signed_and_again_when_void(question, settings, editor):
    settings.REQUIRED_SIGNOFFS = ["facts", "picture"]
    found = readiness.open_findings(question)
    assert [each.sentence for each in found] == ["Not signed off: facts.", "Not signed off: picture."]
    for kind in ("facts", "picture"):
        signoffs.sign(question=question, kind=kind, by=editor)
    workflow.publish(question=question)
    Question.objects.update(short_answer="No rain fell at all.")
    with pytest.raises(workflow.Refused) as refusal:
        workflow.publish(question=question)
    assert str(refusal.value) == "Not signed off again: facts, after a change of the short answer."


def test_an_archive_s_waiver_holds_until_the_text_changes(question, settings):
    settings.REQUIRED_SIGNOFFS = ["facts"]
    workflow.waive(question=question, reason="Printed in 2011.")
    workflow.publish(question=question)
    Answer.objects.update(body="<p>No.</p>")
    let_pass(question)
    assert [each.code for each in readiness.open_findings(stored(question))] == ["not_signed_off"]
