"""Public pages. Each view is a function: get or 404, named context, render."""

from .lists import archive, archive_year, author, catalogue, catalogue_entry, home, issue, publication
from .questions import cite, edition, history, question
from .system import card, healthz, media, not_found, server_error

__all__ = [
    "archive",
    "archive_year",
    "author",
    "card",
    "catalogue",
    "catalogue_entry",
    "cite",
    "edition",
    "healthz",
    "history",
    "home",
    "issue",
    "media",
    "not_found",
    "publication",
    "question",
    "server_error",
]
