"""Chromium on this machine, how the tests start it, and Playwright's driver that steers it."""

import os
import shutil
from pathlib import Path

from deploy.local.virtualenv import PYTHON
from tests.runner.processes import output

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# No sandbox: it cannot be had as root. The others keep the browser from asking the internet for anything.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> Path | None:
    """Return the browser's program, CHROMIUM= if that is set, or None if there is none that runs."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else [*NAMES, MAC]:
        program = shutil.which(name)
        # Some systems have a stand-in under this name that only says how to install the real one.
        if program and output(program, "--version"):
            return Path(program)
    return None


def find_driver() -> Path | None:
    """Return Playwright's driver as the virtual environment has it, or None if it does not run."""
    return PYTHON if output(str(PYTHON), "-m", "playwright", "--version") else None
