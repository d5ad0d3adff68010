"""Merging, identifiers, changed addresses, what questions lack and when they are read again: at the desk."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles import reviewing, workflow
from articles.models import Author, Forwarding, Period, Question, Topic
from tests.factories import (
    AuthorFactory,
    BookFactory,
    PeriodFactory,
    PictureFactory,
    PlaceFactory,
    QuestionFactory,
    TopicFactory,
    printable_question,
    printed_question,
)

from . import people
from .page import Form, messages

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    """A client signed in as an editor."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def listed(desk, model, query):
    response = desk.get(f"/admin/articles/{model}/?{query}")
    assert response.status_code == 200
    return {str(row) for row in response.context["cl"].result_list}


# --- merging -----------------------------------------------------------------------------------


def test_a_merge_is_shown_before_it_is_done_and_logged_on_both(desk):
    source, target = TopicFactory(name="Hunger"), TopicFactory(name="Famine")
    printed_question(topics=[source])
    address = f"/admin/articles/topic/{source.pk}/merge/"
    assert address in desk.get(f"/admin/articles/topic/{source.pk}/change/").content.decode()
    assert "See what will move" in desk.get(address).content.decode()
    page = desk.get(f"{address}?into={target.pk}").content.decode()
    assert "1 questions" in page
    assert "1 editions" in page
    assert Topic.objects.filter(merged_into__isnull=False).count() == 0
    assert (
        desk.post(address, {"into": str(target.pk)}).status_code == 200
    )  # nobody has looked at what will move
    shown = desk.get(f"{address}?into={target.pk}").context["seen"]
    printed_question(topics=[source])
    again = desk.post(address, {"into": str(target.pk), "seen": shown})
    assert "2 editions" in again.content.decode()
    assert Topic.objects.filter(merged_into__isnull=False).count() == 0
    response = desk.post(address, {"into": str(target.pk), "seen": again.context["seen"]})
    assert (response.status_code, response["Location"]) == (302, f"/admin/articles/topic/{target.pk}/change/")
    told = messages(response)[-1]
    assert told.startswith("“Hunger” is now part of “Famine”: 2 ")
    assert {entry.object_id for entry in LogEntry.objects.all()} == {str(source.pk), str(target.pk)}
    assert listed(desk, "topic", "") == {"Famine"}
    assert desk.get(address).status_code == 404
    query = {"app_label": "articles", "model_name": "question", "field_name": "topics", "term": "Hunger"}
    assert desk.get("/admin/autocomplete/", query).json()["results"] == []


@pytest.mark.parametrize("into", ["", "0", "x", "9" * 30, "\x00", "self"])
def test_what_cannot_be_merged_into_gets_a_sentence(desk, into):
    topic = TopicFactory()
    address = f"/admin/articles/topic/{topic.pk}/merge/"
    value = str(topic.pk) if into == "self" else into
    for response in (desk.get(address, {"into": value}), desk.post(address, {"into": value})):
        assert response.status_code == 200
        assert 'class="errorlist"' in response.content.decode()
    assert Topic.objects.get().merged_into is None


def test_who_may_not_delete_may_not_merge(client):
    source, target = TopicFactory(), TopicFactory()
    for rights in (["view_topic"], ["view_topic", "change_topic"], ["view_topic", "delete_topic"]):
        client.force_login(people.staff(*rights), backend="django.contrib.auth.backends.ModelBackend")
        address = f"/admin/articles/topic/{source.pk}/merge/"
        assert client.get(address).status_code == 403
        assert client.post(address, {"into": str(target.pk)}).status_code == 403
    assert not Topic.objects.filter(merged_into__isnull=False).exists()


# --- addresses ---------------------------------------------------------------------------------


def test_a_changed_address_leads_on_and_nobody_else_gets_it(desk, client):
    topic = TopicFactory(slug="famine")
    printed_question(topics=[topic])
    Form(desk, f"/admin/articles/topic/{topic.pk}/change/").send("_save", slug="hunger")
    response = client.get("/topics/famine/")
    assert (response.status_code, response["Location"]) == (301, "/topics/hunger/")
    form = Form(desk, "/admin/articles/topic/add/")
    response = form.send("_save", name="Famine", slug="famine")
    assert form.again(response).errors() == ["Another entry had this address before: choose a different one."]
    Form(desk, f"/admin/articles/topic/{topic.pk}/change/").send("_save", slug="famine")
    assert client.get("/topics/famine/").status_code == 200
    assert list(Forwarding.objects.values_list("slug", flat=True)) == ["hunger"]


# --- identifiers -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["0-306-40615-2", "ISBN 978-0-306-40615-7", "9780306406157"])
def test_a_book_is_found_by_its_isbn_in_any_form(desk, text):
    BookFactory(title="Found", isbn="9780306406157")
    BookFactory(title="Other", isbn="9780804429573")
    assert {name.split(" (")[0] for name in listed(desk, "book", f"q={text}")} == {"Found"}


@pytest.mark.parametrize(
    "text",
    ["https://orcid.org/0000-0002-1825-0097", "0000000218250097", "Q42", "https://www.wikidata.org/wiki/Q42"],
)
def test_an_author_is_found_by_orcid_and_wikidata_id_in_any_form(desk, text):
    AuthorFactory(name="Found", orcid="0000-0002-1825-0097", wikidata="Q42")
    AuthorFactory(name="Other", wikidata="Q421")
    assert listed(desk, "author", f"q={text}") == {"Found"}


@pytest.mark.parametrize(("model", "text"), [("book", "0306406153"), ("author", "0000-0002-1825-0098")])
def test_a_wrong_check_digit_is_said_and_finds_nothing(desk, model, text):
    AuthorFactory()
    BookFactory()
    response = desk.get(f"/admin/articles/{model}/?q={text}")
    assert "its check digit does not fit" in response.content.decode()
    assert list(response.context["cl"].result_list) == []


def test_a_name_is_still_searched_as_a_name(desk):
    AuthorFactory(name="Quentin Marlow")
    assert listed(desk, "author", "q=Quentin") == {"Quentin Marlow"}


# --- what questions lack -----------------------------------------------------------------------


def test_the_list_finds_questions_without_a_period_place_source_or_picture(desk):
    whole = printable_question(text="Whole?", places=[PlaceFactory()], picture=PictureFactory())
    QuestionFactory(text="Bare?")
    printable_question(text="No place?", picture=PictureFactory())
    sourceless = printable_question(text="No source?", places=[PlaceFactory()], picture=PictureFactory())
    sourceless.answers.get().sources.all().delete()
    whole.periods.add(PeriodFactory())
    assert listed(desk, "question", "without=period") == {"Bare?"}
    assert listed(desk, "question", "without=place") == {"Bare?", "No place?"}
    assert listed(desk, "question", "without=source") == {"Bare?", "No source?"}
    assert listed(desk, "question", "without=picture") == {"Bare?"}
    assert len(listed(desk, "question", "without=nonsense")) == 4


def test_a_merged_period_is_no_filter_any_more(desk):
    PeriodFactory(name="Kept")
    PeriodFactory(name="Gone", merged_into=Period.objects.get(name="Kept"))
    page = desk.get("/admin/articles/question/").content.decode()
    assert "Kept" in page
    assert "Gone" not in page


# --- read again --------------------------------------------------------------------------------

TODAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("months", "planned", "day"),
    [
        (0, None, None),
        (1, None, date(2026, 2, 28)),
        (24, None, date(2028, 1, 31)),
        (12, date(2026, 1, 30), date(2027, 1, 31)),
        (12, date(2026, 2, 1), date(2026, 2, 1)),
        (0, date(2026, 1, 30), None),
        (10**6, None, date(9999, 6, 30)),
    ],
)
def test_an_answer_is_read_again_after_so_many_months_unless_a_day_is_set(
    settings, time_machine, months, planned, day
):
    settings.REVIEW_MONTHS = months
    time_machine.move_to("2026-01-31 12:00", tick=False)
    found = reviewing.after(planned=planned)
    assert found == day or (months == 10**6 and found.year == 9999)


def test_publishing_sets_the_day_by_the_site_s_rule_or_as_it_is_typed(desk, settings):
    settings.REVIEW_MONTHS = 12
    question = printable_question()
    workflow.publish(question=question)
    question.refresh_from_db()
    assert question.review_by == reviewing.after()
    for typed, stored in (("03/02/2031", date(2031, 2, 3)), ("", None)):
        form = Form(desk, f"/admin/articles/question/{question.pk}/publish/")
        assert form.values["review_by"]
        assert form.send("_save", review_by=typed).status_code == 302
        question.refresh_from_db()
        assert question.review_by == stored


def test_an_answer_whose_day_has_come_is_on_the_first_page_and_in_the_filter(desk):
    today = timezone.localdate()
    for days in (-1, 0, 1, 31):
        QuestionFactory(text=f"In {days} days?", slug=f"why{days}", review_by=today + timedelta(days=days))
    QuestionFactory(text="Never?")
    page = desk.get("/admin/").content.decode()
    section = page.split("To read again")[1].split("</section>")[0]
    assert [days for days in (-1, 0, 1, 31) if f"In {days} days?" in section] == [-1, 0]
    assert listed(desk, "question", "review=due") == {"In -1 days?", "In 0 days?"}
    assert listed(desk, "question", "review=soon") == {"In -1 days?", "In 0 days?", "In 1 days?"}
    assert listed(desk, "question", "review=never") == {"Never?"}
    assert Question.objects.count() == 5
    assert Author.objects.count() == 0
