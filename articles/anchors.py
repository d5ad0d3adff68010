"""An address for every paragraph of an answer: "p-2-5" is the fifth block of the second answer, "p-2-0" its lead.

Paragraphs, headings, list items, tables and captions count, each once; what lies inside a table does not. An edition
never changes, so its anchors do not either. Works on clean HTML (richtext.clean), whose block tags hold no ">".
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from . import richtext

TAG = re.compile(r"<(/?)(table|p|h[345]|li|figcaption)(?=[ >])[^>]*>")
BLOCK_FOLLOWS = re.compile(r"<(?:p|h[345]|table)[ >]")


@dataclass(frozen=True)
class Paragraph:
    """A block as readers see it: its anchor and its text in one line."""

    anchor: str
    text: str


def anchored(html, answer):
    """Return clean ``html`` of the answer with that number (from 1) with an id on every block."""
    parts, last = [], 0
    for number, (_, end) in enumerate(_blocks(html), 1):
        parts += [html[last:end], f' id="p-{answer}-{number}"', html[end]]
        last = end + 1
    return "".join([*parts, html[last:]])


def paragraphs(answer, number):
    """Return the Paragraphs of ``answer`` (AnswerText), which is the page's ``number``-th, lead first."""
    found = [Paragraph(f"p-{number}-0", answer.lead)] if answer.lead else []
    starts = [start for start, _ in _blocks(answer.body)]
    for place, (start, end) in enumerate(pairwise([*starts, None]), 1):
        text = " ".join(richtext.plain_text(answer.body[start:end]).split())
        if text:
            found.append(Paragraph(f"p-{number}-{place}", text))
    return found


def _blocks(html):
    """Yield (start, end) of each block's opening tag; ``end`` is the place of its ">"."""
    in_table = False
    for tag in TAG.finditer(html):
        closing, name = tag[1], tag[2]
        if name == "table":
            in_table = not closing
        elif in_table:
            continue
        if not closing and not (name == "li" and BLOCK_FOLLOWS.match(html, tag.end())):
            yield tag.start(), tag.end() - 1
