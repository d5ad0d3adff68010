"""What reader.js adds to a page: by keyboard, within one browser, and nothing where a browser cannot."""

import json
import re

import pytest
from playwright.sync_api import expect

QUESTION = "/questions/did-king-john-sign-magna-carta/"
DARK, LIGHT = "rgb(22, 21, 19)", "rgb(251, 249, 244)"
# A voice that says everything at once, and notes what; ?remote stands for a browser with none of its own.
VOICE = """
window.heard = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [{ lang: "en-US", localService: !location.search, name: "Test" }],
    addEventListener() {},
    cancel() {},
    speak(words) { heard.push(words.text); window.finish = () => words.onend(); },
} });
"""


def paper(page):
    """Return the colour of the page."""
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


@pytest.fixture
def changed(page):
    """Return a function that opens the question page with pieces of its HTML replaced."""

    def open_changed(*pieces):
        def serve(route):
            answer = route.fetch()
            html = answer.text()
            for old, new in pieces:
                assert old in html
                html = html.replace(old, new)
            route.fulfill(response=answer, body=html)

        page.route(f"**{QUESTION}", serve)
        page.goto(QUESTION)

    return open_changed


def test_a_theme_is_chosen_by_keyboard_and_is_there_at_the_first_paint(page, problems):
    page.emulate_media(color_scheme="light")
    page.goto("/archive/")
    page.get_by_role("button", name="Text and theme").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Normal")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Dark")).to_be_checked()
    assert paper(page) == DARK
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Text and theme")).to_be_focused()
    page.goto("/periods/")
    assert paper(page) == DARK
    # The stylesheet, without which nothing is painted, comes after the script, which is waited for.
    order = page.eval_on_selector_all(
        "head script, head link[rel=stylesheet]",
        "all => all.map(each => [each.localName, each.async === true || each.defer === true])",
    )
    assert order[:2] == [["script", False], ["link", False]]
    assert problems == []


def test_the_largest_text_still_fits_the_narrowest_screen(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(QUESTION)
    usual = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    page.evaluate("localStorage.setItem('size', 'largest')")
    for address in ("/", QUESTION):
        page.goto(address)
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > 1.25 * usual
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_a_browser_remembers_may_be_nonsense(page, problems):
    page.add_init_script(
        "localStorage.theme = 'purple'; localStorage.size = '9'; localStorage.saved = '[null, {\"slug\": \"../x\"}]'"
    )
    page.emulate_media(color_scheme="light")
    page.goto(QUESTION)
    assert paper(page) == LIGHT
    expect(page.get_by_role("button", name="Save for later")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("navigation", name="Saved for later")).to_be_hidden()
    assert problems == []


def test_a_question_is_saved_for_later_and_let_go(page):
    page.goto(QUESTION)
    button = page.get_by_role("button", name="Save for later")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_contain_text("Saved in this browser")
    kept = json.loads(page.evaluate("localStorage.saved"))
    assert [item["slug"] for item in kept] == ["did-king-john-sign-magna-carta"]
    page.goto("/archive/")
    page.get_by_role("navigation", name="Saved for later").get_by_role("link").click()
    page.wait_for_url(f"**{QUESTION}")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("localStorage.saved") == "[]"


def test_copying_takes_the_text_and_says_so(page, changed):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    changed(
        (
            "</h1>",
            '</h1><p id="words">Magna <em>Carta</em>, 1215</p><button type="button" hidden data-copy="#words">Copy</button>',
        )
    )
    page.get_by_role("button", name="Copy").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == "Magna Carta, 1215"


def test_the_link_to_report_an_error_follows_the_paragraph_at_hand(page):
    page.goto(QUESTION)
    link = page.get_by_role("link", name="Report an error here")
    expect(link).to_have_count(0)
    page.locator("#p-1-1").hover()
    expect(link).to_have_attribute("href", re.compile(r"/report/\?p=p-1-1$"))
    link.focus()
    expect(link).to_be_visible()


def test_listening_reads_lead_and_answer_block_by_block(page, problems):
    page.add_init_script(VOICE)
    page.goto(QUESTION)
    button = page.get_by_role("button", name="Listen, in your browser’s voice")
    lead = page.locator(".standfirst").inner_text()
    button.press("Enter")
    assert page.evaluate("heard") == [lead]
    page.evaluate("finish()")
    page.get_by_role("button", name="Pause").press("Enter")
    page.get_by_role("button", name="Go on listening").press("Enter")
    heard = page.evaluate("heard")
    assert len(heard) == 3
    assert heard[1] == heard[2] != lead
    page.get_by_role("button", name="Stop").press("Enter")
    expect(button).to_be_focused()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    assert problems == []


def test_a_voice_that_would_send_the_words_away_is_not_offered(page):
    page.add_init_script(VOICE)
    page.goto(f"{QUESTION}?remote")
    expect(page.locator("[data-listen]")).to_be_hidden()


def test_every_tool_is_large_enough_to_hit(page):
    page.add_init_script(VOICE)
    page.goto(QUESTION)
    sizes = page.eval_on_selector_all(
        "button.tool:not([hidden])", "all => all.map(each => [each.offsetWidth, each.offsetHeight])"
    )
    assert len(sizes) == 4
    assert [size for size in sizes if min(size) < 24] == []
