"""Asking: what is refused, what is kept of what was typed, what is stored, and what readers see of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone

from articles import notices
from articles.intake import limits, tokens
from articles.models import DayMark, Submission, SubmissionContact, Watcher
from tests import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "Why did the bells of York ring backwards in 1746?"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def token(purpose="ask", ago=60):
    """Return a token as a page that was opened ``ago`` seconds before would hold it."""
    with time_machine.travel(timezone.now() - timedelta(seconds=ago), tick=False):
        return tokens.issue(purpose)


def send(client, address="/ask/", purpose="ask", headers=None, **values):
    """Send a readers' form as a browser does; ``values`` are what was typed."""
    values = {"token": token(purpose), "website": "", "sure": "1", **values}
    return client.post(address, values, headers={"Sec-Fetch-Site": "same-origin", **(headers or {})})


def nothing_stored():
    models = (Submission, SubmissionContact, Watcher, DayMark)
    return [model.objects.count() for model in models] == [0] * len(models)


# --- Refusals ---


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"website": "http://spam.example"}, "A field that is to stay empty was filled in"),
        ({"token": "forged"}, "The form reached us incomplete."),
        ({"token": ""}, "The form reached us incomplete."),
        ({"token": "\x00"}, "The form reached us incomplete."),
        ({"text": "\x00 or not?........."}, "Null characters are not allowed."),
        ({"text": " "}, "Write your question."),
        ({"text": "Why?"}, "Write the whole question"),
        ({"text": "w" * 200_000}, "Ensure this value has at most 2000 characters"),
        ({"name": "n" * 121}, "Ensure this value has at most 120 characters"),
        ({"email": "ruth@"}, "Enter a valid email address."),
        ({"email": "ruth@example.org\nBcc: all@example.org"}, "Enter a valid email address."),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_keeps_what_was_typed(client, values, sentence):
    response = send(client, **{"text": TEXT, "town": "Leeds & more", **values})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Leeds &amp; more" in page
    assert nothing_stored()


@pytest.mark.parametrize(("ago", "sentence"), [(1, "quicker than anybody"), (13 * 3600, "open for too long")])
def test_a_form_sent_too_soon_or_too_late_gets_a_token_that_works(client, clock, ago, sentence):
    response = send(client, text=TEXT, token=token(ago=ago))
    assert (response.status_code, nothing_stored()) == (422, True)
    page = response.content.decode()
    assert sentence in page
    clock.shift(10)
    fresh = re.search(r'name="token" value="([^"]+)"', page)[1]
    assert send(client, text=TEXT, token=fresh).status_code == 302


def test_a_token_of_another_form_is_forged(client):
    assert send(client, text=TEXT, token=token("vote")).status_code == 422


def test_a_form_sent_twice_is_stored_once(client):
    once = token()
    answers = [send(client, text=TEXT, token=once).status_code for _ in range(2)]
    assert (answers, Submission.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
    ],
)
def test_a_form_from_another_site_is_refused(client, headers):
    question = factories.SubmissionFactory(shown=True, contact=None)
    for address, purpose in (("/ask/", "ask"), (f"/asked/{question.pk}/vote/", "vote")):
        response = send(client, address, purpose, headers=headers, text=TEXT)
        assert (response.status_code, response.cookies) == (403, {})
    question.refresh_from_db()
    assert (Submission.objects.count(), question.votes, DayMark.objects.count()) == (1, 0, 0)


def test_a_browser_that_names_only_our_origin_or_nothing_is_believed(client):
    for headers in ({"Origin": "http://testserver"}, {}):
        response = send(client, text=TEXT, headers={"Sec-Fetch-Site": "", **headers})
        assert response.status_code == 302


def test_one_network_sends_so_many_a_day_and_then_no_more_until_tomorrow(client, clock, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "ask", 2)
    answers = [send(client, text=f"{TEXT} {number}").status_code for number in range(3)]
    assert (answers, Submission.objects.count()) == ([302, 302, 429], 2)
    assert client.post("/ask/", {"text": TEXT, "token": token(), "sure": 1}, REMOTE_ADDR="10.0.0.9").url
    clock.shift(timedelta(days=1))
    assert send(client, text=TEXT).status_code == 302


def test_no_address_is_stored_and_no_mark_outlives_a_day(client, clock):
    send(client, text=TEXT)
    first = set(DayMark.objects.values_list("purpose", "mark"))
    assert not any("127.0.0.1" in mark for _, mark in first)
    clock.shift(timedelta(days=1, seconds=1))
    send(client, text=TEXT)
    assert first & set(DayMark.objects.values_list("purpose", "mark")) == set()


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
    ],
)
def test_a_household_is_one_address_also_behind_a_proxy(client, settings, one, two, same):
    settings.BEHIND_PROXY = True
    question = factories.SubmissionFactory(shown=True, contact=None)
    for address in (one, two):
        headers = {"X-Forwarded-For": f"203.0.113.7, {address}"}
        send(client, f"/asked/{question.pk}/vote/", "vote", headers=headers)
    question.refresh_from_db()
    assert question.votes == (1 if same else 2)


@pytest.mark.parametrize(
    "path",
    [
        "/ask/?q=%00&x=1",
        "/ask/?q=" + "w" * 5000,
        "/ask/similar/?q=%00",
        "/ask/similar/?q=%22*%27)(",
        "/asked/",
    ],
)
def test_odd_addresses_are_answered(client, path):
    assert client.get(path).status_code == 200


def test_what_is_not_public_has_no_address(client):
    hidden = factories.SubmissionFactory(contact=None)
    for pk in (hidden.pk, 0, 10**30):
        for address in (f"/asked/{pk}/", f"/asked/{pk}/vote/"):
            assert send(client, address, "vote").status_code == 404
    assert client.get("/asked/?before=zz").status_code == 404


def test_no_cookie_on_any_of_these_pages(client):
    question = factories.SubmissionFactory(shown=True, contact=None)
    pages = ["/ask/", "/ask/sent/", "/asked/", f"/asked/{question.pk}/", "/ask/stop/x/", "/ask/confirm/x/"]
    answers = [client.get(page) for page in pages] + [send(client, text=TEXT), send(client, text="")]
    assert [answer.cookies for answer in answers] == [{}] * len(answers)
    assert not any("Cookie" in answer.get("Vary", "") for answer in answers)


# --- Taking it in ---


def test_what_is_asked_for_in_the_address_stands_in_the_form(client):
    page = client.get("/ask/", {"q": "Why <b>did</b> it rain?"}).content.decode()
    assert "Why &lt;b&gt;did&lt;/b&gt; it rain?</textarea>" in page


def test_the_nearest_questions_come_first_and_none_of_these_sends_it(client):
    factories.printed_question(slug="bells", text="Why did the bells of York ring in 1746?")
    other = factories.SubmissionFactory(shown=True, contact=None, text="Which bells rang backwards at York?")
    factories.SubmissionFactory(contact=None, text="Secret bells rang backwards at York")
    response = send(client, text=TEXT, town="Leeds", sure=[])
    page = response.content.decode()
    assert response.status_code == 200
    assert ['href="/questions/bells/"' in page, f"/asked/{other.pk}/" in page] == [True, True]
    assert ["None of these: send mine" in page, 'value="Leeds"' in page] == [True, True]
    assert "Secret" not in page
    assert Submission.objects.count() == 2
    assert send(client, text=TEXT).url == "/ask/sent/"
    assert Submission.objects.get(text=TEXT).shown is False


def test_the_piece_of_html_for_typing_shows_what_is_live_only(client):
    factories.printed_question(slug="bells", text="Why did the bells of York ring?")
    factories.workflow.schedule(
        question=factories.printable_question(text="Why did secret bells ring?"),
        at=NOON + timedelta(hours=1),
    )
    piece = client.get("/ask/similar/", {"q": "bells of York"})
    assert "/questions/bells/" in piece.content.decode()
    assert "secret" not in piece.content.decode()
    assert "<html" not in piece.content.decode()


def test_without_an_e_mail_address_it_waits_for_the_desk(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(client, text=TEXT, name="Ruth B.", town="Leeds")
    assert response.url == "/ask/sent/"
    submission = Submission.objects.get()
    assert (submission.awaits_confirmation, submission.shown, submission.signature) == (False, False, "")
    assert mail.outbox == []
    assert TEXT not in client.get("/asked/").content.decode()


def test_with_one_it_is_public_only_once_confirmed_and_let_through(
    client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(client, text=TEXT, email="Ruth@Example.org", consent="on", name="Ruth B.")
    assert response.url == "/ask/sent/?by=mail"
    Submission.objects.update(shown=True)
    assert TEXT not in client.get("/asked/").content.decode()
    (letter,) = mail.outbox
    assert (letter.to, TEXT in letter.body) == (["ruth@example.org"], False)
    link = re.search(r"http://testserver(/ask/confirm/\S+)", letter.body)[1]
    assert client.get(link).status_code == 200  # as a mail program does to look for harm
    assert Submission.objects.public().count() == 0
    assert client.post(link).status_code == 200
    page = client.get("/asked/").content.decode()
    assert [TEXT in page, "Ruth B." in page, "example.org" in page] == [True, True, False]


def test_a_link_to_confirm_ends_after_a_week_or_when_it_is_cut(client, clock):
    watcher = factories.WatcherFactory()
    link = notices.link("confirm", watcher).removeprefix("http://testserver")
    assert client.post(link[:-3] + "/").status_code == 410
    clock.shift(timedelta(days=7, seconds=1))
    assert client.post(link).status_code == 410
    watcher.refresh_from_db()
    assert watcher.confirmed_at is None


def test_where_no_mail_works_none_is_offered(client, settings):
    settings.MAIL_WORKS = False
    question = factories.SubmissionFactory(shown=True, contact=None)
    for address in ("/ask/", f"/asked/{question.pk}/"):
        assert 'name="email"' not in client.get(address).content.decode()
    assert send(client, text=TEXT, email="ruth@example.org").url == "/ask/sent/"
    assert SubmissionContact.objects.count() == 0


# --- The queue ---


def test_the_queue_says_what_became_of_each_and_answered_only_while_the_answer_is_live(client, clock):
    soon = factories.printable_question(slug="soon", text="What is still secret?")
    factories.workflow.schedule(question=soon, at=NOON + timedelta(hours=1))
    public = {"shown": True, "contact": None}
    factories.SubmissionFactory(**public, text="Sent on?", status="answered", question=soon)
    factories.SubmissionFactory(**public, text="Not for us?", status="declined", reason="Too narrow.")
    twin = factories.SubmissionFactory(**public, text="New?")
    factories.SubmissionFactory(**public, text="New again?", duplicate_of=twin)

    def queue():
        page = client.get("/asked/").content.decode()
        assert "secret" not in page or "/questions/soon/" in page
        return re.findall(r'class="tag asked-([a-z-]+)"', page)

    assert queue() == ["received", "declined", "with-historian"]
    assert "Too narrow." in client.get("/asked/").content.decode()
    clock.shift(timedelta(hours=1))
    assert queue() == ["received", "declined", "answered"]


def asked(**fields):
    return factories.SubmissionFactory(shown=True, contact=None, **fields)


def chips(client, address="/asked/"):
    """Return what the filter of the queue offers: the words of each chip, and of the one that is chosen."""
    page = client.get(address).content.decode()
    found = re.findall(r'<a class="chip" href="[^"]*"( aria-current="page")?>(.*?)</a>', page)
    words = [(bool(current), re.sub(r"<[^>]+>", "", text)) for current, text in found]
    return [text for _, text in words], [text for current, text in words if current]


def test_the_queue_is_filtered_by_what_readers_are_told_of_each_question(client, clock):
    soon = factories.printable_question(slug="soon", text="What is still secret?")
    factories.workflow.schedule(question=soon, at=NOON + timedelta(hours=1))
    new = asked(text="New?")
    asked(text="Sent on?", status="answered", question=soon)
    asked(text="With somebody?", status="with-historian")
    asked(text="Not for us?", status="declined", reason="Too narrow.")
    asked(text="Again?", duplicate_of=new)
    factories.SubmissionFactory(text="Not let through?")

    def listed(status):
        page = client.get("/asked/", {"status": status})
        return re.findall(r'class="asked-text"><a href="[^"]+">([^<]+)', page.content.decode())

    assert chips(client) == (
        ["All 4", "Received 1", "With a historian 2", "Answered 0", "Declined 1"],
        ["All 4"],
    )
    assert listed("received") == ["New?"]
    assert listed("with-historian") == ["With somebody?", "Sent on?"]
    assert listed("declined") == ["Not for us?"]
    assert (
        "No question is “answered” at the moment." in client.get("/asked/?status=answered").content.decode()
    )
    clock.shift(timedelta(hours=1))
    assert listed("answered") == ["Sent on?"]
    assert chips(client, "/asked/?status=answered")[1] == ["Answered 1"]


def test_a_filtered_queue_pages_by_key_and_stays_filtered(client):
    for number in range(50):
        asked(text=f"Number {number:02}?", status="declined" if number % 2 else "received", reason="No.")
    first = client.get("/asked/?status=declined").content.decode()
    older = re.search(r'href="(\?status=declined&amp;before=[^"]+)"', first)[1].replace("&amp;", "&")
    second = client.get("/asked/" + older).content.decode()
    assert (first.count('class="asked-text"'), second.count('class="asked-text"')) == (24, 1)
    assert ["Number 49?" in first, "Number 01?" in second] == [True, True]
    assert 'href="?status=declined" rel="first"' in second
    assert "noindex" in first


@pytest.mark.parametrize(
    "status", ["soon", "RECEIVED", "%00", "received&before=zz", "w" * 5000, "%F0%9F%94%94"]
)
def test_a_status_that_there_is_not_is_not_found(client, status):
    assert client.get(f"/asked/?status={status}").status_code == 404


def test_a_vote_counts_once_a_day_and_address_and_only_where_it_may(client, clock):
    question = factories.SubmissionFactory(shown=True, contact=None)
    closed = factories.SubmissionFactory(shown=True, contact=None, status="declined", reason="No.")
    answers = [send(client, f"/asked/{question.pk}/vote/", "vote").url for _ in range(2)]
    assert [answer.partition("?")[2] for answer in answers] == ["done=vote", "done=again"]
    clock.shift(timedelta(days=1))
    send(client, f"/asked/{question.pk}/vote/", "vote")
    send(client, f"/asked/{closed.pk}/vote/", "vote")
    forged = client.post(f"/asked/{question.pk}/vote/", {"token": "x"}, REMOTE_ADDR="10.0.0.1")
    assert (forged.status_code, client.get(f"/asked/{question.pk}/vote/").status_code) == (403, 302)
    votes = dict(Submission.objects.values_list("pk", "votes"))
    assert votes == {question.pk: 2, closed.pk: 0}


def test_most_asked_is_one_query_of_open_questions_by_votes(django_assert_num_queries):
    edition = factories.printed_question()
    public = {"shown": True, "contact": None}
    few, many = (factories.SubmissionFactory(**public, votes=votes) for votes in (2, 9))
    factories.SubmissionFactory(**public, votes=99, question=edition.question)
    factories.SubmissionFactory(**public, votes=98, status="declined", reason="No.")
    factories.SubmissionFactory(contact=None, votes=97)
    factories.SubmissionFactory(**public)
    with django_assert_num_queries(1):
        assert list(Submission.objects.most_asked()[:5]) == [many, few]


def test_watching_asks_first_and_one_address_is_not_flooded(client, django_capture_on_commit_callbacks):
    question = factories.SubmissionFactory(shown=True, contact=None)
    for _ in range(4):
        with django_capture_on_commit_callbacks(execute=True):
            response = send(client, f"/asked/{question.pk}/", "watch", email="tom@example.org")
    assert response.status_code == 429
    assert (len(mail.outbox), Watcher.objects.get().confirmed_at) == (3, None)


def test_a_failing_database_leaves_no_half_a_question(client, monkeypatch):
    def broken(**fields):
        raise RuntimeError("gone")

    monkeypatch.setattr(SubmissionContact.objects, "create", broken)
    client.raise_request_exception = False
    assert send(client, text=TEXT, email="ruth@example.org").status_code == 500
    assert nothing_stored()
    assert not connection.needs_rollback
