"""The environment that the project's settings read in tests, whatever the developer's shell says."""

import os
from pathlib import Path


def environment(var: Path, *, site_url: str, hosts: str, database_url: str = "") -> dict[str, str]:
    """Return variables for a site in production mode that keeps all its files in ``var``.

    ``hosts`` is a comma list. Without ``database_url`` the database is a file in ``var``.
    """
    return {
        "DJANGO_SETTINGS_MODULE": "historyqa.settings",
        "DEBUG": "off",
        "SECRET_KEY": "used by tests only, and long enough for Django's own check of secret keys",
        "SITE_URL": site_url,
        "ALLOWED_HOSTS": hosts,
        "DATABASE_URL": database_url or f"sqlite:///{var / 'historyqa.sqlite3'}",
        "VAR_DIR": str(var),
        "EMAIL_URL": "memorymail://",
        # Not var/local.env: that is the developer's own site.
        "ENV_FILE": os.devnull,
    }
