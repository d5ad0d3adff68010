"""Citing an edition: the box on the page, the meta tags, the downloads, and what must not be had from them."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import workflow
from articles.models import Author, Question
from tests import factories

pytestmark = pytest.mark.django_db

KINDS = ("ris", "bib", "json")


def files(slug, number=1):
    """Return the addresses of an edition's downloads."""
    return [f"/questions/{slug}/v/{number}/cite.{kind}" for kind in KINDS]


def metas(page):
    """Return (name, content) of every meta tag of a page that has a dot or "citation" in its name."""
    return re.findall(r'<meta name="((?:citation_|dc\.|prism\.)\w+)" content="([^"]*)">', page)


def test_drafts_and_scheduled_editions_cannot_be_cited(client):
    factories.printable_question(slug="draft")
    later = factories.printable_question(slug="later")
    workflow.schedule(question=later, at=timezone.now() + timedelta(hours=1))
    live = factories.printed_question(slug="live")
    question = Question.objects.get(pk=live.question_id)
    workflow.schedule(question=question, at=timezone.now() + timedelta(hours=1))
    urls = [*files("draft"), *files("later"), *files("live", 2), *files("live", 0), *files("live", 10**11)]
    assert [client.get(url).status_code for url in urls] == [404] * len(urls)


def test_a_withdrawn_answer_cannot_be_cited_and_says_why(client):
    edition = factories.printed_question(slug="gone", text="What is gone?")
    workflow.withdraw(question=Question.objects.get(pk=edition.question_id), reason="A forgery.")
    for url in files("gone"):
        response = client.get(url)
        assert response.status_code == 410
        assert "A forgery." in response.content.decode()
        assert "grain rotted" not in response.content.decode()


@pytest.mark.parametrize("kind", ["txt", "RIS", "x-y"])
def test_other_formats_are_not_found(client, kind):
    factories.printed_question(slug="why")
    assert client.get(f"/questions/why/v/1/cite.{kind}").status_code == 404


def test_an_old_address_leads_to_the_same_file_at_the_new_one(client):
    edition = factories.printed_question(slug="first")
    question = Question.objects.get(pk=edition.question_id)
    question.slug = "second"
    question.save()
    workflow.publish(question=question)
    response = client.get("/questions/first/v/1/cite.bib")
    assert (response.status_code, response["Location"]) == (301, "/questions/second/v/1/cite.bib")


def test_downloads_have_their_media_types_and_names_and_are_not_indexed(client):
    factories.printed_question(slug="why")
    found = {}
    for url in files("why"):
        response = client.get(url)
        found[response["Content-Disposition"]] = response["Content-Type"]
        assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")
    assert found == {
        'attachment; filename="why-v1.ris"': "application/x-research-info-systems; charset=utf-8",
        'attachment; filename="why-v1.bib"': "application/x-bibtex; charset=utf-8",
        'attachment; filename="why-v1.json"': "application/vnd.citationstyles.csl+json; charset=utf-8",
    }


def test_each_edition_is_cited_in_its_own_words_at_its_own_address_and_day(client, settings):
    settings.SITE_URL = "https://magazine.example"
    first_day = datetime(2016, 2, 23, 23, 30, tzinfo=UTC)
    edition = factories.printed_question(slug="why", text="Why at first?", at=first_day)
    question = Question.objects.get(pk=edition.question_id)
    question.text = "Why in the end?"
    question.save()
    with time_machine.travel(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)):
        workflow.publish(question=question)
        found = [json.loads(client.get(files("why", number)[2]).content)[0] for number in (1, 2)]
        page = client.get("/questions/why/").content.decode()
    days = [item["issued"]["date-parts"][0] for item in found]
    assert days == [[2016, 2, 23], [2026, 7, 2]]
    assert [(item["title"], item["URL"], item.get("note")) for item in found] == [
        ("Why at first?", "https://magazine.example/questions/why/v/1/", None),
        (
            "Why in the end?",
            "https://magazine.example/questions/why/v/2/",
            "Edition 2; first on the web 23 February 2016.",
        ),
    ]
    # The day of access is the day in the site's time zone.
    assert "(Accessed: 2 July 2026)." in page
    assert "/questions/why/v/2/cite.ris" in page
    assert "https://magazine.example/questions/why/v/1/" not in page


def test_a_citation_keeps_the_printed_name_and_parts_it_as_today_s_row_does(client):
    question = factories.printable_question(slug="why")
    author = factories.AuthorFactory(name="Anna Le Goff", sort_name="Le Goff, Anna")
    question.answers.get().credits.update(author=author)
    workflow.publish(question=question)
    Author.objects.filter(pk=author.pk).update(name="Anna Smith", sort_name="Smith, Anna")
    assert "AU  - Goff, Anna Le" in client.get(files("why")[0]).content.decode()
    Author.objects.filter(pk=author.pk).update(sort_name="Le Goff, Anna")
    assert "AU  - Le Goff, Anna" in client.get(files("why")[0]).content.decode()


def test_where_it_was_first_printed_is_in_the_note_and_not_in_the_date(client):
    publication = factories.PublicationFactory(title="Lantern History Magazine")
    factories.printed_question(
        slug="why",
        first_publication=publication,
        first_published="2011",
        at=datetime(2016, 2, 23, tzinfo=UTC),
    )
    text = client.get(files("why")[0]).content.decode()
    assert "DA  - 2016/02/23/" in text
    assert "OP  - Lantern History Magazine, 2011" in text
    assert "N1  - First published in Lantern History Magazine in 2011." in text


def test_the_page_carries_the_meta_tags_of_a_magazine_article(client, settings):
    settings.SITE_URL, settings.SITE_ISSN = "https://magazine.example", "1469-8552"
    topic, period = factories.TopicFactory(name="Food & drink"), factories.PeriodFactory(name="Middle Ages")
    question = factories.printable_question(slug="why", text="Why “rye”?", topics=[topic], periods=[period])
    answer = question.answers.get()
    answer.credits.update(author=factories.AuthorFactory(name="Ada Marlow"))
    factories.CreditFactory(answer=answer, author=factories.AuthorFactory(name="Bede", sort_name="Bede"))
    factories.CreditFactory(
        answer=answer, author=factories.AuthorFactory(name="Una Check"), role="checked_by", position=9
    )
    workflow.publish(question=question, at=datetime(2016, 2, 23, tzinfo=UTC))
    page = client.get("/questions/why/").content.decode()
    assert metas(page) == [
        ("dc.type", "magazineArticle"),
        ("dc.title", "Why “rye”?"),
        ("prism.publicationName", "HistoryQA"),
        ("prism.teaser", "It rained for three summers, and the seed corn was eaten."),
        ("citation_title", "Why “rye”?"),
        ("citation_author", "Marlow, Ada"),
        ("citation_author", "Bede"),
        ("citation_publication_date", "2016/02/23"),
        ("citation_issn", "1469-8552"),
        ("citation_language", "en-GB"),
        ("citation_public_url", "https://magazine.example/questions/why/v/1/"),
        ("citation_keywords", "Food &amp; drink; Middle Ages"),
    ]
    assert '<meta property="og:type" content="article">' in page
    assert "citation_journal_title" not in page


def test_a_lone_author_with_two_family_names_is_not_taken_for_two_people(client):
    question = factories.printable_question(slug="why")
    author = factories.AuthorFactory(name="Jean Pierre Le Goff", sort_name="Le Goff, Jean Pierre")
    question.answers.get().credits.update(author=author)
    workflow.publish(question=question)
    page = client.get("/questions/why/").content.decode()
    assert ("citation_author", "Le\u00a0Goff, Jean Pierre") in metas(page)


def test_the_box_opens_without_script_and_its_copy_buttons_wait_for_one(client):
    factories.printed_question(slug="why")
    page = client.get("/questions/why/").content.decode()
    box = page[page.index('<details class="cite"') : page.index("</details>")]
    targets = re.findall(r'<button type="button" hidden data-copy="#([\w-]+)">', box)
    assert targets == re.findall(r'<p id="(cite-[\w-]+)">', box)
    assert len(targets) == 7
    assert len(re.findall(r'href="/questions/why/v/1/cite\.(\w+)"', box)) == 3


def test_a_page_names_its_language_and_its_sisters_where_there_are_any(client, settings):
    settings.SITE_URL = "https://magazine.example"
    assert "hreflang" not in client.get("/archive/").content.decode()
    settings.ALTERNATE_SITES = {"fr": "https://fr.magazine.example"}
    page = client.get("/archive/").content.decode()
    assert '<html lang="en-GB">' in page
    assert re.findall(r'hreflang="(\w\w(?:-\w\w)?)" href="([^"]+)"', page) == [
        ("en-GB", "https://magazine.example/archive/"),
        ("fr", "https://fr.magazine.example/archive/"),
    ]
