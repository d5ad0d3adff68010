"""The ways in and out in a real browser: drawings that get larger, the queue's filter, the saved list, copying."""

import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import axe

CAESAR, ENIGMA = "did-caesar-say-et-tu-brute", "who-broke-enigma-first"
# A browser that refuses storage, as a private window may.
REFUSE = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
# Voices that say nothing, and note what is asked of them; they come from window.voices.
VOICE = """
window.asked = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => window.voices ?? [],
    addEventListener: (name, act) => (window.voicesChanged = act),
    cancel: () => (sessionStorage.cancelled = Number(sessionStorage.cancelled ?? 0) + 1),
    speak: (words) => { asked.push(words.text); window.words = words; },
} });
"""
OWN_VOICE = "window.voices = [{ lang: 'en-GB', localService: true }];"


def in_pane(page, selector):
    """Return whether what ``selector`` names can be seen in the drawing's pane: all of it, or as much as fits."""
    return page.eval_on_selector(
        selector,
        """(mark) => {
            const [at, pane] = [mark, mark.closest(".pane")].map((each) => each.getBoundingClientRect());
            const seen = (start, end) => Math.min(at[end], pane[end]) - Math.max(at[start], pane[start]);
            const margin = 33; // the pane's, two rem
            const fits = (side, seen) => seen >= Math.min(at[side], pane[side] - margin) - 1;
            return fits("width", seen("left", "right")) && fits("height", seen("top", "bottom"));
        }""",
    )


# --- Drawings ---


@pytest.mark.parametrize("address", ["/timeline/", "/map/", "/periods/", "/periods/middle-ages/"])
def test_a_drawing_gets_larger_by_keyboard_and_says_so(page, problems, address):
    page.goto(address)
    zoom = page.get_by_role("group", name="Size of the drawing")
    larger, smaller, said = (
        zoom.get_by_role("button", name="Larger"),
        zoom.get_by_role("button"),
        zoom.get_by_role("status"),
    )
    drawing, pane = page.locator(".pane svg"), page.locator(".pane")
    whole, height = drawing.bounding_box()["width"], pane.bounding_box()["height"]
    expect(zoom.get_by_role("button", name="Smaller")).to_be_disabled()
    larger.focus()
    for words in ("Twice", "Four times"):
        page.keyboard.press("Enter")
        expect(said).to_contain_text(words)
    assert drawing.bounding_box()["width"] == pytest.approx(4 * whole, rel=0.02)
    assert pane.bounding_box()["height"] == pytest.approx(height, abs=1)
    expect(smaller.nth(1)).to_be_focused()
    # Every mark that gets the focus comes into view, and the page itself scrolls nowhere sideways.
    marks = page.locator(".pane a")
    for mark in (marks.last, marks.first):
        mark.focus()
        assert in_pane(page, ".pane a:focus :is(.dot, .span)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
    page.keyboard.press("0")
    expect(said).to_have_text("Whole")
    assert drawing.bounding_box()["width"] == pytest.approx(whole, abs=1)
    page.keyboard.press("+")
    expect(said).to_contain_text("Twice")
    assert problems == []


def test_a_mark_and_its_line_in_the_list_are_shown_together(page, problems):
    page.goto("/map/")
    mark = page.locator(".pane a").first
    line = page.locator(f"#places li:has(a[href='{mark.get_attribute('href')}'])")
    mark.focus()
    expect(line).to_have_class(re.compile("is-lit"))
    line.get_by_role("link").focus()
    expect(mark).to_have_class(re.compile("is-lit"))
    page.get_by_role("link", name="Skip the map").focus()
    expect(page.locator(".is-lit")).to_have_count(0)
    line.get_by_role("link").hover()
    expect(mark).to_have_class(re.compile("is-lit"))
    assert problems == []


def test_without_javascript_a_drawing_is_whole_and_its_buttons_are_not_there(browser, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto("/timeline/")
    expect(page.locator(".pane a").first).to_be_visible()
    expect(page.get_by_role("button", name="Larger")).to_have_count(0)
    context.close()


def test_the_script_of_a_drawing_is_small_and_waits(page):
    sizes = []
    page.on("response", lambda answer: "drawing" in answer.url and sizes.append(len(answer.body())))
    page.goto("/map/", wait_until="networkidle")
    assert [size <= 3072 for size in sizes] == [True]
    assert page.locator("script[src*=drawing]").evaluate("script => script.defer")


# --- The queue of questions asked ---


def test_the_queue_is_filtered_by_keyboard_with_and_without_javascript(browser, browser_context_args):
    for scripts in (True, False):
        context = browser.new_context(**browser_context_args, java_script_enabled=scripts)
        page = context.new_page()
        page.goto("/asked/")
        chips = page.get_by_role("navigation", name="Questions asked by what became of them").get_by_role(
            "link"
        )
        expect(chips).to_have_count(5)
        count = int(chips.nth(4).inner_text().split()[-1])
        chips.nth(4).press("Enter")
        page.wait_for_url("**/asked/?status=declined")
        expect(page.locator(".asked-list > li")).to_have_count(count)
        expect(chips.nth(4)).to_have_attribute("aria-current", "page")
        context.close()


# --- The saved list ---


def test_what_is_saved_is_listed_taken_off_and_taken_along(page, site, tmp_path, problems):
    for slug in (CAESAR, ENIGMA):
        page.goto(f"/questions/{slug}/")
        page.get_by_role("button", name="Save for later").press("Enter")
    page.goto("/")
    page.get_by_role("link", name="Saved questions").click()
    page.wait_for_url(f"**/saved/?q={ENIGMA}&q={CAESAR}")
    page.reload()
    links = page.locator(".saved-list a")
    assert [link.get_attribute("href") for link in links.all()] == [
        f"/questions/{ENIGMA}/",
        f"/questions/{CAESAR}/",
    ]
    with page.expect_download() as download:
        page.get_by_role("link", name="Take all 2 along").click()
    download.value.save_as(tmp_path / "saved.epub")
    with zipfile.ZipFile(tmp_path / "saved.epub") as book:
        words = " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert [f"/questions/{slug}/" in words for slug in (ENIGMA, CAESAR)] == [True, True]
    assert "/questions/could-the-inca-write/v/" not in words
    page.get_by_role("button", name="Remove").first.press("Enter")
    expect(links).to_have_count(1)
    page.goto("/saved/")
    page.wait_for_url(f"**/saved/?q={CAESAR}")
    expect(links).to_have_attribute("href", f"/questions/{CAESAR}/")
    assert problems == []


def test_a_browser_that_keeps_nothing_says_so_and_does_not_pretend(page, problems):
    page.add_init_script(REFUSE)
    page.goto(f"/questions/{CAESAR}/")
    button = page.get_by_role("button", name="Save for later")
    button.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your browser keeps nothing for this site")
    expect(button).to_have_attribute("aria-pressed", "false")
    page.goto("/saved/")
    expect(page.get_by_text("no list can be kept here")).to_be_visible()
    assert problems == []


@pytest.mark.parametrize(
    "kept",
    ["null", "[", "{}", '"x"', "7", '[null, 5, {}, [], {"slug": null}, {"slug": "../x"}]', "\x00"],
)
def test_nonsense_in_the_list_is_an_empty_list(page, problems, kept):
    page.goto("/api/")
    page.evaluate("kept => localStorage.setItem('saved', kept)", kept)
    page.goto("/saved/", wait_until="networkidle")
    assert page.url.endswith("/saved/")
    expect(page.get_by_text("Nothing is saved here")).to_be_visible()
    expect(page.locator("[data-no-storage]")).to_be_hidden()
    page.goto(f"/questions/{CAESAR}/")
    page.get_by_role("button", name="Save for later").press("Enter")
    assert [item["slug"] for item in json.loads(page.evaluate("localStorage.saved"))] == [CAESAR]
    assert problems == []


# --- Republishing ---


def test_an_answer_is_copied_whole_with_credit_and_licence_and_no_tracker(page, problems):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/questions/{CAESAR}/republish/")
    page.get_by_role("button", name="Copy the HTML").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied.")
    html = page.evaluate("navigator.clipboard.readText()")
    assert html == page.locator("#republish-html").input_value().strip()
    assert re.findall(r"<(script|iframe|object|form|style|link)\b|\son\w+=|beacon|utm_", html) == []
    author = page.request.get(f"/api/v1/questions/{CAESAR}/").json()
    assert all(person in html for person in re.findall(r'"name": "([^"]+)", "slug"', json.dumps(author)))
    assert ['rel="license"' in html, f"/questions/{CAESAR}/" in html] == [True, True]
    page.get_by_role("button", name="Copy the text").press("Enter")
    text = page.locator("#republish-text").input_value().strip()
    page.wait_for_function("async (text) => (await navigator.clipboard.readText()) === text", arg=text)
    assert problems == []


def test_without_javascript_the_answer_can_be_selected_and_no_button_pretends(browser, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/questions/{CAESAR}/republish/")
    expect(page.get_by_label("HTML", exact=True)).to_have_attribute("readonly", "")
    expect(page.get_by_role("button", name=re.compile("Copy"))).to_have_count(0)
    context.close()


# --- Listening ---


def test_a_browser_without_voices_offers_none_until_one_comes(page, problems):
    page.add_init_script(VOICE)
    page.goto(f"/questions/{CAESAR}/")
    button = page.locator("[data-listen]")
    expect(button).to_be_hidden()
    page.evaluate(OWN_VOICE + "voicesChanged()")
    expect(button).to_be_visible()
    assert problems == []


def test_no_number_of_a_source_is_read_out_and_leaving_the_page_ends_the_voice(page, problems):
    page.add_init_script(VOICE + OWN_VOICE)
    page.goto(f"/questions/{CAESAR}/")
    page.locator("#p-1-1").hover()  # the link to report an error is in the paragraph now
    assert page.locator(".answer > .prose sup a").count() > 0
    page.get_by_role("button", name="Listen").press("Enter")
    seen = []
    while page.locator("[data-listen-stop]").is_visible():
        seen.append(page.locator(".spoken").count())
        page.evaluate("words.onend()")
    heard = page.evaluate("asked")
    blocks = page.evaluate(
        """() => [...document.querySelectorAll(document.querySelector("[data-listen]").dataset.listen)].map((block) => {
            const own = block.cloneNode(true);
            for (const mark of own.querySelectorAll("sup, .report")) mark.remove();
            return own.textContent.trim();
        })"""
    )
    assert heard == blocks
    assert seen == [1] * len(blocks)
    page.get_by_role("button", name="Listen").press("Enter")
    before = page.evaluate("Number(sessionStorage.cancelled ?? 0)")
    page.goto("/api/")
    assert page.evaluate("Number(sessionStorage.cancelled)") > before
    assert problems == []
