"""Answering for feeds: not at all where a reader has the newest already."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from articles import reprints

from .channels import THINGS, corrections, everything, of_thing
from .formats import FORMATS

CHANNELS = {"questions": everything, "corrections": corrections}


def feed(request, name, format):
    """The feed of all questions, or of corrections."""
    if name not in CHANNELS:
        raise Http404("There is no such feed.")
    return _answer(request, CHANNELS[name](timezone.now()), format)


def feed_of(request, kind, slug, format):
    """The feed of one author, period, topic, place, figure or publication."""
    if kind not in THINGS:
        raise Http404("There is no such feed.")
    thing = get_object_or_404(THINGS[kind][0], slug=slug)
    return _answer(request, of_thing(kind, thing, timezone.now()), format)


def _answer(request, channel, format):
    if format not in FORMATS:
        raise Http404("A feed ends in .rss, .atom or .json.")
    etag = f'"{_fingerprint(channel, format)}"'
    stamp = int(channel.changed.timestamp()) if channel.changed else None
    response = get_conditional_response(request, etag=etag, last_modified=stamp)
    if response is None:
        response = HttpResponse(_write(request, channel, format), content_type=FORMATS[format].content_type)
    response["ETag"] = etag
    if stamp:
        response["Last-Modified"] = http_date(stamp)
    response["Cache-Control"] = "public, no-cache"
    if settings.WEBSUB_HUB:
        own = reprints.absolute(request.path)
        response["Link"] = f'<{settings.WEBSUB_HUB}>; rel="hub", <{own}>; rel="self"'
    return response


def _fingerprint(channel, format):
    """Return what changes with every item that comes, goes or is printed anew, and with the day.

    The day is in it because renamed things are not dated.
    """
    parts = [format, channel.title, channel.path, channel.keys, timezone.localdate(channel.at)]
    parts += [settings.SITE_URL, settings.REPUBLISH_LICENCE, settings.WEBSUB_HUB]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _write(request, channel, format):
    writer = FORMATS[format](
        title=reprints.xml_text(channel.title),
        link=reprints.absolute(channel.path),
        description=reprints.xml_text(channel.about),
        language=settings.LANGUAGE_CODE,
        author_name=settings.SITE_NAME,
        author_link=reprints.absolute("/"),
        feed_url=reprints.absolute(request.path),
        feed_guid=channel.guid,
        hub=settings.WEBSUB_HUB,
        changed=channel.changed,
    )
    for item in channel.items():
        writer.add_item(**_clean(item))
    return writer.writeString("utf-8")


def _clean(item):
    """Return ``item`` with every text fit for XML."""
    clean = {
        name: reprints.xml_text(value) if isinstance(value, str) else value for name, value in item.items()
    }
    clean["people"] = [(reprints.xml_text(name), address) for name, address in item["people"]]
    clean["categories"] = [reprints.xml_text(word) for word in item["categories"]]
    return clean
