"""Pictures, links to questions and captions put into an answer, by keyboard only, and what is stored of them."""

import re

from playwright.sync_api import expect

from tests.e2e import checks
from tests.e2e.test_admin import settle
from tests.e2e.test_newsroom_safety import stored
from tests.e2e.test_paste import body, question  # noqa: F401  (fixtures)


def press_button(page, name):
    expect(
        page.get_by_role("textbox", name="Body")
    ).to_be_focused()  # it takes the focus a moment after it is told
    page.locator(".prose-editor").first.get_by_role("button", name=name).press("Enter")


def look_for(page, words):
    """Type ``words`` into the picker, which finds one."""
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(words)
    expect(dialog.get_by_role("status")).to_have_text("1 found, the best first.")


def take(page):
    """Take the first that the picker has found."""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_question_is_linked_by_picking_it(editor_page, body, site, question, problems):  # noqa: F811
    press_button(editor_page, "Link to a question of the magazine")
    look_for(editor_page, "Black Death labourers")
    take(editor_page)
    link = body.locator('a[href^="question:"]')
    expect(link).to_contain_text("Black Death")
    editor_page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(editor_page.locator(".messagelist")).to_contain_text("changed successfully")
    text = stored(site, question, "answers.get().body")
    assert re.fullmatch(r'<p>Before<a href="question:\d+">.*Black Death.*</a> and after\.</p>', text)
    assert problems == []


def test_a_picture_gets_a_caption_of_its_own(editor_page, body, problems):  # noqa: F811
    press_button(editor_page, "Put in a picture of the desk")
    look_for(editor_page, "Sample: plague")
    take(editor_page)
    expect(body.locator("figure.inset img")).to_have_js_property("complete", True)
    editor_page.keyboard.type("Seen here")
    editor_page.keyboard.press("Enter")
    editor_page.keyboard.type("Behind it.")
    value = editor_page.locator("#id_answers-0-body")
    expect(value).to_have_value(
        re.compile(
            r'^<p>Before and after\.</p><figure data-picture="\d+"><figcaption>Seen here</figcaption></figure>'
            r"<p>Behind it\.</p>$"
        )
    )
    assert problems == []


def test_a_picture_without_a_caption_goes_by_one_key(editor_page, body, problems):  # noqa: F811
    press_button(editor_page, "Put in a picture of the desk")
    look_for(editor_page, "Sample: plague")
    take(editor_page)
    value = editor_page.locator("#id_answers-0-body")
    expect(value).to_have_value(re.compile(r"<figcaption></figcaption></figure>"))
    expect(body).to_be_focused()
    editor_page.keyboard.press("Backspace")
    expect(value).to_have_value(re.compile(r"^<p>Before and after\.</p>(<p></p>)?$"))
    assert problems == []


def test_a_quotation_says_whose_words_it_is_and_is_stored_so(
    editor_page,
    body,  # noqa: F811
    site,
    question,  # noqa: F811
    problems,
):
    press_button(editor_page, "blockquote")
    press_button(editor_page, "Say whose words a quotation is, or give a table a caption")
    editor_page.keyboard.type("Bede, On Time")
    whole = "<figure><blockquote><p>Before and after.</p></blockquote><figcaption>Bede, On Time</figcaption></figure>"
    expect(editor_page.locator("#id_answers-0-body")).to_have_value(re.compile(f"^{re.escape(whole)}"))
    editor_page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(editor_page.locator(".messagelist")).to_contain_text("changed successfully")
    assert stored(site, question, "answers.get().body") == whole
    assert problems == []


def test_the_picker_can_be_used_by_everybody_and_left_without_taking_anything(editor_page, body):  # noqa: F811
    press_button(editor_page, "Put in a picture of the desk")
    look_for(editor_page, "Sample: plague")
    assert checks.axe(editor_page) == []
    editor_page.keyboard.press("Escape")
    expect(editor_page.get_by_role("dialog")).to_have_count(0)
    expect(body).to_be_focused()
    expect(body).to_have_text("Before and after.")


def test_a_page_opens_again_with_all_that_was_put_in(editor_page, site, question, problems):  # noqa: F811
    text = (
        '<figure data-picture="1"><figcaption>Here</figcaption></figure><p><a href="question:1">There</a></p>'
    )
    code = f"from articles.models import Answer; Answer.objects.filter(question={question}).update(body='{text}')"
    site.manage("shell", "-c", code)
    editor_page.goto(f"/admin/articles/question/{question}/change/")
    settle(editor_page)
    image = editor_page.get_by_role("textbox", name="Body").locator("figure.inset img")
    expect(image).to_have_attribute("src", "/admin/articles/picture/1/thumbnail/")
    assert editor_page.locator("#id_answers-0-body").input_value() == text
    assert problems == []
