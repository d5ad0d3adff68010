"""What is read out of clean HTML: its words."""

import re
from html.parser import HTMLParser

from .allowed import BLOCKS

BLOCK_TAG = re.compile(rf"(</?(?:{'|'.join(BLOCKS)})(?: [^<>]*)?>)")


class _TextCollector(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS or tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag):
        self.handle_starttag(tag, [])

    def handle_data(self, data):
        self.parts.append(data.replace("\n", " "))


def plain_text(html):
    """Return the text of clean HTML: one line a block, single spaces, no blank lines."""
    collector = _TextCollector()
    collector.feed(html)
    collector.close()
    lines = (" ".join(line.split()) for line in "".join(collector.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def word_count(text):
    """Count the words of plain text: whatever stands between white space, as an editor's program counts."""
    return len(text.split())


def excerpt(html, words=40):
    """Return the first ``words`` words of clean HTML as plain text, with an ellipsis when cut."""
    parts = plain_text(html).split()
    return " ".join(parts) if len(parts) <= words else " ".join(parts[:words]).rstrip(" .,;:–—-") + " …"
