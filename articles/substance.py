"""Whether an edition says something else than the one that readers have: then its kind must be chosen."""

from . import printing, richtext


def says(words):
    """Return what EditionContent ``words`` say, apart from emphasis, layout, sources, credits and catalogue."""
    answers = tuple(
        (answer.lead, richtext.plain_text(answer.body), answer.confidence, answer.confidence_reason)
        for answer in words.answers
    )
    return words.question, words.short_answer, words.premise_note, answers


def differs(old, new):
    """Whether EditionContent ``new`` says anything else than ``old``."""
    return says(old) != says(new)


def needs_kind(question, at=None):
    """Whether readers have an edition of ``question`` at ``at`` that says something else than the manuscript."""
    live = question.editions.live(at).first()
    return live is not None and differs(live.page, printing.freeze(question))
