"""The checks and tests, in the order in which they run."""

import os
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.virtualenv import ROOT
from tests.runner.settings import environment

LEAST_COVERAGE = 90  # percent of the lines and branches of articles/
MINUTES = 60
WITHOUT_BROWSER = ("-p", "no:playwright")  # a plugin that takes long to load


@dataclass(frozen=True, kw_only=True)
class Step:
    """One command with its heading; ``env`` is added to the environment, ``fine`` are its good exit statuses."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    limit: float = 5 * MINUTES
    fine: tuple[int, ...] = (0,)


class Steps:
    """The steps, for the virtual environment's ``python`` and a ``scratch`` folder that is deleted."""

    def __init__(self, python: Path, scratch: Path):
        self.python = str(python)
        self.scratch = scratch

    def module(self, *arguments: str) -> list[str]:
        """Return the command that runs a Python module of the virtual environment."""
        return [self.python, "-m", *arguments]

    def manage(self, *arguments: str) -> list[str]:
        """Return a ``manage.py`` command."""
        return [self.python, "manage.py", *arguments]

    def djade(self, *arguments: str) -> list[str]:
        """Return a djade command on all templates."""
        templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
        return [str(Path(self.python).with_name("djade")), "--target-version", "5.2", *arguments, *templates]

    def production(self, database_url: str) -> dict[str, str]:
        """Return the environment of a site in production."""
        var = self.scratch / "var"
        var.mkdir(exist_ok=True)
        return environment(
            var, site_url="https://example.org", hosts="example.org", database_url=database_url
        )

    def formatting(self) -> list[Step]:
        """Return what rewrites the code in the project's style."""
        return [
            Step(name="ruff check --fix-only", command=self.module("ruff", "check", "--fix-only")),
            Step(name="ruff format", command=self.module("ruff", "format")),
            Step(name="djade", command=self.djade(), fine=(0, 1)),  # 1: it has rewritten something
        ]

    def lint(self) -> list[Step]:
        """Return the checks that need no database server."""
        env = self.production("")
        return [
            Step(name="ruff check", command=self.module("ruff", "check")),
            Step(name="ruff format", command=self.module("ruff", "format", "--check")),
            Step(name="djade (templates)", command=self.djade("--check")),
            Step(
                name="migrations are complete",
                command=self.manage("makemigrations", "--check", "--dry-run"),
                env=env,
            ),
            Step(
                name="check --deploy",
                command=self.manage("check", "--deploy", "--fail-level", "WARNING"),
                env=env,
            ),
        ]

    def migrations(self, database_url: str) -> list[Step]:
        """Return the check of the migrations, which reads their SQL for PostgreSQL."""
        env = {**self.production(database_url), "LOG_LEVEL": "WARNING"}
        return [Step(name="migrations are safe", command=self.module("tests.runner.migrations"), env=env)]

    def suite(self, database_url: str) -> list[Step]:
        """Return the tests on both engines; the second adds its coverage to the first's."""
        sqlite, postgresql = self.engines(database_url)
        return [self.whole(*sqlite), self.whole(*postgresql, "--cov-append")]

    def whole(self, engine: str, url: str, *options: str) -> Step:
        """Return the tests on one engine, on both cores, with their coverage."""
        coverage = ("--cov=articles", "--cov-branch", "--cov-report=", *options)
        return Step(
            name=f"tests on {engine}",
            command=self.module(
                "pytest", "-n", "2", "--dist", "loadgroup", *WITHOUT_BROWSER, "--durations=15", *coverage
            ),
            env={"DATABASE_URL": url, "COVERAGE_FILE": str(self.scratch / "coverage")},
            limit=60 * MINUTES,
        )

    def browser(self, tests: str = "tests/e2e") -> list[Step]:
        """Return the browser tests; pictures of failures are left in ``.cache/e2e``."""
        options = ["--screenshot=only-on-failure", "--output=.cache/e2e"]
        command = self.module("pytest", *options, *shlex.split(tests))
        return [Step(name="tests in Chromium", command=command, limit=45 * MINUTES)]

    def coverage(self) -> list[Step]:
        """Return the report of the coverage, which fails below the limit."""
        command = self.module("coverage", "report", f"--fail-under={LEAST_COVERAGE}")
        env = {"COVERAGE_FILE": str(self.scratch / "coverage")}
        return [Step(name=f"coverage at least {LEAST_COVERAGE} %", command=command, env=env)]

    def part(self, tests: str, database_url: str) -> list[Step]:
        """Return the tests named by ``tests``, a piece of a pytest command line, on both engines."""
        return [
            Step(
                name=f"tests on {engine}",
                command=self.module("pytest", *WITHOUT_BROWSER, *shlex.split(tests)),
                env={"DATABASE_URL": url},
                limit=30 * MINUTES,
            )
            for engine, url in self.engines(database_url)
        ]

    def bench(self, questions: int, database_url: str) -> list[Step]:
        """Return what measures a site of so many synthetic questions beside the sample magazine.

        A figure beyond its goal (status 3) is printed and does not keep the others from being measured.
        """
        env = {**self.production(database_url), "LOG_LEVEL": "ERROR", "TQDM_MININTERVAL": "5"}
        fill = ("populate", "--add", f"--questions={questions}", f"--log={10 * questions}")
        steps = {
            "an empty site": self.manage("migrate", "--verbosity=0"),
            "its static files": self.manage("collectstatic", "--noinput", "--verbosity=0"),
            "somebody who owns drafts": self.manage("create_editor", "--if-none"),
            "the sample magazine": self.manage("load_sample", "--proofs"),
            "search: found, and how fast": self.module("tests.bench.search"),
            "saved pages: the largest": self.module("tests.bench.saved_pages"),
            f"populate: {questions:,} questions": self.manage(*fill),
            "newsroom: every list": self.module("tests.bench.newsroom"),
        }
        return [
            Step(name=name, command=command, env=env, limit=60 * MINUTES, fine=(0, 3))
            for name, command in steps.items()
        ]

    def engines(self, database_url: str) -> list[tuple[str, str]]:
        """Return name and DATABASE_URL of both engines."""
        return [("SQLite", f"sqlite:///{self.scratch / 'tests.sqlite3'}"), ("PostgreSQL", database_url)]


def in_the_browser(tests: str) -> bool:
    """Return whether ``tests``, a piece of a pytest command line, names browser tests."""
    return any(part.startswith(os.path.join("tests", "e2e")) for part in shlex.split(tests))
