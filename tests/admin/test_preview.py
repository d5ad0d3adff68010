"""A preview is the public page, byte for byte: only a banner and the word to robots differ."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles import renditions, workflow
from articles.models import Answer, Edition, Offer, PreviewLink, Question, Source, Sponsorship
from tests import factories
from tests.factories import printable_question

from . import people
from .page import Form

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
BANNER = re.compile(r'<div class="notice notice-old" role="note".*?</div>\n', re.DOTALL)
ROBOTS = re.compile(r'<meta name="robots" content="[^"]*">')


def bare(response):
    """Return the text of a page without a preview's banner and without what it tells robots."""
    page, banners = BANNER.subn("", response.content.decode(), count=1)
    page, robots = ROBOTS.subn("", page, count=1)
    assert robots == 1
    return page


def full_question(**fields):
    """Return a question with two answers, sources, a picture, a lesson and another question beside it."""
    picture = factories.PictureFactory(data=factories.picture_bytes(size=(340, 200)))
    renditions.make(picture)
    topic = factories.TopicFactory()
    factories.printed_question(at=NOW - timedelta(days=9), topics=[topic], text="Was it a neighbour?")
    question = printable_question(
        topics=[topic],
        places=[factories.PlaceFactory()],
        figures=[factories.FigureFactory()],
        picture=picture,
        text_as_asked="Why, why?",
        asker_name="Ruth B.",
        asker_consent=True,
        enquiry="What did hunger change?",
        key_dates="1315: It rains",
        glossary="quern: a mill",
        covers="1315/1322",
        first_issue=(issue := factories.IssueFactory()),
        first_publication=issue.publication,
        **fields,
    )
    second = factories.AnswerFactory(question=question, lead="It was not the rain.")
    factories.CreditFactory(answer=second, books=[factories.BookFactory()])
    factories.refer_to(factories.SourceFactory(answer=second))
    factories.OfferFactory()
    factories.SponsorshipFactory()
    return question


def correct(question, by):
    """Publish ``question`` again, with a note to readers."""
    question = Question.objects.get(pk=question.pk)
    words = {"kind": "correction", "wrong": "Two summers.", "right": "Three.", "noticed_by": "Ruth"}
    return workflow.publish(question=question, by=by, correction=words)


def address(question, page="preview"):
    return f"/admin/articles/question/{question.pk}/{page}/"


def test_a_preview_prints_nothing_and_is_kept_by_nobody(client, editor):
    question = printable_question()
    client.force_login(editor)
    response = client.get(address(question))
    assert response.status_code == 200
    assert Edition.objects.count() == 0
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("stage", [*Question.Stage])
def test_a_preview_is_the_page_that_publishing_makes_byte_for_byte(
    client, editor, stage, django_capture_on_commit_callbacks
):
    printed = stage in (Question.Stage.PRINTED, Question.Stage.WITHDRAWN)
    with time_machine.travel(NOW - timedelta(days=5), tick=False):
        # A question begins at any stage, but moves from one to the next only.
        question = full_question() if printed else full_question(stage=stage)
        if printed:
            workflow.publish(question=question, by=editor)
    if printed:
        with time_machine.travel(NOW - timedelta(days=3), tick=False):
            correct(question, editor)
            question.refresh_from_db()
    if stage == Question.Stage.WITHDRAWN:
        with time_machine.travel(NOW - timedelta(days=1), tick=False):
            workflow.withdraw(question=question, by=editor, reason="Doubts.")
    assert Question.objects.get(pk=question.pk).stage == stage
    with time_machine.travel(NOW, tick=False):
        client.force_login(editor)
        preview = client.get(address(question))
        question.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            workflow.publish(question=question, by=editor)
        page = client.get(question.get_absolute_url())
    assert BANNER.search(preview.content.decode())
    assert bare(preview) == bare(page)


def test_a_first_preview_has_the_date_that_the_question_had_on_the_web(client, editor):
    question = printable_question(web_date=datetime.fromisoformat("2016-02-23T09:10:00+00:00"))
    client.force_login(editor)
    assert "February 23, 2016 at 9:10 am" in client.get(address(question)).content.decode()


# --- What is not saved ------------------------------------------------------------------------


def test_unsaved_text_is_shown_as_saving_and_publishing_would_show_it_and_nothing_is_stored(
    client, editor, django_capture_on_commit_callbacks
):
    with time_machine.travel(NOW, tick=False):
        question = full_question()
        client.force_login(editor)
        form = Form(client, address(question, "change"))
        form.values["short_answer"] = "It was the mud, not the rain."
        form.values["answers-0-body"] += "<p>And another <em>paragraph</em>.</p>"
        form.add_row("answers-1-sources", title="A new source", kind="book", issued="1999")
        before = [list(model.objects.values()) for model in (Question, Answer, Source, Edition, LogEntry)]
        preview = form.send("_look")
        assert preview.status_code == 200
        after = [list(model.objects.values()) for model in (Question, Answer, Source, Edition, LogEntry)]
        assert after == before
        assert "It was the mud" in preview.content.decode()
        form.send("_continue")
        question.refresh_from_db()
        workflow.waive(question=question, by=editor, reason="A trial.")
        with django_capture_on_commit_callbacks(execute=True):
            workflow.publish(question=question, by=editor)
        page = client.get(question.get_absolute_url())
    assert "It was the mud" in page.content.decode()
    assert bare(preview) == bare(page)


def test_unsaved_text_that_cannot_be_saved_comes_back_with_the_reason(client, editor):
    question = printable_question()
    client.force_login(editor)
    form = Form(client, address(question, "change"))
    response = form.send("_look", short_answer="word " * 61)
    assert form.again(response).errors() == ["The short answer has 61 words; at most 60 fit."]
    assert form.again(response).values["short_answer"].startswith("word word")


def test_a_new_question_is_previewed_without_being_added(client, editor):
    client.force_login(editor)
    form = Form(client, "/admin/articles/question/add/")
    page = form.send("_look", text="Is this new?", slug="is-this-new").content.decode()
    assert "<h1>Is this new?</h1>" in page
    assert not Question.objects.exists()


def test_whoever_may_not_change_a_question_may_not_send_text_to_preview(client):
    question = printable_question()
    client.force_login(people.viewer(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(address(question, "change"), {"_look": ""}).status_code == 403
    assert client.get(address(question)).status_code == 200


# --- A day to come ----------------------------------------------------------------------------


def test_a_preview_of_a_day_to_come_shows_what_runs_and_is_live_then(client, editor):
    with time_machine.travel(NOW, tick=False):
        question = full_question()
        topic = question.topics.get()
        workflow.schedule(
            question=printable_question(topics=[topic], text="Is this a later neighbour?"),
            at=NOW + timedelta(days=20),
        )
        Offer.objects.update(valid_until=NOW + timedelta(days=10))
        Sponsorship.objects.update(valid_from=NOW + timedelta(days=10))
        client.force_login(editor)
        now = client.get(address(question)).content.decode()
        then = client.get(address(question), {"at": "2026-07-01T18:00"})
        page = then.content.decode()
        offer, sponsor = Offer.objects.get().copy, Sponsorship.objects.get().headline
        assert [offer in now, sponsor in now, "later neighbour" in now] == [True, False, False]
        assert [offer in page, sponsor in page, "later neighbour" in page] == [False, True, True]
        assert "As it would be on 1 July 2026, 18:00 BST." in page
        workflow.schedule(question=question, by=editor, at=datetime(2026, 7, 1, 17, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 7, 1, 17, tzinfo=UTC), tick=False):
        real = client.get(question.get_absolute_url())
    # Nobody drew cards here: what the preview says of them is tested above.
    card = re.compile(
        r'<meta property="og:image.*?>\n|<script type="application/ld\+json">.*?</script>|\n\s*'
    )
    assert card.sub("", bare(then)).replace("summary_large_image", "summary") == card.sub("", bare(real))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2020-01-01T10:00", "This time has passed"),
        ("tomorrow", "Give a date and a time"),
        ("\x00", "Give a date and a time"),
        ("2027-03-28T01:30", "28 March 2027, 01:30 does not exist in Europe/London"),
        ("2026-10-25T01:30", "25 October 2026, 01:30 comes twice in Europe/London"),
        ("9999-12-31T23:59", "Give a year from 1900 to 2200."),
        ("99999-12-31T23:59", "Give a date and a time"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_with_a_sentence_and_kept(client, editor, typed, sentence):
    question = printable_question()
    client.force_login(editor)
    with time_machine.travel(NOW, tick=False):
        client.force_login(editor)
        response = client.get(address(question), {"at": typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert typed == "\x00" or f'value="{typed}"' in page


# --- By a link --------------------------------------------------------------------------------


@pytest.fixture
def shared(client):
    """A question and the path of a link to its preview, made by somebody who may change questions."""
    question = printable_question(text="Is this shared?")
    client.force_login(people.sub_editor(), backend="django.contrib.auth.backends.ModelBackend")
    form = Form(client, address(question, "share"))
    assert form.send("", days="7").status_code == 302
    (link,) = re.findall(
        r'value="http://testserver(/preview/[^"]+)"', client.get(address(question, "share")).content.decode()
    )
    client.logout()
    return question, link


def test_a_link_shows_the_latest_saved_text_to_whoever_has_it_and_to_no_cache(client, shared):
    question, link = shared
    question.answers.update(lead="The latest lead.")
    response = client.get(link)
    page = response.content.decode()
    assert response.status_code == 200
    assert "The latest lead." in page
    assert "/admin/" not in page
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response.cookies == {}
    assert client.post(link).status_code == 405
    assert Edition.objects.count() == 0


def test_a_link_is_the_page_byte_for_byte(client, shared, django_capture_on_commit_callbacks):
    question, link = shared
    with time_machine.travel(timezone.now(), tick=False):
        preview = client.get(link)
        with django_capture_on_commit_callbacks(execute=True):
            workflow.publish(question=question)
        assert bare(preview) == bare(client.get(question.get_absolute_url()))


def test_a_link_is_over_at_its_instant(client, shared):
    _, link = shared
    end = PreviewLink.objects.get().expires_at
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        assert client.get(link).status_code == 200
    with time_machine.travel(end, tick=False):
        over = client.get(link)
    assert over.status_code == 410
    assert over["Cache-Control"] == "private, no-store"
    assert "Is this shared?" not in over.content.decode()


def test_a_revoked_link_is_over_at_once(client, shared):
    question, link = shared
    pk = PreviewLink.objects.get().pk
    client.force_login(people.viewer(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(f"{address(question, 'share')}{pk}/revoke/").status_code == 403
    client.force_login(people.sub_editor(), backend="django.contrib.auth.backends.ModelBackend")
    other = printable_question()
    assert client.post(f"{address(other, 'share')}{pk}/revoke/").status_code == 404
    assert client.get(link).status_code == 200
    assert client.post(f"{address(question, 'share')}{pk}/revoke/").status_code == 302
    assert client.get(link).status_code == 410
    assert "None. A link that is over" in client.get(address(question, "share")).content.decode()


def test_a_link_to_a_deleted_question_is_over(client, shared):
    question, link = shared
    question.delete()
    assert client.get(link).status_code == 410


def test_a_forged_link_is_not_found(client, shared):
    _, link = shared
    token = link.split("/")[2]
    number, signature = token.split(":")
    for forged in ("x", f"Mg:{signature}", f"{number}:{signature[:-1]}", f"{number}:", "é:\x00", "a" * 4000):
        assert client.get(f"/preview/{forged}/").status_code == 404, forged


@pytest.mark.parametrize("days", ["0", "365", "", "-1", "9" * 50])
def test_nobody_makes_a_link_for_ever(client, editor, days):
    question = printable_question()
    client.force_login(editor)
    assert client.post(address(question, "share"), {"days": days}).status_code == 200
    assert not PreviewLink.objects.exists()
