"""The index and the editions agree, whatever an editor does."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles import search, workflow
from articles.models import Edition, Place, Question, SearchEntry, SearchWord
from articles.search import sqlite
from tests import factories
from tests.admin.page import Form
from tests.conftest import lift_guards

pytestmark = pytest.mark.django_db


def agreed():
    """Whether every edition has its entry, no entry is left over, and the engine's index is that of the entries."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # raises where they differ; PostgreSQL's is a generated column
            cursor.execute(f"INSERT INTO {sqlite.INDEX} ({sqlite.INDEX}, rank) VALUES ('integrity-check', 1)")
    return set(SearchEntry.objects.values_list("pk", flat=True)) == set(
        Edition.objects.values_list("pk", flat=True)
    )


def found(text):
    return [edition.slug for edition in search.similar(text)]


def test_printing_scheduling_withdrawing_and_restoring_keep_the_index_in_step():
    question = Question.objects.get(pk=factories.printed_question(slug="why").question_id)
    workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
    workflow.withdraw(question=question, reason="A check.")
    workflow.publish(question=question)
    assert agreed()
    assert SearchEntry.objects.count() == 3


def test_an_edition_that_was_not_printed_in_the_end_is_not_in_the_index():
    with transaction.atomic():
        factories.printed_question(text="Why did the obelisk crack?")
        assert len(found("obelisk")) == 1
        transaction.set_rollback(True)
    assert found("obelisk") == []
    assert agreed()
    assert not SearchWord.objects.exists()


def test_migrate_lays_an_index_that_is_gone_and_fills_it():
    factories.printed_question(slug="why", text="Why did the obelisk crack?")
    SearchEntry.objects.all().delete()
    lift_guards()
    assert search.missing() == 1
    call_command("migrate", verbosity=0)
    assert search.missing() == 0
    assert found("obelisk") == ["why"]
    assert agreed()


def test_laying_the_index_twice_is_the_same_as_once():
    factories.printed_question(slug="why", text="Why did the obelisk crack?")
    search.lay()
    search.lay()
    assert found("obelisk") == ["why"]


def test_a_rebuild_starts_from_nothing(capsys):
    factories.printed_question(slug="why", text="Why did the obelisk crack?")
    SearchEntry.objects.update(title="Something else")
    SearchWord.objects.create(word="leftover", in_title=True)
    connection.check_constraints()  # PostgreSQL alters no table that its transaction still has checks for
    call_command("rebuild_search")
    assert "1 edition" in capsys.readouterr().out
    assert found("obelisk") == ["why"]
    assert not SearchWord.objects.filter(word="leftover").exists()
    assert agreed()


def test_a_place_is_found_under_its_names_then_and_now_and_under_a_new_one(
    django_capture_on_commit_callbacks,
):
    place = factories.PlaceFactory(name="Istanbul", name_then="Constantinople")
    factories.printed_question(slug="why", places=[place])
    place.name_then = "Byzantium"
    with django_capture_on_commit_callbacks(execute=True):
        place.save()
        search.renamed(Place.objects.get())
    assert [found(name) for name in ("Istanbul", "Byzantium", "Constantinople")] == [["why"], ["why"], []]


def test_a_new_name_given_in_the_admin_is_found(client, editor, django_capture_on_commit_callbacks):
    topic = factories.TopicFactory(name="Famine", slug="famine")
    factories.printed_question(slug="why", topics=[topic])
    client.force_login(editor)
    with django_capture_on_commit_callbacks(execute=True):
        Form(client, f"/admin/articles/topic/{topic.pk}/change/").send(name="Starvation", slug="famine")
    assert found("starvation") == ["why"]
    assert found("famine") == ["why"]  # as it was printed


def test_an_edition_that_cannot_be_found_is_reported():
    factories.printed_question()
    SearchEntry.objects.all().delete()
    assert "articles.W002" in [problem.id for problem in run_checks(databases=["default"])]
