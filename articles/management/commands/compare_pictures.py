"""Compares the pictures that came before likely duplicates were looked for."""

from django.core.management.base import BaseCommand

from articles import renditions


class Command(BaseCommand):
    help = "Look for likely duplicates of every picture that was never compared. Safe to repeat; needed once."

    def handle(self, **options):
        done, lost = renditions.compare_all()
        self.stdout.write(f"compared: {done} pictures; could not be opened: {lost}")
