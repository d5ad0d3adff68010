"""Citing an answer in a browser: the box by keyboard, copying, printing, and what machines read of every page."""

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import axe, fetch
from tests.e2e.conftest import PATIENCE
from tests.e2e.test_reader import PAGES
from tests.graphs import broken_rules

QUESTION = PAGES["question"]
PASTED = """async () => {
    const [item] = await navigator.clipboard.read();
    return Promise.all(["text/plain", "text/html"].map(async (type) => (await item.getType(type)).text()));
}"""


def test_the_box_opens_by_keyboard_and_copies_with_and_without_italics(page, problems):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(QUESTION)
    box = page.locator("#cite")
    expect(box.locator("#cite-chicago")).to_be_hidden()
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(box.locator("#cite-chicago")).to_be_visible()
    button = box.get_by_role("button", name="Copy the Chicago bibliography")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied.")
    plain, html = page.evaluate(PASTED)
    assert plain == box.locator("#cite-chicago").inner_text()
    assert plain.startswith("Volkova-Reed, Nadia")
    assert "<i>HistoryQA</i>" in html
    assert problems == []


def test_copying_that_is_refused_says_so(page):
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new Error('refused'))")
    page.goto(QUESTION)
    page.locator("#cite summary").click()
    page.get_by_role("button", name="Copy the APA reference").click()
    expect(page.get_by_role("status")).to_contain_text("copy it yourself")


def test_without_javascript_there_is_the_citation_and_no_button(browser, browser_context_args):
    reader = browser.new_context(**browser_context_args, java_script_enabled=False)
    reader.set_default_timeout(PATIENCE)
    page = reader.new_page()
    page.goto(QUESTION)
    page.locator("#cite summary").click()
    expect(page.locator("#cite-apa")).to_be_visible()
    assert page.locator("#cite button:visible").count() == 0
    reader.close()


def test_a_printed_page_has_the_citation_though_the_box_is_closed(page):
    page.goto(QUESTION)
    page.emulate_media(media="print")
    expect(page.locator("#cite-mhra")).to_be_visible()
    assert page.locator("#cite-mhra").evaluate("part => part.checkVisibility({contentVisibilityAuto: true})")
    assert page.locator("#cite button:visible").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_box_breaks_no_rule_of_accessibility_and_scrolls_nowhere(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(QUESTION)
    page.locator("#cite summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_what_machines_read_of_a_page_keeps_the_rules(site, name):
    html = fetch(site.url + PAGES[name])
    if "application/ld+json" in html or name in ("home", "question", "author", "period"):
        assert broken_rules(html) == []
