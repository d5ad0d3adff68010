"""Settings: what a site in production refuses to start with, and what it sets. Each read anew, in another process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from articles import checks

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": "long enough for Django's own check of secret keys, and never used anywhere",
    "ALLOWED_HOSTS": "example.org, www.example.org",
    "SITE_URL": "https://example.org/",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
}


READER = """
import json, os, runpy, sys

for line in sys.stdin:
    expression, environment = json.loads(line)
    os.environ.clear()
    os.environ.update(environment)
    try:
        answer = 0, str(eval(expression, runpy.run_path("historyqa/settings.py"))), ""
    except Exception as error:
        answer = 1, "", f"{type(error).__name__}: {error}"
    print(json.dumps(answer), flush=True)
"""


def clean(**environment):
    """Return an environment that has nothing else of ours."""
    return {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": "/nonexistent/var", **environment}


def python(*arguments, **environment):
    """Run Python with nothing else in the environment."""
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=clean(**environment), capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def start():
    """Read the settings anew with an environment; return (exit status, an expression's value, the error).

    One process answers all: what takes long is to load the packages that the settings import.
    """
    with subprocess.Popen(
        [sys.executable, "-c", READER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:

        def ask(expression="SITE_URL", **environment):
            print(json.dumps([expression, clean(**environment)]), file=reader.stdin, flush=True)
            return tuple(json.loads(reader.stdout.readline()))

        yield ask


def test_a_process_without_a_secret_key_ends_with_a_sentence():
    done = python("manage.py", "check")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        "ImproperlyConfigured: Set SECRET_KEY in the environment (see README.md, Configuration)."
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_site_in_production_does_not_start_without_a_secret_key_or_hosts(start, missing):
    for value in ({}, {missing: ""}, {missing: " , "} if missing == "ALLOWED_HOSTS" else {}):
        environment = {name: text for name, text in PRODUCTION.items() if name != missing} | value
        status, _, word = start(**environment)
        assert status == 1
        assert word.endswith(
            f"ImproperlyConfigured: Set {missing} in the environment (see README.md, Configuration)."
        )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SITE_URL", "www.example.org", "it must look like https://www.example.org"),
        ("SITE_URL", "ftp://example.org", "it must look like https://www.example.org"),
        ("SITE_URL", "https://", "it must look like https://www.example.org"),
        ("WEBSUB_HUB", "hub.example.org", "it must look like https://www.example.org"),
        ("PUBLISHING_PRINCIPLES_URL", "/about/", "it must look like https://www.example.org"),
        ("REQUIRED_SIGNOFFS", "facts,colour", "it must be one of facts, sub-edit, legal, picture."),
        (
            "REPUBLISH_LICENCE",
            "free",
            "all-rights-reserved, cc-by, cc-by-sa, cc-by-nd, cc-by-nc, cc-by-nc-nd.",
        ),
        ("SECURITY_CONTACT", "a@example.org", "it must begin with mailto:, https:// or tel:."),
        ("SITE_ISSN", "1469-8553", "SITE_ISSN is '1469-8553'; it must be an ISSN such as 1469-8552."),
        ("SITE_ISSN", "14698552", "it must be an ISSN such as 1469-8552."),
        ("ALTERNATE_SITES", "fr", "it must look like fr=https://fr.example.org,de=https://de.example.org"),
        ("ALTERNATE_SITES", "https://fr.example.org", "=https://fr.example.org,de=https://de.example.org"),
        (
            "ALTERNATE_SITES",
            'fr"=https://fr.example.org',
            "=https://fr.example.org,de=https://de.example.org",
        ),
        ("ERA", "ad", "ERA is 'ad'; it must be one of bc, bce."),
        ("TASKS_BACKEND", "celery", "it must be one of immediate, database."),
        ("LOG_LEVEL", "LOUD", "it must be one of DEBUG, INFO, WARNING, ERROR."),
        ("DEBUG", "maybe", "DEBUG is 'maybe'; it must be on or off."),
        ("BEHIND_PROXY", "perhaps", "BEHIND_PROXY is 'perhaps'; it must be on or off."),
        ("CONN_MAX_AGE", "-1", "CONN_MAX_AGE is '-1'; it must be a whole number."),
        ("HSTS_SECONDS", "a year", "HSTS_SECONDS is 'a year'; it must be a whole number."),
        ("DATABASE_URL", "nonsense", "it must be one of sqlite, postgres, postgresql."),
        (
            "EMAIL_URL",
            "pigeon://loft",
            "it must be one of smtp, smtps, smtp+tls, smtp+ssl, consolemail, filemail, memorymail, dummymail.",
        ),
        ("DATABASE_URL", "mysql://u:p@h/d", "it must be one of sqlite, postgres, postgresql."),
    ],
)
def test_nonsense_is_refused_with_a_sentence(start, name, value, sentence):
    status, _, word = start(**{**PRODUCTION, name: value})
    assert status == 1
    assert "ImproperlyConfigured: " in word
    assert word.endswith(sentence)


def test_a_site_in_production_is_strict_and_on_https(start):
    names = "DEBUG, ALLOWED_HOSTS, SITE_URL, SECURE_SSL_REDIRECT, SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE"
    assert start(f"({names}, SECURE_HSTS_SECONDS)", **PRODUCTION) == (
        0,
        "(False, ['example.org', 'www.example.org'], 'https://example.org', True, True, True, 31536000)",
        "",
    )


def test_a_site_on_http_redirects_nobody_to_https(start):
    names = "(SECURE_SSL_REDIRECT, SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE, SECURE_HSTS_SECONDS)"
    status, printed, _ = start(names, **{**PRODUCTION, "SITE_URL": "http://127.0.0.1:8000"})
    assert (status, printed) == (0, "(False, False, False, 0)")


def test_a_proxy_is_only_believed_when_told_so(start):
    expression = "globals().get('SECURE_PROXY_SSL_HEADER')"
    assert start(expression, **PRODUCTION)[1] == "None"
    assert start(expression, **PRODUCTION, BEHIND_PROXY="on")[1] == "('HTTP_X_FORWARDED_PROTO', 'https')"


def test_debugging_needs_nothing_in_the_environment(start):
    assert start("(DEBUG, ALLOWED_HOSTS)", DEBUG="1")[:2] == (
        0,
        "(True, ['localhost', '127.0.0.1', '[::1]'])",
    )


def test_without_a_database_address_it_is_a_file_in_var_that_two_writers_may_queue_for(start):
    expression = "(DATABASES['default']['NAME'], DATABASES['default']['OPTIONS']['transaction_mode'])"
    assert start(expression, **PRODUCTION)[1] == "('/nonexistent/var/historyqa.sqlite3', 'IMMEDIATE')"
    assert start("DATABASES['default']['ENGINE']", **PRODUCTION, DATABASE_URL="postgres://u:p@h/d")[1] == (
        "django.db.backends.postgresql"
    )


def test_originals_lie_where_nothing_is_served_from(start):
    expression = (
        "[STORAGES['originals']['OPTIONS']['location'].relative_to(p) for p in (MEDIA_ROOT, STATIC_ROOT)]"
    )
    status, _, word = start(expression, **PRODUCTION)
    assert status == 1
    assert "is not in the subpath of" in word


def test_the_content_security_policy_allows_nothing_unsafe():
    policy = str(settings.CONTENT_SECURITY_POLICY)
    assert "unsafe" not in policy
    assert "*" not in policy
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == ["'none'"]


def test_check_deploy_has_nothing_to_say(tmp_path):
    done = python(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        **{**PRODUCTION, "VAR_DIR": str(tmp_path)},
    )
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_the_driver_for_postgresql_is_psycopg2():
    assert is_psycopg3 is False
    assert checks.driver_is_psycopg2(None, ["default"]) == []


def test_psycopg_3_is_reported_where_the_database_is_postgresql(monkeypatch):
    monkeypatch.setattr(checks, "is_psycopg3", True)
    found = [error.id for error in checks.driver_is_psycopg2(None, ["default"])]
    assert found == (["articles.E001"] if connection.vendor == "postgresql" else [])
    assert checks.driver_is_psycopg2(None, None) == []


def test_the_address_of_the_mail_server_is_read_whole(start):
    names = (
        "(EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, DEFAULT_FROM_EMAIL)"
    )
    mail = "('mail.example.org', 587, 'user', 'secret', True, 'noreply@example.org')"
    assert start(names, **PRODUCTION)[1] == mail


def test_a_site_in_production_without_mail_offers_none_and_is_warned(start):
    without = {**PRODUCTION, "EMAIL_URL": ""}
    assert start("(MAIL_WORKS, EMAIL_BACKEND)", **without)[1].startswith("(False, ")
    done = python("manage.py", "check", **without)
    assert done.returncode == 0
    assert "(articles.W003) No mail is sent" in done.stderr
