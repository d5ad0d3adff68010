"""Public pages. Each view is a function: get or 404, named context, render."""

from .lists import archive, archive_year, author, catalogue, catalogue_entry, home, issue, publication
from .machines import opensearch, robots, security
from .oembed import oembed
from .questions import edition, history, question
from .reuse import answer_epub, republish, saved, saved_epub
from .system import healthz, media, not_found, server_error

__all__ = [
    "answer_epub",
    "archive",
    "archive_year",
    "author",
    "catalogue",
    "catalogue_entry",
    "edition",
    "healthz",
    "history",
    "home",
    "issue",
    "media",
    "not_found",
    "oembed",
    "opensearch",
    "publication",
    "question",
    "republish",
    "robots",
    "saved",
    "saved_epub",
    "security",
    "server_error",
]
