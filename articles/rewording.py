"""Words of one block of clean HTML replaced across its marks (italics, links) and references, where it is clear how.

What stays the same keeps its marks. What changes must lie under the same marks from end to end, and hold no reference:
then the new words stand under those. Words added beside a mark stand outside of it. All else is a person's to decide.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape, unescape
from itertools import product

from . import richtext

PIECE = re.compile(rf"({richtext.TAG})|(&(?:[a-zA-Z]+|#\d+);|.)", re.DOTALL)
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
UNSEEN = "\x00"  # stands for a break of block or line, which no words go across


class Unclear(Exception):
    """Nobody can tell which of the new words belong into which mark; the message is a sentence for people."""


@dataclass(frozen=True)
class Token:
    """A word, a sign or white space, and from where to where it stands in the HTML."""

    text: str
    start: int
    end: int


def visible(html):
    """Return the text of ``html`` that readers see, and (start, end) in ``html`` of each of its characters."""
    text, spots = [], []
    for match in PIECE.finditer(html):
        if match[1] is None:
            text.append(unescape(match[2]))
            spots.append(match.span())
        elif richtext.BLOCK_TAG.fullmatch(match[1]) or match[1].startswith("<br"):
            text.append(UNSEEN)
            spots.append(match.span())
    return "".join(text), spots


def has_marks(html):
    """Whether a mark begins or ends in ``html``, or a reference stands there."""
    return re.search(richtext.TAG, html) is not None


def reword(html, new):
    """Return ``html``, part of a block and full of marks, saying ``new`` (plain words); raise Unclear."""
    tokens = _tokens(html)
    words = TOKEN.findall(new)
    made, at = [], 0
    for start, end, put in _steps(tokens, words):
        left, right, put = _spot(html, tokens, start, end, put)
        made += [html[at:left], escape(put, quote=False)]
        at = right
    return "".join([*made, html[at:]])


def _tokens(html):
    text, spots = visible(html)
    return [
        Token(match[0], spots[match.start()][0], spots[match.end() - 1][1]) for match in TOKEN.finditer(text)
    ]


def _steps(tokens, words):
    """Return (first token, one after the last, new text) of each stretch that changes; single spaces join none."""
    same = [" " if token.text.isspace() else token.text for token in tokens]
    found = []
    for kind, start, end, first, last in SequenceMatcher(None, same, words, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if found and "".join(same[found[-1][1] : start]).isspace():
            begin, _, put = found.pop()
            found.append([begin, end, [*put, " ", *words[first:last]]])
        else:
            found.append([start, end, words[first:last]])
    return found


def _spot(html, tokens, start, end, put):
    """Return from where to where in ``html`` the text ``put`` goes in place of tokens ``start`` to ``end``."""
    if start < end:
        left, right = tokens[start].start, tokens[end - 1].end
        if not has_marks(html[left:right]):
            return left, right, "".join(put)
        # Words that go with nothing in their place take along the marks that hold nothing else.
        before = tokens[start - 1].end if start else left
        after = tokens[end].start if end < len(tokens) else right
        for pair in product((left, before), (right, after)):
            if not put and _is_whole(html[slice(*pair)]):
                return *pair, ""
        raise Unclear(_sentence(tokens[start:end]))
    for place, words in _turned(tokens, start, put):
        if place == 0:
            return tokens[0].start, tokens[0].start, "".join(words)
        before = tokens[place - 1].end
        if place == len(tokens) or tokens[place].start == before:
            return before, before, "".join(words)
    raise Unclear(_sentence(tokens[max(start - 1, 0) : start + 1]))


def _turned(tokens, place, put):
    """Yield where ``put`` may be added to the same effect: " b" before a space is "b " after it."""
    yield place, put
    if put[0] == " " and place < len(tokens) and tokens[place].text.isspace():
        yield place + 1, [*put[1:], " "]
    if put[-1] == " " and place and tokens[place - 1].text.isspace():
        yield place - 1, [" ", *put[:-1]]


def _is_whole(html):
    """Whether every mark of ``html`` begins and ends in it, and no reference is among them."""
    is_open = []
    for tag in re.findall(richtext.TAG, html):
        name = re.match(r"</?(\w+)", tag)[1]
        if name == "sup":
            return False
        if not tag.startswith("</"):
            is_open.append(name)
        elif not is_open or is_open.pop() != name:
            return False
    return not is_open


def _sentence(tokens):
    words = "".join(token.text for token in tokens).strip()
    return (
        f"Where “{words}” stands, italics, a link or a note begins or ends, so it is not clear which of the new words "
        "belong into it. Fix the words before it and behind it one after the other, or change the manuscript and "
        "publish that."
    )
