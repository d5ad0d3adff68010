"""Records to rows: once however often, nothing lost in silence, nothing of the desk's work overwritten."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from articles import readiness, workflow
from articles.imports import load
from articles.imports.records import (
    BookRecord,
    FigureRecord,
    PersonRecord,
    PlaceRecord,
    ProvenanceRecord,
    SourceRecord,
)
from articles.models import Answer, Author, Book, Edition, Issue, Publication, Question, Source, Waiver
from tests.factories import (
    AuthorFactory,
    BookFactory,
    IssueFactory,
    PeriodFactory,
    PublicationFactory,
    QuestionFactory,
    TopicFactory,
    UserFactory,
    printed_question,
)

from .records import WEB_DATE, answer_record, question_record

pytestmark = pytest.mark.django_db


def rows():
    """Every row of the magazine: model name to list of values."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("articles").get_models(include_auto_created=True)
    }


def loaded(record, **options):
    """Load ``record``; return the question and the report."""
    report = load.Report()
    return load.load_question(record, report, **options), report


def fails(record, match, **options):
    """Expect ``record`` to be refused with that sentence and to leave no row."""
    before = rows()
    question, report = loaded(record, **options)
    assert question is None
    assert (report.created, report.updated, report.published, report.offers) == ([], [], [], [])
    ((name, reason),) = report.failed
    assert name == record.text
    assert match in reason
    assert rows() == before


def with_answer(**fields):
    return question_record(answers=(answer_record(**fields),))


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (question_record(text=""), "blank"),
        (question_record(text="Why? " * 61), "at most 300 characters"),
        (question_record(covers="soon"), "is not a date"),
        (question_record(short_answer="word " * 61), "61 words"),
        (with_answer(body="<p></p>"), "blank"),
        (with_answer(body="<script>x</script>"), "blank"),
        (with_answer(confidence="sure"), "not a valid choice"),
        (with_answer(confidence_reason="Because."), "Choose how sure this is"),
        (with_answer(credits=(PersonRecord(name=""),)), "blank"),
        (with_answer(credits=(PersonRecord(name="A", role="sung_by"),)), "not a valid choice"),
        (with_answer(credits=(PersonRecord(name="A"), PersonRecord(name="A"))), "already has that credit"),
        (
            with_answer(credits=(PersonRecord(name="A", books=(BookRecord(title="B", isbn="123"),)),)),
            "check digit",
        ),
        (with_answer(credits=(PersonRecord(name="A", books=(BookRecord(title="B", year=12),)),)), "1450"),
        (with_answer(sources=(SourceRecord(title=""),)), "blank"),
        (with_answer(sources=(SourceRecord(title="S", isbn="9780306406158"),)), "check digit"),
        (with_answer(sources=(SourceRecord(title="S", doi="doi"),)), "A DOI begins with 10."),
        (with_answer(sources=(SourceRecord(title="S", issued="1985-13"),)), "There is no month 13"),
        (with_answer(sources=(SourceRecord(title="S", kind="scroll"),)), "not a valid choice"),
        (question_record(topics=("no-such",)), "There is no topic no-such"),
        (question_record(periods=("no-such",)), "There is no period no-such"),
        (
            question_record(provenance=ProvenanceRecord(publication="Lantern", issue_slug="2011-08")),
            "There is no issue 2011-08",
        ),
        (
            question_record(places=(PlaceRecord(slug="x", name="X", lat=91, lon=0),)),
            "less than or equal to 90",
        ),
        (question_record(places=(PlaceRecord(slug="x", name="X", lat=1.0),)), "or neither"),
        (
            question_record(figures=(FigureRecord(slug="x", name="X", born="1900", died="1800"),)),
            "before being born",
        ),
        (question_record(figures=(FigureRecord(slug="x", name="X", wikidata="42"),)), "Wikidata id"),
    ],
)
def test_a_record_that_is_not_valid_is_refused_and_leaves_no_row(record, sentence):
    fails(record, sentence)


def test_a_bad_second_answer_undoes_the_first():
    fails(question_record(answers=(answer_record(), answer_record(body=""))), "blank")


def test_publishing_what_cannot_be_waived_is_refused_and_leaves_no_row():
    fails(with_answer(credits=()), "Say who answered", publish=True)
    fails(question_record(answers=()), "Add an answer", publish=True)


def test_a_slug_of_the_record_that_another_question_has_is_refused():
    QuestionFactory(slug="taken")
    fails(question_record(slug="taken"), "already exists")


def test_a_slug_of_the_record_that_was_public_is_refused():
    question = printed_question(slug="taken").question
    Question.objects.filter(pk=question.pk).update(slug="elsewhere")
    fails(question_record(slug="taken"), "Another question was published at this address.")


def test_a_changed_file_of_a_question_that_was_edited_here_is_refused():
    question, _ = loaded(question_record())
    question.short_answer = "Yes."
    question.save()
    workflow.changed(question=question)
    fails(question_record(text="Did it?"), "edited here since it was imported")


# --- what comes in ----------------------------------------------------------------------------


def test_a_page_becomes_a_draft_with_everything_on_it():
    question, report = loaded(question_record())
    assert report == load.Report(
        created=[question.text], offers=["Try 6 issues for only £9.99"], set_aside=["Sponsored content"]
    )
    question = Question.objects.get()
    assert (question.slug, question.stage) == (
        "did-a-forgotten-battle-in-1939-change-the-war",
        Question.Stage.EDITING,
    )
    assert (question.web_date, question.first_published) == (WEB_DATE, "2011")
    assert question.first_publication.title == "BBC History Magazine"
    answer = question.answers.get()
    assert (answer.lead, answer.body) == (
        "The battle decided more than a border.",
        "<p>Indeed, it turned an army south.</p>",
    )
    credit = answer.credits.get()
    assert (credit.author.name, credit.role) == ("Roger Moorhouse", "answered_by")
    assert [str(book) for book in credit.books.all()] == ["Berlin at War (Bodley Head, 2010)"]
    assert list(credit.author.books.all()) == list(credit.books.all())
    source = answer.sources.get()
    assert (source.title, source.authors, source.issued) == ("Nomonhan", "A. Coox", "1985")
    assert [row.title for row in Publication.objects.in_masthead()] == [
        "BBC History Magazine",
        "BBC History Revealed",
    ]
    assert Edition.objects.count() == 0


def test_html_is_cleaned_on_the_way_in():
    loaded(with_answer(body="<p onclick=x>It <b>was</b>.</p><script>alert(1)</script>"))
    assert Answer.objects.get().body == "<p>It <strong>was</strong>.</p>"


def test_the_catalogue_is_linked_and_places_and_figures_are_made():
    TopicFactory(slug="war")
    PeriodFactory(slug="world-wars")
    place = PlaceRecord(
        slug="khalkhin-gol", name="Khalkhin Gol", lat=47.73, lon=118.6, wikidata="Q1", country="Mongolia"
    )
    figure = FigureRecord(
        slug="zhukov", name="Georgy Zhukov", born="1896-12-01", died="1974", description="A general."
    )
    question, report = loaded(
        question_record(topics=("war",), periods=("world-wars",), places=(place,), figures=(figure,))
    )
    assert report.failed == []
    assert ([row.slug for row in question.topics.all()], [row.slug for row in question.periods.all()]) == (
        ["war"],
        ["world-wars"],
    )
    (found,) = question.places.all()
    assert (str(found.latitude), str(found.longitude), found.country) == ("47.73000", "118.60000", "Mongolia")
    (found,) = question.figures.all()
    assert (found.born, found.died, found.description) == ("1896-12-01", "1974", "A general.")


def test_an_issue_that_is_described_is_made_once():
    printed = ProvenanceRecord(
        publication="Lantern", issued="2011-08", volume="12", number="8", pages="34–35"
    )
    first, _ = loaded(question_record(provenance=printed))
    second, _ = loaded(question_record(reference="page:2", provenance=printed))
    issue = Issue.objects.get()
    assert (first.first_issue, second.first_issue) == (issue, issue)
    assert (issue.volume, issue.number, issue.cover_date, first.first_pages) == (
        "12",
        "8",
        "2011-08",
        "34–35",
    )


def test_an_issue_that_is_named_is_found():
    issue = IssueFactory(slug="2011-08", publication__title="Lantern")
    IssueFactory(slug="2011-08")
    question, _ = loaded(
        question_record(provenance=ProvenanceRecord(publication="Lantern", issue_slug="2011-08"))
    )
    assert question.first_issue == issue


def test_what_is_known_already_is_found_whatever_its_case():
    author = AuthorFactory(name="Roger MOORHOUSE")
    book = BookFactory(title="BERLIN at war", authors=[author])
    title = PublicationFactory(title="bbc history magazine", position=7)
    question, _ = loaded(question_record())
    credit = question.answers.get().credits.get()
    assert (credit.author, list(credit.books.all()), question.first_publication) == (author, [book], title)
    assert (Author.objects.count(), Book.objects.count(), Publication.objects.count()) == (1, 1, 2)


def test_a_book_of_the_same_title_by_somebody_else_is_another_book():
    BookFactory(title="Berlin at War", authors=[AuthorFactory()])
    question, _ = loaded(question_record())
    assert Book.objects.filter(title="Berlin at War").count() == 2
    assert question.answers.get().credits.get().books.get().authors.get().name == "Roger Moorhouse"


def test_answers_credits_and_sources_keep_their_order():
    people = tuple(PersonRecord(name=name) for name in ("Zed", "Ada", "Mo"))
    sources = tuple(SourceRecord(title=title) for title in ("C", "A", "B"))
    question, _ = loaded(
        question_record(
            answers=(answer_record(lead="Z", credits=people), answer_record(lead="A", sources=sources))
        )
    )
    first, second = question.answers.all()
    assert (first.lead, second.lead) == ("Z", "A")
    assert [credit.author.name for credit in first.credits.all()] == ["Zed", "Ada", "Mo"]
    assert [source.title for source in second.sources.all()] == ["C", "A", "B"]


# --- slugs --------------------------------------------------------------------------------------


def test_a_key_typed_in_the_text_refers_to_the_source_that_has_it():
    sources = (
        SourceRecord(title="Nomonhan", key="coox"),
        SourceRecord(title="Stalin", authors="A. Read", issued="1988"),
    )
    body = "<p>It turned.[read1988] So [sic] they say.[coox]</p>"
    loaded(question_record(answers=(answer_record(body=body, sources=sources),)))
    refer = '<sup data-source="{}"></sup>'.format
    assert (
        Answer.objects.get().body == f"<p>It turned.{refer('read1988')} So [sic] they say.{refer('coox')}</p>"
    )


def test_a_reviewer_whom_nobody_knows_is_named_and_nothing_is_loaded():
    report = load.Report()
    record = question_record(reviewed_on=date(2025, 2, 17), reviewed_by="bede")
    assert load.load_question(record, report) is None
    assert report.failed == [(record.text, "There is no author bede: add it first.")]


def test_the_same_question_on_three_pages_gets_three_addresses():
    slugs = [loaded(question_record(reference=f"page:{n}"))[0].slug for n in range(3)]
    base = "did-a-forgotten-battle-in-1939-change-the-war"
    assert slugs == [base, f"{base}-2", f"{base}-3"]


def test_an_address_that_was_once_public_is_not_given_again():
    question = printed_question(slug="why").question
    Question.objects.filter(pk=question.pk).update(slug="elsewhere")
    assert load.free_slug("Why?") == "why-2"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Why?", "why"),
        ("Did Nelson’s men say “Kiss me, Hardy”?", "did-nelsons-men-say-kiss-me-hardy"),
        ("U.S. – what’s that?", "us-whats-that"),
        ("Où est Hōkūleʻa?", "ou-est-hokulea"),
        ("何故？", "question"),
        ("?!", "question"),
        ("a" * 90, "a" * 81),
        ("why " * 30, "why-" * 19 + "why"),
        ("x" * 79 + " yz", "x" * 79),
    ],
)
def test_an_address_is_made_of_whole_words_that_the_routes_accept(text, slug):
    assert load.free_slug(text) == slug


def test_a_slug_that_begins_like_another_is_free():
    QuestionFactory(slug="why-2")
    QuestionFactory(slug="why-not")
    assert load.free_slug("Why?") == "why"


def test_two_magazines_or_people_whose_names_make_one_slug_get_two():
    loaded(question_record(masthead=("Waymark!", "Waymark?"), provenance=None))
    assert list(Publication.objects.order_by("pk").values_list("slug", flat=True)) == ["waymark", "waymark-2"]


# --- again ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("publish", [False, True])
def test_twice_is_the_same_as_once(publish):
    loaded(question_record(), publish=publish)
    before = rows()
    question, report = loaded(question_record(), publish=publish)
    assert (report.created, report.updated, report.unchanged, report.published) == (
        [],
        [],
        [question.text],
        [],
    )
    assert rows() == before


def test_an_unchanged_file_does_not_touch_what_was_edited_here():
    question, _ = loaded(question_record())
    question.short_answer = "Yes."
    question.save()
    workflow.changed(question=question)
    before = rows()
    _, report = loaded(question_record())
    assert (report.unchanged, report.failed, rows()) == ([question.text], [], before)


def test_a_changed_file_updates_a_question_that_was_not_edited_here():
    first, _ = loaded(question_record())
    changed = question_record(
        text="Did a forgotten battle change the war?",
        answers=(answer_record(body="<p>Other words.</p>", sources=()),),
        provenance=None,
    )
    question, report = loaded(changed)
    assert (question.pk, report.updated, report.failed) == (first.pk, [changed.text], [])
    stored = Question.objects.get()
    assert (stored.text, stored.slug, stored.first_publication) == (changed.text, first.slug, None)
    assert [answer.body for answer in stored.answers.all()] == ["<p>Other words.</p>"]
    assert Source.objects.count() == 0
    assert (stored.version, stored.version) == (1, stored.outside_version)


def test_a_file_that_changes_twice_updates_twice_and_then_not_at_all():
    for text in ("One?", "Two?", "Three?"):
        loaded(question_record(text=text))
    assert Question.objects.get().text == "Three?"
    assert loaded(question_record(text="Three?"))[1].unchanged == ["Three?"]


def test_an_update_makes_a_stale_copy_a_conflict():
    stale, _ = loaded(question_record())
    loaded(question_record(text="Other?"))
    with pytest.raises(workflow.Conflict):
        workflow.publish(question=stale)


def test_a_question_that_was_published_here_is_edited_here():
    question, _ = loaded(question_record())
    workflow.waive(question=question, reason="As printed.")
    workflow.publish(question=question)
    _, report = loaded(question_record(text="Other?"))
    assert len(report.failed) == 1


# --- publishing -----------------------------------------------------------------------------------


def test_publishing_dates_the_edition_from_its_first_day_on_the_web_and_records_waivers():
    editor = UserFactory()
    question, report = loaded(with_answer(sources=()), publish=True, by=editor)
    edition = Edition.objects.get()
    assert (report.created, report.published) == ([question.text], [question.text])
    assert (edition.live_from, edition.first_live_from, edition.printed_by) == (WEB_DATE, WEB_DATE, editor)
    assert [(row.finding, row.by) for row in Waiver.objects.order_by("finding")] == [
        ("no_period", editor),
        ("no_short_answer", editor),
        ("no_sources", editor),
    ]
    assert {row.reason for row in Waiver.objects.all()} == {load.ARCHIVE_REASON}


def test_an_archive_whose_text_never_refers_to_its_sources_goes_live_as_it_was_printed():
    question, report = loaded(question_record(), publish=True)
    assert report.failed == []
    (finding,) = (found for found in readiness.findings(question) if found.code == "source_unused")
    assert "“Nomonhan”: put “[coox1985]”" in finding.sentence
    assert question.waivers.get(finding="source_unused").reason == load.ARCHIVE_REASON
    (answer,) = Edition.objects.get().page.answers
    assert (answer.body, [source.title for source in answer.sources]) == (
        "<p>Indeed, it turned an army south.</p>",
        ["Nomonhan"],
    )


def test_a_draft_is_published_by_a_later_run_and_can_still_be_updated():
    loaded(question_record())
    question, report = loaded(question_record(), publish=True)
    assert (report.unchanged, report.published) == ([question.text], [question.text])
    assert loaded(question_record(text="Other?"))[1].updated == ["Other?"]
    assert Edition.objects.get().text == "Did a forgotten battle in 1939 change the war?"


def test_publishing_a_draft_that_was_edited_here_does_not_give_it_up_to_the_next_file():
    question, _ = loaded(question_record())
    question.short_answer = "Yes."
    question.save()
    workflow.changed(question=question)
    _, report = loaded(question_record(), publish=True)
    assert report.published == [question.text]
    fails(question_record(text="Other?"), "edited here since it was imported")
    assert Question.objects.get().short_answer == "Yes."


def test_a_withdrawn_question_is_not_published_again():
    question, _ = loaded(question_record(), publish=True)
    workflow.withdraw(question=question, reason="Forged.")
    _, report = loaded(question_record(), publish=True)
    assert (report.published, Edition.objects.live().count()) == ([], 0)


def test_a_page_without_a_web_date_is_dated_now():
    before = datetime.now(UTC)
    loaded(question_record(web_date=None), publish=True)
    assert before <= Edition.objects.get().live_from <= datetime.now(UTC)


def test_the_digest_of_a_record_notices_every_field():
    record = question_record()
    changes = {
        "text": "Other?",
        "offer": "None",
        "web_date": datetime(2016, 2, 24, tzinfo=UTC),
        "answers": (),
        "provenance": None,
        "set_aside": (),
        "masthead": (),
    }
    digests = {load._digest(replace(record, **{name: value})) for name, value in changes.items()}
    assert len(digests | {load._digest(record)}) == len(changes) + 1
