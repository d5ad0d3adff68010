"""The ledger's pages: mark, split into sentences, record what checking found, all by plain forms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import ledger
from articles.models import Answer, Claim, Edition, Question
from tests.factories import AnswerFactory, SourceFactory, printable_question

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


@pytest.fixture
def question():
    return printable_question()


def to(page, question, *more):
    return reverse(f"admin:articles_question_{page}", args=[question.pk, *more])


def marked(question, passage="Prices rose fivefold."):
    return ledger.mark(question=question, passage=passage)


def text(response):
    return " ".join(response.content.decode().split())


def test_a_passage_is_pasted_marked_and_listed(desk, question, editor):
    response = desk.post(to("mark", question), {"passage": "Prices rose  fivefold."})
    claim = Claim.objects.get()
    assert response.url == f"{to('ledger', question)}#claim-{claim.pk}"
    page = text(desk.get(to("ledger", question)))
    assert "1 of 1 claim still to check. Nothing is printed before." in page
    assert "<blockquote>Prices rose fivefold.</blockquote>" in page
    assert claim.marked_by == editor


@pytest.mark.parametrize("passage", ["", "It snowed.", "\x00", "w" * 6000, "w" * 3000])
def test_what_cannot_be_marked_gets_a_sentence_and_is_kept(desk, question, passage):
    response = desk.post(to("mark", question), {"passage": passage})
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert passage.strip("\x00") in response.content.decode()
    assert Claim.objects.count() == 0


def test_a_script_is_told_in_plain_words(desk, question):
    answer = question.answers.get().pk
    for data, status, told in (
        ({"passage": "Prices rose", "answer": answer}, 200, "Marked as a claim: “Prices rose”"),
        ({"passage": "Prices rose", "answer": answer}, 422, "This passage is marked already."),
        ({"passage": "<script>", "answer": answer}, 422, "These words do not stand in the saved text."),
        ({"passage": "rose", "answer": "9" * 40}, 200, "Marked as a claim: “rose”"),
    ):
        response = desk.post(to("mark", question), data, headers={"X-Requested-With": "fetch"})
        assert (response.status_code, response["Content-Type"]) == (status, "text/plain; charset=utf-8")
        assert response.content.decode().startswith(told)


def test_all_sentences_are_proposed_and_those_ticked_are_marked(desk, question):
    form = Form(desk, to("sentences", question))
    offered = form.values["sentences"]
    assert len(offered) == 4
    response = form.send(sentences=offered[1:3])
    assert messages(response) == ["Marked 2 sentences as claims."]
    assert [claim.passage for claim in Claim.objects.order_by("pk")] == [
        "It rained from May to September, and the grain rotted in the ear.",
        "Indeed, the rain fell on three summers in a row.",
    ]
    again = Form(desk, to("sentences", question))
    assert len(again.values["sentences"]) == 2
    assert "Tick the sentences" in again.again(again.send(sentences=[])).errors()[0]


def test_what_checking_found_is_recorded_and_leads_to_the_next_open_claim(desk, question, editor):
    first, second = marked(question, "the rain fell"), marked(question)
    source = question.answers.get().sources.get()
    values = {"version": "0", "state": "confirmed", "source": source.pk, "page": "p. 3", "note": "Twice."}
    response = desk.post(
        to("claim", question, first.pk), {f"claim-{first.pk}-{name}": value for name, value in values.items()}
    )
    first.refresh_from_db()
    assert response.url.endswith(f"#claim-{second.pk}")
    assert (first.state, first.checker, first.source, first.page, first.note) == (
        "confirmed",
        editor,
        source,
        "p. 3",
        "Twice.",
    )
    page = text(desk.get(to("ledger", question)))
    assert "1 of 2 claims still to check." in page
    assert f"{source}, p. 3. Twice." in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"state": ""}, "Choose what checking found."),
        ({"state": "true"}, "Select a valid choice."),
        ({"source": "999999"}, "Select a valid choice."),
        ({"version": "7"}, "Somebody else has set this to “Open” while you were looking at it."),
        ({"version": "9" * 30}, "less than or equal"),
        ({"note": "n" * 501}, "at most 500 characters"),
        ({"page": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_wrong_input_gets_a_sentence_and_what_was_typed_is_kept(desk, question, values, sentence):
    claim = marked(question)
    values = {"version": "0", "state": "confirmed", "reference": "Hall 1990", **values}
    response = desk.post(
        to("claim", question, claim.pk), {f"claim-{claim.pk}-{name}": value for name, value in values.items()}
    )
    assert response.status_code == 200
    assert sentence in text(response)
    assert "Hall 1990" in text(response)
    claim.refresh_from_db()
    assert claim.state == "open"


def test_an_edited_passage_is_shown_as_it_may_now_read_and_recorded_so(desk, question):
    claim = ledger.check(claim=marked(question), state="confirmed")
    Answer.objects.update(body="<p>Indeed, it rained.</p><p>Prices rose sixfold.</p>")
    page = Form(desk, to("ledger", question)).page
    assert (
        "The passage was edited after it was checked. It may now read: <q>Prices rose sixfold.</q>"
        in text(page)
    )
    values = {"version": "1", "state": "amended", "passage": "Prices rose sixfold."}
    desk.post(
        to("claim", question, claim.pk), {f"claim-{claim.pk}-{name}": value for name, value in values.items()}
    )
    claim.refresh_from_db()
    assert (claim.state, claim.passage) == ("amended", "Prices rose sixfold.")


def test_a_claim_is_opened_again_or_taken_out_by_its_buttons(desk, question):
    claim = ledger.check(claim=marked(question), state="confirmed")
    assert messages(desk.post(to("claim", question, claim.pk), {"_unmark": ""}))[0].startswith(
        "This claim has been checked"
    )
    assert messages(desk.post(to("claim", question, claim.pk), {"_reopen": ""}))[-1:] == [
        "Open again. “Prices rose fivefold.”"
    ]
    other = marked(question, "the rain fell")
    desk.post(to("claim", question, other.pk), {"_unmark": ""})
    assert list(Claim.objects.values_list("pk", "state")) == [(claim.pk, "open")]
    assert desk.post(to("claim", printable_question(), claim.pk)).status_code == 404


def test_the_question_s_page_says_how_many_are_open_and_keeps_it_from_print(desk, question):
    claim = marked(question)
    page = text(desk.get(to("change", question)))
    assert "1 of 1 claim to check" in page
    assert "A claim has not been checked (answer 1)." in page
    response = Form(desk, to("change", question)).send("_publish")
    assert messages(response)[-1].startswith("Saved, but not published yet")
    ledger.check(claim=claim, state="confirmed")
    Form(desk, to("change", question)).send("_publish")
    assert Edition.objects.live().count() == 1


def test_who_may_look_but_not_check_sees_no_form(client, question):
    claim = marked(question)
    client.force_login(people.viewer(), backend=BACKEND)
    page = text(client.get(to("ledger", question)))
    assert "Prices rose fivefold." in page
    assert "Record" not in page
    assert ">Mark<" not in page
    client.force_login(people.staff("view_question", "change_claim"), backend=BACKEND)
    assert client.post(to("claim", question, claim.pk), {"_unmark": ""}).status_code == 403
    assert client.post(to("claim", question, claim.pk), {}).status_code == 200
    client.force_login(people.staff("view_question", "add_claim"), backend=BACKEND)
    assert client.post(to("claim", question, claim.pk), {"_reopen": ""}).status_code == 403


def test_a_draft_takes_its_claims_along_when_it_is_deleted(desk, question):
    marked(question)
    Form(desk, to("delete", question)).send("post")
    assert (Question.objects.count(), Claim.objects.count()) == (0, 0)


@pytest.mark.parametrize("page", ["ledger", "change"])
def test_the_queries_do_not_grow_with_the_claims(desk, question, page):
    def queries():
        with CaptureQueriesContext(connection) as made:
            assert desk.get(to(page, question)).status_code == 200
        return len(made)

    SourceFactory(answer=AnswerFactory(question=question))
    marked(question)
    queries()
    one = queries()
    for stretch, sentence in ledger.proposals(Question.objects.get(pk=question.pk)):
        claim = ledger.mark(question=question, passage=sentence, part=stretch.part, answer=stretch.answer_id)
        ledger.check(claim=claim, state="confirmed", by=people.viewer())
    assert Claim.objects.count() > 5
    assert queries() == one
