"""People's names as reference lists need them: whole, and in their family and given parts."""

import re
from dataclasses import dataclass
from itertools import takewhile

from articles.models.people import sorted_form


@dataclass(frozen=True)
class Name:
    """A name as printed and in parts. ``given`` is empty for a name that no list turns round: "Bede", "Mao Zedong"."""

    full: str
    family: str
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self):
        """As a list sorts it: "Moorhouse, Roger", "Gogh, Vincent van", "King, Martin Luther, Jr."."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def first_names(self):
        """The given part without the particle: "Vincent" of "Vincent van"."""
        return self.given.removesuffix(self.particle).strip()

    @property
    def particle(self):
        """What follows the given names in small letters: "van" of "Vincent van", nothing of "bell" (hooks)."""
        words = self.given.split()
        small = list(takewhile(lambda word: word[0].islower(), reversed(words)))
        return " ".join(reversed(small)) if len(small) < len(words) else ""

    def meta(self, *, lone):
        """As meta tags have it, turned round: "King, Martin Luther Jr.".

        Zotero takes "Mao Zedong" for a Mr Zedong unless a comma follows, drops a suffix behind a comma, and makes
        two people of a ``lone`` "Le Goff, Jean Pierre" unless the family name has no ordinary space.
        """
        if not self.given:
            return f"{self.full}," if " " in self.full else self.full
        family = self.family.replace(" ", "\u00a0") if lone else self.family
        return f"{family}, {self.given} {self.suffix}".strip()

    def abbreviated(self, joint=" "):
        """The family name, then initials: "Tolkien, J. R. R."; ``joint`` stands between two initials."""
        given = " ".join(part for part in (self._initials(joint), self.particle) if part)
        return ", ".join(part for part in (self.family, given, self.suffix) if part)

    def abbreviated_first(self, joint=" "):
        """Initials, then the family name: "J. R. R. Tolkien", "V. van Gogh"."""
        parts = (self._initials(joint), self.particle, self.family, self.suffix)
        return " ".join(part for part in parts if part)

    def _initials(self, joint):
        words = re.split(r"[\s.]+", self.first_names)
        return joint.join(
            "-".join(f"{part[0]}." for part in word.split("-") if part) for word in words if word
        )


def split(name, sort_name=""):
    """Return the Name of ``name``, parted as ``sort_name`` ("Moorhouse, Roger") parts it.

    A sort name of another spelling still tells the family name; without one it is the last word but a suffix.
    """
    family, given, suffix = _parts(sort_name)
    if sort_name and _words(sort_name) == _words(name):
        return Name(name, family, given, suffix)
    if family and name.endswith(f" {family}"):
        return Name(name, family, name.removesuffix(family).strip())
    return Name(name, *_parts(sorted_form(name)))


def _parts(sort_name):
    return (*(part.strip() for part in sort_name.split(",", 2)), "", "")[:3]


def _words(text):
    return sorted(re.findall(r"\w+", text.casefold()))
