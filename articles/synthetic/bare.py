"""Tables without indexes and foreign keys while they are filled: laid once at the end, they take half the work.

PostgreSQL only, and for tables that were empty: to lay them on what is there already takes longer than it saves.
"""

from contextlib import contextmanager, nullcontext

from django.db import connection, transaction

# What is dropped in this order and made again in the other; primary keys and what must be unique stay.
KEYS = """SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s) ORDER BY oid"""
INDEXES = """SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid::regclass::text = ANY(%s) AND NOT indisunique AND NOT indisexclusion
    ORDER BY indexrelid"""


def while_filled(models):
    """Return the context in which empty tables of ``models``, with those of their relations, are filled."""
    relations = [field.remote_field.through for model in models for field in model._meta.local_many_to_many]
    tables = [model._meta.db_table for model in (*models, *relations)]
    return _bare(tables) if connection.vendor == "postgresql" else nullcontext()


@contextmanager
def _bare(tables):
    # One transaction: nobody ever meets the tables like this, and they are as before if anything goes wrong.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with a check to come cannot be altered
        laid = []
        for query in (KEYS, INDEXES):
            cursor.execute(query, [tables])
            laid += cursor.fetchall()
        for drop, _ in laid:
            cursor.execute(drop)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for _, lay in reversed(laid):
            cursor.execute(lay)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
