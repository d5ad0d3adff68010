"""schema.org graphs: the whole of one, what must never be in one, and that it cannot break out of its script."""

from datetime import UTC, date, datetime

import pytest

from articles import cards, pages, renditions, structured, workflow
from articles.models import Author, Publication, Question, content
from articles.structured import things
from articles.structured.sources import source
from tests import factories
from tests.graphs import broken_rules, nodes

SITE = "https://magazine.example"
PAGE = f"{SITE}/questions/rain/"


def graph(response):
    """Return the nodes of a page's graph by type; fail where one breaks a rule or is there twice, but for Person."""
    html = response.content.decode()
    assert broken_rules(html) == []
    found = {}
    for node in nodes(html):
        assert node["@type"] not in found or node["@type"] == "Person"
        found.setdefault(node["@type"], node)
    return found


@pytest.fixture
def rain(db, settings):
    """A question with something in every field, printed twice with a correction between; returns the Question."""
    settings.SITE_URL, settings.SITE_NAME = SITE, "Rain Review"
    issue = factories.IssueFactory(
        slug="2011-08",
        number="8",
        publication=factories.PublicationFactory(title="Lantern", slug="lantern", issn="1469-8552"),
    )
    question = factories.printable_question(
        slug="rain",
        text="Why did it rain in 1315?",
        short_title="The rain",
        text_as_asked="why no bread",
        asker_name="Ruth B.",
        asker_consent=True,
        short_answer="Nobody knows.",
        licence=Question.Licence.CC_BY_SA,
        covers="1315~/1317",
        topics=[factories.TopicFactory(name="Food", slug="food")],
        periods=[factories.PeriodFactory(name="Middle Ages", slug="middle-ages")],
        places=[factories.PlaceFactory(name="Istanbul", slug="istanbul", wikidata="Q406")],
        figures=[factories.FigureFactory(name="Edward II", slug="edward-ii")],
        first_issue=issue,
        first_publication=issue.publication,
        first_pages="34–35",
        picture=factories.PictureFactory(licence="cc-by", data=factories.picture_bytes(size=(320, 240))),
    )
    renditions.make(question.picture)
    answer = question.answers.get()
    answer.lead, answer.body = "It rained.", "<p>Grain <em>rotted</em>.</p><p>Prices rose.</p>"
    answer.save()
    ada = factories.AuthorFactory(
        name="Ada Marlow",
        slug="ada",
        orcid="0000-0002-1825-0097",
        wikidata="Q1",
        website="https://ada.example/",
    )
    answer.credits.update(author=ada)
    answer.credits.get().books.add(
        factories.BookFactory(title="Wet Years", publisher="Lantern Books", year=2010, isbn="9780306406157")
    )
    question.reviewed_on, question.reviewed_by = date(2020, 3, 30), ada
    question.save()
    answer.sources.all().delete()
    source = factories.SourceFactory(
        answer=answer,
        kind="article",
        title="The Famine",
        authors="H. S. Lucas",
        container="Speculum",
        issued="1930-10",
        pages="343–377",
        doi="10.2307/2848143",
    )
    factories.refer_to(source)
    workflow.publish(question=question, at=datetime(2016, 2, 23, 9, 10, tzinfo=UTC))
    correction = {"kind": "correction", "wrong": "It said 1314.", "right": "It was 1315."}
    moment = datetime(2020, 4, 1, 9, 44, tzinfo=UTC)
    workflow.publish(question=question, at=moment, correction=correction, backdated=True)
    return question


def test_the_whole_graph_of_a_question(client, rain):
    media = f"{SITE}{rain.picture.renditions.filter(format='jpeg').last().file.url}"
    ada = {"@id": f"{SITE}/authors/ada/#person"}
    assert graph(client.get("/questions/rain/")) == {
        "Organization": {
            "@type": "Organization",
            "@id": f"{SITE}/#organization",
            "name": "Rain Review",
            "url": f"{SITE}/",
            "logo": {"@type": "ImageObject", "url": f"{SITE}/static/articles/favicon.svg"},
            "correctionsPolicy": f"{SITE}/corrections/",
        },
        "WebSite": {
            "@type": "WebSite",
            "@id": f"{SITE}/#website",
            "name": "Rain Review",
            "url": f"{SITE}/",
            "inLanguage": "en-GB",
            "publisher": {"@id": f"{SITE}/#organization"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{SITE}/search/?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        },
        "WebPage": {
            "@type": "WebPage",
            "@id": f"{PAGE}#webpage",
            "url": PAGE,
            "name": "The rain",
            "inLanguage": "en-GB",
            "isPartOf": {"@id": f"{SITE}/#website"},
            "breadcrumb": {"@id": f"{PAGE}#breadcrumb"},
            "mainEntity": {"@id": f"{PAGE}#article"},
            "lastReviewed": "2020-03-30",
            "reviewedBy": ada,
            "speakable": {
                "@type": "SpeakableSpecification",
                "cssSelector": [".short-answer p:first-of-type"],
            },
        },
        "Article": {
            "@type": "Article",
            "@id": f"{PAGE}#article",
            "url": PAGE,
            "headline": "Why did it rain in 1315?",
            "alternativeHeadline": "The rain",
            "description": "Nobody knows.",
            "author": [ada],
            "publisher": {"@id": f"{SITE}/#organization"},
            "mainEntityOfPage": {"@id": f"{PAGE}#webpage"},
            "isPartOf": {"@id": f"{SITE}/#website"},
            "inLanguage": "en-GB",
            "isAccessibleForFree": True,
            "datePublished": "2016-02-23T09:10:00+00:00",
            "dateModified": "2020-04-01T10:44:00+01:00",
            "version": 2,
            "image": [
                {
                    "@type": "ImageObject",
                    "contentUrl": media,
                    "width": 320,
                    "height": 240,
                    "caption": "The harvest of 1315 failed from Scotland to the Alps.",
                    "creditText": "City Library, MS 12",
                    "license": "https://creativecommons.org/licenses/by/4.0/",
                    "acquireLicensePage": f"{PAGE}republish/",
                }
            ],
            "license": "https://creativecommons.org/licenses/by-sa/4.0/",
            "wordCount": 6,
            "timeRequired": "PT1M",
            "temporalCoverage": "1315/1317",
            "spatialCoverage": [
                {
                    "@type": "Place",
                    "@id": f"{SITE}/places/istanbul/#entry",
                    "name": "Istanbul",
                    "url": f"{SITE}/places/istanbul/",
                    "alternateName": "Constantinople",
                    "geo": {"@type": "GeoCoordinates", "latitude": 41.00824, "longitude": 28.97835},
                    "sameAs": "https://www.wikidata.org/entity/Q406",
                }
            ],
            "about": [
                {
                    "@type": "Thing",
                    "@id": f"{SITE}/topics/food/#entry",
                    "name": "Food",
                    "url": f"{SITE}/topics/food/",
                },
                {
                    "@type": "DefinedTerm",
                    "@id": f"{SITE}/periods/middle-ages/#entry",
                    "name": "Middle Ages",
                    "url": f"{SITE}/periods/middle-ages/",
                },
                {
                    "@type": "Person",
                    "@id": f"{SITE}/figures/edward-ii/#entry",
                    "name": "Edward II",
                    "url": f"{SITE}/figures/edward-ii/",
                    "birthDate": "1284-04-25",
                    "deathDate": "1327-09-21",
                },
            ],
            "mentions": [{"@id": f"{PAGE}#book-{rain.answers.get().credits.get().books.get().pk}"}],
            "isBasedOn": {
                "@type": "Article",
                "headline": "Why did it rain in 1315?",
                "datePublished": "2011-08",
                "pagination": "34–35",
                "isPartOf": {
                    "@type": "PublicationIssue",
                    "@id": f"{SITE}/publications/lantern/2011-08/#issue",
                    "url": f"{SITE}/publications/lantern/2011-08/",
                    "issueNumber": "8",
                    "datePublished": "2011-08",
                    "isPartOf": {
                        "@type": "PublicationVolume",
                        "volumeNumber": "12",
                        "isPartOf": {
                            "@type": "Periodical",
                            "@id": f"{SITE}/publications/lantern/#periodical",
                            "name": "Lantern",
                            "url": f"{SITE}/publications/lantern/",
                            "issn": "1469-8552",
                        },
                    },
                },
            },
            "citation": [
                {
                    "@type": "ScholarlyArticle",
                    "name": "The Famine",
                    "creditText": "H. S. Lucas",
                    "isPartOf": {"@type": "Periodical", "name": "Speculum"},
                    "datePublished": "1930-10",
                    "pagination": "343–377",
                    "sameAs": "https://doi.org/10.2307/2848143",
                }
            ],
            "backstory": "Answered by Ada Marlow.",
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "name": "Correction",
                    "text": "It said 1314. It was 1315.",
                    "datePublished": "2020-04-01T10:44:00+01:00",
                }
            ],
        },
        "Question": {
            "@type": "Question",
            "@id": f"{PAGE}#question",
            "name": "Why did it rain in 1315?",
            "text": "why no bread",
            "author": {"@type": "Person", "name": "Ruth B."},
            "subjectOf": {"@id": f"{PAGE}#article"},
            "answerCount": 1,
            "acceptedAnswer": {
                "@type": "Answer",
                "@id": f"{PAGE}#answer-1",
                "url": f"{PAGE}#answer-1",
                "text": "It rained.\nGrain rotted.\nPrices rose.",
                "author": [ada],
            },
        },
        "Person": {
            "@type": "Person",
            **ada,
            "name": "Ada Marlow",
            "url": f"{SITE}/authors/ada/",
            "sameAs": [
                "https://orcid.org/0000-0002-1825-0097",
                "https://www.wikidata.org/entity/Q1",
                "https://ada.example/",
            ],
        },
        "Book": {
            "@type": "Book",
            "@id": f"{PAGE}#book-{rain.answers.get().credits.get().books.get().pk}",
            "name": "Wet Years",
            "author": [ada],
            "publisher": {"@type": "Organization", "name": "Lantern Books"},
            "datePublished": "2010",
            "isbn": "9780306406157",
        },
        "BreadcrumbList": {
            "@type": "BreadcrumbList",
            "@id": f"{PAGE}#breadcrumb",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Front page", "item": f"{SITE}/"},
                {"@type": "ListItem", "position": 2, "name": "Periods", "item": f"{SITE}/periods/"},
                {
                    "@type": "ListItem",
                    "position": 3,
                    "name": "Middle Ages",
                    "item": f"{SITE}/periods/middle-ages/",
                },
                {"@type": "ListItem", "position": 4, "name": "The rain"},
            ],
        },
    }


def test_the_publisher_names_its_principles_where_there_is_a_page_of_them(client, rain, settings):
    assert "publishingPrinciples" not in graph(client.get("/questions/rain/"))["Organization"]
    settings.PUBLISHING_PRINCIPLES_URL = "https://www.example.org/principles/"
    publisher = graph(client.get("/questions/rain/"))["Organization"]
    assert publisher["publishingPrinciples"] == "https://www.example.org/principles/"


def test_several_answers_are_suggested_and_none_accepted_and_it_is_never_a_qa_page(client, rain):
    other = factories.AnswerFactory(question=rain, lead="It did not.")
    factories.CreditFactory(answer=other)
    factories.refer_to(factories.SourceFactory(answer=other))
    workflow.publish(question=rain)
    response = client.get("/questions/rain/")
    question = graph(response)["Question"]
    assert "acceptedAnswer" not in question
    assert [answer["text"].split("\n")[0] for answer in question["suggestedAnswer"]] == [
        "It rained.",
        "It did not.",
    ]
    assert "QAPage" not in response.content.decode()
    assert "FAQPage" not in response.content.decode()


def test_an_asker_without_a_name_and_a_lapsed_picture_are_in_no_graph(client, rain):
    Question.objects.filter(pk=rain.pk).update(asker_name="")
    workflow.publish(question=Question.objects.get(pk=rain.pk))
    rain.picture.rights_until = datetime(2020, 1, 1, tzinfo=UTC).date()
    rain.picture.save()
    nodes = graph(client.get("/questions/rain/"))
    assert "author" not in nodes["Question"]
    assert "image" not in nodes["Article"]


def test_a_picture_too_small_for_search_engines_gives_way_to_the_card(client, rain):
    rain.picture = factories.PictureFactory()  # 64 pixels wide
    renditions.make(rain.picture)
    rain.save()
    card = cards.make(workflow.publish(question=rain))
    images = graph(client.get("/questions/rain/"))["Article"]["image"]
    stem = f"{SITE}{card.file.url}".removesuffix(".png")
    assert [(image["contentUrl"], image["width"], image["height"]) for image in images] == [
        (f"{stem}-16x9.png", 1200, 675),
        (f"{stem}-4x3.png", 1200, 900),
        (f"{stem}-1x1.png", 1200, 1200),
    ]
    assert {image["creditText"] for image in images} == {"Rain Review"}


def test_a_picture_too_small_for_search_engines_is_not_named_without_a_card_either(client, rain):
    rain.picture = factories.PictureFactory()
    renditions.make(rain.picture)
    rain.save()
    workflow.publish(question=rain)
    assert "image" not in graph(client.get("/questions/rain/"))["Article"]


def test_a_reviewer_who_wrote_nothing_is_a_person_of_the_graph_and_a_reserved_text_has_no_licence(
    client, rain
):
    rain.reviewed_by, rain.licence = (
        factories.AuthorFactory(name="Rhys Vew", slug="rhys"),
        "all-rights-reserved",
    )
    rain.save()
    workflow.publish(question=rain)
    html = client.get("/questions/rain/").content.decode()
    by_id = {node.get("@id"): node for node in nodes(html)}
    page = by_id[f"{PAGE}#webpage"]
    assert by_id[page["reviewedBy"]["@id"]]["name"] == "Rhys Vew"
    assert "license" not in by_id[f"{PAGE}#article"]


def test_the_front_page_names_the_magazines_of_the_masthead(client, rain):
    factories.PublicationFactory(title="Lamp", slug="lamp", in_masthead=True, issn="")
    factories.PublicationFactory(title="Gone", slug="gone", in_masthead=False)
    found = [node for node in nodes(client.get("/").content.decode()) if node["@type"] == "Periodical"]
    assert (
        {node["name"] for node in found}
        == {row.title for row in Publication.objects.filter(in_masthead=True)}
        >= {"Lamp"}
    )


def test_those_who_checked_and_translated_are_named_as_such(client, rain):
    answer = rain.answers.get()
    for slug, role in (("tess", "translated_by"), ("cher", "checked_by")):
        author = factories.AuthorFactory(name=slug.capitalize(), slug=slug)
        factories.CreditFactory(answer=answer, author=author, role=role, position=len(role))
    workflow.publish(question=rain)
    article = graph(client.get("/questions/rain/"))["Article"]
    assert article["translator"] == [{"@id": f"{SITE}/authors/tess/#person"}]
    assert article["contributor"] == [{"@id": f"{SITE}/authors/cher/#person"}]
    assert article["author"] == [{"@id": f"{SITE}/authors/ada/#person"}]


def test_an_older_edition_has_its_trail_and_no_article(client, rain):
    assert list(graph(client.get("/questions/rain/v/1/"))) == ["BreadcrumbList"]


def test_nothing_in_a_text_ends_the_script(client, db):
    text = "Is </script><script>alert(1)</script> & \u2028 old?"
    factories.printed_question(slug="why", text=text)
    page = client.get("/questions/why/").content.decode()
    assert "<script>alert" not in page
    assert "\u2028" not in page[page.index("application/ld+json") :]
    assert graph(client.get("/questions/why/"))["Article"]["headline"] == text


@pytest.mark.parametrize(
    ("edtf", "interval"),
    [
        ("1939/1945", "1939/1945"),
        ("-0043-03-15", "-0043-03-15"),
        ("1066~", "1066"),
        ("13XX", "1300/1399"),
        ("-004X", "-0049/-0040"),
        ("1914/..", "1914/.."),
        ("/1945?", "../1945"),
        ("2024-24", "2024/2025"),
        ("-0799/0476", "-0799/0476"),
        ("12XX/1453-05-29", "1200/1453-05-29"),
        ("Y-12000", "-12000"),
        ("", ""),
    ],
)
def test_the_time_covered_is_iso_8601(edtf, interval):
    assert things.iso_interval(edtf) == interval


@pytest.mark.parametrize(
    ("edtf", "date"),
    [("2011", "2011"), ("2011-08", "2011-08"), ("-0043-03-15", "-0043-03-15"), ("2025-23", ""), ("1066~", ""),
     ("1914/1918", ""), ("13XX", ""), ("2011-XX", ""), ("", "")],
)  # fmt: skip
def test_only_a_plain_date_is_a_date(edtf, date):
    assert things.iso_date(edtf) == date


def test_the_pages_around_the_questions_say_what_they_are_of(client, rain):
    urls = [
        "/", "/authors/ada/", "/publications/lantern/", "/publications/lantern/2011-08/", "/topics/food/",
        "/periods/middle-ages/", "/archive/", "/archive/2016/", "/questions/rain/history/",
    ]  # fmt: skip
    assert {url: sorted(graph(client.get(url))) for url in urls} == {
        "/": ["Organization", "Periodical", "WebSite"],
        "/authors/ada/": ["BreadcrumbList", "Organization", "Person", "ProfilePage", "WebSite"],
        "/publications/lantern/": ["BreadcrumbList", "CollectionPage", "Organization", "Periodical", "WebSite"],
        "/publications/lantern/2011-08/": [
            "BreadcrumbList", "CollectionPage", "Organization", "Periodical", "PublicationIssue", "WebSite",
        ],
        "/topics/food/": ["BreadcrumbList", "CollectionPage", "Organization", "Thing", "WebSite"],
        "/periods/middle-ages/": ["BreadcrumbList", "CollectionPage", "DefinedTerm", "Organization", "WebSite"],
        "/archive/": ["BreadcrumbList"],
        "/archive/2016/": ["BreadcrumbList"],
        "/questions/rain/history/": ["BreadcrumbList"],
    }  # fmt: skip


def test_a_profile_is_of_a_person_with_name_and_identifiers(client, rain):
    Author.objects.filter(slug="ada").update(changed_at=datetime(2021, 7, 1, 8, 0, tzinfo=UTC))
    nodes = graph(client.get("/authors/ada/"))
    person = nodes["Person"]
    dates = [nodes["ProfilePage"][name] for name in ("dateCreated", "dateModified")]
    assert dates == ["2016-02-23T09:10:00+00:00", "2021-07-01T09:00:00+01:00"]
    assert nodes["ProfilePage"]["mainEntity"] == {"@id": person["@id"]}
    assert (person["name"], person["jobTitle"]) == ("Ada Marlow", "Reader in medieval history")
    assert person["identifier"] == "https://orcid.org/0000-0002-1825-0097"


def test_a_graph_is_built_without_a_query(rain, django_assert_num_queries):
    page = pages.question_page(rain.editions.live().get())
    with django_assert_num_queries(0):
        structured.script(structured.question(page))


@pytest.mark.parametrize(
    ("kind", "type_", "kept"),
    [
        ("book", "Book", {"isbn"}),
        ("chapter", "Chapter", {"pagination"}),
        ("article", "ScholarlyArticle", {"pagination"}),
        ("newspaper", "Article", {"pagination"}),
        ("archive", "ArchiveComponent", {"holdingArchive"}),
        ("website", "WebPage", set()),
        ("film", "CreativeWork", set()),
    ],
)
def test_a_source_has_the_properties_of_what_it_is(kind, type_, kept):
    line = content.SourceLine(
        kind=kind,
        title="T",
        authors="A",
        container="C",
        pages="1–2",
        isbn="9780306406157",
        archive="The Archive",
    )
    node = source(line)
    assert node["@type"] == type_
    assert set(node) & {"isbn", "pagination", "holdingArchive"} == kept
    assert node["isPartOf"]["name"] == "C"
