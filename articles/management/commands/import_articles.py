"""Brings articles in from files: parse, load, print one report."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.imports import load, page
from articles.imports.records import Unreadable

FORMATS = {"page": page.read_page}


class Command(BaseCommand):
    help = "Import history Q&A articles from files as drafts. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--format", choices=sorted(FORMATS), default="page", help="page: a saved web page"
        )
        parser.add_argument(
            "--publish", action="store_true", help="print each article too, dated as it first was on the web"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write the report to FILE as JSON")

    def handle(self, *, files, format, publish, dry_run, report, **options):
        outcome = load.Report()
        with transaction.atomic():
            for path in files:
                try:
                    record = FORMATS[format](path)
                except Unreadable as error:
                    outcome.fail(str(path), str(error))
                else:
                    load.load_question(record, outcome, publish=publish)
            transaction.set_rollback(dry_run)
        self._print(outcome, dry_run)
        if report:
            self._write(report, outcome, dry_run)
        if outcome.failed:
            raise CommandError(f"{len(outcome.failed)} of {len(files)} not imported.")

    def _print(self, outcome, dry_run):
        if dry_run:
            self.stdout.write("Dry run: nothing was changed.")
        for name in ("created", "updated", "unchanged", "published"):
            for text in getattr(outcome, name):
                self.stdout.write(f"{name}: {text}")
        for offer in dict.fromkeys(outcome.offers):
            self.stdout.write(f"offer, kept out of the answer: {offer}")
        for line in dict.fromkeys(outcome.set_aside):
            self.stdout.write(f"set aside: {line}")
        for name, reason in outcome.failed:
            self.stderr.write(f"failed: {name}: {reason}")
        counts = ", ".join(
            f"{len(getattr(outcome, name))} {name}"
            for name in ("created", "updated", "unchanged", "published", "failed")
        )
        self.stdout.write(counts)

    def _write(self, path, outcome, dry_run):
        text = json.dumps({"dry_run": dry_run, **asdict(outcome)}, ensure_ascii=False, indent=2)
        try:
            path.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The report could not be written to {path}: {error.strerror}.") from error
