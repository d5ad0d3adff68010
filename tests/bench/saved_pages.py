"""How long the largest pages take that an import looks through: ``python -m tests.bench.saved_pages``.

Each page is read at half its size and at its whole size: a ratio near 2 is a cost that grows with the page,
one near 4 is one that grows with its square.
"""

import contextlib
import tempfile
import time
from pathlib import Path

from articles.imports.page import read_page
from articles.imports.records import Unreadable

QUESTION = "Why did the tea clippers vanish within twenty years?"
LEAD = "They lost the trade that they had been built for."
SENTENCE = "A steamer could take the canal, and a sailing ship could not. " * 4


def largest(part):
    """Return the pages by name, each at ``part`` (0 to 1) of the largest size that is looked through."""

    def times(number):
        return int(number * part)

    return {
        "lines": f"{QUESTION}\n\n" + "a b c\n" * times(60_000),
        "credits": f"{QUESTION}\n\n{LEAD}\n\nAnswered by "
        + "Ab Cd, author of X (Y, 2010) and " * times(10_000),
        "brackets": f"{QUESTION}\n\n" + "(" * times(390_000),
        "nesting": f"<html><body><h1>{QUESTION}</h1>" + "<ul><li><blockquote>a" * times(15_000),
        "paragraphs": f"<html><body><h1>{QUESTION}</h1>" + f"<p>{SENTENCE}</p>" * times(800),
    }


def seconds(text, folder):
    """Return the processor's seconds for reading ``text`` as a saved page."""
    path = Path(folder, "page.html")
    path.write_text(text, encoding="utf-8")
    began = time.process_time()
    with contextlib.suppress(Unreadable):
        read_page(path)
    return time.process_time() - began


def main():
    """Print a line for each page."""
    halves, wholes = largest(0.5), largest(1)
    with tempfile.TemporaryDirectory() as folder:
        for name, whole in wholes.items():
            half_time, whole_time = seconds(halves[name], folder), seconds(whole, folder)
            ratio = whole_time / max(half_time, 1e-6)
            print(
                f"{name:12}{len(whole):>9,} characters{half_time:8.2f} s{whole_time:8.2f} s   × {ratio:.1f}"
            )


if __name__ == "__main__":
    main()
