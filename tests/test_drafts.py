"""Private drafts expire, and never without their writer having been told."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from articles import keeping
from articles.models import OpenPage
from tests.factories import QuestionFactory, UserFactory

pytestmark = pytest.mark.django_db
TYPED = datetime(2026, 3, 1, 12, tzinfo=UTC)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def draft():
    return OpenPage.objects.create(
        page="a-page-key",
        user=UserFactory(editor=True),
        question=QuestionFactory(text="Why did it rain?"),
        seen_at=TYPED,
        typed=[["short_answer", "Clouds."]],
        typed_at=TYPED,
    )


def on(days, hour=12):
    return time_machine.travel(TYPED.replace(hour=hour) + timedelta(days=days), tick=False)


@pytest.mark.parametrize(("days", "stays"), [(0, True), (179, True), (180, True), (181, False), (900, False)])
def test_a_draft_goes_when_nobody_touched_it_for_so_long(draft, days, stays, capsys, caplog):
    with on(days), caplog.at_level(logging.INFO, logger="articles.keeping"):
        call_command("send_notices")
    assert OpenPage.objects.exists() is stays
    assert ("forgot 1 private drafts" in capsys.readouterr().out) is not stays
    told = [record.getMessage() for record in caplog.records if record.name == "articles.keeping"]
    assert told == ([] if stays else ["forgot 1 private drafts that nobody touched for 180 days"])


def test_a_touch_keeps_it_and_its_page_says_until_when(draft, client):
    client.force_login(draft.user, backend=BACKEND)
    page = reverse("admin:articles_question_change", args=[draft.question_id])
    with on(150):
        assert "kept until 28 Aug 2026" in client.get(page).content.decode()
        keeping_on = {"page": draft.page, "typed": "short_answer=Clouds+and+wind."}
        client.post(reverse("admin:articles_question_unsaved", args=[draft.question_id]), keeping_on)
    with on(200):
        assert keeping.forget_drafts() == 0
        assert OpenPage.objects.get().typed == [["short_answer", "Clouds and wind."]]


@pytest.mark.parametrize(("days", "told"), [(149, False), (151, True), (180, True)])
def test_its_writer_alone_is_told_for_the_last_thirty_days(draft, client, days, told):
    for user, sees in ((draft.user, told), (UserFactory(editor=True), False)):
        client.force_login(user, backend=BACKEND)
        with on(days):
            page = client.get("/admin/").content.decode()
        assert ("Typed and never saved" in page) is sees
        assert ("?draft=a-page-key" in page) is sees
        assert ("kept until 28 Aug 2026" in page) is sees


def test_none_means_for_ever_and_a_dead_page_without_words_goes_after_a_day(draft, client, settings):
    settings.DRAFT_DAYS = 0
    dead = OpenPage.objects.create(page="another-key", user=draft.user, seen_at=TYPED)
    client.force_login(draft.user, backend=BACKEND)
    with on(0, hour=20):
        keeping.forget_drafts()
        assert OpenPage.objects.filter(pk=dead.pk).exists()
    with on(5000):
        assert keeping.forget_drafts() == 0
        assert "Typed and never saved" not in client.get("/admin/").content.decode()
        page = client.get(
            reverse("admin:articles_question_change", args=[draft.question_id])
        ).content.decode()
        assert "kept until" not in page
    assert list(OpenPage.objects.all()) == [draft]


def test_of_a_new_question_too(draft):
    OpenPage.objects.update(question=None)
    with on(160):
        assert [row.page for row in keeping.about_to_go(draft.user)] == ["a-page-key"]
