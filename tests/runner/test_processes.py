"""Commands of the test runner leave nothing behind, and pytest's counts are read right."""

import fcntl
import os
import sys

import pytest

from tests.runner.processes import run, summary

LOCK_AND_FORK = """
import fcntl, os, time
file = open("lock", "w")
fcntl.flock(file, fcntl.LOCK_EX)
os.fork()
time.sleep(600)
"""


def python(program, folder, limit=60):
    return run([sys.executable, "-c", program], env=dict(os.environ), cwd=folder, limit=limit)


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("", ""),
        ("building [3 items] in a hurry\n", ""),
        ("3 passed in the end\n", ""),
        ("===== no tests ran in 0.01s =====\n", "no tests ran in 0.01s"),
        ("===== 3 passed in 0.12s =====\n", "3 passed in 0.12s"),
        (
            "\x1b[32m== \x1b[1m3 passed\x1b[0m, \x1b[33m1 warning\x1b[0m in 9s ==\x1b[0m\n",
            "3 passed, 1 warning in 9s",
        ),
        ("1 failed, 2 errors in 93.54s (0:01:33)\nbye\n", "1 failed, 2 errors in 93.54s (0:01:33)"),
    ],
)
def test_summary_line(output, expected):
    assert summary(output) == expected


def test_status_and_summary_are_returned(tmp_path):
    program = "import sys; print('== 1 failed in 0.1s =='); sys.exit(3)"
    assert python(program, tmp_path) == (3, "1 failed in 0.1s")


def test_command_over_its_limit_is_ended_with_its_children(tmp_path):
    status, _ = python(LOCK_AND_FORK, tmp_path, limit=1)
    assert status != 0
    with (tmp_path / "lock").open() as file:
        # Raises BlockingIOError while any process still holds the lock.
        assert fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB) is None
