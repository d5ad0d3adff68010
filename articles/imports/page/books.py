"""Books named in a credit line: "author of Berlin at War (Bodley Head, 2010) and Killing Hitler (2006)".

Titles in italics or quotation marks arrive between OPEN and CLOSE, which settles where a title ends. Without
them the imprint (publisher and year in brackets) closes a title. Where neither stands, what follows "author of"
is one title, however many "and"s are in it: "Guns, Germs and Steel" is one book, and an editor parts two
titles more easily than a reader program can know that it should.
"""

import re
from dataclasses import dataclass

from ..records import BookRecord

OPEN, CLOSE = "\ue010", "\ue011"

BRACKETS = r"\((?:[^()]|\([^()]*\))*\)"
AUTHOR_OF = re.compile(
    r"\b(?i:(?:co-?)?(?:author|editor|writer|translator|presenter)(?P<s>s?)(?:,? with [^,]+,)? of)\b:?\s*"
)
BOOKS_INCLUDE = re.compile(
    r"\b(?i:whose|his|her|their) (?:[a-z-]+ ){0,3}?(?P<noun>books?|works?|titles?)"
    rf"(?:(?: (?:on|about) [^,()]{{1,40}})? (?:include|includes|including|are|is)\b:?|,)\s*(?=[a-z ]*[A-Z0-9{OPEN}])"
)
INCLUDING = re.compile(rf"[a-z][^(]*?\b(?:including|such as)\s+(?=[A-Z0-9{OPEN}])")
# Words between "author of" and the title; in lower case only, because "The" may belong to the title.
BEFORE_TITLE = re.compile(
    r"(?:(?:the|a|an|new|forthcoming|recent|latest|best-?selling|award-winning|acclaimed|best|selling|biography|book|books"
    r"|novel|study|several|two|three|and|or|most recently|including)\b[ ,:]*)+"
)
# Where the description goes on after a title that no bracket closes.
AFTER_TITLE = re.compile(
    r",? (?:and )?(?:who|which|is|based|currently|out now|available|an? [a-z]|(?:emeritus )?professor|lecturer"
    r"|reader in|senior|research fellow|fellow of|historian|curator)\b.*"
)
PUBLISHED_BY = re.compile(
    r",? published by (?P<publisher>[A-Z][^,()]*?)(?:,? (?:in )?(?P<year>\d{4}))?$"
    r"|, (?P<imprint>[A-Z][\w&’' ]{2,40}), (?P<imprint_year>(?:19|20)\d\d)$"
)
NEXT_TITLE = re.compile(rf"\s*(?:,? and|,? &|[,;])\s+(?=[A-Z0-9{OPEN}])")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
ISBN = re.compile(r",?\s*\bISBN(?:-1[03])?:?\s*(?P<number>[\dX -]{10,17})")
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
NOT_PUBLISHER = re.compile(
    r"\b(?i:published by|forthcoming(?: from)?|paperback|hardback|new (?:edition|edn)|out (?:in|now)|due)\b"
    rf"|\b{MONTH}\s*$|[£$€]\d+(?:\.\d\d)?"
)
PUBLISHER_WORD = re.compile(r"\b(?:Press|Books|House|Publish\w+|Sons|Co|Ltd|Classics|Head|University)\b")


@dataclass(frozen=True)
class BookList:
    """Books in a description; `joint` where several people wrote them; `rest` is the words that were no book."""

    books: tuple[BookRecord, ...] = ()
    joint: bool = False
    rest: str = ""


def find_books(text: str) -> BookList:
    """Read every list of books in the description of one person."""
    found = AUTHOR_OF.search(text)
    included = BOOKS_INCLUDE.search(text)
    if included and (not found or included.start() < found.start()):
        found, joint, plural = included, False, included["noun"].endswith("s")
    elif found:
        joint, plural = bool(found["s"]), False
    else:
        return BookList(rest=text)
    listed = text[found.end() :]
    if including := INCLUDING.match(listed):
        listed, plural = listed[including.end() :], True
    books, left = _marked(listed) if OPEN in listed else _printed(listed, plural)
    more = find_books(left) if books else BookList(rest=left)
    return BookList((*books, *more.books), joint or more.joint, f"{text[: found.start()]} {more.rest}")


def _marked(text: str) -> tuple[list[BookRecord], str]:
    books, end = [], 0
    for found in re.finditer(rf"{OPEN}([^{CLOSE}]*){CLOSE}[^(\w{OPEN}]*({BRACKETS})?", text):
        if BOOKS_INCLUDE.search(text[end : found.start()]) or AUTHOR_OF.search(text[end : found.start()]):
            break
        if title := found[1].strip(" ,."):
            books.append(_book(title, found[2] or ""))
        end = found.end()
    return books, text[end:].replace(OPEN, "").replace(CLOSE, "")


def _printed(text: str, plural: bool) -> tuple[list[BookRecord], str]:
    books, start = [], 0
    for found in re.finditer(BRACKETS, text):
        title = _title(text[start : found.start()])
        if title and _is_imprint(found[0][1:-1], text[found.end() :]):
            books.append(_book(title, found[0]))
            start = found.end()
    rest = text[start:]
    if not books:
        return _without_imprint(rest, plural)
    more = NEXT_TITLE.match(rest)
    if more and not AUTHOR_OF.search(rest) and not BOOKS_INCLUDE.search(rest):
        last, rest = _without_imprint(rest[more.end() :], plural=False)
        books += last
    return books, rest


def _without_imprint(text: str, plural: bool) -> tuple[list[BookRecord], str]:
    ending = AFTER_TITLE.search(text)
    listed, rest = (text[: ending.start()], text[ending.start() :]) if ending else (text, "")
    published = PUBLISHED_BY.search(listed)
    imprint = ""
    if published:
        imprint = ", ".join(part for part in published.groups() if part)
        listed = listed[: published.start()]
    titles = [_title(title) for title in (NEXT_TITLE.split(listed) if plural else [listed])]
    if not all(titles):
        return [], text
    return [_book(title, imprint) for title in titles], rest


def _title(text: str) -> str:
    """The title without what joins it to its list; "" where it does not begin like one."""
    text = text.lstrip(" ,;:&")
    joined = BEFORE_TITLE.match(text)
    text = text[joined.end() :] if joined else text
    text = text.strip(' ,;.‘“”"')
    return text if text[:1].isupper() or text[:1].isdigit() else ""


def _is_imprint(inside: str, after: str) -> bool:
    """Whether a bracket holds publisher and year and is no part of the title, like "Rome (A History) Reborn"."""
    if YEAR.search(inside) or ISBN.search(inside):
        return not re.match(r"\s+[A-Z]", after)
    if not inside[:1].isupper() or not re.match(r"\s*(?:$|[,;.]|and\b|&)", after):
        return False
    return bool(PUBLISHER_WORD.search(inside)) or not re.match(r"(?:An?|The)\b", inside)


def _book(title: str, imprint: str) -> BookRecord:
    """A book with the imprint "(Bodley Head, 2010)", "(2010)", "(Bodley Head)" or ""; the first edition of several."""
    imprint = imprint.strip("() ")
    isbn = ISBN.search(imprint)
    imprint = ISBN.sub("", imprint).split(";")[0]
    years = YEAR.findall(imprint)
    publisher = NOT_PUBLISHER.sub("", YEAR.sub("", imprint).strip(" ,"))
    publisher = re.sub(r"^[A-Z][\w .]+: (?=[A-Z])", "", " ".join(publisher.split()))
    publisher = re.sub(r"(?:,\s*)+$", "", publisher).strip(" ,:–-")
    return BookRecord(
        title=title,
        publisher=publisher,
        year=int(years[-1]) if years else None,
        isbn=isbn["number"].strip() if isbn else "",
    )
