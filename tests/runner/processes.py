"""Running commands so that nothing of them is left behind, whatever happens."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

# pytest's last line without its ornaments, such as "3 passed, 1 warning in 0.12s".
SUMMARY = re.compile(r"(?:no tests ran|\d+ \w+(?:, \d+ \w+)*) in [\d.]+s.*")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
PATIENCE = 10  # seconds that a command gets to end by itself, before it is killed


class Unavailable(Exception):
    """Something the tests need cannot be had; the message is a sentence that says how to get it."""


class Interrupted(BaseException):
    """The user or the system asked to stop. ``number`` is the signal."""

    def __init__(self, number: int):
        super().__init__(signal.Signals(number).name)
        self.number = number


@contextlib.contextmanager
def interruptible():
    """Turn SIGINT, SIGTERM and SIGHUP into ``Interrupted``; while that is handled, ignore more of them."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(number, frame):
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Interrupted(number)

    for each in numbers:
        signal.signal(each, interrupt)
    yield


def run(command: list[str], *, env: dict[str, str], cwd: Path, limit: float) -> tuple[int, str]:
    """Run ``command``, show what it prints as it comes, and leave no child of it behind.

    Returns the exit status and pytest's summary line ("" if there was none). A command that takes
    longer than ``limit`` seconds is ended; its status is then that of the signal.
    """
    process = subprocess.Popen(
        command,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # A session of its own: Ctrl-C reaches this program only, which then ends the whole group.
        start_new_session=True,
    )
    tail, silent = bytearray(), threading.Event()
    reader = threading.Thread(target=show, args=(process.stdout.fileno(), tail, silent), daemon=True)
    reader.start()
    # Not wait(limit): that looks twenty times a second, which a busy machine feels.
    watch = threading.Timer(limit, stop_late, (process, limit))
    watch.start()
    try:
        process.wait()
    except Interrupted:
        silent.set()  # what a command says when it is cut short helps nobody
        raise
    finally:
        watch.cancel()
        end(process)
        reader.join(PATIENCE)
    return process.returncode, summary(tail.decode(errors="replace"))


def stop_late(process: subprocess.Popen, limit: float):
    """Say that ``process`` took longer than ``limit`` seconds, and end it."""
    print(f"\nStopped: it took longer than {limit / 60:.0f} minutes.", flush=True)
    end(process)


def show(source: int, tail: bytearray, silent: threading.Event):
    """Copy the file descriptor ``source`` to standard output; keep the last few kilobytes in ``tail``."""
    while chunk := os.read(source, 65536):
        if not silent.is_set():
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
        tail += chunk
        del tail[:-8192]


def summary(output: str) -> str:
    """Return pytest's summary line in ``output`` ("3 passed in 0.12s"), or ""."""
    lines = (COLOUR.sub("", line).strip("= ") for line in reversed(output.splitlines()))
    return next((line for line in lines if SUMMARY.fullmatch(line)), "")


def end(process: subprocess.Popen):
    """End ``process`` and every child in its group: asked twice, then killed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            break
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def output(*command: str) -> str | None:
    """Return what ``command`` prints, or None if it cannot be run or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout + done.stderr if done.returncode == 0 else None


def free_port() -> int:
    """Return a TCP port on 127.0.0.1 that nothing listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
