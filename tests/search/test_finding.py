"""What a search finds, in what order, and how it can be narrowed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import dates, search, workflow
from articles.models import Question
from articles.search import Filters, finding
from tests import factories

pytestmark = pytest.mark.django_db


def found(query, **options):
    return [hit.edition.slug for hit in search.find(query, **options).hits]


def printed(slug, text, body="", **fields):
    """Print a question with this text; ``body`` becomes its answer."""
    question = factories.printable_question(slug=slug, text=text, **fields)
    if body:
        answer = question.answers.get()
        answer.body = f"<p>{body}</p>"
        factories.refer_to(*answer.sources.all())
    return workflow.publish(question=question)


def test_a_find_in_the_question_comes_before_one_in_an_answer():
    printed("answer", "Why did it rain?", "An obelisk, and another obelisk, and a third obelisk fell.")
    printed("question", "Who raised the obelisk?")
    assert found("obelisk") == ["question", "answer"]


def test_endings_and_accents_do_not_matter_and_small_words_need_not_be_there():
    printed("why", "Which voyages did the Ragusans (of Dubrovnik, near Čilipi) make to Orléans?")
    assert found("what was the voyage to ORLEANS") == ["why"]
    assert found("cilipi") == ["why"]


def test_letters_that_a_keyboard_lacks_need_not_be_typed():
    printed("why", "Who sailed to Hawaiʻi?", "He came from Bornholmer Straße.")
    assert found("hawaii") == found("strasse") == ["why"]


def test_a_phrase_is_found_in_its_order_only():
    printed("order", "What was yellow fever?")
    printed("other", "Did a fever make faces yellow?")
    assert found('"yellow fever"') == ["order"]
    assert found("“yellow fever”") == ["order"]
    assert set(found("yellow fever")) == {"order", "other"}


def test_the_last_word_may_be_the_beginning_of_one_where_nothing_has_all_of_it():
    printed("const", "Who walled Constantinople?")
    assert found("walled constan") == ["const"]
    assert found("constan walled") == []
    printed("constan", "Who was Constan?")
    assert found("constan") == ["constan"]


def test_a_misspelling_is_searched_for_as_it_is_spelt():
    printed("caesar", "Who warned Caesar in March?")
    results = search.find("Ceaser march")
    assert (results.corrected, [hit.edition.slug for hit in results.hits]) == ("caesar march", ["caesar"])


def test_no_word_of_a_scheduled_question_is_ever_suggested():
    question = factories.printable_question(text="Who warned Caesar?")
    workflow.schedule(question=question, at=timezone.now() + timedelta(days=1))
    results = search.find("ceaser")
    assert (results.corrected, results.total, results.nearest) == ("", 0, [])


def test_only_what_is_live_at_that_moment_is_found_counted_or_suggested():
    now = timezone.now()
    period = factories.PeriodFactory(slug="era")
    for state in ("live", "draft", "scheduled", "withdrawn"):
        question = factories.printable_question(
            slug=state, text=f"Why did the obelisk crack ({state})?", periods=[period]
        )
        if state == "scheduled":
            workflow.schedule(question=question, at=now + timedelta(days=1))
        elif state != "draft":
            workflow.publish(question=question)
    workflow.withdraw(question=Question.objects.get(slug="withdrawn"), reason="A check.")
    results = search.find("obelisk")
    assert [hit.edition.slug for hit in results.hits] == ["live"]
    assert [
        choice.count for facet in results.facets for choice in facet.choices if facet.kind == "period"
    ] == [1]
    assert [edition.slug for edition in search.suggest("obel")] == ["live"]
    assert found("", filters=Filters(period="era")) == ["live"]
    assert set(found("obelisk", at=now + timedelta(days=2))) == {"live", "scheduled"}


def test_words_of_an_older_edition_find_nothing():
    edition = printed("why", "Why did the obelisk crack?")
    question = Question.objects.get(pk=edition.question_id)
    question.text = "Why did the column crack?"
    question.save()
    workflow.publish(question=question)
    assert found("obelisk") == []
    assert found("column") == ["why"]


def test_what_was_found_is_marked_and_everything_else_is_escaped():
    printed(
        "why",
        "Is 5 < 7 & who raised the obelisk?",
        "Some <strong>wrote</strong> 3 &lt; 4 on granite &amp; sand.",
    )
    hit = search.find("obelisk").hits[0]
    assert hit.title == "Is 5 &lt; 7 &amp; who raised the <mark>obelisk</mark>?"
    assert "wrote 3 &lt; 4 on <mark>granite</mark> &amp; sand" in search.find("granite").hits[0].excerpt


def test_results_are_narrowed_by_each_kind_of_thing_and_counted():
    author = factories.AuthorFactory(slug="edith")
    issue = factories.IssueFactory(publication=factories.PublicationFactory(slug="lantern"))
    things = {
        "topics": [factories.TopicFactory(slug="food")],
        "periods": [factories.PeriodFactory(slug="era")],
        "places": [factories.PlaceFactory(slug="york")],
        "figures": [factories.FigureFactory(slug="john")],
    }
    question = factories.printable_question(
        slug="both", first_issue=issue, first_publication=issue.publication, **things
    )
    question.answers.get().credits.update(author=author)
    workflow.publish(question=question)
    printed("one", "What did the harvest cost?", periods=things["periods"])
    facets = {facet.kind: facet for facet in search.find("harvest").facets}
    assert [(choice.slug, choice.count) for choice in facets["period"].choices] == [("era", 2)]
    assert [(choice.slug, choice.count) for choice in facets["place"].choices] == [("york", 1)]
    chosen = {"period": "era", "topic": "food", "place": "york", "figure": "john", "author": "edith"}
    for kind, slug in {**chosen, "publication": "lantern"}.items():
        narrowed = search.find("harvest", filters=Filters(**{kind: slug}))
        assert "both" in [hit.edition.slug for hit in narrowed.hits], kind
        assert next(facet.chosen.slug for facet in narrowed.facets if facet.kind == kind) == slug
    assert found("harvest", filters=Filters(**chosen)) == ["both"]
    assert found("harvest", filters=Filters(place="nowhere")) == []


@pytest.mark.parametrize(
    ("since", "until", "slugs"),
    [
        ("44 BC", "44 BC", ["ides"]),
        ("", "1 BC", ["ides"]),
        ("40 BC", "", ["plague"]),
        ("1349", "1400", ["plague"]),
        ("100 BC", "1400", ["plague", "ides"]),
        ("", "100 BC", []),
    ],
)
def test_a_time_finds_what_overlaps_it_before_christ_too(since, until, slugs):
    printed("ides", "Who warned Caesar?", covers="-0043-03-15")
    printed("plague", "Who died of plague?", covers="1348/1350")
    printed("undated", "Who laughs last?")
    filters = Filters(
        earliest=dates.bounds(dates.read(since)).earliest if since else None,
        latest=dates.bounds(dates.read(until)).latest if until else None,
    )
    assert found("", filters=filters) == slugs


def test_what_is_counted_and_paged_through_has_an_end(monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    monkeypatch.setattr(finding, "SIZE", 1)
    for number in range(3):
        printed(f"q{number}", "Why did the obelisk crack?")
    pages = [search.find("obelisk", page=page) for page in (1, 2, 3)]
    assert [[hit.edition.slug for hit in page.hits] for page in pages] == [["q2"], ["q1"], []]
    assert (pages[0].total, pages[0].is_capped, pages[0].pages) == (2, True, 2)


@pytest.mark.parametrize(
    "query",
    [
        '"', '""', '"a', "'", "*", "harvest*", "-harvest", "NOT", "AND OR NEAR", "NEAR(a b)", "title:x", "^harvest",
        "(", ")) OR 1=1 --", "a\x00b", "\ud800", "harvest & ! | <-> :*", "\\", "%", "{title} : x", "the of and", "☕",
        "x" * 10_000, "rain " * 2_000, '"the of" "and"', "ﬁ ² ⅷ ᾳ İ", "עברית 日本 हिन्दी",
    ],
)  # fmt: skip
def test_any_text_may_be_searched_for(query):
    assert search.find(query).total >= 0
    assert search.suggest(query) == []


def test_suggestions_have_all_words_the_last_perhaps_only_begun():
    printed("who", "Who raised the obelisk?", "Constantine did.")
    assert [edition.slug for edition in search.suggest("raise obel")] == ["who"]
    assert search.suggest("constantine") == []


def test_where_nothing_is_found_the_nearest_questions_are_offered():
    printed("who", "Who raised the obelisk?")
    results = search.find("obelisk zeppelin")
    assert (results.total, [edition.slug for edition in results.nearest]) == (0, ["who"])
