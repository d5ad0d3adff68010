"""Public pages. Each view is a function: get or 404, named context, render."""

from .asking import ask, ask_sent, asked, asked_question, confirm, similar, stop, vote
from .citing import cite
from .desk import desk
from .deskmail import desk_mail_stop
from .deskwriting import desk_keep, desk_paste
from .front import home
from .history import history
from .indexes import a_to_z, authors, catalogue, publications
from .lists import archive, archive_year, author, catalogue_entry, issue, publication
from .machines import opensearch, robots, security
from .maps import map_square, world_map
from .oembed import oembed
from .previews import calendar_feed, shared_preview
from .questions import edition, question
from .reporting import corrections, report, report_sent
from .reuse import answer_epub, republish, saved, saved_epub
from .search import search, search_suggest
from .system import card, healthz, media, not_found, server_error
from .teaching import sheet, teach
from .time import on_this_day, random, timeline

__all__ = [
    "a_to_z",
    "answer_epub",
    "archive",
    "archive_year",
    "ask",
    "ask_sent",
    "asked",
    "asked_question",
    "author",
    "authors",
    "calendar_feed",
    "card",
    "catalogue",
    "catalogue_entry",
    "cite",
    "confirm",
    "corrections",
    "desk",
    "desk_keep",
    "desk_mail_stop",
    "desk_paste",
    "edition",
    "healthz",
    "history",
    "home",
    "issue",
    "map_square",
    "media",
    "not_found",
    "oembed",
    "on_this_day",
    "opensearch",
    "publication",
    "publications",
    "question",
    "random",
    "report",
    "report_sent",
    "search",
    "search_suggest",
    "republish",
    "robots",
    "saved",
    "saved_epub",
    "security",
    "server_error",
    "shared_preview",
    "sheet",
    "similar",
    "stop",
    "teach",
    "timeline",
    "vote",
    "world_map",
]
