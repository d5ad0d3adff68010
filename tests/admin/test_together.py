"""Two people and one form, of what is no question: merged and said, or shown; never overwritten silently."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from articles.admin.saving import SafeSavingMixin
from articles.admin.together import TogetherMixin
from articles.models import Author, Book, HouseStyleRule, Offer, Submission, Topic
from tests.factories import (
    AuthorFactory,
    BookFactory,
    ErrorReportFactory,
    OfferFactory,
    SubmissionFactory,
    TopicFactory,
    UserFactory,
    printed_question,
)

from .page import Form, messages
from .test_matrix import one_of_each

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
CLASH = "Somebody else changed this after the page was opened"


def signed_in(client, name):
    other = client.__class__()
    other.force_login(UserFactory(editor=True, is_superuser=True, username=name), backend=BACKEND)
    return other


@pytest.fixture
def ann(client):
    return signed_in(client, "ann")


@pytest.fixture
def bob(client):
    return signed_in(client, "bob")


def change(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def both(ann, bob, row):
    return Form(ann, change(row)), Form(bob, change(row))


# --- what fits together ---


def test_what_two_people_changed_in_different_fields_is_all_there_and_it_is_said(ann, bob):
    author = AuthorFactory(name="Ada Byron", post="Reader")
    mine, theirs = both(ann, bob, author)
    theirs.send(name="Ada Lovelace", biography="<p>Of <em>Ockham</em>.</p>")
    response = mine.send(post="Professor")
    assert response.status_code == 302
    author = fresh(author)
    assert (author.name, author.post, author.biography) == (
        "Ada Lovelace",
        "Professor",
        "<p>Of <em>Ockham</em>.</p>",
    )
    assert messages(response)[0] == (
        "Saved, and brought together with what bob had changed meanwhile: name and biography."
    )


def test_choices_of_several_dates_and_numbers_are_merged_too(ann, bob):
    book = BookFactory(year=1999)
    author = AuthorFactory()
    mine, theirs = both(ann, bob, book)
    theirs.send(authors=[str(author.pk)], year="2001")
    mine.send(publisher="Lantern")
    book = fresh(book)
    assert (list(book.authors.all()), book.year, book.publisher) == ([author], 2001, "Lantern")
    offer = OfferFactory(price="4.50", valid_from=timezone.now())
    mine, theirs = both(ann, bob, offer)
    until = (timezone.now() + timedelta(days=9)).replace(second=0, microsecond=0)
    local = timezone.localtime(until)
    theirs.send(valid_until_0=local.date().isoformat(), valid_until_1=local.time().isoformat(), price="5")
    response = mine.send(copy="Half price")
    offer = fresh(offer)
    assert (offer.copy, offer.price, offer.valid_until) == ("Half price", 5, until)
    assert len(messages(response)) == 2


def test_a_slug_that_came_from_somebody_else_leads_on_from_its_old_address_only(ann, bob):
    topic = TopicFactory(name="Famine", slug="famine")
    mine, theirs = both(ann, bob, topic)
    theirs.send(slug="hunger")
    mine.send(name="Hunger")
    assert (fresh(topic).slug, fresh(topic).name) == ("hunger", "Hunger")
    assert Form(ann, change(topic)).send(slug="hungers").status_code == 302


def test_one_person_s_saves_one_after_the_other_say_nothing(ann):
    topic = TopicFactory()
    for name in ("War", "Wars"):
        response = Form(ann, change(topic)).send(name=name)
        assert len(messages(response)) <= 2
    assert fresh(topic).name == "Wars"


@pytest.mark.parametrize("text", ["one\ntwo", "one\r\ntwo", " two  \n\n "])
def test_line_ends_and_spaces_are_no_change_of_anybody(ann, bob, text):
    submission = SubmissionFactory(contact=None, text=text)
    mine, theirs = both(ann, bob, submission)
    theirs.send(asker_name="Rita")
    mine.values["text"] = mine.values["text"].replace("\r\n", "\n").replace("\n", "\r\n")
    mine.send(asker_town="Leeds")
    assert (fresh(submission).asker_name, fresh(submission).asker_town) == ("Rita", "Leeds")


# --- what clashes ---


def test_a_clash_shows_three_texts_keeps_what_was_typed_and_is_decided_by_saving_again(ann, bob):
    author = AuthorFactory(post="Reader", biography="<p>Before.</p>")
    mine, theirs = both(ann, bob, author)
    theirs.send(post="Lecturer", biography="<p>Theirs.</p>", website="https://theirs.example/")
    response = mine.send(post="Professor", biography="<p>Mine &amp; <em>ours</em>.</p>")
    assert response.status_code == 200
    assert (fresh(author).post, fresh(author).biography) == ("Lecturer", "<p>Theirs.</p>")
    shown = mine.again(response)
    assert [error.startswith(CLASH) for error in shown.errors()] == [True, True]
    assert (shown.values["post"], shown.values["biography"]) == (
        "Professor",
        "<p>Mine &amp; <em>ours</em>.</p>",
    )
    texts = [text.text_content().strip() for text in shown.tree.find_class("clash-text")]
    assert texts == ["Reader", "Lecturer", "Professor", "Before.", "Theirs.", "Mine & ours."]
    assert shown.send().status_code == 302
    author = fresh(author)
    assert (author.post, author.website) == ("Professor", "https://theirs.example/")


def test_who_decides_a_clash_is_asked_again_where_a_third_change_came_in(ann, bob):
    topic = TopicFactory(name="Before")
    mine, theirs = both(ann, bob, topic)
    theirs.send(name="Theirs")
    shown = mine.again(mine.send(name="Mine"))
    Form(bob, change(topic)).send(name="Theirs again")
    once_more = shown.again(shown.send())
    assert len(once_more.errors()) == 1
    assert fresh(topic).name == "Theirs again"
    once_more.send()
    assert fresh(topic).name == "Mine"


def test_both_writing_the_same_is_no_clash(ann, bob):
    topic = TopicFactory(name="Before")
    mine, theirs = both(ann, bob, topic)
    theirs.send(name="Same")
    assert mine.send(name="Same").status_code == 302


def test_another_mistake_on_a_stale_page_takes_nothing_of_the_others_away(ann, bob):
    author = AuthorFactory(post="Reader")
    mine, theirs = both(ann, bob, author)
    theirs.send(post="Lecturer")
    shown = mine.again(mine.send(name="", website="https://mine.example/"))
    assert shown.errors() == ["This field is required."]
    shown.send(name="Ada")
    author = fresh(author)
    assert (author.name, author.post, author.website) == ("Ada", "Lecturer", "https://mine.example/")


@pytest.mark.parametrize("value", [None, "", "nonsense", "a:b:c", "\x00", "é"])
def test_a_form_that_does_not_say_what_it_showed_overwrites_nothing_and_is_kept(ann, value):
    topic = TopicFactory(name="Before")
    form = Form(ann, change(topic))
    form.values.pop("shown_values")
    shown = form.again(form.send(name="Mine", **({} if value is None else {"shown_values": value})))
    assert (fresh(topic).name, shown.values["name"]) == ("Before", "Mine")
    shown.send()
    assert fresh(topic).name == "Mine"


def test_chosen_rows_are_shown_by_name(ann, bob):
    book = BookFactory()
    ada, ben, eve = (AuthorFactory(name=name) for name in ("Ada", "Ben", "Eve"))
    book.authors.set([ada])
    mine, theirs = both(ann, bob, book)
    theirs.send(authors=[str(ben.pk)])
    shown = mine.again(mine.send(authors=[str(eve.pk)]))
    assert [text.text_content().strip() for text in shown.tree.find_class("clash-text")] == [
        "Ada",
        "Ben",
        "Eve",
    ]
    assert list(book.authors.all()) == [ben]


def test_what_was_deleted_meanwhile_can_be_added_anew_with_what_was_typed(ann):
    topic = TopicFactory(name="Famine")
    form = Form(ann, change(topic))
    Topic.objects.all().delete()
    response = form.send(name="Hunger")
    shown = form.again(response)
    assert shown.values["name"] == "Hunger"
    assert "somebody else deleted or merged it" in shown.errors()[0]
    assert not Topic.objects.exists()
    shown.send()
    assert Topic.objects.get().name == "Hunger"


# --- rows below, and buttons that decide ---


def test_the_address_below_a_submission_is_merged_shown_and_not_removed_unseen(ann, bob):
    submission = SubmissionFactory()
    mine, theirs = both(ann, bob, submission)
    theirs.send(**{"contact-0-email": "new@example.org"})
    mine.send(asker_town="Leeds")
    submission = fresh(submission)
    assert (submission.contact.email, submission.asker_town) == ("new@example.org", "Leeds")
    mine, theirs = both(ann, bob, submission)
    theirs.send(**{"contact-0-email": "newer@example.org"})
    shown = mine.again(mine.send(**{"contact-0-email": "mine@example.org"}))
    assert shown.errors()[0].startswith(CLASH)
    mine, theirs = both(ann, bob, submission)
    theirs.send(**{"contact-0-email": "newest@example.org"})
    shown = mine.again(mine.send(**{"contact-0-DELETE": "on"}))
    assert fresh(submission).contact.email == "newest@example.org"
    assert "a row that is ticked to be removed" in " ".join(shown.errors())
    shown.send()
    assert not hasattr(fresh(submission), "contact")


def test_an_address_that_was_removed_meanwhile_is_no_crash(ann, bob):
    submission = SubmissionFactory()
    mine, theirs = both(ann, bob, submission)
    theirs.send(**{"contact-0-DELETE": "on"})
    assert mine.send(**{"contact-0-email": "mine@example.org"}).status_code == 200
    assert Submission.objects.count() == 1


def test_a_report_that_somebody_else_decided_on_is_not_decided_on_again_unseen(ann, bob):
    report = ErrorReportFactory(edition=printed_question())
    mine, theirs = both(ann, bob, report)
    theirs.send("_reject")
    response = mine.send("_accept")
    assert fresh(report).status == "rejected"
    assert messages(response)[1] == "Look at what came together first, then go on from here."
    assert response.url == change(report)
    Form(ann, change(report)).send("_accept")
    assert fresh(report).status == "accepted"


def test_no_manuscript_is_made_of_what_changed_unseen(ann, bob):
    submission = SubmissionFactory(contact=None)
    mine, theirs = both(ann, bob, submission)
    theirs.send(text="Something else?")
    mine.send("_make_question", asker_town="Leeds")
    submission = fresh(submission)
    assert (submission.text, submission.asker_town, submission.question) == ("Something else?", "Leeds", None)


# --- every form ---

OURS = [own for own in admin.site._registry.values() if own.model._meta.app_label in ("articles", "auth")]


def test_every_form_of_the_admin_is_safe_or_writes_nothing(rf):
    request = rf.get("/")
    request.user = UserFactory(is_superuser=True)
    unsafe = [
        own.opts.model_name
        for own in OURS
        if own.has_change_permission(request) and not isinstance(own, TogetherMixin | SafeSavingMixin)
    ]
    assert unsafe == []


def test_every_form_is_saved_as_it_was_opened_without_a_clash_or_a_change(ann):
    rows = one_of_each()
    rows["user"] = UserFactory(date_joined=timezone.now().replace(microsecond=0))
    asked = 0
    for own in OURS:
        row = rows.get(own.opts.model_name)
        if row is None or not isinstance(own, TogetherMixin):
            continue
        form, before = Form(ann, change(row)), type(row)._base_manager.filter(pk=row.pk).values().get()
        assert form.values["shown_values"]
        response = form.send()
        assert response.status_code == 302, (own.opts.model_name, form.again(response).errors())
        after = type(row)._base_manager.filter(pk=row.pk).values().get()
        assert {name: value for name, value in after.items() if value != before[name]}.keys() <= {
            "changed_at"
        }
        assert not any("brought together" in told for told in messages(response))
        asked += 1
    assert asked >= 14


def test_a_login_s_rights_are_merged(ann, bob):
    user = UserFactory(first_name="Eve")
    mine, theirs = both(ann, bob, user)
    theirs.values.pop("is_active")
    theirs.send()
    mine.send(first_name="Evelyn")
    user = get_user_model().objects.get(pk=user.pk)
    assert (user.is_active, user.first_name) == (False, "Evelyn")


def test_the_words_of_the_house_are_merged(ann, bob):
    rule = HouseStyleRule.objects.create(find="upon", use="on")
    mine, theirs = both(ann, bob, rule)
    theirs.send(use="at")
    mine.send(note="Simply.")
    assert (fresh(rule).use, fresh(rule).note) == ("at", "Simply.")


def test_a_page_for_something_new_carries_nothing_and_saves(ann):
    Form(ann, reverse("admin:articles_topic_add")).send(name="Famine", slug="famine")
    assert Topic.objects.count() == 1
    assert (Author.objects.count(), Book.objects.count(), Offer.objects.count()) == (0, 0, 0)
