"""How lines for the classroom are typed: "1348: Plague reaches Dorset", "[horrox1994] Who wrote this?"."""

import re

from articles import richtext

ABOUT_A_SOURCE = re.compile(rf"\[({richtext.KEY})\]\s*(.+)", re.IGNORECASE)


def labelled(text):
    """Return (label, words) for each line "label: words" of ``text``; ValueError, for people, on any other line."""
    found = []
    for number, line in _lines(text):
        label, colon, words = (part.strip() for part in line.partition(":"))
        if not (label and colon and words):
            raise ValueError(
                f"Line {number} needs a colon between its two parts: “plague: a deadly infection”."
            )
        found.append((label, words))
    return found


def sourcing(text):
    """Return (source key, question) for each line of ``text``; the key is "" where the line names none."""
    matches = ((ABOUT_A_SOURCE.fullmatch(line), line) for _, line in _lines(text))
    return [(match[1].lower(), match[2]) if match else ("", line) for match, line in matches]


def _lines(text):
    lines = ((number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in lines if line]
