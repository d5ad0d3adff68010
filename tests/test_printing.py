"""Printing: everything the manuscript says is frozen, and nothing that changes later gets in."""

from datetime import UTC, date, datetime

import pytest

from articles import printing, richtext, workflow
from articles.models import Edition, Question, Source, content
from tests.factories import (
    AnswerFactory,
    AuthorFactory,
    BookFactory,
    CreditFactory,
    FigureFactory,
    IssueFactory,
    PeriodFactory,
    PictureFactory,
    PlaceFactory,
    QuestionFactory,
    SourceFactory,
    TopicFactory,
    UserFactory,
    printable_question,
    refer_to,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

SOURCE = {
    "kind": "article",
    "title": "The Great European Famine",
    "authors": "H. S. Lucas",
    "container": "Speculum",
    "publisher": "Medieval Academy",
    "issued": "1930-10",
    "volume": "5",
    "issue": "4",
    "pages": "343–377",
    "locator": "p. 350",
    "isbn": "9780306406157",
    "doi": "10.2307/2848143",
    "url": "https://example.org/lucas",
    "accessed": "2026-02-01",
    "archive": "National Archives",
    "archive_ref": "E 101/1",
    "note": "Prices are for wheat.",
    "key": "lucas1930",
}

GRAIN = f"<p>Grain <em>rotted</em>.{richtext.reference('lucas1930')}{richtext.reference('chronicle')}</p>"
PRICES = f"<p>Prices.{richtext.reference('prices')}</p>"


def line(label, text):
    return content.TeachingLine(label=label, text=text)


@pytest.fixture
def full():
    """A question with a value in every field and two answers, and the content that it must be frozen as."""
    issue = IssueFactory(publication__title="Lantern", cover_date="2011-08")
    picture = PictureFactory(alt="Reapers.", caption="Harvest.", credit="MS 12")
    things = {
        "topics": [TopicFactory(name="Food")],
        "periods": [
            PeriodFactory(name="Middle Ages"),
            PeriodFactory(name="Little Ice Age", span="1300/1850"),
        ],
        "places": [PlaceFactory(name="Flanders")],
        "figures": [FigureFactory(name="Edward II")],
    }
    words = {
        "text": "Why did the harvest of 1315 fail?",
        "short_title": "The wet summers",
        "text_as_asked": "hi, why was there no bread in 1315",
        "asker_name": "Ruth B.",
        "asker_town": "Leeds",
        "short_answer": "It rained for three summers.",
        "premise_note": "Not every harvest failed.",
        "covers": "1315/1317",
        "edited_by": "Ruth Ambler",
        "licence": "cc-by-nd",
    }
    classroom = {
        "enquiry": "Who went hungry?",
        "key_dates": "1315: It rains.\n1322: It is over.",
        "sourcing": "[lucas1930] Whose prices?\nWho is missing?",
        "glossary": "famine: hunger on a large scale",
    }
    question = QuestionFactory(
        slug="wet-summers",
        asker_consent=True,
        picture=picture,
        first_publication=issue.publication,
        first_issue=issue,
        first_published="2011-07",
        first_pages="34–35",
        reviewed_on=date(2025, 2, 17),
        reviewed_by=(reviewer := AuthorFactory(name="Cuthbert")),
        **words,
        **classroom,
        **things,
    )
    ada, bede = AuthorFactory(name="Ada Marlow"), AuthorFactory(name="Bede")
    new, old = BookFactory(title="Rain", year=2010), BookFactory(title="Bread", year=1999, publisher="")
    second = AnswerFactory(question=question, position=1, lead="", body="<p>Prices.</p>")
    first = AnswerFactory(
        question=question,
        position=0,
        lead="It rained.",
        body="<p>Grain <em>rotted</em>.</p>",
        confidence="disputed",
        confidence_reason="Two chronicles differ.",
    )
    CreditFactory(answer=first, author=bede, role="checked_by", position=1)
    CreditFactory(answer=first, author=ada, position=0, books=[new, old])
    CreditFactory(answer=second, author=bede)
    chronicle = SourceFactory(answer=first, position=1, title="Chronicle", authors="", issued="")
    refer_to(SourceFactory(answer=first, position=0, **SOURCE), chronicle)
    refer_to(SourceFactory(answer=second, title="Prices", authors="", issued=""))
    expected = content.EditionContent(
        question=words.pop("text"),
        **words,
        answers=(
            content.AnswerText(
                lead="It rained.",
                body=GRAIN,
                words=4,
                confidence="disputed",
                confidence_reason="Two chronicles differ.",
                credits=(
                    content.CreditLine(
                        author_id=ada.pk,
                        name="Ada Marlow",
                        role="answered_by",
                        books=(
                            content.BookLine(id=old.pk, title="Bread", publisher="", year=1999),
                            content.BookLine(id=new.pk, title="Rain", publisher="Lantern Books", year=2010),
                        ),
                    ),
                    content.CreditLine(author_id=bede.pk, name="Bede", role="checked_by"),
                ),
                sources=(
                    content.SourceLine(**SOURCE),
                    content.SourceLine(kind="book", title="Chronicle", key="chronicle"),
                ),
            ),
            content.AnswerText(
                lead="",
                body=PRICES,
                words=1,
                credits=(content.CreditLine(author_id=bede.pk, name="Bede", role="answered_by"),),
                sources=(content.SourceLine(kind="book", title="Prices", key="prices"),),
            ),
        ),
        provenance=content.Provenance(
            publication=content.Entry(id=issue.publication.pk, name="Lantern"),
            issue=content.Entry(id=issue.pk, name="August 2011"),
            issued="2011-07",
            pages="34–35",
        ),
        picture=content.PictureUse(id=picture.pk, alt="Reapers.", caption="Harvest.", credit="MS 12"),
        topics=(content.Entry(id=things["topics"][0].pk, name="Food"),),
        periods=tuple(content.Entry(id=row.pk, name=row.name) for row in things["periods"]),
        places=(content.Entry(id=things["places"][0].pk, name="Flanders"),),
        figures=(content.Entry(id=things["figures"][0].pk, name="Edward II"),),
        reviewed_on="2025-02-17",
        reviewed_by=content.CreditLine(author_id=reviewer.pk, name="Cuthbert", role="reviewed_by"),
        teaching=content.Teaching(
            enquiry="Who went hungry?",
            key_dates=(line("1315", "It rains."), line("1322", "It is over.")),
            sourcing=(line("lucas1930", "Whose prices?"), line("", "Who is missing?")),
            glossary=(line("famine", "hunger on a large scale"),),
        ),
    )
    return question, expected


# --- what is kept out ----------------------------------------------------------------------------


def test_an_asker_who_did_not_agree_is_not_named():
    question = printable_question(asker_name="Ruth B.", asker_town="Leeds", text_as_asked="hi, why")
    frozen = printing.freeze(question)
    assert (frozen.asker_name, frozen.asker_town, frozen.text_as_asked) == ("", "", "hi, why")
    assert "Ruth" not in str(printing.unsaved_edition(question).content)


def test_a_preview_is_in_no_database():
    question = printable_question()
    edition = printing.unsaved_edition(question, at=NOON)
    assert (edition.pk, edition.number, Edition.objects.count()) == (None, 0, 0)


# --- what is frozen ------------------------------------------------------------------------------


def test_everything_the_manuscript_has_is_frozen(full):
    question, expected = full
    assert printing.freeze(question) == expected
    assert printing.freeze(Question.objects.for_print().get()) == expected


def test_every_field_of_a_source_is_frozen():
    desk = {
        "id",
        "answer",
        "position",
        "issued_earliest",
        "issued_latest",
        "accessed_earliest",
        "accessed_latest",
    }
    assert {field.name for field in Source._meta.fields} - desk == set(
        content.SourceLine.__dataclass_fields__
    )


def test_every_field_of_a_question_is_frozen_or_is_known_to_be_the_desk_s():
    desk = "id asker_consent web_date stage owner due historian review_by".split()
    desk += "outside_reference outside_digest outside_version version".split()
    desk += ["created_at", "changed_at"]
    frozen = "text short_title slug text_as_asked asker_name asker_town short_answer premise_note covers picture".split()
    frozen += "picture_caption first_publication first_issue first_published first_pages".split()
    frozen += "edited_by reviewed_on reviewed_by enquiry key_dates sourcing glossary licence".split()
    bounds = [f"{name}_{end}" for name in ("covers", "first_published") for end in ("earliest", "latest")]
    assert {field.name for field in Question._meta.fields} == {*desk, *frozen, *bounds}
    assert {field.name for field in Question._meta.many_to_many} == {"topics", "periods", "places", "figures"}


def test_an_edition_has_what_lists_sort_and_filter_by(full):
    question, expected = full
    edition = workflow.publish(question=question, by=(editor := UserFactory()), at=NOON)
    edition.refresh_from_db()
    assert edition.page == expected
    assert (edition.question, edition.slug, edition.number, edition.printed_by) == (
        question,
        "wet-summers",
        1,
        editor,
    )
    assert (edition.text, edition.short_title) == (expected.question, "The wet summers")
    assert (edition.teaser, edition.words, edition.covers) == ("It rained for three summers.", 5, "1315/1317")
    assert (edition.covers_earliest, edition.covers_latest) == (
        question.covers_earliest,
        question.covers_latest,
    )
    assert (edition.publication, edition.issue) == (question.first_publication, question.first_issue)
    assert edition.picture == question.picture
    assert [author.name for author in edition.authors.all()] == ["Bede", "Ada Marlow"]
    for name in ("topics", "periods", "places", "figures"):
        assert set(getattr(edition, name).all()) == set(getattr(question, name).all())
    assert edition.is_intact


def test_one_who_only_checked_is_no_author_of_the_edition():
    question = printable_question()
    CreditFactory(answer=question.answers.get(), role="checked_by")
    edition = workflow.publish(question=question)
    assert list(edition.authors.all()) == [question.answers.get().credits.get(role="answered_by").author]


@pytest.mark.parametrize(
    ("own", "of_picture", "printed"), [("Here.", "There.", "Here."), ("", "There.", "There."), ("", "", "")]
)
def test_the_question_s_caption_goes_before_the_picture_s(own, of_picture, printed):
    question = printable_question(picture=PictureFactory(caption=of_picture), picture_caption=own)
    assert printing.freeze(question).picture.caption == printed


@pytest.mark.parametrize(
    ("issued", "cover_date", "printed"),
    [("2011", "2011-08", "2011"), ("", "2011-08", "2011-08"), ("2011", "", "2011"), ("", "", "")],
)
def test_the_date_of_first_printing_is_the_question_s_own_or_the_issue_s(issued, cover_date, printed):
    issue = IssueFactory(cover_date=cover_date)
    question = printable_question(
        first_publication=issue.publication, first_issue=issue, first_published=issued
    )
    assert printing.freeze(question).provenance.issued == printed


def test_a_question_first_published_here_has_no_provenance():
    assert printing.freeze(printable_question()).provenance is None


def test_a_year_of_first_printing_is_kept_without_a_publication():
    provenance = printing.freeze(printable_question(first_published="2011")).provenance
    assert provenance == content.Provenance(issued="2011")


# --- what stays -----------------------------------------------------------------------------


def test_what_changes_later_does_not_change_what_was_printed(full):
    question, expected = full
    edition = workflow.publish(question=question)
    digest = edition.digest
    for row in [
        *question.topics.all(),
        *question.periods.all(),
        *question.places.all(),
        *question.figures.all(),
    ]:
        row.name = "Renamed"
        row.save()
    for answer in question.answers.all():
        for credit in answer.credits.all():
            credit.author.name = "Somebody Else"
            credit.author.save()
            credit.books.update(title="Another book", year=1800)
        answer.body = "<p>Other words.</p>"
        answer.save()
        answer.sources.all().delete()
    question.first_publication.title = "Renamed"
    question.first_publication.save()
    question.first_issue.cover_date = "1999"
    question.first_issue.save()
    question.picture.alt = question.picture.caption = question.picture.credit = "Other"
    question.picture.save()
    question.text = "Other?"
    question.save()
    stored = Edition.objects.get(pk=edition.pk)
    assert (stored.page, stored.text, stored.digest) == (expected, expected.question, digest)
    assert stored.is_intact
    assert printing.freeze(Question.objects.get()) != expected


def test_an_answer_removed_or_added_later_is_not_in_what_was_printed():
    question = printable_question()
    edition = workflow.publish(question=question)
    AnswerFactory(question=question)
    assert len(Edition.objects.get(pk=edition.pk).page.answers) == 1
    question.answers.all().delete()
    assert len(Edition.objects.get(pk=edition.pk).page.answers) == 1


def test_printing_the_same_words_twice_gives_the_same_digest(full):
    question, _ = full
    first = printing.unsaved_edition(question, at=NOON)
    second = printing.unsaved_edition(Question.objects.for_print().get())
    assert first.digest == second.digest


# --- queries ------------------------------------------------------------------------------------


def test_freezing_costs_the_same_for_one_answer_and_for_three(full, django_assert_num_queries):
    question, _ = full
    for answers in (2, 5):
        while question.answers.count() < answers:
            answer = AnswerFactory(question=question)
            for _ in range(answers):
                CreditFactory(answer=answer, books=[BookFactory()])
                SourceFactory(answer=answer)
        with django_assert_num_queries(10):
            printing.freeze(Question.objects.for_print().get(pk=question.pk))


def test_a_preview_of_a_fetched_question_costs_no_more_queries(full, django_assert_num_queries):
    question = Question.objects.for_print().get()
    with django_assert_num_queries(0):
        edition = printing.unsaved_edition(question)
        printing.catalogue(edition)
