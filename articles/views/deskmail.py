"""The link in every mail to the staff that ends mail of its kind. No login: whoever has the mail may stop it."""

from django.core import signing

from articles import deskmail
from articles.intake import Refused
from articles.reception import refused
from articles.rendering import kept_by_nobody, render_page


def desk_mail_stop(request, token):
    """Asked, a button; posted (RFC 8058), done."""
    try:
        person, kind = deskmail.named(token)
    except (signing.BadSignature, ValueError):
        refusal = Refused("This link is not complete. Copy the whole address from the mail.")
        return kept_by_nobody(refused(request, refusal, status=410))
    if request.method == "POST" and person:
        deskmail.stop(person, kind)
    context = {"done": person is None or kind in deskmail.stopped(person), "kind": kind.label}
    return kept_by_nobody(render_page(request, "desk_mail_stop", context, index=False))
