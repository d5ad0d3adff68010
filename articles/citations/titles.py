"""Titles as each manual writes them: which words get a capital, and which marks stand round a quotation."""

import re

ARTICLES = frozenset("a an the".split())
CONJUNCTIONS = frozenset("and but for or nor".split())
SHORT_PREPOSITIONS = frozenset("as at by from in into of on onto over per to upon via with".split())
LONG_PREPOSITIONS = frozenset(
    "about above across after against along amid among around before behind below beneath beside between beyond "
    "despite during except inside outside since through throughout toward towards under until within without".split()
)
POSSESSIVES = frozenset("my your his her its our their".split())
# Parts of names that are written small wherever they stand.
NAME_PARTICLES = frozenset("al bin da de del della den der des di du el ibn la le van von".split())
ABBREVIATIONS = frozenset("c ca v vs".split())
PREFIXES = frozenset("anti co ex non post pre pro re semi sub".split())

# What each manual leaves small. "Up", "out", "off" and "down" are left to be adverbs, as they mostly are in questions.
CHICAGO = ARTICLES | CONJUNCTIONS | SHORT_PREPOSITIONS | NAME_PARTICLES | ABBREVIATIONS
MLA = CHICAGO | LONG_PREPOSITIONS | {"so", "yet"}
MHRA = CHICAGO | LONG_PREPOSITIONS | POSSESSIVES

SINGLE, DOUBLE = ("‘", "’"), ("“", "”")
PIECE = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
QUOTATION = re.compile(
    r"“(?P<a>[^“”]*)”|\"(?P<b>[^\"]*)\"|(?<!\w)‘(?P<c>[^‘]*?)’(?!\w)|(?<!\w)'(?P<d>[^']*?)'(?!\w)"
)
NEW_START = re.compile(r"[:?!.—–]\W*$")
SUBTITLE = re.compile(r"((?:^|[:?!]\s+|—\s*)[“‘\"'(]*)([^\W\d_])")


def headline(text, small):
    """Return the English title ``text`` with capitals, but for words in ``small``.

    The first and the last word always get one, and so does the first after a colon, dash or stop. A quotation that
    begins with a capital is a sentence, or of another language, and stays as it is: ‘Et tu, Brute?’
    """
    quoted = [
        match.span() for match in QUOTATION.finditer(text) if match[match.lastgroup].lstrip()[:1].isupper()
    ]
    pieces = list(PIECE.finditer(text))
    parts, end = [], 0
    for index, piece in enumerate(pieces):
        before = text[end : piece.start()]
        word = piece[0]
        previous = pieces[index - 1][0].casefold() if index else ""
        starts = not index or (NEW_START.search(before) and previous not in ABBREVIATIONS)
        ends = starts or index == len(pieces) - 1
        after_prefix = before == "-" and previous in PREFIXES
        kept = any(start <= piece.start() < stop for start, stop in quoted) or word != word.lower()
        if not kept and not after_prefix and (ends or word not in small):
            word = word[0].upper() + word[1:]
        parts += [before, word]
        end = piece.end()
    return "".join([*parts, text[end:]])


def sentence(text):
    """Return the English title ``text`` with a capital after a colon, a dash or a question, and nowhere else anew."""
    return SUBTITLE.sub(lambda match: f"{match[1]}{match[2].upper()}", text)


def requoted(text, marks):
    """Return ``text`` with every quotation in it between ``marks``, and with printers' apostrophes."""
    inner = QUOTATION.sub(lambda match: f"{marks[0]}{match[match.lastgroup]}{marks[1]}", text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", inner)


def american(text, mark):
    """Return the title ``text`` in double quotation marks, ``mark`` inside them; no full stop follows a question."""
    text = requoted(_unstopped(text), SINGLE)
    bare = text.rstrip("’") if text.endswith("’") and "‘" in text else text
    closing = text[len(bare) :]
    if mark == "." and bare[-1:] in "?!.":
        mark = ""
    return f"“{bare}{mark}{closing}”"


def british(text):
    """Return the title ``text`` in single quotation marks."""
    return f"‘{requoted(_unstopped(text), DOUBLE)}’"


def _unstopped(text):
    """``text`` without the full stop at its end, but with that of an abbreviation: "B.C."."""
    return text[:-1] if text.endswith(".") and "." not in text.split()[-1][:-1] else text
