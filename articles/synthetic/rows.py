"""Many rows of one table at once: COPY on PostgreSQL, executemany on SQLite.

``bulk_create`` builds a model instance a row and prepares each of its forty columns, which alone takes longer than a
whole question may. Here the columns that are the same in every row are prepared once.
"""

import io
import json
from datetime import UTC, date, datetime

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

# Between values, after a row, and no value, until a whole table is escaped at once; no text here holds them.
BETWEEN, END, NULL = "\x01", "\x02", "\x03"


class Rows:
    """Rows of ``model`` that wait to be written. ``columns`` are those that differ; all others get their default."""

    def __init__(self, model, *columns):
        self.model, self.columns, self.waiting = model, columns, []
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        rest = [field for field in fields if field.attname not in columns and not field.primary_key]
        plain = model()
        constant = [(field, field.pre_save(plain, True)) for field in rest]
        self.constants = tuple(field.get_db_prep_save(value, connection) for field, value in constant)
        by_name = {field.attname: field for field in fields}
        self.names = [by_name[name].column for name in columns] + [field.column for field in rest]
        self.ready = None

    def add(self, *values):
        """Add a row: a value for each of ``columns``, in their order. Dicts are JSON, datetimes aware."""
        self.waiting.append(values)

    def prepare(self):
        """Put the rows into the words of the database, which needs no connection; write() does so if nobody has."""
        if self.ready is None:
            self.ready = {"postgresql": self._lines, "sqlite": self._values}[connection.vendor]()
        return self

    def write(self):
        """Store the rows."""
        self.prepare()
        names = ", ".join(f'"{name}"' for name in self.names)
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # In one piece: between two pieces it would wait for whoever holds Python's lock.
                copy = f"COPY {table} ({names}) FROM STDIN"
                cursor.copy_expert(copy, io.BytesIO(self.ready), size=len(self.ready) + 1)
            else:
                marks = ", ".join(["%s"] * len(self.names))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", self.ready)

    def _lines(self):
        constants = "".join(BETWEEN + _text(value) for value in self.constants) + END
        # Asked here and not by a function: calling one for each value takes longer than all the rest.
        rows = [
            BETWEEN.join([value if value.__class__ is str else _text(value) for value in row])
            for row in self.waiting
        ]
        return _escaped("".join([row + constants for row in rows])).encode()

    def _values(self):
        return [(*map(_stored, row), *map(_stored, self.constants)) for row in self.waiting]


class Tables:
    """Rows of several tables that wait to be written together. Those of ``numbered`` models get their ids at once."""

    def __init__(self, *numbered):
        self.next = {model: (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1 for model in numbered}
        self.rows, self.relations = {}, {}

    def add(self, model, **values):
        """Add a row of ``model``; return its id where the model is numbered. One caller, one set of columns."""
        pk = self.next.get(model)
        if pk:
            self.next[model] += 1
            values["id"] = pk
        if model not in self.rows:
            self.rows[model] = Rows(model, *values)
        self.rows[model].add(*values.values())
        return pk

    def relate(self, model, pk, relation, numbers):
        """Add the rows that relate row ``pk`` of ``model`` to those ``numbers``."""
        rows = self.relations.get((model, relation))
        if rows is None:
            field = model._meta.get_field(relation)
            rows = Rows(field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name())
            self.relations[model, relation] = rows
        rows.waiting += [(pk, number) for number in numbers]

    def take(self):
        """Return what waits, as a list of prepared Rows to write in this order, and wait for more."""
        taken = [rows.prepare() for rows in (*self.rows.values(), *self.relations.values())]
        self.rows, self.relations = {}, {}
        return taken

    def count_on(self):
        """Let the database number its next rows after ours."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [*self.next]):
                cursor.execute(statement)


def _text(value):
    """Return ``value`` in words, or NULL."""
    if value is None:
        return NULL
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _escaped(text):
    """Return ``text``, which BETWEEN and END part, in COPY's text format."""
    # Replacements are twenty times as fast as str.translate.
    for mark, meant in (
        ("\\", r"\\"),
        ("\t", r"\t"),
        ("\n", r"\n"),
        ("\r", r"\r"),
        (BETWEEN, "\t"),
        (END, "\n"),
        (NULL, r"\N"),
    ):
        text = text.replace(mark, meant)
    return text


def _stored(value):
    """Return ``value`` as Django stores it in SQLite."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.isoformat() if isinstance(value, date) else value
