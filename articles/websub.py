"""WebSub: telling the hub that feeds have changed, so that subscribers need not ask all day.

Off unless the setting WEBSUB_HUB names a hub. A hub that is slow or gone never delays or fails a publish: it is
told after the transaction, by the task worker or in a thread of its own, and what goes wrong is only logged.
"""

import logging
import threading
from datetime import timedelta
from functools import partial
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django_tasks import default_task_backend, task

log = logging.getLogger(__name__)
PATIENCE = 5  # seconds for the hub to answer
NEWS = timedelta(minutes=5)
FORMATS = ("rss", "atom", "json")
THINGS = ("authors", "periods", "topics", "places", "figures")


def announce(edition, *, now, from_then=None):
    """Tell the hub, once the transaction has committed, of the feeds that ``edition`` comes into or goes from.

    That happens at ``from_then`` (its own live_from). What happened long before ``now``, as in an import, is no
    news; what is yet to come is left to the worker, and without one to the subscribers' own asking.
    """
    then = from_then or edition.live_from
    if not settings.WEBSUB_HUB or then < now - NEWS:
        return
    later = then if then > now else None
    transaction.on_commit(partial(_hand_over, topics(edition), later), robust=True)


def topics(edition):
    """Return the absolute addresses of every feed that ``edition`` is in, in each format."""
    addresses = []
    for format in FORMATS:
        paths = [reverse("feed", args=["questions", format]), reverse("feed", args=["corrections", format])]
        for kind in THINGS:
            for slug in getattr(edition, kind).values_list("slug", flat=True):
                paths.append(reverse("feed_of", args=[kind, slug, format]))
        if edition.publication_id:
            paths.append(reverse("feed_of", args=["publications", edition.publication.slug, format]))
        addresses += [f"{settings.SITE_URL}{path}" for path in paths]
    return addresses


@task()
def ping(addresses):
    """Background task: POST the changed feeds to the hub."""
    send(addresses)


def send(addresses):
    """POST ``hub.mode=publish`` with the feeds' addresses to the hub; a failure is logged, never raised."""
    body = urlencode([("hub.mode", "publish"), *(("hub.url", address) for address in addresses)]).encode()
    try:
        request = Request(settings.WEBSUB_HUB, data=body, headers={"User-Agent": settings.SITE_NAME})
        with urlopen(request, timeout=PATIENCE):
            pass
    except (URLError, OSError, ValueError) as error:
        log.warning("The WebSub hub was not told of %d feeds: %s", len(addresses), error)


def _hand_over(addresses, later):
    if default_task_backend.supports_defer:
        ping.using(run_after=later).enqueue(addresses)
    elif not later:
        # The immediate backend would make the editor wait for the hub.
        threading.Thread(target=send, args=[addresses], name="websub").start()
