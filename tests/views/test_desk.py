"""The historian's desk behind a link: who gets in, what is kept, what is logged."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles import commissions, renditions
from articles.models import Answer, AuditEntry, Commission, Question
from articles.stages import Stage
from tests.admin import people
from tests.admin.page import Form, messages
from tests.factories import AuthorFactory, PictureFactory, QuestionFactory, printed_question

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def send(client, address, form, **words):
    return client.post(address, {"form": form, **words}, headers={"Sec-Fetch-Site": "same-origin"})


def test_the_page_shows_brief_and_question_and_is_kept_and_listed_nowhere(client, asked):
    response = client.get(asked[1])
    page = response.content.decode()
    assert "Six hundred words." in page
    assert "Why did the harvest fail?" in page
    assert {"no-store", "private"} <= {part.strip() for part in response["Cache-Control"].split(",")}
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert response.cookies == {}
    assert asked[1].split("/")[2] not in str(list(Commission.objects.values()))


def test_nobody_is_asked_what_the_desk_has_not_accepted():
    with pytest.raises(commissions.Refused, match="Accept the question before you ask anybody"):
        commissions.ask(
            question=QuestionFactory(stage=Stage.RECEIVED), name="Edith", brief="Please.", due=TODAY
        )
    assert Commission.objects.count() == 0


def test_asking_commissions_the_question(asked):
    question = Question.objects.get()
    assert (question.stage, question.historian.name, question.due) == (
        Stage.COMMISSIONED,
        "Edith Marlow",
        TODAY,
    )


def test_a_revoked_link_is_gone_at_once_for_reading_and_for_writing(client, asked):
    commission, address = asked
    commissions.revoke(commission=commission)
    assert client.get(address).status_code == 410
    response = send(client, address, "answer", text="Too late.")
    assert (response.status_code, response["Cache-Control"].split(",")[0]) == (410, "no-store")
    assert Commission.objects.get().text == ""
    assert "revoked the link of Edith Marlow" in AuditEntry.objects.first().text


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("end", ["revoked", "run out"])
def test_a_link_that_has_ended_is_410_at_once_and_kept_and_listed_nowhere(client, asked, method, end):
    commission, address = asked
    assert client.get(address).status_code == 200  # nothing of this may be kept and shown again
    if end == "revoked":
        commissions.revoke(commission=commission)
    later = timedelta(days=commissions.DAYS) if end == "run out" else timedelta()
    with time_machine.travel(timezone.now() + later, tick=False):
        response = getattr(client, method)(address, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 410
    assert {"no-store", "private"} <= {part.strip() for part in response["Cache-Control"].split(",")}
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    body = response.content.decode()
    assert not any(word in body for word in ("harvest", "Six hundred words", "Edith Marlow"))


def test_a_link_revoked_while_its_page_is_open_takes_no_words_any_more(client, asked, monkeypatch):
    commission, address = asked
    found = commissions.find

    def found_just_before_it_is_revoked(token):
        here = found(token)
        commissions.revoke(commission=here)
        return here

    monkeypatch.setattr(commissions, "find", found_just_before_it_is_revoked)
    response = send(client, address, "answer", text="Too late.")
    assert response.status_code == 422
    assert "This link does not work any more." in response.content.decode()
    assert Commission.objects.get().text == ""


def test_a_link_ends_by_itself(client, asked):
    with time_machine.travel(timezone.now() + timedelta(days=commissions.DAYS, seconds=1), tick=False):
        assert client.get(asked[1]).status_code == 410


@pytest.mark.parametrize("token", ["x", "%00", "é" * 50, "a" * 2000])
def test_a_guess_is_not_found(client, token):
    assert client.get(f"/desk/{token}/").status_code == 404


def test_many_guesses_are_stopped(client):
    codes = [client.get(f"/desk/guess-{number}/").status_code for number in range(52)]
    assert codes == [404] * 50 + [429] * 2


def test_a_form_from_another_site_is_refused(client, asked):
    response = client.post(
        asked[1], {"form": "answer", "text": "Forged."}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403
    assert Commission.objects.get().text == ""


def test_what_is_typed_is_kept_cleaned_and_comes_back_as_typed(client, asked):
    typed = "It rained, & rained.\r\n\r\nThen it froze <hard>."
    assert send(client, asked[1], "answer", text=typed).status_code == 302
    commission = Commission.objects.get()
    assert commission.text == "<p>It rained, &amp; rained.</p><p>Then it froze &lt;hard&gt;.</p>"
    assert commissions.to_typed(commission.text) == typed.replace("\r\n", "\n")
    pasted = '<p onclick="x()">It <em>rained</em>.</p><script>x()</script>'
    send(client, asked[1], "answer", text=pasted)
    assert Commission.objects.get().text == "<p>It <em>rained</em>.</p>"
    assert "&lt;em&gt;rained" in client.get(asked[1]).content.decode()
    assert Question.objects.get().stage == Stage.COMMISSIONED


def test_an_answer_is_handed_in_with_its_credit_and_logged_by_name(client, asked):
    assert send(client, asked[1], "answer", text="It rained.", hand_in="1").status_code == 302
    question = Question.objects.get()
    answer = question.answers.get()
    assert (question.stage, answer.body) == (Stage.ANSWERED, "<p>It rained.</p>")
    assert [str(credit) for credit in answer.credits.all()] == ["Answered by Edith Marlow"]
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.by, entry.by_name) == ("hand-in", None, "Edith Marlow")
    page = client.get(asked[1]).content.decode()
    assert "Your answer as it stands" in page
    assert "Hand in<" not in page


def test_nothing_is_not_handed_in_and_half_an_answer_is_not_lost(client, asked):
    response = send(client, asked[1], "answer", text="  ", hand_in="1")
    assert response.status_code == 422
    assert "There is no answer yet" in response.content.decode()
    response = send(client, asked[1], "answer", text="It\x00rained.")
    assert response.status_code == 422
    assert "Null characters are not allowed." in response.content.decode()
    assert Question.objects.get().answers.count() == 0


def hand_in(client, address):
    send(client, address, "answer", text="It rained.\n\nThen it froze.", hand_in="1")


def test_a_passage_is_commented_on_and_other_wording_proposed(client, asked):
    hand_in(client, asked[1])
    assert (
        send(client, asked[1], "remark", passage="1", text="", proposal="Then it thawed.").status_code == 302
    )
    remark = Commission.objects.get().remarks.get()
    assert (remark.passage, remark.proposal, remark.by_name) == (
        "Then it froze.",
        "Then it thawed.",
        "Edith Marlow",
    )
    empty = send(client, asked[1], "remark", passage="", text="")
    assert empty.status_code == 422
    assert "Write a comment" in empty.content.decode()
    assert send(client, asked[1], "remark", passage="99", text="No such.").status_code == 422


def test_an_approval_is_of_the_text_that_was_read(client, asked):
    hand_in(client, asked[1])
    commission = Commission.objects.get()
    seen = commissions.state_of(commission.answer)
    commission.answer.body = "<p>It snowed.</p>"
    commission.answer.save()
    refused = send(client, asked[1], "approve", seen=seen)
    assert refused.status_code == 422
    assert "Please read it again before you approve." in refused.content.decode()
    assert send(client, asked[1], "approve", seen=commissions.state_of(commission.answer)).status_code == 302
    assert AuditEntry.objects.first().text == "approved the answer as it stands"
    assert "You approved this text on" in client.get(asked[1]).content.decode()
    commission.answer.body = "<p>It hailed.</p>"
    commission.answer.save()
    assert "It was changed since you approved it." in client.get(asked[1]).content.decode()


def test_before_an_answer_there_is_nothing_to_approve_or_comment_on(client, asked):
    for form in ("approve", "remark", "nonsense"):
        assert send(client, asked[1], form, seen="x", text="Hm.").status_code == 200
    assert AuditEntry.objects.filter(verb__in=["approve", "remark"]).count() == 0


# --- In the newsroom ---


def test_an_editor_makes_a_link_that_is_mailed_and_shown_once(client, django_capture_on_commit_callbacks):
    editor = people.in_role("editor")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    question = QuestionFactory(stage=Stage.ACCEPTED)
    form = Form(client, reverse("admin:articles_question_ask", args=[question.pk]))
    refused = form.again(form.send(name="Edith Marlow", due=""))
    assert refused.errors() == ["This field is required."]
    author = AuthorFactory()
    with django_capture_on_commit_callbacks(execute=True):
        response = form.send(
            name="Edith Marlow", historian=str(author.pk), email="e@example.org", due="24/12/2026"
        )
    link = messages(response)[0].split(": ")[-1].split(": ")[-1]
    token = link.rstrip("/").rsplit("/", 1)[-1]
    assert [letter.to for letter in mail.outbox] == [["e@example.org"]]
    assert f"/desk/{token}/" in mail.outbox[0].body
    page = client.get(reverse("admin:articles_question_change", args=[question.pk])).content.decode()
    assert "Edith Marlow has not written anything yet." in page
    again = client.get(reverse("admin:articles_question_change", args=[question.pk])).content.decode()
    assert token not in again
    client.post(reverse("admin:articles_question_revoke", args=[question.pk, Commission.objects.get().pk]))
    assert client.get(f"/desk/{token}/").status_code == 410


def test_a_comment_is_shown_and_settled(client, asked):
    hand_in(client, asked[1])
    send(client, asked[1], "remark", passage="0", text="Too wet.")
    client.force_login(people.in_role("editor"), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:articles_question_change", args=[asked[0].question_id])
    assert "Too wet." in client.get(address).content.decode()
    remark = Commission.objects.get().remarks.get()
    client.post(reverse("admin:articles_question_settle", args=[asked[0].question_id, remark.pk]))
    remark.refresh_from_db()
    assert remark.settled_at is not None
    other = QuestionFactory()
    assert (
        client.post(reverse("admin:articles_question_settle", args=[other.pk, remark.pk])).status_code == 404
    )


def test_the_answer_is_shown_as_it_would_be_printed_with_its_pictures_and_links(client, asked):
    commission, address = asked
    picture = PictureFactory()
    renditions.make(picture)
    other = printed_question(slug="rain").question
    commissions.hand_in(commission=commission, text="It rained.")
    answer = Answer.objects.get(question=commission.question)
    answer.body = (
        f'<figure data-picture="{picture.pk}"><figcaption>Here</figcaption></figure>'
        f'<p><a href="question:{other.pk}">the rain</a></p>'
    )
    answer.save()
    page = client.get(address).content.decode()
    assert f'alt="{picture.alt}"' in page
    assert '<a href="/questions/rain/">the rain</a>' in page
