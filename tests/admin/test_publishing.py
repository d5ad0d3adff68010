"""From the question's page to print: buttons, findings, preview, schedule, waivers, withdrawal."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Edition, Question
from tests.factories import AnswerFactory, QuestionFactory, printable_question, printed_question

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def to(page, question, *more):
    return reverse(f"admin:articles_question_{page}", args=[question.pk, *more])


def links(form, place):
    """Return text and target of the links in the element of class ``place``."""
    return [
        (link.text, link.get("href")) for block in form.tree.find_class(place) for link in block.iter("a")
    ]


# --- The button "Publish now" ---


def test_publish_now_without_permission_saves_and_says_that_it_did_not_publish(client):
    sign_in(client, people.sub_editor())
    question = printable_question()
    response = Form(client, to("change", question)).send("_publish", short_answer="Changed.")
    question.refresh_from_db()
    assert messages(response)[-1] == "Saved, but not published: you have no permission for that."
    assert (question.short_answer, question.editions.count()) == ("Changed.", 0)


def test_publish_now_of_an_unfit_question_saves_it_and_names_what_is_missing(desk):
    question = QuestionFactory()
    form = Form(desk, to("change", question))
    response = form.send("_publish", text="Why did the harvest of 1315 fail")
    assert messages(response)[-1] == "Saved, but not published yet: what is still missing stands below."
    assert Edition.objects.count() == 0
    shown = Form(desk, response.url)
    assert shown.values["text"] == "Why did the harvest of 1315 fail"
    assert links(shown, "findings") == [
        ("The question does not end in “?”.", "#id_text"),
        ("Write the short answer.", "#id_short_answer"),
        ("Add an answer.", "#id_answers-0-body"),
        ("Choose a period, so that readers find it.", "#id_periods"),
        ("Let pass what may be waived…", to("waive", question)),
    ]


def test_every_link_of_a_finding_leads_to_a_field_or_to_a_row_that_can_be_added(desk):
    answer = AnswerFactory(body="<p></p>")
    form = Form(desk, to("change", answer.question))
    targets = [target.removeprefix("#") for _, target in links(form, "findings") if target.startswith("#")]
    assert targets[-3:] == ["id_answers-0-credits-0-author", "id_answers-0-sources-0-title", "id_periods"]
    there = {element.get("id") for element in form.tree.iter() if element.get("id")}
    missing = [target for target in targets if target not in there]
    assert missing == ["id_answers-0-sources-0-title"]
    assert "answers-0-sources-group" in there


def test_publish_now_prints_what_was_typed_and_is_in_the_history(desk, editor):
    question = printable_question()
    response = Form(desk, to("change", question)).send("_publish", short_answer="Because of the rain.")
    edition = Edition.objects.get()
    assert messages(response)[-1] == "Edition 1 is live."
    assert (edition.page.short_answer, edition.printed_by) == ("Because of the rain.", editor)
    assert LogEntry.objects.first().change_message == "Edition 1 is live."
    assert "Edition 1 is live." in desk.get(to("history", question)).content.decode()


def test_a_new_question_is_published_in_one_go(desk):
    question = printable_question()
    periods = [str(pk) for pk in question.periods.values_list("pk", flat=True)]
    author = question.answers.get().credits.get().author
    form = Form(desk, reverse("admin:articles_question_add"))
    form.add_row("answers-0-sources", title="Chronicle", kind="book")
    form.send(
        "_publish",
        text="Did it rain?",
        slug="did-it-rain",
        short_answer="It did.",
        periods=periods,
        **{"answers-0-body": "<p>Yes. [chronicle]</p>", "answers-0-credits-0-author": str(author.pk)},
    )
    assert Edition.objects.live().get().page.question == "Did it rain?"


def test_view_on_site_is_offered_once_it_is_live(desk):
    edition = printed_question(slug="why")
    form = Form(desk, to("change", edition.question))
    assert [link.get("href") for link in form.tree.find_class("viewsitelink")] == ["/questions/why/"]
    draft = Form(desk, to("change", QuestionFactory()))
    assert draft.tree.find_class("viewsitelink") == []


# --- Preview ---


def test_the_preview_is_the_page_that_readers_then_get_but_for_the_banner_and_robots(
    client, editor, django_capture_on_commit_callbacks
):
    question = printable_question(slug="why")
    with time_machine.travel(datetime(2026, 3, 4, 9, 30, tzinfo=UTC), tick=False):
        sign_in(client, editor)
        preview = client.get(to("preview", question))
        assert (preview.status_code, preview["X-Robots-Tag"], Edition.objects.count()) == (200, "noindex", 0)
        with django_capture_on_commit_callbacks(execute=True):  # draws the card that the preview names
            workflow.publish(question=question)
        public = client.get("/questions/why/").content.decode()
    assert alike(preview.content.decode()) == alike(public)


def test_the_preview_of_a_live_question_keeps_its_web_date(desk, client):
    question = printable_question(slug="why")
    workflow.publish(question=question, at=timezone.now() - timedelta(days=400))
    preview = desk.get(to("preview", question)).content.decode()
    dates = re.findall(r"<time[^>]*>[^<]*</time>", preview)
    assert dates[0] in client.get("/questions/why/").content.decode()


def alike(page):
    """Return a page without what a preview says otherwise: that it is one, no robots, no address to cite yet."""
    page = re.sub(r'<meta name="robots"[^>]*>', "", page)
    page = re.sub(
        r'<div class="notice notice-old" role="note">\s*<p><strong>Preview.*?</div>',
        "",
        page,
        flags=re.DOTALL,
    )
    page = re.sub(r'<p class="edition-line">.*?</p>', "", page, flags=re.DOTALL)
    return [line.strip() for line in page.splitlines() if line.strip()]


# --- Publish or schedule ---


def test_a_time_to_come_schedules(desk):
    question = printable_question()
    at = timezone.localtime() + timedelta(days=2)
    form = Form(desk, to("publish", question))
    response = form.send(at_0=at.strftime("%d/%m/%Y"), at_1=at.strftime("%H:%M"))
    edition = question.editions.scheduled().get()
    assert edition.live_from == at.replace(second=0, microsecond=0)
    assert messages(response) == [f"Edition 1 will be live from {at.day} {at:%b %Y, %H:%M %Z}."]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"at_0": "10/7/2008", "at_1": "09:00"},
            "This time has passed. Choose a later one, or leave it empty to",
        ),
        ({"at_0": "31/02/2030", "at_1": "09:00"}, "Enter a valid date."),
        ({"at_0": "01/02/2030", "at_1": "25:00"}, "Enter a valid time."),
        ({"at_0": "01/02/2030", "at_1": ""}, "Enter a valid time."),
        ({"kind": "correction", "wrong": "The year."}, "Readers are told this: write a sentence."),
        ({"wrong": "The year.", "right": "1315."}, "Choose the kind of change."),
        ({"kind": "correction", "wrong": "\x00", "right": "1315."}, "Null characters are not allowed."),
    ],
)
def test_a_wrong_time_or_half_a_note_gets_a_sentence_and_keeps_the_rest(desk, values, sentence):
    question = printed_question().question
    question.refresh_from_db()
    form = Form(desk, to("publish", question))
    shown = form.again(form.send(noticed_by="A reader", **values))
    assert any(error.startswith(sentence) for error in shown.errors())
    assert shown.values["noticed_by"] == "A reader"
    assert question.editions.count() == 1


def test_a_correction_is_printed_with_its_note(desk, editor):
    question = printed_question().question
    form = Form(desk, to("publish", question))
    form.send(kind="correction", wrong="We wrote 1316.", right="It was 1315.", noticed_by="A reader")
    note = question.corrections.get()
    assert (note.wrong, note.right, note.noticed_by, note.approved_by) == (
        "We wrote 1316.",
        "It was 1315.",
        "A reader",
        editor,
    )
    assert note.to_edition.number == 2


def test_publishing_what_somebody_changed_in_between_is_refused(desk):
    question = printable_question()
    form = Form(desk, to("publish", question))
    Form(desk, to("change", question)).send()
    response = form.send()
    assert response.status_code == 200
    assert "Somebody changed this question while you were looking at it." in response.content.decode()
    assert question.editions.count() == 0


def test_a_scheduled_edition_is_cancelled_by_its_button(desk):
    edition = printed_question(at=timezone.now() + timedelta(days=3))
    page = desk.get(to("change", edition.question)).content.decode()
    address = to("unschedule", edition.question, 1)
    assert f'action="{address}"' in page
    version = str(Question.objects.get().version)
    assert f'name="version" value="{version}"' in page
    assert messages(desk.post(address, {"version": version})) == ["Edition 1 is cancelled."]
    assert edition.question.editions.scheduled().count() == 0


def test_cancelling_what_is_not_scheduled_says_so_or_is_not_found(desk):
    edition = printed_question()
    version = {"version": str(Question.objects.get().version)}
    response = desk.post(to("unschedule", edition.question, 1), version)
    assert messages(response)[0].startswith("This edition is already live")
    assert desk.post(to("unschedule", edition.question, 9)).status_code == 404


# --- Waive ---


def test_waiving_needs_a_reason_and_then_opens_the_way_to_print(desk, editor):
    question = printable_question(short_answer="")
    form = Form(desk, to("waive", question))
    assert form.again(form.send(reason=" ")).errors() == ["This field is required."]
    response = form.send(reason="Printed so in 2011.")
    waiver = question.waivers.get()
    assert messages(response) == ["Let pass: 1 finding."]
    assert (waiver.finding, waiver.reason, waiver.by) == ("no_short_answer", "Printed so in 2011.", editor)
    Form(desk, to("change", question)).send("_publish")
    assert question.editions.live().count() == 1


# --- Withdraw ---


def test_withdrawing_needs_a_reason_which_readers_then_see(desk, client):
    question = printed_question(slug="why").question
    form = Form(desk, to("withdraw", question))
    assert form.again(form.send(reason="")).errors() == ["This field is required."]
    response = form.send(reason="The letter it rests on is a forgery.")
    assert messages(response) == ["The question is withdrawn. Its address now shows the reason."]
    page = client.get("/questions/why/")
    assert page.status_code == 410
    assert "The letter it rests on is a forgery." in page.content.decode()


def test_withdrawing_what_is_not_live_says_so(desk):
    question = printable_question()
    response = Form(desk, to("withdraw", question)).send(reason="No.")
    assert "This question is not live, so there is nothing to withdraw." in response.content.decode()


@pytest.mark.parametrize(
    ("button", "page"), [("_preview", "preview"), ("_schedule", "publish"), ("_withdraw", "withdraw")]
)
def test_a_button_saves_first_and_then_goes_to_its_page(desk, button, page):
    question = printable_question()
    response = Form(desk, to("change", question)).send(button, short_answer="Saved first.")
    question.refresh_from_db()
    assert (response.url, question.short_answer) == (to(page, question), "Saved first.")
