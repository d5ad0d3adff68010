"""What every address of the API has in common: reading only, JSON, errors as problem details, ETag, any origin."""

from functools import wraps

import msgspec
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import http_date

from . import schema

TITLES = {400: "Bad request", 404: "Not found", 405: "Method not allowed", 410: "Gone"}


class Failed(Exception):
    """The request cannot be answered; ``status`` is HTTP's, the message a sentence for people."""

    def __init__(self, status, sentence):
        super().__init__(sentence)
        self.status = status


def endpoint(view):
    """Make a view of a function that returns (shape, datetime of its last change or None), or an HttpResponse.

    The ETag is that of the bytes: it also changes when an author is renamed or a picture's right ends.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            if request.method not in ("GET", "HEAD"):
                raise Failed(405, "This API is for reading: use GET or HEAD.")
            result = view(request, *args, **kwargs)
        except Failed as failure:
            return problem(failure.status, str(failure))
        except Http404 as missing:
            return problem(404, str(missing) or "There is nothing at this address.")
        if isinstance(result, HttpResponse):
            return result
        shape, changed = result
        response = HttpResponse(msgspec.json.encode(shape), content_type="application/json")
        stamp = int(changed.timestamp()) if changed else None
        if stamp:
            response["Last-Modified"] = http_date(stamp)
        response["Cache-Control"] = "public, no-cache"
        set_response_etag(response)
        return get_conditional_response(request, response["ETag"], stamp, response)

    return answer


def problem(status, detail):
    """Return the response that says what went wrong (RFC 9457)."""
    shape = schema.Problem(title=TITLES[status], status=status, detail=detail)
    response = HttpResponse(
        msgspec.json.encode(shape), status=status, content_type="application/problem+json"
    )
    if status == 405:
        response["Allow"] = "GET, HEAD, OPTIONS"
    return response
