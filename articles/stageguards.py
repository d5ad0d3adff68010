"""What the database refuses of stages and of the log: a move that stages.MOVES does not know, an entry changed."""

from .models import Answer, AuditEntry, Edition, Question
from .stages import MOVES, Stage

QUESTION, ANSWER, EDITION, ENTRY = (model._meta.db_table for model in (Question, Answer, Edition, AuditEntry))
REFUSALS = {
    "auditentry_is_kept": "An entry of the log cannot be changed or deleted.",
    "question_moves_legally": "A question cannot move from this stage to that one.",
    "question_printed_has_an_edition": "Only publishing makes a question printed, and only printed ones are withdrawn.",
    "question_answered_has_an_answer": "There is no answer in this question yet.",
    "question_commissioned_is_assigned": "What is commissioned has a day to be ready by, and an owner or a historian.",
}
# What printing and withdrawing do, from whatever stage; cancelling the only edition leads back to editing.
BY_PRINTING = (Stage.PRINTED, Stage.WITHDRAWN)
WITH_ANSWER = (Stage.ANSWERED, Stage.FACT_CHECK, Stage.READY)


def pairs():
    """Return "from>to" of every move between stages that leads to none of BY_PRINTING."""
    found = {(a, b) for move in MOVES.values() for a, b in move.leads.items()} | {
        (Stage.PRINTED, Stage.EDITING)
    }
    return sorted(f"{a}>{b}" for a, b in found if b not in BY_PRINTING)


def _listed(values):
    return ", ".join(f"'{value}'" for value in values)


def conditions():
    """Yield (refusal, columns of a question whose change is looked at, SQL that is true where it is refused)."""
    moved = "OLD.stage <> NEW.stage AND"
    yield (
        "question_moves_legally",
        "stage",
        f"{moved} NEW.stage NOT IN ({_listed(BY_PRINTING)}) "
        f"AND OLD.stage || '>' || NEW.stage NOT IN ({_listed(pairs())})",
    )
    yield (
        "question_printed_has_an_edition",
        "stage",
        f"{moved} NEW.stage IN ({_listed(BY_PRINTING)}) AND NOT EXISTS (SELECT 1 FROM {EDITION} e WHERE "
        f"e.question_id = NEW.id AND (NEW.stage = '{Stage.WITHDRAWN}' "
        "OR e.live_until IS NULL OR e.live_until > e.live_from))",
    )
    yield (
        "question_answered_has_an_answer",
        "stage",
        f"{moved} NEW.stage IN ({_listed(WITH_ANSWER)}) AND NOT EXISTS (SELECT 1 FROM {ANSWER} a WHERE "
        "a.question_id = NEW.id AND (a.body <> '' OR a.lead <> ''))",
    )
    yield (
        "question_commissioned_is_assigned",
        "stage, due, owner_id, historian_id",
        f"NEW.stage = '{Stage.COMMISSIONED}' AND (NEW.due IS NULL OR (NEW.owner_id IS NULL AND "
        "NEW.historian_id IS NULL))",
    )


def postgresql():
    """Yield (name, statement, …) of each guard; needs the function articles_refuse."""
    for name, columns, condition in conditions():
        # A trigger's WHEN may not ask other tables there, so the function asks.
        yield (
            name,
            f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {condition} THEN
                    RAISE EXCEPTION '{REFUSALS[name]}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$""",
            f"DROP TRIGGER IF EXISTS {name} ON {QUESTION}",
            f"""CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {QUESTION} FOR EACH ROW
                EXECUTE FUNCTION {name}()""",
        )
    for name, event, each in (
        ("auditentry_is_kept", "UPDATE OR DELETE", "ROW"),
        ("auditentry_is_not_truncated", "TRUNCATE", "STATEMENT"),
    ):
        yield (
            name,
            f"DROP TRIGGER IF EXISTS {name} ON {ENTRY}",
            f"""CREATE TRIGGER {name} BEFORE {event} ON {ENTRY} FOR EACH {each}
                EXECUTE FUNCTION articles_refuse('{REFUSALS["auditentry_is_kept"]}')""",
        )


def sqlite():
    """Yield (name, statement, …) of each guard."""
    same = f"EXISTS (SELECT 1 FROM {ENTRY} other WHERE other.id = NEW.id)"
    entry = (
        ("auditentry_is_kept", f"UPDATE ON {ENTRY}", "1"),
        ("auditentry_is_kept_whole", f"DELETE ON {ENTRY}", "1"),
        # INSERT OR REPLACE deletes without firing triggers on DELETE.
        ("auditentry_is_not_replaced", f"INSERT ON {ENTRY}", same),
    )
    moves = ((name, f"UPDATE OF {columns} ON {QUESTION}", when) for name, columns, when in conditions())
    for name, event, condition in (*entry, *moves):
        refusal = REFUSALS.get(name, REFUSALS["auditentry_is_kept"])
        yield (
            name,
            f"DROP TRIGGER IF EXISTS {name}",
            f"""CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW WHEN {condition}
                BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
        )
