"""The search over everything: what it finds is what the lists find, for those who may see them."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import audit
from historyqa import everything
from tests.factories import (
    AuthorFactory,
    BookFactory,
    FigureFactory,
    IssueFactory,
    PeriodFactory,
    PictureFactory,
    PlaceFactory,
    PublicationFactory,
    QuestionFactory,
    SubmissionFactory,
    TopicFactory,
)

from . import people

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/search/"


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def fill(*places):
    """Make a row for each number in ``places`` that "Zanzibar" finds, in each list that is looked through."""
    for place in places:
        question = QuestionFactory(text=f"Who sailed to Zanzibar {place}?", slug=f"zanzibar-{place}")
        audit.record("changed", question, "changed the slug")
        AuthorFactory(name=f"Zanzibar Author {place}")
        BookFactory(title=f"Zanzibar {place}", authors=[AuthorFactory(), AuthorFactory()])
        IssueFactory(title="Zanzibar", publication=PublicationFactory(title=f"Zanzibar Times {place}"))
        PictureFactory(title=f"Harbour of Zanzibar {place}")
        SubmissionFactory(text=f"Is Zanzibar an island {place}?")
        for factory in (TopicFactory, PeriodFactory, PlaceFactory, FigureFactory):
            factory(name=f"Zanzibar {place}")


def found(client, words):
    """Return {name of the list: number of its items} for ``words``."""
    return {group.name: len(group.items) for group in client.get(ADDRESS, {"q": words}).context["groups"]}


def test_each_list_finds_what_is_in_it_and_links_to_it(client):
    sign_in(client, people.viewer())
    fill(0)
    response = client.get(ADDRESS, {"q": " zanzibar "})
    groups = response.context["groups"]
    assert [group.name for group in groups] == response.context["lists"]
    assert len(groups) == len(everything.MODELS)
    assert [len(group.items) for group in groups] == [1] * len(groups)
    for group in groups:
        assert group.more == ""
        assert client.get(group.items[0]["address"]).status_code == 200
    page = response.content.decode()
    assert "Who sailed to Zanzibar 0?" in page
    assert "editing" in page


def test_of_many_eight_are_shown_and_the_list_shows_the_rest(client):
    sign_in(client, people.viewer())
    fill(*range(9))
    for group in client.get(ADDRESS, {"q": "zanzibar"}).context["groups"]:
        assert len(group.items) == 8
        assert client.get(group.more).context["cl"].result_count == 9


def test_nobody_finds_what_is_in_a_list_that_he_or_she_may_not_see(client):
    fill(0)
    assert client.get(ADDRESS, {"q": "zanzibar"}).status_code == 302
    for name in everything.MODELS:
        user = people.staff(f"view_{name.lower()}")
        sign_in(client, user)
        response = client.get(ADDRESS, {"q": "zanzibar"})
        (group,) = response.context["groups"]
        own = next(own for model, own in admin.site._registry.items() if model.__name__ == name)
        assert group.name.lower() == own.opts.verbose_name_plural.lower()
        assert response.context["lists"] == [group.name]
    sign_in(client, people.staff())
    page = client.get(ADDRESS, {"q": "zanzibar"})
    assert page.context["groups"] == []
    assert "You have no permission to see anything here yet." in page.content.decode()


@pytest.mark.parametrize("role", ["reader", "contributor", "administrator"])
def test_each_role_finds_what_its_lists_find(client, role):
    user = people.in_role(role)
    sign_in(client, user)
    fill(0)
    open_lists = [
        own.opts.verbose_name_plural.lower()
        for model, own in admin.site._registry.items()
        if model.__name__ in everything.MODELS and user.has_perm(f"articles.view_{model._meta.model_name}")
    ]
    assert sorted(name.lower() for name in found(client, "zanzibar")) == sorted(open_lists)


def test_it_costs_as_many_queries_for_many_rows_as_for_one(client):
    sign_in(client, people.viewer())
    client.get(ADDRESS)  # permissions and content types are read once
    costs = []
    for number, places in ((1, [0]), (8, range(1, 10))):
        fill(*places)
        with CaptureQueriesContext(connection) as queries:
            assert set(found(client, "zanzibar").values()) == {number}
        costs.append(len(queries))
    assert costs[0] == costs[1] <= len(everything.MODELS) + 6


@pytest.mark.parametrize("words", ["", "  ", "a\x00b", "“x” 'y' %_\\", "w" * 3000, "a " * 500])
def test_anything_can_be_asked(client, words):
    sign_in(client, people.viewer())
    QuestionFactory()
    response = client.get(ADDRESS, {"q": words})
    assert response.status_code == 200
    assert len(response.context["words"]) <= everything.LONGEST


def test_it_is_only_read(client):
    sign_in(client, people.viewer())
    assert client.post(ADDRESS, {"q": "x"}).status_code == 405
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]


def test_the_box_is_on_every_page_once(client):
    user = people.viewer()
    sign_in(client, user)
    question = QuestionFactory()
    for address in (
        reverse("admin:index"),
        reverse("admin:articles_question_changelist"),
        reverse("admin:articles_question_change", args=[question.pk]),
        reverse("admin:articles_question_calendar"),
        ADDRESS,
    ):
        assert client.get(address).content.decode().count("data-search") == 1, address
    client.logout()
    assert "data-search" not in client.get(reverse("admin:login")).content.decode()
