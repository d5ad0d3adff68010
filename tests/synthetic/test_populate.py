"""The synthetic magazine: the rows that the desk would have written, and the same ones each time."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils.html import escape

from articles import printing, synthetic, uses, workflow
from articles.models import (
    Answer,
    AuditEntry,
    Correction,
    Edition,
    ErrorReport,
    Picture,
    Question,
    Submission,
    content,
)
from articles.search import documents
from articles.synthetic import magazine
from tests.factories import QuestionFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def written():
    """Everything of the editions that a second run must repeat."""
    columns = (
        "number",
        "slug",
        "content__question",
        "live_from",
        "live_until",
        "words",
        "search_entry__body",
    )
    return list(Edition.objects.order_by("pk").values_list(*columns))


def rolled_back(*runs):
    """Return what ``runs`` of populate write, leaving nothing behind."""
    with transaction.atomic():
        for questions in runs:
            synthetic.populate(questions, seed=7, at=AT)
        rows = written()
        transaction.set_rollback(True)
    return rows


def test_an_edition_holds_what_printing_its_question_would_freeze():
    synthetic.populate(40, at=AT)
    for edition in Edition.objects.select_related("question"):
        question = Question.objects.for_print().get(pk=edition.question_id)
        frozen = content.to_json(printing.freeze(question))
        for relation in ("topics", "periods", "places", "figures"):
            for document in (frozen, edition.content):
                document[relation].sort(key=lambda entry: entry["id"])
        assert edition.content == frozen
        assert edition.words == edition.page.words
        fresh = printing.unsaved_edition(question, at=edition.live_from)
        for column in ("slug", "text", "teaser", "covers", "publication_id", "issue_id", "picture_id"):
            assert getattr(edition, column) == getattr(fresh, column)
        for relation, ids in printing.catalogue(fresh).items():
            assert sorted(getattr(edition, relation).values_list("pk", flat=True)) == sorted(ids)


def test_editions_are_intact_and_found_as_the_search_would_write_them():
    synthetic.populate(40, at=AT)
    editions = Edition.objects.select_related(*documents.NAMED).prefetch_related(*documents.RELATIONS)
    for edition in editions:
        assert edition.is_intact
        entry = documents.entry(edition)
        assert edition.search_entry.title == entry.title
        assert edition.search_entry.summary == entry.summary
        assert edition.search_entry.body == entry.body
        assert {*edition.search_entry.names.split("\n")} == {*entry.names.split("\n")}


def test_every_stage_is_there_and_every_fate_of_an_edition():
    UserFactory(is_staff=True)
    synthetic.populate(200, at=AT)
    assert {*Question.objects.values_list("stage", flat=True)} == {stage.value for stage in Question.Stage}
    assert Edition.objects.live(AT).count() == 150
    assert Edition.objects.scheduled(AT).count() == 10
    kinds = [Correction.objects.filter(kind=kind).count() for kind in ("correction", "withdrawal")]
    assert kinds == [20, 10]
    drafts = Question.objects.filter(stage__in=magazine.DRAFTS)
    assert drafts.filter(owner__isnull=True).count() == 0
    assert Question.objects.filter(covers_latest__lt=0).exists()
    assert Question.objects.filter(covers_earliest__gt=0).exists()


def test_pictures_and_what_readers_send_are_in_proportion():
    synthetic.populate(400, at=AT)
    assert [model.objects.count() for model in (Picture, Submission, ErrorReport)] == [80, 80, 10]
    assert {*Submission.objects.values_list("status", flat=True)} == {*Submission.Status.values}
    assert {*ErrorReport.objects.values_list("status", flat=True)} == {*ErrorReport.Status.values}
    assert Picture.objects.filter(uses.is_used()).count() == 69
    assert 0 < Picture.objects.shown(AT).count() < 80
    taken_up = Submission.objects.filter(question__isnull=False)
    assert {*taken_up.values_list("status", flat=True)} == {"with-historian", "answered"}


LAID = {
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
    "UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint",
    "sqlite": "SELECT name, sql FROM sqlite_master",  # a table's keys are part of its own statement
}


def test_indexes_and_keys_are_all_there_again():
    def laid():
        with connection.cursor() as cursor:
            cursor.execute(LAID[connection.vendor])
            return {*cursor.fetchall()}

    before = laid()
    synthetic.populate(20, at=AT)
    assert laid() == before
    assert len(before) > 200


def test_what_is_written_can_be_printed_again_by_the_desk():
    synthetic.populate(1, at=AT)
    question = Question.objects.for_print().get()
    edition = workflow.publish(question=question)
    assert edition.number == 2
    assert workflow.withdraw(question=question, reason="Made up.").from_edition == edition


def test_the_same_seed_writes_the_same_whatever_it_is_cut_into(monkeypatch):
    whole = rolled_back(30)
    monkeypatch.setattr(magazine, "CHUNK", 4)
    assert rolled_back(10, 20) == whole
    assert len(whole) > 20


def test_another_seed_writes_another_magazine_beside_it():
    synthetic.populate(20, seed=1, at=AT)
    assert synthetic.populate(20, seed=2, at=AT) == 20
    texts = Question.objects.values_list("slug", flat=True)
    assert len({*texts}) == len(texts) == 40


def test_it_keeps_away_from_what_somebody_wrote():
    QuestionFactory()
    with pytest.raises(synthetic.NotEmpty):
        synthetic.populate(1, at=AT)
    with pytest.raises(CommandError, match="--add"):
        call_command("populate", questions=1, stdout=StringIO(), stderr=StringIO())
    assert Question.objects.count() == 1
    assert synthetic.populate(1, at=AT, add=True) == 1


def test_the_command_says_how_many_and_how_fast():
    out = StringIO()
    call_command("populate", questions=3, stdout=out, stderr=StringIO())
    assert out.getvalue().startswith("3 questions written, 3 there now; ")
    assert "log" not in out.getvalue()
    call_command("populate", questions=1, log=5, stdout=out, stderr=StringIO())
    assert out.getvalue().endswith("\n5 entries of the log written\n")
    assert AuditEntry.objects.count() == 5
    with pytest.raises(CommandError, match="at least one"):
        call_command("populate", questions=0, stdout=out, stderr=StringIO())


def logged():
    return list(
        AuditEntry.objects.order_by("pk").values_list("verb", "subject", "title", "text", "by_name", "at")
    )


def test_entries_of_the_log_are_about_rows_that_are_there_by_people_who_are():
    users = {user.pk: user.get_username() for user in UserFactory.create_batch(3, is_staff=True)}
    synthetic.populate(10, at=AT)
    synthetic.log.write(300, at=AT)
    texts = {("question", pk): text for pk, text in Question.objects.values_list("pk", "text")}
    texts |= {("answer", pk): text for pk, text in Answer.objects.values_list("pk", "question__text")}
    entries = list(AuditEntry.objects.order_by("pk"))
    assert len(entries) == 300
    assert all(entry.title == texts[entry.subject, entry.row] for entry in entries)
    assert {entry.by_id: entry.by_name for entry in entries} == users
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert entries[-1].at == AT
    assert {"changed", "added", "publish", "waive"} < {entry.verb for entry in entries}


def test_the_same_seed_logs_the_same(monkeypatch):
    synthetic.populate(10, at=AT)
    monkeypatch.setattr(synthetic.log, "CHUNK", 20)
    runs = []
    for _ in range(2):
        with transaction.atomic():
            synthetic.log.write(50, at=AT)
            runs.append(logged())
            transaction.set_rollback(True)
    assert runs[0] == runs[1]
    assert len({*runs[0]}) == 50


def test_readers_meet_what_is_live(client):
    synthetic.populate(20, at=datetime.now(UTC) - timedelta(minutes=1))
    live = Edition.objects.live().select_related("question")
    assert client.get("/").status_code == 200
    for edition in live:
        page = client.get(edition.get_absolute_url())
        assert page.status_code == 200
        assert escape(edition.text) in page.content.decode()
