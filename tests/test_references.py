"""References: numbered through the page, never stored as a number, nothing where a source is gone."""

import pytest

from articles import printing, readiness, references, richtext, workflow
from articles.models import Question, Source
from tests.factories import AnswerFactory, CreditFactory, SourceFactory, printable_question

pytestmark = pytest.mark.django_db


def cited(*keys):
    return "".join(richtext.reference(key) for key in keys)


@pytest.fixture
def question():
    """Two answers: the first with sources a, b and c, the second with d; the text refers to b, c and d."""
    question = printable_question(slug="why")
    first = question.answers.get()
    first.sources.all().delete()
    for key in "abc":
        SourceFactory(answer=first, key=key, title=key.upper())
    first.body = f"<p>One{cited('b')}.</p><p>Two{cited('c', 'gone', 'b', 'c')}.</p>"
    first.save()
    second = AnswerFactory(question=question, body=f"<p>Three{cited('d')} and{cited('gone')}.</p>")
    CreditFactory(answer=second)
    SourceFactory(answer=second, key="d")
    return question


def bodies(question, **options):
    frozen = printing.freeze(Question.objects.for_print().get(pk=question.pk))
    return [answer.body for answer in references.numbered(frozen, **options)]


def link(number, place):
    return (
        f'<a href="#source-{number}" id="ref-{number}-{place}" role="doc-biblioref" '
        f'aria-label="Source {number}">{number}</a>'
    )


def test_references_are_numbered_through_the_page_and_one_without_a_source_prints_nothing(question):
    assert bodies(question) == [
        f'<p>One<sup class="ref">{link(1, 1)}</sup>.</p>'
        f'<p>Two<sup class="ref">{link(2, 1)}, {link(1, 2)}</sup>.</p>',
        f'<p>Three<sup class="ref">{link(4, 1)}</sup> and.</p>',
    ]


def test_a_number_follows_the_text_and_not_the_list(question):
    as_listed = bodies(question)
    for position, key in ((7, "b"), (8, "a"), (0, "c")):
        Source.objects.filter(key=key).update(position=position)
    assert bodies(question) == as_listed
    answer = question.answers.first()
    answer.body = f"<p>Two{cited('c')}.</p><p>One{cited('b')}.</p>"
    answer.save()
    assert bodies(question)[0] == (
        f'<p>Two<sup class="ref">{link(1, 1)}</sup>.</p><p>One<sup class="ref">{link(2, 1)}</sup>.</p>'
    )


def test_sources_that_the_text_does_not_refer_to_come_last_in_the_order_of_the_list(question):
    SourceFactory(answer=question.answers.first(), key="e", title="E")
    first, second = references.numbered(printing.freeze(Question.objects.for_print().get()))
    assert [(source.number, source.line.title) for source in first.sources] == list(enumerate("BCAE", 1))
    assert [source.number for source in second.sources] == [5]


def test_each_source_knows_the_places_that_refer_to_it(question):
    first, second = references.numbered(printing.freeze(question))
    assert [(source.number, [place.label for place in source.places]) for source in first.sources] == [
        (1, ["a", "b"]),
        (2, ["a"]),
        (3, []),
    ]
    assert [place.id for place in second.sources[0].places] == ["ref-4-1"]


def test_elsewhere_the_links_are_absolute_and_there_are_no_ids(question):
    first, _ = bodies(question, page="https://magazine.example/questions/why/")
    assert 'href="https://magazine.example/questions/why/#source-2"' in first
    assert " id=" not in first


def test_an_edition_from_before_there_were_keys_is_still_printed(question):
    frozen = printing.unsaved_edition(question).content
    for answer in frozen["answers"]:
        for source in answer["sources"]:
            del source["key"]
    edition = printing.unsaved_edition(question)
    edition.content = frozen
    assert [answer.body for answer in references.numbered(edition.page)][1] == "<p>Three and.</p>"


def test_the_page_links_the_text_to_the_source_and_back(client, question):
    first = question.answers.first()
    first.body = first.body.replace(cited("gone"), cited("a"))
    first.save()
    second = question.answers.last()
    second.body = second.body.replace(cited("gone"), "")
    second.save()
    workflow.publish(question=question)
    page = client.get("/questions/why/").content.decode()
    assert link(4, 1) in page
    assert '<li id="source-4">' in page
    assert '<a href="#ref-4-1" role="doc-backlink"' in page
    assert "data-source" not in page


def test_the_places_go_on_after_z():
    assert [references._letters(number) for number in (1, 26, 27, 53)] == ["a", "z", "aa", "ba"]


def test_a_reference_without_a_source_is_a_finding_that_cannot_be_waived(question):
    found = [
        (finding.code, finding.field, finding.waivable)
        for finding in readiness.findings(question)
        if finding.code in ("source_gone", "unknown_reference")
    ]
    assert found == [("source_gone", "answers-0-body", False), ("source_gone", "answers-1-body", False)]


@pytest.mark.parametrize(
    "address", ["#source-2", "https://magazine.example/questions/why/#source-2", "#ref-2-1"]
)
def test_a_number_copied_from_a_page_is_a_finding_that_cannot_be_waived(question, address):
    answer = question.answers.first()
    answer.body = richtext.clean(f'<p>One<sup class="ref"><a href="{address}" id="ref-2-1">2</a></sup>.</p>')
    answer.save()
    found = [
        (finding.field, finding.waivable)
        for finding in readiness.findings(question)
        if finding.code == "copied_reference"
    ]
    assert found == [("answers-0-body", False)]


def test_other_links_are_no_copied_numbers(question):
    answer = question.answers.first()
    answer.body = '<p>One <a href="https://example.org/list#sources">list</a>.</p>'
    answer.save()
    assert "copied_reference" not in [finding.code for finding in readiness.findings(question)]


def test_a_key_that_two_answers_share_is_two_sources(question):
    second = question.answers.last()
    SourceFactory(answer=second, key="b")
    second.body = f"<p>Three{cited('b')}.</p>"
    second.save()
    frozen = printing.freeze(Question.objects.for_print().get(pk=question.pk))
    assert [
        [(source.number, source.line.key) for source in answer.sources]
        for answer in references.numbered(frozen)
    ] == [[(1, "b"), (2, "c"), (3, "a")], [(4, "b"), (5, "d")]]
