"""Renditions are stored after the picture, once, under names of their own."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction

from articles import renditions
from articles.models import Picture, Rendition
from articles.renditions import BadPicture
from tests.factories import PictureFactory, picture_bytes
from tests.renditions.images import GREEN, RED, decoded, with_metadata


def rows(picture):
    return list(picture.renditions.values_list("format", "width", "height"))


WORDS = {"title": "Harvest", "alt": "Reapers in a field."}


@pytest.mark.django_db
def test_a_bad_picture_stores_nothing(tmp_path):
    with pytest.raises(BadPicture):
        renditions.add(b"not a picture", **WORDS)
    with pytest.raises(ValidationError):
        renditions.add(picture_bytes(), title="Harvest")
    assert (Picture.objects.count(), list((tmp_path / "originals").rglob("*.*"))) == (0, [])


@pytest.mark.django_db
def test_renditions_are_made_after_commit_and_not_before(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        picture = renditions.add(picture_bytes(size=(400, 200)), **WORDS)
    assert (rows(picture), len(callbacks)) == ([], 1)
    callbacks[0]()
    assert rows(picture) == [("avif", 320, 160), ("avif", 400, 200), ("jpeg", 320, 160), ("jpeg", 400, 200)]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_rolled_back_makes_no_renditions(tmp_path):
    with transaction.atomic():
        renditions.add(picture_bytes(), **WORDS)
        transaction.set_rollback(True)
    assert (Picture.objects.count(), Rendition.objects.count()) == (0, 0)
    assert list((tmp_path / "media").rglob("*.*")) == []


@pytest.mark.django_db
def test_what_is_stored_is_what_was_encoded():
    picture = PictureFactory(data=picture_bytes(size=(400, 200)))
    renditions.make(picture)
    for rendition in picture.renditions.all():
        with rendition.file.open("rb") as file:
            data = file.read()
        assert len(data) == rendition.bytes
        image = decoded(data)
        assert (image.format.lower(), image.size) == (rendition.format, (rendition.width, rendition.height))


@pytest.mark.django_db
def test_the_original_is_kept_byte_for_byte_and_apart_from_what_is_served(tmp_path):
    data = with_metadata("JPEG")
    picture = PictureFactory(data=data)
    renditions.make(picture)
    with picture.original.open("rb") as file:
        assert file.read() == data
    assert picture.original.path.startswith(str(tmp_path / "originals"))
    assert all(row.file.path.startswith(str(tmp_path / "media")) for row in picture.renditions.all())


@pytest.mark.django_db
def test_making_twice_is_the_same_as_once(tmp_path):
    picture = PictureFactory(data=picture_bytes(size=(400, 200)))
    renditions.make(picture)
    before = list(picture.renditions.values()), sorted((tmp_path / "media").rglob("*.*"))
    renditions.make(picture)
    assert (list(picture.renditions.values()), sorted((tmp_path / "media").rglob("*.*"))) == before


@pytest.mark.django_db
def test_a_rendition_that_is_missing_is_made_again_and_the_others_are_left():
    picture = PictureFactory(data=picture_bytes(size=(400, 200)))
    renditions.make(picture)
    kept = set(picture.renditions.exclude(format="avif", width=320).values_list("pk", flat=True))
    picture.renditions.get(format="avif", width=320).delete()
    renditions.make(picture)
    assert len(rows(picture)) == 4
    assert kept < set(picture.renditions.values_list("pk", flat=True))


@pytest.mark.django_db
def test_other_bytes_are_served_under_another_name():
    names = set()
    for colour in (RED, GREEN):
        picture = PictureFactory(data=picture_bytes(colour=colour))
        renditions.make(picture)
        names |= {row.file.name for row in picture.renditions.all()}
    assert len(names) == 4


@pytest.mark.django_db
def test_the_task_makes_renditions_and_passes_over_a_picture_that_is_gone():
    picture = PictureFactory()
    assert renditions.make_renditions.enqueue(picture.pk).errors == []
    assert len(rows(picture)) == 2
    assert renditions.make_renditions.enqueue(picture.pk + 1).errors == []


@pytest.mark.django_db(transaction=True)
def test_in_production_the_work_is_queued_and_done_by_a_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    picture = renditions.add(picture_bytes(), **WORDS)
    assert rows(picture) == []
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)
    assert rows(picture) == [("avif", 64, 48), ("jpeg", 64, 48)]
