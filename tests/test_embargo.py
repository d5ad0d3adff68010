"""What is scheduled is nowhere a second before its instant, and everywhere at it. No worker, no job."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail

from articles import notices, workflow
from articles.models import Card, Question
from tests import doors, factories

pytestmark = pytest.mark.django_db

THEN = datetime(2027, 4, 25, 5, tzinfo=UTC)
BEFORE = THEN - timedelta(seconds=1)
SECRET = "Zanzibar"  # a word that is in the scheduled edition and nowhere else

# Each door, and what of the scheduled edition it shows from the instant on.
DOORS = {
    "/": SECRET,
    "/questions/": SECRET,
    "/questions/?letter=Z": SECRET,
    "/questions/zanzibar/": SECRET,
    "/questions/zanzibar/v/1/": SECRET,
    "/questions/zanzibar/v/1/cite.ris": SECRET,
    "/questions/zanzibar/history/": SECRET,
    "/questions/zanzibar/teach/": SECRET,
    "/questions/zanzibar/sheet/": SECRET,
    "/questions/zanzibar/republish/": SECRET,
    "/questions/zanzibar/report/": SECRET,
    "/questions/neighbour/": SECRET,
    "/questions/before/": SECRET,
    "/questions/before/v/2/": SECRET,
    "/questions/before/history/": "edition 2",
    "/corrections/": SECRET,
    "/search/?q=Zanzibar": "Is it <mark>Zanzibar",
    "/search/suggest/?q=Zanz": SECRET,
    "/ask/similar/?q=Is+it+Zanzibar": SECRET,
    "/authors/zadie/": SECRET,
    "/periods/shared-age/": SECRET,
    "/topics/shared-topic/": SECRET,
    "/places/shared-place/": SECRET,
    "/figures/shared-figure/": SECRET,
    "/archive/2027/": SECRET,
    "/timeline/": SECRET,
    "/timeline/shared-age/": SECRET,
    "/map/": "2 questions",
    "/map/13/20/": "2 questions",
    "/on-this-day/4/25/": SECRET,
    "/saved/?q=zanzibar": SECRET,
    "/feeds/questions.rss": SECRET,
    "/feeds/questions.atom": SECRET,
    "/feeds/questions.json": SECRET,
    "/feeds/authors/zadie.atom": SECRET,
    "/feeds/topics/shared-topic.json": SECRET,
    "/feeds/corrections.atom": SECRET,
    "/api/v1/questions/": SECRET,
    "/api/v1/questions/zanzibar/": SECRET,
    "/api/v1/questions/zanzibar/v/1/": SECRET,
    "/api/v1/questions/before/": SECRET,
    "/api/v1/corrections/": SECRET,
    "/oembed?url={site}/questions/zanzibar/": SECRET,
    "/sitemaps/questions/0.xml": "zanzibar",
    "/sitemaps/news.xml": "zanzibar",
}


@pytest.fixture
def scheduled(django_capture_on_commit_callbacks):
    """A first edition and a corrected one, both scheduled for THEN; beside them a live question of the same things."""
    with (
        time_machine.travel(THEN - timedelta(days=9), tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        things = {
            "periods": [factories.PeriodFactory(slug="shared-age")],
            "topics": [factories.TopicFactory(slug="shared-topic")],
            "places": [factories.PlaceFactory(slug="shared-place")],
            "figures": [factories.FigureFactory(slug="shared-figure")],
        }
        words = {"covers": "1315-04-25", "licence": Question.Licence.CC_BY}
        factories.printed_question(slug="neighbour", text="Who is next door?", **things, **words)
        before = factories.printable_question(slug="before", text="What was it before?", **words)
        first = factories.printable_question(
            slug="zanzibar",
            text=f"{SECRET}: is it {SECRET}?",
            short_answer=f"It is {SECRET}.",
            enquiry=f"Is {SECRET} in it?",
            glossary="quern: a mill",
            **things,
            **words,
        )
        author = first.answers.get().credits.get().author
        author.slug = "zadie"
        author.save()
        workflow.publish(question=before)
    with (
        time_machine.travel(THEN - timedelta(days=8), tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        workflow.schedule(question=first, at=THEN)
        before.answers.update(lead=f"It was {SECRET} all along.")
        note = {"kind": "correction", "wrong": "Not there.", "right": f"{SECRET}.", "noticed_by": ""}
        workflow.publish(question=Question.objects.get(slug="before"), at=THEN, correction=note)
    return first, before


def shows(client, address, words):
    """Whether the door at ``address`` lets ``words`` out."""
    response = client.get(address.format(site=settings.SITE_URL))
    assert response.status_code < 500, address
    page = doors.body(response)
    if "?q=" in address:  # a search says again what was asked
        page = re.sub(r"<title>.*?</title>|<(input|link|meta)\b[^>]*>|“Zanzibar”", "", page, flags=re.DOTALL)
    return response.status_code == 200 and words.lower() in page.lower()


def test_nothing_is_out_a_second_before_and_all_of_it_at_the_instant(client, scheduled):
    with time_machine.travel(BEFORE, tick=False):
        early = [door for door, words in DOORS.items() if shows(client, door, words)]
    with time_machine.travel(THEN, tick=False):
        late = [door for door, words in DOORS.items() if not shows(client, door, words)]
    assert (early, late) == ([], [])


def test_the_share_card_is_served_from_the_instant_on(client, scheduled):
    cards = [
        f"/media/{name}"
        for name in Card.objects.filter(edition__live_from=THEN).values_list("file", flat=True)
    ]
    assert len(cards) == 2
    for at, status in ((BEFORE, 404), (THEN, 200)):
        with time_machine.travel(at, tick=False):
            assert {client.get(card).status_code for card in cards} == {status}


def test_mail_goes_out_from_the_instant_on_once(scheduled):
    first, _ = scheduled
    submission = factories.SubmissionFactory(question=first, contact=None)
    factories.WatcherFactory(submission=submission, confirmed_at=THEN - timedelta(days=2), invited_at=THEN)
    for at, sent in ((BEFORE, 0), (THEN, 1), (THEN + timedelta(days=1), 1)):
        with time_machine.travel(at, tick=False):
            notices.send_due()
        assert len(mail.outbox) == sent


def test_a_feed_and_an_api_answer_change_their_etag_at_the_instant(client, scheduled):
    for address in ("/feeds/questions.atom", "/api/v1/questions/", "/api/v1/questions/before/"):
        with time_machine.travel(BEFORE, tick=False):
            etag = client.get(address)["ETag"]
            assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
        with time_machine.travel(THEN, tick=False):
            assert client.get(address, headers={"If-None-Match": etag}).status_code == 200
