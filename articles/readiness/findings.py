"""A finding, and the list of rules that find them."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing to put right.

    ``field`` is the admin's form field to jump to, ``quote`` the passage there. A finding that ``stops`` keeps the
    question from print; what is ``waivable`` may be let pass with a reason. ``about`` is the text that was judged:
    what was let pass comes back as soon as that text is another. Without one, it is let pass for the whole question.
    """

    code: str
    sentence: str
    field: str
    waivable: bool = False
    quote: str = ""
    about: str = ""
    stops: bool = True

    @property
    def severity(self):
        """How much it matters: "must", "should" (stops, but may be let pass) or "hint"."""
        return "hint" if not self.stops else "should" if self.waivable else "must"

    @property
    def fingerprint(self):
        """What a waiver knows this finding of this text by; "" where it is one of the whole question."""
        return hashlib.sha256(f"{self.code}\n{self.about}".encode()).hexdigest() if self.about else ""

    @property
    def key(self):
        """Its name in a form: "no_sources", or code and fingerprint."""
        return f"{self.code}:{self.fingerprint}" if self.about else self.code


def should(code, sentence, field, about, *, quote=""):
    """Return a Finding that stops publication until the text ``about`` is put right or let pass."""
    return Finding(code, sentence, field, waivable=True, quote=quote, about=about)


def hint(code, sentence, field, about, *, quote=""):
    """Return a Finding that stops nothing; it is worth a look, and may be let pass so that it is not shown again."""
    return Finding(code, sentence, field, waivable=True, quote=quote, about=about, stops=False)


RULES = []


def rule(check):
    """Register ``check(question)``, which yields Findings and makes the same queries however much there is."""
    RULES.append(check)
    return check


def findings(question):
    """Return every Finding on ``question``, in the order of the page; [] when there is nothing to say."""
    return [finding for check in RULES for finding in check(question)]


def not_let_pass(question):
    """Return the Findings that nobody has let pass, those that stop and hints, in the order of the page."""
    passed = {
        (waiver.finding, waiver.fingerprint)
        for waiver in question.waivers.all()
        if waiver.taken_back_at is None
    }

    def is_passed(finding):
        return finding.waivable and bool({(finding.code, ""), (finding.code, finding.fingerprint)} & passed)

    return [finding for finding in findings(question) if not is_passed(finding)]


def open_findings(question):
    """Return the Findings that stop publication and that nobody has let pass."""
    return [finding for finding in not_let_pass(question) if finding.stops]
