"""Our static files as they are collected for production: small, whole, and the same to a browser."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

from historyqa.collected import CollectedFiles, packed

SHEET = '/* Why. */\na {\n  width: calc(100% - 2 * var(--gap));\n  content: "a  b" / "";\n}\n'


def collected(tmp_path, name, text):
    """Return what is stored of a file with ``text``."""
    storage = CollectedFiles(location=tmp_path, base_url="/static/")
    return (tmp_path / storage._save(name, ContentFile(text.encode()))).read_text(encoding="utf-8")


def test_comments_and_blanks_leave_our_own_files(tmp_path):
    small = 'a{width:calc(100% - 2 * var(--gap));content:"a  b" / ""}'
    assert collected(tmp_path, "articles/some.css", SHEET) == small
    assert (
        collected(tmp_path, "articles/some.js", "// Why.\nlet a = `b  ${c}`;\n").strip() == "let a=`b  ${c}`;"
    )


def test_files_of_others_and_pictures_stay_as_they_are(tmp_path):
    assert collected(tmp_path, "admin/some.css", SHEET) == SHEET
    assert collected(tmp_path, "articles/some.svg", "<svg>\n</svg>\n") == "<svg>\n</svg>\n"


@pytest.mark.parametrize("name", ["magazine.css", "pages.css", "admin.css"])
def test_no_rule_is_lost_and_every_import_is_in_its_place(name):
    source = found(name)
    parts = re.findall(r'@import url\("(.+?)"\)', source)
    whole = re.sub(r"/\*.*?\*/", "", source + "".join(map(found, parts)), flags=re.DOTALL)
    small = packed(source)
    assert "@import" not in small
    assert small.count("{") == whole.count("{") > 0


def found(name):
    """Return the text of a stylesheet of ours."""
    return Path(finders.find(f"articles/{name}")).read_text(encoding="utf-8")
