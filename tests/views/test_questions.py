"""The question's address over its life: never there, scheduled, live, moved, changed, withdrawn."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import workflow
from articles.models import Question
from tests import factories

pytestmark = pytest.mark.django_db

SOON = timedelta(hours=1)


def status(client, *urls):
    """Return the status each address answers a reader with."""
    return [client.get(url).status_code for url in urls]


def test_a_draft_is_nowhere(client):
    question = factories.printable_question(slug="draft")
    urls = ["/questions/draft/", "/questions/draft/v/1/", "/questions/draft/history/"]
    assert status(client, *urls) == [404, 404, 404]
    assert question.text not in client.get("/").content.decode()


def test_a_review_is_dated_and_signed(client):
    reviewer = factories.AuthorFactory(name="Cuthbert", slug="cuthbert")
    factories.printed_question(slug="reviewed", reviewed_on=date(2025, 2, 7), reviewed_by=reviewer)
    page = client.get("/questions/reviewed/").content.decode()
    assert '<p>Last reviewed: <time datetime="2025-02-07">February 7, 2025</time>, by Cuthbert</p>' in page


def test_a_scheduled_edition_is_nowhere_until_its_instant(client):
    question = factories.printable_question(slug="soon", text="Is this secret?")
    edition = workflow.schedule(question=question, at=timezone.now() + SOON)
    period = question.periods.get()
    pages = ["/", "/archive/", period.get_absolute_url(), "/periods/"]
    assert status(client, "/questions/soon/", "/questions/soon/v/1/", "/questions/soon/history/") == [
        404,
        404,
        404,
    ]
    assert not any("secret" in client.get(url).content.decode() for url in pages)
    assert period.name not in client.get("/periods/").content.decode()
    with time_machine.travel(edition.live_from - timedelta(microseconds=1), tick=False):
        assert status(client, "/questions/soon/") == [404]
    with time_machine.travel(edition.live_from, tick=False):
        assert (
            status(client, "/questions/soon/", "/questions/soon/v/1/", "/questions/soon/history/")
            == [200] * 3
        )
        assert "secret" in client.get("/").content.decode()


def test_a_cancelled_edition_never_gets_an_address(client):
    question = factories.printable_question(slug="never")
    edition = workflow.schedule(question=question, at=timezone.now() + SOON)
    workflow.unschedule(question=question, edition=edition)
    with time_machine.travel(edition.live_from + SOON):
        assert status(client, "/questions/never/", "/questions/never/v/1/") == [404, 404]


def test_words_changed_after_printing_do_not_show_until_they_are_printed(client):
    edition = factories.printed_question(slug="why", text="Why as printed?")
    Question.objects.filter(pk=edition.question_id).update(text="Why as edited since?")
    page = client.get("/questions/why/").content.decode()
    assert "Why as printed?" in page
    assert "Why as edited since?" not in page


def test_an_old_address_leads_to_the_newest_in_one_step(client):
    edition = factories.printed_question(slug="first")
    for slug in ("second", "third"):
        question = Question.objects.get(pk=edition.question_id)
        question.slug = slug
        question.save()
        workflow.publish(question=question)
    for path in ("", "v/1/", "history/"):
        for old in ("first", "second"):
            response = client.get(f"/questions/{old}/{path}")
            assert (response.status_code, response["Location"]) == (301, f"/questions/third/{path}")
    assert status(client, "/questions/third/", "/questions/third/v/1/") == [200, 200]


def test_a_changed_address_that_is_only_scheduled_leads_nowhere_yet(client):
    edition = factories.printed_question(slug="old-name")
    question = Question.objects.get(pk=edition.question_id)
    question.slug = "new-name"
    question.save()
    workflow.schedule(question=question, at=timezone.now() + SOON)
    assert status(client, "/questions/old-name/", "/questions/new-name/") == [200, 404]


def test_a_withdrawn_question_is_gone_with_its_reason_at_every_address_it_had(client):
    edition = factories.printed_question(slug="gone", text="What is gone?")
    question = Question.objects.get(pk=edition.question_id)
    workflow.withdraw(question=question, reason="The letter proved to be a forgery.")
    for path in ("", "v/1/", "history/"):
        response = client.get(f"/questions/gone/{path}")
        assert response.status_code == 410
        assert "The letter proved to be a forgery." in response.content.decode()
        assert response["X-Robots-Tag"] == "noindex"
        assert "grain rotted" not in response.content.decode()
    assert "What is gone?" not in client.get("/").content.decode()


def test_a_withdrawn_question_comes_back_with_its_next_edition(client):
    edition = factories.printed_question(slug="back")
    question = Question.objects.get(pk=edition.question_id)
    workflow.withdraw(question=question, reason="A check.")
    workflow.publish(question=question)
    assert status(client, "/questions/back/", "/questions/back/v/1/", "/questions/back/v/2/") == [
        200,
        200,
        200,
    ]


@pytest.mark.parametrize("number", [0, 3, 99999999999])
def test_an_edition_that_never_was_is_not_found(client, number):
    factories.printed_question(slug="why")
    assert status(client, f"/questions/why/v/{number}/") == [404]


def test_an_old_edition_keeps_its_words_says_it_is_old_and_points_to_the_current_page(client, settings):
    settings.SITE_URL = "https://magazine.example"
    edition = factories.printed_question(slug="why", text="Why did it fail at first?")
    question = Question.objects.get(pk=edition.question_id)
    question.text = "Why did it fail in the end?"
    question.save()
    workflow.publish(question=question)
    response = client.get("/questions/why/v/1/")
    page = response.content.decode()
    assert "Why did it fail at first?" in page
    assert "not the current" in page
    assert 'href="https://magazine.example/questions/why/"' in page
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex' in page
    assert "not the current" not in client.get("/questions/why/v/2/").content.decode()
    assert "X-Robots-Tag" not in client.get("/questions/why/")


def test_history_lists_the_editions_readers_could_see_and_the_corrections_between_them(client):
    edition = factories.printed_question(slug="why")
    question = Question.objects.get(pk=edition.question_id)
    words = {"kind": "correction", "wrong": "We wrote 1314.", "right": "It was 1315."}
    second = workflow.publish(question=question, correction=words)
    workflow.schedule(question=question, at=timezone.now() + SOON)
    page = client.get("/questions/why/history/").content.decode()
    assert "We wrote 1314." in page
    assert "It was 1315." in page
    assert second.digest in page
    assert "/questions/why/v/2/" in page
    assert "/questions/why/v/3/" not in page


def test_a_lapsed_picture_disappears_from_a_printed_page(client):
    picture = factories.PictureFactory(caption="The lapsed harvest.")
    factories.printed_question(slug="why", picture=picture)
    factories.renditions.make(picture)
    assert "The lapsed harvest." in client.get("/questions/why/").content.decode()
    picture.rights_until = timezone.localdate() - timedelta(days=1)
    picture.save()
    page = client.get("/questions/why/").content.decode()
    assert "The lapsed harvest." not in page
    assert "<picture" not in page


def test_only_the_front_page_opens_with_its_picture_a_question_opens_with_words(client):
    picture = factories.PictureFactory()
    factories.printed_question(slug="why", picture=picture)
    factories.renditions.make(picture)
    front, question = (client.get(path).content.decode() for path in ("/", "/questions/why/"))
    assert front.count('fetchpriority="high"') == 1
    assert 'fetchpriority="high"' not in question
    assert question.count('loading="lazy"') == question.count("<picture") == 1


def test_the_web_date_reads_as_the_magazine_prints_it_and_carries_its_offset(client):
    winter = datetime.fromisoformat("2016-02-23T09:10:00+00:00")
    summer = datetime.fromisoformat("2020-04-01T09:44:00+00:00")
    factories.printed_question(slug="winter", at=winter)
    factories.printed_question(slug="summer", at=summer)
    page = client.get("/questions/winter/").content.decode()
    stamp = '<time datetime="2016-02-23T09:10:00+00:00">February 23, 2016 at 9:10 am</time>'
    assert f"<p>Published: {stamp}</p>" in page
    page = client.get("/questions/summer/").content.decode()
    assert '<time datetime="2020-04-01T10:44:00+01:00">April 1, 2020 at 10:44 am</time>' in page


def test_promotions_stand_outside_the_article_and_leave_nothing_when_they_end(client):
    factories.printed_question(slug="why")
    bare = client.get("/questions/why/").content.decode()
    assert "sponsored" not in bare.lower()
    offer = factories.OfferFactory(copy="Try 6 issues for only £9.99")
    factories.SponsorshipFactory(headline="Walk the battlefields", sponsor="Marlow Tours")
    page = client.get("/questions/why/").content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    assert offer.copy in page
    assert offer.copy not in article
    assert "Walk the battlefields" not in article
    assert 'rel="sponsored' in page
    offer.valid_until = timezone.now()
    offer.save()
    assert offer.copy not in client.get("/questions/why/").content.decode()
