"""Loads the sample magazine."""

from django.core.management.base import BaseCommand

from articles.sample import loading


class Command(BaseCommand):
    help = "Load the sample magazine. Safe to repeat: what is there already is left as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there are questions already"
        )

        parser.add_argument(
            "--proofs", action="store_true", help="plain stand-ins for the pictures, made at once, for trials"
        )

    def handle(self, *, if_empty, proofs, **options):
        if if_empty and loading.is_loaded():
            return
        self.stdout.write("Loading the sample magazine …")
        report = loading.load_sample(
            progress=lambda text: self.stdout.write(f"  {text}"),
            proofs=proofs,
        )
        for name, reason in report.failed:
            self.stderr.write(f"failed: {name}: {reason}")
        self.stdout.write(
            f"{len(report.created)} created, {len(report.published)} published, {len(report.unchanged)} unchanged, "
            f"{len(report.failed)} failed"
        )
