"""References to sources in clean HTML: their stored shape, their keys, and what is typed in their place."""

import re

# A source's key, and the ways to meet it in text: stored, and typed by an editor.
KEY = r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?"
REFERENCE = re.compile(rf'<sup data-source="({KEY})"></sup>')
TYPED_REFERENCE = re.compile(rf"\[({KEY})\]", re.IGNORECASE)
# What a pasted footnote or endnote is called until it is a source: its number, and some of its digest.
NOTE_KEY = r"(?:note|endnote)-\d{1,4}(?:-[0-9a-f]{6})?"
# What a reference becomes on a reader's page, with a number in it that was right there.
COPIED_REFERENCE = re.compile(r'<a [^>]*href="[^"]*#(?:source-\d+|ref-\d+-\d+)"')
TAG = r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>'


def reference(key):
    """Return the stored form of a reference to the source with that key."""
    return f'<sup data-source="{key}"></sup>'


def references(html):
    """Return the keys that clean HTML refers to, in order, each as often as it is there."""
    return REFERENCE.findall(html)


def typed_references(html):
    """Return every "[key]" in the text of clean HTML, lower-cased; ordinary words in brackets are among them."""
    return [key.lower() for text in re.split(TAG, html) for key in TYPED_REFERENCE.findall(text)]


def has_copied_references(html):
    """Return whether clean HTML holds numbers copied from a reader's page: they never change, so they turn wrong."""
    return bool(COPIED_REFERENCE.search(html))
