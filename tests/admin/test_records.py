"""Editions, corrections and waivers are looked at, never changed; what rests on them is not deleted."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Author, Correction, Edition, Question, Waiver
from tests.factories import PictureFactory, UserFactory, printable_question, printed_question

from . import people
from .page import Form

pytestmark = pytest.mark.django_db

RECORDS = ["edition", "correction", "waiver"]


@pytest.fixture(params=["editor", "superuser"])
def desk(client, request):
    """A client signed in as an editor, and as a superuser."""
    user = people.desk_editor() if request.param == "editor" else UserFactory(editor=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def records(db):
    """One edition, correction and waiver, by model name."""
    question = printable_question(short_answer="")
    workflow.waive(question=question, reason="Printed so.")
    workflow.publish(question=question)
    note = {"kind": "update", "wrong": "Short.", "right": "Long.", "noticed_by": ""}
    edition = workflow.publish(question=question, correction=note)
    return {"edition": edition, "correction": Correction.objects.get(), "waiver": Waiver.objects.get()}


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Edition, Correction, Waiver)]


@pytest.mark.parametrize("model", RECORDS)
def test_a_record_is_shown_and_changed_by_no_door(desk, records, model):
    row, before = records[model], everything()
    at = f"admin:articles_{model}"
    values = {"reason": "Rewritten.", "wrong": "Rewritten.", "text": "Rewritten?", "_save": ""}
    assert desk.get(reverse(f"{at}_change", args=[row.pk])).status_code == 200
    assert desk.get(reverse(f"{at}_history", args=[row.pk])).status_code == 200
    assert desk.post(reverse(f"{at}_change", args=[row.pk]), values).status_code == 403
    assert desk.post(reverse(f"{at}_add"), values).status_code == 403
    assert desk.post(reverse(f"{at}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    desk.post(
        reverse(f"{at}_changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )
    assert everything() == before


@pytest.mark.parametrize("model", RECORDS)
def test_a_record_s_page_offers_no_button_that_changes_it(desk, records, model):
    page = desk.get(reverse(f"admin:articles_{model}_change", args=[records[model].pk])).content.decode()
    assert 'name="_save"' not in page
    assert "deletelink" not in page


def test_deleting_a_published_question_is_refused_with_a_page_that_says_what_to_do(desk):
    question = printed_question().question
    address = reverse("admin:articles_question_delete", args=[question.pk])
    for response in (desk.get(address), desk.post(address, {"post": "yes"})):
        assert response.status_code == 200
        assert "This question has been published. What was printed is kept" in response.content.decode()
    assert Question.objects.count() == 1


def test_deleting_a_withdrawn_question_from_the_list_is_refused(desk):
    question = printed_question().question
    workflow.withdraw(question=Question.objects.get(), reason="A forgery.")
    values = {"action": "delete_selected", "_selected_action": [question.pk], "post": "yes"}
    response = desk.post(reverse("admin:articles_question_changelist"), values)
    assert response.status_code == 200
    assert "would require deleting the following protected related objects" in response.content.decode()
    assert Question.objects.count() == 1


def test_a_draft_is_deleted_with_its_rows_and_its_waivers(desk):
    question = printable_question(short_answer="")
    workflow.waive(question=question, reason="Printed so.")
    address = reverse("admin:articles_question_delete", args=[question.pk])
    assert Form(desk, address).send("post").status_code == 302
    assert (Question.objects.count(), Waiver.objects.count()) == (0, 0)


def test_what_an_edition_names_is_not_deleted(desk):
    edition = printed_question(picture=PictureFactory())
    for row in (Author.objects.get(), edition.picture):
        address = reverse(f"admin:articles_{row._meta.model_name}_delete", args=[row.pk])
        response = desk.post(address, {"post": "yes"})
        assert response.status_code == 200
        assert "protected related objects" in response.content.decode()
    assert Author.objects.count() == 1
