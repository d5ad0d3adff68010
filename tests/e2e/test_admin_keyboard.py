"""A question goes from the reader's letter to print, and nobody touches a mouse: Tab, Enter, Space, arrows, typing."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.keys import Keyboard
from tests.e2e.test_admin import settle

TEXT = "Who carried the post before the railways?"


@pytest.fixture
def received(site):
    """A question that waits to be accepted, as its stage says."""
    code = (
        "from articles.models import Question;"
        f"Question.objects.create(text='{TEXT}', slug='who-carried-the-post', stage='received')"
    )
    site.manage("shell", "-c", code)
    return TEXT


def test_a_question_goes_from_received_to_print_by_keyboard_alone(site, page, problems, received):
    keys = Keyboard(page)
    sign_in(keys, site)
    keys.press(page.get_by_role("link", name=received).first)

    def stage(name):
        expect(page.get_by_role("heading", name=f"Stage: {name}")).to_be_visible()

    stage("Received")
    move(keys, "Accept")
    stage("Accepted")
    move(keys, "Commission", due="01/03/2040")
    stage("Commissioned")
    write(keys)
    move(keys, "Hand in the answer")
    stage("Answered")
    move(keys, "Start editing")
    stage("Editing")
    check_facts(keys)
    sign_off(keys)
    move(keys, "Send to fact-check")
    stage("Fact-check")
    move(keys, "Facts checked: ready")
    stage("Ready")
    keys.press(page.get_by_role("button", name="Publish now"))
    expect(page.get_by_text("Edition 1 is live.")).to_be_visible()
    keys.press(page.get_by_role("link", name="View on site"))
    expect(page.get_by_role("heading", level=1)).to_have_text(received)
    expect(page.get_by_text("Men on foot did, and boys on ponies.")).to_be_visible()
    assert keys.unseen == []
    assert problems == []


def sign_in(keys, site):
    page = keys.page
    page.goto("/admin/")
    keys.type_into(page.locator("input[name=username]"), site.editor)
    keys.type_into(page.locator("input[name=password]"), site.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/admin/")


def move(keys, label, due=None):
    """Make the move that is called ``label``; with a day that it is ``due``, it is given to the first of the staff."""
    page = keys.page
    keys.press(page.get_by_role("group", name="Move on").get_by_role("link", name=label))
    page.wait_for_url("**/move/**")
    if due:
        keys.tab_to(page.get_by_role("combobox", name="Owner"))
        page.keyboard.press("ArrowDown")
        keys.type_into(page.get_by_role("textbox", name="Due"), due)
    keys.press(page.locator(".bar").get_by_role("button", name=label))
    page.wait_for_url("**/change/")
    settle(page)


def write(keys):
    """Write the answer, its credit and its source, choose a period, and save."""
    page = keys.page
    keys.type_into(page.get_by_label("Short answer"), "Men on foot did, and boys on ponies.")
    body = page.get_by_role("textbox", name="Body")
    keys.tab_to(body)
    page.keyboard.type("A letter from London took six days. Few people could pay for one. [kings]")
    credit = page.locator("#answers-0-credits-0")
    keys.choose(credit.get_by_role("combobox", name="Author"), "Okonjo", re.compile("Okonjo"))
    keys.press(page.get_by_role("button", name="Add source"))
    keys.type_into(page.locator("#id_answers-0-sources-0-title"), "The King’s Posts")
    keys.choose(page.get_by_role("searchbox", name="Periods"), "Cold", "Cold War")
    keys.press(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    settle(page)


def check_facts(keys):
    """Mark one sentence as a claim, and find it confirmed."""
    page = keys.page
    keys.press(page.get_by_role("link", name="nothing marked yet"))
    keys.press(page.get_by_role("link", name="Split into sentences…"))
    sentences = page.get_by_role("checkbox")
    expect(sentences.first).to_be_checked()
    for place in range(1, sentences.count()):
        keys.press(sentences.nth(place), "Space")
    keys.press(page.get_by_role("button", name="Mark as claims"))
    expect(page.get_by_text("Marked 1 sentence as claims.")).to_be_visible()
    keys.press(page.get_by_role("radio").first, "Space")
    expect(page.get_by_role("radio", name="Confirmed")).to_be_checked()
    keys.type_into(page.get_by_role("textbox", name="Or looked up in"), "Robinson 1948")
    keys.press(page.get_by_role("button", name="Record"))
    expect(page.get_by_text("0 of 1 claim still to check.")).to_be_visible()
    keys.press(page.get_by_role("link", name="Back to the question"))
    settle(page)


def sign_off(keys):
    """Sign off the facts."""
    page = keys.page
    keys.press(page.get_by_role("link", name=re.compile("[Ss]ign")).first)
    keys.press(page.get_by_role("button", name="Sign off facts"))
    expect(page.get_by_text("Signed off", exact=True)).to_be_visible()
    keys.press(page.get_by_role("link", name="Back to the question"))
    settle(page)
