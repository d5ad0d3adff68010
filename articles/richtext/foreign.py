"""What word processors mean by their HTML, said in the house's: lists, quotations, headings, heads of tables, notes.

Read from what Microsoft Word, Google Docs and LibreOffice Writer put on the clipboard. A tree without their styles and
classes passes unchanged. What is only about how a document looks is left to building.py, which drops it.
"""

import re
from urllib.parse import parse_qs, urlsplit

from .inline import NO_BREAK
from .notes import gather
from .parsing import Node

# Points in a CSS length.
UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0, "em": 12.0, "rem": 12.0}
LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|in|cm|mm|px|pc|em|rem)")
INDENTED = 18.0  # points: a quarter of an inch, the least that a word processor indents by
QUOTES = re.compile(r"Mso(?:Intense)?Quote|MsoBlockText|[Qq]uot(?:e|ation)s?")
COMMENTS = re.compile(r"(?:#|^)(?:_msocom_|_msoanchor_|cmnt_?)")
WORD_LIST = re.compile(r"l(\d+) level(\d) lfo(\d+)")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
NUMBERED = re.compile(r"\(?([0-9]{1,4}|[a-zA-Z]|[ivxlcdm]{1,6}|[IVXLCDM]{1,6})[.)]")
REDIRECTS = {("www.google.com", "/url"): "q"}


def understood(root):
    """Change the tree under the Node ``root`` into one that says with elements what it said with styles; return it."""
    _drop(root)
    _spaces(root)
    _addresses(root)
    _headings(root)
    gather(root)
    _lists(root)
    _quotations(root)
    for node in root.every():
        if node.tag == "table":
            _head_of_table(node)
    return root


# --- What is not the text's ---------------------------------------------------------------------


def _drop(node):
    node.children = [child for child in node.children if isinstance(child, str) or not _is_dropped(child)]
    for child in node.children:
        if isinstance(child, Node):
            _drop(child)


def _is_dropped(node):
    """Whether ``node`` is hidden, or a remark on the text and no part of it."""
    styles = node.styles
    if styles.get("display") == "none" or styles.get("mso-hide") == "all":
        return True
    if "MsoCommentReference" in node.classes or styles.get("mso-element") in ("comment-list", "comment"):
        return True
    if node.tag == "a":
        return bool(COMMENTS.match(node.get("href")) or COMMENTS.match(node.get("id")))
    # A comment's box: it begins with the way back to where it was made.
    inner = next((child for child in node.every() if child.tag == "a"), None)
    return node.tag == "div" and inner is not None and inner.get("href").startswith("#cmnt_ref")


def _spaces(root):
    """Make plain spaces of those that must not break at the ends of spans: programs write them there for any space."""
    for node in root.every():
        if node.tag == "span" and node.children:
            first = node.children[0]
            if isinstance(first, str) and first.startswith(NO_BREAK):
                node.children[0] = " " + first[1:]
            last = node.children[-1]
            if isinstance(last, str) and last.endswith(NO_BREAK):
                node.children[-1] = last[:-1] + " "


def _addresses(root):
    """Lead links that pass through a word processor's own server where they were meant to lead."""
    for node in root.every():
        if node.tag == "a" and node.get("href"):
            try:
                parts = urlsplit(node.get("href"))
            except ValueError:
                continue
            if name := REDIRECTS.get((parts.netloc, parts.path)):
                meant = parse_qs(parts.query).get(name, [""])[0]
                if meant.startswith(("http://", "https://")):
                    node.attributes["href"] = meant


# --- Headings ------------------------------------------------------------------------------------


def _headings(root):
    """Bring headings to the two levels that there are: where a text has larger ones, its largest and all others."""
    for node in root.every():
        level = node.get("aria-level")
        if node.tag == "p" and node.get("role") == "heading" and level in tuple("123456"):
            node.tag = f"h{level}"
        elif node.tag == "p" and "MsoTitle" in node.classes:
            node.tag = "h1"
    found = [node for node in root.every() if re.fullmatch("h[1-6]", node.tag) and node.text.strip()]
    largest = min((node.tag for node in found), default="")
    if largest in ("h1", "h2"):
        for node in found:
            node.tag = "h3" if node.tag == largest else "h4"


# --- Word's lists: paragraphs that say of themselves in which list they are -----------------------


def _lists(node):
    """Make real lists of each run of paragraphs that Word numbers, below ``node``."""
    found, stack = [], []
    for child in node.children:
        if isinstance(child, str):
            found.append(child)
            stack = stack if not child.strip() else []
            continue
        place = _place(child)
        if place:
            kind, attributes = _marker(child)
            child.attributes = {}
            _put(found, stack, child, *place, kind, attributes)
        elif (
            stack and child.tag == "p" and any(name.startswith("MsoListParagraph") for name in child.classes)
        ):
            child.attributes = {}
            stack[-1][1].children[-1].children.append(child)  # more of the item before
        elif not (stack and child.tag == "p" and not child.text.strip()):
            stack = []
            for heading in child.every():
                if re.fullmatch("h[1-6]", heading.tag):
                    _marker(heading)
            _lists(child)
            found.append(child)
    node.children = found


def _place(node):
    """Return (level, list) of Word's paragraph ``node``, None where it is in none."""
    match = WORD_LIST.search(node.styles.get("mso-list", ""))
    return (int(match[2]), (match[1], match[3])) if match and node.tag == "p" else None


def _marker(node):
    """Take a list's sign out of ``node``; return the kind of list that it is a sign of, and the list's attributes."""
    sign = next((inner for inner in node.every() if inner.styles.get("mso-list", "") == "ignore"), None)
    if not sign:
        return "ul", {}
    written = sign.text.replace(NO_BREAK, " ").split()
    sign.children = []
    match = NUMBERED.fullmatch(written[0] if written else "")
    if not match:
        return "ul", {}
    number = match[1]
    if number.isdigit():
        return "ol", {"start": number}
    is_roman = number.lower() == "i" or len(number) > 1
    kind, start = ("i", _roman(number)) if is_roman else ("a", ord(number.lower()) - ord("a") + 1)
    return "ol", {"start": str(start), "type": kind if number.islower() else kind.upper()}


def _roman(number):
    values = [ROMAN[letter] for letter in number.lower()]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _put(found, stack, paragraph, level, which, kind, attributes):
    """Put ``paragraph`` into the list of its level; ``stack`` has the (level, list, which) that are open."""
    while stack and stack[-1][0] > level:
        stack.pop()
    if stack and stack[-1][0] == level and (stack[-1][1].tag != kind or stack[-1][2] != which):
        stack.pop()
    if not stack or stack[-1][0] < level:
        made = Node(kind, attributes)
        (stack[-1][1].children[-1].children if stack else found).append(made)
        stack.append((level, made, which))
    stack[-1][1].children.append(Node("li", {}, [paragraph]))


# --- Quotations ----------------------------------------------------------------------------------


def _quotations(node):
    """Make a quotation of each run of paragraphs that are set in as one, below ``node`` but not in lists and tables."""
    found = []
    for child in node.children:
        if isinstance(child, str):
            if child.strip() or not (found and isinstance(found[-1], Node) and found[-1].get("made")):
                found.append(child)
            continue
        if child.tag in ("p", "div", "blockquote") and child.text.strip() and _is_quoted(child):
            child.tag, child.attributes = "p" if child.tag == "p" else "div", {}
            if found and isinstance(found[-1], Node) and found[-1].get("made"):
                found[-1].children.append(child)
            else:
                found.append(Node("blockquote", {"made": "yes"}, [child]))
            continue
        if child.tag not in ("ul", "ol", "table", "blockquote"):
            _quotations(child)
        found.append(child)
    node.children = found


def _is_quoted(node):
    if node.tag == "blockquote":  # Writer makes one of every paragraph
        return bool(node.classes)
    if any(QUOTES.fullmatch(name) for name in node.classes):
        return True
    styles = node.styles
    return node.tag == "p" and _left(styles) >= INDENTED and _points(styles.get("text-indent", "")) >= 0


def _left(styles):
    sides = styles.get("margin", "").split()
    of_all = sides[{1: 0, 2: 1, 3: 1, 4: 3}[len(sides)]] if len(sides) in (1, 2, 3, 4) else ""
    return _points(styles.get("margin-left", of_all))


def _points(length):
    match = LENGTH.fullmatch(length)
    return float(match[1]) * UNITS[match[2]] if match else 0.0


# --- Tables --------------------------------------------------------------------------------------


def _head_of_table(table):
    """Make heading cells of a first row that is set in bold throughout."""
    rows = [node for node in table.every() if node.tag == "tr"]
    cells = [child for child in rows[0].children if isinstance(child, Node)] if rows else []
    if len(rows) > 1 and any(cell.text.strip() for cell in cells) and all(_is_bold(cell) for cell in cells):
        for cell in cells:
            cell.tag = "th" if cell.tag == "td" else cell.tag


def _is_bold(node):
    """Whether all words in ``node`` are bold; so are those of a cell that has none."""
    weight = node.styles.get("font-weight", "")
    if node.tag in ("b", "strong", "th"):
        if weight not in ("normal", "400"):
            return True
    elif weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600):
        return True
    return all(_is_bold(child) if isinstance(child, Node) else not child.strip() for child in node.children)
