"""Fixtures that every test has, and the test database.

tests/environment.py has set the environment before this is read. What differs from a running site is set here:
fast password hashes, static files without a manifest, and a folder of its own for the pictures of each test.
"""

import contextlib
import gc

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import FileSystemStorage
from django.db import connection, transaction
from django.test import override_settings

from articles.models import Picture

from .factories import UserFactory
from .postbox import listening

PLAIN_STATIC_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_collection_finish(session):
    """Keep what the whole run shares out of the garbage collector's rounds."""
    gc.collect()
    gc.freeze()


def asks_database(item):
    """Whether the test ``item`` has a marker or a fixture that gives it the database."""
    fixtures = {"db", "transactional_db"}.intersection(item.fixturenames)
    return bool(fixtures or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests(django_test_environment):
    """Cheap stand-ins for what costs time and is not under test."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**django_settings.STORAGES, "staticfiles": PLAIN_STATIC_FILES},
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_test_environment):
    """SQLite keeps the test database in a file, as a site does: threads lock it like one."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(django_settings.VAR_DIR / "tests.sqlite3")


@pytest.fixture(autouse=True)
def guards_lifted_for_the_flush(request, _django_db_marker):
    """Let the flush after a test with real transactions empty the tables, which the guards refuse.

    The flush ends with post_migrate, and that lays the guards again for the next test.
    """
    yield
    marker = request.node.get_closest_marker("django_db")
    flushed = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if flushed:
        lift_guards()


@pytest.fixture(autouse=True)
def files_of_one_test(request):
    """Uploads and renditions of a test with a database go to a folder that only this test has."""
    if asks_database(request.node):
        monkeypatch, settings, folder = map(request.getfixturevalue, ("monkeypatch", "settings", "tmp_path"))
        settings.MEDIA_ROOT = folder / "media"
        originals = FileSystemStorage(location=folder / "originals", base_url=None)
        monkeypatch.setattr(Picture._meta.get_field("original"), "storage", originals)


@pytest.fixture
def editor(db):
    """Somebody who may do everything in the admin. Password: factories.PASSWORD."""
    return UserFactory(editor=True)


@pytest.fixture
def undone(db):
    """A context that rolls back what was done in it: one for each example of a property test."""

    @contextlib.contextmanager
    def context():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return context


def lift_guards():
    """Drop every trigger of the test database."""
    query = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    on_table = {"sqlite": "", "postgresql": " ON {}"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        for name, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}{on_table.format(table)}")


@pytest.fixture
def postbox(settings):
    """A mail server that the test's mail goes to."""
    with listening(settings) as box:
        yield box
