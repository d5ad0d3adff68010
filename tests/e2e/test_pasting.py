"""Pasting from a word processor into the editor, in a real browser."""

from pathlib import Path

from playwright.sync_api import expect

CORPUS = Path(__file__).resolve().parent.parent / "pasting"
PASTE = """(element, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paste(page, name):
    """Paste a file of the corpus over the first answer of a question's page; return the editor."""
    editor = page.locator(".prose-editor:has(#id_answers-0-body) .tiptap")
    editor.click()
    editor.press("Control+a")
    editor.evaluate(PASTE, (CORPUS / f"{name}.html").read_text(encoding="utf-8"))
    return editor


def test_what_is_pasted_is_seen_as_it_will_be_stored(editor_page, problems):
    page = editor_page
    page.goto("/admin/articles/question/1/change/")
    editor = paste(page, "word-lists")
    expect(editor.locator("ul > li > ul > li em")).to_have_text("bark")
    expect(editor.locator("ol > li")).to_have_count(2)
    expect(editor.locator("[style*=mso], .MsoListParagraph")).to_have_count(0)
    paste(page, "writer-notes")
    expect(editor).to_contain_text("[note-1]")
    expect(editor.locator("h3")).to_have_text("Notes")
    assert problems == []


def test_without_the_server_the_editor_keeps_the_words(editor_page):
    page = editor_page
    page.goto("/admin/articles/question/1/change/")
    page.route("**/pasted/", lambda route: route.abort())
    editor = paste(page, "docs-text")
    expect(editor).to_contain_text("The harvest failed and prices rose.")
