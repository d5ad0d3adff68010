"""The newsroom's help, and what else belongs to no model: who may read it, and that it says what the rules say."""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from articles import helping, roles, stages
from articles.roles import Role
from historyqa.settings import BASE_DIR
from tests.factories import QuestionFactory, UserFactory

from . import people

pytestmark = pytest.mark.django_db


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def own_pages():
    """Return the address of every page of the newsroom's that belongs to no model."""
    admins = [each for each in admin.site._registry.values() if hasattr(each, "site_urls")]
    assert {route.name for each in admins for route in each.site_urls()} == {"help", "help_page", "mail"}
    return [
        reverse("admin:help"),
        reverse("admin:mail"),
        *(reverse("admin:help_page", args=[page.slug]) for page in helping.PAGES),
    ]


@pytest.mark.parametrize("role", Role)
def test_every_role_opens_these_pages_and_a_page_of_help_is_only_read(client, role):
    sign_in(client, people.in_role(role))
    for address in own_pages():
        page = client.get(address)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        if "/help/" in address:
            assert client.post(address).status_code == 405


def test_nobody_else_does(client):
    leads_to_login = [client.get(address).status_code for address in own_pages()]
    sign_in(client, UserFactory())
    assert {*leads_to_login, *(client.get(address).status_code for address in own_pages())} == {302}
    assert client.post(reverse("admin:mail"), {"kinds": ["due"]}).status_code == 302


def test_a_page_that_is_not_there_is_not_found(client):
    sign_in(client, people.in_role(Role.READER))
    for slug in ("nothing", "base", "first-steps.html"):
        assert client.get(f"/admin/help/{slug}/").status_code == 404


def test_a_page_of_help_has_one_heading_the_list_of_all_and_fits_a_screen(client):
    sign_in(client, people.in_role(Role.READER))
    for page in helping.PAGES:
        tree = html.fromstring(client.get(reverse("admin:help_page", args=[page.slug])).content.decode())
        assert [" ".join(each.text_content().split()) for each in tree.iter("h1")] == [page.title]
        listed = tree.xpath("//nav[@aria-label='Help']//a")
        assert [each.text_content() for each in listed] == [each.title for each in helping.PAGES]
        assert [each.text_content() for each in listed if each.get("aria-current")] == [page.title]
        prose = tree.xpath("//div[@class='help-text']/*[not(@role='region')]")
        assert 30 < sum(len(each.text_content().split()) for each in prose) < 260, page.slug


def rows(client, slug):
    tree = html.fromstring(client.get(reverse("admin:help_page", args=[slug])).content.decode())
    found = tree.xpath("//div[@class='help-text']//tbody/tr")
    return [[" ".join(cell.itertext()).split() for cell in row] for row in found]


def test_the_page_of_stages_says_what_the_table_of_moves_says(client, monkeypatch):
    sign_in(client, people.in_role(Role.READER))
    said = {" ".join(cells[0]): [" ".join(cell) for cell in cells[1:]] for cells in rows(client, "stages")}
    assert len(said) == len(stages.MOVES) + 2
    for move in stages.MOVES.values():
        ways, who, needs = said[move.label.rstrip("…")]
        for start, end in move.leads.items():
            assert any(start.label in way for way in ways.split(f"→ {end.label}")[:-1]), (move.name, ways)
        for role in Role:
            held = roles.codenames(role)
            may = held is None or move.permission.removeprefix("articles.") in held
            assert (role.label in who) == may, (move.name, role)
        assert ("note that says why" in needs) == move.needs_note
    assert said["Hand in the answer"][1].startswith("Contributor (own only), Editor, ")
    assert said["Publish or schedule"][1] == "Publisher, Administrator"
    moved = {
        "accept": stages.Move("accept", "Take in", "took it", {stages.Stage.RECEIVED: stages.Stage.READY})
    }
    monkeypatch.setattr(stages, "MOVES", moved)
    assert [" ".join(cells[0]) for cells in rows(client, "stages")] == [
        "Take in",
        "Publish or schedule",
        "Withdraw",
    ]


def test_the_page_of_roles_says_what_the_table_of_roles_says(client):
    sign_in(client, people.in_role(Role.READER))
    said = {" ".join(cells[0]): [" ".join(cell) for cell in cells[1:]] for cells in rows(client, "roles")}
    assert len(said) == len(list(roles.rows()))
    assert said["Questions"] == [
        "look",
        "look, add, change",
        "all of it",
        "look, change",
        "look, change",
    ]
    assert said["Can publish, schedule and withdraw questions"] == ["–"] * 5
    page = client.get(reverse("admin:help_page", args=["roles"])).content.decode()
    assert "stand in no column: Publisher, Administrator." in page


def test_every_key_that_a_page_offers_stands_on_the_page_of_keys():
    offered = set()
    for path in (BASE_DIR / "templates/admin").rglob("*.html"):
        offered |= set(re.findall(r'aria-keyshortcuts="([^"]+)"', path.read_text()))
    assert offered
    text = get_template("admin/help/keyboard.html").template.source
    assert offered == set(re.findall(r'data-keys="([^"]+)"', text))


def test_every_page_leads_to_help_and_those_about_a_thing_to_the_page_about_it(client):
    sign_in(client, people.in_role(Role.PUBLISHER))
    question = QuestionFactory()
    for address, slug in {
        reverse("admin:index"): "first-steps",
        reverse("admin:articles_question_change", args=[question.pk]): "writing",
        reverse("admin:articles_question_move", args=[question.pk, "hand-in"]): "stages",
        reverse("admin:articles_question_ledger", args=[question.pk]): "checks",
        reverse("admin:articles_picture_upload"): "pictures",
        reverse("admin:articles_question_calendar"): "scheduling",
        reverse("admin:articles_correction_changelist"): "corrections",
        reverse("admin:articles_submission_changelist"): "submissions",
        reverse("admin:articles_author_changelist"): None,
        reverse("admin:password_change"): None,
    }.items():
        tree = html.fromstring(client.get(address).content.decode())
        links = tree.xpath("//div[@id='user-tools']//a[starts-with(., 'Help')]/@href")
        assert links == ["/admin/help/", *([f"/admin/help/{slug}/"] if slug else [])], address


def test_what_a_page_of_help_is_about_exists():
    names = {route.name for route in admin.site.get_urls() if getattr(route, "name", None)}
    for resolver in admin.site.get_urls():
        names |= {route.name for route in getattr(resolver, "url_patterns", []) if route.name}
    for page in helping.PAGES:
        for what in page.about:
            wanted = what if what in names else f"articles_{what}"
            assert any(
                name == wanted or (what.endswith("_") and name.startswith(wanted)) for name in names
            ), what


def test_a_page_of_help_asks_the_database_for_the_session_alone(client):
    sign_in(client, people.in_role(Role.EDITOR))
    address = reverse("admin:help_page", args=["roles"])
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    assert len(caught) <= 5
