"""System checks: what would go wrong later and quietly, said at the start and loudly."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from . import guards, search
from .models import Edition, SearchEntry


@register(Tags.database)
def guards_are_laid(app_configs, databases, **kwargs):
    """Every database guard is there once the tables are.

    A warning and not an error: migrate, which lays them, does not start on a database with errors.
    """
    found = []
    for alias in databases or ():
        if Edition._meta.db_table not in connections[alias].introspection.table_names():
            continue
        for name in guards.missing(alias):
            found.append(
                Warning(
                    f"The database guard {name!r} is missing: printed editions are not protected.",
                    hint="Run manage.py migrate: it lays the guards.",
                    id="articles.W001",
                )
            )
    return found


@register(Tags.database)
def every_edition_can_be_found(app_configs, databases, **kwargs):
    """The search index has every edition, once its table is there."""
    found = []
    for alias in databases or ():
        if SearchEntry._meta.db_table not in connections[alias].introspection.table_names():
            continue
        if count := search.missing(alias):
            found.append(
                Warning(
                    f"{count} printed edition(s) are not in the search index: readers do not find them.",
                    hint="Run manage.py rebuild_search.",
                    id="articles.W002",
                )
            )
    return found


@register(Tags.database)
def driver_is_psycopg2(app_configs, databases, **kwargs):
    """Django takes psycopg 3 without a word when another package brings it; this project is tested on psycopg2."""
    if any(connections[alias].vendor == "postgresql" for alias in databases or ()) and is_psycopg3:
        return [Error("psycopg 3 is installed and Django uses it; uninstall it.", id="articles.E001")]
    return []


@register()
def readers_get_their_mail(app_configs, **kwargs):
    """A site in production that cannot send mail offers readers none: say so, or nobody will miss it."""
    if settings.DEBUG or not settings.HTTPS or settings.MAIL_WORKS:
        return []
    return [
        Warning(
            "No mail is sent: readers who ask a question are not told when it is answered.",
            hint="Set EMAIL_URL, such as smtp+tls://user:password@mail.example.org:587, and DEFAULT_FROM_EMAIL.",
            id="articles.W003",
        )
    ]
