"""Checks before print in a real browser: the list follows what is typed, and claims are marked and checked by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import axe
from tests.e2e.keys import wait_for_caret
from tests.e2e.test_admin import question, settle  # noqa: F401  (a fixture)


@pytest.fixture
def change(editor_page, question):  # noqa: F811
    """The page of a question of the sample with two answers."""
    editor_page.goto(f"/admin/articles/question/{question}/change/")
    settle(editor_page)
    return editor_page


def test_the_checklist_follows_what_is_typed_without_saving(change, problems):
    change.on("dialog", lambda dialog: dialog.accept())
    box = change.get_by_label("Short answer")
    words = box.input_value()
    box.fill("")
    finding = change.get_by_role("link", name="Write the short answer.")
    expect(finding).to_be_visible()
    expect(change.locator("#checklist-status")).to_contain_text("1 to put right")
    finding.press("Enter")
    expect(box).to_be_focused()
    change.keyboard.type(words)
    expect(finding).to_have_count(0)
    change.reload()
    settle(change)
    expect(change.get_by_label("Short answer")).to_have_value(words)
    assert problems == []


def test_selected_words_are_marked_and_checked_by_keyboard(change, problems):
    change.get_by_role("textbox", name="Body").first.focus()
    wait_for_caret(change)
    change.keyboard.press("Control+Home")
    change.keyboard.press("Shift+End")
    change.keyboard.press("Alt+Shift+C")
    expect(change.locator("#mark-status")).to_contain_text("Marked as a claim")
    link = change.get_by_role("link", name="1 of 1 claim to check")
    change.reload()
    settle(change)
    link.press("Enter")
    expect(change.get_by_role("heading", level=1)).to_have_text("Fact-check ledger")
    change.get_by_label("Confirmed").focus()
    change.keyboard.press("Space")
    change.get_by_label("Page").focus()
    change.keyboard.type("p. 12")
    change.keyboard.press("Enter")
    expect(change.get_by_text("0 of 1 claim still to check.")).to_be_visible()
    expect(change.get_by_text("confirmed by")).to_be_visible()
    assert problems == []  # before axe, which puts a stylesheet of its own into the page
    assert axe(change) == []
