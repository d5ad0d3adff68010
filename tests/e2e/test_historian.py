"""The historian's page in a real browser: writing with the editor, keeping, handing in, commenting by selection."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import axe, check_html
from tests.e2e.keys import wait_for_caret
from tests.e2e.test_paste import PASTE, cleaned, clipboard

BOX = "#answer_text"


@pytest.fixture
def asked(site, request):
    """(The key of a question that only this test has, the address behind its link.)"""
    slug = re.sub(r"\W+", "-", request.node.name).replace("_", "-").strip("-")[:100]
    code = (
        "from articles import commissions; from articles.models import Author, Question;"
        f"q = Question.objects.create(text='Why did wages rise?', slug='{slug}', stage='accepted');"
        "c, token = commissions.ask(question=q, name='Edith Marlow', brief='Six hundred words.',"
        " historian=Author.objects.first(), due=q.created_at.date());"
        "print('made', q.pk, token)"
    )
    key, token = re.search(r"made (\d+) (\S+)", site.manage("shell", "-c", code)).groups()
    return key, f"/desk/{token}/"


def told(site, key, expression):
    """Return what ``expression`` about the Commission ``c`` is on the site."""
    code = f"from articles.models import Commission; c = Commission.objects.get(question={key}); print('is', {expression})"
    return re.search(r"is (.*)", site.manage("shell", "-c", code))[1]


def revoke(site, key):
    site.manage(
        "shell",
        "-c",
        "from articles import commissions; from articles.models import Commission;"
        f"commissions.revoke(commission=Commission.objects.get(question={key}))",
    )


def opened(page, address):
    """Open the page; return its editor, ready, with the cursor at its end."""
    page.goto(address)
    box = page.get_by_role("textbox", name="Your answer")
    expect(page.get_by_role("group", name="Formatting")).to_be_visible()
    box.evaluate("(element) => element.editor.commands.focus('end')")
    wait_for_caret(page)
    expect(box).to_be_focused()
    return box


def test_an_answer_is_pasted_kept_handed_in_commented_on_approved_and_then_the_link_ends(
    page, site, asked, problems
):
    key, address = asked
    box = opened(page, address)
    assert axe(page) == []
    page.keyboard.press("Control+b")
    page.keyboard.type("Wages")
    page.keyboard.press("Control+b")
    page.keyboard.type(" rose.")
    expect(page.locator("#kept")).to_contain_text("Last saved")
    assert told(site, key, "c.text") == "<p><strong>Wages</strong> rose.</p>"
    page.keyboard.type("x")
    page.keyboard.press("Backspace")  # as it is at the desk: nothing to keep, and nothing in the browser
    page.wait_for_function(
        "() => !Object.keys(localStorage).some((key) => key.startsWith('historyqa:answer:'))"
    )

    box.press("Control+a")
    box.press("Backspace")
    page.evaluate(PASTE, {"html": clipboard("word/notes"), "text": ""})
    expect(box.locator("sup[data-source]").first).to_be_visible()
    assert re.sub(r' data-type="[a-z-]+"', "", page.locator(BOX).input_value()) == cleaned("word/notes")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("status").first).to_contain_text("Handed in.")
    expect(page.locator("#answer-text .ref")).to_have_count(4)
    expect(page.locator(".sources li")).to_have_count(4)
    expect(page.locator(".sources")).to_contain_text("Rosemary Horrox")
    assert axe(page) == []

    words = "of them died. Prices fell"
    page.locator("#answer-text").evaluate(
        """(answer) => {
            const [first, , second] = answer.querySelector("p").childNodes;
            getSelection().setBaseAndExtent(first, 5, second, " Prices fell".length);
        }"""
    )
    page.get_by_role("button", name="Comment on these words").click()
    expect(page.get_by_role("textbox", name="Comment optional")).to_be_focused()
    expect(page.get_by_label("Where")).to_have_value("selected")
    assert axe(page) == []
    page.keyboard.type("Rather a third.")
    page.get_by_role("button", name="Send to the desk").click()
    expect(page.locator("main")).to_contain_text(f"“{words}”: Rather a third.")
    page.get_by_role("button", name="Approve this text").click()
    expect(page.locator("main")).to_contain_text("You approved this text on")
    assert check_html([site.url + address]) == []

    revoke(site, key)
    assert page.goto(address).status == 410
    assert problems == []


def test_what_is_typed_survives_a_link_that_is_revoked_and_a_desk_that_is_away(page, site, asked):
    key, address = asked
    opened(page, address)
    with page.expect_response("**/keep/"):
        page.keyboard.type("Wages rose.")
    page.route("**/keep/", lambda route: route.abort())
    page.keyboard.type(" Then they fell.")
    expect(page.locator("#kept")).to_contain_text("kept in this browser")

    page.unroute("**/keep/")
    page.on("dialog", lambda dialog: dialog.accept())  # leave, although words are unsaved
    box = opened(page, address)
    expect(box).to_have_text("Wages rose.")
    with page.expect_response("**/keep/"):
        page.get_by_role("button", name="Put them in the box").click()
        expect(box).to_have_text("Wages rose. Then they fell.")
    assert told(site, key, "c.text") == "<p>Wages rose. Then they fell.</p>"

    revoke(site, key)
    page.keyboard.type(" At last.")
    expect(page.locator("#kept")).to_contain_text("This link has ended. Please ask the desk for a new one.")
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("#kept")).to_contain_text("nothing was sent")
    expect(box).to_contain_text("At last.")


def test_the_editor_is_worked_by_keys_and_begins_with_what_was_typed_without_it(page, site, asked, problems):
    _, address = asked
    context = page.context.browser.new_context(java_script_enabled=False, base_url=site.url)
    plain = context.new_page()
    plain.goto(address)
    plain.locator(BOX).fill("It rained <hard>.\n\nThen it froze.")
    plain.get_by_role("button", name="Save and go on later").click()
    expect(plain.locator(BOX)).to_have_value("It rained <hard>.\n\nThen it froze.")
    context.close()

    box = opened(page, address)
    expect(box.locator("p")).to_have_text(["It rained <hard>.", "Then it froze."])
    assert check_html([site.url + address]) == []
    page.get_by_role("button", name="paragraph").press("Enter")
    page.keyboard.press("Enter")
    expect(box.locator("h3")).to_have_text("Then it froze.")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="unordered list").click()
    expect(box).to_be_focused()
    page.keyboard.type("At last")
    page.get_by_role("button", name="Save and go on later").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(box.locator("li")).to_have_text("At last")
    expect(page.locator(".kept-here")).to_have_count(0)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert problems == []
