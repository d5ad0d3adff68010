"""Every list of the newsroom: as many queries for 30 rows as for one, for whoever looks; search and filters."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Question, Waiver
from tests.factories import (
    AuthorFactory,
    BookFactory,
    CreditFactory,
    ErrorReportFactory,
    FigureFactory,
    IssueFactory,
    OfferFactory,
    PictureFactory,
    PlaceFactory,
    PublicationFactory,
    QuestionFactory,
    SponsorshipFactory,
    SubmissionFactory,
    TopicFactory,
    UserFactory,
    printable_question,
    printed_question,
)

from . import people

pytestmark = pytest.mark.django_db

MODELS = sorted(
    model._meta.model_name for model in admin.site._registry if model._meta.app_label == "articles"
)


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def fill(number, owner):
    """Make ``number`` rows of every model, each with rows of its own behind it."""
    for _ in range(number):
        issue = IssueFactory(cover=PictureFactory())
        question = printable_question(
            first_publication=issue.publication, first_issue=issue, owner=owner, topics=[TopicFactory()]
        )
        credit = CreditFactory(answer=question.answers.get())
        BookFactory(authors=[credit.author, AuthorFactory()], cover=PictureFactory())
        Waiver.objects.create(question=question, finding="no_sources", reason="Printed so.", by=owner)
        workflow.publish(question=question, by=owner)
        note = {"kind": "update", "wrong": "Short.", "right": "Long.", "noticed_by": ""}
        workflow.publish(question=question, by=owner, correction=note)
        (
            PlaceFactory(),
            FigureFactory(),
            OfferFactory(publications=[PublicationFactory()]),
            SponsorshipFactory(),
        )
        SubmissionFactory(question=question, duplicate_of=SubmissionFactory())
        ErrorReportFactory(edition=question.editions.first())


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    return len(queries)


@pytest.mark.parametrize("who", [people.viewer, people.desk_editor])
def test_no_list_costs_more_queries_for_30_rows_than_for_one(client, who):
    user = who()
    sign_in(client, user)
    lists = {model: reverse(f"admin:articles_{model}_changelist") for model in MODELS}
    lists["first page"] = reverse("admin:index")
    fill(1, user)
    for address in lists.values():
        client.get(address)  # content types and permissions are read once
    at_one = {name: cost(client, address) for name, address in lists.items()}
    fill(29, user)
    assert {name: cost(client, address) for name, address in lists.items()} == at_one
    assert max(at_one.values()) <= 20


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("question", "first_issue"),
        ("question", "picture"),
        ("credit", "books"),
        ("submission", "duplicate_of"),
    ],
)
def test_a_picker_costs_as_much_for_many_as_for_one(client, model, field):
    user = people.desk_editor()
    sign_in(client, user)
    address = (
        f"{reverse('admin:autocomplete')}?app_label=articles&model_name={model}&field_name={field}&term="
    )
    fill(1, user)
    at_one = cost(client, address)
    fill(9, user)
    assert cost(client, address) == at_one


@pytest.mark.parametrize("model", MODELS)
def test_every_list_can_be_searched_for_anything(client, editor, model):
    sign_in(client, editor)
    address = reverse(f"admin:articles_{model}_changelist")
    for words in ("rain", "“rain” 'x' %_\\", "w" * 3000, " ", "é"):
        assert client.get(address, {"q": words}).status_code == 200
    assert client.get(address, {"q": "\x00"}).status_code == 302


def test_a_picker_searched_for_nul_answers(client, editor):
    sign_in(client, editor)
    query = {"app_label": "articles", "model_name": "question", "field_name": "periods", "term": "a\x00"}
    assert client.get(reverse("admin:autocomplete"), query).status_code == 200


def test_the_desk_finds_a_question_by_its_words_its_address_or_its_author(client, editor):
    sign_in(client, editor)
    question = printable_question(text="Why did the harvest fail?", slug="harvest-of-1315")
    CreditFactory(answer=question.answers.get(), author=AuthorFactory(name="Johannes de Trokelowe"))
    printable_question(text="Who was Hatshepsut?")
    for words in ("harvest fail", "harvest-of-1315", "trokelowe"):
        assert shown(client, q=words) == [question]


@pytest.mark.parametrize("state", ["live", "scheduled", "never", "withdrawn", "waived"])
def test_the_desk_filters_by_what_readers_see(client, editor, state):
    sign_in(client, editor)
    made = {
        "live": printed_question().question,
        "scheduled": printed_question(at=timezone.now() + timedelta(days=1)).question,
        "never": printable_question(),
        "withdrawn": printed_question().question,
    }
    workflow.withdraw(question=made["withdrawn"], reason="A forgery.")
    waived = printable_question(short_answer="")
    workflow.waive(question=waived, reason="Printed so.")
    workflow.publish(question=waived)
    wanted = {**{name: [row] for name, row in made.items()}, "waived": [waived]}
    wanted["live"].append(waived)
    wanted["never"].append(made["scheduled"])
    assert sorted(row.pk for row in shown(client, state=state)) == sorted(row.pk for row in wanted[state])


def shown(client, **query):
    """Return the questions of the desk's list."""
    response = client.get(reverse("admin:articles_question_changelist"), query)
    return list(Question.objects.filter(pk__in=[row.pk for row in response.context["cl"].result_list]))


def test_the_first_page_shows_what_is_due_what_is_coming_and_what_was_changed(client):
    sign_in(client, UserFactory(editor=True))
    printable_question(text="Is it late?", due=timezone.localdate() - timedelta(days=1))
    printed_question(text="Is it coming?", at=timezone.now() + timedelta(days=1))
    groups = {
        group["name"]: [item["text"] for item in group["items"]]
        for group in client.get("/admin/").context["desk"]
    }
    assert groups == {
        "Waiting for me": [],
        "Picture rights about to end": [],
        "To read again": [],
        "Due": ["Is it late?"],
        "Going live": ["Is it coming?"],
        "From readers": [],
        "Errors reported": [],
        "Changed lately": ["Is it coming?", "Is it late?"],
    }


@pytest.mark.parametrize("order", [None, "1", "-1", "7.1"])
@pytest.mark.parametrize("number", [9, 10, 11])
def test_pages_from_either_end_hold_every_row_once_and_in_order(client, monkeypatch, order, number):
    sign_in(client, people.viewer())
    monkeypatch.setattr(admin.site._registry[Question], "list_per_page", 2)
    for place in range(number):
        QuestionFactory(text=f"Why {place % 3}?", slug=f"why-{place}")
    query = {"o": order} if order else {}
    address = reverse("admin:articles_question_changelist")
    pages = [
        [row.pk for row in client.get(address, {**query, "p": page}).context["cl"].result_list]
        for page in range(1, (number + 1) // 2 + 1)
    ]
    everything = client.get(address, {**query, "all": ""}).context["cl"].result_list
    assert sum(pages, []) == [row.pk for row in everything]
    assert len({*sum(pages, [])}) == number
    assert [len(page) for page in pages[:-1]] == [2] * (len(pages) - 1)


def test_no_list_counts_what_each_choice_of_a_filter_would_show(client, editor):
    sign_in(client, editor)
    for model in MODELS:
        page = client.get(reverse(f"admin:articles_{model}_changelist"), {"_facets": "True"})
        assert not page.context["cl"].add_facets
