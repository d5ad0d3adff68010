"""Every page of the newsroom at 200 % zoom, in light and dark: accessible, under the policy, within its width.

A window of 1280 pixels zoomed to 200 % is one of 640 CSS pixels with two device pixels to each.
"""

import json
import re

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


@pytest.fixture(scope="module")
def zoomed(browser, site, chief, rows):
    """One page for all addresses, signed in, and what goes wrong on it."""
    context = browser.new_context(base_url=site.url, **ZOOMED)
    context.set_default_timeout(120_000)
    context.add_init_script(checks.REPORT_POLICY)
    problems = checks.Problems()
    context.on("page", problems.watch)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("[name=username]").fill(chief[0])
    page.locator("[name=password]").fill(chief[1])
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"{site.url}/admin/")
    yield page, problems
    context.close()


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
