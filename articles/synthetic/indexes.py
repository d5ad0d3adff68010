"""PostgreSQL's indexes of words, left out while many rows are written, and made anew in one go."""

from contextlib import contextmanager

from django.db import connection

FIND = """SELECT indexname, indexdef FROM pg_indexes JOIN pg_class ON pg_class.relname = indexname
    JOIN pg_am ON pg_am.oid = pg_class.relam
    WHERE schemaname = current_schema() AND tablename = ANY(%s) AND amname = 'gin' ORDER BY indexname"""


@contextmanager
def laid_afterwards(*models):
    """Have the GIN indexes of ``models`` made after the block: to enter row by row takes them four times as long.

    Where it fails they are made all the same. Nobody should search meanwhile.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with _ready() as cursor:
        cursor.execute(FIND, [[model._meta.db_table for model in models]])
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        if not connection.needs_rollback:  # else the database brings them back by itself
            with _ready() as cursor:
                cursor.execute("SET maintenance_work_mem = '256MB'")
                for _, definition in found:
                    cursor.execute(definition)
                cursor.execute("RESET maintenance_work_mem")


def _ready():
    if connection.in_atomic_block:
        connection.check_constraints()  # a table with checks still to come keeps its indexes
    return connection.cursor()
