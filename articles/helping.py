"""The newsroom's help: which pages there are, what each is about, and its tables, drawn from the rules themselves."""

from dataclasses import dataclass

from django.apps import apps

from . import roles, stages
from .models import Question
from .roles import Role

MAGAZINE = "articles_"
VERBS = {"v": "look", "a": "add", "c": "change", "d": "delete"}


@dataclass(frozen=True)
class Page:
    """One page: its address's last part, its title, and the pages of the newsroom that it is about.

    ``about`` are names of the admin's addresses without "articles_"; one that ends in "_" stands for all that begin so.
    """

    slug: str
    title: str
    about: tuple[str, ...] = ()


PAGES = (
    Page("first-steps", "First steps", ("index", "mail")),
    Page("stages", "Stages: who moves what", ("question_move", "question_ask", "question_changelist")),
    Page("roles", "Roles: who may do what", ("auditentry_",)),
    Page(
        "writing",
        "Writing a question",
        (
            *(f"question_{page}" for page in ("add", "change", "history", "compare", "restore", "resolve")),
            "question_preview",
            "question_share",
        ),
    ),
    Page("text", "Text: sources, links, pictures"),
    Page(
        "checks",
        "Checks and sign-offs",
        (
            *(f"question_{page}" for page in ("ledger", "sentences", "signoffs", "waive")),
            "housestylerule_",
            "waiver_",
        ),
    ),
    Page("pictures", "Pictures and rights", ("picture_",)),
    Page(
        "scheduling",
        "Scheduling and calendar",
        ("question_calendar", "question_publish", "question_reschedule"),
    ),
    Page(
        "corrections",
        "Corrections and hot fix",
        ("question_hotfix", "question_withdraw", "correction_", "edition_"),
    ),
    Page("submissions", "Questions from readers", ("submission_", "errorreport_")),
    Page("keyboard", "Keyboard"),
)


def page(slug):
    """Return the Page at ``slug``, or None."""
    return next((each for each in PAGES if each.slug == slug), None)


def about(name):
    """Return the Page about the admin's address called ``name`` ("articles_picture_add"), or None."""
    name = name.removeprefix(MAGAZINE)
    for each in PAGES:
        if any(name == what or (what.endswith("_") and name.startswith(what)) for what in each.about):
            return each
    return None


# --- Tables -----------------------------------------------------------------------------------


def holders(codename):
    """Return the labels of the roles that hold the permission ``codename``, "own only" where it is for their own."""
    found = []
    for role in Role:
        held = roles.codenames(role)
        if held is None or codename in held:
            is_limited = held is not None and "edit_any_question" not in held
            found.append(f"{role.label} (own only)" if is_limited else role.label)
    return found


def moves():
    """Return a dict for each move of stages.MOVES, and for publishing and withdrawing: what, from, to, who, needs."""
    found = [
        {
            "what": move.label.rstrip("…"),
            "ways": _ways(move.leads),
            "who": holders(move.permission.removeprefix("articles.")),
            "needs": [check.__doc__ for check in move.needs] + ["A note that says why."] * move.needs_note,
        }
        for move in stages.MOVES.values()
    ]
    publishers = holders("publish_question")
    printed, withdrawn = Question.Stage.PRINTED.label, Question.Stage.WITHDRAWN.label
    return [
        *found,
        {
            "what": "Publish or schedule",
            "ways": [("Any stage", printed)],
            "who": publishers,
            "needs": ["No finding that stops it."],
        },
        {
            "what": "Withdraw",
            "ways": [("What is live", withdrawn)],
            "who": publishers,
            "needs": ["A reason that readers see."],
        },
    ]


def rights():
    """Return (roles, rows) of the table of roles: labels, and (what, [cell for each role]) with words for cells."""
    asked = dict(Question._meta.permissions)
    rows, columns = [], []
    for names, cells in roles.rows():
        columns = [role.label for role in cells]
        what = asked.get(names[0]) or ", ".join(map(_plural, names))
        rows.append((what[0].upper() + what[1:], [_cell(letters) for letters in cells.values()]))
    return columns, rows


def unlimited():
    """Return the labels of the roles that may do everything."""
    return [role.label for role in Role if roles.codenames(role) is None]


def _plural(name):
    return str(apps.get_model("articles", name)._meta.verbose_name_plural)


def _cell(letters):
    """Say a cell of the table of roles in words."""
    if letters in ("yes", "·"):
        return {"yes": "yes", "·": "–"}[letters]
    if {*VERBS} <= {*letters}:
        return "all of it"
    return ", ".join(VERBS[letter] for letter in letters)


def _ways(leads):
    """Return (stages from, stage to) of each stage that a move leads to."""
    return [
        (", ".join(start.label for start, other in leads.items() if other == end), end.label)
        for end in dict.fromkeys(leads.values())
    ]
