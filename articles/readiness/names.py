"""Names in the text that are nearly, but not quite, those of the people we name beside it."""

import re
from difflib import SequenceMatcher

from .findings import rule, should
from .parts import Part, around, parts

WORD = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?")
POSSESSIVE = re.compile(r"[’']s?$")
NEARLY = 0.85  # of a name's letters in the same order: "Moorehouse" for "Moorhouse"


@rule
def spells_names_as_their_authors_do(question):
    names = people(question)
    stretches = parts(question)
    if question.edited_by:
        stretches.append(Part("edited_by", "“Edited by”", question.edited_by))
    for part in stretches:
        words = list(WORD.finditer(part.text))
        for name in names:
            for start, end, found in nearly(name, words, part.text):
                yield should(
                    "name_spelled_otherwise",
                    f"{part.name} says “{found}”, and the credit line “{name}”: spell the name one way.",
                    part.field,
                    f"{name} {found}",
                    quote=around(part.text, start, end),
                )


def people(question):
    """Return the names of authors credited and of the reviewer, of two words and more, each once."""
    authors = [credit.author for answer in question.answers.all() for credit in answer.credits.all()]
    names = [author.name for author in authors] + (
        [question.reviewed_by.name] if question.reviewed_by else []
    )
    return [name for name in dict.fromkeys(names) if len(name.split()) > 1]


def nearly(name, words, text):
    """Return (start, end, words) of every run of capitalised words that is nearly ``name``."""
    wanted, found = name.split(), []
    for first in range(len(words) - len(wanted) + 1):
        run = words[first : first + len(wanted)]
        if not all(word[0][0].isupper() for word in run):
            continue
        start, end = run[0].start(), run[-1].end()
        said = POSSESSIVE.sub("", " ".join(text[start:end].split()).rstrip("."))
        if said in (name, name.rstrip(".")) or said.count(" ") != len(wanted) - 1:
            continue
        matcher = SequenceMatcher(None, said.casefold(), name.casefold(), autojunk=False)
        if (
            matcher.real_quick_ratio() >= NEARLY
            and matcher.quick_ratio() >= NEARLY
            and matcher.ratio() >= NEARLY
        ):
            found.append((start, end, said))
    return found
