"""Sends readers, and the desk, the mail that is due."""

from django.core.management.base import BaseCommand, CommandError

from articles import deskmail, keeping, lapsing, notices, search
from articles.intake import erasing


class Command(BaseCommand):
    help = (
        "Send readers the mail that is due, each once, tell the staff what is theirs, "
        "warn the desk of picture rights about to end, and erase the addresses that are not needed any more, "
        "and what somebody typed, never saved and has not touched for DRAFT_DAYS days (its writer was told). "
        "Safe to repeat: run it every few minutes."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what is due and send nothing")

    def handle(self, *, dry_run, **options):
        if dry_run:
            due = [notices.uninvited(), notices.answered(), notices.declined()]
            self.stdout.write("Dry run: nothing was sent.")
            self.stdout.write(
                "{} to confirm, {} answered, {} declined".format(*(rows.count() for rows in due))
            )
            self.stdout.write(f"{len(lapsing.due())} pictures to warn the desk of")
            theirs = deskmail.waiting().count() + deskmail.deadlines().count()
            self.stdout.write(f"{theirs} things to tell the staff of")
            return
        sent = notices.send_due()
        gone = erasing.tidy()
        search.forget()
        drafts = keeping.forget_drafts()
        self.stdout.write(
            f"sent: {sent.invitations} to confirm, {sent.answered} answered, {sent.declined} declined; "
            f"erased: {gone['unconfirmed']} unconfirmed questions, {gone['watchers']} addresses"
        )
        if drafts:
            self.stdout.write(f"forgot {drafts} private drafts")
        warned = lapsing.send_due()
        if warned.told:
            self.stdout.write(f"told the desk of {warned.told} pictures whose right ends")
        told = deskmail.send_due()
        if told.told:
            self.stdout.write(f"told the staff in {told.told} mails")
        if failed := sent.failed + warned.failed + told.failed:
            raise CommandError(f"{failed} could not be sent; the next run tries again.")
