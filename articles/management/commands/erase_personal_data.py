"""Erases readers' personal data by age."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.intake import erasing

MOST_DAYS = 36_500


class Command(BaseCommand):
    help = "Erase names, towns and e-mail addresses of readers who wrote long ago. What they asked stays."

    def add_arguments(self, parser):
        parser.add_argument("--older-than", type=int, required=True, metavar="DAYS")
        parser.add_argument("--dry-run", action="store_true", help="say what would go and erase nothing")

    def handle(self, *, older_than, dry_run, **options):
        if not 0 <= older_than <= MOST_DAYS:
            raise CommandError(f"Give a number of days from 0 to {MOST_DAYS}.")
        with transaction.atomic():
            gone = erasing.older_than(older_than)
            transaction.set_rollback(dry_run)
        if dry_run:
            self.stdout.write("Dry run: nothing was erased.")
        self.stdout.write(
            f"{gone['names']} names of askers, {gone['contacts']} of their addresses, "
            f"{gone['watchers']} addresses waiting for mail, {gone['reports']} reports of errors"
        )
