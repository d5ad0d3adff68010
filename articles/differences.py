"""What one edition says and the one before it did not: word by word, over everything that is printed.

Bounded work: lines are compared first, and words only within lines that changed. Editions never change, so nor
does the difference between two of them.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape

from . import dates, licences, richtext
from .models import Answer, Credit
from .richtext import picks

# Words to either side of a change, and the longest stretch without one that is shown whole.
CONTEXT = 12
# Above so many pairs of words a comparison takes seconds, and a passage is shown as removed and added whole.
PAIRS = 1_000_000
LONG = 90
TOKEN = re.compile(r"\n|[^\s]+[^\S\n]*")
LINKED = re.compile(
    r'(?=<a[ >])<a(?: (?:href="(?P<href>[^"]*)"|[a-z]+="[^"]*"))*>(?P<text>.*?)</a>', re.DOTALL
)


@dataclass(frozen=True)
class Run:
    """A stretch of words: ``kind`` is "same", "removed", "added" or "gap" (words left out)."""

    kind: str
    text: str


@dataclass
class Change:
    """What changed in one part of the page. ``note`` stands for a change that is not one of words."""

    label: str
    runs: list[Run] = field(default_factory=list)
    note: str = ""

    @property
    def removed(self):
        """How many words went."""
        return self._words("removed")

    @property
    def added(self):
        """How many words came."""
        return self._words("added")

    @property
    def is_long(self):
        """Whether a page had better fold it away."""
        return sum(richtext.word_count(run.text) for run in self.runs) > LONG

    def _words(self, kind):
        return sum(richtext.word_count(run.text) for run in self.runs if run.kind == kind)


def between(old, new):
    """Return a Change for every part in which EditionContent ``new`` differs from ``old``, in the page's order."""
    several = max(len(old.answers), len(new.answers)) > 1
    before, after = _parts(old, several), _parts(new, several)
    changes = []
    for label in dict.fromkeys([*after, *before]):
        (was, was_html), (now, now_html) = before.get(label, ("", "")), after.get(label, ("", ""))
        if was != now:
            changes.append(Change(label, runs(was, now)))
        elif was_html != now_html:
            changes.append(Change(label, note="Only emphasis, headings or layout changed."))
    return changes


def runs(old, new):
    """Return the Runs that lead from text ``old`` to text ``new``; long stretches without a change are cut."""
    a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found = []
    for kind, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Run("same", "".join(b[j:j_end])))
        else:
            found += _words("".join(a[i:i_end]), "".join(b[j:j_end]))
    return _trimmed(_joined(found))


def _words(old, new):
    a, b = TOKEN.findall(old), TOKEN.findall(new)
    if len(a) * len(b) > PAIRS:
        return [Run("removed", old), Run("added", new)]
    matcher = SequenceMatcher(
        None, [token.rstrip(" ") for token in a], [token.rstrip(" ") for token in b], False
    )
    steps = matcher.get_opcodes()
    found, gone, come = [], "", ""
    for number, (kind, i, i_end, j, j_end) in enumerate(steps):
        # One common word between two changes ("the") makes a difference harder to read, not easier.
        island = j_end - j == 1 and (gone or come) and number < len(steps) - 1
        if kind == "equal" and not island:
            found += [Run("removed", gone), Run("added", come), Run("same", "".join(b[j:j_end]))]
            gone = come = ""
        else:
            gone, come = gone + "".join(a[i:i_end]), come + "".join(b[j:j_end])
    return [*found, Run("removed", gone), Run("added", come)]


def _joined(found):
    """Runs without empty ones, neighbours of one kind as one."""
    joined = []
    for run in found:
        if not run.text:
            continue
        if joined and joined[-1].kind == run.kind:
            joined[-1] = Run(run.kind, joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def _trimmed(found):
    """Runs with the middle of long common stretches left out, and the far side of the first and the last."""
    trimmed = []
    for index, run in enumerate(found):
        first, last = index == 0, index == len(found) - 1
        tokens = TOKEN.findall(run.text)
        if run.kind != "same" or len(tokens) <= CONTEXT * (1 if first or last else 2) + CONTEXT:
            trimmed.append(run)
            continue
        if not first:
            trimmed.append(Run("same", "".join(tokens[:CONTEXT])))
        trimmed.append(Run("gap", ""))
        if not last:
            trimmed.append(Run("same", "".join(tokens[-CONTEXT:])))
    return trimmed


# --- What is printed, part by part ------------------------------------------------------------


def _parts(words, several):
    """Return label to (text, HTML) for every part of ``words``; the HTML is "" where the part has none."""
    parts = {
        "Question": words.question,
        "Short title": words.short_title,
        "As the reader asked it": words.text_as_asked,
        "Asked by": _line(words.asker_name, words.asker_town),
        "The short answer": words.short_answer,
        "What the question assumes": words.premise_note,
    }
    parts = {label: (text, "") for label, text in parts.items()}
    for number, answer in enumerate(words.answers, 1):
        parts |= _answer_parts(answer, number, several, parts)
    rest = {
        "Picture": _line(
            *(getattr(words.picture, name, "") for name in ("alt", "caption", "credit")), by="\n"
        ),
        "First printed": _provenance(words.provenance),
        "Time covered": dates.display(words.covers) if words.covers else "",
        "Periods": _names(words.periods),
        "Topics": _names(words.topics),
        "Places": _names(words.places),
        "Figures": _names(words.figures),
        "Licence": licences.find(words.licence).name if words.licence else "",
        "Edited by": words.edited_by,
        "Last reviewed": _line(
            dates.web_day(words.reviewed_on) if words.reviewed_on else "",
            f"by {words.reviewed_by.name}" if words.reviewed_by else "",
        ),
        **_teaching_parts(words.teaching),
    }
    return parts | {label: (text, "") for label, text in rest.items()}


def _answer_parts(answer, number, several, taken):
    names = _line(*(credit.name for credit in answer.credits if credit.role == Credit.Role.ANSWERED_BY))
    of = f" by {names or number}" if several else ""
    if f"Answer{of}" in taken:
        of = f"{of} ({number})"
    titles = {source.key: source.title for source in answer.sources if source.key}
    pictures = {use.id: _line(use.alt, use.caption, use.credit, by="; ") for use in answer.pictures}
    confidence = Answer.Confidence(answer.confidence).label if answer.confidence else ""
    return {
        f"Opening of the answer{of}": (answer.lead, ""),
        f"Answer{of}": (as_text(answer.body, titles, pictures), answer.body),
        f"How sure historians are{of}": (_line(confidence, answer.confidence_reason, by=". "), ""),
        f"Credits{of}": ("\n".join(_credit(credit) for credit in answer.credits), ""),
        f"Sources{of}": ("\n".join(_source(source) for source in answer.sources), ""),
    }


def as_text(html, titles, pictures=None):
    """Clean HTML as text that also says what it links and refers to, and which pictures stand in it.

    ``titles`` are those of sources by key, ``pictures`` what is known of pictures by number.
    """
    html = picks.PICTURE.sub(
        lambda match: (
            f"<p>[picture: {escape((pictures or {}).get(int(match['pk'])) or match['pk'])}]</p>"
            f"<p>{match['caption']}</p>"
        ),
        html,
    )
    html = picks.QUESTION.sub(lambda match: f"{match['words']} (question {match['pk']})", html)
    html = richtext.REFERENCE.sub(
        lambda match: f" [source: {titles[match[1]]}]" if match[1] in titles else "", html
    )
    html = LINKED.sub(lambda match: f"{match['text']} ({match['href'] or ''})", html)
    return richtext.plain_text(html)


def _credit(credit):
    books = "; ".join(_line(book.title, book.imprint) for book in credit.books)
    who = f"{Credit.Role(credit.role).label} {credit.name}"
    return f"{who}, author of {books}" if books else who


def _source(source):
    held = {
        name: getattr(source, name) for name in source.__dataclass_fields__ if name not in ("kind", "key")
    }
    held["issued"] = dates.display(source.issued) if source.issued else ""
    held["accessed"] = dates.web_day(source.accessed) if source.accessed else ""
    ordered = ("authors", "title", *held)
    return _line(*(held[name] for name in dict.fromkeys(ordered)))


def _provenance(provenance):
    if provenance is None:
        return ""
    entries = (entry.name for entry in (provenance.publication, provenance.issue) if entry)
    issued = dates.display(provenance.issued) if provenance.issued else ""
    return _line(*entries, issued, provenance.pages)


def _teaching_parts(teaching):
    names = {"key_dates": "Key dates", "sourcing": "Questions about the sources", "glossary": "Glossary"}
    parts = {"Enquiry question": teaching.enquiry if teaching else ""}
    for name, label in names.items():
        lines = getattr(teaching, name, ())
        parts[label] = "\n".join(_line(line.label, line.text, by=": ") for line in lines)
    return parts


def _names(entries):
    return _line(*(entry.name for entry in entries))


def _line(*parts, by=", "):
    return by.join(part for part in parts if part)
