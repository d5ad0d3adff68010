"""The ways in: A–Z, indexes, timeline, map, the day and chance; who is on them, in what order, and how they page."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Question
from articles.views import lists, paging, time
from tests import factories

from .test_lists import slugs

pytestmark = pytest.mark.django_db


def hrefs(response, start):
    """Return the last parts of the addresses below ``start`` that a page's main part links to, each once."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return list(dict.fromkeys(re.findall(rf'href="{start}([\w-]+)/"', main)))


def onward(response):
    """Return the query string of the next page of a list, or None."""
    found = re.search(r'class="paging-older" href="(\?[^"]+)"', response.content.decode())
    return found and found[1].replace("&amp;", "&")


def walk(client, url, start):
    """Return what each page of a list links to, page by page."""
    pages, query = [], ""
    while query is not None and len(pages) < 9:
        response = client.get(url + query)
        pages.append(hrefs(response, start))
        query = onward(response)
    return pages


@pytest.fixture
def pages_of_two(monkeypatch):
    monkeypatch.setitem(paging.by_key.__kwdefaults__, "size", 2)
    monkeypatch.setattr(time, "DRAWN", 2)
    monkeypatch.setattr(lists, "ISSUES", 2)


WAYS_IN = [
    "/questions/",
    "/authors/",
    "/publications/",
    "/timeline/",
    "/map/",
    "/map/14/18/",
    "/on-this-day/",
]


@pytest.mark.parametrize("url", WAYS_IN)
def test_an_empty_site_says_so(client, url):
    assert 'class="empty"' in client.get(url).content.decode()


@pytest.mark.parametrize(
    "url",
    ["/questions/?letter=AB", "/questions/?letter=%00", "/questions/?letter=%C3%9F", "/timeline/none/",
     "/map/18/0/", "/map/99999999999999999999/1/", "/on-this-day/2/30/", "/on-this-day/99999999999999999999/1/",
     "/random/", "/questions/?after=x", "/questions/?after=a%00b~1", "/questions/?after=a~-1",
     "/questions/?after=a~99999999999999999999", "/timeline/?after=x~1", "/timeline/?after=99999999999999999999~1",
     "/publications/?after=~"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_no_way_in_leads_to_a_draft_a_scheduled_or_a_withdrawn_question(client):
    issue = factories.IssueFactory(slug="2011-08", publication=factories.PublicationFactory(slug="lantern"))
    for state in ("draft", "scheduled", "withdrawn"):
        question = factories.printable_question(
            slug=state,
            covers="1520-04-25",
            periods=[factories.PeriodFactory(slug=f"period-{state}", span="1450/1789")],
            places=[factories.PlaceFactory(latitude=55, longitude=5)],
            figures=[factories.FigureFactory()],
            topics=[factories.TopicFactory()],
            first_issue=issue,
            first_publication=issue.publication,
        )
        if state == "scheduled":
            workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
        elif state == "withdrawn":
            workflow.publish(question=question)
            workflow.withdraw(question=Question.objects.get(slug=state), reason="A check.")
    ways = [*WAYS_IN, "/questions/?letter=W", "/on-this-day/4/25/", "/timeline/period-withdrawn/"]
    for url in [*ways, "/periods/", "/topics/", "/places/", "/figures/", "/periods/period-draft/"]:
        page = client.get(url)
        assert slugs(page) == [], url
        for entries in ("periods", "topics", "places", "figures", "authors", "publications"):
            assert hrefs(page, f"/{entries}/") == [], url
    assert client.get("/random/").status_code == 404


def test_the_a_to_z_ignores_articles_accents_and_quotation_marks_and_pages_by_key(client, pages_of_two):
    for slug, title in [("c", "“Cato”"), ("b", "The Élan"), ("a", "An abbey"), ("d", "Élan"), ("e", "1066")]:
        factories.printed_question(slug=slug, short_title=title)
    walked = walk(client, "/questions/", "/questions/")
    assert walked[0] == ["e", "a"]
    assert [sorted(page) for page in walked[1:]] == [["b", "c"], ["d"]]
    assert walk(client, "/questions/?letter=e", "/questions/") == [["b", "d"]]
    page = client.get("/questions/?letter=E").content.decode()
    assert 'aria-label="A, 1 question"' in page
    assert "?letter=Z" not in page


def test_a_letter_pages_within_itself(client, pages_of_two):
    for number in range(3):
        factories.printed_question(slug=f"w{number}", short_title=f"Why {number}")
    first = client.get("/questions/?letter=W")
    assert unquote(onward(first)).startswith("?letter=W&after=why 1~")
    assert hrefs(client.get("/questions/" + onward(first)), "/questions/") == ["w2"]


@pytest.mark.parametrize("kind", ["periods", "topics", "places", "figures"])
def test_a_catalogue_pages_by_key_and_counts_live_questions(client, pages_of_two, kind):
    make = {"periods": factories.PeriodFactory, "topics": factories.TopicFactory,
            "places": factories.PlaceFactory, "figures": factories.FigureFactory}[kind]  # fmt: skip
    entries = [make(name="Same & name", slug=f"entry-{number}") for number in range(3)]
    factories.printed_question(**{kind: entries})
    factories.printed_question(**{kind: entries[:1]})
    walked = walk(client, f"/{kind}/", f"/{kind}/")
    assert walked == [["entry-0", "entry-1"], ["entry-2"]]
    assert "2 questions" in client.get(f"/{kind}/").content.decode()


def test_historians_are_listed_by_family_name(client, pages_of_two):
    for name in ("Ann Young", "Zoë Abbot", "Bo Marsh"):
        question = factories.printable_question()
        question.answers.get().credits.update(
            author=factories.AuthorFactory(name=name, slug=name[:2].lower())
        )
        workflow.publish(question=question)
    factories.AuthorFactory(slug="silent")
    assert walk(client, "/authors/", "/authors/") == [["zo", "bo"], ["an"]]


def test_the_issues_of_a_magazine_page_by_key_the_undated_last(client, pages_of_two):
    lantern = factories.PublicationFactory(slug="lantern")
    for slug, date in [("y", "2011"), ("none", ""), ("z", "2012-01")]:
        issue = factories.IssueFactory(publication=lantern, slug=slug, cover_date=date)
        factories.printed_question(first_issue=issue, first_publication=lantern)
    assert walk(client, "/publications/lantern/", "/publications/lantern/") == [["z", "y"], ["none"]]
    assert hrefs(client.get("/publications/"), "/publications/") == ["lantern"]


def test_the_timeline_goes_by_the_time_covered_drawn_and_as_a_list(client, pages_of_two):
    era = factories.PeriodFactory(slug="era", span="1000/2000")
    factories.printed_question(slug="late", covers="1989-11-09", periods=[era])
    factories.printed_question(slug="early", covers="-0043-03-15")
    factories.printed_question(slug="open", covers="../1500", periods=[era])
    factories.printed_question(slug="timeless", covers="", periods=[era])
    assert walk(client, "/timeline/", "/questions/") == [["open", "early"], ["late"]]
    page = client.get("/timeline/").content.decode()
    assert 'aria-label="' in page[page.index('<svg class="chart"') :]
    assert "1st century BC" in page
    assert hrefs(client.get("/timeline/era/"), "/questions/") == ["open", "late"]
    assert hrefs(client.get("/periods/era/"), "/questions/") == ["open", "late", "timeless"]


def test_a_place_on_the_map_is_a_link_with_both_its_names_and_its_number(client):
    istanbul = factories.PlaceFactory(name="Istanbul", slug="istanbul", name_then="Constantinople")
    factories.printed_question(places=[istanbul])
    page = client.get("/map/").content.decode()
    assert (
        '<a class="point" href="/places/istanbul/" aria-label="Istanbul, then Constantinople, 1 question">'
        in page
    )
    assert '<li><a href="/places/istanbul/">Istanbul, then Constantinople</a>' in page
    assert hrefs(client.get("/map/13/20/"), "/places/") == ["istanbul"]
    assert hrefs(client.get("/map/13/21/"), "/places/") == []


def test_the_map_of_one_period_is_a_link_away_and_search_engines_keep_to_the_whole(client, settings):
    bronze, modern = factories.PeriodFactory(slug="bronze"), factories.PeriodFactory(slug="modern")
    nowhere = factories.PeriodFactory(slug="nowhere")
    for slug, period in (("istanbul", bronze), ("ankara", modern), ("izmir", modern)):
        factories.printed_question(places=[factories.PlaceFactory(slug=slug, name=slug)], periods=[period])
    factories.printed_question(periods=[nowhere])
    whole = client.get("/map/").content.decode()
    assert re.findall(r'href="\?period=(\w+)" rel="nofollow"', whole) == ["bronze", "modern"]
    for address in ("/map/", "/map/13/20/"):
        narrow = client.get(address + "?period=modern")
        assert hrefs(narrow, "/places/") == ["ankara", "izmir"], address
        page = narrow.content.decode()
        assert f'<link rel="canonical" href="{settings.SITE_URL}{address}">' in page
        assert narrow["X-Robots-Tag"] == "noindex"
        assert f'<a class="chip" href="{address}">All periods</a>' in page
        empty = client.get(address + "?period=nowhere")
        assert hrefs(empty, "/places/") == []
        assert "No published question of this period is about a place" in empty.content.decode()
        for unknown in ("?period=unknown", "?period=%00", "?period=mod%00ern", "?period=" + "a" * 3000):
            assert client.get(address + unknown).status_code in (200, 404), unknown
    assert client.get("/map/?period=unknown").status_code == 404


def test_a_square_of_one_period_pages_within_it(client, pages_of_two):
    modern = factories.PeriodFactory(slug="modern")
    for name in ("Ankara", "Bursa", "Izmir"):
        factories.printed_question(
            places=[factories.PlaceFactory(slug=name.lower(), name=name)], periods=[modern]
        )
    factories.printed_question(places=[factories.PlaceFactory(slug="urfa", name="Urfa")])
    assert onward(client.get("/map/13/20/?period=modern")).startswith("?period=modern&after=Bursa")
    last = client.get("/map/13/20/" + onward(client.get("/map/13/20/?period=modern")))
    assert hrefs(last, "/places/") == ["izmir"]


def test_a_day_marks_the_days_of_its_month_that_recall_something(client):
    factories.printed_question(slug="wall", covers="1989-11-09")
    page = client.get("/on-this-day/11/9/")
    assert slugs(page) == ["wall"]
    assert "9 November" in page.content.decode()
    other = client.get("/on-this-day/11/1/")
    assert other["X-Robots-Tag"] == "noindex"
    assert 'href="/on-this-day/11/9/"' in other.content.decode()
    assert 'href="/on-this-day/11/10/"' not in other.content.decode()
    assert client.get("/on-this-day/").status_code == 200


def test_a_question_by_chance_is_live_and_never_kept_by_a_cache(client):
    first = factories.printed_question(slug="first")
    factories.printed_question(slug="second")
    gone = factories.printed_question(slug="gone")
    workflow.withdraw(question=Question.objects.get(pk=gone.question_id), reason="A check.")
    workflow.publish(question=Question.objects.get(pk=first.question_id))
    for _ in range(8):
        response = client.get("/random/")
        assert response.status_code == 302
        assert response["Location"] in ("/questions/first/", "/questions/second/")
        assert "no-store" in response["Cache-Control"]
