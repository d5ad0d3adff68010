"""Fills a database with a synthetic magazine to measure on."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from tqdm import tqdm

from articles import synthetic


class Command(BaseCommand):
    help = "Write synthetic questions with answers and editions, to measure on. Never on a site that people read."

    def add_arguments(self, parser):
        parser.add_argument("--questions", type=int, required=True, metavar="N", help="how many to write")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, another magazine")
        parser.add_argument(
            "--add", action="store_true", help="even where there are questions that somebody wrote"
        )

        parser.add_argument(
            "--log", type=int, default=0, metavar="N", help="how many entries of the log to add"
        )

    def handle(self, *, questions, seed, add, log, **options):
        if questions < 1:
            raise CommandError("Write at least one question: --questions 1000.")
        start = time.monotonic()
        with tqdm(total=questions, unit="q", file=self.stderr._out) as bar:
            try:
                there = synthetic.populate(questions, seed=seed, add=add, progress=bar.update)
            except synthetic.NotEmpty as error:
                raise CommandError(
                    "There are questions here that somebody wrote. Use an empty database, or --add to mix them."
                ) from error
        rate = questions / (time.monotonic() - start)
        self.stdout.write(f"{questions} questions written, {there} there now; {rate:,.0f} a second")
        if log > 0:
            with tqdm(total=log, unit="entry", file=self.stderr._out) as bar:
                synthetic.log.write(log, seed=seed, progress=bar.update)
            self.stdout.write(f"{log} entries of the log written")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # either engine plans for what is there now
