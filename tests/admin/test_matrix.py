"""Every address of the newsroom, for every role, for a question in every state: articles/roles.py, walked.

A new address fails here until RULES says who may use it.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import URLResolver, reverse
from django.utils import timezone

from articles import keeping, ledger, renditions, roles, signoffs, stages, workflow
from articles.models import AuditEntry, Edition, HouseStyleRule, Likeness, PreviewLink, Question, Waiver
from articles.roles import Role
from tests import factories

from . import people

pytestmark = pytest.mark.django_db

STATES = ("never", "live", "scheduled", "withdrawn")
RECORDS = {"edition", "correction", "waiver", "auditentry"}
UNCHANGED = ("text", "short_answer", "stage", "version", "owner_id", "due")


def addresses():
    """Return (model, page) of every named address of the magazine's admin, from the URLconf."""
    found = []
    for resolver in admin.site.get_urls():
        if isinstance(resolver, URLResolver) and str(resolver.pattern).startswith("articles/"):
            found += [tuple(route.name.split("_")[1:]) for route in resolver.url_patterns if route.name]
    found.remove(("question", "move"))
    return found + [("question", f"move {name}") for name in stages.MOVES]


class Person:
    """Somebody with a role, asked by the table: ``can("change", "question")``."""

    def __init__(self, role):
        self.role, self.user = role, people.in_role(role)
        self.held = roles.codenames(role)

    def has(self, codename):
        return self.held is None or codename in self.held

    def can(self, verb, model):
        return self.has(f"{verb}_{model}") and not (
            model in RECORDS and verb != "view" or (verb, model) == ("add", "errorreport")
        )

    def may_write(self, verb, model, own):
        return self.can(verb, model) and (model != "question" or own or self.has("edit_any_question"))

    def sees(self, model):
        return self.can("view", model) or self.can("change", model)


def shown(person, model, own, method):
    return person.sees(model)


def to_publish(person, model, own, method):
    return person.has("publish_question")


def changed(person, model, own, method):
    return person.may_write("change", model, own)


def holding(codename):
    return lambda person, model, own, method: person.has(codename)


# Page: who may use it, told by (person, model, whether the question is the person's own, method).
RULES = {
    "changelist": shown,
    "history": shown,
    "preview": shown,
    "add": lambda person, model, own, method: person.can("add", model),
    "change": lambda person, model, own, method: (
        person.sees(model) if method == "get" else person.may_write("change", model, own)
    ),
    "delete": lambda person, model, own, method: person.may_write("delete", model, own),
    "publish": to_publish,
    "waive": to_publish,
    "withdraw": to_publish,
    "unschedule": to_publish,
    "upload": lambda person, model, own, method: person.can("add", model),
    "merge": lambda person, model, own, method: person.can("change", model) and person.can("delete", model),
    "signoffs": lambda person, model, own, method: (
        person.sees(model) if method == "get" else person.has("add_signoff")
    ),
    "unsavednew": lambda person, model, own, method: person.can("add", model),
}
RULES |= dict.fromkeys(("compare", "ledger", "calendar", "ical", "thumbnail"), shown)
RULES |= dict.fromkeys(("takeback", "hotfix", "reschedule"), to_publish)
RULES |= dict.fromkeys(
    ("restore", "resolve", "unsaved", "checklist", "share", "unshare", "different"), changed
)
RULES["paste"] = lambda person, model, own, method: person.can("add", model) or person.can("change", model)
RULES |= dict.fromkeys(("mark", "sentences"), holding("add_claim"))
RULES |= {"claim": holding("change_claim"), "unsign": holding("add_signoff")}
RULES |= {
    f"move {name}": lambda person, model, own, method, move=move: (
        person.has(move.permission.removeprefix("articles.")) and (own or person.has("edit_any_question"))
    )
    for name, move in stages.MOVES.items()
}
RULES |= dict.fromkeys(("ask", "revoke", "settle"), RULES["move commission"])
RULES |= {
    page: lambda person, model, own, method: person.can("change", model) for page in ("duplicates", "decline")
}
# What is answered to those who may, where it is not 200.
POST_ONLY = (
    "unschedule",
    "revoke",
    "settle",
    "unshare",
    "ical",
    "different",
    "takeback",
    "checklist",
    "mark",
)
POST_ONLY += ("claim", "unsign", "paste")
GET_ONLY = ("calendar", "thumbnail")
GONE_BACK = ("unschedule", "duplicates", "unshare", "ical", "different", "takeback", "unsign")
ANSWERS = {
    **{(page, "get"): 405 for page in POST_ONLY},
    **{(page, "post"): 405 for page in GET_ONLY},
    **{(page, "post"): 302 for page in GONE_BACK},  # with a sentence
    **dict.fromkeys((("revoke", "post"), ("settle", "post")), 404),  # there is no such link
    **dict.fromkeys((("unsaved", "post"), ("unsavednew", "post")), 400),  # of which page?
}
# Pages about an edition on its way to readers: asked where there is one.
OF_AN_EDITION = ("unschedule", "reschedule", "hotfix")
OF_NO_ROW = ("changelist", "add", "upload", "unsavednew", "calendar", "ical", "duplicates", "paste")


def in_every_state(owner):
    """Return questions owned by ``owner``: state to Question. Each has been printed once, but for "never"."""
    found = {}
    for state in STATES:
        question = found[state] = factories.printable_question(
            owner=owner, slug=f"{state}-{owner and owner.pk}", text=f"Is this {state}?"
        )
        if state == "scheduled":
            workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
        elif state != "never":
            workflow.publish(question=question)
        if state == "withdrawn":
            workflow.withdraw(question=question, reason="The letter was forged.")
        furnish(question)
    return found


def furnish(question):
    """Give ``question`` one of each thing that its pages are about."""
    ledger.mark(question=question, passage="Prices rose fivefold.")
    signoffs.sign(question=question, kind="facts")
    Waiver.objects.create(question=question, finding="no_sources", reason="Printed so in 2011.")
    document = keeping.keep_found(question)
    keeping.keep(question, kind="aside", document=document, base=1)
    PreviewLink.objects.create(question=question, expires_at=timezone.now() + timedelta(days=1))
    return question


def one_of_each():
    """Return one row of each model of the admin but Question: model name to row."""
    edition = factories.printed_question()
    question = edition.question
    Waiver.objects.create(question=question, finding="no_sources", reason="Printed so in 2011.")
    question.refresh_from_db()
    workflow.publish(
        question=question,
        correction={"kind": "update", "wrong": "Short.", "right": "Long.", "noticed_by": ""},
    )
    answer = question.answers.get()
    issue = factories.IssueFactory()
    made = [issue, issue.publication, answer.credits.get().author, question.periods.get()]
    made += [question.editions.first(), question.corrections.get(), question.waivers.get()]
    made += [
        getattr(factories, f"{name}Factory")()
        for name in ("Picture", "Topic", "Place", "Figure", "Book", "Offer", "Sponsorship", "Submission")
    ]
    made += [factories.ErrorReportFactory(edition=edition), AuditEntry.objects.first()]
    made.append(HouseStyleRule.objects.create(find="upon", use="on"))
    picture = next(row for row in made if row._meta.model_name == "picture")
    renditions.make(picture)
    Likeness.objects.create(one=picture, other=factories.PictureFactory(), bits=1)
    return {row._meta.model_name: row for row in made}


def second_of(page, row):
    """Return [what the address of ``page`` names besides ``row``], or []."""
    related = {"takeback": "waivers", "claim": "claims", "unsign": "signoffs", "unshare": "preview_links"}
    if page in related:
        return [getattr(row, related[page]).first().pk]
    if page == "different":
        return [Likeness.objects.get().other_id]
    numbers = dict.fromkeys((*OF_AN_EDITION[:2], "restore", "revoke", "settle"), 1) | {"resolve": 2}
    return [numbers[page]] if page in numbers else []


def ask(client, person, model, page, row, own):
    """Yield ((model, page, method), status got, status that the table says) for GET and POST."""
    page, _, move = page.partition(" ")
    arguments = [] if page in OF_NO_ROW else [row.pk, *second_of(page, row), *filter(None, [move])]
    query = "?from=1" if page == "compare" else ""
    address = reverse(f"admin:articles_{model}_{page}", args=arguments) + query
    page = f"{page} {move}".strip()
    for method in ("get", "post"):
        got = getattr(client, method)(address).status_code
        opens = (
            RULES[page](person, model, own, method)
            or (method == "get" and page in POST_ONLY)
            or (method == "post" and page in GET_ONLY)
        )
        yield (model, page, method), got, ANSWERS.get((page, method), 200) if opens else 403


def as_stored():
    """What no request of the walk may change."""
    return list(Question.objects.order_by("pk").values(*UNCHANGED)), list(
        Edition.objects.order_by("pk").values("pk", "live_until")
    )


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


@pytest.mark.parametrize("role", Role)
def test_each_address_opens_to_the_roles_that_may_use_it_in_every_state(client, role):
    person = Person(role)
    rows = one_of_each()
    others = in_every_state(None)
    own = furnish(factories.printable_question(owner=person.user))
    sign_in(client, person.user)
    wrong, asked = [], Counter()

    def walk(model, page, row, is_own, state):
        for what, got, wanted in ask(client, person, model, page, row, is_own):
            asked[model] += 1
            if got != wanted:
                wrong.append((what, state, "own" if is_own else "of others", got, wanted))

    before = as_stored()
    for model, page in addresses():
        if model != "question":
            walk(model, page, rows[model], False, "")
        elif page not in OF_AN_EDITION:
            walk(model, page, own, True, "never")
            # Moves ask for rights alone; a question never printed and a live one stand for all states there.
            for state in STATES[:2] if page.startswith("move ") else STATES:
                walk(model, page, others[state], False, state)
    assert as_stored() == before
    for page in ("reschedule", "unschedule"):
        for state in STATES[1:]:
            walk("question", page, others[state], False, state)
    walk("question", "hotfix", others["live"], False, "live")
    assert wrong == []
    assert asked["question"] > 90
    assert sum(asked.values()) > 210


@pytest.mark.parametrize("role", Role)
def test_a_picker_answers_the_roles_that_see_what_it_picks(client, role):
    person = Person(role)
    sign_in(client, person.user)
    got = {}
    for model, field, picked in (
        ("question", "periods", "period"),
        ("credit", "author", "author"),
        ("credit", "books", "book"),
        ("question", "picture", "picture"),
        ("submission", "duplicate_of", "submission"),
        ("submission", "question", "question"),
    ):
        query = {"app_label": "articles", "model_name": model, "field_name": field, "term": "e"}
        got[picked] = client.get(reverse("admin:autocomplete"), query).status_code
    assert got == {picked: 200 if person.sees(picked) else 403 for picked in got}


PUBLIC = {
    "/questions/{}/": {"never": 404, "scheduled": 404, "withdrawn": 410, "live": 200},
    "/questions/{}/v/1/": {"never": 404, "scheduled": 404, "withdrawn": 410, "live": 200},
    "/questions/{}/v/1/cite.ris": {"never": 404, "scheduled": 404, "withdrawn": 410, "live": 200},
    "/questions/{}/history/": {"never": 404, "scheduled": 404, "live": 200},
    "/questions/{}/teach/": {"never": 404, "scheduled": 404, "withdrawn": 410},
    "/questions/{}/report/": {"never": 404, "scheduled": 404},
    "/questions/{}/answer.epub": {"never": 404, "scheduled": 404, "withdrawn": 410},
    "/api/v1/questions/{}/": {"never": 404, "scheduled": 404, "withdrawn": 410, "live": 200},
    "/oembed?url=http://testserver/questions/{}/": {"never": 404, "scheduled": 404, "withdrawn": 404},
}
LISTS = (
    "/",
    "/questions/",
    "/feeds/questions.json",
    "/api/v1/questions/",
    "/search/?q=this",
    "/corrections/",
)


@pytest.mark.parametrize("role", [None, *Role])
def test_on_public_addresses_nobody_sees_more_than_a_reader(client, role):
    questions = in_every_state(None)
    if role:
        sign_in(client, people.in_role(role))
    got = {
        address: {state: client.get(address.format(questions[state].slug)).status_code for state in wanted}
        for address, wanted in PUBLIC.items()
    }
    assert got == PUBLIC
    for address in LISTS:
        page = client.get(address, follow=True).content.decode()
        assert [state for state in ("never", "scheduled") if f"Is this {state}" in page] == [], address
