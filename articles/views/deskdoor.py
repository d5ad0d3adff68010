"""The door to everything behind a historian's link: who gets in, and what nobody keeps."""

from functools import wraps

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from articles import commissions
from articles.intake import TooMany, limits
from articles.reception import address_of

ENDED = "This link has ended. Please ask the desk for a new one."
TOO_BIG = "This is too long to be sent at once."


class Stopped(Exception):
    """Who comes by this link gets no further: a sentence, and the status to say it with."""

    def __init__(self, sentence, status):
        super().__init__(sentence)
        self.sentence, self.status = sentence, status


def behind_link(purpose, refuse):
    """Make a view of (request, Commission) one of (request, token), which asks the database at every request.

    ``purpose`` is the key of LIMITS that what is sent counts for; ``refuse(request, sentence, status)`` says no. No
    cache keeps what is answered, no search engine lists it, and no link from it tells its address.
    """

    def wrap(view):
        @wraps(view)
        @sensitive_variables("token")
        def answer(request, token):
            try:
                response = view(request, _enter(request, token, purpose))
            except Stopped as stop:
                response = refuse(request, stop.sentence, stop.status)
            response["Cache-Control"] = "no-store, private"
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            response["Referrer-Policy"] = "no-referrer"
            return response

        return answer

    return wrap


@sensitive_variables("token")
def _enter(request, token, purpose):
    """Return the Commission of a link that works now; raise Stopped, or Http404 where there is none."""
    try:
        if request.method == "POST":
            limits.count(purpose, address_of(request))
        commission = commissions.find(token)
        if commission is None:
            limits.count("desk-guess", address_of(request))
    except TooMany as refusal:
        raise Stopped(str(refusal), 429) from refusal
    if commission is None:
        raise Http404
    if not commission.is_open(timezone.now()):
        raise Stopped(ENDED, 410)
    try:
        request.POST  # noqa: B018 - read here, so that what is too big for it has its sentence
    except RequestDataTooBig as error:
        raise Stopped(TOO_BIG, 413) from error
    return commission
