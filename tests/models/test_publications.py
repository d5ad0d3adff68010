"""Publications, issues and the masthead."""

import pytest

from articles.models import Issue, Publication
from tests.factories import IssueFactory, PublicationFactory


@pytest.mark.django_db
def test_the_masthead_has_the_chosen_magazines_in_their_order():
    PublicationFactory(title="Waymark", position=2)
    PublicationFactory(title="Schools", position=0, in_masthead=False)
    PublicationFactory(title="Lantern", position=1)
    assert [row.title for row in Publication.objects.in_masthead()] == ["Lantern", "Waymark"]


@pytest.mark.django_db
def test_two_publications_may_both_have_no_issn():
    PublicationFactory(issn="").full_clean()
    PublicationFactory(issn="").full_clean()


@pytest.mark.django_db
def test_two_publications_may_each_have_an_issue_at_the_same_slug():
    IssueFactory(slug="2011-08").full_clean()
    IssueFactory(slug="2011-08").full_clean()


@pytest.mark.django_db
def test_issues_come_newest_cover_date_first_and_those_without_one_are_listed_too():
    title = PublicationFactory()
    for slug, date in [("a", "2011-08"), ("b", "2012"), ("c", "2011-09"), ("d", "")]:
        IssueFactory(publication=title, slug=slug, cover_date=date)
    assert [row.slug for row in Issue.objects.exclude(slug="d")] == ["b", "c", "a"]
    assert Issue.objects.count() == 4


@pytest.mark.parametrize(
    ("cover_date", "volume", "number", "label"),
    [
        ("2011-08", "12", "8", "August 2011"),
        ("2024-21", "", "", "spring 2024"),
        ("", "12", "8", "volume 12, number 8"),
        ("", "12", "", "volume 12"),
        ("", "", "8", "number 8"),
        ("", "", "", "the-slug"),
    ],
)
def test_an_issue_is_called_by_its_cover_date_else_its_numbering(cover_date, volume, number, label):
    issue = IssueFactory.build(slug="the-slug", cover_date=cover_date, volume=volume, number=number)
    assert issue.label == label
    assert str(issue) == f"{issue.publication.title}, {label}"


def test_publications_and_issues_have_addresses():
    issue = IssueFactory.build(slug="2011-08", publication__slug="lantern")
    assert issue.publication.get_absolute_url() == "/publications/lantern/"
    assert issue.get_absolute_url() == "/publications/lantern/2011-08/"
