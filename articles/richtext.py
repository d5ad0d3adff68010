"""Rich text: the one allow-list, and what is read out of it.

The editor in the admin, imports and every other way in share ``EXTENSIONS``: what an editor can make is what
is stored, and nothing else is. Stored text is clean, so templates print it as it is.
"""

import re
import unicodedata
from html import escape
from html.parser import HTMLParser

from django_prose_editor.fields import create_sanitizer

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    # Ours (settings.py, source-reference.js): <sup data-source="KEY"></sup>, numbered when the page is shown.
    "SourceReference": True,
    # Ours, without markup of its own: what comes from a word processor is cleaned as it is pasted (pasting.js).
    "Pasting": True,
}
BLOCKS = ("p", "h3", "h4", "li", "blockquote", "ul", "ol", "table", "tbody", "tr", "td", "th")
# What other programs write, as the editor would have written it.
SYNONYMS = {"b": "strong", "i": "em", "cite": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
SYNONYM_TAG = re.compile(rf"<(/?)({'|'.join(SYNONYMS)})(?=[\s>/])", re.IGNORECASE)
BLOCK_TAG = re.compile(rf"(</?(?:{'|'.join(BLOCKS)})(?: [^<>]*)?>)")
ROUNDS = 10

# A source's key, and the three ways to meet it in text: stored, typed by an editor, and stored in other shapes.
KEY = r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?"
REFERENCE = re.compile(rf'<sup data-source="({KEY})"></sup>')
TYPED_REFERENCE = re.compile(rf"\[({KEY})\]", re.IGNORECASE)
ANY_REFERENCE = re.compile(r'<sup data-source="([^"]*)">([^<]*)</sup>')
# What a reference becomes on a reader's page, with a number in it that was right there.
COPIED_REFERENCE = re.compile(r'<a [^>]*href="[^"]*#(?:source-\d+|ref-\d+-\d+)"')
UNSETTLED = re.compile(r'<sup data-source="[^"]*">(?!</sup>)')
TAG = r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>'
LINK = re.compile(rf"(?=<a[ >])({TAG})(.*?)</a>", re.DOTALL)

_sanitize = create_sanitizer(EXTENSIONS)


def clean(html):
    """Return ``html`` with everything outside the allow-list removed, in Unicode form NFC.

    Idempotent. Text that stands in no block becomes one paragraph.
    """
    text = html.replace("\x00", "")
    for _ in range(ROUNDS):
        before, text = text, _clean_once(text)
        if text == before:
            return text
    return f"<p>{escape(plain_text(text))}</p>"  # markup that never settles is not worth keeping


def _clean_once(html):
    # Sanitising comes after NFC, and again if it spelled out an entity: ">" and U+0338 compose to another character.
    text = SYNONYM_TAG.sub(
        lambda match: f"<{match[1]}{SYNONYMS[match[2].lower()]}", unicodedata.normalize("NFC", html)
    )
    pieces = BLOCK_TAG.split(_settle(_sanitize(text)))
    text = "".join(piece.strip() for piece in pieces)
    return f"<p>{text}</p>" if text and len(pieces) == 1 else text


def _settle(html):
    """Bring every reference into its one shape: a valid key, nothing inside, never inside a link."""
    html = ANY_REFERENCE.sub(_one_shape, html)
    html = UNSETTLED.sub("<sup>", html)
    return LINK.sub(_behind_the_link, html) if REFERENCE.search(html) else html


def _one_shape(match):
    key, text = match.groups()
    if re.fullmatch(KEY, key):
        return reference(key)
    return f"<sup>{text}</sup>" if text else ""


def _behind_the_link(match):
    opening, text = match.groups()
    inside = "".join(found[0] for found in REFERENCE.finditer(text))
    return f"{opening}{REFERENCE.sub('', text)}</a>{inside}"


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


def with_references(html, keys):
    """Return clean HTML in which each "[key]" that is one of ``keys`` has become a reference."""
    pieces = re.split(f"({TAG})", html)
    pieces[::2] = [
        TYPED_REFERENCE.sub(
            lambda match: reference(key) if (key := match[1].lower()) in keys else match[0], text
        )
        for text in pieces[::2]
    ]
    return clean("".join(pieces))


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
