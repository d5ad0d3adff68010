"""The newsroom's frame: its look, its doors, what its pages may run."""

import base64
import hashlib
import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.urls import reverse

from articles import editing
from tests.factories import PASSWORD, QuestionFactory, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def sign_in(client, name, password=PASSWORD):
    return client.post(LOGIN, {"username": name, "password": password, "next": "/admin/"})


def test_the_first_page_asks_for_a_login_in_our_look(client):
    page = client.get("/admin/", follow=True).content.decode()
    assert "Sign in to the newsroom" in page
    assert "articles/admin.css" in page


def test_an_editor_signs_in(client):
    UserFactory(editor=True, username="ruth")
    assert sign_in(client, "ruth").url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_reader_with_a_login_does_not_get_in(client):
    UserFactory(username="reader")
    assert "Sign in to the newsroom" in sign_in(client, "reader").content.decode()
    assert client.get("/admin/").status_code == 302


def test_five_wrong_passwords_lock_a_login_and_the_page_says_what_to_do(client):
    UserFactory(editor=True, username="ruth")
    tries = [sign_in(client, "ruth", "wrong").status_code for _ in range(5)]
    assert tries == [200, 200, 200, 200, 429]
    locked = sign_in(client, "ruth")
    assert locked.status_code == 429
    assert "Too many tries to sign in" in locked.content.decode()
    assert client.get("/admin/").status_code == 302


def policy(response):
    """Return the directives of the response's Content-Security-Policy: name to sources."""
    parts = (part.split() for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: sources for name, *sources in parts}


def inline_scripts(page):
    found = re.findall(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", page, re.DOTALL)
    return [body for attributes, body in found if "src=" not in attributes]


@pytest.fixture
def manifest(settings, tmp_path):
    """Static files as in production: compiled, with hashed names."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    editing.importmap_hash.cache_clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    yield
    editing.importmap_hash.cache_clear()


@pytest.mark.usefixtures("manifest")
def test_the_only_inline_script_is_the_import_map_and_its_hash_is_in_the_policy_in_production(client, editor):
    assert re.search(r"\.[0-9a-f]{12}\.js$", staticfiles_storage.url("articles/rows.js"))
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(reverse("admin:articles_question_add"))
    (script,) = inline_scripts(response.content.decode())
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy(response)["script-src"] == ["'self'", f"'sha256-{digest}'"]


def test_no_page_of_the_newsroom_has_an_inline_handler_style_or_script_address(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    question = QuestionFactory()
    for address in (
        "/admin/",
        reverse("admin:articles_question_changelist"),
        reverse("admin:articles_question_change", args=[question.pk]),
        reverse("admin:articles_question_publish", args=[question.pk]),
        reverse("admin:articles_picture_add"),
    ):
        response = client.get(address)
        page = response.content.decode()
        assert not re.search(r"\s(on[a-z]+|style)=[\"']|javascript:|<style", page), address
        directives = policy(response)
        assert "'unsafe-inline'" not in directives["script-src"] + directives["style-src"]


def test_public_pages_do_not_get_the_newsroom_s_exceptions(client):
    assert policy(client.get("/"))["script-src"] == ["'self'"]
