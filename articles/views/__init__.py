"""Public pages. Each view is a function: get or 404, named context, render."""

from .lists import archive, archive_year, author, catalogue, catalogue_entry, home, issue, publication
from .questions import edition, history, question
from .search import search, search_suggest
from .system import healthz, media, not_found, server_error

__all__ = [
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
    "publication",
    "question",
    "search",
    "search_suggest",
    "server_error",
]
