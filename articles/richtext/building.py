"""A tree of HTML written in the house's one shape: blocks and marks as the editor makes and nests them.

Whatever a tree holds, what comes out is built anew: known tags and attributes around escaped text.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape

from .allowed import LIST_TYPES, MARKS
from .inline import BREAK, Item, settle, written
from .keys import KEY
from .parsing import Node
from .picks import NUMBER as PICKED
from .picks import QUESTION_ADDRESS

HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
MARK_OF = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite"), "em"),
    "sup": "sup",
    "sub": "sub",
}
STANDS_ALONE = {
    "p",
    "div",
    "section",
    "article",
    "center",
    "pre",
    "dl",
    "dt",
    "dd",
    "caption",
    "figure",
    "figcaption",
    "footer",
}
CSS_LIST_TYPES = {"lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
# Addresses within a page that pages here have; others belong to the document that was copied from.
OWN_PART = re.compile(r"#(?:p|source|answer|ref)-")
NUMBER = re.compile(r"[1-9]\d{0,3}")


@dataclass
class Block:
    """A finished block: ``tag``, and what is in it.

    ``items`` (inline) of "p", "h3", "h4", "figcaption"; ``blocks`` of all others.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    items: list = field(default_factory=list)
    blocks: list = field(default_factory=list)


def write(root):
    """Return the canonical HTML of the tree under the Node ``root``."""
    html = "".join(_html(block) for block in _blocks(root.children))
    # A sign that would melt into the ">" before it in Unicode's composed form.
    return html.replace(">\u0338", ">&#824;")


class _Collector:
    """Gathers inline content until a block ends, and the blocks so far."""

    def __init__(self):
        self.blocks, self.items = [], []

    def end(self, tag="p"):
        items, self.items = self.items, []
        if tag != "p":
            items = [Item(" ", item.marks) if item.kind == BREAK else item for item in items]
        paragraphs = settle(items, without=("strong",) if tag != "p" else ())
        self.blocks += [Block(tag, items=found) for found in paragraphs]

    def add(self, block):
        self.end()
        if block:
            self.blocks.append(block)


def _blocks(children, marks=()):
    collector = _Collector()
    for child in _with_lists(children):
        _walk(child, dict(marks), collector)
    collector.end()
    return collector.blocks


def _walk(child, marks, collector):
    """Put ``child`` under ``marks`` ({mark: attributes}) into ``collector``."""
    if isinstance(child, str):
        collector.items.append(Item(unicodedata.normalize("NFC", child), marks))
        return
    tag = child.tag
    marks = _marks(child, marks)
    if tag == "br":
        collector.items.append(Item("", marks, BREAK))
    elif tag == "hr":
        collector.end()
    elif tag == "sup" and _is_reference(child):
        collector.items.append(Item("", marks, child.get("data-source")))
    elif tag in HEADINGS:
        collector.end()
        _heading(child, marks, collector)
    elif tag in ("ul", "ol"):
        collector.add(_list(child, marks))
    elif tag == "blockquote":
        collector.end()
        collector.blocks += _quotation(child, marks)
    elif tag == "figure":
        collector.end()
        collector.blocks += _figure(child, marks)
    elif tag == "table":
        collector.end()
        collector.blocks += _table(child, marks)
    else:
        if tag in STANDS_ALONE:
            collector.end()
        for each in _with_lists(child.children):
            _walk(each, marks, collector)
        if tag in STANDS_ALONE:
            collector.end()


def _with_lists(children):
    """Return ``children`` with each run of items that stand in no list in one."""
    found = []
    for child in children:
        is_item = isinstance(child, Node) and child.tag == "li"
        if is_item and found and isinstance(found[-1], Node) and found[-1].get("stray"):
            found[-1].children.append(child)
        elif is_item:
            found.append(Node("ul", {"stray": "yes"}, [child]))
        else:
            found.append(child)
    return found


# --- Marks -------------------------------------------------------------------------------------


def _marks(node, marks):
    """Return ``marks`` with what ``node`` adds to them, or takes away."""
    found, styles = dict(marks), node.styles
    mark = MARK_OF.get(node.tag)
    if mark and not (mark == "sup" and _is_reference(node)):
        found[mark] = {}
    weight, slant, height = (styles.get(name, "") for name in ("font-weight", "font-style", "vertical-align"))
    if weight:
        _switch(found, "strong", weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600))
    if slant:
        _switch(found, "em", slant in ("italic", "oblique"))
    if height in ("super", "sub"):
        _switch(found, "sup", height == "super")
        _switch(found, "sub", height == "sub")
    if "sup" in found and "sub" in found:
        del found["sub" if node.tag == "sup" or height == "super" else "sup"]
    if node.tag == "a" and (link := _link(node)):
        found["a"] = link
    return found


def _switch(marks, mark, is_on):
    if is_on:
        marks[mark] = {}
    else:
        marks.pop(mark, None)


def _is_reference(node):
    has_text_only = all(isinstance(child, str) for child in node.children)
    return has_text_only and re.fullmatch(KEY, node.get("data-source")) is not None


def _link(node):
    """Return the attributes of a link that leads somewhere, else None."""
    address = unicodedata.normalize("NFC", node.get("href")).strip()
    if not address or (address.startswith("#") and not OWN_PART.match(address)):
        return None
    if address.startswith("question:"):
        return {"href": address} if QUESTION_ADDRESS.fullmatch(address) else None
    title = " ".join(unicodedata.normalize("NFC", node.get("title")).split())
    return {"href": address, **({"title": title} if title else {})}


# --- Blocks ------------------------------------------------------------------------------------


def _heading(node, marks, collector):
    inside = _blocks(node.children, marks)
    for block in inside:
        if block.tag != "p":
            collector.blocks.append(block)
            continue
        collector.items = block.items
        collector.end(HEADINGS[node.tag])


def _list(node, marks):
    items = []
    for child in node.children:
        is_item = isinstance(child, Node) and child.tag == "li"
        inside = _blocks(child.children if is_item else [child], _marks(child, marks) if is_item else marks)
        inside = [plain for block in inside for plain in _fit_for_item(block)]
        if not inside:
            continue
        if inside[0].tag == "p":
            # What stands between the items of a list belongs to the one before.
            items.append(inside) if is_item or not items else items[-1].extend(inside)
        elif items:
            items[-1].extend(inside)
        else:  # a list in the first item, and nothing else: its items are this list's
            items += [item.blocks for block in inside if block.tag in ("ul", "ol") for item in block.blocks]
    if not items:
        return None
    attributes = {}
    if node.tag == "ol":
        kind = CSS_LIST_TYPES.get(node.get("data-type"), node.get("type"))
        kind = CSS_LIST_TYPES.get(node.styles.get("list-style-type", ""), kind)
        start = node.get("start").strip()
        if NUMBER.fullmatch(start) and start != "1":
            attributes["start"] = start
        if kind in LIST_TYPES:
            attributes["type"] = kind
    return Block(node.tag, attributes, blocks=[Block("li", blocks=_joined(item)) for item in items])


def _fit_for_item(block):
    """Yield what stands in an item of a list for ``block``: paragraphs and lists."""
    if block.tag in ("h3", "h4", "figcaption"):
        if block.items:
            yield Block("p", items=block.items)
    elif block.tag in ("p", "ul", "ol"):
        yield block
    else:
        for inner in block.blocks:
            yield from _fit_for_item(inner)


def _joined(blocks):
    """Return ``blocks`` with lists of one kind that follow one another as one."""
    found = []
    for block in blocks:
        is_list = block.tag in ("ul", "ol")
        if is_list and found and found[-1].tag == block.tag and "start" not in block.attributes:
            found[-1].blocks.extend(block.blocks)
        else:
            found.append(block)
    return found


def _table(node, marks):
    """Return the blocks of a table: words that stand in no cell, then the table, if it has any words."""
    captions, node = _without(node, "caption")
    if captions:
        return _captioned(_table(node, marks), captions, _marks(node, marks))
    rows, loose = [], []
    _rows(node, _marks(node, marks), rows, loose, is_head=False)
    before = _blocks(loose, marks)
    if not any(cell.blocks for row in rows for cell in row):
        return before
    if len(rows) == 1 and len(rows[0]) == 1:  # a frame around some text
        return before + rows[0][0].blocks
    for row in rows:
        for cell in row:
            cell.blocks = cell.blocks or [Block("p")]
    return [*before, Block("table", blocks=[Block("tr", blocks=row) for row in rows])]


# --- What has a caption, or says whose words it quotes -------------------------------------------


def _figure(node, marks):
    """Return the blocks of a figure: a picture of the desk, or a quotation or table, with what is said of it."""
    captions, rest = _without(node, "figcaption")
    if re.fullmatch(PICKED, node.get("data-picture")):
        caption = Block("figcaption", items=_caption(captions, marks))
        picture = Block("figure", {"data-picture": node.get("data-picture")}, blocks=[caption])
        return [picture, *_blocks(rest.children, marks)]
    return _captioned(_blocks(rest.children, marks), captions, marks)


def _quotation(node, marks):
    footers, rest = _without(node, "footer")
    inside = _blocks(rest.children, marks)
    return _captioned([Block("blockquote", blocks=inside)] if inside else [], footers, marks)


def _captioned(blocks, captions, marks):
    """Return ``blocks`` under what the Nodes ``captions`` say: as one figure where they are one quotation or table."""
    items = _caption(captions, marks)
    if not items:
        return blocks
    if [block.tag for block in blocks] in (["blockquote"], ["table"]):
        return [Block("figure", blocks=[*blocks, Block("figcaption", items=items)])]
    return [*blocks, Block("p", items=items)]


def _without(node, tag):
    """Return the Nodes in ``node`` that are a ``tag``, and a copy of ``node`` without them."""
    found = [child for child in node.children if isinstance(child, Node) and child.tag == tag]
    return found, Node(node.tag, node.attributes, [child for child in node.children if child not in found])


def _caption(nodes, marks):
    """Return the inline items of what ``nodes`` say, in one line."""
    items = []
    for node in nodes:
        for block in _blocks(node.children, _marks(node, marks)):
            items += [Item(" "), *_items(block)]
    settled = settle([Item(" ", item.marks) if item.kind == BREAK else item for item in items])
    return settled[0] if settled else []


def _items(block):
    """Yield the inline items of ``block`` and of all blocks in it, a space between two blocks."""
    yield from block.items
    for inner in block.blocks:
        yield Item(" ")
        yield from _items(inner)


# --- Rows and cells ------------------------------------------------------------------------------


def _rows(node, marks, rows, loose, is_head):
    for child in node.children:
        if isinstance(child, str) or child.tag not in ("thead", "tbody", "tfoot", "tr", "td", "th"):
            loose.append(child)
        elif child.tag == "tr":
            cells = [each for each in child.children if isinstance(each, Node) and each.tag in ("td", "th")]
            loose += [each for each in child.children if each not in cells]
            row = [_cell(cell, _marks(child, marks), is_head) for cell in cells]
            if any(cell.blocks for cell in row):
                rows.append(row)
        elif child.tag in ("td", "th"):
            rows.append([_cell(child, marks, is_head)])
        else:
            _rows(child, _marks(child, marks), rows, loose, is_head or child.tag == "thead")


def _cell(node, marks, is_head):
    tag = "th" if is_head or node.tag == "th" else "td"
    blocks = [
        plain for block in _blocks(node.children, _marks(node, marks)) for plain in _fit_for_item(block)
    ]
    if tag == "th":
        for block in blocks:
            block.items = _without_weight(block.items)
    spans = {name: node.get(name).strip() for name in ("colspan", "rowspan")}
    attributes = {name: span for name, span in spans.items() if NUMBER.fullmatch(span) and span != "1"}
    return Block(tag, attributes, blocks=_joined(blocks))


def _without_weight(items):
    found = settle(items, without=("strong",))
    return found[0] if found else []


# --- Text --------------------------------------------------------------------------------------


def _html(block):
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in block.attributes.items())
    inside = written(block.items, MARKS) if block.items else "".join(_html(each) for each in block.blocks)
    if block.tag == "table":
        inside = f"<tbody>{inside}</tbody>"
    return f"<{block.tag}{attributes}>{inside}</{block.tag}>"
