"""Two people's changes to one manuscript, brought together over what both began with.

Field by field and row by row. What only one of them changed is taken; what both changed to the same is no clash;
whatever else both touched is a clash, with all three texts, and the other's stands until somebody decides.
"""

from dataclasses import dataclass, field

from articles.models import Credit, Question

from .comparing import label, show
from .documents import ROWS, relations

SETS = {relation.name for model in (Question, Credit) for relation in relations(model)}
# Texts where "both, one after the other" is a way out.
JOINED = {
    "text_as_asked": "\n",
    "premise_note": "\n",
    "key_dates": "\n",
    "sourcing": "\n",
    "glossary": "\n",
    "body": "",
    "lead": " ",
}


@dataclass(frozen=True)
class Clash:
    """What both changed, in three states as text; None where the row is gone. ``key`` names it in a form."""

    key: str
    label: str
    base: str | None
    theirs: str | None
    yours: str | None
    may_be_joined: bool = False


@dataclass
class Merge:
    """The merged document, what clashed, and in words what each side brought."""

    document: dict = None
    clashes: list[Clash] = field(default_factory=list)
    from_theirs: list[str] = field(default_factory=list)
    from_yours: list[str] = field(default_factory=list)


def merge(base, theirs, yours, *, choices=None, doubtful=False):
    """Return the Merge of the documents ``theirs`` and ``yours``, which both come from ``base``.

    ``choices`` decides clashes: key to "theirs", "yours" or "both". With ``doubtful`` every change of yours beside one
    of theirs counts as a clash: for when the two break a rule together that each of them keeps.
    """
    return _Merging(base, theirs, yours, choices or {}, doubtful).result()


def rename_rows(document, ids):
    """Return ``document`` with the ids of rows exchanged: old to new."""
    answers = []
    for answer in document["answers"]:
        renamed = {**answer, "id": ids.get(answer["id"], answer["id"])}
        for kind in ROWS:
            renamed[kind] = [{**row, "id": ids.get(row["id"], row["id"])} for row in answer[kind]]
        answers.append(renamed)
    return {**document, "answers": answers}


class _Merging:
    def __init__(self, base, theirs, yours, choices, doubtful):
        self.base, self.theirs, self.choices, self.doubtful = base, theirs, choices, doubtful
        self.yours = _with_keys_of_their_own(base, theirs, yours)
        self.found = Merge()

    def result(self):
        base, theirs, yours = self.base, self.theirs, self.yours
        self.found.document = {
            "schema": theirs["schema"],
            "fields": self._fields((), base["fields"], theirs["fields"], yours["fields"]),
            "answers": self._rows((), "answers", base["answers"], theirs["answers"], yours["answers"]),
            "names": _names(base, theirs, yours),
        }
        return self.found

    def _fields(self, path, base, theirs, yours):
        merged = {}
        for name, mine in theirs.items():
            if name in ROWS:
                merged[name] = self._rows(path, name, base.get(name, []), mine, yours.get(name, []))
            elif name in SETS:
                merged[name] = self._set((*path, name), base.get(name, mine), mine, yours.get(name, mine))
            else:
                merged[name] = self._value((*path, name), base.get(name, mine), mine, yours.get(name, mine))
        return merged

    def _set(self, path, base, theirs, yours):
        if self.doubtful:
            return self._value(path, base, theirs, yours)
        came, went = set(yours) - set(base), set(base) - set(yours)
        self._note(path, set(theirs) != set(base), came - set(theirs) or went & set(theirs))
        return sorted((set(theirs) | came) - went)

    def _value(self, path, base, theirs, yours):
        """Return the value that stands, and note where it comes from."""
        mine = yours not in (base, theirs)
        if not mine or (theirs == base and not self.doubtful):
            self._note(path, theirs != base, mine)
            return theirs if yours == base else yours
        return self._decide(path, base, theirs, yours)

    def _decide(self, path, base, theirs, yours):
        key = ".".join(str(step) for step in path)
        joint = JOINED.get(path[-1]) if theirs and yours and isinstance(theirs, str) else None
        match self.choices.get(key):
            case "yours":
                self._note(path, False, True)
                return yours
            case "theirs":
                return theirs
            case "both" if joint is not None:
                self._note(path, True, True)
                return theirs + joint + yours
        documents = (self.theirs, self.yours, self.base)
        texts = (show(path, value, *documents) for value in (base, theirs, yours))
        self.found.clashes.append(Clash(key, self._label(path), *texts, may_be_joined=joint is not None))
        return theirs

    def _rows(self, path, kind, base, theirs, yours):
        path = (*path, kind)
        held = [{row["id"]: row for row in rows} for rows in (base, theirs, yours)]
        rows = {}
        for key in dict.fromkeys(key for side in held for key in side):
            row = self._row((*path, key), *(side.get(key) for side in held))
            if row is not None:
                rows[key] = row
        order = self._order(path, rows, *(list(side) for side in held))
        return [rows[key] for key in order]

    def _row(self, path, base, theirs, yours):
        """Return the row that stays, or None."""
        if base and theirs and yours:
            return {"id": theirs["id"], **self._fields(path, base, _inside(theirs), yours)}
        if base and (theirs or yours):
            left = theirs or yours
            if left == base and not (self.doubtful and not yours):
                self._note(path, not theirs, not yours)
                return None
            return self._decide(path, base, theirs, yours)
        if base:
            return None
        if yours and (any(_same(yours, other) for other in self._beside(path)) or self._refused(path, yours)):
            return None
        self._note(path, bool(theirs), bool(yours))
        return theirs or yours

    def _refused(self, path, yours):
        """Whether your new row is in doubt and not wanted."""
        return self.doubtful and self._decide(path, None, None, yours) is None

    def _beside(self, path):
        """Return the rows that they added to the list that ``path`` lies in."""
        base, theirs = _list_at(self.base, path), _list_at(self.theirs, path)
        known = {row["id"] for row in base}
        return [row for row in theirs if row["id"] not in known]

    def _order(self, path, kept, base, theirs, yours):
        base, theirs, yours = ([key for key in side if key in kept] for side in (base, theirs, yours))
        common = set(base) & set(theirs) & set(yours)
        was, their, your = ([key for key in side if key in common] for side in (base, theirs, yours))
        chosen = self._value((*path, "order"), was, their, your)
        first, second = (yours, theirs) if chosen == your != their else (theirs, yours)
        order = list(first)
        for place, key in enumerate(second):
            if key not in order:
                before = next((other for other in reversed(second[:place]) if other in order), None)
                here = order.index(before) + 1 if before is not None else 0
                while here < len(order) and order[here] not in second:
                    here += 1  # behind what the other put there
                order.insert(here, key)
        # A row that a choice brought back stands where it was, or last.
        return order + [key for key in kept if key not in order]

    def _note(self, path, theirs, yours):
        if theirs:
            self._add(self.found.from_theirs, path)
        if yours:
            self._add(self.found.from_yours, path)

    def _add(self, held, path):
        if (words := self._label(path)) not in held:
            held.append(words)

    def _label(self, path):
        return label(path, self.theirs, self.yours, self.base)


def _inside(row):
    return {name: value for name, value in row.items() if name != "id"}


def _same(row, other):
    """Whether two new rows say the same: one person's second window, or a save sent twice."""
    skip = ("id", "key", *ROWS)
    return all(row[name] == other.get(name) for name in row if name not in skip) and all(
        len(row.get(kind, ())) == len(other.get(kind, ()))
        and all(_same(one, two) for one, two in zip(row.get(kind, ()), other.get(kind, ()), strict=True))
        for kind in ROWS
    )


def _list_at(document, path):
    """Return the list of rows that the row at ``path`` belongs to."""
    rows = document["answers"]
    if len(path) > 2:
        rows = next((answer[path[2]] for answer in rows if answer["id"] == path[1]), [])
    return rows


def _names(*documents):
    names = {}
    for document in documents:
        for model, held in document.get("names", {}).items():
            names.setdefault(model, {}).update(held)
    return names


def _with_keys_of_their_own(base, theirs, yours):
    """Give your new sources other keys than their new ones have, in your text too: a key leads to one work only."""
    answers = []
    for answer in yours["answers"]:
        path = ("answers", answer["id"], "sources", 0)
        old = {source["id"] for source in _list_at(base, path)}
        taken = {source["key"]: source for source in _list_at(theirs, path) if source["id"] not in old}
        mine = {source["key"] for source in answer["sources"]}
        sources, body = [], answer["body"]
        for source in answer["sources"]:
            other = taken.get(source["key"])
            if other and source["id"] not in old and other["id"] != source["id"] and not _same(source, other):
                stem = source["key"][:36]
                key = next(f"{stem}-{n}" for n in range(2, 1000) if f"{stem}-{n}" not in {*taken, *mine})
                mine.add(key)
                body = body.replace(f'data-source="{source["key"]}"', f'data-source="{key}"')
                source = {**source, "key": key}
            sources.append(source)
        answers.append({**answer, "sources": sources, "body": body})
    return {**yours, "answers": answers}
