"""The parts of a manuscript that rules read, each with the form field it is typed in."""

import re
from dataclasses import dataclass

from articles import richtext

CONTEXT = 30  # characters to either side of a passage that is quoted
OWN = {
    "text": "The question",
    "short_answer": "The short answer",
    "short_title": "The short title",
    "premise_note": "What the question assumes",
    "picture_caption": "The picture’s caption",
}


@dataclass(frozen=True)
class Part:
    """A stretch of plain text: ``field`` is where it is typed, ``name`` what a sentence calls it."""

    field: str
    name: str
    text: str


def parts(question):
    """Return the non-empty Parts of ``question`` in the order of the page, markup taken out."""
    found = [Part(field, name, getattr(question, field)) for field, name in OWN.items()]
    for index, answer in enumerate(question.answers.all()):
        found.append(Part(f"answers-{index}-lead", f"The lead of answer {index + 1}", answer.lead))
        body = richtext.plain_text(answer.body)
        found.append(Part(f"answers-{index}-body", f"Answer {index + 1}", body))
    return [part for part in found if part.text.strip()]


def around(text, start, end):
    """Return the passage ``text[start:end]`` with some words to either side, in one line: "… the rain fell on …"."""
    left = text[max(0, start - CONTEXT) : start]
    right = text[end : end + CONTEXT]
    if start > CONTEXT:
        left = "… " + re.sub(r"^\S*\s", "", left)
    if len(text) > end + CONTEXT:
        right = re.sub(r"\s\S*$", "", right) + " …"
    return " ".join(f"{left}{text[start:end]}{right}".split())
