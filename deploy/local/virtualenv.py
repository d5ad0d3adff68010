"""The project's virtual environment, ``.venv``: made once, renewed when the requirements change."""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from deploy.local import commands

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"


class CannotInstall(Exception):
    """The packages could not be installed; the message is a sentence for people."""


def ensure(requirements: Path) -> Path:
    """Install ``requirements`` into ``.venv`` unless that is done already, and return its interpreter.

    A stamp file holds the digest of what was installed. It is taken away before an installation
    and written after it, so that an interrupted one is repeated. Raises ``CannotInstall``.
    """
    with only_one_at_a_time():
        stamp = FOLDER / f"installed-{requirements.stem}"
        wanted = digest(requirements)
        if stamp.is_file() and stamp.read_text() == wanted and answers(PYTHON, "-c", ""):
            return PYTHON
        stamp.unlink(missing_ok=True)
        if not answers(PYTHON, "-m", "pip", "--version"):
            print("Making the virtual environment .venv …", flush=True)
            install([sys.executable, "-m", "venv", "--clear", str(FOLDER)])
        print(f"Installing the packages of {requirements.name} …", flush=True)
        # Most modules of the packages are never imported: Python compiles the others when it comes to them.
        options = ["-qq", "--no-compile", "--requirement", str(requirements)]
        install([str(PYTHON), "-m", "pip", "install", *options])
        stamp.write_text(wanted)
    return PYTHON


def digest(requirements: Path) -> str:
    """Return a digest of the Python version, a requirements file and those it names with ``-r`` and ``-c``."""
    found = hashlib.sha256(f"{sys.version_info[:2]}\n".encode())
    for line in requirements.read_text().splitlines():
        found.update(line.encode() + b"\n")
        if line.startswith(("-r ", "-c ")):
            included = requirements.parent / line[3:].split("#")[0].strip()
            found.update(digest(included).encode())
    return found.hexdigest()


def answers(*command) -> bool:
    """Return whether ``command`` can be run and exits with 0."""
    try:
        return subprocess.run([str(part) for part in command], capture_output=True).returncode == 0
    except OSError:
        return False


def install(command: list[str]):
    """Run one installation command; raise ``CannotInstall`` if it fails."""
    environment = {
        **os.environ,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    if commands.run(command, env=environment):
        raise CannotInstall(
            f"Could not set up {FOLDER}: see the lines above (is the package index reachable?), "
            "then run the same command again."
        )


@contextlib.contextmanager
def only_one_at_a_time():
    """Hold a lock while ``.venv`` is looked at, so that two commands started at once do not mix."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / "virtualenv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
