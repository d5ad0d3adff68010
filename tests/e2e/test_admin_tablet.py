"""The newsroom on a tablet, upright and across: within its width, and nothing too small for a finger."""

import re

import pytest

from tests.e2e import checks
from tests.e2e.test_admin import settle

UPRIGHT, ACROSS = {"width": 768, "height": 1024}, {"width": 1024, "height": 768}
PAGES = {
    "first page": "/admin/",
    "list": "/admin/articles/question/",
    "question": "/admin/articles/question/{question}/change/",
    "ledger": "/admin/articles/question/{question}/ledger/",
    "calendar": "/admin/articles/question/calendar/",
    "calendar, week": "/admin/articles/question/calendar/?view=week",
    "calendar, list": "/admin/articles/question/calendar/?view=list",
    "picture desk": "/admin/articles/picture/",
    "picture": "/admin/articles/picture/1/change/",
    "upload": "/admin/articles/picture/upload/",
}
# Less than 24 by 24 CSS pixels. A link within a sentence may be (WCAG 2.2, 2.5.8), and so may the box that one types
# into inside a picker, which is pressed as a whole.
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter((one) => {
    const area = one.getBoundingClientRect();
    const isShown = one.checkVisibility({visibilityProperty: true}) && area.width > 1 && area.height > 1;
    const isInSentence = one.matches("a") && getComputedStyle(one).display === "inline" &&
      [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && /\\p{L}/u.test(node.data));
    const isTyping = one.matches(".select2-search__field");
    return isShown && !isInSentence && !isTyping && (area.width < 23.9 || area.height < 23.9);
  })
  .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`)"""


@pytest.fixture(scope="module")
def question(site):
    """The key of a question of the sample magazine."""
    code = "from articles.models import Question; print('key', Question.objects.get(slug='could-the-inca-write').pk)"
    return re.search(r"key (\d+)", site.manage("shell", "-c", code))[1]


@pytest.fixture(scope="module")
def tablet(browser, site, signed_in):
    """A page of a tablet, signed in, and what goes wrong on it."""
    context = browser.new_context(base_url=site.url, has_touch=True, is_mobile=True, viewport=UPRIGHT)
    context.set_default_timeout(120_000)
    context.add_init_script(checks.REPORT_POLICY)
    problems = checks.Problems()
    context.on("page", problems.watch)
    context.add_cookies(signed_in)
    yield context.new_page(), problems
    context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_pages_fit_a_tablet_and_a_finger(tablet, question, address):
    page, problems = tablet
    problems.clear()
    page.goto(address.format(question=question))
    settle(page)
    found = {}
    for size in (UPRIGHT, ACROSS):
        page.set_viewport_size(size)
        # Not than innerWidth, which grows with what is too wide for a tablet.
        sideways = page.evaluate("document.documentElement.scrollWidth") > size["width"]
        found[size["width"]] = (sideways, page.evaluate(SMALL))
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    assert found == {768: (False, []), 1024: (False, [])}
    assert problems == []
