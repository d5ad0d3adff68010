"""Public pages. Each view is a function: get or 404, named context, render."""

from .front import home
from .lists import archive, archive_year, author, catalogue, catalogue_entry, issue, publication
from .questions import edition, history, question
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
    "server_error",
]
