"""The OpenAPI 3.1 document, made from schema.py and the table of addresses below."""

from dataclasses import dataclass
from functools import cache

import msgspec
from django.conf import settings

from articles import licences

from . import schema

KINDS = {
    "authors": schema.Author,
    "publications": schema.Publication,
    "periods": schema.CatalogueEntry,
    "topics": schema.CatalogueEntry,
    "places": schema.CatalogueEntry,
    "figures": schema.CatalogueEntry,
}
WORDS = {
    "slug": "The last part of its page’s address",
    "number": "The number of the edition, from 1",
    "before": "Where the next page begins: use “next” as it is given",
    "after": "Where the next page begins: use “next” as it is given",
    "year": "The year in which a question came to the web",
    "author": "Only questions answered by this author (slug)",
    "publication": "Only questions first printed in this magazine (slug)",
    "period": "Only questions of this period (slug)",
    "topic": "Only questions on this topic (slug)",
    "place": "Only questions about this place (slug)",
    "figure": "Only questions about this person of the past (slug)",
}
BARE = str.maketrans("", "", "{}")


@dataclass(frozen=True)
class Operation:
    """One address: what it is for, what it sends, its query parameters, and whether an answer may be 410."""

    path: str
    summary: str
    sends: type
    parameters: tuple[str, ...] = ()
    may_be_gone: bool = False


FILTERS = ("author", "publication", "period", "topic", "place", "figure", "year", "before")
OPERATIONS = (
    Operation("/api/v1/", "Where everything is", schema.Index),
    Operation("/api/v1/questions/", "Questions, newest first", schema.Questions, FILTERS),
    Operation("/api/v1/questions/{slug}/", "One question, whole", schema.Question, may_be_gone=True),
    Operation(
        "/api/v1/questions/{slug}/v/{number}/", "One edition as printed", schema.Question, may_be_gone=True
    ),
    Operation("/api/v1/corrections/", "Corrections and withdrawals", schema.Corrections, ("before",)),
    *(
        operation
        for kind, shape in KINDS.items()
        for operation in (
            Operation(f"/api/v1/{kind}/", f"All {kind}", schema.Entries, ("after",)),
            Operation(f"/api/v1/{kind}/{{slug}}/", f"One of the {kind}", shape),
        )
    ),
)


@cache
def document():
    """Return the document as dicts and lists."""
    shapes = {operation.sends for operation in OPERATIONS} | {schema.Problem}
    _, components = msgspec.json.schema_components(
        sorted(shapes, key=lambda shape: shape.__name__), ref_template="#/components/schemas/{name}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.SITE_NAME} API",
            "version": "1",
            "description": "Everything that the pages show, for reading. Each question says under which licence "
            "its text may be used; without one: " + licences.find(settings.REPUBLISH_LICENCE).name + ".",
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {operation.path: {"get": _get(operation)} for operation in OPERATIONS},
        "components": {"schemas": components},
    }


def _get(operation):
    in_path = [name for name in ("slug", "number") if f"{{{name}}}" in operation.path]
    problems = {"400": "Bad parameter", "404": "Nothing there"}
    if operation.may_be_gone:
        problems["410"] = "Withdrawn, with the reason"
    return {
        "operationId": operation.path.removeprefix("/api/v1/").strip("/").replace("/", "_").translate(BARE)
        or "index",
        "summary": operation.summary,
        "parameters": [
            *(_parameter(name, "path") for name in in_path),
            *(_parameter(name, "query") for name in operation.parameters),
        ],
        "responses": {
            "200": _response(operation.summary, operation.sends, "application/json"),
            "304": {"description": "Unchanged since the ETag or date that was sent along"},
            **{
                status: _response(words, schema.Problem, "application/problem+json")
                for status, words in problems.items()
            },
        },
    }


def _parameter(name, place):
    whole = name in ("number", "after", "year")
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": WORDS[name],
        "schema": {"type": "integer"} if whole else {"type": "string"},
    }


def _response(words, shape, media_type):
    reference = {"$ref": f"#/components/schemas/{shape.__name__}"}
    return {"description": words, "content": {media_type: {"schema": reference}}}
