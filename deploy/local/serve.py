"""``make run``: set up a HistoryQA site in ``var/`` and serve it with the production server.

Safe to repeat: every step looks first whether there is anything to do. Reads HOST and PORT, and
hands every other variable of the README's table through to the settings.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import signal
import socket
import sys
from pathlib import Path

from deploy.local import commands, virtualenv

ROOT = virtualenv.ROOT
LOCAL_ENV = ROOT / "var" / "local.env"
EVERY_ADDRESS = ("0.0.0.0", "::")


class CannotServe(Exception):
    """The site cannot be served; the message is a sentence for people."""


def main():
    """Set up and become the server: the last call replaces this process."""
    host, port = address()
    refuse_if_taken(host, port)
    environment = settings_environment(host, port)
    print(f"HistoryQA: {environment['SITE_URL']} as soon as it is set up (Ctrl-C stops it)", flush=True)

    python = virtualenv.ensure(ROOT / "requirements.txt")
    write_local_env()
    manage(python, environment, "migrate", "--verbosity=0")
    manage(python, environment, "load_sample", "--if-empty")
    manage(python, environment, "create_editor", "--if-none")
    collect_static(python, environment)

    refuse_if_taken(host, port)
    print(f"Serving {environment['SITE_URL']}  ·  newsroom {environment['SITE_URL']}/admin/", flush=True)
    # The control socket would be put in the home folder, which need not exist or be writable.
    options = ["--workers=2", "--threads=4", "--no-control-socket", "--log-level=warning"]
    options.append(f"--bind={bracketed(host)}:{port}")
    command = [str(python), "-m", "gunicorn", "historyqa.wsgi:application", *options]
    os.chdir(ROOT)
    os.execve(python, command, environment)


def address() -> tuple[str, int]:
    """Return HOST and PORT from the environment. Raises ``CannotServe`` for a port that is no port."""
    port = os.environ.get("PORT", "8000")
    if not (port.isdecimal() and 0 < int(port) < 65536):
        raise CannotServe(f"PORT is {port!r}; it must be a number from 1 to 65535, as in: make run PORT=8001")
    return os.environ.get("HOST", "127.0.0.1"), int(port)


def refuse_if_taken(host: str, port: int):
    """Raise ``CannotServe`` if nothing can listen on ``host`` and ``port``."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: f"Port {port} on {host} is taken by another program. "
            f"Choose another one: make run PORT={port + 1 if port < 65535 else 8000}",
            errno.EACCES: f"Port {port} is reserved for root. Choose one above 1023: make run PORT=8000",
        }
        why = error.strerror.split(" (")[0]
        other = f"Cannot listen on HOST={host}: {why}. Choose another one: make run HOST=127.0.0.1"
        raise CannotServe(reasons.get(error.errno, other)) from error


def bracketed(host: str) -> str:
    """Return ``host`` as it is written in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def settings_environment(host: str, port: int) -> dict[str, str]:
    """Return the environment for the settings: what is set stays, the rest follows from HOST and PORT."""
    name = "127.0.0.1" if host in EVERY_ADDRESS else bracketed(host)
    defaults = {
        "ALLOWED_HOSTS": ",".join(sorted(names_of_this_machine(host))),
        "SITE_URL": f"http://{name}:{port}",
        "DEBUG": "off",
    }
    environment = {**defaults, **os.environ, "DJANGO_SETTINGS_MODULE": "historyqa.settings"}
    # The packages come uncompiled, so that without its caches Python would compile them at every start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def names_of_this_machine(host: str) -> set[str]:
    """Return the names under which the site may be asked for when it listens on ``host``."""
    names = {bracketed(host), "127.0.0.1", "localhost", "[::1]"}
    if host in EVERY_ADDRESS:
        names |= {socket.gethostname(), socket.getfqdn()}
        with contextlib.suppress(OSError):
            names |= set(socket.gethostbyname_ex(socket.gethostname())[2])
    return names


def write_local_env():
    """Write ``var/local.env`` with a random secret key, once, readable by its owner only."""
    if LOCAL_ENV.exists():
        return
    LOCAL_ENV.parent.mkdir(exist_ok=True)
    half_written = LOCAL_ENV.with_suffix(".new")
    half_written.unlink(missing_ok=True)
    with os.fdopen(os.open(half_written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("# Settings of this copy, one KEY=value a line; README.md has the table.\n")
        file.write("# ALLOWED_HOSTS and SITE_URL follow from HOST and PORT of `make run`.\n")
        file.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")
    half_written.rename(LOCAL_ENV)


def manage(python: Path, environment: dict[str, str], *arguments: str):
    """Run one ``manage.py`` command; raise ``CannotServe`` if it fails."""
    if commands.run([str(python), "manage.py", *arguments], cwd=ROOT, env=environment):
        raise CannotServe(f"`manage.py {' '.join(arguments)}` failed: see the lines above.")


def collect_static(python: Path, environment: dict[str, str]):
    """Collect and compress the static files, unless nothing changed since the last time."""
    var = Path(environment.get("VAR_DIR", ROOT / "var"))
    stamp, now = var / "static.stamp", static_digest()
    if stamp.is_file() and stamp.read_text() == now and (var / "static").is_dir():
        return
    print("Compressing static files …", flush=True)
    stamp.unlink(missing_ok=True)
    manage(python, environment, "collectstatic", "--noinput", "--verbosity=0")
    stamp.write_text(now)


def static_digest() -> str:
    """Return a digest of all that the collected static files follow from."""
    sources = [ROOT / "requirements.txt", ROOT / "historyqa" / "settings.py"]
    sources += sorted(path for path in (ROOT / "articles" / "static").rglob("*") if path.is_file())
    found = hashlib.sha256()
    for path in sources:
        found.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return found.hexdigest()


def stop(signum, frame):
    """Treat SIGTERM like Ctrl-C, so that a command under way is ended too."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    try:
        main()
    except (CannotServe, virtualenv.CannotInstall) as reason:
        sys.exit(str(reason))
    except OSError as error:
        sys.exit(f"Cannot set up HistoryQA in {ROOT}: {error}")
    except KeyboardInterrupt:
        print("\nStopped.")
