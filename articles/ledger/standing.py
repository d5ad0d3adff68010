"""What the ledger says of a manuscript as it stands now. Worked out from the text each time, so it is never stale."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.models import Claim

from . import passages
from .sentences import sentences

LIKE = 0.55  # of a sentence's letters in common with a passage: then it is shown as what became of it


@dataclass(frozen=True)
class Entry:
    """A claim with its place. ``spot`` is None where the passage stands nowhere any more."""

    claim: Claim
    spot: passages.Spot | None
    stretch: passages.Stretch | None = None

    @property
    def is_open(self):
        """Whether somebody has still to check it: never checked, or the text is not what was checked."""
        if self.claim.state == Claim.State.OPEN:
            return True
        return (self.spot is not None) == (self.claim.state == Claim.State.CUT)

    @property
    def is_reopened(self):
        """Whether it was checked once, and the text has changed since."""
        return self.is_open and self.claim.state != Claim.State.OPEN

    @property
    def why(self):
        """Why it is open, in a sentence; "" where it is not."""
        if not self.is_open:
            return ""
        if self.claim.state == Claim.State.CUT:
            return "It was to be cut, and still stands in the text."
        if self.claim.state != Claim.State.OPEN:
            return "The passage was edited after it was checked."
        return "" if self.spot else "The passage does not stand in the text any more."

    @property
    def now_reads(self):
        """The sentence of its part that is most like a passage that is gone; "" where none is."""
        if self.spot or not self.stretch:
            return ""
        matcher = SequenceMatcher(b=self.claim.passage, autojunk=False)
        best, near = "", LIKE
        for sentence in sentences(self.stretch.text):
            matcher.set_seq1(sentence)
            if matcher.real_quick_ratio() > near and matcher.quick_ratio() > near and matcher.ratio() > near:
                best, near = sentence, matcher.ratio()
        return best


def entries(question):
    """Return an Entry for every claim on ``question``, stored or typed, in the order of the text; the gone ones last.

    One query where the claims are not fetched yet, however many there are.
    """
    claims = list(question.claims.all())
    places = passages.found(claims, question)
    every = passages.stretches(question)
    order = {stretch: place for place, stretch in enumerate(every)}

    def home(claim):
        return next((each for each in every if passages.may_stand_in(claim, each)), None)

    made = []
    for claim in claims:
        spot = places[claim.pk]
        made.append(Entry(claim, spot, spot.stretch if spot else home(claim)))
    return sorted(
        made,
        key=lambda entry: (
            order.get(entry.stretch, len(order)),
            entry.spot.offset if entry.spot else entry.claim.offset,
            entry.claim.pk,
        ),
    )


def open_entries(question):
    """Return the Entries that are open: what keeps the question from print."""
    return [entry for entry in entries(question) if entry.is_open]


def proposals(question):
    """Return (Stretch, sentence) for every sentence of the short answer, note and answers that holds no claim yet."""
    taken = [
        (
            entry.spot.stretch,
            entry.spot.offset,
            entry.spot.offset + len(passages.one_line(entry.claim.passage)),
        )
        for entry in entries(question)
        if entry.spot
    ]
    found = []
    for stretch in passages.stretches(question):
        if stretch.part == Claim.Part.TEXT:
            continue
        for sentence in sentences(stretch.text):
            places = passages.spots(sentence, [stretch])
            free = [
                spot
                for spot in places
                if not any(
                    where == stretch and start < spot.offset + len(sentence) and spot.offset < end
                    for where, start, end in taken
                )
            ]
            if free and (stretch, sentence) not in found:
                found.append((stretch, sentence))
    return found
