"""HTML elements into blocks: which text stands in which paragraph, with which marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml.html import HtmlElement

from .blocks import Block, Mark, Run, tidy
from .decoding import clean

BLOCK_TAGS = frozenset(
    "html body div section article main header footer aside p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote hr pre"
    " figure figcaption table caption thead tbody tfoot tr td th address form fieldset details summary center".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
MARKS = {"em": "em", "i": "em", "cite": "em", "strong": "strong", "b": "strong", "sup": "sup", "sub": "sub"}
CAPTIONS = frozenset("figure figcaption caption".split())


@dataclass(frozen=True)
class Placed:
    """A block and the element that it is the text of."""

    block: Block
    element: HtmlElement


def walk(element: HtmlElement, base: str = "") -> list[Placed]:
    """Every block in the element, in document order; `base` is the address that relative links start from."""
    whole = Walk(base)
    whole._enter(element, (), "text")
    return whole.found


class Walk:
    """Blocks found so far, and the runs of the paragraph that is being gathered."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.found: list[Placed] = []
        self.buffer: list[Run] = []

    def _enter(self, element: HtmlElement, marks: tuple[Mark, ...], kind: str) -> None:
        """Walk a block element, whose own text is of `kind` unless the element says otherwise."""
        tag = element.tag
        if tag in HEADINGS:
            kind = "heading"
        elif tag in CAPTIONS or tag != "body" and "caption" in element.get("class", ""):
            kind = "caption"
        if tag in ("ul", "ol", "blockquote") and kind == "text" and self._add_whole(element):
            return
        self._inside(element, marks, kind, element)
        self._flush(kind, element)

    def _inside(self, element: HtmlElement, marks: tuple[Mark, ...], kind: str, block: HtmlElement) -> None:
        self._text(element.text, marks, element)
        for child in element:
            if child.tag in BLOCK_TAGS:
                self._flush(kind, block)
                self._enter(child, marks, kind)
            elif child.tag == "br":
                self.buffer.append(Run("\n", marks))
            elif isinstance(child.tag, str):
                self._inside(child, (*marks, *self._mark(child, marks)), kind, block)
            self._text(child.tail, marks, element)

    def _text(self, text: str | None, marks: tuple[Mark, ...], element: HtmlElement) -> None:
        if text:
            text = clean(text)
            self.buffer.append(Run(text if element.tag == "pre" else text.replace("\n", " "), marks))

    def _mark(self, element: HtmlElement, marks: tuple[Mark, ...]) -> Iterator[Mark]:
        if element.tag == "a" and element.get("href") is not None and not any(tag == "a" for tag, _ in marks):
            try:
                address = urljoin(self.base, clean(element.get("href")).strip())
            except ValueError:
                address = ""
            yield "a", address if re.match(r"https?://[^/\s]", address) else ""
        elif (tag := MARKS.get(element.tag)) and (tag, "") not in marks:
            yield tag, ""

    def _flush(self, kind: str, element: HtmlElement) -> None:
        """What has gathered becomes a block, or several where two line breaks stand together."""
        paragraph: list[Run] = []
        empty_lines = 0
        for run in (*self.buffer, Run("\n"), Run("\n")):
            if run.text == "\n":
                empty_lines += 1
            elif run.text.strip():
                empty_lines = 0
            paragraph.append(run)
            if empty_lines == 2 and (runs := tidy(paragraph)):
                self.found.append(Placed(Block(runs=runs, kind=kind), element))
                paragraph = []
        self.buffer.clear()

    def _add_whole(self, element: HtmlElement) -> bool:
        """Add a list or a quotation as one block; False where its parts are more than paragraphs."""
        items = list(element) if element.tag in ("ul", "ol") else [element]
        if any(
            child.tag in BLOCK_TAGS and child.tag != "p" for item in items for child in item.iterdescendants()
        ):
            return False
        inner = Walk(self.base)
        for item in items:
            inner._inside(item, (), "text", item)
            inner._flush("text", item)
        if inner.found:
            kind = "quote" if element.tag == "blockquote" else element.tag
            parts = tuple(placed.block for placed in inner.found)
            self.found.append(Placed(Block(kind=kind, parts=parts), element))
        return True
