"""Pasting from word processors in a real browser: what the editor sees then is what is stored."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.keys import wait_for_caret
from tests.e2e.test_admin import settle
from tests.e2e.test_newsroom_safety import stored
from tests.paste import FOLDER

# As a browser does when somebody presses Ctrl+V: the formats of the clipboard, in an event at the focused element.
PASTE = """({ html, text }) => {
    const clipboard = new DataTransfer();
    if (html !== null) clipboard.setData("text/html", html);
    clipboard.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
}"""


@pytest.fixture
def question(site, request):
    """The key of a question that only this test has."""
    slug = re.sub(r"\W+", "-", request.node.name).replace("_", "-").strip("-")[:100]
    code = (
        "from articles.models import Answer, Question;"
        f"q = Question.objects.create(text='Is it pasted?', slug='{slug}', short_answer='Yes.');"
        "Answer.objects.create(question=q, lead='It rained.', body='<p>Before and after.</p>');"
        "print('key', q.pk)"
    )
    return re.search(r"key (\d+)", site.manage("shell", "-c", code))[1]


@pytest.fixture
def body(editor_page, question):
    """The editor of the answer's text, its cursor behind "Before"."""
    editor_page.goto(f"/admin/articles/question/{question}/change/")
    settle(editor_page)
    box = editor_page.get_by_role("textbox", name="Body")
    box.click()
    # Keys would do, but the editor learns of the cursor's place only a moment after them.
    box.evaluate("(element) => element.editor.commands.focus(7)")
    wait_for_caret(editor_page)
    return box


def paste(page, html, text="as text"):
    page.evaluate(PASTE, {"html": html, "text": text})


def clipboard(name):
    return (FOLDER / f"{name}.html").read_text(encoding="utf-8")


def cleaned(name):
    return (FOLDER / f"{name}.clean.html").read_text(encoding="utf-8").replace("\n", "")


def written(page):
    """What the form would send."""
    return page.locator("#id_answers-0-body").input_value()


@pytest.mark.parametrize(
    "name", ["word/lists", "word/table", "word/notes", "docs/emphasis", "writer/headings-and-quotes"]
)
def test_what_is_pasted_looks_at_once_as_it_will_be_stored(editor_page, body, problems, name):
    body.press("Control+a")
    body.press("Backspace")
    expect(editor_page.locator("#id_answers-0-body")).to_have_value("")
    paste(editor_page, clipboard(name))
    expect(editor_page.locator("#id_answers-0-body")).not_to_have_value("")
    # The editor names the kind of every list, where what is stored names only what is not usual.
    assert re.sub(r' data-type="[a-z-]+"', "", written(editor_page)) == cleaned(name)
    assert problems == []


def test_a_paste_stands_where_the_cursor_was_and_typing_goes_on_behind_it(
    editor_page, body, site, question, problems
):
    paste(editor_page, '<p class=MsoNormal style="color:red"><span> <i>dinner</i><o:p></o:p></span></p>')
    expect(body.locator("em")).to_have_text("dinner")
    editor_page.keyboard.type("!")
    expect(body).to_have_text("Beforedinner! and after.")
    editor_page.get_by_role("button", name="Save", exact=True).click()
    expect(editor_page.locator(".messagelist")).to_contain_text("changed successfully")
    assert stored(site, question, "answers.get().body") == "<p>Before<em>dinner!</em> and after.</p>"
    assert problems == []


def test_a_paste_is_one_step_to_undo(editor_page, body):
    paste(editor_page, clipboard("word/quotes"))
    expect(body.locator("blockquote")).to_have_count(2)
    body.press("Control+z")
    expect(body).to_have_text("Before and after.")


def test_plain_text_and_what_the_editor_copied_itself_need_no_newsroom(editor_page, body):
    asked = []
    editor_page.on(
        "request", lambda request: asked.append(request.url) if request.url.endswith("/paste/") else None
    )
    paste(editor_page, None, " dinner")
    expect(body).to_have_text("Before dinner and after.")
    paste(editor_page, '<p data-pm-slice="1 1 []"> <em>and wine</em></p>')
    expect(body).to_have_text("Before dinner and wine and after.")
    assert asked == []


def test_without_the_newsroom_the_words_are_there_and_the_next_save_cleans_them(
    editor_page, body, site, question
):
    editor_page.route("**/paste/", lambda route: route.abort())
    paste(editor_page, clipboard("word/headings"))
    expect(body).to_contain_text("They go back to 1208.")
    editor_page.get_by_role("button", name="Save", exact=True).click()
    expect(editor_page.locator(".messagelist")).to_contain_text("changed successfully")
    text = stored(site, question, "answers.get().body")
    assert "Winchester" in text
    assert not re.search(r"mso|<span|style=|class=|<o:p", text)


def test_embedded_pictures_are_not_even_sent(editor_page, body):
    with editor_page.expect_request("**/paste/") as sent:
        paste(editor_page, clipboard("writer/emphasis"))
    assert "iVBORw0KGgo" not in sent.value.post_data
    expect(body.locator("em").first).to_have_text("Piers Plowman")


def test_no_script_of_a_clipboard_ever_runs(editor_page, body, problems):
    paste(
        editor_page,
        "<p>Safe<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script> text</p>",
    )
    expect(body).to_contain_text("Safe text")
    assert "hit" not in editor_page.title()
    assert problems == []
