"""A site for the browser tests: the production server, the sample magazine, an editor's login."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.virtualenv import ROOT
from tests.runner.processes import free_port
from tests.runner.settings import environment


@dataclass(frozen=True, kw_only=True)
class Site:
    """A running site. ``env`` is what its settings read; ``var`` its database, pictures and log."""

    url: str
    editor: str
    password: str
    var: Path
    env: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a ``manage.py`` command on this site and return what it printed; an error fails the test."""
        return manage(self.env, *arguments)


def manage(env: dict[str, str], *arguments: str) -> str:
    """Run a ``manage.py`` command; raise ``RuntimeError`` with its output if it fails."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def running_site(var: Path) -> Iterator[Site]:
    """Set up a site in the folder ``var``, serve it on a free port, and stop the server in the end."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = {**os.environ, **environment(var, site_url=url, hosts="127.0.0.1")}
    manage(env, "migrate", "--verbosity=0")
    manage(env, "load_sample", "--proofs")
    said = manage(env, "create_editor")
    manage(env, "collectstatic", "--noinput", "--verbosity=0")
    site = Site(url=url, editor=after("login", said), password=after("password", said), var=var, env=env)
    with (var / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "historyqa.wsgi:application", f"--bind=127.0.0.1:{port}"]
            # On a busy machine the browser is slow to come back: its connections must not be closed meanwhile.
            + ["--threads=4", "--no-control-socket", "--keep-alive=120"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_healthy(site, process)
        yield site
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def after(word: str, said: str) -> str:
    """Return what follows "login:" or "password:" in the output of ``create_editor``."""
    found = re.search(rf"{word}:\s*(\S+)", said)
    if not found:
        raise RuntimeError(f"create_editor did not print the {word}:\n{said}")
    return found[1]


def wait_until_healthy(site: Site, process: subprocess.Popen):
    """Ask for ``/healthz`` until it answers; raise ``RuntimeError`` with the log if it does not."""
    deadline = time.monotonic() + 300  # a busy machine starts slowly
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.url}/healthz", timeout=5):
                return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                break
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"The server did not become healthy:\n{(site.var / 'server.log').read_text()}")
