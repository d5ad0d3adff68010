"""What search engines require and recommend of a page's JSON-LD, as rules that a page keeps or breaks."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DAY = re.compile(r"-?\d{4,}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# Rich results that our pages have no right to: nobody but those we invite can answer, and nobody sent in homework.
FORBIDDEN = {"QAPage", "FAQPage", "DiscussionForumPosting", "HowTo", "ClaimReview"}
REQUIRED = {
    "Article": {
        "headline",
        "author",
        "datePublished",
        "dateModified",
        "publisher",
        "wordCount",
        "timeRequired",
    },
    "ProfilePage": {"mainEntity"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "Question": {"name", "text", "answerCount"},
    "Answer": {"text", "url", "author"},
    "Person": {"name"},
    "Book": {"name"},
    "Periodical": {"name"},
    "Organization": {"name"},
    "WebSite": {"name", "url", "publisher"},
    "CorrectionComment": {"text", "datePublished"},
}
RIGHTS = {"creator", "creditText", "copyrightNotice", "license"}
AREA = 50_000  # pixels: what an article's picture must have


def nodes(html: str) -> list[dict]:
    """Return the nodes of the one graph of a page."""
    (script,) = SCRIPT.findall(html)
    data = json.loads(script)
    assert (set(data), data["@context"]) == ({"@context", "@graph"}, "https://schema.org")
    return data["@graph"]


def broken_rules(html: str) -> list[str]:
    """Return the rules that the graph of a page breaks, one sentence each."""
    found = list(_walk(nodes(html)))
    known = {node["@id"]: node for node in found if "@id" in node and len(node) > 1}
    return [
        *(f"nothing is {node['@id']}" for node in found if set(node) == {"@id"} and node["@id"] not in known),
        *(problem for node in found if "@type" in node for problem in _problems(node, known, html)),
        *(f"{node} has no type" for node in found if "@type" not in node and set(node) != {"@id"}),
    ]


def _walk(value) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _walk(part)


def _problems(node: dict, known: dict, html: str) -> Iterator[str]:
    kind = node["@type"]
    ours = kind == "Article" and "@id" in node  # not one that is cited
    if kind in FORBIDDEN:
        yield f"{kind} is not what the page is"
    required = REQUIRED.get(kind, set()) if ours or kind != "Article" else set()
    if lacking := required - set(node):
        yield f"{kind} lacks {', '.join(sorted(lacking))}"
    for name, value in node.items():
        if value in ("", None, [], {}):
            yield f"{kind}.{name} is empty"
        if name in ("@id", "url", "contentUrl", "item") and not re.match(r"https?://", str(value)):
            yield f"{kind}.{name} is no address: {value}"
        if name in ("datePublished", "dateModified", "dateCreated", "lastReviewed", "birthDate", "deathDate"):
            yield from _date_problems(kind, name, value)
    if kind == "ImageObject" and "contentUrl" in node and not RIGHTS & set(node):
        yield f"{node['contentUrl']} says nothing of its rights"
    if kind == "BreadcrumbList":
        yield from _breadcrumb_problems(node["itemListElement"])
    if ours:
        yield from _article_problems(node, known, html)
    if kind == "Question":
        answers = [*_listed(node.get("acceptedAnswer")), *_listed(node.get("suggestedAnswer"))]
        if not len(answers) == node["answerCount"] > 0:
            yield "Question counts other answers than it has"
    if kind == "ProfilePage" and "name" not in known.get(node["mainEntity"]["@id"], {}):
        yield "ProfilePage is of nobody with a name"


def _date_problems(kind: str, name: str, value: str) -> Iterator[str]:
    if "T" not in value:
        if not DAY.fullmatch(value):
            yield f"{kind}.{name} is no ISO 8601 date: {value}"
    elif datetime.fromisoformat(value).tzinfo is None:
        yield f"{kind}.{name} has no offset: {value}"


def _breadcrumb_problems(items: list[dict]) -> Iterator[str]:
    if len(items) < 2:
        yield "BreadcrumbList has fewer than two items"
    if any(later["position"] != earlier["position"] + 1 for earlier, later in pairwise(items)):
        yield "BreadcrumbList is not numbered one after the other"
    if not all("item" in item for item in items[:-1]):
        yield "BreadcrumbList has an item without an address that is not the last"


def _article_problems(node: dict, known: dict, html: str) -> Iterator[str]:
    for author in (known[reference["@id"]] for reference in node["author"]):
        if re.search(r"(?i)\bby\b|,|author of|\d{4}", author["name"]):
            yield f"Article.author.name is more than a name: {author['name']}"
        if not {"url", "sameAs"} & set(author):
            yield f"Article.author is nowhere: {author['name']}"
    for name in ("datePublished", "dateModified"):
        if f'<time datetime="{node[name]}">' not in html:
            yield f"Article.{name} is not a date that the page shows: {node[name]}"
    for picture in _listed(node.get("image")):
        if picture["width"] * picture["height"] < AREA:
            yield f"Article.image is too small: {picture['contentUrl']}"
    if node.get("isBasedOn", {}).get("datePublished") == node["datePublished"]:
        yield "Article.datePublished is that of the first print"


def _listed(value):
    return value if isinstance(value, list) else [value] if value else []
