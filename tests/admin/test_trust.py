"""What the newsroom does for trust: references, reviews, lines for the classroom, and changes of substance."""

import pytest
from django.urls import reverse

from articles import richtext
from articles.models import Edition, Question
from tests.factories import AuthorFactory, SourceFactory, printable_question, printed_question

from .page import Form

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def question():
    """A question whose one source has the key "horrox1994"."""
    question = printable_question()
    answer = question.answers.get()
    answer.sources.all().delete()
    SourceFactory(answer=answer, authors="Rosemary Horrox", issued="1994")
    answer.body = f"<p>Half died.{richtext.reference('horrox1994')}</p>"
    answer.save()
    return question


def form_of(desk, question):
    return Form(desk, reverse("admin:articles_question_change", args=[question.pk]))


def findings(form):
    return [link.text for block in form.tree.find_class("findings") for link in block.iter("a")]


def test_a_key_typed_in_the_text_becomes_a_reference_when_it_is_saved(desk, question):
    form = form_of(desk, question)
    assert [code.text for code in form.tree.iter("code")] == ["[horrox1994]"]
    form.send(**{"answers-0-body": "<p>Half died.[horrox1994] So [sic] they say.</p>"})
    body = question.answers.get().body
    assert body == f"<p>Half died.{richtext.reference('horrox1994')} So [sic] they say.</p>"
    form_of(desk, question).send()
    assert question.answers.get().body == body


def test_a_key_that_no_source_has_stays_text_and_is_a_finding(desk, question):
    form = form_of(desk, question)
    shown = Form(desk, form.send(**{"answers-0-body": "<p>Half died.[hatcher1994]</p>"}).url)
    assert question.answers.get().body == "<p>Half died.[hatcher1994]</p>"
    assert "Answer 1 says “[hatcher1994]”, and no source there has this key." in findings(shown)


def test_removing_a_source_that_the_text_refers_to_keeps_it_from_print(desk, question):
    response = form_of(desk, question).send("_publish", **{"answers-0-sources-0-DELETE": "on"})
    assert Edition.objects.count() == 0
    assert findings(Form(desk, response.url)) == [
        "Name at least one source (answer 1).",
        "Answer 1 refers to a source “horrox1994” that it does not have: take the reference out, or refer to "
        "another source.",
        "Let pass what may be waived…",
    ]


def test_a_question_about_a_source_that_is_not_there_keeps_it_from_print(desk, question):
    shown = Form(desk, form_of(desk, question).send(sourcing="[hatcher1994] Why?").url)
    assert findings(shown) == [
        "A question about the sources names “hatcher1994”, which is none of them.",
        "Let pass what may be waived…",
    ]


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"reviewed_on": "2999-01-01"}, "A review lies in the past: give the day it was done."),
        ({"reviewed_on": "31/31/0000"}, "Enter a valid date."),
        ({"reviewed_on": "2025-02-17", "reviewed_by": ""}, "A review has a day and a reviewer: give both, or neither."),
        ({"glossary": "dearth: want of food\n\nno colon"}, "Line 3 needs a colon between its two parts: “plague: a deadly infection”."),
        ({"key_dates": ": nothing"}, "Line 1 needs a colon between its two parts: “plague: a deadly infection”."),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_refused_with_a_sentence_and_kept_on_the_page(
    desk, question, values, error
):
    author = AuthorFactory()
    form = form_of(desk, question)
    shown = form.again(form.send(**{"reviewed_by": str(author.pk), "reviewed_on": "2025-02-17", **values}))
    assert error in shown.errors()
    assert {name: shown.values.get(name, "").strip().replace("\r", "") for name in values} == values


def test_a_change_of_substance_is_what_the_editor_says_it_is(desk):
    edition = printed_question()
    address = reverse("admin:articles_question_publish", args=[edition.question_id])
    Form(desk, address).send("_save")
    Form(desk, address).send("_save", substantial="on")
    assert list(Edition.objects.order_by("number").values_list("is_substantial", flat=True)) == [
        True,
        False,
        True,
    ]


def test_a_first_publication_is_not_asked_about_substance(desk, question):
    form = Form(desk, reverse("admin:articles_question_publish", args=[question.pk]))
    assert "substantial" not in form.values
    assert form.tree.find(".//input[@name='substantial']") is None


def test_the_editor_has_the_node_for_references(desk, question):
    page = desk.get(reverse("admin:articles_question_change", args=[question.pk])).content.decode()
    assert "SourceReference" in page
    assert "articles/source-reference" in page
    assert Question.objects.count() == 1
