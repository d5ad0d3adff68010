"""Makes a login with a role, and with a generated password that is printed once."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.roles import Role


class Command(BaseCommand):
    help = "Make an editor's login; the password is generated and printed once."

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?", default="editor")
        parser.add_argument("--email", default="")
        parser.add_argument(
            "--role",
            choices=Role.values,
            default=Role.PUBLISHER,
            help="what the person may do (articles/roles.py); everything but other logins by default",
        )
        parser.add_argument("--superuser", action="store_true", help="may also manage other people's logins")
        parser.add_argument(
            "--if-none", action="store_true", help="do nothing when anybody can already sign in"
        )

    @transaction.atomic
    def handle(self, *, username, email, role, superuser, if_none, **options):
        users = get_user_model().objects
        if if_none and users.filter(is_staff=True, is_active=True).exists():
            return
        if users.filter(username=username).exists():
            raise CommandError(f"There is a login {username!r} already. Choose another name.")
        password = secrets.token_urlsafe(15)
        user = users.create_user(username, email, password, is_staff=True, is_superuser=superuser)
        user.groups.add(Group.objects.get(name=Role(role).label))
        self.stdout.write(
            f"Editor's login: {username}   password: {password}   (shown once; change it in the admin)"
        )
