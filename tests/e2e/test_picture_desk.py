"""The picture desk in a real browser: accessible, the focal point by pointer and by keys, files dropped."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.test_admin import look

DROP = """(row) => {
  const files = new DataTransfer();
  for (const name of ["one.png", "two.png"]) files.items.add(new File(["x"], name, {type: "image/png"}));
  row.dispatchEvent(new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="session")
def picture(site):
    """The address of the page of a picture of the sample magazine that a question uses."""
    code = "from articles.models import Edition; print('key', Edition.objects.exclude(picture=None)[0].picture_id)"
    key = re.search(r"key (\d+)", site.manage("shell", "-c", code))[1]
    return f"/admin/articles/picture/{key}/change/"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/admin/articles/picture/upload/",
        "/admin/articles/picture/?missing=alt",
        "/admin/articles/topic/1/merge/?into=2",
    ],
)
def test_each_page_is_accessible_keeps_within_its_width_and_meets_no_error(
    editor_page, problems, picture, address
):
    assert look(editor_page, problems, address or picture) == ([], [], [])


def test_the_focal_point_follows_pointer_and_keys_and_the_crops_follow_it(editor_page, picture):
    page = editor_page
    page.goto(picture)
    x, y = page.locator("#id_focal_x"), page.locator("#id_focal_y")
    square = page.get_by_role("img", name="Cut to 1:1")
    area = page.locator(".focal img").bounding_box()
    page.locator(".focal img").click(position={"x": area["width"] * 0.25, "y": area["height"] * 0.25})
    left = float(x.input_value())
    assert 0.23 < left < 0.27
    before = square.get_attribute("viewBox")
    mark = page.get_by_role("button", name="Focal point")
    expect(mark).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowUp")
    assert float(x.input_value()) == pytest.approx(left + 0.1)
    assert square.get_attribute("viewBox") != before
    for _ in range(12):
        page.keyboard.press("Shift+ArrowLeft")
    assert x.input_value() == "0"
    assert square.get_attribute("viewBox").split()[0] == "0"
    y.fill("1")
    expect(mark).to_have_attribute("aria-label", re.compile("100 % from the top"))


def test_files_dropped_on_the_row_are_in_the_field(editor_page):
    editor_page.goto("/admin/articles/picture/upload/")
    editor_page.locator("[data-drop]").evaluate(DROP)
    names = editor_page.locator("#id_files").evaluate("(field) => [...field.files].map((file) => file.name)")
    assert names == ["one.png", "two.png"]
