"""Settings for every test run. pytest loads this before anything else (``-p`` in pyproject.toml).

It cannot be a conftest: pytest-django reads the settings before any conftest is loaded, and they
refuse to start without a secret key. Each process, so each worker of xdist, gets a ``var`` of its own.
DATABASE_URL chooses the engine; without it the tests run on SQLite.
"""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

from tests.runner.settings import environment

# Modules and collected tests are many objects that all stay: to look through them for garbage at Python's
# usual pace takes a tenth of the run.
gc.set_threshold(100_000, 20, 100)

VAR_DIR = Path(tempfile.mkdtemp(prefix="historyqa-var-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
(VAR_DIR / "static").mkdir()  # WhiteNoise warns where it is missing

os.environ.update(
    environment(
        VAR_DIR,
        site_url="http://testserver",
        hosts="testserver,localhost,127.0.0.1",
        database_url=os.environ.get("DATABASE_URL", ""),
    )
)
os.environ["LOG_LEVEL"] = "WARNING"  # two lines a request, which nobody reads, take a twentieth of the time
