"""Logins with different rights, as the newsroom meets them."""

from django.contrib.auth.models import Group, Permission

from articles.roles import Role
from tests.factories import UserFactory


def staff(*codenames, **fields):
    """Return a member of staff who may do what ``codenames`` say ("view_question")."""
    user = UserFactory(is_staff=True, **fields)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def viewer():
    """Return somebody who may look at everything of the magazine's and change nothing."""
    return staff(*_codenames("view_"))


def sub_editor():
    """Return somebody who may do everything of the magazine's but publish."""
    return staff(*_codenames("view_", "add_", "change_", "delete_", "edit_"))


def desk_editor():
    """Return an editor as ``create_editor`` makes one: no superuser, every right of the magazine's."""
    return staff(*_codenames(""))


def in_role(role):
    """Return a member of staff with the role of that name ("fact-checker")."""
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=Role(role).label))
    return user


def _codenames(*beginnings):
    articles = Permission.objects.filter(content_type__app_label="articles")
    return [name for name in articles.values_list("codename", flat=True) if name.startswith(beginnings)]
