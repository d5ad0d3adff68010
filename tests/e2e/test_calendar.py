"""The calendar in a real browser: moving an edition by keyboard and by dragging; previewing what is not saved."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import check_html

CALENDAR = "/admin/articles/question/calendar/"
SCHEDULE = """
from datetime import timedelta
from django.utils import timezone
from articles import workflow
from articles.models import Question
question = Question.objects.get(slug="could-the-inca-write")
if not question.editions.scheduled().exists():
    at = timezone.localtime().replace(day=1, hour=13, minute=0, second=0, microsecond=0) + timedelta(days=40)
    workflow.schedule(question=question, at=at)
print("day", question.editions.scheduled().get().live_from.date(), "question", question.pk)
"""


@pytest.fixture
def scheduled(site):
    """The day on which the sample's question on the Inca has an edition to come, and the question's key."""
    return re.search(r"day (\S+) question (\d+)", site.manage("shell", "-c", SCHEDULE)).groups()


def test_an_edition_is_moved_by_keyboard(editor_page, problems, scheduled):
    page = editor_page
    page.goto(f"{CALENDAR}?view=list&day={scheduled[0]}")
    move = page.locator(f'a.move[href*="/{scheduled[1]}/reschedule/"]')
    move.focus()
    page.keyboard.press("Enter")
    time = page.get_by_label("Move to: time")
    time.fill("14:30")
    time.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("14:30")
    expect(page.locator(f'[data-day="{scheduled[0]}"]')).to_contain_text("14:30")
    assert problems == []


def test_dragging_opens_the_form_with_the_day_filled_in(editor_page, problems, scheduled):
    page = editor_page
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(f"{CALENDAR}?day={scheduled[0]}")
    target = page.locator(f'[data-day="{scheduled[0]}"] + .calendar-day')
    day = target.get_attribute("data-day")
    target.scroll_into_view_if_needed()
    start = page.locator(f"[data-move*='/{scheduled[1]}/reschedule/'] b").bounding_box()
    end = target.bounding_box()
    # By hand: the browser starts to drag only when the mouse has moved a little.
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 10, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 20, steps=8)
    page.mouse.up()
    expect(page.get_by_label("Move to: date")).to_have_value("/".join(reversed(day.split("-"))))
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(f'[data-day="{day}"] .calendar-edition')).to_have_count(1)
    assert problems == []


def test_what_is_not_saved_is_previewed_in_a_tab_of_its_own(editor_page, problems, scheduled):
    page = editor_page
    page.goto(f"/admin/articles/question/{scheduled[1]}/change/")
    page.locator("#id_short_answer").fill("They wrote in knots, perhaps.")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview without saving").click()
    preview = opened.value
    expect(preview.locator(".short-answer")).to_contain_text("They wrote in knots, perhaps.")
    expect(preview.locator(".notice-old")).to_contain_text("not saved")
    assert check_html({"preview": preview.content()}) == []
    expect(page.locator("#id_short_answer")).to_have_value("They wrote in knots, perhaps.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#id_short_answer")).not_to_have_value("They wrote in knots, perhaps.")
    assert problems == []
