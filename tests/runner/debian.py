"""Installing Debian's packages as root, without starting any service by the way."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from tests.runner.processes import Unavailable

# Debian asks this program before a package starts or restarts a service; 101 means no.
POLICY = Path("/usr/sbin/policy-rc.d")
# PostgreSQL's package otherwise makes a database cluster that starts with the machine.
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/historyqa-tests.conf")


def can_install() -> bool:
    """Return whether packages can be installed here: by root, on Debian or a relative."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]):
    """Install ``packages``; raise ``Unavailable`` if that fails."""
    print(f"Installing from Debian's packages: {' '.join(packages)} …", flush=True)
    with written(POLICY, "#!/bin/sh\nexit 101\n"), written(NO_CLUSTER, "create_main_cluster = false\n"):
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            apt_get(*command)


def apt_get(*arguments: str):
    """Run apt-get without questions; show its output only when it fails.

    It is never cut short, not by Ctrl-C either: that would leave packages half installed.
    """
    process = subprocess.Popen(
        ["apt-get", "--quiet", "--option=DPkg::Lock::Timeout=300", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        shown, _ = process.communicate()
    except BaseException:
        print("Waiting for apt-get to finish …", flush=True)
        process.communicate()
        raise
    if process.returncode:
        print(shown, flush=True)
        raise Unavailable(f"`apt-get {' '.join(arguments)}` failed: see the lines above.")


@contextlib.contextmanager
def written(path: Path, text: str):
    """Have a file at ``path`` for a while, unless somebody else has one there."""
    if path.exists():
        yield
        return
    missing = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        for folder in missing:
            with contextlib.suppress(OSError):
                folder.rmdir()
