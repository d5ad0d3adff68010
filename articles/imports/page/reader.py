"""A saved page in, a record out."""

import os
from pathlib import Path

from ..records import QuestionRecord, Unreadable
from .article import build_record
from .blocks import NotAnArticle
from .decoding import read_text
from .html import looks_like_html, read_html
from .text import read_capture

MAX_BYTES = 10 * 1024 * 1024


def read_page(path: Path, *, max_bytes: int = MAX_BYTES) -> QuestionRecord:
    """Read the saved web page of one history question, as plain text or HTML, whatever the file is called.

    Text is told from HTML by its content. The first sentence of the answer, which such pages set apart from the
    rest, becomes its lead; masthead, offer, dates and other lines of the site are kept out of the answer. Web dates are
    aware, in Europe/London unless the page names another zone. Raises Unreadable, with a sentence that names
    the file and says what is wrong and what to do, for anything but a page with a question and its answer.
    """
    text = read_text(path, max_bytes)
    name = os.fsencode(path).decode("utf-8", "replace")
    try:
        return build_record(read_html(text) if looks_like_html(text) else read_capture(text))
    except NotAnArticle as reason:
        raise Unreadable(f"{name} {reason}") from reason
