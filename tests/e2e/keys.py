"""Hands for somebody who has no mouse: the Tab key, and eyes for where the focus is."""

from playwright.sync_api import Locator, Page

# Why nobody can see where the focus is, or "": it must have an outline, and nothing may lie over it.
UNSEEN = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";  // between the last stop and the first, in the browser's own bars
  const name = `${one.tagName} ${one.id || one.name || one.textContent.trim().slice(0, 40)}`;
  let outlined = false;
  for (let box = one, up = 0; box && up < 5; box = box.parentElement, up += 1) {
    const style = getComputedStyle(box);
    outlined ||= style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  }
  if (!outlined) return `${name}: no outline`;
  const spots = [...one.getClientRects()].filter((area) => area.width && area.height).flatMap((area) => {
    const x = Math.min(Math.max(area.left + area.width / 2, 0), innerWidth - 1);
    return [0.15, 0.5, 0.85].map((part) => [x, area.top + area.height * part]);
  });
  const isSeen = spots.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (one.contains(top) || top.contains(one) || one.labels && [...one.labels].some((l) => l.contains(top)));
  });
  return isSeen ? "" : `${name}: covered, or outside the window`;
}"""


# An editor that got the focus puts its caret back where it last was, in the next frame and once more 20 ms later: keys
# that come before lose what they selected. Nobody's fingers are that fast; a test's are.
CARET_IS_BACK = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))"


def wait_for_caret(page: Page):
    """Wait until an editor that has just got the focus takes keys."""
    page.evaluate(CARET_IS_BACK)


class Keyboard:
    """Drives ``page`` with keys alone; ``unseen`` gathers the stops at which the focus could not be seen."""

    def __init__(self, page: Page):
        self.page, self.unseen = page, []

    def tab_to(self, wanted: Locator, *, most: int = 220, key: str = "Tab"):
        """Press Tab until ``wanted`` has the focus; fail after ``most`` stops."""
        wanted.wait_for()
        passed = []
        for _ in range(most):
            if wanted.evaluate("(one) => one === document.activeElement"):
                return
            self.page.keyboard.press(key)
            if why := self.page.evaluate(UNSEEN):
                self.unseen.append(f"{self.page.url}: {why}")
            passed.append(self.page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
        raise AssertionError(f"{most} stops, and none of them {wanted}: the last ones were {passed[-5:]}")

    def press(self, wanted: Locator, key: str = "Enter", **words):
        """Go to ``wanted`` and press a key on it."""
        self.tab_to(wanted, **words)
        self.page.keyboard.press(key)

    def type_into(self, wanted: Locator, words: str, **options):
        """Go to ``wanted`` and type in place of what it holds."""
        self.tab_to(wanted, **options)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, picker: Locator, words: str, option: str, **options):
        """Choose ``option`` in a picker of one or of several by typing ``words``."""
        self.tab_to(picker, **options)
        if picker.get_attribute("role") == "combobox":
            self.page.keyboard.press("Enter")
        self.page.keyboard.type(words)
        self.page.get_by_role("option", name=option).first.wait_for()
        self.page.keyboard.press("Enter")
