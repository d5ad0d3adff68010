"""Every page of the newsroom, with the states in which it looks different: what the browser tests walk.

``PAGES`` is made from the URLconf. A new address that says neither what it is about (``ABOUT``) nor why it is no page
(``NO_PAGES``) fails tests/admin/test_pages_walked.py. What stands on them is put there by newsroom_rows.py.
"""

import re
from dataclasses import dataclass

from django.contrib import admin
from django.urls import URLResolver, reverse

from articles import helping, stages

# Addresses that no browser shows as a page of the newsroom, and why.
NO_PAGES = {
    "login": "is walked by somebody who is not signed in",
    "logout": "only takes POST: its page is walked with that of login",
    "autocomplete": "answers pickers with JSON",
    "jsi18n": "is a script",
    "view_on_site": "leads to a reader's page",
    "articles_author_paste": "answers the editor with HTML",
    "articles_picture_thumbnail": "is a picture",
    "articles_question_preview": "is the reader's page, under a banner: walked by BEHIND_LINKS",
    "articles_question_ical": "only takes POST",
} | {
    f"articles_{name}": "only takes POST, and leads back"
    for name in (
        *("question_unsaved", "question_unsavednew", "question_checklist", "question_takeback"),
        *("question_mark", "question_claim", "question_unsign", "question_revoke", "question_settle"),
        *("question_unshare", "question_paste", "question_unschedule", "picture_different"),
    )
}
# Nobody may add to what happened, or delete it: the page says so.
REFUSED = {
    f"articles_{record}_{verb}"
    for record in ("edition", "correction", "waiver", "auditentry")
    for verb in ("add", "delete")
}
REFUSED |= {
    "articles_errorreport_add",
    *(f"django_tasks_database_dbtaskresult_{verb}" for verb in ("add", "delete")),
}
# What an address names, where that is not one row of its model: keys of newsroom_rows.furnish(), or numbers.
ABOUT = {
    "help_page": [[page.slug] for page in helping.PAGES],
    "app_list": [["articles"], ["auth"], ["django_tasks_database"]],
    "auth_user_password_change": [["user"]],
    "articles_question_restore": [["question", 1]],
    "articles_question_resolve": [["question", "aside"]],
    "articles_question_move": [["question", name] for name in stages.MOVES],
    "articles_question_reschedule": [["scheduled", 1]],
    "articles_question_hotfix": [["live"]],
    "articles_question_withdraw": [["live"]],
}
# With what an address is asked, where that is more than nothing.
ASKED = {
    "search": ["", "?q=the", "?q=nothing-like-it"],
    "articles_question_calendar": ["", "?view=week", "?view=list", "?day=2040-03-01", "?view=list&day=1990-01-01"],
    "articles_question_compare": ["?from=1", "?from=1&to=2"],
    "articles_picture_changelist": ["", "?missing=alt", "?q=nothing-like-it"],
    "articles_question_changelist": ["", "?state=live", "?q=inca", "?q=nothing-like-it"],
    "articles_submission_changelist": ["", "?queue=new", "?q=nothing-like-it"],
    "articles_auditentry_changelist": ["", "?q=inca", "?q=nothing-like-it"],
    **{f"articles_{name}_merge": ["", "?into={another}"] for name in ("author", "book", "topic", "period", "place", "figure")},
}  # fmt: skip
# The same page about other rows: keys of newsroom_rows.furnish().
ALSO = {
    "articles_question_change": ["live", "scheduled", "withdrawn", "new", "received"],
    "articles_question_publish": ["live", "new"],
    "articles_question_waive": ["live"],
    "articles_question_ledger": ["new"],
    "articles_question_sentences": ["live"],
    "articles_question_history": ["live"],
    "articles_question_delete": ["new", "live"],
    "articles_question_share": ["new"],
    "articles_question_ask": ["new"],
    "articles_submission_change": ["declined"],
    "articles_picture_change": ["lapsed"],
}
# Pages that show the newsroom's text to people without a login, or that editors see of readers' pages.
BEHIND_LINKS = {
    "preview": "/admin/articles/question/{question}/preview/",
    "historian": "/desk/{token}/",
    "historian, handed in": "/desk/{token_done}/",
}
# Forms whose button, pressed with nothing typed, brings the page back with what is wrong.
LEFT_EMPTY = {"withdraw", "ask", "decline", "upload", "waive", "password_change", "add", "doubt"}


@dataclass(frozen=True)
class Page:
    """An address by its ``name``; ``about`` are keys of rows and numbers, ``asked`` is its query.

    ``press``: the page that comes back when its form's button is pressed without typing.
    """

    name: str
    about: tuple = ()
    asked: str = ""
    press: bool = False

    def __str__(self):
        parts = [
            self.name.removeprefix("articles_"),
            *map(str, self.about),
            self.asked,
            "pressed" * self.press,
        ]
        return " ".join(filter(None, parts))

    @property
    def status(self):
        """What is answered."""
        return 403 if self.name in REFUSED else 200

    def address(self, rows):
        """Return the address, with ``rows`` from newsroom_rows.furnish()."""
        path = reverse(f"admin:{self.name}", args=[rows.get(part, part) for part in self.about])
        model = self.name.split("_")[1] if "{" in self.asked else ""
        return path + self.asked.replace("{another}", str(rows.get(f"{model} 2")))


def routes():
    """Return {name: pattern} of every address of the admin that has a name."""

    def walk(patterns):
        for route in patterns:
            if isinstance(route, URLResolver):
                yield from walk(route.url_patterns)
            elif route.name:
                yield route.name, str(route.pattern)

    return dict(walk(admin.site.get_urls()))


def unknown():
    """Return the names of addresses that PAGES does not know how to visit."""
    found = routes()
    return sorted(name for name in found if name not in NO_PAGES and _about(name, found[name]) is None)


def _about(name, pattern):
    """Return [what an address is about, …], or None where nobody has said it."""
    if name in ABOUT:
        return ABOUT[name]
    places = re.findall(r"<([^>]+)>", pattern)
    if not places:
        return [[]]
    if len(places) > 1 or places[0] not in ("int:pk", "path:object_id"):
        return None
    model = name.removeprefix("django_tasks_database_").split("_")[-2]
    return [[model], *([key] for key in ALSO.get(name, ()))]


def _pages():
    for name, pattern in routes().items():
        found = _about(name, pattern) or []
        if name in NO_PAGES:
            continue
        yield from (Page(name, tuple(about), asked) for about in found for asked in ASKED.get(name, [""]))
        empty = [about for about in found if LEFT_EMPTY & {name, name.rsplit("_", 1)[-1], *about[1:]}]
        if empty and name not in REFUSED:
            yield Page(name, tuple(empty[-1]), press=True)


PAGES = list(_pages())
