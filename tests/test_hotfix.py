"""The hot fix: one word of what is live, while the manuscript waits; and the kind that every change of substance has."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import ledger, replacing, rewording, richtext, workflow
from articles.models import Answer, Claim, Edition, Question
from tests.factories import (
    AnswerFactory,
    CreditFactory,
    SourceFactory,
    UserFactory,
    let_pass,
    printable_question,
)

pytestmark = pytest.mark.django_db
BODY = "<p>Rain &amp; wind came in <em>1316</em>, not before.</p><p>Prices rose fivefold.</p>"
NOTE = {"kind": "correction", "wrong": "It said 1316.", "right": "It was 1315.", "noticed_by": "A reader"}


@pytest.fixture
def live():
    """The live Edition of a question whose manuscript has moved on elsewhere since."""
    question = printable_question(
        slug="why", text="Why did the harvest in the north fail?", short_answer="The rye failed in York."
    )
    question.answers.update(body=BODY)
    let_pass(question)
    workflow.publish(question=question)
    question.answers.update(lead="A lead that is still being written.")
    Question.objects.filter(pk=question.pk).update(short_title="Unfinished")
    workflow.changed(question=question)
    return Edition.objects.get()


def fix(live, old, new, *, part="", **words):
    question = Question.objects.get(pk=live.question_id)
    return workflow.hotfix(question=question, edition=live, replace=(part, old, new), **words)


def refused(sentence, live, old, new, **words):
    before = [list(model.objects.values()) for model in (Question, Answer, Edition)]
    with pytest.raises(workflow.Refused, match=re.escape(sentence)):
        fix(live, old, new, **words)
    assert [list(model.objects.values()) for model in (Question, Answer, Edition)] == before


def test_one_word_is_printed_and_the_draft_keeps_everything_else(live, editor):
    done = fix(live, "1316", "1315", by=editor, correction=NOTE)
    assert done.clashes == ()
    printed = Edition.objects.live().get()
    assert (printed, printed.number, printed.printed_by) == (done.edition, 2, editor)
    assert printed.page.answers[0].body == BODY.replace("1316", "1315")
    assert printed.page.answers[0].lead == live.page.answers[0].lead
    assert printed.page.short_title == ""
    answer, question = Answer.objects.get(), Question.objects.get()
    assert (answer.body, answer.lead) == (BODY.replace("1316", "1315"), "A lead that is still being written.")
    assert (question.short_title, question.stage) == ("Unfinished", "printed")
    note = question.corrections.get()
    assert (note.kind, note.from_edition, note.to_edition, note.noticed_by, note.approved_by) == (
        "correction",
        live,
        printed,
        "A reader",
        editor,
    )


def test_the_rest_of_the_edition_is_what_it_was(live):
    done = fix(live, "1316", "1315")
    old, new = Edition.objects.get(number=1), done.edition
    for name in ("slug", "text", "short_title", "teaser", "words", "covers", "first_live_from"):
        assert getattr(new, name) == getattr(old, name)
    for name in ("authors", "topics", "periods", "places", "figures"):
        assert {*getattr(new, name).all()} == {*getattr(old, name).all()}
    assert (old.live_until, new.is_substantial, new.is_intact) == (new.live_from, False, True)


@pytest.mark.parametrize(
    ("old", "new", "part", "text"),
    [
        ("rye", "wheat", "short_answer", "The wheat failed in York."),
        (" in \n York", "", "short_answer", "The rye failed."),
        (
            "Rain & wind",
            "Rain, snow & wind",
            "answers-0-body",
            BODY.replace("Rain &amp;", "Rain, snow &amp;"),
        ),
        ("fivefold", "<b>six</b>", "answers-0-body", BODY.replace("fivefold", "&lt;b&gt;six&lt;/b&gt;")),
        ("Prices rose", "“Prices”  fell", "answers-0-body", BODY.replace("Prices rose", "“Prices” fell")),
    ],
)
def test_words_are_words_wherever_they_stand(live, old, new, part, text):
    done = fix(live, old, new)
    assert replacing.parts_of(done.edition.page)[part] == text
    assert done.clashes == ()


REFERRED = '<sup data-source="annals"></sup>'
MARKED = f"<p>It came in the <em>wet year 1316</em>, says <strong>Lucas</strong>,{REFERRED} not before.</p>"


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("in the wet year 1316, says", "in the wet year 1315, says", MARKED.replace("1316", "1315")),
        ("wet year 1316", "dry year 1316", MARKED.replace("wet", "dry")),
        ("came in the wet year", "came back in the wet year", MARKED.replace("came", "came back")),
        ("the wet year", "the very wet year", MARKED.replace("the ", "the very ")),
        ("year 1316, says", "year 1316, so says", MARKED.replace("says", "so says")),
        ("says Lucas, not before", "says Lucas, not after", MARKED.replace("before", "after")),
        ("Lucas, not before", "Matthew, not before", MARKED.replace("Lucas", "Matthew")),
        ("says Lucas, not", "says Lucas, perhaps not", MARKED.replace("not", "perhaps not")),
        ("in the wet year 1316, says", "says", MARKED.replace("in the <em>wet year 1316</em>, ", "")),
        (
            "came in the wet year 1316, says",
            "came, says",
            MARKED.replace(" in the <em>wet year 1316</em>", ""),
        ),
        ("says Lucas, not before", "says nobody", None),
        ("wet year 1316", "", MARKED.replace(" <em>wet year 1316</em>", "")),
        ("in the wet year 1316", "<b> & the wet year 1316", MARKED.replace("in the", "&lt;b&gt; &amp; the")),
        ("the wet year 1316", "a dry summer", None),
    ],
)
def test_words_across_marks_keep_them_where_it_is_clear_and_are_refused_where_not(live, old, new, text):
    body = richtext.clean(MARKED)
    assert body == MARKED
    answer = Answer.objects.get()
    SourceFactory(answer=answer, key="annals")
    answer.body = body
    answer.save()
    printed = workflow.publish(question=Question.objects.get())
    if text is None:
        refused("italics, a link or a note begins or ends", printed, old, new)
        return
    done = fix(printed, old, new)
    made = done.edition.page.answers[0].body
    assert made == text
    assert (richtext.clean(made), richtext.references(made)) == (made, ["annals"])
    assert (done.clashes, Answer.objects.get().body) == ((), made)


def test_a_draft_whose_marks_are_others_gets_the_change_or_is_left_alone(live):
    Answer.objects.update(body=BODY.replace("<em>1316</em>", "1316"))
    assert fix(live, "came in 1316", "came in 1315").clashes == ()
    assert Answer.objects.get().body == BODY.replace("<em>1316</em>", "1315")


def test_a_draft_where_a_mark_stands_in_the_way_is_left_alone_and_the_clash_is_shown(live):
    body = BODY.replace("Prices rose", "<em>Prices</em> rose")
    Answer.objects.update(body=body)
    (clash,) = fix(live, "Prices rose", "Wages fell").clashes
    assert clash.startswith("The manuscript was left alone")
    assert Answer.objects.get().body == body


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_is_reworded_says_the_new_words_in_canonical_html_with_its_references(data):
    words = st.lists(st.sampled_from(["rye", "wheat", "1316", "&amp;", "so"]), min_size=1, max_size=3).map(
        " ".join
    )
    run = st.tuples(st.sampled_from(["{}", "<em>{}</em>", "<strong>{}</strong>", f"{{}}{REFERRED}"]), words)
    runs = data.draw(st.lists(run, min_size=1, max_size=4))
    body = richtext.clean(f"<p>{' '.join(mark.format(text) for mark, text in runs)}</p>")
    old = richtext.plain_text(body)
    new = data.draw(words).replace("&amp;", "&")
    (place,) = replacing.places({"answers-0-body": body}, old)
    try:
        made = replacing.put(body, place, new)
    except rewording.Unclear:
        return
    assert richtext.plain_text(made) == new
    assert richtext.clean(made) == made
    assert richtext.references(made) == richtext.references(body)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("", "x", "Say which words are wrong."),
        (" \n\x00", "x", "Say which words are wrong."),
        ("1316", " 1316", "The new words are the old ones."),
        ("1317", "1315", "The live edition does not say this."),
        ("in 1316, not", "x", "Where “in 1316, not” stands, italics, a link or a note begins or ends"),
        ("before. Prices", "x", "The live edition does not say this."),
        ("em", "strong", "The live edition does not say this."),
        ("fold", "x", "The live edition does not say this."),
        ("ro", "x", "The live edition does not say this."),
        ("rose", "x" * 0, None),
        ("in", "on", "in 4 places"),
        ("The rye failed in York.", "", "Nothing would be left there."),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(live, old, new, sentence):
    if sentence:
        refused(sentence, live, old, new)
    else:
        fix(live, old, new)


def test_a_question_that_would_be_too_long_is_refused(live):
    refused("it is too long", live, "harvest", "h" * 300)


def test_what_is_not_live_or_not_any_more_is_refused(live):
    fix(live, "1316", "1315")
    refused("Edition 1 is not what readers see any more: look at edition 2.", live, "rye", "wheat")
    question = Question.objects.get()
    workflow.withdraw(question=question, reason="Forged.")
    refused("not live", Edition.objects.get(number=2), "rye", "wheat")


def test_a_fix_does_not_go_live_later(live):
    refused("now", live, "rye", "wheat", at=timezone.now() + timedelta(days=1))


@pytest.mark.parametrize(
    "body",
    [
        "<p>It all came in 1316 and later.</p>",
        "<p>Nothing of the kind.</p>",
        BODY + BODY,
        BODY.replace("not before", "perhaps"),
    ],
)
def test_where_the_draft_reads_otherwise_it_is_left_alone_and_the_clash_is_shown(live, body):
    Answer.objects.update(body=body)
    done = fix(live, "1316", "1315")
    assert Answer.objects.get().body == body
    assert Edition.objects.live().get().page.answers[0].body == BODY.replace("1316", "1315")
    (clash,) = done.clashes
    assert clash.startswith("The manuscript was left alone: the passage with “1316” reads otherwise there.")


def test_an_answer_that_has_moved_down_in_the_draft_gets_the_change_all_the_same(live):
    question = Question.objects.get()
    first = Answer.objects.get()
    Answer.objects.filter(pk=first.pk).update(position=1)
    AnswerFactory(question=question, position=0, body="<p>In 1316 it was dry.</p>")
    assert fix(live, "1316", "1315").clashes == ()
    assert Answer.objects.get(pk=first.pk).body == BODY.replace("1316", "1315")


def test_a_scheduled_edition_that_still_has_the_words_is_a_clash(live):
    question = Question.objects.get()
    workflow.publish(question=question, at=timezone.now() + timedelta(days=1))
    done = fix(live, "1316", "1315")
    assert done.edition.is_live()
    assert done.edition.live_until == Edition.objects.get(number=2).live_from
    (clash,) = done.clashes
    assert clash == "Edition 2, which is scheduled, still says “1316”: cancel it and print it again."


def test_a_draft_that_is_not_fit_to_print_does_not_stand_in_the_way(live):
    Question.objects.update(short_answer="")
    Answer.objects.get().sources.all().delete()
    done = fix(live, "1316", "1315")
    assert done.edition.number == 2


def test_who_has_the_page_open_is_told_that_the_manuscript_changed(live):
    opened = Question.objects.get()
    fix(live, "1316", "1315")
    with pytest.raises(workflow.Conflict):
        workflow.publish(question=opened)


def test_a_checked_claim_is_amended_by_whoever_prints_the_fix(live, editor):
    question = Question.objects.get()
    claim = ledger.check(claim=ledger.mark(question=question, passage="came in 1316"), state="confirmed")
    other = ledger.check(claim=ledger.mark(question=question, passage="Prices rose"), state="confirmed")
    fix(live, "1316", "1315", by=editor)
    claim.refresh_from_db()
    assert (claim.state, claim.passage, claim.checker) == ("amended", "came in 1315", editor)
    assert claim.note.startswith("Hot fix: “1316” became “1315”.")
    assert Claim.objects.get(pk=other.pk).state == "confirmed"
    assert ledger.open_entries(Question.objects.get()) == []


# --- the kind of a change ---


@pytest.fixture
def changed():
    question = printable_question()
    workflow.publish(question=question)
    question.answers.update(body="<p>It rained in 1315, and in 1316, and again in 1317.</p>")
    let_pass(question)
    return question


def test_a_person_cannot_print_another_text_without_saying_what_kind_of_change_it_is(changed, editor):
    for words in ({}, {"at": timezone.now() + timedelta(days=1)}):
        with pytest.raises(workflow.KindMissing, match="Say what kind of change this is"):
            workflow.publish(question=changed, by=editor, **words)
    assert changed.editions.count() == 1


@pytest.mark.parametrize("words", [{"substantial": False}, {"substantial": True}, {"correction": NOTE}])
def test_whoever_says_it_prints(changed, words, editor):
    edition = workflow.publish(question=changed, by=editor, **words)
    assert edition.is_substantial == (words != {"substantial": False})


def test_a_program_that_says_nothing_prints_as_before(changed):
    assert workflow.publish(question=changed).is_substantial is False


def test_emphasis_sources_and_a_withdrawn_text_need_no_kind(editor):
    question = printable_question()
    workflow.publish(question=question)
    body = Answer.objects.get().body
    question.answers.update(body=body.replace("<em>", "<strong>").replace("</em>", "</strong>"))
    SourceFactory(answer=Answer.objects.get())
    let_pass(question)
    CreditFactory(answer=Answer.objects.get(), role="checked_by")
    assert workflow.publish(question=question, by=editor).number == 2
    workflow.withdraw(question=question, reason="Forged.")
    question.answers.update(body="<p>It was all quite otherwise, and readers had nothing for a while.</p>")
    assert workflow.publish(question=question, by=UserFactory()).number == 3
