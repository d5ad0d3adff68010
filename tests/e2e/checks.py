"""What the browser tests ask about a page, besides what it shows."""

import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.runner import html_checker

RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
# Tells the recorder of problems about whatever the Content-Security-Policy stopped.
REPORT_POLICY = """document.addEventListener("securitypolicyviolation", (violation) => {
    console.error(`CSP: ${violation.effectiveDirective} refused ${violation.blockedURI || "inline"}`);
});"""


class Problems(list):
    """What went wrong in a browser context, one sentence each, in order: compare it with ``[]``.

    Console errors, uncaught exceptions, Content-Security-Policy violations, failed requests and
    answers of 500 and above. That a page itself answers 404 or 410 is no problem.
    """

    def watch(self, page: Page):
        """Record what happens on ``page``."""
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.append(f"{page.url}: uncaught {error}"))
        page.on("requestfailed", self.request_failed)
        page.on("response", self.response)

    def console(self, message):
        # The browser's own line for an answer of 400 and above says less than `response` does.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.append(f"{message.page.url}: console: {message.text}")

    def request_failed(self, request):
        # A request that the browser dropped because the reader went on to another page.
        if request.failure != "net::ERR_ABORTED":
            self.append(f"{request.url}: {request.failure}")

    def response(self, response):
        is_page = response.request.is_navigation_request()
        if response.status >= (500 if is_page else 400):
            self.append(f"{response.url}: answered {response.status}")


def axe(page: Page, *, also: Sequence[str] = ()) -> list[str]:
    """Return the accessibility rules that ``page`` breaks (axe-core) in light and in dark, one sentence each.

    The dark differs in its colours only, so that only what compares colours is asked of it again. ``also`` names rules
    that axe leaves out unless it is asked for them.
    """
    broken = []
    asked = {"rules": {rule: {"enabled": True} for rule in also}}
    for scheme, rules in (
        ("light", asked),
        ("dark", {"runOnly": {"type": "rule", "values": RULES_OF_COLOUR}}),
    ):
        page.emulate_media(color_scheme=scheme)
        # Colours fade into those of the other scheme.
        page.wait_for_function("() => document.getAnimations().length === 0")
        found = Axe().run(page, options={"resultTypes": ["violations"], **rules})
        broken += [
            f"{scheme}: {rule['id']} ({rule['impact']}): {node['html'][:200]} — {' '.join(node['failureSummary'].split())}"
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]
    return broken


def check_html(pages: Mapping[str, str] | Sequence[str]) -> list[str]:
    """Return the HTML checker's errors and warnings on several pages, one sentence each.

    ``pages``: HTML by name, such as ``{"home": page_source}``, or addresses, which are fetched (an
    error page is checked like any other). One call for many pages is much faster than many calls.
    """
    texts = dict(pages) if isinstance(pages, Mapping) else {address: fetch(address) for address in pages}
    with TemporaryDirectory() as folder:
        files = {Path(folder, f"{number}.html"): name for number, name in enumerate(texts)}
        for file, name in files.items():
            file.write_text(texts[name], encoding="utf-8")
        names = {file.as_uri(): name for file, name in files.items()}
        return [
            f"{names[item['url']]}:{item.get('lastLine', '')}: {item['message']} {item.get('extract', '')!r}"
            for item in html_checker.check(list(files))
        ]


def fetch(address: str) -> str:
    """Return the body of the page at ``address``, whatever its status."""
    try:
        answer = urllib.request.urlopen(address, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.read().decode("utf-8")
