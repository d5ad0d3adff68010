"""Links that lead nowhere, and links that anybody on the way may read."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from articles import richtext
from articles.models import Address, Edition
from articles.richtext import picks

from .findings import hint, rule, should

LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
HOST = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE
)
OURS = re.compile(r"/questions/([-\w]+)/")


def links(question):
    """Return (field, answer's number from 1, address, words) of every link in the answers and of every source."""
    found = []
    for index, answer in enumerate(question.answers.all()):
        for address, inside in LINK.findall(answer.body):
            words = " ".join(richtext.plain_text(inside).split())
            found.append((f"answers-{index}-body", index + 1, unescape(address).strip(), words))
        for place, source in enumerate(answer.sources.all()):
            if source.url:
                found.append(
                    (f"answers-{index}-sources-{place}-url", index + 1, source.url.strip(), source.title)
                )
    return found


@rule
def has_links_that_can_work(question):
    for field, number, address, words in links(question):
        if is_picked(address):
            continue
        if not is_well_formed(address):
            sentence = f"A link in answer {number} cannot work: “{address[:120]}” is no address."
            yield should("link_malformed", sentence, field, address, quote=words)
        elif address.lower().startswith("http://") and not path_here(address):
            sentence = (
                f"A link in answer {number} begins with http://. If the site answers to https://, use that."
            )
            yield hint("link_http", sentence, field, address, quote=address)


@rule
def has_links_to_questions_that_are_there(question):
    ours = [(link, match[1]) for link in links(question) if (match := OURS.match(path_here(link[2])))]
    # Asked whatever there is: the queries of a page do not depend on its words.
    of_slug = dict(
        Address.objects.filter(slug__in={slug for _, slug in ours}).values_list("slug", "question_id")
    )
    now = timezone.now()
    picked = [
        (link, int(link[2].removeprefix("question:"))) for link in links(question) if is_picked(link[2])
    ]
    wanted = {*of_slug.values(), *(target for _, target in picked)}
    been = Edition.objects.been_live(now).filter(question__in=wanted)
    live = set(Edition.objects.live(now).filter(question__in=wanted).values_list("question_id", flat=True))
    been = set(been.values_list("question_id", flat=True))
    for (field, number, address, words), target in picked:
        if target not in live:
            state = "was withdrawn" if target in been else "is not live yet"
            sentence = (
                f"Answer {number} links “{words}” to a question that {state}: readers see the words alone."
            )
            yield hint("link_waits", sentence, field, address, quote=words)
    for (field, number, address, words), slug in ours:
        target = of_slug.get(slug)
        if target in live:
            continue
        state = "was withdrawn" if target in been else "is not live" if target else "is not there"
        sentence = f"A link in answer {number} leads to a question of ours that {state}: {address[:120]}"
        yield should(
            "link_to_nothing", sentence + ("" if sentence.endswith(".") else "."), field, address, quote=words
        )


def is_picked(address):
    """Whether ``address`` is that of a question by its number, as the editor's menu makes it."""
    return bool(picks.QUESTION_ADDRESS.fullmatch(address))


def path_here(address):
    """Return the path of ``address`` where it lies on this site, else ""."""
    try:
        parts, here = urlsplit(address), urlsplit(settings.SITE_URL)
    except ValueError:
        return ""
    return (
        parts.path
        if (parts.netloc or here.netloc) == here.netloc and parts.scheme in ("", "http", "https")
        else ""
    )


def is_well_formed(address):
    """Whether a browser could follow ``address``: a path of this site, a web address with a host, or mailto."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if not address or re.search(r"\s", address):
        return False
    if parts.scheme == "mailto":
        return bool(re.fullmatch(r"[^@]+@[^@]+\.[^@.]+", parts.path))
    if parts.scheme in ("http", "https"):
        return host == urlsplit(settings.SITE_URL).hostname or bool(HOST.fullmatch(_ascii(host)))
    return not parts.scheme and not parts.netloc and address.startswith(("/", "#"))


def _ascii(host):
    """Return an international host name in ASCII, "" where it is none."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""
