"""HTML from anywhere as a tree: parsed by nh3 as browsers parse it, without scripts, comments and foreign addresses.

Styles, classes and ids are still there: foreign.py reads in them what a word processor meant.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from .allowed import SCHEMES

# Their words are not the text's: what makes a document work, and what somebody struck out.
WITHOUT_WORDS = {"script", "style", "title", "xml", "del", "noscript", "template", "iframe", "object"}
UNDERSTOOD = set(
    "p div section article center h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table caption thead tbody tfoot tr td "
    "th br hr pre a b strong i em cite var dfn sup sub span font u s q ins figure figcaption footer".split()
)
READ = {"style", "class", "id", "role", "aria-level", "data-source"}
READ_OF = {
    "a": READ | {"href", "title", "name"},
    "ol": READ | {"start", "type", "data-type"},
    "figure": READ | {"data-picture"},
    "td": READ | {"colspan", "rowspan"},
    "th": READ | {"colspan", "rowspan"},
}
VOID = ("br", "hr")
# Deeper than any text goes, and not so deep that a walk through it ends in an error.
DEEPEST = 120

_parser = nh3.Cleaner(
    tags=UNDERSTOOD,
    clean_content_tags=WITHOUT_WORDS,
    attributes={tag: READ_OF.get(tag, READ) for tag in UNDERSTOOD},
    url_schemes=set(SCHEMES),
    link_rel=None,
)


@dataclass(eq=False)
class Node:
    """An element: its tag, its attributes, and what is in it: Nodes and strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list = field(default_factory=list)

    def get(self, name):
        """Return the attribute ``name``, "" where there is none."""
        return self.attributes.get(name, "")

    @property
    def styles(self):
        """Return {property: value} of the style attribute, in small letters."""
        pairs = (rule.split(":", 1) for rule in self.get("style").lower().split(";") if ":" in rule)
        return {name.strip(): value.strip() for name, value in pairs}

    @property
    def classes(self):
        """Return the names in the class attribute."""
        return self.get("class").split()

    @property
    def text(self):
        """Return the words in it, as they stand."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def every(self):
        """Yield itself and each Node in it, in the order of the text."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.every()


class _Builder(HTMLParser):
    """Reads what nh3 wrote, which is balanced and quoted."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]
        self.too_deep = 0

    def handle_starttag(self, tag, attrs):
        if tag not in VOID and len(self.open) > DEEPEST:
            self.too_deep += 1
            return
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.too_deep:
            self.too_deep -= 1
        else:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parse(html):
    """Return the tree of ``html``, from anywhere, as a Node without a tag."""
    builder = _Builder()
    builder.feed(_parser.clean(re.sub("\x00", "", html)))
    builder.close()
    return builder.root
