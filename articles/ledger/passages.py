"""Where a passage stands in a manuscript: the same words, told apart by the words around them.

Markup, references and white space do not count. All on plain text; nothing here asks the database for more than the
question it is given.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from articles import anchors
from articles.models import Claim

CONTEXT = 60  # characters to either side that tell two places apart
SIDE = 12  # of them, how many say by themselves that a place is the same
OWN = (Claim.Part.TEXT, Claim.Part.SHORT_ANSWER, Claim.Part.PREMISE_NOTE)


@dataclass(frozen=True)
class Stretch:
    """A part of a manuscript in one line of text. ``starts`` has the offset at which each block begins, by anchor."""

    part: str
    answer_id: int | None
    number: int
    text: str
    starts: tuple[tuple[int, int], ...] = ()

    @property
    def label(self):
        """What people call it: "Answer 2", "Short answer"."""
        return f"Answer {self.number}" if self.part == Claim.Part.ANSWER else Claim.Part(self.part).label

    @property
    def field(self):
        """The form field that it is typed in; of an answer the body, lead or not."""
        return f"answers-{self.number - 1}-body" if self.part == Claim.Part.ANSWER else str(self.part)

    def anchor(self, offset):
        """Return the number of the paragraph that ``offset`` lies in, 0 for the lead."""
        return max((block for start, block in self.starts if start <= offset), default=0)


@dataclass(frozen=True)
class Spot:
    """A place where a passage stands: a stretch, and characters from its start."""

    stretch: Stretch
    offset: int


def one_line(text):
    """Return ``text`` as passages are compared: Unicode form NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def stretches(question):
    """Return the Stretches of ``question`` in the order of the page, answers with lead and body in one."""
    found = [Stretch(part, None, 0, one_line(getattr(question, part))) for part in OWN]
    for number, answer in enumerate(question.answers.all(), 1):
        text, starts = "", []
        for paragraph in anchors.paragraphs(answer, 1):
            starts.append((len(text), int(paragraph.anchor.rsplit("-", 1)[1])))
            text += one_line(paragraph.text) + " "
        found.append(Stretch(Claim.Part.ANSWER, answer.pk, number, text.rstrip(), tuple(starts)))
    return [stretch for stretch in found if stretch.text]


def spots(passage, among):
    """Return every Spot of ``passage`` in the Stretches ``among``. Part of a word or of a number is no place."""
    words = one_line(passage)
    if not words:
        return []
    before = r"(?<!\w)(?<!\d[.,])" if words[0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if words[-1].isalnum() else ""
    pattern = re.compile(before + re.escape(words) + after)
    return [Spot(stretch, match.start()) for stretch in among for match in pattern.finditer(stretch.text)]


def context(spot, passage):
    """Return the words before and after ``passage`` at ``spot``."""
    text, end = spot.stretch.text, spot.offset + len(one_line(passage))
    return text[max(0, spot.offset - CONTEXT) : spot.offset], text[end : end + CONTEXT]


def found(claims, question):
    """Return {claim's key: its Spot, or None where its passage is gone} for all of ``claims`` together.

    Each place is given to one claim only, the nearest in what stands around it: of two claims on the same words, the
    one whose words were edited is the one that is gone. Where there are fewer such places than there were, a claim
    does not move on to words that happen to be the same elsewhere.
    """
    every, taken, places = stretches(question), set(), {claim.pk: None for claim in claims}
    pairs = []
    sharing = Counter((claim.part, claim.answer_id, one_line(claim.passage)) for claim in claims)
    for claim in claims:
        # Where every place has a claim of its own, handing them out decides; else one may be gone that had none.
        has_rivals = sharing[claim.part, claim.answer_id, one_line(claim.passage)] < claim.places
        now = spots(claim.passage, [stretch for stretch in every if may_stand_in(claim, stretch)])
        for spot in now:
            before, after = context(spot, claim.passage)
            left, right = _shared(before[::-1], claim.before[::-1]), _shared(after, claim.after)
            is_there = _is_side(left, before, claim.before) and _is_side(right, after, claim.after)
            if has_rivals and len(now) < claim.places and not is_there:
                continue
            same = (before == claim.before) + (after == claim.after)
            is_near = spot.stretch.anchor(spot.offset) == claim.anchor
            distance = abs(spot.offset - claim.offset)
            pairs.append(((-same, -left - right, not is_near, distance, claim.pk), claim, spot))
    for _, claim, spot in sorted(pairs, key=lambda pair: pair[0]):
        place = (spot, one_line(claim.passage))
        if places[claim.pk] is None and place not in taken:
            places[claim.pk] = spot
            taken.add(place)
    return places


def _is_side(shared, now, then):
    """Whether enough of what stood on one side of a passage ``then`` stands there ``now``."""
    return shared >= min(SIDE, len(then)) if then else not now


def may_stand_in(claim, stretch):
    """Whether ``claim`` may be found in ``stretch``: only in the part it was marked in."""
    # An answer that was removed and written anew, as an import does, is another row with the same words.
    if claim.part != stretch.part:
        return False
    return claim.part != Claim.Part.ANSWER or claim.answer_id in (None, stretch.answer_id)


def _shared(one, other):
    """Return how many characters two texts begin with in common."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
