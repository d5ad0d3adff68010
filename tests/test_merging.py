"""Two that are one: everything moves, nothing printed changes, every old address leads on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import forwarding, merging, pages, renditions, search, workflow
from articles.imports import load
from articles.models import Author, Book, Credit, Edition, Forwarding, Question
from tests import factories

pytestmark = pytest.mark.django_db

MAKERS = {
    "author": factories.AuthorFactory,
    "book": factories.BookFactory,
    "topic": factories.TopicFactory,
    "period": factories.PeriodFactory,
    "place": factories.PlaceFactory,
    "figure": factories.FigureFactory,
}
WITH_ADDRESS = [kind for kind in MAKERS if kind != "book"]
IN_CATALOGUE = ["topic", "period", "place", "figure"]


def pair(kind, **fields):
    make = MAKERS[kind]
    return make(**fields), make()


def printed_about(kind, thing, **fields):
    """Return a live Edition about, by, or naming a book of ``thing``."""
    if kind in IN_CATALOGUE:
        return factories.printed_question(**{f"{kind}s": [thing]}, **fields)
    question = factories.printable_question(**fields)
    credit = Credit.objects.get(answer__question=question)
    if kind == "author":
        credit.author = thing
        credit.save()
    else:
        credit.books.add(thing)
    return workflow.publish(question=question)


def frozen():
    return list(Edition.objects.order_by("pk").values("pk", "content", "digest", "live_from", "live_until"))


@pytest.mark.parametrize("kind", MAKERS)
def test_everything_that_points_at_a_row_moves_and_what_was_printed_stays(kind, client):
    source, target = pair(kind)
    edition = printed_about(kind, source, slug="why")
    before = frozen()
    merging.merge(source=source, target=target)
    assert frozen() == before
    assert all(edition.is_intact for edition in Edition.objects.all())
    source.refresh_from_db()
    assert source.merged_into == target
    for item in type(source)._meta.get_fields(include_hidden=True):
        if item.one_to_many:
            rows = item.related_model._base_manager.filter(**{item.field.name: source})
            assert not rows.exists(), item
    page = client.get("/questions/why/").content.decode()
    if kind != "book":
        assert target.get_absolute_url() in page
        assert "~" not in page
    edition = Edition.objects.get(pk=edition.pk)
    relation = {"author": "authors"}.get(kind, f"{kind}s")
    if kind != "book":
        assert list(getattr(edition, relation).all()) == [target]


@pytest.mark.parametrize("kind", WITH_ADDRESS)
def test_its_address_and_all_it_ever_had_lead_to_the_other_at_once(kind, client):
    source, target = pair(kind)
    printed_about(kind, source)
    third = MAKERS[kind](slug="third")
    old, address = source.slug, source.get_absolute_url()
    source.slug = "second"
    source.save()
    forwarding.moved(source, old)
    merging.merge(source=source, target=target)
    target.refresh_from_db()
    merging.merge(source=target, target=third)
    third.refresh_from_db()
    for url in (address, address.replace(old, "second"), address.replace(old, target.slug)):
        response = client.get(f"{url}?before=1")
        assert (response.status_code, response["Location"]) == (301, f"{third.get_absolute_url()}?before=1")
    assert client.get(third.get_absolute_url()).status_code == 200
    plural = f"{kind}s"
    response = client.get(f"/feeds/{plural}/{old}.atom")
    assert (response.status_code, response["Location"]) == (301, f"/feeds/{plural}/third.atom")
    response = client.get(f"/api/v1/{plural}/{old}/")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/{plural}/third/")
    assert client.get(f"/api/v1/{plural}/never/").status_code == 404
    # The chain is collapsed: whoever was merged before leads to the last one too.
    assert set(type(source).objects.exclude(pk=third.pk).filter(merged_into=third)) >= {source, target}


def test_a_loop_or_a_merge_with_itself_or_with_another_kind_is_refused():
    one, other = pair("topic")
    for source, target in ((one, one), (one, factories.PeriodFactory())):
        with pytest.raises(merging.Refused):
            merging.merge(source=source, target=target)
    merging.merge(source=one, target=other)
    for source, target in ((one, other), (other, one), (factories.TopicFactory(), one)):
        with pytest.raises(merging.Refused, match="merged into another entry already"):
            merging.merge(source=source, target=target)


@pytest.mark.parametrize("kind", IN_CATALOGUE)
def test_a_question_about_both_is_about_the_one_once(kind, client):
    source, target = pair(kind)
    edition = factories.printed_question(slug="why", **{f"{kind}s": [source, target]})
    moves = merging.plan(source=source, target=target)
    assert [(move.count, move.folded) for move in moves] == [(1, 1), (1, 1)]
    assert {move.label for move in moves} == {"questions", "editions"}
    assert merging.merge(source=source, target=target) == moves
    question = Question.objects.get(pk=edition.question_id)
    assert list(getattr(question, f"{kind}s").all()) == [target]
    assert getattr(pages.question_page(Edition.objects.get()), f"{kind}s") == [target]
    assert client.get("/questions/why/").status_code == 200


def test_an_author_credited_twice_on_an_answer_is_credited_once_with_all_the_books():
    source, target = pair("author")
    answer = factories.printable_question().answers.get()
    answer.credits.all().delete()
    one, other = factories.BookFactory(authors=[source]), factories.BookFactory(authors=[target, source])
    factories.CreditFactory(answer=answer, author=source, books=[one])
    factories.CreditFactory(answer=answer, author=target, books=[other])
    factories.CreditFactory(answer=answer, author=source, role="checked_by")
    merging.merge(source=source, target=target)
    credits = answer.credits.order_by("position")
    assert [(credit.author, credit.role) for credit in credits] == [
        (target, "answered_by"),
        (target, "checked_by"),
    ]
    assert set(credits[0].books.all()) == {one, other}
    assert [list(book.authors.all()) for book in (one, other)] == [[target], [target]]


def test_reviews_move_too():
    source, target = pair("author")
    question = factories.QuestionFactory(reviewed_by=source, reviewed_on="2026-01-01")
    merging.merge(source=source, target=target)
    question.refresh_from_db()
    assert question.reviewed_by == target


def test_what_the_kept_row_lacks_is_taken_over_and_what_it_has_stays():
    picture = factories.PictureFactory()
    source, target = pair("author", orcid="0000-0002-1825-0097", portrait=picture, post="Fellow")
    fields = merging.taken_over(source=source, target=target)
    assert {field.name for field in fields} == {"orcid", "portrait"}
    merging.merge(source=source, target=target)
    target.refresh_from_db()
    assert (target.orcid, target.portrait, target.post) == (
        "0000-0002-1825-0097",
        picture,
        "Reader in medieval history",
    )


def test_an_isbn_moves_although_no_two_books_have_one():
    source, target = pair("book", isbn="9780306406157")
    merging.merge(source=source, target=target)
    assert list(Book.objects.order_by("pk").values_list("isbn", flat=True)) == ["", "9780306406157"]


def test_readers_find_it_by_the_name_it_has_now_and_the_one_it_was_printed_with(
    django_capture_on_commit_callbacks,
):
    source = factories.PlaceFactory(name="Byzantion", name_then="")
    target = factories.PlaceFactory(name="Tsargrad", name_then="")
    factories.printed_question(places=[source])
    with django_capture_on_commit_callbacks(execute=True):
        merging.merge(source=source, target=target)
    for name in ("Byzantion", "Tsargrad"):
        assert len(search.find(name).hits) == 1, name


def test_an_import_finds_what_was_merged_or_moved():
    source, target = pair("author", name="Edith Marlow")
    place, kept = pair("place")
    slug, place_slug = source.slug, place.slug
    book = factories.BookFactory(title="Hungry Years", authors=[source])
    kept_book = factories.BookFactory(authors=[source])
    merging.merge(source=source, target=target)
    merging.merge(source=place, target=kept)
    merging.merge(source=book, target=kept_book)

    class Record:
        pass

    for words in ({"slug": slug, "name": "Nobody"}, {"slug": "", "name": "edith marlow"}):
        record = Record()
        record.__dict__ = words
        assert load._author(record) == target
    record = Record()
    record.slug = place_slug
    assert load._place(record) == kept
    record = Record()
    record.title = "Hungry Years"
    assert load._book(record, target) == kept_book
    assert load._entity_slug(Author, slug) != slug


def test_a_page_costs_the_same_number_of_queries_after_a_merge(client):
    source, target = pair("author", portrait=factories.PictureFactory())
    printed_about("author", source, slug="why")

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/questions/why/").status_code == 200
        return len(queries)

    before = count()
    renditions.make(factories.PictureFactory())
    merging.merge(source=source, target=target)
    assert count() <= before + 1  # the renditions of the other one's portrait


# --- addresses that change ---------------------------------------------------------------------


def test_an_address_taken_back_leads_nowhere_else():
    topic = factories.TopicFactory(slug="a")
    for old, new in (("a", "b"), ("b", "c"), ("c", "a")):
        topic.slug = new
        topic.save()
        forwarding.moved(topic, old)
    assert set(Forwarding.objects.values_list("slug", "row")) == {("b", topic.pk), ("c", topic.pk)}
    assert [forwarding.find(type(topic), slug) for slug in "abc"] == [topic] * 3
    assert forwarding.find(type(topic), "d") is None


def test_the_old_address_of_a_magazine_and_of_a_period_s_timeline_lead_on(client):
    magazine, period = factories.PublicationFactory(), factories.PeriodFactory()
    factories.printed_question(first_publication=magazine, periods=[period])
    urls = {
        magazine.get_absolute_url(): "/publications/new/",
        f"/timeline/{period.slug}/": "/timeline/new/",
    }
    for row in (magazine, period):
        old, row.slug = row.slug, "new"
        row.save()
        forwarding.moved(row, old)
    for url, new in urls.items():
        response = client.get(url)
        assert (response.status_code, response["Location"]) == (301, new)
        assert client.get(new).status_code == 200
