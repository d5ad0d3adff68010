"""Nothing typed in the newsroom is ever lost: not by a tab, a server or a session that dies, not by somebody else's save."""

import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from deploy.local.virtualenv import ROOT
from tests.e2e.checks import axe
from tests.e2e.server import wait_until_healthy
from tests.e2e.test_admin import settle
from tests.runner.processes import free_port


@pytest.fixture
def question(site, request):
    """The key of a question that only this test has."""
    slug = re.sub(r"\W+", "-", request.node.name).replace("_", "-").strip("-")[:100]
    code = (
        "from articles.models import Answer, Question;"
        f"q = Question.objects.create(text='Is it kept?', slug='{slug}', short_answer='Before.');"
        "Answer.objects.create(question=q, lead='It rained.', body='<p>Indeed.</p>');"
        "print('key', q.pk)"
    )
    return re.search(r"key (\d+)", site.manage("shell", "-c", code))[1]


@pytest.fixture
def address(question):
    return f"/admin/articles/question/{question}/change/"


def stored(site, question, field="short_answer"):
    """Return what the database has."""
    code = f"from articles.models import Question; print('<<' + Question.objects.get(pk={question}).{field} + '>>')"
    return re.search(r"<<(.*)>>", site.manage("shell", "-c", code), re.DOTALL)[1]


def open_page(page, address):
    page.goto(address)
    settle(page)
    expect(page.locator("#safety")).to_be_attached()
    return page


def type_into_all(page):
    """Type into a plain field, the rich text, and a new row."""
    page.locator("#id_short_answer").fill("Typed short.")
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("End")
    page.keyboard.type(" Typed body.")
    page.get_by_role("button", name="Add source").first.click()
    page.locator("#id_answers-0-sources-0-title").fill("Typed source")


def expect_all(page):
    expect(page.locator("#id_short_answer")).to_have_value("Typed short.")
    expect(page.get_by_role("textbox", name="Body")).to_contain_text("Typed body.")
    expect(page.locator("#id_answers-0-sources-0-title")).to_have_value("Typed source")


def kept(page):
    expect(page.locator("#typed-state")).to_contain_text("Kept as a draft at")


@contextmanager
def server(site, port):
    """Another server for the same site, on ``port``, that can be killed."""
    log = (site.var / f"server-{port}.log").open("a")
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "historyqa.wsgi:application", f"--bind=127.0.0.1:{port}"]
        + ["--threads=4", "--no-control-socket"],
        cwd=ROOT,
        env=site.env,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        wait_until_healthy(replace(site, url=f"http://127.0.0.1:{port}"), process)
        yield process
    finally:
        kill(process)


def kill(process):
    """Kill a server and its workers, as a machine that goes down does."""
    if process.poll() is None:
        subprocess.run(["kill", "-KILL", "--", f"-{process.pid}"], check=False)
        process.wait(30)
        assert process.returncode == -signal.SIGKILL


def test_a_killed_tab_finds_its_words_again_and_saves_them(site, editor_page, question, address, problems):
    open_page(editor_page, address)
    type_into_all(editor_page)
    kept(editor_page)
    context = editor_page.context
    editor_page.close(run_before_unload=False)
    page = open_page(context.new_page(), address)
    expect(page.locator("#id_short_answer")).to_have_value("Before.")
    offer = page.locator(".safety-offer")
    expect(offer).to_contain_text("You have unsaved changes of")
    assert problems == []
    assert axe(page) == []
    problems.clear()  # axe puts a stylesheet of its own into the page
    offer.get_by_role("link", name="Show them").click()
    settle(page)
    expect_all(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    expect(page.locator(".safety-offer")).to_have_count(0)
    assert stored(site, question) == "Typed short."
    assert problems == []


def test_a_tab_killed_before_the_newsroom_heard_of_it_finds_its_words_again(
    site, editor_page, question, address
):
    open_page(editor_page, address)
    editor_page.route("**/unsaved/", lambda route: route.abort())
    type_into_all(editor_page)
    expect(editor_page.locator("#typed-state")).to_contain_text("The newsroom cannot be reached")
    context = editor_page.context
    editor_page.close(run_before_unload=False)
    page = open_page(context.new_page(), address)
    expect(page.locator(".safety-offer").first).to_contain_text("You have unsaved changes of")
    page.locator(".safety-offer").get_by_role("link", name="Show them").first.click()
    settle(page)
    expect_all(page)


def test_a_killed_server_loses_nothing_and_the_save_goes_on(site, editor_page, question, address):
    port = free_port()
    page = editor_page
    with server(site, port) as process:
        open_page(page, f"http://127.0.0.1:{port}{address}")
        kill(process)
        type_into_all(page)
        expect(page.locator("#typed-state")).to_contain_text("The newsroom cannot be reached")
        page.get_by_role("button", name="Save", exact=True).click()
        expect_all(page)
    with server(site, port):
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("was changed successfully")).to_be_visible()
        settle(page)
        expect_all(page)
    assert stored(site, question) == "Typed short."


def test_a_session_that_ran_out_is_begun_again_in_place_and_the_save_goes_on(
    site, editor_page, question, address, browser
):
    page = editor_page
    open_page(page, address)
    page.context.clear_cookies(name="sessionid")
    type_into_all(page)
    dialog = page.get_by_role("dialog", name="You are signed out")
    expect(dialog).to_be_visible()
    assert axe(page) == []
    dialog.get_by_role("button", name="Not now").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_be_visible()
    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Sign in in a new window").click()
    second = opened.value
    second.locator("input[name=username]").fill(site.editor)
    second.locator("input[name=password]").fill(site.password)
    second.locator("input[name=password]").press("Enter")
    second.wait_for_url(f"{site.url}/admin/")
    second.close()
    dialog.get_by_role("button", name="I am signed in again").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    settle(page)
    expect_all(page)
    assert stored(site, question) == "Typed short."


def test_two_editors_see_each_other_and_what_fits_is_merged(
    site, editor_page, browser, signed_in, question, address
):
    name = "second_editor"
    said = site.manage("create_editor", name)
    password = re.search(r"password:\s*(\S+)", said)[1]
    context = browser.new_context(base_url=site.url)
    context.set_default_timeout(120_000)
    other = context.new_page()
    other.goto("/admin/")
    other.locator("input[name=username]").fill(name)
    other.locator("input[name=password]").fill(password)
    other.locator("input[name=password]").press("Enter")
    other.wait_for_url(f"{site.url}/admin/")
    open_page(editor_page, address)
    open_page(other, address)
    expect(other.locator("#safety-others")).to_contain_text(f"Also editing now: {site.editor} since")

    other.locator("#id_short_answer").fill("Theirs.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("was changed successfully")).to_be_visible()
    editor_page.locator("#id_answers-0-lead").fill("My lead.")
    editor_page.get_by_role("button", name="Save", exact=True).click()
    expect(editor_page.get_by_text("brought together with what second_editor had changed")).to_be_visible()
    assert (stored(site, question), stored(site, question, "answers.get().lead")) == ("Theirs.", "My lead.")

    open_page(other, address)
    editor_page.locator("#id_short_answer").fill("Mine.")
    editor_page.get_by_role("button", name="Save", exact=True).click()
    expect(editor_page.get_by_text("was changed successfully")).to_be_visible()
    other.locator("#id_short_answer").fill("Theirs, again.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_role("heading", name="Bring together")).to_be_visible()
    for text in ("Theirs.", "Mine.", "Theirs, again."):
        expect(other.locator(".clash")).to_contain_text(text)
    assert axe(other) == []
    other.get_by_label("What was kept aside").check()
    other.get_by_role("button", name="Save it so").click()
    other.wait_for_url(f"**{address}")
    assert stored(site, question) == "Theirs, again."

    other.goto(f"/admin/articles/question/{question}/history/")
    assert axe(other) == []
    other.get_by_role("button", name="Compare the two").click()
    expect(other.get_by_role("heading", name="What changed")).to_be_visible()
    assert axe(other) == []
    context.close()
