"""Draws the share cards that are missing."""

from django.core.management.base import BaseCommand

from articles import cards


class Command(BaseCommand):
    help = "Draw what share cards lack and delete those of editions that have ended. Safe to repeat."

    def handle(self, **options):
        self.stdout.write(f"{cards.make_missing()} drawn, {cards.clear_ended()} deleted")
