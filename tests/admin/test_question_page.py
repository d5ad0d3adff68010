"""The question's page: rows within rows, drafts, second windows, and what people paste."""

import pytest
from django.urls import reverse

from articles.models import Answer, Question
from tests.factories import (
    AnswerFactory,
    AuthorFactory,
    CreditFactory,
    PeriodFactory,
    QuestionFactory,
    SourceFactory,
    UserFactory,
    printable_question,
)

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/question/add/"


@pytest.fixture
def desk(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def change(question):
    return reverse("admin:articles_question_change", args=[question.pk])


def titles(answer):
    return list(answer.sources.values_list("position", "title"))


# --- A new question ---


def test_a_new_question_starts_with_one_empty_answer_with_one_credit_and_its_maker_as_owner(desk, editor):
    values = Form(desk, ADD).values
    assert values["answers-TOTAL_FORMS"] == "1"
    assert values["answers-0-credits-TOTAL_FORMS"] == "1"
    assert values["answers-0-sources-TOTAL_FORMS"] == "0"
    assert values["owner"] == str(editor.pk)


def test_a_question_alone_is_saved_as_a_draft_without_any_row(desk):
    Form(desk, ADD).send(text="Why did the harvest fail?", slug="why-did-the-harvest-fail")
    question = Question.objects.get()
    assert (question.text, question.stage, question.answers.count()) == (
        "Why did the harvest fail?",
        Question.Stage.EDITING,
        0,
    )


def test_an_author_who_has_not_written_yet_is_kept_with_an_empty_answer(desk):
    author = AuthorFactory()
    Form(desk, ADD).send(
        text="Why did the harvest fail?", slug="harvest", **{"answers-0-credits-0-author": str(author.pk)}
    )
    answer = Answer.objects.get()
    assert (answer.body, [credit.author for credit in answer.credits.all()]) == ("", [author])


def test_a_source_without_a_title_is_refused_and_what_was_typed_is_kept(desk):
    form = Form(desk, ADD)
    form.add_row("answers-0-sources", kind="book", authors="Johannes de Trokelowe")
    shown = form.again(form.send(text="Why?", slug="why"))
    assert shown.errors() == ["This field is required."]
    assert shown.values["answers-0-sources-0-authors"] == "Johannes de Trokelowe"
    assert shown.values["text"] == "Why?"
    assert Question.objects.count() == 0


def test_line_breaks_do_not_get_into_a_question(desk):
    Form(desk, ADD).send(text="Why did\r\n  the harvest fail?\r\n", slug="harvest")
    assert Question.objects.get().text == "Why did the harvest fail?"


# --- Rows ---


def test_two_answers_their_credits_and_sources_change_places_in_one_save(desk):
    question = QuestionFactory()
    first, second = (
        AnswerFactory(question=question, lead="One."),
        AnswerFactory(question=question, lead="Two."),
    )
    credits = [CreditFactory(answer=first), CreditFactory(answer=first)]
    for title in ("A", "B", "C"):
        SourceFactory(answer=first, title=title)
    form = Form(desk, change(question))
    swapped = {"answers-0-position": "1", "answers-1-position": "0"}
    swapped |= {"answers-0-credits-0-position": "1", "answers-0-credits-1-position": "0"}
    swapped |= {f"answers-0-sources-{number}-position": str(place) for number, place in enumerate((2, 0, 1))}
    assert form.send(**swapped).status_code == 302
    assert list(question.answers.values_list("position", "lead")) == [(0, "Two."), (1, "One.")]
    assert list(first.credits.values_list("pk", flat=True)) == [credits[1].pk, credits[0].pk]
    assert titles(first) == [(0, "B"), (1, "C"), (2, "A")]
    assert second.credits.count() == 0


def test_a_row_is_deleted_and_another_added_in_its_place_in_one_save(desk):
    answer = AnswerFactory()
    for title in ("A", "B"):
        SourceFactory(answer=answer, title=title)
    form = Form(desk, change(answer.question))
    row = form.add_row("answers-0-sources", title="New", kind="book")
    form.send(
        **{
            "answers-0-sources-0-DELETE": "on",
            f"{row}-position": "0",
            "answers-0-sources-0-position": "1",
            "answers-0-sources-1-position": "2",
        }
    )
    assert titles(answer) == [(0, "New"), (1, "B")]


def test_an_answer_that_is_deleted_takes_its_rows_along_even_those_being_changed(desk):
    question = QuestionFactory()
    gone, stays = AnswerFactory(question=question), AnswerFactory(question=question)
    CreditFactory(answer=gone)
    SourceFactory(answer=gone)
    form = Form(desk, change(question))
    row = form.add_row("answers-0-sources", authors="Without a title")
    assert form.send(**{"answers-0-DELETE": "on", f"{row}-kind": "book"}).status_code == 302
    assert list(question.answers.values_list("pk", "position")) == [(stays.pk, 0)]


def test_a_new_row_that_was_removed_again_is_not_asked_for_its_fields(desk):
    answer = AnswerFactory()
    form = Form(desk, change(answer.question))
    new = form.add_row("answers", lead="Changed my mind")
    row = form.add_row(f"{new}-sources", authors="Without a title", kind="book")
    none = {f"{new}-credits-TOTAL_FORMS": "0", f"{new}-credits-INITIAL_FORMS": "0"}
    assert form.send(**{f"{new}-DELETE": "on", **none}).status_code == 302
    assert row == "answers-1-sources-0"
    assert Answer.objects.count() == 1


def test_a_row_of_another_question_cannot_be_taken_over(desk):
    mine, other = AnswerFactory(), AnswerFactory(lead="Somebody else’s.")
    form = Form(desk, change(mine.question))
    response = form.send(**{"answers-0-id": str(other.pk), "answers-0-lead": "Taken."})
    assert response.status_code == 200
    other.refresh_from_db()
    assert (other.question_id == mine.question_id, other.lead) == (False, "Somebody else’s.")


@pytest.mark.parametrize("position", ["abc", "-1", "", "99999999999999999999", "\x00"])
def test_nonsense_for_a_position_is_never_an_error_of_ours(desk, position):
    question = QuestionFactory()
    AnswerFactory(question=question), AnswerFactory(question=question)
    form = Form(desk, change(question))
    values = {"answers-0-position": position, "answers-1-position": position}
    assert form.send(**values).status_code in (200, 302)
    assert list(question.answers.values_list("position", flat=True)) == [0, 1]


# --- Versions (two windows: see test_saving.py) ---


def test_every_save_moves_the_version_on(desk):
    question = QuestionFactory()
    Form(desk, change(question)).send()
    question.refresh_from_db()
    assert question.version == 1


# --- What people paste ---


def test_hostile_html_is_cleaned_on_every_save(desk):
    answer = AnswerFactory()
    hostile = (
        '<h1 onclick="evil()">Why</h1><script>evil()</script><p style="color:red">It <b>rained</b> '
        '<a href="javascript:evil()">here</a> <img src=x onerror=evil()></p><iframe src="//evil"></iframe>'
    )
    Form(desk, change(answer.question)).send(**{"answers-0-body": hostile})
    answer.refresh_from_db()
    assert "<strong>rained</strong>" in answer.body
    for word in ("script", "onclick", "onerror", "javascript", "style", "img", "iframe", "evil"):
        assert word not in answer.body


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "Why\x00?", "Null characters are not allowed."),
        ("text", "W" * 301, "Ensure this value has at most 300 characters (it has 301)."),
        ("text", "", "This field is required."),
        (
            "slug",
            "u.s.-history",
            "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
        ),
        ("slug", "s" * 121, "Ensure this value has at most 120 characters (it has 121)."),
        ("short_answer", "word " * 61, "The short answer has 61 words; at most 60 fit."),
        ("first_issue", "999999", "Select a valid choice. That choice is not one of the available choices."),
        ("web_date_0", "31/02/2020", "Enter a valid date."),
        ("periods", ["\x00"], "Null characters are not allowed."),
        ("periods", ["abc"], "“abc” is not a valid value."),
    ],
)
def test_what_cannot_be_stored_gets_a_sentence(desk, field, value, sentence):
    form = Form(desk, ADD)
    values = {"text": "Why?", "slug": "why", "web_date_1": "09:00", field: value}
    if field != "web_date_0":
        del values["web_date_1"]
    shown = form.again(form.send(**values))
    assert shown.errors() == [sentence]
    assert Question.objects.count() == 0


@pytest.mark.parametrize("field", ["covers", "first_published"])
def test_an_ambiguous_date_gets_a_sentence(desk, field):
    form = Form(desk, ADD)
    shown = form.again(form.send(text="Why?", slug="why", **{field: "10/7/2008"}))
    assert len(shown.errors()) == 1
    assert shown.values[field] == "10/7/2008"


@pytest.mark.parametrize(
    ("field", "value"),
    [("isbn", "9780140449135"), ("doi", "11.1000/182"), ("url", "not an address"), ("accessed", "10/7/2008")],
)
def test_a_wrong_reference_gets_a_sentence_and_is_kept(desk, field, value):
    form = Form(desk, ADD)
    row = form.add_row("answers-0-sources", title="Chronicle", kind="book", **{field: value})
    shown = form.again(form.send(text="Why?", slug="why"))
    assert len(shown.errors()) == 1
    assert shown.values[f"{row}-{field}"] == value


@pytest.mark.parametrize("total", ["", "abc", "-1", "1000000"])
def test_a_broken_count_of_rows_is_never_an_error_of_ours(desk, total):
    answer = AnswerFactory()
    form = Form(desk, change(answer.question))
    assert form.send(**{"answers-TOTAL_FORMS": total}).status_code in (200, 302)
    assert Answer.objects.count() == 1


def test_ten_thousand_fields_are_saved(desk):
    question = QuestionFactory()
    form = Form(desk, change(question))
    fields = (
        "volume",
        "issue",
        "pages",
        "locator",
        "isbn",
        "doi",
        "url",
        "accessed",
        "archive",
        "archive_ref",
    )
    empty = dict.fromkeys([*fields, "authors", "container", "publisher", "issued", "note"], "")
    form.values["answers-TOTAL_FORMS"] = "0"
    for _ in range(50):
        answer = form.add_row("answers", lead="It rained.")
        form.values |= {f"{answer}-credits-TOTAL_FORMS": "0", f"{answer}-credits-INITIAL_FORMS": "0"}
        for number in range(11):
            form.add_row(f"{answer}-sources", title=f"Chronicle {number}", kind="book", **empty)
    assert len(form.values) > 10_000
    assert form.send().status_code == 302
    assert [answer.sources.count() for answer in question.answers.all()] == [11] * 50


def test_numbers_that_are_no_addresses_lead_to_the_list_and_not_to_an_error(desk):
    for number in ("²", "٣", "9" * 30, "9" * 5000, "abc", "%00"):
        for page in ("change", "delete", "history"):
            response = desk.get(f"/admin/articles/question/{number}/{page}/")
            assert response.status_code == 302, (number, page)


# --- Owner ---


def test_the_owner_is_chosen_among_active_staff_and_stays_when_they_leave(desk, editor):
    gone = UserFactory(is_staff=True, is_active=False)
    UserFactory()
    question = QuestionFactory(owner=gone)
    options = Form(desk, change(question)).tree.get_element_by_id("id_owner").value_options
    assert sorted(options) == sorted(["", str(editor.pk), str(gone.pk)])


# --- Somebody who may only look ---


def test_a_page_to_look_at_has_no_buttons_and_shows_every_row(client):
    question = printable_question(periods=[PeriodFactory(name="Middle Ages")])
    client.force_login(people.viewer(), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(change(question)).content.decode()
    assert "Chronicle of the Wet Years" in page
    assert "Middle Ages" in page
    for button in ("data-add", "data-remove", 'name="_publish"', 'name="_save"', "<template>"):
        assert button not in page
    assert "Preview" in page


def test_saving_says_so(desk):
    question = QuestionFactory()
    response = Form(desk, change(question)).send()
    assert len(messages(response)) == 1
