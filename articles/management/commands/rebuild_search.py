"""Makes the search index anew."""

from django.core.management.base import BaseCommand

from articles import search


class Command(BaseCommand):
    help = "Make the search index anew from the printed editions. Until it is done, readers find what is in it so far."

    def handle(self, **options):
        count = search.rebuild(progress=lambda done: self.stdout.write(f"  {done} …", ending="\r"))
        self.stdout.write(f"{count} edition{'' if count == 1 else 's'} in the search index.")
