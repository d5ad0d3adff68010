"""Public pages. Each view is a function: get or 404, named context, render."""

from .indexes import a_to_z, authors, catalogue, publications
from .lists import archive, archive_year, author, catalogue_entry, home, issue, publication
from .maps import map_square, world_map
from .questions import edition, history, question
from .system import healthz, media, not_found, server_error
from .time import on_this_day, random, timeline

__all__ = [
    "a_to_z",
    "archive",
    "archive_year",
    "author",
    "authors",
    "catalogue",
    "catalogue_entry",
    "edition",
    "healthz",
    "history",
    "home",
    "issue",
    "map_square",
    "media",
    "not_found",
    "on_this_day",
    "publication",
    "publications",
    "question",
    "random",
    "server_error",
    "timeline",
    "world_map",
]
