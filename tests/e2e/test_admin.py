"""The newsroom in a real browser: accessible, under the strict policy, by keyboard, with rows that move."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import axe

NARROW, MIDDLE = {"width": 320, "height": 640}, {"width": 768, "height": 900}
WIDE = {"width": 1280, "height": 900}
HELP = (
    "first-steps",
    "stages",
    "roles",
    "writing",
    "checks",
    "pictures",
    "scheduling",
    "corrections",
    "submissions",
)
HELP += ("keyboard",)
PAGES = {
    "first page": "/admin/",
    "list": "/admin/articles/question/",
    "search": "/admin/search/?q=the",
    "search, nothing": "/admin/search/?q=nothing-like-it",
    "add": "/admin/articles/question/add/",
    "change": "/admin/articles/question/{question}/change/",
    "publish": "/admin/articles/question/{question}/publish/",
    "waive": "/admin/articles/question/{question}/waive/",
    "withdraw": "/admin/articles/question/{question}/withdraw/",
    "ledger": "/admin/articles/question/{question}/ledger/",
    "sentences": "/admin/articles/question/{question}/ledger/sentences/",
    "sign-offs": "/admin/articles/question/{question}/signoffs/",
    "hot fix": "/admin/articles/question/{question}/hotfix/",
    "house style": "/admin/articles/housestylerule/add/",
    "preview": "/admin/articles/question/{question}/preview/",
    "share": "/admin/articles/question/{question}/share/",
    "calendar": "/admin/articles/question/calendar/",
    "calendar, week": "/admin/articles/question/calendar/?view=week",
    "calendar, list": "/admin/articles/question/calendar/?view=list",
    **{f"help, {slug}": f"/admin/help/{slug}/" for slug in HELP},
    "mail": "/admin/mail/",
    "delete": "/admin/articles/question/{question}/delete/",
    "history": "/admin/articles/question/{question}/history/",
    "password": "/admin/password_change/",
    "author": "/admin/articles/author/add/",
    "picture, add": "/admin/articles/picture/add/",
    "pictures": "/admin/articles/picture/",
    "publications": "/admin/articles/publication/",
    "editions": "/admin/articles/edition/",
}


@pytest.fixture(scope="session")
def question(site):
    """The key of a question of the sample magazine with two answers, credits and sources."""
    code = "from articles.models import Question; print('key', Question.objects.get(slug='could-the-inca-write').pk)"
    return re.search(r"key (\d+)", site.manage("shell", "-c", code))[1]


@pytest.fixture(params=PAGES.values(), ids=PAGES)
def address(request, question):
    """Each page type of the newsroom in turn."""
    return request.param.format(question=question)


def settle(page):
    """Wait until editors and pickers stand where they belong."""
    page.wait_for_function(
        """() => [...document.querySelectorAll("textarea[data-django-prose-editor-configurable]")].every(
            (area) => area.closest(".prose-editor") || area.id.includes("__prefix__"))"""
    )
    page.wait_for_function(
        """() => [...document.querySelectorAll("select.admin-autocomplete")].every(
            (select) => select.nextElementSibling?.querySelector("[aria-label]"))"""
    )


def look(page, problems, address):
    """Visit ``address`` once; return what goes wrong, the widths at which it scrolls sideways, and what axe finds."""
    page.set_viewport_size(NARROW)
    page.goto(address)
    settle(page)
    sideways = []
    for size in (NARROW, MIDDLE, WIDE):
        page.set_viewport_size(size)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            sideways.append(size["width"])
    met = list(problems)  # before axe, which puts a stylesheet of its own into the page
    broken = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        broken += [f"{size['width']} px, {rule}" for rule in axe(page)]
    return met, sideways, broken


# --- Every page type ---


def test_every_page_is_accessible_keeps_within_its_width_and_meets_no_error(editor_page, problems, address):
    assert look(editor_page, problems, address) == ([], [], [])


def test_the_login_page_is_accessible_and_keeps_within_its_width(page, problems):
    assert look(page, problems, "/admin/login/") == ([], [], [])


def test_the_question_page_keeps_within_a_phone_while_its_fonts_are_on_their_way(editor_page):
    editor_page.route("**/*.woff2", lambda route: route.abort())
    editor_page.set_viewport_size(NARROW)
    editor_page.goto(PAGES["add"])
    settle(editor_page)
    assert editor_page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize(("theme", "paper"), [("light", "rgb(251, 249, 244)"), ("dark", "rgb(22, 21, 19)")])
def test_the_theme_is_the_magazine_s_and_the_button_overrules_the_system(editor_page, theme, paper):
    page = editor_page
    page.emulate_media(color_scheme="dark" if theme == "light" else "light")
    page.add_init_script(f"localStorage.setItem('theme', '{theme}')")
    page.goto("/admin/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


def test_a_slash_leads_to_the_search_over_everything_but_not_while_typing(editor_page):
    editor_page.goto("/admin/")
    editor_page.keyboard.press("/")
    box = editor_page.get_by_role("searchbox", name="Search everything")
    expect(box).to_be_focused()
    editor_page.keyboard.type("inca/quipu")
    expect(box).to_have_value("inca/quipu")
    box.fill("inca")
    editor_page.keyboard.press("Enter")
    expect(editor_page.get_by_role("heading", name="Questions")).to_be_visible()
    expect(editor_page.locator(".found li").first).to_contain_text(re.compile("inca", re.I))


# --- Rows ---


@pytest.fixture
def blank(editor_page):
    """The page for a new question."""
    editor_page.goto("/admin/articles/question/add/")
    settle(editor_page)
    return editor_page


def test_nested_rows_are_added_with_working_editors_and_pickers_and_without_breaking_the_policy(
    blank, problems
):
    blank.get_by_role("button", name="Add answer").click()
    expect(blank.locator("#id_answers-1-lead")).to_be_focused()
    expect(blank.get_by_role("textbox", name="Body")).to_have_count(2)
    blank.locator("#answers-1").get_by_role("button", name="Add credit").click()
    blank.locator("#answers-1").get_by_role("button", name="Add source").click()
    expect(blank.locator("#id_answers-1-sources-0-kind")).to_be_focused()
    for number in range(2):
        expect(blank.locator(f"#answers-1-credits-{number} .select2-selection").first).to_be_visible()
    texts = blank.locator("#answers-1 [id*='__prefix__'], #answers-1 [id*='-empty-']")
    assert (
        texts.evaluate_all("found => found.filter((one) => !one.closest('template')).map((one) => one.id)")
        == []
    )
    assert problems == []
    assert axe(blank) == []


def test_rows_move_and_go_and_come_back_by_keyboard(blank):
    group = blank.locator("#answers-0-sources-group")
    for title in ("First", "Second", "Third"):
        group.get_by_role("button", name="Add source").press("Enter")
        blank.keyboard.press("Tab")
        group.get_by_label("Title").last.fill(title)
    up = blank.locator("#answers-0-sources-2").get_by_role("button", name="Move source up")
    up.press("Enter")
    expect(up).to_be_focused()
    up.press("Enter")
    expect(blank.locator("#rows-status")).to_have_text("Now number 1.")
    blank.locator("#answers-0-sources-0").get_by_role("button", name="Remove source").press("Enter")
    undo = blank.locator("#answers-0-sources-0").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    blank.locator("#answers-0-sources-1").get_by_role("button", name="Remove source").press("Enter")
    blank.get_by_label("Question:", exact=True).fill("Do rows move?")
    blank.get_by_role("textbox", name="Address:", exact=True).fill("do-rows-move")
    blank.get_by_role("button", name="Save", exact=True).click()
    expect(blank.locator(".rows-source summary b")).to_have_text(["Third", "First"])


def test_a_fold_with_a_mistake_in_it_is_open_and_what_was_typed_is_there(blank):
    blank.get_by_label("Question:", exact=True).fill("Does a fold open?")
    blank.get_by_role("textbox", name="Address:", exact=True).fill("does-a-fold-open")
    blank.get_by_role("button", name="Add source").click()
    source = blank.locator("#answers-0-sources-0")
    source.get_by_label("Title").fill("Chronicle")
    source.get_by_text("ISBN, DOI, web address").click()
    source.get_by_role("textbox", name="ISBN").fill("9780140449135")
    blank.get_by_role("button", name="Save", exact=True).click()
    expect(source.get_by_role("textbox", name="ISBN")).to_be_visible()
    expect(source.get_by_role("textbox", name="ISBN")).to_have_value("9780140449135")
    expect(source).to_contain_text("The ISBN’s check digit does not fit.")


# --- The editor, the pickers, the count ---


def test_the_rich_text_editor_has_a_name_a_description_and_its_arrow(blank):
    body = blank.get_by_role("textbox", name="Body")
    expect(body).to_have_attribute("aria-multiline", "true")
    expect(body).to_have_attribute("aria-describedby", re.compile("id_answers-0-body_helptext"))
    arrow = "getComputedStyle(document.querySelector('.prose-menubar__selected'), '::after').content"
    assert blank.evaluate(arrow) == '"▾"'


def test_the_short_answer_is_counted_as_it_is_typed(blank):
    blank.get_by_label("Short answer").fill("It rained for three summers.")
    expect(blank.locator("#id_short_answer_words")).to_have_text("5 of 60 words")


def test_leaving_with_unsaved_words_asks_first(blank):
    asked = []
    blank.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    blank.get_by_label("Short answer").click()
    blank.keyboard.type("It rained.")
    blank.get_by_role("link", name="View site").click()
    blank.wait_for_url("**/")
    assert asked == ["beforeunload"]


# --- From a blank page to a reader, by keyboard ---


def test_an_editor_writes_is_refused_mends_and_publishes_by_keyboard(blank, problems):
    page = blank
    type_in(page, "Question:", "Was it written by keyboard?")
    expect(page.get_by_role("textbox", name="Address:", exact=True)).to_have_value(
        "was-it-written-by-keyboard"
    )
    page.get_by_role("textbox", name="Body").focus()
    page.keyboard.type("Every word of it was. [editors]")
    pick(page, page.locator("#answers-0-credits-0").get_by_role("combobox", name="Author"), "Okonjo")
    press(page, "Publish now")
    expect(page.get_by_text("Saved, but not published yet")).to_be_visible()
    missing = page.locator(".findings a[href^='#']")
    expect(missing).to_have_text(
        [
            "Write the short answer.",
            "Name at least one source (answer 1).",
            "Choose a period, so that readers find it.",
        ]
    )

    follow(page, "Write the short answer.")
    expect(page.get_by_label("Short answer")).to_be_focused()
    page.keyboard.type("Yes, with no mouse at all.")
    follow(page, "Name at least one source")
    expect(page.get_by_label("Title:").last).to_be_focused()
    page.keyboard.type("The Editor’s Keyboard")
    follow(page, "Choose a period")
    expect(page.get_by_role("searchbox", name="Periods")).to_be_focused()
    page.keyboard.type("Cold")
    page.get_by_role("option", name="Cold War").wait_for()
    page.keyboard.press("Enter")
    press(page, "Publish now")
    expect(page.get_by_text("Edition 1 is live.")).to_be_visible()

    page.get_by_role("link", name="View on site").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Was it written by keyboard?")
    expect(page.get_by_text("Every word of it was.")).to_be_visible()
    assert problems == []


def test_a_finding_in_a_closed_fold_is_opened_and_focused(blank):
    blank.get_by_label("Question:", exact=True).fill("Who asked this?")
    blank.get_by_role("textbox", name="Address:", exact=True).fill("who-asked-this")
    blank.get_by_text("As the reader asked it").click()
    blank.get_by_label("Asked by").fill("Ruth B.")
    blank.get_by_role("button", name="Save", exact=True).click()
    expect(blank.get_by_label("May be named")).not_to_be_visible()
    blank.get_by_role("link", name=re.compile("has not agreed to be named")).press("Enter")
    expect(blank.get_by_label("May be named")).to_be_focused()


def test_a_finding_on_the_publish_page_leads_to_the_field_on_the_question_s_page(blank):
    blank.get_by_label("Question:", exact=True).fill("Does a link reach across?")
    blank.get_by_role("textbox", name="Address:", exact=True).fill("does-a-link-reach-across")
    blank.get_by_role("button", name="Schedule…").click()
    blank.get_by_role("link", name="Choose a period").click()
    expect(blank.get_by_role("searchbox", name="Periods")).to_be_focused()


def type_in(page, label, words):
    page.get_by_label(label, exact=True).focus()
    page.keyboard.type(words)


def pick(page, picker, words):
    """Choose the first match for ``words`` in a picker, by keyboard."""
    picker.focus()
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    page.get_by_role("option", name=re.compile(words)).first.wait_for()
    page.keyboard.press("Enter")


def press(page, button):
    page.get_by_role("button", name=button).press("Enter")


def follow(page, words):
    page.get_by_role("link", name=re.compile(re.escape(words))).press("Enter")
