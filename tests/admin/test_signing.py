"""The page of sign-offs: one form a kind, for what the person saw, and the way back."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import SignOff
from tests.factories import printable_question

from . import people
from .page import messages

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def to(page, question, *more):
    return reverse(f"admin:articles_question_{page}", args=[question.pk, *more])


def text(response):
    return " ".join(response.content.decode().split())


def test_a_kind_is_signed_shown_voided_and_taken_back(client, editor):
    client.force_login(editor, backend=BACKEND)
    question = printable_question()
    response = client.post(to("signoffs", question), {"kind": "facts", "version": "0", "note": "All read."})
    assert messages(response) == ["Signed off: facts."]
    signoff = SignOff.objects.get()
    assert (signoff.kind, signoff.by, signoff.note) == ("facts", editor, "All read.")
    assert f"facts ✓ {editor}" in text(client.get(to("change", question)))
    question.answers.update(lead="It snowed.")
    assert "facts void, changed: lead of answer 1" in text(client.get(to("change", question)))
    assert "Changed since: lead of answer 1." in text(client.get(to("signoffs", question)))
    client.post(to("unsign", question, signoff.pk))
    signoff.refresh_from_db()
    assert signoff.taken_back_by == editor
    assert "void" not in text(client.get(to("change", question)))
    assert client.post(to("unsign", printable_question(), signoff.pk)).status_code == 404


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"version": "7"}, "Look again, and then sign."),
        ({"version": ""}, "This field is required."),
        ({"kind": "colour"}, ""),
        ({"note": "n" * 301}, "at most 300 characters"),
        ({"note": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_signs_nothing_and_says_why(client, editor, values, sentence):
    client.force_login(editor, backend=BACKEND)
    question = printable_question()
    response = client.post(to("signoffs", question), {"kind": "legal", "version": "0", **values})
    assert response.status_code == 200
    assert sentence in text(response)
    assert SignOff.objects.count() == 0


def test_who_may_only_look_sees_no_form_and_cannot_sign(client):
    client.force_login(people.viewer(), backend=BACKEND)
    question = printable_question()
    assert "Sign off" not in text(client.get(to("signoffs", question))).replace("Sign-off", "")
    assert client.post(to("signoffs", question), {"kind": "facts", "version": "0"}).status_code == 403
    workflow.changed(question=question)
    assert SignOff.objects.count() == 0
