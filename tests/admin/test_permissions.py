"""Every address of the magazine's admin, for every kind of person, asked and sent to."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import URLResolver, reverse
from django.utils import timezone

from articles import workflow
from articles.models import Edition, PreviewLink, Question, Waiver
from tests.factories import (
    BookFactory,
    ErrorReportFactory,
    FigureFactory,
    IssueFactory,
    OfferFactory,
    PictureFactory,
    PlaceFactory,
    SponsorshipFactory,
    SubmissionFactory,
    TopicFactory,
    UserFactory,
    printed_question,
)

from . import people

pytestmark = pytest.mark.django_db

RECORDS = {"edition", "correction", "waiver"}
TO_PUBLISH = {"publish", "withdraw", "waive", "unschedule", "move"}


def names():
    """Return (model, page) of every named address of the magazine's admin, from the URLconf."""
    found = []
    for resolver in admin.site.get_urls():
        if isinstance(resolver, URLResolver) and str(resolver.pattern).startswith("articles/"):
            found += [tuple(route.name.split("_")[1:]) for route in resolver.url_patterns if route.name]
    return found


@pytest.fixture
def rows(editor):
    """One row of each model: model name to row."""
    edition = printed_question(by=editor)
    question = edition.question
    Waiver.objects.create(question=question, finding="no_sources", reason="Printed so in 2011.")
    question.refresh_from_db()
    correction = {"kind": "update", "wrong": "Too short.", "right": "Longer.", "noticed_by": ""}
    latest = workflow.publish(question=question, by=editor, correction=correction)
    answer = question.answers.get()
    PreviewLink.objects.create(question=question, expires_at=timezone.now() + timedelta(days=1))
    made = [PictureFactory(), IssueFactory(), TopicFactory(), PlaceFactory(), FigureFactory(), BookFactory()]
    made += [OfferFactory(), SponsorshipFactory(), SubmissionFactory()]
    made.append(ErrorReportFactory(edition=edition))
    made += [question, latest, question.corrections.get(), question.waivers.get(), question.periods.get()]
    made += [answer.credits.get().author, made[1].publication]
    return {row._meta.model_name: row for row in made}


def address(model, page, row):
    """Return the address of ``page`` for ``row``."""
    arguments = {
        "changelist": [],
        "add": [],
        "calendar": [],
        "ical": [],
        "unschedule": [row.pk, 1],
        "move": [row.pk, 1],
    }.get(page, [row.pk])
    if page == "unshare":
        arguments = [row.pk, row.preview_links.get().pk]
    return reverse(f"admin:articles_{model}_{page}", args=arguments)


def expected(person, model, page, method):
    """Return the status that ``person`` gets."""
    if person == "anonymous":
        return 302
    if page in ("unschedule", "unshare", "ical") and method == "get":
        return 405
    if page == "calendar" and method == "post":
        return 405
    changes = page in ("add", "delete") or (page == "change" and method == "post")
    if person == "stranger":
        return 403
    if model in RECORDS and changes or (model, page) == ("errorreport", "add"):
        return 403
    if person == "viewer" and (changes or page in TO_PUBLISH):
        return 403
    if person == "sub_editor" and page in TO_PUBLISH:
        return 403
    if person == "viewer" and page in ("share", "unshare"):
        return 403
    if page in ("unshare", "ical"):
        return 302
    if page == "unschedule":
        return 302  # back to the question, with a sentence: edition 1 is not scheduled
    return 200


PEOPLE = {
    "anonymous": lambda: None,
    "stranger": lambda: UserFactory(is_staff=True),
    "viewer": people.viewer,
    "sub_editor": people.sub_editor,
    "desk_editor": people.desk_editor,
    "superuser": lambda: UserFactory(editor=True),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_each_address_opens_to_those_only_who_may_use_it(client, rows, person):
    user = PEOPLE[person]()
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    before = (list(Question.objects.values()), list(Edition.objects.values("pk", "live_until")))
    got, wanted = {}, {}
    for model, page in names():
        for method in ("get", "post"):
            response = getattr(client, method)(address(model, page, rows[model]))
            got[model, page, method] = response.status_code
            wanted[model, page, method] = expected(person, model, page, method)
    assert len(got) > 130
    assert got == wanted
    assert (list(Question.objects.values()), list(Edition.objects.values("pk", "live_until"))) == before


@pytest.mark.parametrize(
    ("person", "status"),
    [("anonymous", 302), ("stranger", 403), ("viewer", 200), ("sub_editor", 200), ("desk_editor", 200)],
)
@pytest.mark.parametrize(
    ("model", "field"), [("question", "periods"), ("credit", "author"), ("credit", "books")]
)
def test_a_picker_answers_those_only_who_may_see_what_it_picks(client, rows, person, status, model, field):
    user = PEOPLE[person]()
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    query = {"app_label": "articles", "model_name": model, "field_name": field, "term": "e"}
    assert client.get(reverse("admin:autocomplete"), query).status_code == status


def test_a_viewer_of_questions_only_sees_no_other_list(client, rows):
    client.force_login(people.staff("view_question"), backend="django.contrib.auth.backends.ModelBackend")
    open_lists = [
        model
        for model, page in names()
        if page == "changelist" and client.get(address(model, page, rows[model])).status_code == 200
    ]
    assert open_lists == ["question"]


def test_the_first_page_tells_somebody_without_rights_what_to_do(client):
    client.force_login(people.staff(), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("admin:index")).content.decode()
    assert "You have no permission to see or change anything here yet." in page
    assert "Changed lately" not in page
