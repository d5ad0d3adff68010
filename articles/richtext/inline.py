"""Text within a block: characters with marks, line breaks and references, brought into one order and shape."""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import groupby

from .keys import reference

BREAK = "\n"
SPACES = " \t\n\r\f\x0b\x1c\x1d\x1e\x1f\x85\u2028\u2029"
NO_BREAK = "\u00a0"
TOKEN = re.compile(rf"[{SPACES}{NO_BREAK}]+|[^{SPACES}{NO_BREAK}]+")


@dataclass
class Item:
    """Some text under ``marks`` ({mark: attributes}); or, with a ``kind``, a BREAK or a reference to that source."""

    text: str
    marks: dict = field(default_factory=dict)
    kind: str = ""


def settle(items, *, without=()):
    """Return the paragraphs that ``items`` make, each a list of Items; no list where there is nothing to read.

    White space becomes one space (one that must not break stays), none at either end; two line breaks end a
    paragraph; marks hold words and not the space around them. Marks named in ``without`` go.
    """
    tokens = [
        Item(token, {name: words for name, words in item.marks.items() if name not in without}, item.kind)
        for item in items
        for token in ([""] if item.kind else TOKEN.findall(item.text))
    ]
    paragraphs, current = [], []
    for is_pause, group in groupby(tokens, key=_is_pause):
        group = list(group)
        if not is_pause:
            current += group
            continue
        breaks = [item for item in group if item.kind == BREAK]
        if len(breaks) > 1:
            paragraphs.append(current)
            current = []
        elif breaks:
            current.append(breaks[0])
        else:
            current.append(Item(NO_BREAK if _is_no_break(group) else " ", _shared(group)))
    paragraphs.append(current)
    return [found for paragraph in paragraphs if (found := _run_together(_trimmed(paragraph)))]


def _is_pause(item):
    return item.kind == BREAK or (not item.kind and (item.text[0] in SPACES or item.text[0] == NO_BREAK))


def _is_no_break(group):
    return len(group) == 1 and group[0].text == NO_BREAK


def _shared(items):
    """Return the marks that every one of ``items`` has."""
    first, *others = items
    return {
        name: words
        for name, words in first.marks.items()
        if all(item.marks.get(name) == words for item in others)
    }


def _trimmed(items):
    said = [number for number, item in enumerate(items) if not _is_pause(item)]
    return items[said[0] : said[-1] + 1] if said else []


def _run_together(tokens):
    """Return ``tokens`` as Items as long as their marks stay the same; spaces and references never end a mark."""
    words = [item for item in tokens if item.text and not _is_pause(item)]
    place = 0
    for number, item in enumerate(tokens):
        if item.text and not _is_pause(item):
            place += 1
            continue
        around = words[max(place - 1, 0) : place] + words[place : place + 1]
        inside = 0 < place < len(words)
        marks = _shared([item, *around]) if inside else {}
        if item.kind and item.kind != BREAK:
            marks = {name: value for name, value in marks.items() if name in ("strong", "em")}
        tokens[number] = Item(item.text, marks, item.kind)
    found = []
    for item in tokens:
        if not item.kind and found and not found[-1].kind and found[-1].marks == item.marks:
            found[-1].text += item.text
        else:
            found.append(Item(item.text, item.marks, item.kind))
    return found


def written(items, order):
    """Return the HTML of settled Items; ``order`` names the marks from the outside in."""
    parts, is_open = [], []
    for item in items:
        wanted = [(name, item.marks[name]) for name in order if name in item.marks]
        same = 0
        while same < min(len(is_open), len(wanted)) and is_open[same] == wanted[same]:
            same += 1
        parts += [f"</{name}>" for name, _ in reversed(is_open[same:])]
        parts += [_opening(name, attributes) for name, attributes in wanted[same:]]
        is_open = wanted
        parts.append(_words(item))
    return "".join([*parts, *(f"</{name}>" for name, _ in reversed(is_open))])


def _words(item):
    if item.kind:
        return "<br>" if item.kind == BREAK else reference(item.kind)
    return _escaped(unicodedata.normalize("NFC", item.text))


def _opening(name, attributes):
    said = [f' {key}="{_escaped(value, quote=True)}"' for key, value in attributes.items()]
    return f"<{name}{''.join(said)}>"


def _escaped(text, *, quote=False):
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), (NO_BREAK, "&nbsp;")):
        text = text.replace(sign, entity)
    return text.replace('"', "&quot;") if quote else text
