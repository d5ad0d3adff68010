"""The signed token in every form that readers send: when the form was made, and a number used once.

It stands in for a cookie. A program that posts without having asked for the form has none; one that asks and
posts at once is too fast; one that posts the same form again finds its number used.
"""

import secrets
import time

from django.core import signing

from .limits import Refused, is_first

HOURS = 12  # Shorter than a day: the used number must be remembered for longer than the token is good.


def issue(purpose):
    """Return a new token for forms of ``purpose``."""
    content = {"number": secrets.token_urlsafe(9), "at": int(time.time())}
    return signing.dumps(content, salt=f"articles.form.{purpose}")


def read(token, purpose, *, seconds=0):
    """Return the token's number; raise Refused where it is forged, too old, or younger than ``seconds``."""
    try:
        content = signing.loads(token, salt=f"articles.form.{purpose}", max_age=HOURS * 3600)
    except signing.SignatureExpired as error:
        raise Refused(
            "This page was open for too long. Nothing you typed is lost: please send it again."
        ) from error
    except signing.BadSignature as error:
        raise Refused(
            "The form reached us incomplete. Nothing you typed is lost: please send it again."
        ) from error
    if time.time() - content["at"] < seconds:
        raise Refused("That was quicker than anybody can type. Please wait a few seconds and send it again.")
    return content["number"]


def use(number):
    """Whether the token with that ``number`` is used for the first time."""
    return is_first("token", number)
