"""Every page of the newsroom at 200 % zoom, in light and dark: accessible, under the policy, within its width.

A window of 1280 pixels zoomed to 200 % is one of 640 CSS pixels with two device pixels to each.
"""

import json
import re
from contextlib import contextmanager

import pytest

from tests.e2e import checks
from tests.e2e.newsroom_pages import BEHIND_LINKS, PAGES
from tests.e2e.test_admin import settle

ZOOMED = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
WIDE_THINGS = """() => [...document.querySelectorAll("#content *, #header *, body > *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(one).position !== "fixed")
    .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def chief(site):
    """(login, password) of a superuser: who may see every page."""
    said = site.manage("create_editor", "chief", "--superuser")
    return "chief", re.search(r"password:\s*(\S+)", said)[1]


@pytest.fixture(scope="module")
def rows(site, chief):
    """Keys of the rows that stand on the pages."""
    said = site.manage("shell", "-c", "from tests.e2e import newsroom_rows; newsroom_rows.tell('chief')")
    return json.loads(re.search(r"^rows (.*)$", said, re.MULTILINE)[1])


@contextmanager
def zoomed_page(browser, site):
    """Yield a page of a browser of its own, and what goes wrong on it."""
    context = browser.new_context(base_url=site.url, **ZOOMED)
    context.set_default_timeout(120_000)
    context.add_init_script(checks.REPORT_POLICY)
    problems = checks.Problems()
    context.on("page", problems.watch)
    yield context.new_page(), problems
    context.close()


@pytest.fixture(scope="module")
def zoomed(browser, site, chief, rows):
    """One page for all addresses, signed in, and what goes wrong on it."""
    with zoomed_page(browser, site) as (page, problems):
        page.goto("/admin/")
        sign_in(page, *chief)
        page.wait_for_url(f"{site.url}/admin/")
        yield page, problems


def sign_in(page, name, password):
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")


def look(page, problems):
    """Return what goes wrong on the page that is open, what is too wide, and what axe finds."""
    settle(page)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    wide = page.evaluate(WIDE_THINGS) if wide else []
    met = list(problems)
    broken = checks.axe(page, also=["target-size"])
    problems.clear()  # axe puts a stylesheet of its own into the page
    return {"met": met, "wide": wide, "broken": broken}


GOOD = {"met": [], "wide": [], "broken": []}


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_every_page_is_accessible_at_200_percent_and_keeps_within_its_width(zoomed, rows, shown):
    page, problems = zoomed
    problems.clear()
    page.emulate_media(color_scheme="light")  # before the page is there, so that no colour fades
    answer = page.goto(shown.address(rows))
    assert answer.status == shown.status
    if shown.press:
        page.locator("#content form").evaluate_all(
            "(forms) => forms.forEach((form) => (form.noValidate = true))"
        )
        save = page.locator("[name=_save]")
        (save if save.count() else page.locator("#content form [type=submit]")).first.click()
        page.locator(".errorlist, .errornote, .messagelist .error").first.wait_for()
    assert look(page, problems) == GOOD


@pytest.mark.parametrize("address", BEHIND_LINKS.values(), ids=BEHIND_LINKS)
def test_what_is_behind_a_link_is_accessible_at_200_percent_too(zoomed, rows, address):
    page, problems = zoomed
    problems.clear()
    assert page.goto(address.format(**rows)).status == 200
    assert look(page, problems) == GOOD


def test_what_asks_before_several_rows_are_deleted_is_accessible_at_200_percent_too(zoomed):
    page, problems = zoomed
    problems.clear()
    page.goto("/admin/articles/topic/")
    page.locator("#action-toggle").check()
    page.get_by_role("combobox", name="Action").select_option("delete_selected")
    page.get_by_role("button", name="Go").click()
    page.get_by_role("heading", name="Delete multiple objects").wait_for()
    assert look(page, problems) == GOOD


def test_the_pages_at_the_door_are_accessible_at_200_percent_too(browser, site, chief):
    with zoomed_page(browser, site) as (page, problems):
        page.goto("/admin/")
        found = {"login": look(page, problems)}
        for _ in range(5):
            with page.expect_navigation():
                sign_in(page, "nobody-at-all", "wrong")
            found["refused"] = found.get("refused") or look(page, problems)
        page.get_by_role("heading", name="Too many tries").wait_for()
        found["locked out"] = look(page, problems)
        page.goto("/admin/")
        sign_in(page, *chief)
        page.get_by_role("button", name="Log out").click()
        page.get_by_role("heading", name="Logged out").wait_for()
        found["logged out"] = look(page, problems)
    assert found == dict.fromkeys(("login", "refused", "locked out", "logged out"), GOOD)
