"""Mail to the staff: who hears of what, once, never of his or her own deed, and how each kind is stopped."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from articles import commissions, deskmail, stages
from articles.models import DeskNotice, MailStop, Question
from articles.stages import Stage
from tests.admin import people
from tests.admin.page import Form
from tests.factories import AuthorFactory, QuestionFactory, UserFactory, printable_question
from tests.runner.processes import free_port

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOMORROW = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.MAIL_WORKS = True
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada():
    return people.staff("view_question", email="ada@example.org", username="ada", first_name="Ada")


@pytest.fixture
def boss():
    boss = people.desk_editor()
    boss.email, boss.first_name, boss.last_name = "boss@example.org", "Bo", "Ss"
    boss.save()
    return boss


def heard():
    """Send what waits; return (to, subject) of each mail."""
    mail.outbox.clear()
    deskmail.send_due()
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def asked(owner, **fields):
    return commissions.ask(
        question=QuestionFactory(stage=Stage.ACCEPTED, text="Why?", owner=owner, **fields),
        name="Edith Marlow",
        historian=AuthorFactory(),
        brief="Please.",
        due=date(2026, 5, 1),
    )[0]


# --- Given ---


def test_a_question_given_by_a_move_is_told_once_with_the_words_of_the_log(ada, boss):
    question = printable_question(text="Why did it rain?", stage=Stage.ACCEPTED)
    stages.start_editing(question=question, by=boss, owner=ada, note="Please be quick.")
    assert heard() == [("ada@example.org", "Given to you: Why did it rain?")]
    body = mail.outbox[0].body
    assert "Bo Ss: started editing; owner: ada. “Please be quick.”" in body
    assert f"http://testserver/admin/articles/question/{question.pk}/change/\n" in body
    assert heard() == []


def test_a_question_given_on_its_page_is_told_and_a_save_beside_it_is_not(client, ada, boss):
    question = QuestionFactory(text="Why?", owner=boss)
    client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:articles_question_change", args=[question.pk])
    Form(client, address).send(owner=str(ada.pk))
    assert heard() == [("ada@example.org", "Given to you: Why?")]
    Form(client, address).send(short_answer="It rained.")
    assert heard() == []
    Form(client, address).send(owner=str(boss.pk))
    assert heard() == []


def test_a_new_question_for_somebody_else_is_told(client, ada, boss):
    client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
    Form(client, reverse("admin:articles_question_add")).send(text="Whose?", slug="whose", owner=str(ada.pk))
    assert heard() == [("ada@example.org", "Given to you: Whose?")]


def test_a_question_given_by_a_save_that_is_brought_together_with_another_is_told(client, ada, boss):
    question = QuestionFactory(text="Why?", owner=boss)
    client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:articles_question_change", args=[question.pk])
    mine, theirs = Form(client, address), Form(client, address)
    theirs.send(short_answer="It rained.")
    mine.send(owner=str(ada.pk))
    assert Question.objects.get().short_answer == "It rained."
    assert heard() == [("ada@example.org", "Given to you: Why?")]


def test_a_question_given_in_a_clash_that_is_resolved_is_told(client, ada, boss):
    question = QuestionFactory(text="Why?", owner=boss, short_answer="Once.")
    client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:articles_question_change", args=[question.pk])
    mine = Form(client, address)
    client.force_login(people.desk_editor(), backend="django.contrib.auth.backends.ModelBackend")
    Form(client, address).send(short_answer="Theirs.")
    client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
    clash = mine.send(short_answer="Mine.", owner=str(ada.pk))
    assert "/resolve/" in clash.url
    assert heard() == []
    Form(client, clash.url).send(**{"choice-short_answer": "yours"})
    assert heard() == [("ada@example.org", "Given to you: Why?")]


def test_who_takes_a_question_is_not_told_and_what_is_undone_is_not(ada, boss):
    stages.start_editing(question=printable_question(stage=Stage.ACCEPTED), by=ada, owner=ada)
    question = printable_question(stage=Stage.ACCEPTED)
    with transaction.atomic():
        stages.start_editing(question=question, by=boss, owner=ada)
        transaction.set_rollback(True)
    assert heard() == []


def test_what_was_given_on_meanwhile_is_no_news_to_the_first(ada, boss):
    question = printable_question(stage=Stage.ACCEPTED, text="Why?")
    stages.start_editing(question=question, by=boss, owner=ada)
    Question.objects.update(owner=boss)
    assert heard() == []


# --- From the historian, moved on, due ---


def test_the_owner_hears_of_answer_comment_and_approval_in_one_mail(ada):
    commission = asked(ada)
    commissions.hand_in(commission=commission, text="It rained.")
    commissions.remark(commission=commission, text="Too wet.")
    commission.refresh_from_db()
    commissions.approve(commission=commission, seen=commissions.state_of(commission.answer))
    assert heard() == [("ada@example.org", "From the historian: Why?")]
    body = mail.outbox[0].body
    for line in ("handed in an answer", "commented: “Too wet.”", "approved the answer as it stands"):
        assert f"Edith Marlow: {line}\n" in body


def test_a_second_answer_that_moves_nothing_is_told_too(ada):
    first, second = asked(ada), None
    second = commissions.ask(question=first.question, name="Tom", brief="Please.")[0]
    commissions.hand_in(commission=first, text="It rained.")
    heard()
    commissions.hand_in(commission=second, text="It snowed.")
    assert heard() == [("ada@example.org", "From the historian: Why?")]


def test_where_nobody_has_the_question_whoever_made_the_link_hears(ada, boss):
    question = QuestionFactory(stage=Stage.ACCEPTED, text="Why?", owner=None)
    commission, _ = commissions.ask(
        question=question, name="E. M.", historian=AuthorFactory(), brief="Please.", due=TOMORROW, by=ada
    )
    commissions.hand_in(commission=commission, text="It rained.")
    assert heard() == [("ada@example.org", "From the historian: Why?")]


@pytest.mark.parametrize(
    ("verb", "stage"),
    [
        (stages.send_back, Stage.READY),
        (stages.send_back, Stage.FACT_CHECK),
        (stages.make_ready, Stage.FACT_CHECK),
    ],
)
def test_the_owner_hears_what_is_sent_back_and_what_is_ready_but_not_from_himself(ada, boss, verb, stage):
    for by, wanted in ((boss, [("ada@example.org", "Moved on: Why?")]), (ada, [])):
        question = printable_question(stage=stage, owner=ada, text="Why?", slug=f"by-{by.pk}")
        verb(question=question, by=by, note="See page 12.")
        assert heard() == wanted


def test_other_moves_are_told_nobody(ada, boss):
    stages.start_editing(question=printable_question(stage=Stage.ANSWERED, owner=ada), by=boss)
    assert heard() == []


def test_what_is_due_tomorrow_is_told_the_day_before_in_one_mail(ada, clock):
    for text, due in (("Today?", NOON.date()), ("One?", TOMORROW), ("Two?", TOMORROW)):
        QuestionFactory(text=text, owner=ada, due=due)
    QuestionFactory(owner=ada, due=TOMORROW, stage=Stage.PRINTED)
    QuestionFactory(owner=None, due=TOMORROW)
    QuestionFactory(owner=ada, due=TOMORROW + timedelta(days=1), text="Three?")
    assert heard() == [("ada@example.org", "2 questions of yours due tomorrow")]
    assert heard() == []
    clock.shift(timedelta(days=1))
    assert heard() == [("ada@example.org", "Due tomorrow: Three?")]
    Question.objects.filter(text="Three?").update(due=TOMORROW + timedelta(days=2))
    clock.shift(timedelta(days=1))
    assert heard() == [("ada@example.org", "Due tomorrow: Three?")]


# --- Who hears nothing ---


@pytest.mark.parametrize("lacks", ["is_active", "is_staff", "email", "permission"])
def test_who_has_left_has_no_address_or_may_not_look_hears_nothing(ada, lacks):
    QuestionFactory(owner=ada, due=TOMORROW)
    if lacks == "permission":
        ada.user_permissions.remove(Permission.objects.get(codename="view_question"))
    else:
        setattr(ada, lacks, "" if lacks == "email" else False)
        ada.save()
    assert heard() == []
    assert deskmail.waiting().count() == 0


def test_where_the_site_sends_no_mail_nothing_is_kept_for_later(settings, ada, boss):
    settings.MAIL_WORKS = False
    stages.start_editing(question=printable_question(stage=Stage.ACCEPTED), by=boss, owner=ada)
    assert (heard(), DeskNotice.objects.count()) == ([], 0)


# --- Stopping ---


def test_every_mail_stops_its_kind_with_one_click_and_no_login(client, ada, boss):
    stages.start_editing(question=printable_question(stage=Stage.ACCEPTED), by=boss, owner=ada)
    QuestionFactory(owner=ada, due=TOMORROW, text="Why?")
    assert len(heard()) == 2
    links = []
    for letter in mail.outbox:
        assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        links.append(re.fullmatch(r"<http://testserver(\S+)>", letter.extra_headers["List-Unsubscribe"])[1])
        assert links[-1] in letter.body
    asking = client.get(links[0])
    assert (asking.status_code, asking["X-Robots-Tag"]) == (200, "noindex")
    assert "no-store" in asking["Cache-Control"]
    assert "Stop this mail?" in asking.content.decode()
    assert MailStop.objects.count() == 0
    # A mail service posts this, from its own machines and without a cookie.
    for _ in range(2):
        answer = client.post(
            links[0], {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert (answer.status_code, answer.cookies) == (200, {})
    assert list(MailStop.objects.values_list("person", "kind")) == [(ada.pk, "given")]
    assert "No more mail of this kind" in client.get(links[0]).content.decode()
    stages.start_editing(question=printable_question(stage=Stage.ACCEPTED), by=boss, owner=ada)
    QuestionFactory(owner=ada, due=TOMORROW, text="And?")
    assert heard() == [("ada@example.org", "Due tomorrow: And?")]


def test_a_link_that_is_not_whole_stops_nothing(client, ada):
    link = deskmail.stop_link(ada, "due").removeprefix("http://testserver")
    for harmed in (link[:-5] + "/", link.replace("stop/", "stop/x"), "/desk-mail/stop/x/"):
        for answer in (client.get(harmed), client.post(harmed)):
            assert answer.status_code == 410
            assert "no-store" in answer["Cache-Control"]
    assert MailStop.objects.count() == 0


def test_the_link_of_a_login_that_is_gone_does_no_harm(client, ada):
    link = deskmail.stop_link(ada, "due").removeprefix("http://testserver")
    ada.delete()
    assert (client.post(link).status_code, client.get(link).status_code) == (200, 200)


def test_each_person_chooses_for_himself(client, ada):
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    other = UserFactory(is_staff=True)
    deskmail.stop(other, "due")
    form = Form(client, reverse("admin:mail"))
    assert form.values["kinds"] == ["given", "historian", "moved", "due"]
    form.send(kinds=["due"])
    assert deskmail.stopped(ada) == {"given", "historian", "moved"}
    form = Form(client, reverse("admin:mail"))
    assert form.values["kinds"] == "due"
    form.send(kinds=["given", "due"])
    assert deskmail.stopped(ada) == {"historian", "moved"}
    assert deskmail.stopped(other) == {"due"}
    assert Form(client, reverse("admin:mail")).send(kinds=["nonsense"]).status_code == 200
    assert deskmail.stopped(ada) == {"historian", "moved"}


# --- The server ---


def test_while_the_server_is_away_nothing_is_lost_and_after_a_week_it_is_no_news(settings, ada, boss, clock):
    stages.start_editing(question=printable_question(stage=Stage.ACCEPTED, text="Why?"), by=boss, owner=ada)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(CommandError, match="1 could not be sent; the next run tries again."):
        call_command("send_notices")
    assert deskmail.waiting().count() == 1
    settings.EMAIL_BACKEND = backend
    clock.shift(timedelta(days=6))
    assert heard() == [("ada@example.org", "Given to you: Why?")]
    DeskNotice.objects.update(done_at=None)
    clock.shift(timedelta(days=2))
    assert (heard(), DeskNotice.objects.count()) == ([], 0)


def test_a_real_server_gets_the_mail_and_one_bad_address_stops_no_other(postbox, ada):
    full = people.staff("view_question", email="full@example.org")
    for owner in (full, ada):
        slug = f"of-{owner.pk}"
        QuestionFactory(
            owner=owner, due=TOMORROW, slug=slug, text="Were there 1,000 “ships”?\r\nBcc: all@example.org"
        )
    assert deskmail.send_due() == deskmail.Sent(told=1, failed=1)
    ((recipients, text),) = postbox.letters
    assert recipients == ["ada@example.org"]
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in text
    assert "\nBcc:" not in text.partition("\r\n\r\n")[0]
    assert [each.person for each in deskmail.waiting()] == [full]


def test_two_runs_at_once_send_one_mail(ada, boss, monkeypatch):
    stages.start_editing(question=printable_question(stage=Stage.ACCEPTED), by=boss, owner=ada)
    make, others = deskmail._letter, []

    def while_another_runs(*args):
        if not others:
            others.append(None)
            others[0] = deskmail.send_due()
        return make(*args)

    monkeypatch.setattr(deskmail, "_letter", while_another_runs)
    assert deskmail.send_due() == deskmail.Sent(told=1)
    assert (others, len(mail.outbox)) == ([deskmail.Sent()], 1)


def test_the_command_says_what_is_due_and_what_it_sent(capsys, ada, boss):
    stages.start_editing(question=printable_question(stage=Stage.ACCEPTED), by=boss, owner=ada)
    QuestionFactory(owner=ada, due=TOMORROW)
    call_command("send_notices", dry_run=True)
    assert "2 things to tell the staff of" in capsys.readouterr().out
    call_command("send_notices")
    call_command("send_notices")
    assert capsys.readouterr().out.count("told the staff in 2 mails") == 1


def test_a_run_costs_one_claim_for_each_notice_and_no_more_for_what_is_known(
    ada, django_assert_max_num_queries
):
    for _ in range(10):
        QuestionFactory(owner=ada, due=TOMORROW)
    with django_assert_max_num_queries(10 + 12):
        deskmail.send_due()
    with django_assert_max_num_queries(5):
        deskmail.send_due()
