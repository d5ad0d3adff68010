"""Authors and books."""

import pytest

from articles.models import Author
from tests.factories import AuthorFactory, BookFactory


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sort_name"),
    [
        ("Roger Moorhouse", "Moorhouse, Roger"),
        ("Nadia Volkova-Reed", "Volkova-Reed, Nadia"),
        ("Henry Louis Gates Jr.", "Gates, Henry Louis, Jr."),
        ("Herodotus", "Herodotus"),
    ],
)
def test_an_empty_sort_name_is_made_from_the_name(name, sort_name):
    assert AuthorFactory(name=name).sort_name == sort_name


@pytest.mark.django_db
def test_a_sort_name_that_an_editor_typed_stays():
    assert (
        AuthorFactory(name="Rosa Quispe Vidal", sort_name="Quispe Vidal, Rosa").sort_name
        == "Quispe Vidal, Rosa"
    )


@pytest.mark.django_db
def test_saving_some_fields_saves_a_sort_name_that_was_cleared():
    author = AuthorFactory(name="Roger Moorhouse")
    author.sort_name, author.name = "", "Roger Smith"
    author.save(update_fields=["name"])
    author.refresh_from_db()
    assert (author.name, author.sort_name) == ("Roger Smith", "Smith, Roger")


@pytest.mark.django_db
def test_authors_come_in_the_order_of_their_family_names():
    for name in ("Zoe Adams", "Adam Zeal", "Bede"):
        AuthorFactory(name=name)
    assert [author.name for author in Author.objects.all()] == ["Zoe Adams", "Bede", "Adam Zeal"]


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Roger Moorhouse", "RM"), ("Rosa Quispe Vidal", "RV"), ("bede", "B"), ("", ""), ("  ", "")],
)
def test_initials_stand_in_for_a_portrait(name, initials):
    assert Author(name=name).initials == initials


@pytest.mark.parametrize(
    ("publisher", "year", "printed"),
    [
        ("Bodley Head", 2010, "Berlin at War (Bodley Head, 2010)"),
        ("", 2010, "Berlin at War (2010)"),
        ("Bodley Head", None, "Berlin at War (Bodley Head)"),
        ("", None, "Berlin at War"),
    ],
)
def test_a_book_is_printed_with_what_is_known_of_its_imprint(publisher, year, printed):
    assert str(BookFactory.build(title="Berlin at War", publisher=publisher, year=year)) == printed


@pytest.mark.django_db
def test_two_books_may_both_have_no_isbn():
    BookFactory(isbn="").full_clean()
    BookFactory(isbn="").full_clean()


def test_an_author_has_an_address():
    assert AuthorFactory.build(slug="roger-moorhouse").get_absolute_url() == "/authors/roger-moorhouse/"
