"""The reader's magazine in a real browser: accessible, valid, narrow to wide, with and without JavaScript."""

import re
from dataclasses import dataclass, field
from html import unescape

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import REPORT_POLICY, Problems, axe, check_html, fetch
from tests.e2e.conftest import PATIENCE

PAGES = {
    "home": "/",
    "question": "/questions/who-broke-enigma-first/",
    "two answers": "/questions/could-the-inca-write/",
    "edition, old": "/questions/who-broke-enigma-first/v/1/",
    "history": "/questions/who-broke-enigma-first/history/",
    "withdrawn": "/questions/did-the-1914-truce-include-football/",
    "author": "/authors/nadia-volkova-reed/",
    "publication": "/publications/lantern/",
    "issue": "/publications/lantern/2025-02/",
    "periods": "/periods/",
    "period": "/periods/middle-ages/",
    "topics": "/topics/",
    "topic": "/topics/war/",
    "places": "/places/",
    "place": "/places/bletchley-park/",
    "figures": "/figures/",
    "figure": "/figures/alan-turing/",
    "historians": "/authors/",
    "magazines": "/publications/",
    "questions": "/questions/",
    "letter": "/questions/?letter=W",
    "timeline": "/timeline/",
    "timeline, period": "/timeline/middle-ages/",
    "map": "/map/",
    "map, square": "/map/14/17/",
    "map, period": "/map/?period=middle-ages",
    "map, period, nothing": "/map/14/17/?period=imperial-china",
    "on this day": "/on-this-day/11/9/",
    "archive": "/archive/",
    "archive, year": "/archive/2025/",
    "search": "/search/",
    "search, found": "/search/?q=war&since=1300",
    "search, nothing found": "/search/?q=zeppelin+harvest&until=soon",
    "ask, blank": "/ask/",
    "ask, sent": "/ask/sent/?by=mail",
    "ask": "/ask/?q=Who+first+broke+the+Enigma+cipher%3F",
    "asked": "/asked/",
    "asked, one": "/asked/1/",
    "ask, stop": "/ask/stop/not-a-link/",
    "report": "/questions/could-the-inca-write/report/?p=p-1-1",
    "report, sent": "/questions/could-the-inca-write/report/sent/",
    "corrections": "/corrections/",
    "reviewed": "/questions/did-the-black-death-raise-wages/",
    "teach": "/questions/did-the-black-death-raise-wages/teach/",
    "no teaching": "/questions/could-the-inca-write/teach/",
    "sheet": "/questions/did-the-black-death-raise-wages/sheet/",
    "republish": "/questions/did-caesar-say-et-tu-brute/republish/",
    "republish, reserved": "/questions/could-the-inca-write/republish/",
    "saved": "/saved/?q=could-the-inca-write&q=who-broke-enigma-first&q=gone",
    "saved, nothing": "/saved/",
    "feeds and data": "/api/",
    "not found": "/no/such/page/",
}
WIDTHS = (320, 768, 1280)
OPENED = (412, 1280)
# How far what is shown was moved while the page arrived, in the measure of web.dev/cls.
SHIFT = """() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => setTimeout(done, 0, 0));
})"""
# How pages are judged, in light and in dark: width in pixels, forced colours. 640 is 1280 at a zoom of 200 %.
VIEWS = ((320, "none"), (640, "none"), (1280, "none"), (1280, "active"))
UNSIZED = (
    "images => images.filter(i => !i.getAttribute('width') || !i.getAttribute('height')).map(i => i.src)"
)


@dataclass
class Visit:
    """What was seen of one page: rules of accessibility broken, widths scrolled sideways at, and so on."""

    broken: list[str] = field(default_factory=list)
    sideways: list[int] = field(default_factory=list)
    headings: int = 0
    unsized: list[str] = field(default_factory=list)
    moved: dict[int, float] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)
    cookies: list[dict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def visits(browser, browser_context_args, site):
    """The Visit of every page type, by its name: each page is opened once and looked at in every width and scheme."""
    found = {}
    for name, path in PAGES.items():
        context = browser.new_context(**browser_context_args)
        context.set_default_timeout(PATIENCE)
        problems = Problems()
        context.add_init_script(REPORT_POLICY)
        context.on("page", problems.watch)
        found[name] = look(context, site.url, path)
        found[name].problems = list(problems)
        context.close()
    return found


def look(context, base, path):
    """Return the Visit of the page at ``path``."""
    page, visit = context.new_page(), Visit()
    page.on(
        "request",
        lambda request: request.url.startswith((base, "data:")) or visit.elsewhere.append(request.url),
    )
    for width in OPENED:
        page.set_viewport_size({"width": width, "height": 800})
        visit.moved[width] = moved(page, base + path)
    page.wait_for_load_state("networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            visit.sideways.append(width)
    for width, forced in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(forced_colors=forced)
        visit.broken += [f"{width} px, forced colours {forced}, {rule}" for rule in axe(page)]
    visit.headings = page.locator("h1").count()
    visit.unsized = page.eval_on_selector_all("img", UNSIZED)
    visit.cookies = context.cookies()
    return visit


def moved(page, address):
    """Open ``address``; return how far what is shown was moved: the least of three times, if it was moved the first.

    A browser may show a page of which a part has not come yet, and then that part.
    """
    found = []
    while len(found) < 3 and 0 not in found:
        page.goto(address)
        page.wait_for_selector("html:not([data-early])", state="attached")
        found.append(page.evaluate(SHIFT))
    return min(found)


@pytest.fixture(params=PAGES)
def visit(request, visits):
    """The Visit of each public page type in turn."""
    return visits[request.param]


def test_no_page_breaks_a_rule_of_accessibility_however_it_is_looked_at(visit):
    assert visit.broken == []
    assert visit.problems == []


def test_every_page_is_valid_html(site):
    assert check_html([site.url + path for path in PAGES.values()]) == []


def test_no_page_scrolls_sideways(visit):
    assert visit.sideways == []


def test_no_page_asks_another_site_for_anything_or_keeps_a_cookie(visit):
    assert visit.elsewhere == []
    assert visit.cookies == []


def test_every_page_has_one_heading_of_the_first_rank(visit):
    assert visit.headings == 1


def test_pictures_hold_their_place_before_they_arrive(visit):
    """No layout shift: every picture says its width and height."""
    assert visit.unsized == []


def test_nothing_moves_while_the_page_arrives(visit):
    """Not where a part is laid out late (reader.js), nor for a picture or a font."""
    assert all(moved < 0.0005 for moved in visit.moved.values()), visit.moved


@pytest.mark.parametrize("address", ["/", PAGES["question"], PAGES["not found"]])
def test_the_keyboard_has_a_way_past_the_masthead(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    assert skip.is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_the_page_reads_the_same_without_javascript(browser, browser_context_args, site):
    reader = browser.new_context(**browser_context_args, java_script_enabled=False)
    reader.set_default_timeout(PATIENCE)
    page = reader.new_page()
    page.goto(PAGES["question"])
    assert "Rejewski" in page.locator("article").inner_text()
    assert page.locator("button.tool:visible").count() == 0
    page.get_by_role("link", name="Nadia Volkova-Reed").first.click()
    assert page.locator("h1").inner_text() == "Nadia Volkova-Reed"
    reader.close()


def test_the_search_suggests_questions_and_the_keyboard_alone_opens_one(page, problems):
    page.goto("/search/")
    box = page.locator("#q")
    box.focus()
    page.keyboard.type("enig")
    option = page.locator("#suggestions [role=option]").first
    expect(option).to_contain_text("Who broke Enigma first")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    assert box.input_value() == "enig"
    page.keyboard.type("m")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PAGES['question']}")
    assert problems == []


def test_the_search_in_the_masthead_needs_no_javascript(browser, browser_context_args):
    reader = browser.new_context(**browser_context_args, java_script_enabled=False)
    reader.set_default_timeout(PATIENCE)
    page = reader.new_page()
    page.goto("/")
    page.locator(".masthead-search input").fill("enigma")
    page.keyboard.press("Enter")
    page.locator(".search-results a", has_text="broke Enigma first").first.click()
    page.wait_for_url(f"**{PAGES['question']}")
    reader.close()


def test_a_browser_gets_avif_and_an_old_one_jpeg(page, site):
    page.goto(PAGES["question"])
    picture = page.locator("article picture, main picture").first
    assert picture.locator("source").first.get_attribute("type") == "image/avif"
    page.wait_for_function("document.querySelector('main picture img').complete")
    shown = picture.locator("img").evaluate("image => [image.currentSrc.slice(-5), image.naturalWidth > 0]")
    assert shown == [".avif", True]
    assert picture.locator("img").get_attribute("src").endswith(".jpeg")


def test_the_question_page_is_light(page):
    """At most 40 KB and 5 requests without its pictures and the tab's icon, of which 10 KB of script unpacked."""
    received = []
    page.on("response", lambda response: received.append(response))
    # Not the Enigma page: its Polish names need a second file of the typeface.
    page.goto("/questions/did-king-john-sign-magna-carta/", wait_until="networkidle")
    plain = [each for each in received if each.request.resource_type not in ("image", "other")]
    scripts = [len(each.body()) for each in plain if each.request.resource_type == "script"]
    sizes = [each.request.sizes() for each in plain]
    assert len(plain) <= 5
    assert sum(scripts) <= 10_000
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) <= 40_000


def test_a_saved_list_is_drawn_from_this_browser_and_leaves_it_only_for_the_page(page, site):
    page.goto(f"{site.url}/saved/")
    expect(page.get_by_text("Nothing is saved here")).to_be_visible()
    kept = [
        {"slug": "could-the-inca-write", "title": "Inca"},
        {"slug": "was-gutenberg-first", "title": "Press"},
    ]
    page.evaluate("list => localStorage.setItem('saved', JSON.stringify(list))", kept)
    page.goto(f"{site.url}/saved/")
    items = page.locator(".saved-list li")
    expect(items).to_have_count(2)
    expect(page.get_by_role("link", name="Take all 2 along")).to_be_visible()
    items.first.get_by_role("button", name="Remove").press("Enter")
    expect(items).to_have_count(1)
    assert page.evaluate("JSON.parse(localStorage.getItem('saved')).map(item => item.slug)") == [
        "was-gutenberg-first"
    ]
    with page.expect_download() as download:
        page.get_by_role("link", name="Take it along").click()
    assert download.value.suggested_filename == "saved.epub"


def test_the_scheduled_question_of_the_sample_is_not_there_yet(site):
    assert "Tambora" not in fetch(f"{site.url}/questions/why-had-1816-no-summer/")


def test_every_address_that_a_page_of_the_sample_links_to_is_there(page):
    to_visit, answers = ["/"], {}
    while to_visit:
        path = to_visit.pop()
        answer = page.request.get(path, max_redirects=5)
        answers[path] = answer.status
        if answer.headers["content-type"].startswith("text/html"):
            links = re.findall(r'<a [^>]*href="(/[^"#]*)[^"]*"(?! rel="nofollow")', answer.text())
            to_visit += {unescape(link) for link in links}.difference(answers, to_visit)
    withdrawn = "/questions/did-the-1914-truce-include-football/"
    assert {path: status for path, status in answers.items() if status != 200} in ({}, {withdrawn: 410})
    assert len(answers) > 150
