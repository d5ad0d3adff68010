"""Lighthouse on every page type of a running site, as a table: ``python -m tests.bench.lighthouse``.

    npm install --prefix /tmp/lighthouse lighthouse
    make run &
    python -m tests.bench.lighthouse --lighthouse /tmp/lighthouse/node_modules/.bin/lighthouse \\
        --site http://127.0.0.1:8000 [--only home question]

The site shows the sample magazine. Figures are Lighthouse's own for a phone, with its simulated throttling: they
reckon with a slow network and processor, but a busy machine still makes them worse than they are. Exit status 1
where a page has less than 100 in accessibility, best practices or SEO, or shifts its layout.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.e2e.test_reader import PAGES
from tests.runner import chromium

SCORES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
# Kept out of search engines on purpose, or not answering 200: SEO is not theirs to have.
NOT_TO_BE_FOUND = ("edition, old", "history", "withdrawn", "not found")


def main():
    """Run Lighthouse on each page and print a row for it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lighthouse", required=True, help="path of the program")
    parser.add_argument("--site", default="http://127.0.0.1:8000", help="address of the running site")
    parser.add_argument("--only", nargs="*", default=list(PAGES), choices=list(PAGES), metavar="PAGE")
    options = parser.parse_args()
    program = chromium.find()
    if not program:
        sys.exit("No Chromium was found: install it, or set CHROMIUM=")
    row("page", "perf.", "access.", "practice", "SEO", "LCP", "TBT", "CLS", "KB", "requests")
    failed = [name for name in options.only if not passes(name, measure(options, program, PAGES[name]))]
    sys.exit(f"Below 100 or shifting: {', '.join(failed)}" if failed else 0)


def measure(options, program, path):
    """Return Lighthouse's report on one page of the site, as its JSON says it."""
    flags = "--headless=new " + " ".join(chromium.ARGUMENTS)
    command = [options.lighthouse, options.site + path, "--output=json", "--quiet", f"--chrome-flags={flags}"]
    env = {**os.environ, "CHROME_PATH": str(Path(program))}
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    if not done.stdout.strip():
        sys.exit(f"Lighthouse failed on {path}:\n{done.stderr}")
    return json.loads(done.stdout)


def passes(name, report):
    """Print the row of one report; return whether the page keeps what does not depend on the machine's mood."""
    audits = report["audits"]
    scores = {key: round(100 * (report["categories"][key]["score"] or 0)) for key in SCORES}
    requests = audits["network-requests"]["details"]["items"]
    kilobytes = sum(item.get("transferSize") or 0 for item in requests) / 1000
    times = [audits[key].get("displayValue", "?") for key in TIMES]
    row(name, *scores.values(), *times, f"{kilobytes:.0f}", len(requests))
    for key in SCORES[1:]:
        if scores[key] < 100:
            refs = report["categories"][key]["auditRefs"]
            short = [
                ref["id"] for ref in refs if ref["weight"] and audits[ref["id"]]["score"] not in (None, 1)
            ]
            print(f"    {key}: {', '.join(short)}", flush=True)
    wanted = SCORES[1:3] if name in NOT_TO_BE_FOUND else SCORES[1:]
    steady = (audits["cumulative-layout-shift"].get("numericValue") or 0) == 0
    return steady and all(scores[key] == 100 for key in wanted)


def row(name, *cells):
    """Print one row of the table."""
    print(f"{name:16}", *(f"{cell!s:>9}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
