"""A change that was made in print, made in the manuscript as well. Only where that still says what was printed."""

from . import ledger, replacing, rewording
from .models import Claim, Question

COLUMNS = {
    "question": "text",
    "short_title": "short_title",
    "short_answer": "short_answer",
    "premise_note": "premise_note",
}


def replace(question, place, old, new, *, by=None, at=None):
    """Put ``new`` for ``old`` in the stored manuscript of ``question`` (locked, fetched for print).

    ``place`` is the replacing.Place that it had in print. Returns False, and has changed nothing, where no place or
    more than one has the same words around it, or where other marks stand in the way there. Checked claims that hold
    the words are amended.
    """
    answers = list(question.answers.all())
    parts = {name: getattr(question, column) for name, column in COLUMNS.items()}
    for index, answer in enumerate(answers):
        parts |= {f"answers-{index}-lead": answer.lead, f"answers-{index}-body": answer.body}
    found = [each for each in replacing.places(parts, old) if place.is_same(each)]
    if len(found) != 1:
        return False
    (here,) = found
    held = [entry.claim for entry in ledger.entries(question) if entry.spot and not entry.is_open]
    try:
        text = replacing.put(parts[here.part], here, new)
    except rewording.Unclear:
        return False
    if here.part in COLUMNS:
        column = COLUMNS[here.part]
        setattr(question, column, text)
        Question.objects.filter(pk=question.pk).update(**{column: text})
    else:
        _, index, name = here.part.split("-")
        setattr(answers[int(index)], name, text)
        answers[int(index)].save(update_fields=[name])
    _amend(question, held, replacing.tidy(old), replacing.tidy(new), by, at)
    return True


def _amend(question, held, old, new, by, at):
    """Amend those of the claims ``held`` that the change has opened: who prints a fix answers for its words."""
    gone = {entry.claim.pk for entry in ledger.entries(question) if entry.is_reopened}
    for claim in held:
        passage = " ".join(claim.passage.replace(old, new).split())
        if claim.pk not in gone or claim.passage.count(old) != 1 or not passage:
            continue
        try:
            ledger.check(
                claim=claim,
                by=by,
                at=at,
                state=Claim.State.AMENDED,
                source=claim.source,
                reference=claim.reference,
                page=claim.page,
                note=f"Hot fix: “{old}” became “{new}”. {claim.note}".strip()[:500],
                passage=passage,
            )
        except ledger.Refused:
            continue  # it stays open, and keeps the next edition from print until somebody looks
