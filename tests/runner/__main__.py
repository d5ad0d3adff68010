"""``make test``, ``make lint``, ``make format`` and ``make bench``. TESTS= names a part of the tests."""

import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from deploy.local import virtualenv
from tests.runner import postgres, tools
from tests.runner.processes import Interrupted, Unavailable, interruptible, run
from tests.runner.steps import Step, Steps, in_the_browser

ROOT = virtualenv.ROOT


class Failed(Exception):
    """A step failed; what it printed says why."""


class Report:
    """Headings while the steps run, and the table at the end."""

    def __init__(self, scratch: Path):
        self.scratch = scratch
        self.started = time.monotonic()
        self.lines: list[str] = []

    @contextmanager
    def step(self, name: str):
        """Show a heading, and note the time and outcome of what is done below it."""
        print(f"\n--- {name}", flush=True)
        started, outcome = time.monotonic(), "FAILED"
        notes: list[str] = []
        try:
            yield notes
            outcome = "ok"
        except Interrupted:
            outcome = "stopped"
            raise
        finally:
            seconds = time.monotonic() - started
            self.lines.append(f"{outcome:8}{seconds:7.1f} s  {name:28}{''.join(notes)}".rstrip())

    def run(self, steps: list[Step]):
        """Run steps one after the other; raise ``Failed`` at the first that fails."""
        for step in steps:
            with self.step(step.name) as notes:
                env = {**os.environ, "TMPDIR": str(self.scratch), "PYTHONUNBUFFERED": "1", **step.env}
                # Each step starts several Pythons; without their caches each would compile everything anew.
                env.pop("PYTHONDONTWRITEBYTECODE", None)
                status, summary = run(step.command, env=env, cwd=ROOT, limit=step.limit)
                notes.append(summary and f"=== {summary} ===")
                if status not in step.fine:
                    raise Failed(f"{step.name} failed.")

    def show(self, verdict: str):
        """Print the table and, as the last line, the verdict with the total time."""
        print("\n--- Summary")
        print("\n".join(self.lines))
        minutes, seconds = divmod(round(time.monotonic() - self.started), 60)
        print(f"{verdict} ({minutes} min {seconds} s)", flush=True)


def perform(what: str, report: Report):
    """Do what was asked for; raise ``Failed``, ``Unavailable`` or ``CannotInstall`` if it fails."""
    with report.step("Python packages"):
        steps = Steps(virtualenv.ensure(ROOT / "requirements-dev.txt"), report.scratch)
    if what == "format":
        report.run(steps.formatting())
    elif what == "lint":
        report.run(steps.lint())
    elif what == "bench":
        run_bench(os.environ.get("QUESTIONS", ""), steps, report)
    elif what:
        run_part(what, steps, report)
    else:
        run_everything(steps, report)


def run_part(tests: str, steps: Steps, report: Report):
    """Run the tests that ``tests`` names: in the browser, or on both engines."""
    if in_the_browser(tests):
        with report.step("Chromium and the HTML checker"):
            tools.for_browser_tests()
        report.run(steps.browser(tests))
        return
    with report.step("PostgreSQL"):
        programs = tools.for_databases()
    with postgres.server(programs) as database_url:
        report.run(steps.part(tests, database_url))


def run_bench(questions: str, steps: Steps, report: Report):
    """Measure a throw-away site of so many ``questions``."""
    if not (questions.isdecimal() and int(questions)):
        raise Failed(f"QUESTIONS is {questions!r}; it must be a number, as in: make bench QUESTIONS=100000")
    with report.step("PostgreSQL"):
        programs = tools.for_databases()
    with postgres.server(programs) as database_url:
        report.run(steps.bench(int(questions), database_url))


def run_everything(steps: Steps, report: Report):
    """Run every check and test."""
    with report.step("PostgreSQL, Chromium and the HTML checker"):
        programs = tools.for_everything()
    report.run(steps.lint())
    with postgres.server(programs) as database_url:
        report.run(steps.migrations(database_url))
        report.run(steps.suite(database_url))
    report.run(steps.browser())
    report.run(steps.coverage())


def main() -> int:
    """Run and report; return the exit status."""
    what = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("TESTS", "")
    scratch = Path(tempfile.mkdtemp(prefix="historyqa-test-"))
    report = Report(scratch)
    try:
        perform(what, report)
    except Interrupted:
        report.show("Stopped; all that was started is stopped too.")
        raise
    except (Failed, Unavailable, virtualenv.CannotInstall) as reason:
        report.show(str(reason))
        return 1
    else:
        report.show("Measured." if what == "bench" else "Everything passed.")
        return 0
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    try:
        with interruptible():
            sys.exit(main())
    except Interrupted as interrupted:
        # Die of the signal itself: make then knows that this was no error of a command.
        signal.signal(interrupted.number, signal.SIG_DFL)
        signal.raise_signal(interrupted.number)
