"""Check the project's migrations: none may break a site that still runs the code before it.

Run by ``make test`` as a program of its own, with Django and django-migration-linter installed.
The linter is called here, not listed in INSTALLED_APPS, because a running site has no use for it.
"""

import sys

import django
from django_migration_linter import MigrationLinter

from deploy.local.virtualenv import ROOT

# Read by a person: their constraints hold for whatever the code before them writes. The files say why.
REVIEWED = ["0005_source_key_once", "0010_checks_before_print"]


def main() -> int:
    """Lint all migrations of ``articles``; return the exit status."""
    django.setup()
    linter = MigrationLinter(
        str(ROOT), include_apps=["articles"], no_cache=True, quiet=["ignore"], ignore_name=REVIEWED
    )
    linter.lint_all_migrations()
    linter.print_summary()
    return int(linter.has_errors or linter.nb_total == linter.nb_ignored)


if __name__ == "__main__":
    sys.exit(main())
