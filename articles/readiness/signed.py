"""Sign-offs that the magazine asks for before it prints (REQUIRED_SIGNOFFS)."""

from django.conf import settings

from articles import signoffs

from .findings import rule, should


@rule
def is_signed_off(question):
    if not settings.REQUIRED_SIGNOFFS:
        return
    for each in signoffs.standing(question):
        if each.is_required and not each.holds:
            since = f", after a change of {each.what_changed}" if each.signoff else ""
            again = " again" if each.signoff else ""
            sentence = f"Not signed off{again}: {each.kind.label.lower()}{since}."
            yield should("not_signed_off", sentence, "text", f"{each.kind} {each.digest}")
