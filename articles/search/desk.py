"""The newsroom's own search: rows of a table whose short texts contain every word, in any case.

Editors look for parts of words ("bletch") in manuscripts that no reader sees, so the readers' index does not help.
PostgreSQL answers from an index of groups of three letters, laid after every migrate; SQLite reads the table through,
which takes a moment at a hundred thousand rows.
"""

from django.db import connections
from django.db.models import Func, TextField
from django.db.models.lookups import IContains

from articles.models import AuditEntry, Edition, Question

# What is looked through of each table.
COLUMNS = {
    Question: ("text", "short_title", "slug"),
    Edition: ("text", "slug"),
    AuditEntry: ("title", "by_name"),
}


class _Joined(Func):
    """The columns of a row, with blanks between them: as an expression, what the index is over."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = TextField()


def contains(model, word):
    """Return the condition that a row of ``model``, one of COLUMNS, contains ``word``."""
    return IContains(_Joined(*COLUMNS[model]), word)


def is_short(word):
    """Whether most rows may contain ``word``: an index of three letters does not narrow it."""
    return len(word) < 4


def lay(using="default", **_):
    """Create the indexes on database ``using``, where it is PostgreSQL. A receiver of post_migrate."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        tables = {*connection.introspection.table_names(cursor)}
        for model in COLUMNS:
            table = model._meta.db_table
            # Asked first, because nobody may index a table that this transaction has written to.
            cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [f"{table}_desk"])
            if table in tables and not cursor.fetchall():
                cursor.execute(
                    f"CREATE INDEX {table}_desk ON {table} USING gin (upper({_joined(model)}) gin_trgm_ops)"
                )
                # A common word is taken for a rare one otherwise, and all its rows are read to show fifty.
                cursor.execute(f"ALTER INDEX {table}_desk ALTER COLUMN 1 SET STATISTICS 500")


def _joined(model):
    table = model._meta.db_table
    return " || ' ' || ".join(f"{table}.{column}" for column in COLUMNS[model])
