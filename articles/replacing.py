"""A few words replaced in one place, and the same place found again in another version of the text."""

import re
import unicodedata
from dataclasses import dataclass, replace
from html import escape, unescape

from . import rewording, richtext

CONTEXT = 30  # characters to either side, within the paragraph, that make a place the same in two versions
OWN = ("question", "short_title", "short_answer", "premise_note")
SPACE_BEFORE = re.compile(rf" ((?:{richtext.TAG})*)$")


@dataclass(frozen=True)
class Place:
    """Where words stand: the name of the part ("short_answer", "answers-1-body"), and from where to where in it."""

    part: str
    start: int
    end: int
    before: str
    after: str

    @property
    def is_html(self):
        """Whether the part is rich text."""
        return self.part.endswith("-body")

    def is_same(self, other):
        """Whether ``other`` is this place in another version: the same kind of part, the same words around it."""
        kind = re.sub(r"\d+", "", self.part)
        return (kind, self.before, self.after) == (re.sub(r"\d+", "", other.part), other.before, other.after)


def tidy(words):
    """Return ``words`` as they are looked for and written: Unicode form NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", words).replace("\x00", "").split())


def parts_of(words):
    """Return {name: text} of the parts of EditionContent ``words`` that can be corrected in place."""
    found = {name: getattr(words, name) for name in OWN}
    for index, answer in enumerate(words.answers):
        found |= {f"answers-{index}-lead": answer.lead, f"answers-{index}-body": answer.body}
    return found


def places(parts, words):
    """Return every Place of ``words`` in ``parts`` ({name: text}); part of a longer word or number is none."""
    if not (words := tidy(words)):
        return []
    before = r"(?<!\w)(?<!\d[.,])" if words[0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if words[-1].isalnum() else ""
    looked_for = re.compile(before + r"\s+".join(map(re.escape, words.split(" "))) + after)
    found = []
    for name, text in parts.items():
        is_html = name.endswith("-body")
        seen, spots = rewording.visible(text) if is_html else (text, None)
        for match in looked_for.finditer(seen):
            start, end = (spots[match.start()][0], spots[match.end() - 1][1]) if is_html else match.span()
            found.append(_place(name, text, start, end, is_html))
    return found


def put(text, place, new):
    """Return ``text`` with ``new`` (plain words) at ``place``; raise rewording.Unclear where marks stand in the way."""
    new, left, right = tidy(new), text[: place.start], text[place.end :]
    if not new:
        # The space that stood before the words goes with them.
        shorter = re.sub(SPACE_BEFORE, r"\1", left)
        left, right = (shorter, right) if shorter != left else (left, right.lstrip(" "))
    if not place.is_html:
        return left + new + right
    old = text[place.start : place.end]
    made = rewording.reword(old, new) if rewording.has_marks(old) else escape(new, quote=False)
    return richtext.clean(left + made + right)


def content_with(words, place, new):
    """Return EditionContent ``words`` with ``new`` at ``place``."""
    text = put(parts_of(words)[place.part], place, new)
    if place.part in OWN:
        return replace(words, **{place.part: text})
    _, index, name = place.part.split("-")
    answers = list(words.answers)
    answer = replace(answers[int(index)], **{name: text})
    count = richtext.word_count(answer.lead) + richtext.word_count(richtext.plain_text(answer.body))
    answers[int(index)] = replace(answer, words=count)
    return replace(words, answers=tuple(answers))


def _place(name, text, start, end, is_html):
    left, right = text[:start], text[end:]
    if is_html:
        # A block begins and ends with a tag, and only what lies between is what stands around the words.
        left = re.split(richtext.BLOCK_TAG, left)[-1]
        right = re.split(richtext.BLOCK_TAG, right)[0]
        left, right = (unescape(re.sub(richtext.TAG, "", side)) for side in (left, right))
    return Place(name, start, end, left[-CONTEXT:], right[:CONTEXT])
