"""Saving a question that somebody else, or the same person in another window, has saved meanwhile."""

import random
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.forms import NoteForm
from articles.models import Edition, Question, Revision
from tests.factories import (
    AnswerFactory,
    AuthorFactory,
    QuestionFactory,
    SourceFactory,
    TopicFactory,
    UserFactory,
    printable_question,
    printed_question,
)

from .page import Form, messages

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/question/add/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def ann(client):
    """A client signed in as Ann."""
    client.force_login(UserFactory(editor=True, username="ann"), backend=BACKEND)
    return client


@pytest.fixture
def bob(client):
    """Another client, signed in as Bob."""
    other = client.__class__()
    other.force_login(UserFactory(editor=True, username="bob"), backend=BACKEND)
    return other


def change(question):
    return reverse("admin:articles_question_change", args=[question.pk])


def fresh(row):
    row.refresh_from_db()
    return row


# --- What fits together ---


def test_changes_to_different_fields_and_rows_are_all_there_and_it_is_said(ann, bob):
    question = printable_question()
    answer = question.answers.get()
    mine, theirs = Form(ann, change(question)), Form(bob, change(question))
    theirs.add_row("answers-0-sources", kind="book", title="Theirs")
    theirs.send(short_answer="Theirs.")
    mine.add_row("answers-0-sources", kind="book", title="Mine")
    response = mine.send(**{"answers-0-lead": "My lead."})
    assert response.status_code == 302
    assert (fresh(question).short_answer, fresh(answer).lead) == ("Theirs.", "My lead.")
    titles = list(answer.sources.values_list("title", flat=True))
    assert titles[:2] == ["Theirs", "Mine"]  # both were put first
    told = messages(response)[0]
    assert told == (
        "Saved, and brought together with what bob had changed meanwhile: "
        "Short answer and Answer 1, source “Theirs”."
    )


def test_what_came_together_is_not_published_unseen(ann, bob):
    question = printable_question()
    mine, theirs = Form(ann, change(question)), Form(bob, change(question))
    theirs.send(short_answer="Theirs.")
    response = mine.send("_publish", **{"answers-0-lead": "My lead."})
    assert messages(response)[-1] == "Look at what came together first, then go on from here."
    assert Edition.objects.count() == 0
    assert question.answers.get().lead == "My lead."


def test_a_publication_meanwhile_is_nothing_to_be_told_of(ann, editor):
    question = printable_question()
    mine = Form(ann, change(question))
    workflow.publish(question=question, by=editor)
    response = mine.send(short_answer="Mine.")
    assert fresh(question).short_answer == "Mine."
    assert len(messages(response)) == 1
    assert question.revisions.order_by("number").last().kind == Revision.Kind.SAVED


def test_a_row_that_somebody_removed_stays_away_and_another_keeps_what_was_typed(ann, bob):
    answer = AnswerFactory()
    for title in ("A", "B", "C"):
        SourceFactory(answer=answer, title=title)
    mine, theirs = Form(ann, change(answer.question)), Form(bob, change(answer.question))
    theirs.send(**{"answers-0-sources-0-DELETE": "on"})
    mine.send(**{"answers-0-sources-2-title": "C, second edition"})
    assert list(answer.sources.values_list("position", "title")) == [(0, "B"), (1, "C, second edition")]


def test_a_mistake_on_a_stale_page_is_shown_as_its_editor_knows_the_page(ann, bob):
    answer = AnswerFactory()
    for title in ("A", "B", "C"):
        SourceFactory(answer=answer, title=title)
    mine, theirs = Form(ann, change(answer.question)), Form(bob, change(answer.question))
    theirs.send(**{"answers-0-sources-0-DELETE": "on"})
    shown = mine.again(mine.send(**{"answers-0-sources-2-title": ""}))
    assert shown.errors() == ["This field is required."]
    assert [shown.values.get(f"answers-0-sources-{number}-title") for number in range(3)] == ["A", "B", None]
    assert list(answer.sources.values_list("title", flat=True)) == ["B", "C"]
    shown.send(**{"answers-0-sources-2-title": "C2"})
    assert list(answer.sources.values_list("title", flat=True)) == ["B", "C2"]


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30, "²"])
def test_a_save_that_does_not_say_what_it_was_opened_on_is_refused_and_kept(ann, version):
    question = QuestionFactory()
    form = Form(ann, change(question))
    shown = form.again(form.send(short_answer="Mine.", opened_version=version))
    assert "Somebody else saved this question" in " ".join(shown.errors())
    assert shown.values["short_answer"] == "Mine."
    assert fresh(question).short_answer == ""


# --- What clashes ---


@pytest.fixture
def clash(ann, bob):
    """A question whose short answer Ann and Bob both changed, Bob first; and the page that Ann is led to."""
    question = printable_question(short_answer="Before.")
    mine, theirs = Form(ann, change(question)), Form(bob, change(question))
    theirs.send(short_answer="Theirs.")
    response = mine.send(short_answer="Mine.", **{"answers-0-lead": "My lead."})
    return fresh(question), response.url


def test_a_clash_changes_nothing_and_keeps_all_three_texts(ann, clash):
    question, address = clash
    assert (question.short_answer, question.version) == ("Theirs.", 1)
    assert question.answers.get().lead != "My lead."
    kept = question.revisions.order_by("number").values_list("kind", "manuscript__fields__short_answer")
    assert list(kept) == [("found", "Before."), ("saved", "Theirs."), ("aside", "Mine.")]
    page = ann.get(address).content.decode()
    for text in ("Before.", "Theirs.", "Mine.", "bob changed the same as ann did"):
        assert text in page
    assert "Answer 1: lead" in page


@pytest.mark.parametrize(("choice", "stands"), [("theirs", "Theirs."), ("yours", "Mine.")])
def test_a_clash_is_resolved_by_choosing(ann, clash, choice, stands):
    question, address = clash
    response = Form(ann, address).send(**{"choice-short_answer": choice})
    assert response.url == change(question)
    assert (fresh(question).short_answer, question.answers.get().lead) == (stands, "My lead.")
    last = question.revisions.order_by("number").last()
    assert (last.kind, last.by.username) == ("merged", "ann")


@pytest.mark.parametrize("choice", ["", "nonsense", "both", "\x00"])
def test_no_choice_or_nonsense_changes_nothing(ann, clash, choice):
    question, address = clash
    response = Form(ann, address).send(**{"choice-short_answer": choice})
    assert response.status_code == 200
    assert "Choose for each of these" in response.content.decode()
    assert fresh(question).short_answer == "Theirs."


def test_a_choice_made_on_an_old_page_is_refused(ann, bob, clash):
    question, address = clash
    page = Form(ann, address)
    Form(bob, change(question)).send(short_answer="Theirs, again.")
    response = page.send(**{"choice-short_answer": "yours"})
    assert "Somebody saved this question while you were looking" in response.content.decode()
    assert fresh(question).short_answer == "Theirs, again."


def test_the_text_before_both_is_what_the_page_showed_even_where_that_was_a_merge(ann, bob):
    question = printable_question(short_answer="Before.")
    mine, theirs = Form(ann, change(question)), Form(bob, change(question))
    theirs.send(short_answer="Theirs.")
    mine.send(**{"answers-0-lead": "My lead."})
    theirs = Form(bob, change(question))
    Form(ann, change(question)).send(short_answer="Mine.")
    address = theirs.send(short_answer="Theirs, again.").url
    page = bob.get(address).content.decode()
    assert "Before." not in page
    for text in ("Theirs.", "Mine.", "Theirs, again."):
        assert text in page


def test_a_clash_may_be_left_aside_and_brought_together_from_the_history(ann, clash):
    question, address = clash
    history = ann.get(reverse("admin:articles_question_history", args=[question.pk])).content.decode()
    assert f'href="{address}"' in history
    assert "Kept aside" in history


def test_two_that_break_a_rule_together_become_a_choice(ann, bob):
    reviewer = AuthorFactory()
    question = QuestionFactory(reviewed_on="2020-01-01", reviewed_by=reviewer)
    mine, theirs = Form(ann, change(question)), Form(bob, change(question))
    theirs.send(reviewed_on="", reviewed_by="", short_answer="Theirs.")
    response = mine.send(reviewed_on="2020-01-02", premise_note="Mine.")
    assert "/resolve/" in response.url
    assert fresh(question).reviewed_on is None
    page = Form(ann, response.url)
    refused = page.send(**{"choice-reviewed_on": "yours", "choice-premise_note": "yours"})
    assert refused.status_code == 200
    page.send(**{"choice-reviewed_on": "theirs", "choice-premise_note": "yours"})
    assert (fresh(question).premise_note, question.short_answer) == ("Mine.", "Theirs.")


def test_an_address_that_another_question_took_meanwhile_is_no_error_of_ours(ann, bob):
    question = QuestionFactory(slug="first")
    mine = Form(ann, change(question))
    Form(bob, change(question)).send(slug="second")
    QuestionFactory(slug="first")
    shown = mine.again(mine.send(short_answer="Mine."))
    assert shown.values["short_answer"] == "Mine."
    assert "Somebody else saved this question" in " ".join(shown.errors())


# --- One person's own saves ---


def test_save_pressed_twice_is_one_save(ann):
    answer = AnswerFactory()
    form = Form(ann, change(answer.question))
    row = form.add_row("answers-0-sources", kind="book", title="New")
    for _ in range(2):
        assert form.send(short_answer="Mine.").url == change(answer.question)
    assert row == "answers-0-sources-0"
    assert list(answer.sources.values_list("title", flat=True)) == ["New"]


def test_typing_on_while_a_save_is_under_way_is_no_clash(ann):
    answer = AnswerFactory()
    form = Form(ann, change(answer.question))
    row = form.add_row("answers-0-sources", kind="book", title="New")
    form.send(short_answer="Mine.")
    response = form.send(**{"short_answer": "Mine, more.", f"{row}-title": "Newer"})
    assert response.url == change(answer.question)
    assert fresh(answer.question).short_answer == "Mine, more."
    assert list(answer.sources.values_list("title", flat=True)) == ["Newer"]


def test_typing_on_does_not_undo_what_a_merge_brought_in(ann, bob):
    question = printable_question()
    mine, theirs = Form(ann, change(question)), Form(bob, change(question))
    theirs.send(premise_note="Theirs.")
    mine.send(short_answer="Mine.")
    mine.send(short_answer="Mine, more.")
    assert (fresh(question).premise_note, question.short_answer) == ("Theirs.", "Mine, more.")


def test_a_new_question_saved_twice_is_one_question(ann):
    form = Form(ann, ADD)
    form.add_row("answers-0-sources", kind="book", title="New")
    form.send(text="Why?", slug="why")
    response = form.send(text="Why then?", slug="why")
    question = Question.objects.get()
    assert response.url == change(question)
    assert question.text == "Why then?"
    assert [answer.sources.count() for answer in question.answers.all()] == [1]


# --- Every door ---


@pytest.mark.parametrize("page", ["publish", "withdraw", "waive"])
def test_a_verb_on_a_page_that_is_old_is_refused_with_a_sentence(ann, bob, page):
    question = printed_question().question
    question.answers.get().sources.all().delete()  # something to waive
    form = Form(ann, reverse(f"admin:articles_question_{page}", args=[question.pk]))
    Form(bob, change(question)).send(short_answer="Theirs.")
    response = form.send(reason="So.", kind=NoteForm.NONE)
    assert "Somebody changed this question while you were looking" in " ".join(messages(response))
    assert (Edition.objects.count(), question.waivers.count()) == (1, 0)


@pytest.mark.parametrize("version", ["0", "", "abc", "9" * 40])
def test_cancelling_an_edition_on_an_old_page_is_refused_with_a_sentence(ann, editor, version):
    question = printable_question()
    edition = workflow.schedule(question=question, by=editor, at=_tomorrow())
    address = reverse("admin:articles_question_unschedule", args=[question.pk, edition.number])
    response = ann.post(address, {"version": version})
    assert "Somebody changed this question" in messages(response)[0]
    assert question.editions.scheduled().exists()
    ann.post(address, {"version": str(fresh(question).version)})
    assert not question.editions.scheduled().exists()


def _tomorrow():
    return timezone.now() + timedelta(days=1)


def test_a_save_is_logged_once_and_a_clash_not_at_all(ann, bob):
    question = printable_question()
    mine, theirs = Form(ann, change(question)), Form(bob, change(question))
    theirs.send(short_answer="Theirs.")
    mine.send(short_answer="Mine.")
    assert LogEntry.objects.count() == 1
    Form(ann, change(question)).send(premise_note="Mine.")
    assert LogEntry.objects.count() == 2


# --- Many times, by the real door ---


@pytest.mark.parametrize("seed", range(4))
def test_interleavings_by_the_real_door_lose_nothing_in_silence(ann, bob, seed):
    chance = random.Random(seed)
    topics = [TopicFactory() for _ in range(2)]
    question = printable_question(topics=topics[:1])
    fields = ("short_answer", "premise_note", "text_as_asked", "answers-0-lead")
    pages = {desk: Form(desk, change(question)) for desk in (ann, bob)}
    held = {desk: {name: page.values[name] for name in fields} for desk, page in pages.items()}
    for step in range(10):
        desk = chance.choice([ann, bob])
        page, name = pages[desk], chance.choice(fields)
        page.values[name] = f"{step}: {chance.random()}"
        before = {name: _stored(question, name) for name in fields}
        response = page.send()
        after = {name: _stored(question, name) for name in fields}
        if "/resolve/" in response.url:
            assert after == before
            assert any(
                page.values[name] != held[desk][name]
                and before[name] not in (held[desk][name], page.values[name])
                for name in fields
            )
            pages[desk] = page = Form(desk, change(question))
        else:
            for name in fields:
                mine = page.values[name] != held[desk][name]
                assert after[name] == (page.values[name] if mine else before[name])
            if chance.random() < 0.5:
                pages[desk] = page = Form(desk, change(question))
        held[desk] = {name: page.values[name] for name in fields}


def _stored(question, name):
    return fresh(question.answers.get()).lead if name == "answers-0-lead" else getattr(fresh(question), name)
