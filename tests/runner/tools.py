"""What the tests need besides Python packages: found on this machine, or installed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.runner import chromium, debian, html_checker, postgres
from tests.runner.processes import Unavailable


@dataclass(frozen=True, kw_only=True)
class Tool:
    """One program: how to find it, and Debian's packages that have it."""

    name: str
    find: Callable[[], Path | None]
    packages: tuple[str, ...]


POSTGRESQL = Tool(
    name=f"PostgreSQL {postgres.OLDEST} or newer with the extensions {', '.join(postgres.EXTENSIONS)}",
    find=postgres.find,
    packages=("postgresql", "postgresql-contrib"),
)
CHROMIUM = Tool(name="Chromium, for the browser tests", find=chromium.find, packages=("chromium",))
DRIVER = Tool(
    name="the library that Playwright's driver is linked to (libatomic)",
    find=chromium.find_driver,
    packages=("libatomic1",),
)
JAVA = Tool(
    name=f"Java {html_checker.OLDEST_JAVA} or newer, for the HTML checker",
    find=html_checker.find_java,
    packages=("default-jre-headless",),
)
NPM = Tool(name="npm, to fetch the HTML checker", find=html_checker.find_npm, packages=("npm",))


def provide(tools: list[Tool]) -> list[Path]:
    """Return the place of each tool, after installing those that are missing, if that can be done.

    Raises ``Unavailable`` with one line for each tool that cannot be had.
    """
    missing = [tool for tool in tools if not tool.find()]
    if missing and debian.can_install():
        debian.install([package for tool in missing for package in tool.packages])
    found = {tool.name: tool.find() for tool in tools}
    lines = [
        f"Not found: {tool.name}. Install it (on Debian, as root: apt-get install "
        f"{' '.join(tool.packages)}), then run the same command again."
        for tool in tools
        if not found[tool.name]
    ]
    if lines:
        raise Unavailable("\n".join(lines))
    return list(found.values())


def for_databases() -> Path:
    """Return the folder of PostgreSQL's server programs."""
    return provide([POSTGRESQL])[0]


def for_browser_tests():
    """See to Chromium and the HTML checker; the browser tests find them by themselves."""
    provide(browser_tools())
    if not html_checker.find():
        html_checker.fetch(html_checker.find_npm())


def for_everything() -> Path:
    """See to all tools, with one installation for those that are missing; return as ``for_databases``."""
    provide([POSTGRESQL, *browser_tools()])
    for_browser_tests()
    return for_databases()


def browser_tools() -> list[Tool]:
    """Return what the browser tests need; npm is among it until it has fetched the HTML checker."""
    return [CHROMIUM, DRIVER, JAVA] if html_checker.find() else [CHROMIUM, DRIVER, JAVA, NPM]
