"""A page saved as HTML: which of its blocks are the article.

trafilatura says which paragraphs are the main text. The document itself then says what else stands in the same
place, so that a short paragraph or a standfirst which an extractor leaves out is not lost, and what is only
the site's: navigation, boxes, footers, anything hidden.
"""

import re
from collections.abc import Set
from copy import deepcopy
from dataclasses import replace
from itertools import islice

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from .blocks import Block, NotAnArticle, Page, refuse_books
from .credits import parse_credit
from .decoding import clean
from .furniture import is_furniture
from .lines import is_offer, masthead_titles
from .metadata import Metadata, read_metadata
from .provenance import parse_provenance
from .sorting import is_prose
from .text import read_capture
from .walk import HEADINGS, Placed, walk

BEGINS_AS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|base|style|script|article|main|header|nav|div|section|table"
    r"|center|font|span|ul|h[1-6]|p|b)\b)",
    re.IGNORECASE | re.DOTALL,
)
CLOSING_TAG = re.compile(r"</(?:p|div|h1|h2|article|body|html|span)\s*>", re.IGNORECASE)
NEVER_SHOWN = frozenset(
    "script style noscript template svg math canvas object embed iframe audio video map button input select option"
    " textarea datalist dialog nav del img picture".split()
)
HIDDEN_CLASSES = frozenset(
    "hidden sr-only visually-hidden visuallyhidden screen-reader-text is-hidden d-none u-hidden comments commentlist"
    " comments-area comment-list disqus_thread respond".split()
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Parts of a page that are the site's, by their element or by a word of their class or id.
CHROME_TAGS = frozenset(("aside", "footer", "form"))
CHROME_WORDS = frozenset(
    "nav navbar navigation menu breadcrumb breadcrumbs sidebar share sharing social related recommended recommendations"
    " promo advert adverts ad ads advertisement sponsored sponsor newsletter signup subscribe subscription offer cookie"
    " cookies consent gdpr popup modal widget banner taboola outbrain paywall pagination tags popular trending carousel"
    " card cards teaser pullquote footer masthead toolbar".split()
)
STANDFIRST_WORDS = frozenset(
    "standfirst subtitle excerpt dek strapline summary lede intro subheading description lead".split()
)
SITE_NAME_WORDS = 3  # an <h1> that short may be the site's name rather than a headline


def looks_like_html(text: str) -> bool:
    """Whether the text is an HTML document or a piece of one, whatever the file is called."""
    return bool(BEGINS_AS_HTML.match(text)) or len(CLOSING_TAG.findall(text[:200_000])) > 2


def read_html(text: str) -> Page:
    """Blocks of an HTML page.

    Raises NotAnArticle where it breaks off before its text, is too large for one, or nests too deep to be read whole.
    """
    # lxml refuses text that names its own encoding; bytes in one that is certain it takes.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        document = document_fromstring(text.encode("utf-8"), parser=parser)
        body = document.find("body")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        body = None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        # libxml2 stops at 256 levels, and what it has read so far would pass for the whole page.
        raise NotAnArticle(
            "nests its elements too deep to be read whole. Save the page again as plain text, and import that file."
        )
    if body is None or not body.text_content().strip():
        raise NotAnArticle(
            "breaks off before the page's text begins. Save the page again, and import the whole file."
        )
    children = [child for child in body if child.tag != "script"]
    if len(children) == 1 and children[0].tag == "pre":  # a text file as a browser saves it
        return read_capture(children[0].text_content())
    metadata = read_metadata(document)
    for element in list(body.iter()):
        if element is not body and _is_unseen(element):
            element.drop_tree()
    refuse_books(len(body.text_content()) + 8 * sum(1 for _ in body.iter()))
    opened, closed = (re.search(rf"<{slash}(?:html|body)\b", text, re.IGNORECASE) for slash in ("", "/"))
    cut_off = bool(opened and not closed)
    return replace(_page(body, metadata, _main_text(document)), cut_off=cut_off)


def _is_unseen(element: HtmlElement) -> bool:
    if element.tag in NEVER_SHOWN or element.get("hidden") is not None:
        return True
    names = {*element.get("class", "").lower().split(), element.get("id", "").lower()}
    style = HIDDEN_STYLE.search(element.get("style", ""))
    return element.get("aria-hidden") == "true" or bool(names & HIDDEN_CLASSES) or style is not None


def _main_text(document: HtmlElement) -> str:
    """The main text as trafilatura finds it, a paragraph a line; "" where it finds none."""
    # Its heuristics meet whatever HTML there is. Where they fail in any way the document decides alone.
    try:
        found = trafilatura.bare_extraction(deepcopy(document), favor_recall=True, include_comments=False)
    except Exception:
        return ""
    return clean(found.text or "") if found else ""


def _page(body: HtmlElement, metadata: Metadata, main_text: str) -> Page:
    placed = walk(body, metadata.canonical)
    headline = _headline(placed, metadata)
    main_lines = {_key(line) for line in main_text.split("\n")} - {""}
    main = [found for found in placed if _key(found.block.text) in main_lines] or placed
    root, central = _centre(main)
    if headline is not None:
        central.update(placed[headline].element.iterancestors())
    inside = [found.element is root or root in found.element.iterancestors() for found in placed]
    first = -1 if headline is None else headline
    ends = [
        position
        for position, found in enumerate(placed)
        if inside[position] or parse_credit(found.block.text) and not _is_boxed(found.element, central)
    ]
    last = max(ends, default=-1)
    description = _key(metadata.description)
    blocks: list[Block] = []
    question = None
    for position, found in enumerate(placed):
        block = found.block
        if position == headline:
            question = len(blocks)
        elif not (
            (inside[position] or first < position < last or _key(block.text) in main_lines)
            and not _is_boxed(found.element, central)
            and not _is_link_list(block)
        ):
            if not (inside[position] or _has_meaning(block.text)):
                continue
            block = replace(block, chrome=True)
        if _is_standfirst(found.element, block.text) or description and _key(block.text) == description:
            block = replace(block, standfirst=True)
        blocks.append(block)
    return Page(
        blocks=tuple(blocks),
        question=question,
        headline="" if headline is not None else _asking_title(metadata),
        canonical=metadata.canonical,
        web_date=metadata.web_date,
        timed=metadata.timed,
        authors=metadata.authors,
    )


def _centre(main: list[Placed]) -> tuple[HtmlElement | None, set[HtmlElement]]:
    """(the smallest element with four fifths of the main text, every element with more than half of it)."""
    weights: dict[HtmlElement, int] = {}
    for found in main:
        for element in (found.element, *found.element.iterancestors()):
            weights[element] = weights.get(element, 0) + len(found.block.text)
    total = max(weights.values(), default=0)
    holders = [element for element, weight in weights.items() if weight * 5 >= total * 4]
    root = max(holders, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)
    return root, {element for element, weight in weights.items() if weight * 2 > total}


def _asking_title(metadata: Metadata) -> str:
    return next((title for title in metadata.titles if title.endswith("?")), "")


def _key(text: str) -> str:
    """Text for comparing: letters and digits only."""
    return re.sub(r"\W+", "", text).casefold()


def _headline(placed: list[Placed], metadata: Metadata) -> int | None:
    """The position of the block that is the page's headline, None where no block is."""
    titles = {_key(title) for title in metadata.titles} - {""}
    candidates = [
        position for position, found in enumerate(placed) if not found.block.parts and found.block.text
    ]

    def rank(position: int) -> tuple[bool, ...]:
        element, text = placed[position].element, placed[position].block.text
        asks = bool(re.search(r"\?\W*$", text))
        boxed = _is_boxed(element)
        own_h1 = element.tag == "h1" and not boxed
        return (
            _key(text) in titles and asks,
            own_h1 and asks,
            _key(text) in titles and element.tag in HEADINGS,
            own_h1 and len(text.split()) > SITE_NAME_WORDS,
            element.tag in HEADINGS and asks and not boxed,
            own_h1,
        )

    # The first of the best: max keeps the earliest of equals.
    best = max(candidates, key=rank, default=None)
    if best is None or not any(rank(best)):
        return None
    site_name = not any(rank(best)[:-1])
    return None if site_name and _asking_title(metadata) else best


def _words(element: HtmlElement) -> set[str]:
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return set(re.split(r"[\s_-]+", names))


def _is_boxed(element: HtmlElement, central: Set[HtmlElement] = frozenset()) -> bool:
    """Whether the element is in a part of the page that is the site's: a side bar, a footer, an offer's box.

    What is around the headline or most of the main text (`central`) is the article's, whatever it is called.
    """
    for parent in (element, *element.iterancestors()):
        if parent.tag in ("html", "body") or parent in central:
            return False
        if parent.tag in CHROME_TAGS or _words(parent) & CHROME_WORDS:
            return True
    return False


def _is_link_list(block: Block) -> bool:
    """Whether a list only leads to other pages."""
    runs = [run for part in block.parts for run in part.runs if block.kind in ("ul", "ol")]
    linked = sum(len(run.text) for run in runs if any(tag == "a" for tag, _ in run.marks))
    return len(block.parts) > 1 and linked * 5 > sum(len(run.text) for run in runs) * 3


def _is_standfirst(element: HtmlElement, text: str) -> bool:
    """Whether the element, or one around it that holds nothing else, is called a standfirst."""
    around = (element, *islice(element.iterancestors(), 3))
    named = next((parent for parent in around if _words(parent) & STANDFIRST_WORDS), None)
    return named is not None and element.tag != "h1" and _key(named.text_content()) == _key(text)


def _has_meaning(line: str) -> bool:
    """Whether a line from outside the article is worth reporting, rather than some other label of the site."""
    special = parse_credit(line) or parse_provenance(line) or masthead_titles(line)
    return bool(special) or is_offer(line) or is_furniture(line) or is_prose(line)
