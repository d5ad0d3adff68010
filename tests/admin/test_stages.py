"""Stages, the log and what waits for somebody, as the newsroom's pages show them."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import audit, stages
from articles.models import AuditEntry, Question
from articles.stages import Stage
from tests.factories import (
    AuthorFactory,
    PeriodFactory,
    QuestionFactory,
    SubmissionFactory,
    UserFactory,
    printable_question,
)

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LOG = "/admin/articles/auditentry/"


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


@pytest.fixture
def editor(client):
    return sign_in(client, people.in_role("editor"))


def change(question):
    return reverse("admin:articles_question_change", args=[question.pk])


def move(question, name):
    return reverse("admin:articles_question_move", args=[question.pk, name])


def test_the_page_offers_the_legal_moves_and_no_others(client, editor):
    page = client.get(change(printable_question(stage=Stage.ACCEPTED))).content.decode()
    assert "Stage: Accepted" in page
    assert [name for name in stages.MOVES if f"/move/{name}/" in page] == [
        "commission",
        "hand-in",
        "start-editing",
    ]


def test_a_question_is_commissioned_with_historian_day_and_note(client, editor):
    question, author = QuestionFactory(stage=Stage.ACCEPTED), AuthorFactory(name="Edith Marlow")
    form = Form(client, move(question, "commission"))
    refused = form.send(note="Please be short.")
    assert messages(refused) == [
        "Say who is to answer: choose a historian, or an owner here. Give the day the answer is due."
    ]
    assert form.again(refused).values["note"] == "Please be short."
    response = form.send(historian=str(author.pk), due="24/12/2026", note="Please be short.")
    question.refresh_from_db()
    assert (response.status_code, question.stage, question.historian) == (302, Stage.COMMISSIONED, author)
    assert messages(response)[-1] == "You commissioned it."
    page = client.get(change(question)).content.decode()
    assert "commissioned it; historian: Edith Marlow; due: 24 Dec 2026. “Please be short.”" in page


def test_an_illegal_move_is_refused_with_a_sentence(client, editor):
    question = printable_question(stage=Stage.RECEIVED)
    response = Form(client, move(question, "fact-check")).send()
    assert messages(response) == ["“Send to fact-check” is not possible here: the question is at “Received”."]
    question.refresh_from_db()
    assert question.stage == Stage.RECEIVED


def test_a_move_on_a_page_that_is_stale_is_refused(client, editor):
    question = printable_question(stage=Stage.EDITING)
    form = Form(client, move(question, "fact-check"))
    Question.objects.filter(pk=question.pk).update(version=5)
    assert "Somebody changed this question" in messages(form.send())[0]


@pytest.mark.parametrize("name", ["nothing", "publish", "move"])
def test_a_move_that_does_not_exist_is_not_found(client, editor, name):
    assert client.get(move(QuestionFactory(), name)).status_code == 404


def test_who_owns_a_commissioned_question_cannot_be_emptied_with_its_day(client, editor):
    question = printable_question(stage=Stage.COMMISSIONED, owner=editor, due=TODAY)
    form = Form(client, change(question))
    shown = form.again(form.send(due=""))
    assert "What is commissioned has a day to be ready by, and an owner or a historian." in shown.errors()


# --- The log ---


def test_a_save_is_told_in_words_with_rows_and_never_twice(client, editor):
    question = printable_question(short_answer="It rained.")
    form = Form(client, change(question))
    form.send(short_answer="It rained for years.", **{"answers-0-lead": "Rain."})
    entry = AuditEntry.objects.get()
    assert entry.text.splitlines() == [
        "changed the short answer from “It rained.” to “It rained for years.”",
        "changed the lead of answer 1 from “It rained from May to September, and the grain rotted in the ear.” "
        "to “Rain.”",
    ]
    assert (entry.by, entry.verb) == (editor, "changed")
    assert "changed the short answer from" in client.get(change(question)).content.decode()
    Form(client, change(question)).send()
    assert AuditEntry.objects.count() == 1


def test_catalogue_rows_are_told_and_a_refused_save_is_not(client, editor):
    period = PeriodFactory(name="Middle Ages")
    address = reverse("admin:articles_period_change", args=[period.pk])
    Form(client, address).send(name="")
    assert AuditEntry.objects.count() == 0
    Form(client, address).send(name="The Middle Ages")
    assert AuditEntry.objects.get().text == "changed the name from “Middle Ages” to “The Middle Ages”"


def test_a_deletion_is_told(client):
    sign_in(client, people.in_role("publisher"))
    question = QuestionFactory()
    Form(client, reverse("admin:articles_question_delete", args=[question.pk])).send("post")
    assert list(AuditEntry.objects.values_list("verb", "title")) == [("deleted", question.text)]
    other = QuestionFactory()
    address = reverse("admin:articles_question_changelist")
    listed = Form(client, address)
    Form(client, address, listed.send("index", action="delete_selected", _selected_action=[other.pk])).send()
    assert AuditEntry.objects.count() == 2


def test_what_readers_sent_is_not_told(client, editor):
    submission = SubmissionFactory()
    Form(client, reverse("admin:articles_submission_change", args=[submission.pk])).send(asker_name="Rita")
    assert AuditEntry.objects.count() == 0
    assert LogEntry.objects.count() == 1


def write(number):
    question = QuestionFactory()
    AuditEntry.objects.bulk_create(
        AuditEntry(
            verb="changed", subject="question", row=question.pk, title=f"Entry {n}.", text="changed it"
        )
        for n in range(number)
    )


def test_the_log_is_paged_by_key_without_counting_or_skipping(client, editor):
    write(120)
    seen, address = [], LOG
    while address:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page = client.get(address)
        sql = [query["sql"] for query in caught if "articles_auditentry" in query["sql"]]
        assert len(sql) == 1
        assert "COUNT(" not in sql[0]
        assert "OFFSET" not in sql[0]
        changelist = page.context["cl"]
        seen += [entry.title for entry in changelist.result_list]
        address = LOG + changelist.next_page if changelist.next_page else ""
    assert seen == [f"Entry {n}." for n in reversed(range(120))]


@pytest.mark.parametrize(
    "query", ["verb=publish", "subject=question", "by=1", "p=abc", "p=" + "9" * 30, "by=x"]
)
def test_the_log_is_filtered_and_nonsense_is_no_error_of_ours(client, editor, query):
    write(3)
    assert client.get(f"{LOG}?{query}", follow=True).status_code == 200


def test_filters_find_what_they_say(client, editor):
    write(2)
    audit.record("publish", QuestionFactory(), "printed edition 1", by=editor)
    for query in ("verb=publish", f"by={editor.pk}"):
        assert [entry.verb for entry in client.get(f"{LOG}?{query}").context["cl"].result_list] == ["publish"]
    assert len(client.get(f"{LOG}?subject=question").context["cl"].result_list) == 3
    assert list(client.get(f"{LOG}?subject=author").context["cl"].result_list) == []


# --- Waiting for me ---


def waiting(client):
    groups = client.get(reverse("admin:index")).context["desk"]
    assert groups[0]["name"] == "Waiting for me"
    return [(item["text"], item["note"], item["late"]) for item in groups[0]["items"]]


def test_what_is_mine_comes_first_late_ones_marked(client, editor):
    yesterday = TODAY - timedelta(days=1)
    QuestionFactory(text="Mine, some day?", owner=editor)
    QuestionFactory(text="Mine, late?", owner=editor, due=yesterday)
    QuestionFactory(text="Of another?", owner=UserFactory(), due=yesterday)
    QuestionFactory(text="For any editor?", stage=Stage.RECEIVED, due=TODAY)
    QuestionFactory(text="For a checker?", stage=Stage.FACT_CHECK)
    QuestionFactory(text="Done?", stage=Stage.PRINTED, owner=editor)
    assert [(text, late) for text, _, late in waiting(client)] == [
        ("Mine, late?", True),
        ("For any editor?", False),
        ("Mine, some day?", False),
    ]
    page = client.get(reverse("admin:index")).content.decode()
    assert page.count(">late<") == 1


@pytest.mark.parametrize(
    ("role", "stage"),
    [
        ("fact-checker", Stage.FACT_CHECK),
        ("publisher", Stage.READY),
        ("editor", Stage.ANSWERED),
        ("contributor", None),
        ("reader", None),
    ],
)
def test_each_role_is_told_of_the_stages_that_it_ends(client, role, stage):
    sign_in(client, people.in_role(role))
    for each in (Stage.FACT_CHECK, Stage.READY, Stage.ANSWERED):
        QuestionFactory(text=f"At {each.value}?", stage=each)
    found = [text for text, _, _ in waiting(client)]
    if role == "publisher":
        assert f"At {stage.value}?" in found
    else:
        assert found == ([f"At {stage.value}?"] if stage else [])


def test_the_first_page_costs_the_same_with_one_row_and_with_thirty(client, editor):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("admin:index"))
        return len(caught)

    QuestionFactory(owner=editor)
    client.get(reverse("admin:index"))
    once = cost()
    for _ in range(30):
        QuestionFactory(owner=editor, due=TODAY)
    assert cost() == once
