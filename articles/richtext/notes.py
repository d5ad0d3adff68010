"""Footnotes and endnotes of a word processor: found, named, and set as paragraphs after the text.

In the text stands a reference, as to a source; the note is a paragraph at the end that begins with the same reference.
articles/notes.py makes sources of such paragraphs when an answer is saved.
"""

import hashlib
import re

from .parsing import Node

# What links to a note are called by Word ("_ftn1"), Writer ("sdfootnote1sym") and Docs ("ftnt1"), and the links back.
TO_NOTE = re.compile(r"#(?:_(ftn|edn)(\d{1,4})|sd(footnote|endnote)(\d{1,4})sym|(ftnt)(\d{1,4}))")
BACK = re.compile(r"#(?:_(ftn|edn)ref(\d{1,4})|sd(footnote|endnote)(\d{1,4})anc|(ftnt)_ref(\d{1,4}))")
ENDNOTES = ("edn", "endnote")
ROOMS = ("div", "p", "li", "section")
# The sign of a note as it is printed: "1", "[1]", "iv", "*".
SIGN = re.compile(r"\s*\[?(?:[0-9]+|[ivxlc]+|[*†‡§]+)\]?[.)]?\s*")


def gather(root):
    """Take the notes out of the tree under the Node ``root``; set references where they belong, and them at its end."""
    above = {child: node for node in root.every() for child in node.children if isinstance(child, Node)}
    notes = {}
    for node in list(root.every()):
        name = _name(BACK, node) if node.tag == "a" else None
        if name and name not in notes and _is_sign(node) and (paragraphs := _taken_out(node, above)):
            notes[name] = paragraphs
    keys = {name: _key(name, paragraphs) for name, paragraphs in notes.items()}
    used = [name for node in list(root.every()) if (name := _refer(node, above, keys))]
    for name in [*dict.fromkeys(used), *(name for name in notes if name not in used)]:
        if name in notes and any(_words(paragraph) for paragraph in notes[name]):
            mark = Node("sup", {"data-source": keys[name]})
            root.children.append(Node("p", {}, [mark, " ", *_in_one(notes[name])]))


def _name(pattern, node):
    """Return ("note" or "endnote", number) of a link to a note or back from one, else None."""
    match = pattern.fullmatch(node.get("href"))
    if not match:
        return None
    kind, number = (part for part in match.groups() if part)
    return ("endnote" if kind in ENDNOTES else "note"), int(number)


def _is_sign(node):
    return SIGN.fullmatch(node.text) is not None or not node.text.strip()


def _taken_out(back, above):
    """Take the note that begins with the link ``back`` out of the tree; return its paragraphs, without the link.

    Empty where the link stands in no paragraph: there is no telling then where the note ends.
    """
    room = back
    while room in above and room.tag not in ROOMS:
        room = above[room]
    if room not in above:
        return []
    outer = room
    while (parent := above.get(outer)) is not None and parent.tag == "div" and _is_of_note(parent):
        outer = parent
    _remove(back, above)
    _remove(outer, above)
    return [outer] if outer is room else [child for child in outer.children if isinstance(child, Node)]


def _is_of_note(node):
    """Whether ``node`` is the box of one note."""
    return re.fullmatch(r"(?:ftn|edn|sdfootnote|sdendnote)\d+", node.get("id")) is not None


def _remove(node, above):
    """Take ``node`` out of the tree, and what then holds nothing more around it."""
    parent = above.get(node)
    if parent is None:
        return
    parent.children = [child for child in parent.children if child is not node]
    if parent.tag in ("sup", "span") and not parent.text.strip():
        _remove(parent, above)


def _refer(node, above, keys):
    """Make a reference of a link to a note; return the note's name."""
    name = _name(TO_NOTE, node) if node.tag == "a" else None
    if not name or not _is_sign(node):
        return None
    key = keys.get(name) or f"{name[0]}-{name[1]}"
    while (
        (parent := above.get(node))
        and parent.tag in ("sup", "span")
        and parent.text.strip() == node.text.strip()
    ):
        node = parent
    node.tag, node.attributes, node.children = "sup", {"data-source": key}, []
    return name


def _key(name, paragraphs):
    kind, number = name
    text = " ".join(" ".join(paragraph.text for paragraph in paragraphs).split())
    return f"{kind}-{number}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"


def _words(node):
    return node.text.strip()


def _in_one(paragraphs):
    """Return what is in ``paragraphs``, a space between them."""
    found = []
    for paragraph in paragraphs:
        found += [" ", Node("span", {}, paragraph.children)]
    return found
