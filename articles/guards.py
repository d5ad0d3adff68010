"""What the database itself refuses, whoever asks: changed editions, edited corrections, two live editions at once.

Triggers are laid after every ``migrate`` (they are not part of a migration because SQLite drops a table's
triggers whenever a migration rebuilds it). Laying them twice is the same as laying them once.
"""

from django.db import connections

from . import stageguards
from .models import AuditEntry, Correction, Edition

# What may still change on a printed edition: until when it is live, since when the question has been, and since when
# it has said this in substance (an edition before it may be cancelled).
MOVABLE = ("live_until", "first_live_from", "substance_from")
EDITION = Edition._meta.db_table
CORRECTION = Correction._meta.db_table

REFUSALS = {
    "edition_words_stay": "A printed edition cannot be changed: print a new one.",
    "edition_is_kept": "A printed edition cannot be deleted or replaced.",
    "one_live_edition_at_any_instant": "Two editions of a question cannot be live at the same instant.",
    "correction_is_kept": "A correction cannot be changed or deleted: add another one.",
    **stageguards.REFUSALS,
}


def lay(using="default", **_):
    """Create the guards on database ``using``. A receiver of post_migrate."""
    connection = connections[using]
    if not {EDITION, AuditEntry._meta.db_table} <= {*connection.introspection.table_names()}:
        return
    with connection.cursor() as cursor:
        for _, *statements in _guards(connection):
            for statement in statements:
                cursor.execute(statement)


def missing(using="default"):
    """Return the names of guards that database ``using`` lacks or has switched off."""
    connection = connections[using]
    query = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' UNION SELECT conname FROM pg_constraint",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return sorted(name for name, *_ in _guards(connection) if name not in present)


def _guards(connection):
    """Return (name, statement, …) of each guard of this engine; the statements may be repeated."""
    return {"postgresql": _postgresql, "sqlite": _sqlite}[connection.vendor]()


def _postgresql():
    function = """
        CREATE OR REPLACE FUNCTION articles_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    movable = " ".join(f"- '{column}'" for column in MOVABLE)
    changed = f"ROW WHEN (to_jsonb(OLD) {movable} IS DISTINCT FROM to_jsonb(NEW) {movable})"
    for name, event, table, each, refusal in (
        ("edition_words_stay", "UPDATE", EDITION, changed, "edition_words_stay"),
        ("edition_is_kept", "DELETE", EDITION, "ROW", "edition_is_kept"),
        ("edition_is_not_truncated", "TRUNCATE", EDITION, "STATEMENT", "edition_is_kept"),
        ("correction_is_kept", "UPDATE OR DELETE", CORRECTION, "ROW", "correction_is_kept"),
        ("correction_is_not_truncated", "TRUNCATE", CORRECTION, "STATEMENT", "correction_is_kept"),
    ):
        yield (
            name,
            function,
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"""CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each}
                EXECUTE FUNCTION articles_refuse('{REFUSALS[refusal]}')""",
        )
    yield (
        "one_live_edition_at_any_instant",
        f"""DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'one_live_edition_at_any_instant') THEN
                ALTER TABLE {EDITION} ADD CONSTRAINT one_live_edition_at_any_instant
                EXCLUDE USING gist (question_id WITH =, tstzrange(live_from, live_until) WITH &&);
            END IF;
        END $$""",
    )
    yield from stageguards.postgresql()


def _sqlite():
    columns = [field.column for field in Edition._meta.local_fields if field.column not in MOVABLE]
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    overlap = f"""
        (NEW.live_until IS NULL OR NEW.live_until > NEW.live_from) AND EXISTS (
            SELECT 1 FROM {EDITION} other
            WHERE other.question_id = NEW.question_id AND other.id IS NOT NEW.id
            AND (other.live_until IS NULL OR other.live_until > other.live_from)
            AND (NEW.live_until IS NULL OR other.live_from < NEW.live_until)
            AND (other.live_until IS NULL OR NEW.live_from < other.live_until))"""
    # INSERT OR REPLACE deletes without firing triggers on DELETE.
    same_edition = f"""EXISTS (SELECT 1 FROM {EDITION} other WHERE other.id = NEW.id
        OR (other.question_id = NEW.question_id AND other.number = NEW.number))"""
    same_correction = f"EXISTS (SELECT 1 FROM {CORRECTION} other WHERE other.id = NEW.id)"
    for name, event, table, condition, refusal in (
        ("edition_words_stay", "UPDATE", EDITION, changed, "edition_words_stay"),
        ("edition_is_kept", "DELETE", EDITION, "1", "edition_is_kept"),
        ("edition_is_not_replaced", "INSERT", EDITION, same_edition, "edition_is_kept"),
        ("correction_is_kept", "UPDATE", CORRECTION, "1", "correction_is_kept"),
        ("correction_is_kept_whole", "DELETE", CORRECTION, "1", "correction_is_kept"),
        ("correction_is_not_replaced", "INSERT", CORRECTION, same_correction, "correction_is_kept"),
        ("one_live_edition_at_any_instant", "INSERT", EDITION, overlap, "one_live_edition_at_any_instant"),
        ("one_live_edition_after_change", "UPDATE", EDITION, overlap, "one_live_edition_at_any_instant"),
    ):
        yield (
            name,
            f"DROP TRIGGER IF EXISTS {name}",
            f"""CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition}
                BEGIN SELECT RAISE(ABORT, '{REFUSALS[refusal]}'); END""",
        )
    yield from stageguards.sqlite()
