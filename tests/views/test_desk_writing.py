"""What the editor on the historian's page asks for by the link's token alone: a paste cleaned, the text kept."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html as trees

from articles import commissions, richtext
from articles.intake import limits
from articles.models import AuditEntry, Commission, DayMark, Question, Source
from articles.views import deskwriting
from tests.admin.test_site import policy
from tests.factories import AnswerFactory, SourceFactory
from tests.paste import FOLDER

from .test_desk import send

pytestmark = pytest.mark.django_db

DOORS = {"paste": {"html": "<p>It rained.</p>"}, "keep": {"text": "It rained."}}
NOTES = Path(FOLDER, "word/notes.html").read_text(encoding="utf-8")
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(params=DOORS)
def door(request, asked):
    """(Commission, the door's address, what is sent there)."""
    return asked[0], f"{asked[1]}{request.param}/", DOORS[request.param]


def post(client, address, data, **headers):
    return client.post(address, data, headers={**HERE, **headers})


def is_private(response):
    kept = {part.strip() for part in response["Cache-Control"].split(",")}
    return (
        {"no-store", "private"} <= kept
        and "noindex" in response["X-Robots-Tag"]
        and response["Referrer-Policy"] == "no-referrer"
    )


def test_what_is_pasted_comes_back_as_it_would_be_stored_and_nothing_is_kept(client, asked):
    html = "<p class=MsoNormal>Half <i>died</i>.<o:p></o:p></p><script>alert(1)</script>"
    response = post(client, f"{asked[1]}paste/", {"html": html})
    assert response.json() == {"html": "<p>Half <em>died</em>.</p>"}
    assert is_private(response)
    assert response.cookies == {}
    assert Commission.objects.get().text == ""


def test_what_is_being_written_is_kept_and_when_is_said(client, asked):
    with time_machine.travel("2026-11-26T17:50:00Z", tick=False):
        response = post(client, f"{asked[1]}keep/", {"text": "<p>It <i>rained</i>.</p>", "opened": "new"})
    commission = Commission.objects.get()
    assert commission.text == "<p>It <em>rained</em>.</p>"
    assert response.json() == {
        "saved": "Last saved 26 November 2026, 17:50.",
        "opened": commissions.stamp(commission),
    }
    assert is_private(response)
    assert not AuditEntry.objects.filter(verb="hand-in").exists()


@pytest.mark.parametrize("data", [{}, {"html": ""}, {"html": "\x00"}, {"html": "<!--StartFragment-->"}])
def test_nothing_to_clean_is_no_error(client, asked, data):
    assert post(client, f"{asked[1]}paste/", data).json() == {"html": ""}


@pytest.mark.parametrize("end", ["revoked", "run out"])
def test_an_ended_link_is_410_at_once_and_keeps_nothing(client, door, end):
    commission, address, data = door
    assert post(client, address, data).status_code == 200
    Commission.objects.update(text="", saved_at=None)
    if end == "revoked":
        commissions.revoke(commission=commission)
    later = timedelta(days=commissions.DAYS) if end == "run out" else timedelta()
    with time_machine.travel(timezone.now() + later, tick=False):
        response = post(client, address, data)
    assert response.status_code == 410
    assert response.json() == {"error": "This link has ended. Please ask the desk for a new one."}
    assert is_private(response)
    assert Commission.objects.get().text == ""


def test_a_link_revoked_between_the_door_and_the_save_keeps_nothing(client, asked, monkeypatch):
    found = commissions.find

    def found_just_before_it_is_revoked(token):
        here = found(token)
        commissions.revoke(commission=here)
        return here

    monkeypatch.setattr(commissions, "find", found_just_before_it_is_revoked)
    response = post(client, f"{asked[1]}keep/", {"text": "Too late."})
    assert response.status_code == 409
    assert "does not work any more" in response.json()["error"]
    assert Commission.objects.get().text == ""


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize("token", ["x", "%00", "é" * 50, "a" * 2000])
def test_a_guess_is_not_found_and_counted(client, token, name):
    assert post(client, f"/desk/{token}/{name}/", DOORS[name]).status_code == 404
    assert DayMark.objects.filter(purpose="desk-guess").count() == 1


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "patch"])
def test_only_post_is_taken(client, door, method):
    assert getattr(client, method)(door[1], headers=HERE).status_code == 405


def test_another_site_is_refused(client, door):
    response = client.post(door[1], door[2], headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert Commission.objects.get().text == ""


def test_so_many_a_day_and_no_more(client, door, monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "desk-keep": 2, "desk-paste": 2})
    codes = [post(client, door[1], door[2]).status_code for _ in range(4)]
    assert codes == [200, 200, 429, 429]
    assert is_private(post(client, door[1], door[2]))


def test_keeping_and_pasting_do_not_use_up_what_the_forms_may_send(client, asked, monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "desk": 1})
    for name, data in DOORS.items():
        for _ in range(3):
            assert post(client, f"{asked[1]}{name}/", data).status_code == 200
    assert send(client, asked[1], "answer", text="It rained.").status_code == 302


def test_what_is_too_long_is_refused_with_a_sentence(client, asked, monkeypatch):
    monkeypatch.setattr(deskwriting, "LONGEST_PASTE", 20)
    pasted = post(client, f"{asked[1]}paste/", {"html": "<p>" + "a" * 18})
    assert (pasted.status_code, pasted.json()["error"]) == (413, "This is too long to be sent at once.")
    kept = post(client, f"{asked[1]}keep/", {"text": "a" * (commissions.LONGEST + 1)})
    assert kept.status_code == 409
    assert "longer than an answer can be" in kept.json()["error"]
    null = post(client, f"{asked[1]}keep/", {"text": "It\x00rained."})
    assert (null.status_code, null.json()["error"]) == (422, "Null characters are not allowed.")
    assert Commission.objects.get().text == ""


@pytest.mark.parametrize("name", ["", "paste/", "keep/"])
def test_what_no_server_should_read_is_413(client, asked, settings, name):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    body = "text=" + "a" * 200
    kind = "application/x-www-form-urlencoded"
    response = client.generic("POST", f"{asked[1]}{name}", body, kind, headers=HERE)
    assert response.status_code == 413
    assert is_private(response)


@pytest.mark.parametrize("name", DOORS)
def test_a_door_costs_the_same_for_little_and_for_much(client, asked, name):
    (field,) = DOORS[name]

    def cost(text):
        with CaptureQueriesContext(connection) as caught:
            assert post(client, f"{asked[1]}{name}/", {field: text}).status_code == 200
        return len(caught)

    cost("<p>It rained.</p>")
    assert cost("<p>It rained.</p>") == cost("<p>It rained.</p>" * 500) <= 8


# --- Two windows ---


def test_an_older_window_does_not_save_over_a_newer_one_unasked(client, asked):
    def keep(text, opened):
        return post(client, f"{asked[1]}keep/", {"text": text, "opened": opened})

    first = keep("It rained.", "new").json()["opened"]
    assert keep("It snowed.", "new").status_code == 409
    assert "saved in another window" in keep("It snowed.", "new").json()["error"]
    second = keep("It rained, and rained.", first).json()["opened"]
    assert Commission.objects.get().text == "<p>It rained, and rained.</p>"

    refused = send(client, asked[1], "answer", text="It snowed.", opened=first, hand_in="1")
    assert refused.status_code == 422
    page = trees.fromstring(refused.content.decode())
    assert "It snowed." in page.get_element_by_id("answer_text").text
    (hidden,) = page.xpath("//input[@name='opened']/@value")
    assert hidden == second
    assert page.xpath("//form/@data-unsaved")
    assert send(client, asked[1], "answer", text="It snowed.", opened=hidden).status_code == 302
    assert Commission.objects.get().text == "<p>It snowed.</p>"


def test_what_was_handed_in_is_not_written_over(client, asked):
    send(client, asked[1], "answer", text="It rained.", hand_in="1")
    response = post(client, f"{asked[1]}keep/", {"text": "Too late."})
    assert response.status_code == 409
    assert "You have handed in this answer" in response.json()["error"]
    assert Question.objects.get().answers.get().body == "<p>It rained.</p>"


# --- The page ---


def test_the_page_has_the_editor_of_the_admin_and_a_policy_for_it_only_while_it_is_written(client, asked):
    response = client.get(asked[1])
    page = trees.fromstring(response.content.decode())
    box = page.get_element_by_id("answer_text")
    admins = Commission._meta.get_field("text").formfield().widget.get_context("text", "", {})
    (name,) = [name for name in admins["widget"]["attrs"] if name.startswith("data-django-prose-editor")]
    assert box.get(name) == admins["widget"]["attrs"][name]
    assert box.get("data-paste") == f"{asked[1]}paste/"
    assert page.xpath("//form/@data-keep") == [f"{asked[1]}keep/"]
    (inline,) = [script for script in page.iter("script") if not script.get("src")]
    assert inline.get("type") == "importmap"
    assert len(policy(response)["script-src"]) == len(policy(response)["style-src"]) == 2
    assert "unsafe" not in response["Content-Security-Policy"]

    send(client, asked[1], "answer", text="It rained.", hand_in="1")
    later = client.get(asked[1])
    assert policy(later)["script-src"] == policy(later)["style-src"] == ["'self'"]
    assert "prose_editor" not in later.content.decode()


@pytest.mark.parametrize(
    ("html", "typed"),
    [
        ("<p>It rained, &amp; rained.</p><p>Then &lt;hard&gt;.</p>", "It rained, & rained.\n\nThen <hard>."),
        ("<p>The tag &lt;em&gt; is none.</p>", "<p>The tag &lt;em&gt; is none.</p>"),
        ("<p>It <em>rained</em>.</p>", "<p>It <em>rained</em>.</p>"),
    ],
)
def test_the_plain_box_and_the_editor_begin_with_the_same(client, asked, html, typed):
    commissions.save(commission=asked[0], text=html)
    box = trees.fromstring(client.get(asked[1]).content.decode()).get_element_by_id("answer_text")
    assert box.text.removeprefix("\n") == typed
    assert box.get("data-html") == commissions.from_typed(typed) == html == Commission.objects.get().text


# --- Notes ---


def test_notes_of_a_pasted_text_are_sources_once_it_is_handed_in_and_the_page_shows_them(client, asked):
    pasted = post(client, f"{asked[1]}paste/", {"html": NOTES}).json()["html"]
    post(client, f"{asked[1]}keep/", {"text": pasted})
    assert "Ibid., p. 12." in Commission.objects.get().text
    assert Source.objects.count() == 0
    send(client, asked[1], "answer", text=pasted, hand_in="1")
    answer = Question.objects.get().answers.get()
    keys = {source.key for source in answer.sources.all()}
    assert len(keys) == 4
    assert set(richtext.references(answer.body)) == keys
    page = trees.fromstring(client.get(asked[1]).content.decode())
    listed = " ".join(page.find_class("sources")[0].text_content().split())
    for words in (
        "Rosemary Horrox, The Black Death",
        "John Munro",
        "A private letter of 1371",
        "Ibid., p. 12",
    ):
        assert words in listed
    assert ".." not in listed
    assert [ref.text_content() for ref in page.find_class("ref")] == ["1", "2", "3", "4"]


def test_a_note_too_long_for_a_source_stays_in_the_text(client, asked):
    note = "It is said so. " * 60
    text = f'<p>It rained.<sup data-source="note-1-abcdef"></sup></p><p><sup data-source="note-1-abcdef"></sup> {note}</p>'
    send(client, asked[1], "answer", text=text, hand_in="1")
    assert Source.objects.count() == 0
    assert "It is said so." in client.get(asked[1]).content.decode()


def test_the_page_costs_the_same_for_one_source_and_for_many(client, asked):
    commission, address = asked
    send(client, address, "answer", text="It rained.", hand_in="1")
    answer = Question.objects.get().answers.get()

    def cost():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    SourceFactory(answer=answer)
    once = cost()
    for _ in range(12):
        SourceFactory(answer=answer)
        AnswerFactory(question=answer.question)
    assert cost() == once


# --- A comment on what was selected ---


def test_selected_words_are_the_passage(client, asked):
    send(client, asked[1], "answer", text="It <em>rained</em> a lot.\n\nThen it froze.", hand_in="1")
    words = "rained\n a lot.  Then it"
    sent = send(client, asked[1], "remark", passage="selected", selected=words, text="Really?")
    assert sent.status_code == 302
    assert Commission.objects.get().remarks.get().passage == "rained a lot. Then it"


def test_words_that_are_not_there_are_refused_and_what_was_typed_is_kept(client, asked):
    send(client, asked[1], "answer", text="It rained.", hand_in="1")
    sent = send(client, asked[1], "remark", passage="selected", selected="It <snowed>", text="Really?")
    assert sent.status_code == 422
    page = trees.fromstring(sent.content.decode())
    assert "These words are not in the answer as it stands now." in page.text_content()
    assert page.get_element_by_id("remark_text").text.strip() == "Really?"
    assert page.xpath("//option[@selected]/text()") == ["“It <snowed>”"]
    nothing = send(client, asked[1], "remark", passage="selected", selected="", text="Really?")
    assert nothing.status_code == 422
    assert Commission.objects.get().remarks.count() == 0
