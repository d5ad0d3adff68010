"""Running one command so that Ctrl-C ends it with everything it started, and without its traceback."""

import contextlib
import os
import signal
import subprocess


def run(command: list[str], **options) -> int:
    """Run ``command`` and return its exit status; ``options`` are those of ``subprocess.Popen``.

    It gets a session of its own, so that Ctrl-C reaches only this program, which then ends it.
    """
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, **options)
    try:
        return process.wait()
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(2)
