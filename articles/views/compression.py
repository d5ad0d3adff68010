"""Pages in the smallest form that a browser takes: brotli, or gzip where it cannot read that."""

from functools import wraps

import brotli
from django.utils.cache import patch_vary_headers
from django.views.decorators.gzip import gzip_page

QUALITY = 5  # close to the best size in a tenth of the time
TOO_SHORT = 200  # bytes; compressing so little gains nothing


def compressed(view):
    """Return ``view`` with its answers compressed. Only for pages without secrets, which their length could betray."""
    zipped = gzip_page(view)

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not takes_brotli(request.headers.get("Accept-Encoding", "")):
            return zipped(request, *args, **kwargs)
        response = view(request, *args, **kwargs)
        if response.streaming or len(response.content) < TOO_SHORT or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
        response["Content-Encoding"] = "br"
        response["Content-Length"] = str(len(response.content))
        etag = response.get("ETag", "")
        if etag.startswith('"'):
            response["ETag"] = f"W/{etag}"  # the same page in other bytes
        return response

    return answer


def takes_brotli(accepted):
    """Whether a browser that sends ``accepted`` as Accept-Encoding reads brotli: named, and not refused with q=0."""
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        if name.strip() == "br":
            return quality.replace(" ", "").rstrip("0.") != "q="
    return False
