"""What stands around an answer: related questions, what went on elsewhere, the same issue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import pages, printing, workflow
from articles.models import Question
from tests import factories

pytestmark = pytest.mark.django_db


def around(edition):
    return pages.question_page(edition).around


def related(edition):
    return [(each.edition.slug, each.reason, each.years) for each in around(edition).related]


def meanwhile(edition):
    return [(each.edition.slug, each.place.name, each.years) for each in around(edition).meanwhile]


def test_what_shares_most_comes_first_and_each_says_why():
    turing = factories.FigureFactory(name="Alan Turing")
    place = factories.PlaceFactory(name="Istanbul", name_then="Constantinople", country="")
    topic, period = (
        factories.TopicFactory(name="Science"),
        factories.PeriodFactory(name="World Wars", span="1914/1945"),
    )
    mine = factories.printed_question(
        figures=[turing], places=[place], topics=[topic], periods=[period], covers="1932/1940"
    )
    factories.printed_question(slug="period", periods=[period])
    factories.printed_question(slug="topic", topics=[topic])
    factories.printed_question(slug="years", covers="1931/1939")
    factories.printed_question(slug="place", places=[place])
    factories.printed_question(slug="figure", figures=[turing])
    factories.printed_question(slug="nothing")
    assert related(mine) == [
        ("figure", "Also about Alan Turing", ""),
        ("place", "Also set in Istanbul, then Constantinople", ""),
        ("years", "Same years:", "1932/1939"),
        ("topic", "Same topic: Science", ""),
        ("period", "Same period: World Wars", ""),
    ]


def test_drafts_scheduled_and_withdrawn_questions_and_old_editions_stand_around_nothing():
    figure, issue = factories.FigureFactory(), factories.IssueFactory()
    about = {"figures": [figure], "first_issue": issue, "first_publication": issue.publication}
    here, there = factories.PlaceFactory(country="Turkey"), factories.PlaceFactory(country="Mali")
    mine = factories.printed_question(covers="1324", places=[here], **about)
    for state in ("draft", "scheduled", "withdrawn", "moved on"):
        question = factories.printable_question(
            slug=state.replace(" ", "-"), covers="1324", places=[there], **about
        )
        if state == "scheduled":
            workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
        elif state != "draft":
            workflow.publish(question=question)
    workflow.withdraw(question=Question.objects.get(slug="withdrawn"), reason="A check.")
    moved = Question.objects.get(slug="moved-on")
    moved.covers, moved.first_issue = "1850", None
    moved.save()
    factories.let_pass(moved, "covers_outside_period")
    moved.figures.clear()
    moved.places.clear()
    workflow.publish(question=moved)
    found = around(mine)
    assert (found.related, found.meanwhile, found.same_issue) == ([], [], [])


def test_meanwhile_names_other_countries_of_the_same_time_and_never_the_same_one_twice():
    england, scotland = (factories.PlaceFactory(country="United Kingdom") for _ in range(2))
    mali, china = (
        factories.PlaceFactory(name="Timbuktu", country="Mali"),
        factories.PlaceFactory(name="Beijing", name_then="Dadu", country="China"),
    )
    mine = factories.printed_question(covers="1315/1330", places=[england])
    factories.printed_question(slug="near", covers="1315/1330", places=[scotland])
    factories.printed_question(slug="both", covers="1315/1330", places=[scotland, mali])
    factories.printed_question(slug="mali", covers="1324", places=[mali])
    factories.printed_question(slug="mali-too", covers="1320/1329", places=[mali])
    factories.printed_question(slug="china", covers="1271/1368", places=[china])
    factories.printed_question(slug="nowhere", covers="1320")
    factories.printed_question(slug="later", covers="1331", places=[china])
    factories.printed_question(slug="for-ages", covers="0500/1500", places=[china])
    assert meanwhile(mine) == [("mali-too", "Timbuktu", "1320/1329"), ("china", "Beijing", "1315/1330")]


def test_a_question_of_no_known_country_or_time_has_no_meanwhile():
    elsewhere = factories.PlaceFactory(country="Mali")
    factories.printed_question(covers="1324", places=[elsewhere])
    assert meanwhile(factories.printed_question(covers="1324")) == []
    assert meanwhile(factories.printed_question(covers="", places=[factories.PlaceFactory()])) == []


@pytest.mark.parametrize(
    ("covers", "years"),
    [("../1500", []), ("1400/..", []), ("Y-17000", []), ("-0043-03-15", []), ("1XXX", ["1324/1400"]),
     ("13XX", ["1324/1399"])],
)  # fmt: skip
def test_years_are_only_shared_where_both_are_known(covers, years):
    factories.printed_question(covers="1324/1400")
    assert [each.years for each in around(factories.printed_question(covers=covers)).related] == years


def test_the_question_page_prints_what_stands_around(client):
    issue = factories.IssueFactory(cover_date="2011-08")
    here, there = (
        factories.PlaceFactory(country="Turkey"),
        factories.PlaceFactory(name="Beijing", name_then="Dadu", country="China"),
    )
    printed = {"first_issue": issue, "first_publication": issue.publication}
    factories.printed_question(slug="mine", covers="1324", places=[here], **printed)
    factories.printed_question(covers="1324", places=[there], short_title="Who ruled in Dadu?")
    factories.printed_question(short_title="What did monks eat?", **printed)
    page = client.get("/questions/mine/").content.decode()
    assert "Beijing, then Dadu (China), 1324" in page
    assert page.index("In this issue") < page.index("What did monks eat?")


def test_a_preview_has_the_same_around_it_as_the_page_will_have():
    figure = factories.FigureFactory(name="Alan Turing")
    factories.printed_question(short_title="Who was he?", figures=[figure])
    draft = factories.printable_question(figures=[figure])
    preview = printing.unsaved_edition(draft)
    assert [each.reason for each in around(preview).related] == ["Also about Alan Turing"]
