"""What an HTML page says about itself: title, address, first web date, authors, description."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml.html import HtmlElement

from .decoding import clean
from .webdates import parse_iso

ARTICLE_TYPES = ("Article", "NewsArticle", "BlogPosting", "Report", "QAPage", "Question", "WebPage")
TITLE_METAS = ("og:title", "twitter:title", "dc.title", "citation_title")
DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "parsely-pub-date",
)
# "Why did it happen? | HistoryExtra": what follows the question mark is the site's name.
QUESTION_TITLE = re.compile(r"(?P<title>.+?\?[\"'”’)]*)(?:\s*[|–—·»:-]\s.*)?")
SITE_NAME = re.compile(r"\s+[|–—·»-]\s+[^|–—·»-]{1,60}$")
TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|source|amp)")


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """`titles` is every title the page gives itself, best first. `timed` says that `web_date` states a time."""

    titles: tuple[str, ...] = ()
    canonical: str = ""
    web_date: datetime | None = None
    timed: bool = False
    authors: tuple[str, ...] = ()
    description: str = ""


def read_metadata(document: HtmlElement) -> Metadata:
    """Metadata of the document; JSON-LD before meta elements before marked-up text."""
    metas = {}
    for meta in document.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            metas.setdefault(name, " ".join(clean(meta.get("content")).split()))
    nodes = list(_linked_data(document))
    web_date, timed = _web_date(document, nodes, metas)
    return Metadata(
        titles=_titles(document, nodes, metas),
        canonical=_canonical(document, metas),
        web_date=web_date,
        timed=timed,
        authors=_authors(document, nodes, metas),
        description=metas.get("og:description") or metas.get("description") or "",
    )


def _linked_data(document: HtmlElement) -> Iterator[dict]:
    """Every JSON-LD node that describes the page, articles before web pages."""
    nodes = []
    for script in document.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting = [json.loads(script.text_content())]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                nodes.append(node)
                waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]
    for name in ARTICLE_TYPES:
        yield from (node for node in nodes if name in _listed(node.get("@type")))
    yield from (node | {"@type": None} for node in nodes if "@id" in node and node.get("name"))


def _listed(value: object) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _strings(*values: object) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and (text := " ".join(clean(value).split())):
            yield text


def _titles(document: HtmlElement, nodes: list[dict], metas: dict[str, str]) -> tuple[str, ...]:
    described = [node for node in nodes if node.get("@type")]
    given = [
        *_strings(*(node.get(key) for node in described for key in ("headline", "name"))),
        *(metas[name] for name in TITLE_METAS if name in metas),
        *_strings(*(title.text_content() for title in document.xpath("//head/title"))),
    ]
    titles = []
    for title in given:
        question = QUESTION_TITLE.fullmatch(title)
        titles += [question["title"] if question else SITE_NAME.sub("", title), title]
    return tuple(dict.fromkeys(titles))


def _canonical(document: HtmlElement, metas: dict[str, str]) -> str:
    """The page's own address without fragment and tracking; "" where it is a site's front page or no web address."""
    links = [
        link.get("href", "")
        for link in document.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for address in (*links, metas.get("og:url", "")):
        try:
            parts = urlsplit(urljoin(metas.get("og:url", ""), clean(address).strip()))
            host = parts.netloc.lower()
        except ValueError:
            continue
        query = urlencode(
            [(key, value) for key, value in parse_qsl(parts.query) if not TRACKING.fullmatch(key)]
        )
        if parts.scheme in ("http", "https") and host and (parts.path.strip("/") or query):
            return urlunsplit((parts.scheme, host, parts.path, query, ""))
    return ""


def _web_date(
    document: HtmlElement, nodes: list[dict], metas: dict[str, str]
) -> tuple[datetime | None, bool]:
    stated = [node.get("datePublished") for node in nodes]
    stated += [metas.get(name) for name in DATE_METAS]
    times = [time for time in document.iter("time") if time.get("datetime") and _is_own_date(time)]
    times.sort(
        key=lambda time: (
            not re.search("publish", f"{time.get('class')} {time.get('itemprop')}", re.IGNORECASE)
        )
    )
    stated += [time.get("datetime") for time in times]
    dates = [found for found in map(parse_iso, stated) if found[0]]
    for date, timed in dates:
        if timed and date.date() == dates[0][0].date():
            return date, True
    return dates[0] if dates else (None, False)


def _is_own_date(time: HtmlElement) -> bool:
    """Whether a <time> can be the page's first date: no update, no other page's, no comment's."""
    if re.search(r"updated|modified", f"{time.get('class')} {time.get('itemprop')}", re.IGNORECASE):
        return False
    return not re.search(
        r"\bupdated\b", (time.getparent().text or "") if time.getparent() is not None else "", re.IGNORECASE
    ) and not any(
        parent.tag in ("aside", "nav", "footer", "li")
        or re.search(r"related|comment|card|teaser|promo", parent.get("class", ""))
        for parent in time.iterancestors()
        if parent.tag not in ("html", "body")
    )


def _authors(document: HtmlElement, nodes: list[dict], metas: dict[str, str]) -> tuple[str, ...]:
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    for node in nodes:
        people = []
        for author in _listed(node.get("author")):
            if isinstance(author, dict):
                author = by_id.get(str(author.get("@id")), {}) | author
                if "Organization" in _listed(author.get("@type")):
                    continue
                author = author.get("name")
            people += [name for value in _listed(author) for name in _strings(value)]
        if people:
            return tuple(people)
    links = [
        link.text_content() for link in document.xpath("//a[contains(concat(' ', @rel, ' '), ' author ')]")
    ]
    names = [name for name in (metas.get("author"), metas.get("article:author"), *links[:1]) if name]
    return tuple(_strings(*(name for name in names if not name.startswith(("http", "@")))))[:1]
