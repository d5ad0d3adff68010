"""Lighthouse on every page type of a running site, as a Markdown table: ``python -m tests.bench.lighthouse``.

    npm install --prefix /tmp/lighthouse lighthouse
    make run &
    python -m tests.bench.lighthouse --lighthouse /tmp/lighthouse/node_modules/.bin/lighthouse \\
        --site http://127.0.0.1:8000 [--only home question] [--runs 3]

The site shows the sample magazine. Figures are Lighthouse's own for a phone, with its simulated throttling: they
reckon with a slow network and processor, but a busy machine still makes them worse than they are. Of several runs
the one with the middle LCP counts. Exit status 1 where a page misses what is wanted of it.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.e2e.test_reader import PAGES
from tests.runner import chromium

SCORES = ("performance", "accessibility", "best-practices", "seo")
# Milliseconds; of the layout shift what its display with three decimals calls 0.
WANTED = {
    "largest-contentful-paint": 1500,
    "total-blocking-time": 0,
    "cumulative-layout-shift": 0.0005,
}
# What a page does on purpose is no fault of its: it is judged by the other audits.
KEPT_FROM_SEARCH = {"is-crawlable"}
NOT_THERE = {"is-crawlable", "http-status-code", "errors-in-console"}
EXCUSED = {
    **dict.fromkeys(
        ("edition, old", "history", "teach", "sheet", "report", "report, sent"), KEPT_FROM_SEARCH
    ),
    **dict.fromkeys(
        ("search", "search, found", "search, nothing found", "asked, one", "ask, sent"), KEPT_FROM_SEARCH
    ),
    **dict.fromkeys(("republish", "republish, reserved", "saved", "saved, nothing"), KEPT_FROM_SEARCH),
    **dict.fromkeys(
        ("timeline, period", "map, square", "map, period", "map, period, nothing"), KEPT_FROM_SEARCH
    ),
    **dict.fromkeys(("withdrawn", "ask, stop", "no teaching", "not found"), NOT_THERE),
}


def main():
    """Run Lighthouse on each page and print a row for it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lighthouse", required=True, help="path of the program")
    parser.add_argument("--site", default="http://127.0.0.1:8000", help="address of the running site")
    parser.add_argument("--only", nargs="*", default=list(PAGES), choices=list(PAGES), metavar="PAGE")
    parser.add_argument("--runs", type=int, default=1, help="how often each page is measured")
    options = parser.parse_args()
    program = chromium.find()
    if not program:
        sys.exit("No Chromium was found: install it, or set CHROMIUM=")
    row("Page", "Performance", "Accessibility", "Practices", "SEO", "LCP", "TBT", "CLS", "KB", "Requests")
    row("---", *["---:"] * 9)
    missed = [fault for name in options.only for fault in judge(name, middle(options, program, PAGES[name]))]
    sys.exit("\n".join(["", *missed]) if missed else 0)


def middle(options, program, path):
    """Return the report with the middle LCP of as many runs as are asked for."""
    reports = [whole(options, program, path) for _ in range(options.runs)]
    reports.sort(key=painted)
    return reports[len(reports) // 2]


def painted(report):
    """Return a report's LCP in milliseconds; infinite where the browser was too slow to paint at all."""
    return report["audits"]["largest-contentful-paint"].get("numericValue", float("inf"))


def whole(options, program, path):
    """Return a report; the last of three where the browser's own recording of the page was not whole."""
    for _ in range(3):
        report = measure(options, program, path)
        if not report.get("runtimeError"):
            break
        print(f"{path}: {report['runtimeError']['code']}, measured again", file=sys.stderr)
    return report


def measure(options, program, path):
    """Return Lighthouse's report on one page of the site, as its JSON says it."""
    flags = "--headless=new " + " ".join(chromium.ARGUMENTS)
    with TemporaryDirectory() as folder:
        file = Path(folder, "report.json")  # on its standard output a long report ends in the middle
        command = [options.lighthouse, options.site + path, "--output=json", f"--output-path={file}"]
        command += ["--quiet", "--ignore-status-code", f"--chrome-flags={flags}"]
        env = {**os.environ, "CHROME_PATH": str(program)}
        done = subprocess.run(command, env=env, capture_output=True, text=True)
        if not file.exists():
            sys.exit(f"Lighthouse failed on {path}:\n{done.stderr}")
        return json.loads(file.read_text(encoding="utf-8"))


def judge(name, report):
    """Print the row of one report; return a sentence for everything that misses what is wanted."""
    audits = report["audits"]
    found = {key: weighed(report, key, EXCUSED.get(name, ())) for key in SCORES}
    figures = {key: audits[key].get("numericValue", float("inf")) for key in WANTED}
    requests = audits["network-requests"]["details"]["items"]
    kilobytes = sum(item.get("transferSize") or 0 for item in requests) / 1000
    paint, blocked, shift = figures.values()
    scores = [score for score, _ in found.values()]
    row(
        name,
        *scores,
        f"{paint / 1000:.2f} s",
        f"{blocked:.0f} ms",
        f"{shift:.3f}",
        f"{kilobytes:.0f}",
        len(requests),
    )
    faults = [
        f"{name}: {key} {score}: {', '.join(short)}" for key, (score, short) in found.items() if score < 100
    ]
    return faults + [
        f"{name}: {key} {figures[key]:.4g}" for key, limit in WANTED.items() if figures[key] > limit
    ]


def weighed(report, category, excused):
    """Return a category's score out of 100 and the audits that lower it, without those ``excused``."""
    refs = report["categories"][category]["auditRefs"]
    counted = [
        (ref["id"], ref["weight"], report["audits"][ref["id"]]["score"] or 0)
        for ref in refs
        if ref["weight"] and ref["id"] not in excused
    ]
    total = sum(weight for _, weight, _ in counted)
    score = sum(weight * score for _, weight, score in counted) / total
    return int(100 * score + 0.5), [name for name, _, score in counted if score < 1]


def row(*cells):
    """Print one row of the table."""
    print("|", " | ".join(str(cell) for cell in cells), "|", flush=True)


if __name__ == "__main__":
    main()
