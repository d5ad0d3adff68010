"""Fixtures for the browser tests.

- ``site``: the running site (``server.Site``: url, editor, password, manage(…)), one for the whole run.
  Tests that change it make their own questions, so that the order of tests does not matter.
- ``page``: Playwright's page, in the system's Chromium; addresses are relative: ``page.goto("/")``.
- ``editor_page``: such a page, signed in to the newsroom.
- ``problems``: what went wrong so far in the browser; ``assert problems == []`` at the end of a test.

``checks.axe(page)`` and ``checks.check_html(…)`` look at accessibility and at the HTML.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import REPORT_POLICY, Problems
from tests.e2e.server import running_site
from tests.runner import chromium

# Long enough for a machine that is busy with something else; what is there sooner is seen sooner.
PATIENCE = 120_000  # milliseconds
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site under test, in production mode, with the sample magazine and one editor."""
    with running_site(tmp_path_factory.mktemp("var")) as running:
        yield running


@pytest.fixture(scope="session")
def base_url(site):
    """What relative addresses in ``page.goto`` stand below."""
    return site.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the system's Chromium, not a download of Playwright's."""
    program = chromium.find()
    if not program:
        pytest.fail("No Chromium was found: install it (Debian: apt-get install chromium) or set CHROMIUM=")
    return {**browser_type_launch_args, "executable_path": program, "args": list(chromium.ARGUMENTS)}


@pytest.fixture
def problems(context):
    """What goes wrong in the browser during this test (see ``checks.Problems``)."""
    found = Problems()
    context.set_default_timeout(PATIENCE)
    context.add_init_script(REPORT_POLICY)
    context.on("page", found.watch)
    return found


@pytest.fixture
def page(problems, page):
    """Playwright's page, with ``problems`` listening from the first request on."""
    return page


@pytest.fixture(scope="session")
def signed_in(browser, browser_context_args, site):
    """The cookies of a browser in which the editor has signed in: once for all tests, since it takes long."""
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("input[name=username]").fill(site.editor)
    page.locator("input[name=password]").fill(site.password)
    page.locator("input[name=password]").press("Enter")
    # The whole address: that of the sign-in page ends in "/admin/" too.
    page.wait_for_url(f"{site.url}/admin/")
    cookies = context.cookies()
    context.close()
    return cookies


@pytest.fixture
def editor_page(page, signed_in):
    """A page signed in to the newsroom, on no address yet."""
    page.context.add_cookies(signed_in)
    return page
