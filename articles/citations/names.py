"""People's names as reference lists need them: whole, and in their family and given parts."""

import re
from dataclasses import dataclass


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
        """The given part without what follows it in small letters: "Vincent" of "Vincent van"."""
        return " ".join(word for word in self.given.split() if not word[0].islower())

    @property
    def particle(self):
        """What follows the given names in small letters: "van" of "Vincent van"."""
        return " ".join(word for word in self.given.split() if word[0].islower())

    def abbreviated(self, joint=" "):
        """The family name with initials: "Tolkien, J. R. R."; ``joint`` stands between two initials."""
        words = re.split(r"[\s.]+", self.first_names)
        initials = joint.join(
            "-".join(f"{part[0]}." for part in word.split("-") if part) for word in words if word
        )
        given = " ".join(part for part in (initials, self.particle) if part)
        return ", ".join(part for part in (self.family, given, self.suffix) if part)


def split(name, sort_name=""):
    """Return the Name of ``name``, parted as ``sort_name`` ("Moorhouse, Roger") parts it.

    A sort name of another spelling still tells the family name; without one it is the last word.
    """
    family, given, suffix = (*(part.strip() for part in sort_name.split(",", 2)), "", "")[:3]
    if sort_name and _words(sort_name) == _words(name):
        return Name(name, family, given, suffix)
    if family and name.endswith(f" {family}"):
        return Name(name, family, name.removesuffix(family).strip())
    given, _, family = name.rpartition(" ")
    return Name(name, family, given)


def _words(text):
    return sorted(re.findall(r"\w+", text.casefold()))
