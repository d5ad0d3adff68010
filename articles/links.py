"""The addresses of links (models/links.py): a signed number, so that reading the database opens nothing.

address(link)               "https://…/preview/MQ:…/"
find(PreviewLink, token)    its row; Forged where we never signed the token, None where the row is gone
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import CalendarLink, PreviewLink

ROUTES = {PreviewLink: "shared_preview", CalendarLink: "calendar_feed"}


class Forged(Exception):
    """The token was not made here."""


def address(link):
    """Return the absolute address of ``link``, always the same one."""
    token = _signer(type(link)).sign_object(link.pk)
    return settings.SITE_URL + reverse(ROUTES[type(link)], args=[token])


def find(model, token):
    """Return the row of ``model`` that ``token`` names, None where it is gone; raise Forged on a bad token."""
    try:
        pk = _signer(model).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise Forged from error
    return model.objects.filter(pk=pk).first()


def _signer(model):
    return signing.Signer(salt=f"articles.{ROUTES[model]}")
