"""Who may import whom: the house's floors, read from the source and not from what happens to run.

leaves     dates, identifiers, licences, richtext: nothing of the project
models     the leaves, and the model files before them (the order stands in articles/models/__init__.py)
domain     leaves, models, and one another one way only
shared     what surfaces share: the domain and what is below
surfaces   all of these, but never one another
wiring     anything; nothing imports it
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from articles import models

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "leaves": {"dates", "identifiers", "licences", "richtext"},
    "models": {"models"},
    "domain": {
        "anchors",
        "audit",
        "deskmail",
        "differences",
        "cards",
        "commissions",
        "anniversaries",
        "atlas",
        "drawing",
        "filing",
        "forwarding",
        "guards",
        "helping",
        "imports",
        "inserts",
        "intake",
        "keeping",
        "lapsing",
        "ledger",
        "likeness",
        "links",
        "replacing",
        "rewording",
        "signoffs",
        "substance",
        "uploads",
        "uses",
        "making",
        "manuscript",
        "manuscripts",
        "merging",
        "notes",
        "notices",
        "pages",
        "board",
        "planning",
        "printing",
        "readiness",
        "references",
        "reviewing",
        "related",
        "renditions",
        "roles",
        "sample",
        "search",
        "synthetic",
        "stages",
        "stageguards",
        "pagecache",
        "workflow",
        "citations",
        "exports",
        "websub",
        "whereabouts",
    },
    "shared": {
        "deskforms",
        "editing",
        "forms",
        "moments",
        "previews",
        "readerforms",
        "reception",
        "rendering",
        "reprints",
        "safeforms",
        "structured",
        "typed",
    },
    "surfaces": {"admin", "views", "api", "feeds", "sitemaps", "templatetags", "management"},
    "wiring": {"urls", "apps", "checks", "migrations"},
}
ORDER = list(FLOORS)
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}
MODEL_FILES = re.sub(
    r"\s+", " ", re.search(r"Files import only from those before them: ([^.]+)\.", models.__doc__)[1]
).split(", ")
READERS = ("articles.imports.page", "articles.imports.magazine", "articles.imports.records")


@cache
def _sources():
    """The source of every module of articles/, by its dotted name."""
    found = {}
    for path in sorted((ROOT / "articles").rglob("*.py")):
        if "migrations" not in path.parts:
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text(
                encoding="utf-8"
            )
    return found


def sources():
    """A copy of the house's sources to plant a violation in."""
    return dict(_sources())


@cache
def parsed(source):
    return ast.parse(source)


@cache
def imports_of(name, source, modules):
    """Return (imported module, line) for everything of this project that the module ``name`` imports."""
    found = []
    is_package = any(other.startswith(f"{name}.") for other in modules)
    package = name.split(".") if is_package else name.split(".")[:-1]
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            targets = [(alias.name, ()) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            targets = [
                (
                    ".".join(part for part in (start, node.module) if part),
                    [alias.name for alias in node.names],
                )
            ]
        else:
            continue
        for base, names in targets:
            if base.split(".")[0] not in ("articles", "historyqa", "deploy", "tests"):
                continue
            submodules = [f"{base}.{item}" for item in names if f"{base}.{item}" in modules]
            # "from articles import dates" imports a room; "from .people import Author" imports its file.
            several = submodules if names and len(submodules) == len(names) else [base, *submodules]
            found += [(module, node.lineno) for module in several]
    return found


def room_of(module):
    return module.split(".")[1] if "." in module else ""


def violations(modules):
    """Return a sentence for every import in ``modules`` (dotted name to source) that the house forbids."""
    found, between, names = [], {}, frozenset(modules)
    for name, source in modules.items():
        room = room_of(name)
        if not room:
            continue
        if room not in FLOOR_OF:
            found.append(f"{name}: stands on no floor")
            continue
        for target, line in imports_of(name, source, names):
            where = f"{name}:{line} imports {target}"
            other = room_of(target)
            if target.split(".")[0] != "articles":
                if FLOOR_OF[room] != "wiring":
                    found.append(f"{where}: nothing imports the wiring")
            elif other == room:
                if room == "models":
                    found += [f"{where}: a later model file"] if is_later_model(name, target) else []
            elif other:
                found += [f"{where}: {reason}" for reason in wrong_floor(room, other)]
                between.setdefault((room, other), where)
            if name.startswith(READERS) and (
                other == "models" or FLOOR_OF.get(other) not in (None, "leaves", "models", "domain")
            ):
                found.append(f"{where}: a reader touches no database")
        found += imports_in_functions(name, source)
    for (room, other), where in between.items():
        if (other, room) in between and FLOOR_OF[room] == FLOOR_OF[other] and room < other:
            found.append(f"{where}: and {other} imports {room}")
    return found


def wrong_floor(room, other):
    """Yield why ``room`` may not import ``other``, if so."""
    if other not in FLOOR_OF:
        yield f"{other} stands on no floor"
        return
    mine, its = FLOOR_OF[room], FLOOR_OF[other]
    if mine == "wiring":
        return
    if its == "wiring":
        yield "nothing imports the wiring"
    elif ORDER.index(its) > ORDER.index(mine):
        yield f"the {mine} know nothing of the {its}"
    elif mine == its and mine in ("leaves", "surfaces"):
        yield f"{mine} never import one another"


def is_later_model(name, target):
    """Whether model file ``name`` imports one that is not before it. The package's __init__ imports all."""
    if name == "articles.models":
        return False
    mine, its = name.split(".")[-1], target.split(".")[-1]
    return its not in MODEL_FILES[: MODEL_FILES.index(mine)]


@cache
def imports_in_functions(name, source):
    """Return a sentence for every import inside a function; the app's ready() is the one place for it."""
    found, waiting = [], [(parsed(source), False)]
    while waiting:
        node, inside = waiting.pop()
        if inside and isinstance(node, ast.Import | ast.ImportFrom):
            found.append(f"{name}:{node.lineno}: an import inside a function")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = (name, node.name) != ("articles.apps", "ready")
        waiting += [(child, inside) for child in ast.iter_child_nodes(node)]
    return found


def test_the_house_is_in_order():
    assert violations(sources()) == []


def test_every_room_that_exists_was_looked_at():
    rooms = {room_of(name) for name in sources()} - {""}
    assert rooms <= set(FLOOR_OF)
    assert {"dates", "models", "workflow", "forms", "admin", "views", "urls"} <= rooms


def test_the_order_of_the_model_files_names_each_of_them():
    files = {path.stem for path in (ROOT / "articles/models").glob("*.py")} - {"__init__"}
    assert set(MODEL_FILES) == files
    assert len(MODEL_FILES) == len(files)


def test_nothing_imports_the_tests():
    for folder in ("articles", "historyqa", "deploy"):
        for path in (ROOT / folder).rglob("*.py"):
            assert not re.search(
                r"^\s*(from|import) tests\b", path.read_text(encoding="utf-8"), re.MULTILINE
            ), path


PLANTED = {
    "articles.dates.words": ("from articles.models import Question", "the leaves know nothing of the models"),
    "articles.richtext": ("from articles import dates", "leaves never import one another"),
    "articles.models.fields": ("from articles import workflow", "the models know nothing of the domain"),
    "articles.models.people": ("from .questions import Question", "a later model file"),
    "articles.models.pictures": ("from . import editions", "a later model file"),
    "articles.models.catalogue": ("from articles.models.catalogue import Topic", "a later model file"),
    "articles.readiness": ("from articles.forms import PictureForm", "the domain know nothing of the shared"),
    "articles.printing": ("from . import workflow", "and workflow imports printing"),
    "articles.workflow": ("from .views import home", "the domain know nothing of the surfaces"),
    "articles.imports.page.reader": ("from articles.models import Question", "a reader touches no database"),
    "articles.imports.magazine": ("from .. import models", "a reader touches no database"),
    "articles.forms": ("from articles.views.lists import home", "the shared know nothing of the surfaces"),
    "articles.admin.base": ("from articles import views", "surfaces never import one another"),
    "articles.views.lists": ("import articles.templatetags.magazine", "surfaces never import one another"),
    "articles.views.system": ("from articles.urls import urlpatterns", "nothing imports the wiring"),
    "articles.pages": ("import historyqa.settings", "nothing imports the wiring"),
    "articles.renditions": ("def late():\n    import json", "an import inside a function"),
    "articles.helpers": ("", "stands on no floor"),
}


@pytest.mark.parametrize("module", PLANTED)
def test_a_planted_violation_is_found(module):
    line, reason = PLANTED[module]
    house = sources()
    house[module] = f"{house.get(module, '')}\n{line}\n"
    found = violations(house)
    assert [sentence for sentence in found if sentence.startswith(module) and sentence.endswith(reason)]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("articles.models.questions", "from .people import Author"),
        ("articles.workflow", "from .models import Question\nfrom articles import dates"),
        (
            "articles.views.lists",
            "from articles.rendering import render_page\nfrom .paging import newest_first",
        ),
        ("articles.urls", "from . import views, admin"),
        (
            "articles.imports.page.reader",
            "from articles import dates, richtext\nfrom ..records import Unreadable",
        ),
    ],
)
def test_what_the_house_allows_is_not_called_a_violation(module, line):
    house = sources()
    house[module] = f"{house.get(module, '')}\n{line}\n"
    assert violations(house) == []
