"""What the database refuses, whoever asks: the ORM, SQL by hand, on both engines."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from articles import guards, workflow
from articles.models import Correction, Edition
from tests.conftest import lift_guards
from tests.factories import UserFactory, printed_question

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def edition():
    return Edition.objects.get(pk=printed_question(at=NOON).pk)


@pytest.fixture
def correction(edition):
    return workflow.withdraw(question=edition.question, reason="The source was forged.")


def refused(name):
    """Expect the database to refuse with the sentence of the guard ``name``."""
    return pytest.raises(IntegrityError, match=guards.REFUSALS[name])


def execute(sql, *values):
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(sql, values)


def insert(edition, **changes):
    """Insert a copy of ``edition`` with other values, past workflow."""
    values = {field.attname: getattr(edition, field.attname) for field in Edition._meta.local_fields}
    copy = Edition(**{**values, "id": None, **changes})
    with transaction.atomic():
        copy.save(force_insert=True)
    return copy


# --- words stay -----------------------------------------------------------------------------------

TAMPERED = {
    "number": 7,
    "slug": "elsewhere",
    "text": "Something else?",
    "short_title": "Else",
    "teaser": "Else.",
    "content": {"question": "Something else?"},
    "digest": "0" * 64,
    "words": 1,
    "live_from": NOON + HOUR,
    "is_substantial": False,
    "printed_at": NOON + HOUR,
    "covers": "1066",
    "covers_earliest": 1,
    "covers_latest": 1,
}
RELATIONS = {"question_id", "printed_by_id", "publication_id", "issue_id", "picture_id"}


def test_every_column_is_either_tampered_with_here_or_may_move():
    columns = {field.attname for field in Edition._meta.local_fields} - {"id"}
    assert columns == {*TAMPERED, *RELATIONS, *guards.MOVABLE}


@pytest.mark.parametrize("column", TAMPERED)
def test_no_column_of_a_printed_edition_can_be_updated(edition, column):
    with refused("edition_words_stay"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**{column: TAMPERED[column]})
    edition.refresh_from_db()
    assert getattr(edition, column) != TAMPERED[column]


def test_an_edition_cannot_be_moved_to_another_question_or_printer(edition):
    other = printed_question()
    for changes in ({"question": other.question, "number": 9}, {"printed_by": UserFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**changes)


def test_a_changed_edition_cannot_be_saved(edition):
    edition.text = "Something else?"
    with refused("edition_words_stay"), transaction.atomic():
        edition.save()


def test_nor_its_text_changed_by_bulk_update_or_upsert(edition):
    edition.text = "Something else?"
    with refused("edition_words_stay"), transaction.atomic():
        Edition.objects.bulk_update([edition], ["text"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.bulk_create(
            [edition], update_conflicts=True, unique_fields=["id"], update_fields=["text"]
        )
    assert Edition.objects.get().text != "Something else?"


@pytest.mark.parametrize(
    "assignment",
    [
        "text = 'Something else?'",
        "content = '{}'",
        "content = NULL",
        "digest = ''",
        "id = id + 1",
        "words = words + 1",
    ],
)
def test_sql_by_hand_cannot_change_words(edition, assignment):
    with pytest.raises(IntegrityError):
        execute(f"UPDATE articles_edition SET {assignment}")
    assert Edition.objects.get(pk=edition.pk).is_intact


def test_words_cannot_be_smuggled_in_with_a_change_that_is_allowed(edition):
    with refused("edition_words_stay"):
        execute("UPDATE articles_edition SET live_until = live_from, text = 'Something else?'")


def test_when_an_edition_ends_and_since_when_it_counts_may_change(edition):
    Edition.objects.filter(pk=edition.pk).update(live_until=NOON + HOUR, first_live_from=NOON - HOUR)
    edition.refresh_from_db()
    assert (edition.live_until, edition.first_live_from) == (NOON + HOUR, NOON - HOUR)


# --- editions are kept ------------------------------------------------------------------------


def test_an_edition_cannot_be_deleted(edition):
    with refused("edition_is_kept"), transaction.atomic():
        edition.delete()
    for statement in ("DELETE FROM articles_edition", "DELETE FROM articles_edition WHERE number = 1"):
        with pytest.raises(IntegrityError):
            execute(statement)
    assert Edition.objects.count() == 1


def test_an_edition_cannot_be_replaced_by_a_row_of_the_same_id_or_number(edition):
    for changes in ({"id": edition.pk, "number": 2}, {}):
        with pytest.raises(IntegrityError):
            insert(edition, text="Something else?", live_until=edition.live_from, **changes)
    if connection.vendor == "sqlite":
        columns = ", ".join(field.column for field in Edition._meta.local_fields)
        for target in (columns, columns.replace("id, ", "", 1)):
            values = target.replace("text", "'Something else?'")
            with pytest.raises(IntegrityError):
                execute(f"REPLACE INTO articles_edition ({target}) SELECT {values} FROM articles_edition")
    assert [row.text for row in Edition.objects.all()] == [edition.text]


def test_the_tables_cannot_be_flushed(edition):
    with pytest.raises((CommandError, IntegrityError)), transaction.atomic():
        call_command("flush", interactive=False, verbosity=0)
    assert Edition.objects.count() == 1


# --- one live edition at any instant -------------------------------------------------------------


@pytest.mark.parametrize(
    ("live_from", "live_until"),
    [
        (NOON - HOUR, None),
        (NOON - HOUR, NOON + timedelta(microseconds=1)),
        (NOON, None),
        (NOON, NOON + HOUR),
        (NOON + HOUR, NOON + 2 * HOUR),
        (NOON + 1000 * HOUR, None),
    ],
)
def test_a_second_edition_at_the_same_instant_is_refused(edition, live_from, live_until):
    with pytest.raises(IntegrityError, match="Two editions|one_live_edition_at_any_instant"):
        insert(edition, number=2, live_from=live_from, live_until=live_until)


@pytest.mark.parametrize(
    ("live_from", "live_until"),
    [(NOON - HOUR, NOON), (NOON - HOUR, NOON - HOUR), (NOON, NOON), (NOON + HOUR, NOON + HOUR)],
)
def test_an_edition_before_the_other_or_one_that_was_cancelled_is_accepted(edition, live_from, live_until):
    insert(edition, number=2, live_from=live_from, live_until=live_until)
    assert Edition.objects.count() == 2


def test_an_edition_cannot_be_made_to_overlap_afterwards(edition):
    earlier = insert(edition, number=2, live_from=NOON - HOUR, live_until=NOON)
    for until in (None, NOON + timedelta(microseconds=1)):
        with (
            pytest.raises(IntegrityError, match="Two editions|one_live_edition_at_any_instant"),
            transaction.atomic(),
        ):
            Edition.objects.filter(pk=earlier.pk).update(live_until=until)
    with pytest.raises(IntegrityError):
        execute("UPDATE articles_edition SET live_until = NULL")


def test_a_cancelled_edition_cannot_be_brought_back_over_a_live_one(edition):
    cancelled = insert(edition, number=2, live_from=NOON + HOUR, live_until=NOON + HOUR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=cancelled.pk).update(live_until=None)


def test_editions_of_two_questions_may_be_live_together(edition):
    other = printed_question(at=NOON)
    assert set(Edition.objects.live(NOON)) == {edition, other}


def test_instants_a_microsecond_apart_are_told_apart(edition):
    # SQLite compares instants as text, with and without a fraction.
    tick = timedelta(microseconds=1)
    Edition.objects.filter(pk=edition.pk).update(live_until=NOON + tick)
    with pytest.raises(IntegrityError):
        insert(edition, number=2, live_from=NOON, live_until=NOON + tick)
    insert(edition, number=2, live_from=NOON + tick, live_until=None)
    insert(edition, number=3, live_from=NOON - tick, live_until=NOON)


# --- corrections are kept ------------------------------------------------------------------------


def test_a_correction_cannot_be_changed(correction):
    for changes in ({"wrong": "Nothing."}, {"at": NOON}, {"kind": "correction"}, {"noticed_by": F("wrong")}):
        with refused("correction_is_kept"), transaction.atomic():
            Correction.objects.filter(pk=correction.pk).update(**changes)
    correction.wrong = "Nothing."
    with refused("correction_is_kept"), transaction.atomic():
        correction.save()
    with refused("correction_is_kept"):
        execute("UPDATE articles_correction SET wrong = 'Nothing.'")


def test_a_correction_cannot_be_deleted(correction):
    with refused("correction_is_kept"), transaction.atomic():
        correction.delete()
    with refused("correction_is_kept"):
        execute("DELETE FROM articles_correction")


def test_a_correction_cannot_be_replaced(correction):
    if connection.vendor == "sqlite":
        with refused("correction_is_kept"):
            execute("REPLACE INTO articles_correction SELECT * FROM articles_correction")
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.bulk_create([correction])
    assert Correction.objects.count() == 1


# --- the guards themselves ---------------------------------------------------------------------


def names():
    """The names of the guards that this engine has."""
    return [name for name, *_ in guards._guards(connection)]


def drop(name):
    """Drop the guard ``name`` and nothing else."""
    if connection.vendor == "sqlite":
        execute(f"DROP TRIGGER {name}")
    elif name == "one_live_edition_at_any_instant":
        execute(f"ALTER TABLE articles_edition DROP CONSTRAINT {name}")
    else:
        execute(f"DROP TRIGGER {name} ON articles_{name.split('_')[0]}")


def test_no_guard_is_missing_after_migrate():
    assert guards.missing() == []
    assert set(guards.REFUSALS) <= set(names())
    assert run_checks(databases=["default"]) == []


def test_a_dropped_guard_is_missed_reported_and_laid_again():
    for name in names():
        drop(name)
        assert guards.missing() == [name]
        (error,) = run_checks(databases=["default"])
        assert (error.id, error.msg) == (
            "articles.W001",
            f"The database guard {name!r} is missing: printed editions are not protected.",
        )
        guards.lay()
        assert guards.missing() == []


def test_a_guard_that_is_switched_off_is_missed():
    if connection.vendor == "postgresql":
        execute("ALTER TABLE articles_edition DISABLE TRIGGER edition_words_stay")
        assert guards.missing() == ["edition_words_stay"]
    else:
        lift_guards()
        assert guards.missing() == sorted(names())


def test_laying_the_guards_twice_is_the_same_as_once(edition):
    guards.lay()
    guards.lay()
    assert guards.missing() == []
    with refused("edition_is_kept"), transaction.atomic():
        edition.delete()


def test_migrate_lays_guards_that_are_gone(edition):
    lift_guards()
    call_command("migrate", verbosity=0)
    with refused("edition_is_kept"), transaction.atomic():
        edition.delete()


def test_without_the_tables_there_is_nothing_to_lay_or_to_report(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["django_migrations"])
    lift_guards()
    guards.lay()
    assert run_checks(databases=["default"]) == []
    assert len(guards.missing()) >= 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_after_a_test_with_real_transactions_the_next_has_guards_and_no_rows(run):
    assert (guards.missing(), Edition.objects.count()) == ([], 0)
    edition = printed_question()
    with refused("edition_is_kept"), transaction.atomic():
        edition.delete()


def test_migrate_starts_on_a_database_that_lacks_a_guard_and_lays_it():
    drop("edition_is_kept")
    call_command("migrate", verbosity=0, skip_checks=False)
    assert guards.missing() == []
