"""Who answered: "Answered by Roger Moorhouse, author of Berlin at War (Bodley Head, 2010)." and its relatives."""

import re
from dataclasses import dataclass, replace

from ..records import PersonRecord
from .books import AUTHOR_OF, BOOKS_INCLUDE, CLOSE, OPEN, find_books

ANSWERED_BY = re.compile(r"(?:q&a |question )?(?:was )?answer(?:ed)? by\b\s*:?\s*", re.IGNORECASE)
SENTENCE_IN_TEXT = re.compile(r"(?<=[.!?’”\"')…]) (?=Answered by:? [A-Z])")
BYLINE = re.compile(r"(?:(?i:written )?(?i:by)|Words(?: by)?|Author|Historian)\s*:?\s+(?=[A-Z])")

CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
ACADEMIC = (
    r"(?:(?:Emeritus |Associate )?Prof(?:essor|\.)?(?: Emeritus)?|Dr\.?|Doctor|Mr\.?|Mrs\.?|Ms\.?|Miss)"
)
PEERAGE = r"(?:Sir|Dame|Lord|Lady|Baroness|Baron|Rev\.?|Reverend)"
PARTICLE = r"(?:de|da|di|del|della|des|du|van|von|der|den|la|le|al|el|bin|ibn|ap)"
WORD = rf"{CAPITAL}[\w’'.-]*"
NAME = re.compile(
    rf"(?:(?:{ACADEMIC}|{PEERAGE}) )*{WORD}(?: (?:{PARTICLE} )*{WORD})*(?:,? (?:Jr|Sr|II|III)\b\.?)?"
)
HONORIFICS = re.compile(rf"(?:{ACADEMIC} )+")
POST_NOMINALS = re.compile(
    r",?\s+(?:(?:OBE|CBE|MBE|KBE|DBE|FBA|FRHistS|FSA|FRS|PhD|DPhil|QC|KC)\b,?\s*)+(?=$|[,;.])"
)
INSTITUTION = re.compile(
    r"\b(?:University|College|Museum|Library|Archives?|School|Institut\w+|Press|Magazine|Society|Trust|Centre|Center|National"
    r"|Royal|British|Department|Faculty|Team|The|History|Podcast|Studies|Professor|Emeritus|Author|Editor|Historian|In|On|Of|An)\b"
)
# What may follow a name and shows that it was a person's.
DESCRIBED = re.compile(
    r",? (?:(?:who|whose|is|an?|the) )*(?:[\w-]+ (?:and )?){0,4}?"
    r"(?:(?:co-?)?authors?|editors?|professor|lecturer|historian|curator|archaeologist|reader|fellow|books?)\b"
)
BIOGRAPHY = re.compile(
    rf"(?P<name>{NAME.pattern}) (?:is|was|are) (?=(?:an?|the|author|co-author|professor|lecturer|reader)\b)"
)
NEXT_SENTENCE = re.compile(r"\.\s+(?=(?:He|She|They|His|Her|Their)\b)")
# Words of a description that say nothing worth keeping once the books are out.
EMPTY_WORDS = re.compile(
    r"\b(?:who|is|are|was|also|and|the|an?|he|she|they|best-?selling|award-winning|acclaimed)\b|\W",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Credits:
    """People in the printed order. `complete` is False where the line said more than names and books."""

    people: tuple[PersonRecord, ...]
    complete: bool


def parse_credit(line: str) -> Credits | None:
    """Read an "Answered by …" line; None for any other line.

    `people` is empty where the line names nobody ("our team"). Academic titles ("Dr"), posts and letters after
    the name are left out of names, so that one historian stays one author; Sir and Dame stay.
    """
    found = ANSWERED_BY.match(line)
    return _people(line[found.end() :]) if found else None


def parse_byline(line: str) -> tuple[PersonRecord, ...]:
    """The people of a "By Jane Smith" line; () for any other line."""
    found = BYLINE.match(line) if len(line.split()) <= 12 and line[-1:] not in "!?" else None
    credits = _people(line[found.end() :]) if found else None
    if not credits or any(len(person.name.split()) < 2 for person in credits.people):
        return ()
    left = line[found.end() :]
    for person in credits.people:
        left = left.replace(person.name, "", 1)
    return (
        credits.people if credits.complete or not EMPTY_WORDS.sub("", HONORIFICS.sub("", f"{left} ")) else ()
    )


def parse_biography(line: str) -> tuple[PersonRecord, ...]:
    """The person of "Jane Smith is the author of X (Publisher, 2010)."; () for any other line."""
    found = BIOGRAPHY.match(line) if len(line.split()) <= 60 else None
    people = _people(f"{found['name']}, {line[found.end() :]}").people if found else ()
    return people if len(people) == 1 and any(book.year or book.publisher for book in people[0].books) else ()


def parse_names(text: str) -> tuple[PersonRecord, ...]:
    """The people in a metadata field ("Jane Smith and John Doe"), without books."""
    return tuple(replace(person, books=()) for person in _people(text).people)


def _people(text: str) -> Credits:
    text = _simplify(text)
    people: list[PersonRecord] = []
    complete = True
    while text:
        name, text = _take_name(text)
        if not name:
            return Credits(_once(people), complete=False)
        description, text = _take_description(text)
        listed = find_books(description)
        bare = HONORIFICS.sub("", name)
        complete = complete and bare == name and not EMPTY_WORDS.sub("", listed.rest)
        people.append(PersonRecord(name=bare, books=listed.books))
        if listed.joint:  # "A and B, authors of X": the book belongs to everybody before who has none
            people = [person if person.books else replace(person, books=listed.books) for person in people]
    return Credits(_once(people), complete)


def _once(people: list[PersonRecord]) -> tuple[PersonRecord, ...]:
    """Nobody is credited twice; the mention with books counts."""
    named: dict[str, PersonRecord] = {}
    for person in people:
        if person.name not in named or person.books:
            named[person.name] = person
    return tuple(named.values())


def _simplify(text: str) -> str:
    """Quotation marks become title marks; dashes, brackets and new sentences before a description become commas."""
    text = re.sub(r"‘([^‘]+?)’(?=\s*(?:[(,;.]|and\b|&|$))|“([^”]+)”|(?<=\s)\"([^\"]+)\"", _mark_title, text)
    text = re.sub(rf"([,.]){CLOSE}", rf"{CLOSE}\1", text)
    text = NEXT_SENTENCE.sub(", ", text.strip())
    text = re.sub(r"^(?:one of )?our [^,]{0,60}(?:experts?|historians?|team),?\s+(?=[A-Z])", "", text)
    text = re.sub(r"^(?:[a-z][\w’'-]*,? ){1,8}(?=[A-Z])", "", text)
    text = re.sub(
        r"\s*\(((?:[\w-]+ ){0,3}(?:author|editor)s? of\b.*?)\)(?=\s*(?:[.,;]|and\b|$))", r", \1", text
    )
    text = re.sub(r"\s+[–—|-]\s+(?=[\w -]{0,30}(?:author|editor|professor|lecturer|historian)\b)", ", ", text)
    return POST_NOMINALS.sub("", text).rstrip(" .;")


def _mark_title(found: re.Match[str]) -> str:
    return f"{OPEN}{next(group for group in found.groups() if group)}{CLOSE}"


def _take_name(text: str) -> tuple[str, str]:
    """(name, what follows) of a text that begins with a person's name; ("", text) where it does not."""
    text = re.sub(r"^(?:[\s,;&]+|and\b)+", "", text)
    found = NAME.match(text)
    name = found[0] if found else ""
    if not name.endswith(("Jr.", "Sr.")):
        name = name.rstrip(".,")
    bare = HONORIFICS.sub("", name)
    closed = found and re.match(r"\s*(?:$|[,;(.&]|and\b)", text[found.end() :])
    if not bare or INSTITUTION.search(bare) or len(bare.split()) > 6 or not closed and len(bare.split()) < 2:
        return "", text
    return name, text[found.end() :]


def _take_description(text: str) -> tuple[str, str]:
    """Part what describes this person from the text that begins with the next one."""
    joiner = re.match(r"\s*(?:,? and|,? &|[,;])\s+", text)
    if joiner and _begins_with_person(text[joiner.end() :], closed=True):
        return "", text[joiner.end() :]
    depth, closed = 0, not AUTHOR_OF.search(text) and not BOOKS_INCLUDE.search(text)
    for token in re.finditer(rf"[(){OPEN}{CLOSE}]|(?:[,;] |,? )(?:and |& )|[,;] ", text):
        if token[0] in ("(", OPEN):
            depth += 1
        elif token[0] in (")", CLOSE):
            depth, closed = max(depth - 1, 0), True
        elif depth or token[0] == ", " and ")" not in text[: token.start()]:
            continue
        elif _begins_with_person(text[token.end() :], closed=closed):
            return text[: token.start()], text[token.end() :]
    return text, ""


def _begins_with_person(text: str, *, closed: bool) -> bool:
    """Whether `text` begins with a name of two words or more that a description, or the list's end, follows.

    Within a title that nothing has `closed`, only a description can tell: "Hitler and Stalin, author of …".
    """
    name, rest = _take_name(text)
    if len(name.split()) < 2:
        return False
    return (
        bool(DESCRIBED.match(rest)) or closed and bool(re.match(r"\s*(?:$|,(?!.*\()|,? and\b|,? &|;)", rest))
    )
