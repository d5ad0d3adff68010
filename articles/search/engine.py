"""Which engine this database has. Both modules have the same functions, described in sqlite.py."""

from django.db import connections

from . import postgresql, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def engine(using="default"):
    """Return the module that searches database ``using``."""
    return ENGINES[connections[using].vendor]
