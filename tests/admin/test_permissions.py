"""Every address of the magazine's admin, for every kind of person, asked and sent to."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import URLResolver, reverse
from django.utils import timezone

from articles import keeping, ledger, renditions, signoffs, workflow
from articles.models import AuditEntry, Edition, HouseStyleRule, Likeness, PreviewLink, Question, Waiver
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

RECORDS = {"edition", "correction", "waiver", "auditentry"}
STEERING = {"move", "ask", "revoke", "settle"}
DECIDING = {"duplicates", "decline"}
TO_PUBLISH = {"publish", "hotfix", "withdraw", "waive", "takeback", "unschedule", "reschedule"}
TO_CHANGE = {"restore", "resolve", "unsaved", "unsavednew", "share", "unshare"}
TO_CHECK = {"checklist", "mark", "sentences", "claim", "unsign", "paste"}
POST_ONLY = {
    "unschedule",
    "unshare",
    "ical",
    "different",
    "takeback",
    "checklist",
    "mark",
    "claim",
    "unsign",
    "paste",
}
POST_ONLY |= {"revoke", "settle", "paste"}
GET_ONLY = {"thumbnail", "calendar"}
# What goes back to the question or on to a page, whatever came of it.
REDIRECTS = {"unschedule", "unshare", "ical", "different", "takeback", "unsign"}
OF_NO_ROW = {"changelist", "add", "upload", "unsavednew", "calendar", "ical", "duplicates", "paste"}


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
    ledger.check(claim=ledger.mark(question=question, passage="Prices rose fivefold."), state="opinion")
    signoffs.sign(question=question, kind="facts", by=editor)
    question.refresh_from_db()
    correction = {"kind": "update", "wrong": "Too short.", "right": "Longer.", "noticed_by": ""}
    latest = workflow.publish(question=question, by=editor, correction=correction)
    answer = question.answers.get()
    document = keeping.keep_found(latest.question)
    keeping.keep(latest.question, by=editor, kind="aside", document=document, base=1)
    PreviewLink.objects.create(question=question, expires_at=timezone.now() + timedelta(days=1))
    made = [PictureFactory(), IssueFactory(), TopicFactory(), PlaceFactory(), FigureFactory(), BookFactory()]
    made += [OfferFactory(), SponsorshipFactory(), SubmissionFactory()]
    made += [ErrorReportFactory(edition=edition), HouseStyleRule.objects.create(find="upon", use="on")]
    made.append(AuditEntry.objects.first())
    renditions.make(made[0])
    Likeness.objects.create(one=made[0], other=PictureFactory(), bits=1)
    made += [question, latest, question.corrections.get(), question.waivers.get(), question.periods.get()]
    made += [answer.credits.get().author, made[1].publication]
    return {row._meta.model_name: row for row in made}


def address(model, page, row):
    """Return the address of ``page`` for ``row``."""
    related = {"takeback": "waivers", "claim": "claims", "unsign": "signoffs", "unshare": "preview_links"}
    second = dict.fromkeys(("unschedule", "reschedule", "restore", "revoke", "settle"), 1).get(page)
    second = {"resolve": 2, "move": "review"}.get(page, second)
    second = getattr(row, related[page]).first().pk if page in related else second
    second = Likeness.objects.get().other_id if page == "different" else second
    arguments = [] if page in OF_NO_ROW else [row.pk]
    arguments += [second] if second else []
    query = "?from=1" if page == "compare" else ""
    return reverse(f"admin:articles_{model}_{page}", args=arguments) + query


def expected(person, model, page, method):
    """Return the status that ``person`` gets."""
    if person == "anonymous":
        return 302
    if page in (POST_ONLY if method == "get" else GET_ONLY):
        return 405
    changes = page in {"add", "delete", "upload", "different", "merge", *DECIDING}
    changes = changes or (page in ("change", "signoffs") and method == "post")
    if person == "stranger":
        return 403
    if model in RECORDS and changes or (model, page) == ("errorreport", "add"):
        return 403
    if person == "viewer" and (changes or page in TO_PUBLISH | TO_CHECK | TO_CHANGE | STEERING):
        return 403
    if person == "sub_editor" and page in TO_PUBLISH | STEERING:
        return 403
    if page in ("unsaved", "unsavednew") and method == "post":
        return 400  # of which page?
    if page in ("revoke", "settle"):
        return 404  # there is no such link
    if page in REDIRECTS or (page, method) == ("duplicates", "post"):
        return 302  # with a sentence, such as that edition 1 is not scheduled
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
