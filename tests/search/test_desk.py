"""What the newsroom finds by typing parts of words."""

import pytest
from django.db import connection
from django.urls import reverse

from articles.models import Edition, Question
from articles.search import desk
from tests.factories import AnswerFactory, AuthorFactory, CreditFactory, QuestionFactory, printed_question

pytestmark = pytest.mark.django_db


def found(client, words, model="question"):
    """Return the texts that the list of ``model`` shows for ``words``, as somebody who may only look."""
    page = client.get(reverse(f"admin:articles_{model}_changelist"), {"q": words})
    return {row.text for row in page.context["cl"].result_list}


@pytest.mark.parametrize(
    "words", ["bletch", "BLETCH", "chley park", "park tur", "at-bletchley", "  turing  "]
)
def test_parts_of_words_find_a_manuscript_in_any_order_and_case(admin_client, words):
    wanted = QuestionFactory(text="What did Turing do at Bletchley Park?", slug="turing-at-bletchley")
    QuestionFactory(text="Who built the park of Versailles?")
    assert found(admin_client, words) == {wanted.text}


@pytest.mark.parametrize("words", ["100%", "a_b", "back\\slash"])
def test_signs_that_a_pattern_is_made_of_mean_themselves(admin_client, words):
    wanted = QuestionFactory(text=f"Was {words} right?")
    QuestionFactory(text="Was 100 or aXb or backslash right?")
    assert found(admin_client, words) == {wanted.text}


def test_an_author_finds_what_he_answered_once(admin_client):
    answer = AnswerFactory()
    author = AuthorFactory(name="Zdenka Ostrander")
    for role in ("answered_by", "checked_by"):
        CreditFactory(answer=answer, author=author, role=role)
    page = admin_client.get(reverse("admin:articles_question_changelist"), {"q": "ostrander zdenka"})
    assert [row.pk for row in page.context["cl"].result_list] == [answer.question_id]


def test_an_edition_is_found_by_what_it_printed(admin_client):
    edition = printed_question()
    word = edition.text.split()[1]
    assert found(admin_client, word, "edition") == {edition.text}
    assert found(admin_client, "nothing-like-it", "edition") == set()


@pytest.mark.parametrize("model", [Question, Edition])
def test_postgresql_answers_from_an_index_and_sqlite_has_none(model):
    index = f"{model._meta.db_table}_desk"
    with connection.cursor() as cursor:
        desk.lay()
        there = connection.introspection.get_constraints(cursor, model._meta.db_table)
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = desk.containing(model.objects.order_by(), "bletchley").explain()
    assert (index in there, index in plan) == (connection.vendor == "postgresql",) * 2
