"""The one way into stored rich text."""

import re
from html import escape

from . import building, foreign, parsing
from .keys import TAG, TYPED_REFERENCE, reference
from .reading import plain_text

ROUNDS = 4


def clean(html):
    """Return ``html``, from anywhere, as the editor would have written it: nothing outside the allow-list is kept.

    The same text always has the same form (Unicode form NFC), and cleaning it again changes nothing. Text that
    stands in no block becomes a paragraph. Footnotes stand at the end, each a paragraph that begins with its reference.
    """
    text = html
    for _ in range(ROUNDS):
        before, text = text, building.write(foreign.understood(parsing.parse(text)))
        if text == before:
            return text
    return f"<p>{escape(plain_text(text), quote=False)}</p>"  # markup that never settles is not worth keeping


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
