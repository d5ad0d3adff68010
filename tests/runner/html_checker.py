"""The Nu HTML checker (vnu.jar, the W3C's), which is a Java program in an npm package."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deploy.local.virtualenv import ROOT
from tests.runner.processes import Unavailable, output

PINNED = "26.9.27"
CACHE = ROOT / ".cache"
PACKAGE = CACHE / "vnu" / "node_modules" / "vnu-jar"
JAR = PACKAGE / "build" / "dist" / "vnu.jar"
OLDEST_JAVA = 11


def find() -> Path | None:
    """Return vnu.jar in the pinned version, or None if it has to be fetched."""
    described = PACKAGE / "package.json"
    if JAR.is_file() and described.is_file() and json.loads(described.read_text())["version"] == PINNED:
        return JAR
    return None


def find_java() -> Path | None:
    """Return a Java that is new enough for the checker, or None."""
    java = shutil.which("java")
    found = re.search(r'version "(\d+)', output(java, "-version") or "") if java else None
    return Path(java) if found and int(found[1]) >= OLDEST_JAVA else None


def find_npm() -> Path | None:
    """Return npm, or None."""
    npm = shutil.which("npm")
    return Path(npm) if npm and output(npm, "--version") else None


def fetch(npm: Path):
    """Fetch vnu.jar into ``.cache``; raise ``Unavailable`` if that fails."""
    print(f"Fetching the HTML checker, vnu-jar {PINNED} …", flush=True)
    command = [npm, "install", "--prefix", CACHE / "vnu", "--cache", CACHE / "npm", "--ignore-scripts"]
    done = subprocess.run(
        [*command, "--no-audit", "--no-fund", f"vnu-jar@{PINNED}"],
        env={**os.environ, "npm_config_update_notifier": "false"},
        capture_output=True,
        text=True,
    )
    if done.returncode or not find():
        raise Unavailable(
            f"The HTML checker could not be fetched (npm install vnu-jar@{PINNED}): {done.stderr.strip()}"
        )


def check(files: Sequence[Path]) -> list[dict]:
    """Return the checker's errors and warnings on HTML files, as it words them in its JSON.

    Each has at least ``url``, ``message`` and, mostly, ``lastLine`` and ``extract``. Raises
    ``Unavailable`` if the checker or Java is missing.
    """
    java, jar = find_java(), find()
    if not (java and jar):
        raise Unavailable("The HTML checker is not here yet: `make test` once, which fetches it.")
    # Java otherwise leaves a folder of its performance data behind.
    command = [java, "-XX:-UsePerfData", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=True)
    # What is neither error nor warning is advice on style, such as slashes in void elements.
    return [
        message
        for message in json.loads(done.stdout)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
    ]
