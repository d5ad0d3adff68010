"""What a word processor puts on the clipboard, as the house writes it.

Microsoft Word, LibreOffice and Google Docs wrap text in markup of their own: lists that are paragraphs with a
style, italics that are a span, notes that are links to the foot of the page. ``translated`` turns that into what
richtext.clean() keeps. Notes become "[note-1]" in the text and a list at its end: with a source of that key, the
reference is linked and numbered as every other is.
"""

import re
from urllib.parse import parse_qs, urlsplit

import nh3
from lxml import html
from lxml.html import builder

LONGEST = 2_000_000  # characters
ROUNDS = 6
# Signs of a word processor; a browser's own clipboard has none of them.
MARKS = re.compile(
    r"mso-|class=[\"']?Mso|<o:p|urn:schemas-microsoft|docs-internal-guid|sdfootnote|sdendnote|#ftnt|<meta[^>]+LibreOffice",
    re.IGNORECASE,
)
FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
# Word's own bullet or number before an item, for programs that know no lists.
BULLET = re.compile(
    r"<!--\[if !supportLists\]-->(.*?)<!--\[endif\]-->|<!\[if !supportLists\]>(.*?)<!\[endif\]>",
    re.DOTALL | re.IGNORECASE,
)
DECLARATION = re.compile(r"<!\[[^\]]*\]>")
NAMESPACED = re.compile(r"<(/?)[a-z]+:[a-z]+\b", re.IGNORECASE)
TAGS = set(
    "p div span font b strong i em cite a ul ol li table thead tbody tr td th h1 h2 h3 h4 h5 h6 blockquote sup sub br "
    "hr center section article".split()
)
ATTRIBUTES = {
    "*": {"style", "class", "id", "name"},
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"scope"},
    "sup": {"data-source"},
}
DROPPED = {"script", "style", "title", "xml", "head", "svg", "math", "del", "object", "iframe", "template"}
BLOCKS = (
    "p",
    "div",
    "ul",
    "ol",
    "table",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
)
NOTE_CALL = re.compile(r"#_?(?:ftn|edn|ftnt|sdfootnote|sdendnote)(\d+)(?:sym)?$")
NOTE_TEXT = re.compile(r"_?(ftn|edn|ftnt|sdfootnote|sdendnote)(\d+)(?:sym)?$")
NOTE_BACK = re.compile(r"#_?(?:ftnref|ednref|ftnt_ref|sdfootnote\d+anc|sdendnote\d+anc)")
LEVEL = re.compile(r"mso-list:\s*(l\d+)\s+level(\d+)", re.IGNORECASE)
NUMBERED = re.compile(r"^\W*(?:\d+|[a-z]|[ivxl]+)[.)]", re.IGNORECASE)
QUOTE = re.compile(r"MsoQuote|MsoIntenseQuote|quotations", re.IGNORECASE)
REDIRECT = re.compile(r"https?://(?:www\.)?google\.com/url\?([^#]*)")
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
PLAIN = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
EMPTIED = (
    "p",
    "li",
    "ul",
    "ol",
    "table",
    "em",
    "strong",
    "b",
    "i",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
)
EDGE = " \xa0\t\r\n"
NOTES_HEADING = "Notes"
NOTE = "note-"  # and a number: the key of the source that it can become


def is_foreign(text):
    """Whether ``text`` carries the marks of a word processor."""
    return bool(MARKS.search(text))


def translated(text):
    """Return HTML of what was pasted, to be cleaned. Its words stay; what the house cannot keep of its looks goes.

    What comes out is left as it is when it is translated again.
    """
    text = NOT_XML.sub("", text)[:LONGEST]
    if found := FRAGMENT.search(text):
        text = found[1]
    text = BULLET.sub(lambda bullet: _bullet(bullet[1] or bullet[2] or ""), text)
    text = NAMESPACED.sub(r"<\1span", DECLARATION.sub("", text))
    for _ in range(ROUNDS):
        before, text = text, _translated_once(text)
        if text == before:
            break
    return text


def _translated_once(text):
    # Well-formed, as browsers read it, and without comments: so lxml sees the tree that they see.
    text = nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, clean_content_tags=DROPPED, link_rel=None)
    root = html.fragment_fromstring(text, create_parent="div")
    for step in (
        _drop,
        _notes,
        _blocks,
        _lists,
        _quotes,
        _inline,
        _links,
        _heads,
        _nest,
        _blanks,
        _loose,
        _bare,
    ):
        step(root)
    return html.tostring(root, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


def _bullet(markup):
    """Keep of Word's bullet what tells an ordered list from the other kind."""
    words = re.sub(r"<[^>]*>|&nbsp;", " ", markup)
    return f'<span class="marker">{"1." if NUMBERED.match(words.strip()) else "·"}</span>'


def _style(element):
    return (element.get("style") or "").lower()


def _looks(element):
    """Return the style as a browser reads it: "mso-bidi-font-style" is Word's own."""
    return ";".join(part for part in _style(element).split(";") if not part.strip().startswith("mso-"))


def _drop(root):
    """Take out what is hidden, and comments of reviewers."""
    for element in list(root.iter()):
        style = _style(element)
        hidden = "mso-hide:all" in style or "display:none" in style.replace(" ", "")
        if element is not root and (hidden or "mso-element:comment" in style):
            element.drop_tree()


def _notes(root):
    """Turn notes into "[note-1]" and a list at the end, in the order of the text."""
    texts = {}
    for link in list(root.iter("a")):
        if NOTE_BACK.match(link.get("href") or ""):
            block = _note_block(link)
            kind = NOTE_TEXT.search(link.get("name") or link.get("id") or block.get("id") or "")
            if kind and block is not None:
                link.drop_tree()
                texts[kind[2]] = block
    found = []
    for link in list(root.iter("a")):
        call = NOTE_CALL.search(link.get("href") or "")
        if not call or call[1] not in texts:
            continue
        if call[1] not in found:
            found.append(call[1])
        mark = builder.SPAN(f"[{NOTE}{found.index(call[1]) + 1}]")
        mark.tail = link.tail
        outer = link.getparent()
        outer.replace(link, mark)
        if outer.tag == "sup":
            outer.drop_tag()
    if not found:
        return
    items = builder.OL()
    for number in found:
        item, block = builder.LI(), texts[number]
        block.getparent().remove(block)
        paragraphs = list(block.iter("p")) or [block]
        for paragraph in paragraphs:
            paragraph.tag = "p"
            item.append(paragraph)
        items.append(item)
    for line in list(root.iter("hr")):
        line.drop_tree()
    root.extend([builder.H3(NOTES_HEADING), items])


def _note_block(link):
    """The element that holds the whole note whose way back ``link`` is."""
    block = link
    for outer in link.iterancestors("div", "p", "li"):
        if outer.tag == "div" and not (
            NOTE_TEXT.search(outer.get("id") or "")
            or "mso-element:footnote" in _style(outer)
            or "mso-element:endnote" in _style(outer)
            or len(outer) == 1
        ):
            break
        block = outer
        if outer.tag == "div":
            break
    return block


def _blocks(root):
    """Make a paragraph of each division that only holds text; take away what wraps other blocks."""
    inline = ("span", "font", "b", "strong", "i", "em", "cite", "a", "sup", "sub")
    for element in reversed(list(root.iter("div", "p", "center", "section", "article", *inline))):
        if element is root:
            continue
        if next(element.iterdescendants(*BLOCKS), None) is not None:
            element.drop_tag()
        elif element.tag not in ("p", *inline):
            element.tag = "p"


def _lists(root):
    """Turn Word's paragraphs that look like a list's items into lists."""
    open_lists = []
    previous = None
    for paragraph in list(root.iter("p", "h1", "h2", "h3", "h4")):
        level = LEVEL.search(_style(paragraph))
        markers = paragraph.find_class("marker")
        text = markers[0].text if markers else "·"
        for marker in markers:
            marker.drop_tree()
        if not level:
            open_lists = []
            continue
        if open_lists and previous is not None and _next_element(previous) is not paragraph:
            open_lists = []
        depth = int(level[2])
        tag = "ol" if text == "1." else "ul"
        open_lists = [(each, own) for each, own in open_lists if each <= depth]
        if not open_lists or open_lists[-1][0] < depth:
            new = html.Element(tag)
            if open_lists and len(open_lists[-1][1]):
                open_lists[-1][1][-1].append(new)
            else:
                paragraph.addprevious(new)
            open_lists.append((depth, new))
        own = open_lists[-1][1]
        top = open_lists[0][1]
        item = builder.LI()
        tail, paragraph.tail = paragraph.tail, None
        own.append(item)
        item.append(paragraph)
        paragraph.tag = "p"
        top.tail = tail
        previous = top


def _next_element(element):
    following = element.getnext()
    return following if not (element.tail or "").strip() else None


def _nest(root):
    """Give a list items and nothing else: what stands right inside it goes into the item before, or becomes one."""
    for outer in list(root.iter("ul", "ol")):
        stray, outer.text = outer.text, None
        before = None
        if (stray or "").strip():
            before = builder.LI(stray)
            outer.insert(0, before)
        for child in list(outer):
            stray, child.tail = child.tail, None
            if child.tag != "li" and before is not None:
                before.append(child)
            elif child.tag != "li":
                before = builder.LI()
                outer.replace(child, before)
                before.append(child)
            else:
                before = child
            if (stray or "").strip():
                before.append(builder.SPAN(stray))


def _quotes(root):
    """Turn paragraphs in a style for quotations into quotations, those that follow one another into one."""
    for paragraph in list(root.iter("p")):
        if not QUOTE.search(paragraph.get("class") or ""):
            continue
        before = paragraph.getprevious()
        if before is not None and before.get("data-quote") and not (before.tail or "").strip():
            quote = before
        else:
            quote = html.Element("blockquote", {"data-quote": "1"})
            paragraph.addprevious(quote)
        quote.tail, paragraph.tail = paragraph.tail, None
        quote.append(paragraph)


def _inline(root):
    """Turn looks into marks: italic, bold, raised and lowered; a style that undoes one takes it away."""
    for element in list(root.iter("span", "font", "b", "strong", "i", "em", "a")):
        style = _looks(element)
        if element.tag in ("b", "strong") and PLAIN.search(style):
            element.tag = "span"
        if element.tag in ("i", "em") and "font-style:normal" in style.replace(" ", ""):
            element.tag = "span"
        wanted = []
        is_heading = next(element.iterancestors("h1", "h2", "h3", "h4", "h5", "h6", "th"), None) is not None
        if re.search(r"font-style:\s*italic", style) and element.tag not in ("i", "em"):
            wanted.append("em")
        if BOLD.search(style) and element.tag not in ("b", "strong") and not is_heading:
            wanted.append("strong")
        if raised := re.search(r"vertical-align:\s*(super|sub)\b", style):
            wanted.append("sup" if raised[1] == "super" else "sub")
        for tag in wanted:
            _wrap(element, tag)
        if element.tag in ("span", "font"):
            element.drop_tag()


def _wrap(element, tag):
    """Put all that is in ``element`` into a new ``tag``."""
    mark = html.Element(tag)
    mark.text, element.text = element.text, None
    mark.extend(list(element))
    element.append(mark)


def _heads(root):
    """Turn a table's first row into headings where all of it is bold."""
    for table in list(root.iter("table")):
        row = next(table.iter("tr"), None)
        cells = [] if row is None else [each for each in row if each.tag == "td"]
        if cells and all(_is_bold(cell) for cell in cells):
            for cell in cells:
                cell.tag = "th"
                for mark in list(cell.iter("b", "strong")):
                    mark.drop_tag()


def _is_bold(cell):
    marked = "".join(mark.text_content() for mark in cell.iter("b", "strong"))
    return bool(marked.strip()) and "".join(marked.split()) == "".join(cell.text_content().split())


def _links(root):
    """Lead links to where they lead: past a redirect, never to a place on somebody's machine or in the other text."""
    for link in list(root.iter("a")):
        address = (link.get("href") or "").strip()
        if redirect := REDIRECT.match(address):
            address = parse_qs(redirect[1]).get("q", [""])[0]
        if not (address.lower().startswith(("http://", "https://", "mailto:")) and _is_address(address)):
            link.drop_tag()
            continue
        link.set("href", address)


def _is_address(text):
    try:
        return bool(urlsplit(text))
    except ValueError:  # "http://[::1"
        return False


def _blanks(root):
    """Put white space as a browser shows it, and take out paragraphs and marks that hold nothing."""
    for element in root.iter():
        element.text = _spaces(element.text)
        element.tail = _spaces(element.tail)
    for element in reversed(list(root.iter(*EMPTIED))):
        if element.find(".//sup[@data-source]") is not None:
            continue
        if not element.text_content().strip() and element.getparent() is not None:
            if element.tag in ("em", "strong", "b", "i"):
                element.drop_tag()
            elif next(element.iterancestors("td", "th"), None) is None:
                element.drop_tree()
    for block in root.iter("p", "li", "h1", "h2", "h3", "h4", "td", "th"):
        block.text = block.text and block.text.lstrip(EDGE)
    for line in list(root.iter("br")):
        outer = line.getparent()
        if outer is root or (line.getnext() is None and not (line.tail or "").strip()):
            line.drop_tag()


def _loose(root):
    """Make a paragraph of what stands beside paragraphs and in none."""
    root.text = (root.text or "").lstrip(EDGE)
    if next(root.iterchildren(*BLOCKS), None) is None:
        return
    text, root.text = root.text, None
    run = _paragraph(root, 0, text)
    for child in list(root):
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS:
            run = _paragraph(root, root.index(child) + 1, tail)
            continue
        if run is None:
            run = _paragraph(root, root.index(child), "", always=True)
        child.tail = tail
        run.append(child)


def _paragraph(root, place, text, *, always=False):
    """Put a paragraph of ``text`` into ``root`` at ``place`` and return it; None where there is nothing to put."""
    if not always and not (text or "").strip():
        return None
    paragraph = builder.P(text or "")
    root.insert(place, paragraph)
    return paragraph


def _bare(root):
    """Take away the attributes that were read."""
    for element in root.iterdescendants():
        for name in set(element.attrib) - {"href", "colspan", "rowspan", "scope", "data-source"}:
            del element.attrib[name]


def _spaces(text):
    """One space where there are several; one that does not break stays only by itself between two words."""
    if not text:
        return text
    return re.sub(r"[ \t\r\n]*(?:\xa0[\xa0 \t\r\n]+|[ \t\r\n]+\xa0*)[\xa0 \t\r\n]*", " ", text)
