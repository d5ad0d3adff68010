"""Public pages. Each view is a function: get or 404, named context, render."""

from .history import history
from .lists import archive, archive_year, author, catalogue, catalogue_entry, home, issue, publication
from .questions import edition, question
from .system import healthz, media, not_found, server_error
from .teaching import sheet, teach

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
    "sheet",
    "teach",
]
