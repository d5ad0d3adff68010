"""Single lines of a page: provenance, web dates, mastheads, offers, furniture, and sentences that are none of them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.imports.page.credits import parse_credit
from articles.imports.page.furniture import is_furniture
from articles.imports.page.lines import asker, is_offer, masthead_titles
from articles.imports.page.provenance import parse_provenance
from articles.imports.page.webdates import is_date_furniture, parse_web_date
from articles.imports.records import ProvenanceRecord

X = "Lantern History"


@pytest.mark.parametrize(
    ("line", "record"),
    [
        (f"This article was first published in {X} in 2011", {"publication": X, "issued": "2011"}),
        (f"This article was first published in {X} in August 2011.", {"publication": X, "issued": "2011-08"}),
        (
            f"This article was first published in the August 2011 issue of {X}",
            {"publication": X, "issued": "2011-08"},
        ),
        (f"This article first appeared in {X}’s August 2011 issue", {"publication": X, "issued": "2011-08"}),
        (
            f"(This Q&A was originally published in {X}, 14 August 2011)",
            {"publication": X, "issued": "2011-08-14"},
        ),
        (f"First published in {X}, August 14th, 2011", {"publication": X, "issued": "2011-08-14"}),
        (f"Originally published in issue 123 of {X}", {"publication": X, "number": "123"}),
        (
            f"This answer was taken from issue #45 of {X} (2017)",
            {"publication": X, "number": "45", "issued": "2017"},
        ),
        (
            f"This article appeared in the Christmas 2013 issue of {X}",
            {"publication": X, "issued": "2013-12", "number": "Christmas"},
        ),
        (
            f"This article appeared in the 2014 Easter issue of {X}",
            {"publication": X, "issued": "2014", "number": "Easter"},
        ),
        (
            f"This article first appeared in {X}, Vol 12 No 8",
            {"publication": X, "volume": "12", "number": "8"},
        ),
        (
            f"This article first appeared in {X}, Vol. XII, No. 8 (Aug 2011), pp 34-35",
            {"publication": X, "volume": "XII", "number": "8", "issued": "2011-08", "pages": "34–35"},
        ),
        (
            f"This article first appeared in {X} 12(8), p. 34",
            {"publication": X, "volume": "12", "number": "8", "pages": "34"},
        ),
        (f"From the July/August 2012 issue of {X}", {"publication": X, "issued": "2012-07/2012-08"}),
        (
            f"From the December 2013/January 2014 issue of {X}",
            {"publication": X, "issued": "2013-12/2014-01"},
        ),
        (f"Published in {X}, spring 2014", {"publication": X, "issued": "2014-21"}),
        (f"First published: autumn 2014, {X}", {"publication": X, "issued": "2014-23"}),
        (
            f"This article was first published by {X} in 2014 and updated in 2016",
            {"publication": X, "issued": "2014"},
        ),
        (
            f"This article was first published in a longer version in ‘{X}’ in 2011",
            {"publication": X, "issued": "2011"},
        ),
        (
            "This article was first published in The Big Issue in 2011",
            {"publication": "The Big Issue", "issued": "2011"},
        ),
        (
            "This article was first published in History in Focus in 2011",
            {"publication": "History in Focus", "issued": "2011"},
        ),
        ("This article was first published in the magazine in 2011", {"issued": "2011"}),
        ("This article was first published in 2011", {"issued": "2011"}),
    ],
)
def test_where_an_article_was_first_published(line, record):
    assert parse_provenance(line) == ProvenanceRecord(**record)


@pytest.mark.parametrize(
    "line",
    [
        "First published in 1859, Darwin's book caused a storm.",
        "This article first appeared in The Times in 1912, and Churchill answered it.",
        "This story first appeared in Plutarch.",
        "The article was first published in The Times in 1912.",
        "This question was first answered in 2011",
        "Published: July 4, 2017 at 4:05 pm",
    ],
)
def test_other_peoples_publications_are_no_provenance(line):
    assert parse_provenance(line) is None


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Published: February 23, 2016 at 9:10 am", "2016-02-23T09:10:00+00:00"),
        ("Published: April 1, 2020 at 10:44 am", "2020-04-01T10:44:00+01:00"),
        ("Published: April 1, 2020 at 12:05 am", "2020-04-01T00:05:00+01:00"),
        ("Published: April 1, 2020 at 12:05 pm", "2020-04-01T12:05:00+01:00"),
        ("Published: 1 April 2020", "2020-04-01T00:00:00+01:00"),
        ("Published on Wednesday, 1st April 2020, 10.44am", "2020-04-01T10:44:00+01:00"),
        ("First published: Wed 1 Apr 2020 10.44 BST", "2020-04-01T10:44:00+01:00"),
        ("Posted on April 1st, 2020 by Emma Mason", "2020-04-01T00:00:00+01:00"),
        ("Published: April 1, 2020 at 9:44 am UTC", "2020-04-01T10:44:00+01:00"),
        ("Date: 2020-04-01T10:44+02:00", "2020-04-01T09:44:00+01:00"),
        ("2020-04-01", "2020-04-01T00:00:00+01:00"),
        ("01/04/2020 10:44", "2020-04-01T10:44:00+01:00"),
        ("Published: 04/13/2020", "2020-04-13T00:00:00+01:00"),
        (
            "Published: April 1, 2020 at 10:44 am | Updated: May 3, 2021 at 1:00 pm",
            "2020-04-01T10:44:00+01:00",
        ),
        ("This article was published on 1 April 2020", "2020-04-01T00:00:00+01:00"),
    ],
)
def test_the_web_date_of_a_line(line, moment):
    found = parse_web_date(line)
    assert (found.isoformat(), found.tzinfo) == (moment, ZoneInfo("Europe/London"))
    assert found == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Last updated: July 3, 2016 at 1:30 pm", True),
        ("Updated 3 July 2016", True),
        ("Published: February 30, 2016", True),
        ("Published: 3 May 2016 at 25:10", True),
        ("Published: 14 October 1066", True),
        ("23 August 1939", False),
        ("May 1, 2016 was a day to remember", False),
        ("Published: 1859 by John Murray, it sold out.", False),
        ("Updated thinking has it that they knew.", False),
    ],
)
def test_what_is_no_web_date(line, furniture):
    assert (parse_web_date(line), is_date_furniture(line)) == (None, furniture)


@pytest.mark.parametrize(
    "line",
    """Try 6 issues for only £9.99 when you subscribe to Lantern or The Waymark
    Try Lantern History Magazine for only £1
    Subscribe today
    Subscribe to Lantern History Magazine
    Save 50% on a subscription
    Special offer! Save £10 when you subscribe
    Get your first three issues for £3
    5 issues for only £5 when you subscribe
    Become a subscriber today and get a free book
    Start your free trial
    Subscribe and save 40%
    Give a gift subscription this Christmas
    Enjoy unlimited access for £1""".split("\n"),
)
def test_offers(line):
    assert is_offer(line.strip())


@pytest.mark.parametrize(
    "line",
    """Lantern Online logo
    Sponsored content
    ADVERTISEMENT
    Article continues below
    Share this article on Facebook
    Facebook Twitter Email
    Read more: Why did the Vikings come in 793?
    Read more about the Vikings
    Listen: Ada Wren on wool
    Sign up for our weekly newsletter and get the best history in your inbox
    This website uses cookies
    We use cookies to improve your experience. By continuing you accept our policy.
    Accept all cookies
    Home › Victorians › Q&A
    Home / Q&A
    Comments (3)
    More from Lantern
    Tags: wool, tea
    2 min read
    © 2020 Lantern Press
    The Taeping in 1866. (Photo by Hulton Archive/Getty Images)
    Image credit: Alamy
    https://lantern.example/questions/
    * * *""".split("\n"),
)
def test_furniture(line):
    assert (is_furniture(line.strip()), is_offer(line.strip())) == (True, False)


@pytest.mark.parametrize(
    "line",
    """Advertisement was in its infancy in the 1900s: a magazine’s subscribers paid for it.
    Subscribe to the Penny Magazine, urged the society in 1832, and thousands did.
    Try as they might, the publishers could not get subscribers to pay in advance.
    Save for a few officers, nobody believed it.
    Share prices collapsed.
    Sponsored by the crown, Columbus sailed.
    Read more closely, the chronicle says nothing of the kind.
    Cookies were baked aboard.
    We use cookies as a word for biscuits.
    Related by marriage to the king, he could not be touched.
    More on the side of the king than of parliament, the bishops fled.
    Get three months in prison and you were lucky.
    Join the army, they said; the mailing list of volunteers grew.
    In association with the Dutch, they sank the fleet.
    Copyright began with the Statute of Anne.
    Special offers were a Victorian invention.
    Home rule was the answer.
    Answered prayers were rare.
    Listen: the drums tell a story of their own.""".split("\n"),
)
def test_sentences_of_real_answers_are_not_taken_for_the_sites(line):
    line = line.strip()
    found = (is_furniture(line), is_offer(line), masthead_titles(line), parse_credit(line), asker(line))
    assert found == (False, False, (), None, None)


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("The official website for A and B", ("A", "B")),
        ("The official website for A, B and C", ("A", "B", "C")),
        ("The website of A, B, and The C.", ("A", "B", "The C")),
        ("From the makers of Lantern", ("Lantern",)),
        ("The home of jousting was France.", ()),
    ],
)
def test_the_titles_of_a_masthead(line, titles):
    assert masthead_titles(line) == titles


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Asked by Joan Pike, Stoke-on-Trent", ("Joan Pike", "Stoke-on-Trent")),
        ("Question from: J. Pike", ("J. Pike", "")),
        ("Asked by Henry Percy, Northumberland rose.", None),
    ],
)
def test_who_asked(line, found):
    assert asker(line) == found
