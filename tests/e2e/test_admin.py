"""The newsroom in a real browser: accessible, under the strict policy, and the way from a saved page to print."""

import re

import pytest

from tests.e2e.checks import axe

PAGES = {
    "index": "/admin/",
    "list": "/admin/articles/question/",
    "add": "/admin/articles/question/add/",
    "change": "/admin/articles/question/1/change/",
    "publish": "/admin/articles/question/1/publish/",
    "withdraw": "/admin/articles/question/1/withdraw/",
    "preview": "/admin/articles/question/1/preview/",
    "history": "/admin/articles/question/1/history/",
    "pictures": "/admin/articles/picture/",
    "picture": "/admin/articles/picture/add/",
    "author": "/admin/articles/author/1/change/",
    "editions": "/admin/articles/edition/",
}
PAGE = """The official website for Ferry History and The Pier Review

Why did the night ferries to Dunkirk carry sleeping cars until 1980?

Because nobody wanted to wake up and change.
This article was first published in Ferry History in 2014

Published: May 2, 2018 at 8:15 pm

The cars were shunted aboard on rails, chained to the deck, and shunted off again in France.

Passengers slept through it, or tried to: the chains were loud.


Answered by Ivo Strand, author of Rails at Sea (Quay Press, 2011)."""


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_no_admin_page_breaks_a_rule_of_accessibility_or_of_the_policy(editor_page, problems, address):
    broken = []
    for width in (320, 1280):
        editor_page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            editor_page.emulate_media(color_scheme=scheme)
            editor_page.goto(address, wait_until="networkidle")
            broken += [f"{width} px, {scheme}: {rule}" for rule in axe(editor_page)]
    assert broken == []
    assert problems == []


def test_the_login_page_is_accessible_and_fits_a_phone(page, problems):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/admin/login/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert problems == []


def test_a_saved_page_becomes_a_printed_one(editor_page, page, problems, site, tmp_path):
    path = tmp_path / "ferries.txt"
    path.write_text(PAGE, encoding="utf-8")
    site.manage("import_articles", str(path))
    editor_page.goto("/admin/articles/question/?q=ferries")
    editor_page.get_by_role("link", name=re.compile("night ferries")).click()
    address = editor_page.url
    editor_page.get_by_role("button", name="Publish now").click()
    assert "Saved, but not published yet" in editor_page.locator(".messagelist").inner_text()
    editor_page.locator("#id_short_answer").fill("So that passengers could sleep from London to Paris.")
    editor_page.get_by_role("button", name="Save", exact=True).click()
    editor_page.get_by_role("link", name=re.compile("Let pass")).click()
    editor_page.locator("#id_reason").fill("Printed without sources in 2014.")
    editor_page.locator("#id_reason").press("Tab")
    editor_page.keyboard.press("Enter")
    editor_page.wait_for_url(address)
    editor_page.get_by_role("button", name="Publish now").click()
    assert "is live" in editor_page.locator(".messagelist").inner_text()
    editor_page.get_by_role("link", name=re.compile("View on site", re.IGNORECASE)).first.click()
    article = editor_page.locator("article").inner_text()
    assert "So that passengers could sleep from London to Paris." in article
    assert "Because nobody wanted to wake up and change." in article
    assert "Ivo Strand, author of Rails at Sea (Quay Press, 2011)." in article
    assert "May 2, 2018 at 8:15 pm" in article
    assert problems == []


def test_formatting_is_kept_and_hostile_html_is_not(editor_page, problems):
    editor_page.goto(PAGES["change"], wait_until="networkidle")
    assert editor_page.locator(".ProseMirror").first.get_attribute("aria-label") or editor_page.locator(
        ".ProseMirror"
    ).first.get_attribute("aria-labelledby")
    assert problems == []
