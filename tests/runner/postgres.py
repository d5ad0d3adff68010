"""A PostgreSQL server of our own: in a temporary folder, on a free port, for this run only."""

import contextlib
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.runner.processes import Unavailable, free_port, output

OLDEST = 14
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
# Speed instead of safety: the data live for minutes. Superuser password over TCP only.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
    # Nothing needs looking after in so short a life, and looking costs.
    "autovacuum": "off",
    "jit": "off",
    "bgwriter_delay": "10s",
    "wal_writer_delay": "10s",
    "checkpoint_timeout": "1h",
    "max_wal_size": "4GB",
}


def find() -> Path | None:
    """Return the folder of the newest usable server programs on this machine, or None."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    folders += [Path((output("pg_config", "--bindir") or "").strip())]
    usable = {folder.joinpath("postgres").resolve().parent for folder in folders if is_usable(folder)}
    return max(usable, key=version, default=None)


def is_usable(folder: Path) -> bool:
    """Return whether ``folder`` has a new enough server with the extensions that the site needs."""
    programs = [folder / "initdb", folder / "postgres"]
    if not all(os.access(program, os.X_OK) for program in programs) or version(folder) < OLDEST:
        return False
    # Debian links the programs into PATH; the extensions lie where the server itself is.
    shared = output(str((folder / "postgres").resolve().parent / "pg_config"), "--sharedir") or ""
    return all(Path(shared.strip(), "extension", f"{name}.control").is_file() for name in EXTENSIONS)


def version(folder: Path) -> int:
    """Return the major version of the server in ``folder``; 0 if it does not run."""
    found = re.search(r"\(PostgreSQL\) (\d+)", output(str(folder / "postgres"), "--version") or "")
    return int(found[1]) if found else 0


@contextlib.contextmanager
def server(programs: Path):
    """Start a server, yield its address for DATABASE_URL, then stop it and delete its folder.

    Raises ``Unavailable`` if it does not start.
    """
    # A short path that every user may walk through: sockets take 107 bytes, and root hands it on.
    folder = Path(tempfile.mkdtemp(prefix="historyqa-pg-", dir="/tmp"))
    process = None
    try:
        user = unprivileged_user()
        if user:
            shutil.chown(folder, user)
        password, port = secrets.token_hex(16), free_port()
        make_cluster(programs, folder, user, password)
        process = start(programs, folder, user, port)
        wait_until_ready(process, folder)
        yield f"postgres://historyqa:{password}@127.0.0.1:{port}/postgres"
    finally:
        try:
            stop(process)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def unprivileged_user() -> str | None:
    """Return the account to run the server under when we are root, which PostgreSQL refuses; else None."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in names:
            return name
    raise Unavailable("PostgreSQL does not run as root, and there is no user postgres or nobody: add one.")


def as_user(user: str | None, folder: Path) -> dict:
    """Return the arguments for ``subprocess`` that run a command as ``user`` in ``folder``."""
    if not user:
        return {"cwd": folder}
    return {"cwd": folder, "user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def make_cluster(programs: Path, folder: Path, user: str | None, password: str):
    """Create the data folder, whose one superuser `historyqa` has ``password``."""
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    if user:
        shutil.chown(secret, user)
    command = [programs / "initdb", "--pgdata=data", "--username=historyqa", "--pwfile=password"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run(command, **as_user(user, folder), capture_output=True, text=True)
    if done.returncode:
        raise Unavailable(f"PostgreSQL could not make a database folder: {done.stderr.strip()}")


def start(programs: Path, folder: Path, user: str | None, port: int) -> subprocess.Popen:
    """Start the server in a session of its own, so that Ctrl-C leaves it to ``stop``."""
    command = [programs / "postgres", "-D", "data", "-p", str(port), "-k", folder]
    command += [f"-c{name}={value}" for name, value in SETTINGS.items()]
    with (folder / "log").open("w") as log:
        return subprocess.Popen(
            command,
            **as_user(user, folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def wait_until_ready(process: subprocess.Popen, folder: Path):
    """Wait until the server says in its own status file that it takes connections."""
    status = folder / "data" / "postmaster.pid"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if status.read_text().rstrip().endswith("ready"):
                return
        time.sleep(0.05)
    raise Unavailable(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def stop(process: subprocess.Popen | None):
    """Stop the server: at once but in order, and if that takes too long, without order."""
    if not process:
        return
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
            return
