"""The checklist while somebody types, and the page to let findings pass one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from articles import printing, typed
from articles.models import Answer, Credit, HouseStyleRule, Question, Source, Waiver
from tests.factories import (
    AnswerFactory,
    AuthorFactory,
    CreditFactory,
    PictureFactory,
    SourceFactory,
    printable_question,
)

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


def to(page, question, *more):
    return reverse(f"admin:articles_question_{page}", args=[question.pk, *more])


def stored():
    return [
        list(model.objects.order_by("pk").values()) for model in (Question, Answer, Credit, Source, Waiver)
    ]


def listed(client, question, values):
    """Post ``values`` as the page's script does; return (sentence, target) of each finding shown."""
    response = client.post(to("checklist", question), values)
    assert response.status_code == 200
    fragment = html.fromstring(response.content.decode())
    links = [link for group in fragment.find_class("finding-list") for link in group.iter("a")]
    return [(link.text, link.get("href")) for link in links]


def test_the_list_of_an_untouched_form_is_that_of_the_page(desk):
    question = printable_question(short_answer="")
    SourceFactory(answer=AnswerFactory(question=question))
    form = Form(desk, to("change", question))
    shown = [
        (link.text, link.get("href")) for link in form.tree.iter("a") if "#id_" in (link.get("href") or "")
    ]
    assert listed(desk, question, form.values) == shown
    assert len(shown) == 3


def test_what_is_typed_is_judged_and_nothing_is_stored(desk):
    question = printable_question()
    HouseStyleRule.objects.create(find="upon", use="on")
    before = stored()
    form = Form(desk, to("change", question))
    form.values |= {
        "text": "Why it rained.",
        "short_answer": "",
        "answers-0-body": "<p>It fell upon us." + " rain" * 20,
    }
    form.values |= {"periods": [], "answers-0-sources-0-DELETE": "on", "answers-0-credits-0-author": ""}
    assert listed(desk, question, form.values) == [
        ("The question does not end in “?”.", "#id_text"),
        ("Write the short answer.", "#id_short_answer"),
        ("Say who answered (answer 1).", "#id_answers-0-credits-0-author"),
        ("Name at least one source (answer 1).", "#id_answers-0-sources-0-title"),
        ("Choose a period, so that readers find it.", "#id_periods"),
        ("Answer 1 says “upon”: write “on”.", "#id_answers-0-body"),
    ]
    assert stored() == before


def test_rows_that_are_new_or_have_moved_are_led_to_where_they_stand(desk):
    question = printable_question()
    form = Form(desk, to("change", question))
    form.add_row("answers", body="", lead="A second view.")
    form.values |= {"answers-0-position": "1", "answers-1-position": "0"}
    form.add_row("answers-0-sources", title="No year", kind="book", position="1")
    assert listed(desk, question, form.values) == [
        ("Answer 1 has no text.", "#id_answers-1-body"),
        ("Say who answered (answer 1).", "#id_answers-1-credits-0-author"),
        ("Name at least one source (answer 1).", "#id_answers-1-sources-0-title"),
        ("A source of answer 2 lacks its year.", "#id_answers-0-sources-1-issued"),
    ]


def test_a_new_credit_and_a_new_source_count_before_they_are_saved(desk):
    question = printable_question()
    Credit.objects.all().delete()
    Source.objects.all().delete()
    Answer.objects.update(body=f"<p>{'It rained on three summers in a row. ' * 6}</p>")
    form = Form(desk, to("change", question))
    form.values["answers-0-credits-0-author"] = str(AuthorFactory().pk)
    form.add_row("answers-0-sources", title="Chronicle", kind="book", issued="c. 1322")
    assert listed(desk, question, form.values) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"covers": "the day before", "reviewed_on": "31/31/0000", "web_date_0": "x", "web_date_1": "y"},
        {"picture": "9" * 30, "reviewed_by": "999999", "periods": ["x", "-1", ""], "owner": "nobody"},
        {"answers-TOTAL_FORMS": "99999999999", "answers-0-id": "x", "answers-0-position": "-3"},
        {"answers-0-credits-0-author": "999999", "answers-0-credits-0-role": "\x00"},
        {"text": "Why \x00 rain?", "answers-0-body": "<script>alert(1)</script><p>\x00</p>", "slug": "\x00"},
        {
            "answers-0-sources-0-url": "https://[",
            "answers-0-sources-0-kind": "none",
            "answers-TOTAL_FORMS": "",
        },
        {"text": "w" * 100_000, "short_answer": "w " * 20_000},
    ],
)
def test_nonsense_is_no_error(desk, wrong):
    question = printable_question(picture=PictureFactory())
    before = stored()
    listed(desk, question, {**Form(desk, to("change", question)).values, **wrong})
    listed(desk, question, wrong)
    listed(desk, question, {})
    assert stored() == before


def test_who_may_not_change_questions_is_not_answered(client):
    question = printable_question()
    client.force_login(people.viewer(), backend=BACKEND)
    assert client.post(to("checklist", question), {"text": "Why?"}).status_code == 403
    assert "data-checklist" not in client.get(to("change", question)).content.decode()
    client.force_login(people.sub_editor(), backend=BACKEND)
    response = client.post(to("checklist", question), {"short_answer": ""})
    assert response.status_code == 200
    assert "waive" not in response.content.decode()
    assert client.get(to("checklist", question)).status_code == 405
    assert client.post(reverse("admin:articles_question_checklist", args=[10**9])).status_code == 404


def test_the_typed_question_freezes_as_the_saved_one_would(desk, rf):
    question = printable_question(picture=PictureFactory(), covers="1315")
    form = Form(desk, to("change", question))
    form.values["short_answer"] = "Because it rained and rained."
    request = rf.post("/", form.values)
    made = printing.freeze(
        typed.read(Question.objects.for_print().get(pk=question.pk), request.POST).question
    )
    form.send()
    assert made == printing.freeze(Question.objects.for_print().get(pk=question.pk))


def queries(client, question):
    values = Form(client, to("change", question)).values
    with CaptureQueriesContext(connection) as made:
        client.post(to("checklist", question), values)
    return len(made)


def test_the_queries_do_not_grow_with_the_rows(desk):
    question = printable_question(picture=PictureFactory())
    queries(desk, question)
    one = queries(desk, question)
    for _ in range(4):
        answer = AnswerFactory(question=question)
        for _ in range(7):
            CreditFactory(answer=answer)
            SourceFactory(answer=answer)
    assert queries(desk, question) == one


# --- Let pass ---


@pytest.fixture
def styled():
    HouseStyleRule.objects.create(find="upon", use="on")
    return printable_question(short_answer="It fell upon us.", premise_note="It came upon us.")


def boxes(form):
    return [box for box in form.tree.iter("input") if box.get("name") == "findings"]


def test_each_finding_is_let_pass_by_itself_and_taken_back(desk, styled, editor):
    form = Form(desk, to("waive", styled))
    assert [box.get("checked") for box in boxes(form)] == [None, None]
    shown = form.again(form.send(reason="A quotation."))
    assert shown.errors() == ["Tick what may pass."]
    assert shown.values["reason"] == "A quotation."
    response = form.send(reason="A quotation.", findings=boxes(form)[0].get("value"))
    assert messages(response) == ["Let pass: 1 finding."]
    waiver = styled.waivers.get()
    assert (waiver.finding, waiver.by, waiver.reason) == ("house_style", editor, "A quotation.")
    again = Form(desk, to("waive", styled))
    assert len(boxes(again)) == 1
    address = to("takeback", styled, waiver.pk)
    assert f'action="{address}"' in again.page.content.decode()
    assert desk.post(address).url == to("waive", styled)
    assert len(boxes(Form(desk, to("waive", styled)))) == 2
    waiver.refresh_from_db()
    assert waiver.taken_back_by == editor
    assert desk.post(to("takeback", printable_question(), waiver.pk)).status_code == 404


def test_a_finding_that_is_gone_by_now_is_no_choice(desk, styled):
    form = Form(desk, to("waive", styled))
    shown = form.again(form.send(reason="A quotation.", findings="house_style:0"))
    assert "is not one of the available choices" in shown.errors()[0]
    assert styled.waivers.count() == 0


def test_the_list_of_house_style_is_kept_in_the_admin(desk):
    form = Form(desk, reverse("admin:articles_housestylerule_add"))
    form.send("_save", find="upon", use="on")
    assert str(HouseStyleRule.objects.get()) == "upon → on"
    assert "The list has this word already." in form.again(form.send("_save", find="upon")).errors()
