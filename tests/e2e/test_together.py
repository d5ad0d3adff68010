"""Two tabs, one book: the clash is shown with its texts, and the page that shows it is accessible."""

from playwright.sync_api import expect

from tests.e2e.checks import axe
from tests.e2e.test_admin import settle


def save(page):
    page.get_by_role("button", name="Save and continue editing").press("Enter")


def test_a_clash_of_two_tabs_is_shown_with_its_texts(site, editor_page, context):
    code = "from articles.models import Book; print('key', Book.objects.create(title='Rye').pk)"
    key = site.manage("shell", "-c", code).split("key ")[1].split()[0]
    address = f"/admin/articles/book/{key}/change/"
    mine, theirs = editor_page, context.new_page()
    for page in (mine, theirs):
        page.goto(address)
        settle(page)
    theirs.locator("#id_title").fill("Rye and wheat")
    theirs.locator("#id_publisher").fill("Lantern")
    save(theirs)
    expect(theirs.get_by_text("was changed successfully")).to_be_visible()
    mine.locator("#id_title").fill("Rye, or wheat")
    save(mine)
    expect(mine.get_by_role("heading", name="changed by two people")).to_be_visible()
    for text in ("Rye", "Rye and wheat", "Rye, or wheat"):
        expect(mine.locator(".clash-text", has_text=text).first).to_be_visible()
    expect(mine.locator("#id_title")).to_have_value("Rye, or wheat")
    assert axe(mine) == []
