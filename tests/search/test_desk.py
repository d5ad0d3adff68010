"""What the newsroom finds by typing parts of words."""

import pytest
from django.contrib import admin
from django.db import connection
from django.urls import reverse

from articles import audit
from articles.models import AuditEntry, Edition, Question
from articles.search import desk
from tests.factories import (
    AnswerFactory,
    AuthorFactory,
    CreditFactory,
    QuestionFactory,
    UserFactory,
    printed_question,
)

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


@pytest.mark.parametrize("words", ["Li", "li wei"])
def test_a_short_word_finds_an_author_by_a_whole_name(admin_client, words):
    for name in ("Li Wei", "Elizabeth Weir"):
        CreditFactory(answer=AnswerFactory(question__text=f"Taught by {name[-3:]}?"), author__name=name)
    assert found(admin_client, words) == {"Taught by Wei?"}


def test_the_log_is_searched_by_what_it_is_about_and_who_did_it(admin_client):
    user = UserFactory(username="ruth")
    entry = audit.record("changed", QuestionFactory(text="Was it rain?"), "changed the slug", by=user)
    audit.record("changed", QuestionFactory(text="Was it snow?"), "changed the slug")
    for words in ("rain", "was RUTH"):
        page = admin_client.get(reverse("admin:articles_auditentry_changelist"), {"q": words})
        assert list(page.context["cl"].result_list) == [entry]


@pytest.mark.parametrize("model", [Question, Edition, AuditEntry])
def test_postgresql_answers_from_an_index_and_sqlite_has_none(rf, model):
    index = f"{model._meta.db_table}_desk"
    with connection.cursor() as cursor:
        desk.lay()
        there = connection.introspection.get_constraints(cursor, model._meta.db_table)
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    own = admin.site._registry[model]
    found, _ = own.get_search_results(rf.get("/"), model.objects.order_by(), "bletchley")
    assert (index in there, index in found.explain()) == (connection.vendor == "postgresql",) * 2
