"""Reporting an error, and the log of corrections."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import richtext, workflow
from articles.models import DayMark, ErrorReport, Question
from tests import factories

from .test_asking import send, token

pytestmark = pytest.mark.django_db

ADDRESS = "/questions/why/report/"
NOTE = {"kind": "correction", "wrong": "We wrote 1316.", "right": "It was 1315.", "noticed_by": "Ruth B."}


def report(client, **values):
    return send(
        client,
        ADDRESS,
        "report",
        **{"edition": "1", "paragraph": "p-1-2", "message": "It was fourfold.", **values},
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"website": "x"}, "A field that is to stay empty was filled in"),
        ({"token": "forged"}, "The form reached us incomplete."),
        ({"message": ""}, "Say what is wrong."),
        ({"message": "\x00 is wrong"}, "Null characters are not allowed."),
        ({"message": "w" * 100_000}, "Ensure this value has at most 2000 characters"),
        ({"paragraph": []}, "Choose the paragraph."),
        ({"paragraph": "p-9-9"}, "Choose one of these paragraphs."),
        ({"paragraph": "\x00"}, "Choose one of these paragraphs."),
        ({"email": "nobody"}, "Enter a valid email address."),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_keeps_what_was_typed(client, values, sentence):
    factories.printed_question(slug="why")
    response = report(client, **{"name": "Ruth & Tom", **values})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Ruth &amp; Tom" in response.content.decode()
    assert (ErrorReport.objects.count(), DayMark.objects.count(), response.cookies) == (0, 0, {})


def test_only_a_live_question_takes_reports(client):
    question = factories.printable_question(slug="why")
    workflow.schedule(question=question, at=timezone.now() + timedelta(hours=1))
    assert (client.get(ADDRESS).status_code, report(client).status_code) == (404, 404)


def test_a_report_from_another_site_or_sent_twice_is_not_stored(client):
    factories.printed_question(slug="why")
    assert report(client, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    once = token("report")
    assert [report(client, token=once).status_code for _ in range(2)] == [302, 302]
    assert ErrorReport.objects.count() == 1


def test_a_report_keeps_the_paragraph_and_the_edition_that_was_read(client):
    first = factories.printed_question(slug="why")
    question = Question.objects.get(pk=first.question_id)
    page = client.get(ADDRESS + "?p=p-1-2").content.decode()
    assert re.findall(r'value="([^"]+)" checked', page) == ["p-1-2"]
    assert "Prices rose fivefold." in page
    question.answers.update(body=f"<p>Quite other words.{richtext.reference('trokelowe1322')}</p>")
    workflow.publish(question=question, correction=NOTE)
    assert report(client, name="Ruth").url == "/questions/why/report/sent/"
    stored = ErrorReport.objects.get()
    assert (stored.edition, stored.quoted, stored.name) == (first, "Prices rose fivefold.", "Ruth")
    assert report(client, edition="77", paragraph="page").status_code == 302
    assert ErrorReport.objects.first().edition.number == 2


def test_every_paragraph_of_an_answer_can_be_pointed_at(client):
    factories.printed_question(slug="why")
    page = client.get("/questions/why/").content.decode()
    assert re.findall(r'id="(p-[^"]+)"', page) == ["p-1-0", "p-1-1", "p-1-2"]
    assert f'data-report="{ADDRESS}?p="' in page
    assert f'href="{ADDRESS}"' in page


def test_an_old_edition_takes_no_reports(client):
    question = factories.printed_question(slug="why").question
    question.refresh_from_db()
    workflow.publish(question=question, correction=NOTE)
    assert ADDRESS not in client.get("/questions/why/v/1/").content.decode()
    assert ADDRESS in client.get("/questions/why/v/2/").content.decode()


# --- The log ---


def test_the_log_has_every_public_correction_newest_first_and_none_to_come(client):
    question = factories.printed_question(slug="why", text="Why as printed?").question
    question.refresh_from_db()
    workflow.publish(question=question, correction=NOTE)
    workflow.publish(
        question=question,
        at=timezone.now() + timedelta(hours=1),
        correction={**NOTE, "wrong": "A secret for now."},
    )
    gone = factories.printed_question(slug="gone", text="What is gone?").question
    gone.refresh_from_db()
    workflow.withdraw(question=gone, reason="The letter is a forgery.")
    page = client.get("/corrections/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    kinds = re.findall(r'correction-kind">(\w+)', main)
    links = re.findall(r'href="(/questions/[^"]+)"', main)
    assert kinds == ["Withdrawal", "Correction"]
    assert links == ["/questions/gone/", "/questions/why/", "/questions/why/v/1/", "/questions/why/v/2/"]
    assert ["We wrote 1316." in main, "It was 1315." in main, "secret" in main] == [True, True, False]
    only = client.get("/corrections/?kind=withdrawal").content.decode()
    assert ["forgery" in only, "1316" in only] == [True, False]


@pytest.mark.parametrize("query", ["kind=rumour", "kind=%00", "before=x", "before=1-99999999999999999999"])
def test_a_log_that_is_not_there_is_not_found(client, query):
    assert client.get(f"/corrections/?{query}").status_code == 404


def test_the_log_pages_by_key_and_keeps_the_kind(client, monkeypatch):
    monkeypatch.setattr("articles.views.paging.SIZE", 2)
    monkeypatch.setattr("articles.views.paging.by_moment.__defaults__", (2,))
    question = factories.printed_question().question
    question.refresh_from_db()
    for number in range(3):
        workflow.publish(question=question, correction={**NOTE, "wrong": f"Wrong {number}."})
    page = client.get("/corrections/?kind=correction").content.decode()
    assert re.findall(r"Wrong (\d)", page) == ["2", "1"]
    older = re.search(r'href="(\?kind=correction&amp;before=[^"]+)"', page)[1].replace("&amp;", "&")
    assert re.findall(r"Wrong (\d)", client.get(f"/corrections/{older}").content.decode()) == ["0"]
