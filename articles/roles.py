"""Who may do what: the newsroom's roles, each a group of Django's.

The table below is the whole of it; ``lay`` brings the groups in line with it after every ``migrate``. To give one
person more than a role does, add a group of your own: these seven are set again.

v view   a add   c change   d delete   yes may do it   · may not

A publisher may do everything to the magazine, an administrator may manage logins besides.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections, models, transaction

TABLE = """
                       reader  contributor  editor  picture-editor  fact-checker
question               v       vac          vacd    vc              vc
answer credit source   v       vacd         vacd    v               vacd
author book            v       v            vac     v               v
publication issue      v       v            vac     v               v
period topic           v       v            vac     v               v
place figure           v       v            vac     v               v
picture                v       va           vac     vacd            v
edition correction     v       v            v       v               v
waiver auditentry      v       v            v       v               v
claim                  v       va           vac     v               vac
signoff                v       v            va      va              va
housestylerule         v       v            vacd    v               v
submission             ·       ·            vac     ·               ·
submissioncontact      ·       ·            vacd    ·               ·
errorreport            ·       ·            vc      ·               vc
offer sponsorship      ·       ·            ·       ·               ·

edit_any_question      ·       ·            yes     yes             yes
steer_question         ·       ·            yes     ·               ·
check_question         ·       ·            ·       ·               yes
publish_question       ·       ·            ·       ·               ·
"""
VERBS = {"v": "view", "a": "add", "c": "change", "d": "delete"}
LOGINS = ("view_user", "add_user", "change_user", "view_group")


class Role(models.TextChoices):
    """The roles, from the least to the most; the label is the group's name."""

    READER = "reader", "Reader of drafts"
    CONTRIBUTOR = "contributor", "Contributor"
    EDITOR = "editor", "Editor"
    PICTURE_EDITOR = "picture-editor", "Picture editor"
    FACT_CHECKER = "fact-checker", "Fact-checker"
    PUBLISHER = "publisher", "Publisher"
    ADMINISTRATOR = "administrator", "Administrator"


def rows():
    """Yield (names, cells) of each line of the table: a tuple of names, and a dict of role to cell."""
    header, *lines = [line for line in TABLE.splitlines() if line.strip()]
    columns = [Role(name) for name in header.split()]
    for line in lines:
        words = line.split()
        yield tuple(words[: -len(columns)]), dict(zip(columns, words[-len(columns) :], strict=True))


def codenames(role):
    """Return the codenames of the permissions that the table gives ``role``; None where it may do everything."""
    if role in (Role.PUBLISHER, Role.ADMINISTRATOR):
        return None
    found = set()
    for names, cells in rows():
        if cells[role] == "yes":
            found |= {*names}
        elif cells[role] != "·":
            found |= {f"{VERBS[verb]}_{name}" for verb in cells[role] for name in names}
    return found


def may_change(user, question):
    """Whether ``user``, who may change questions at all, may change this one: a contributor only changes his own."""
    return question.owner_id == user.pk or user.has_perm("articles.edit_any_question")


def lay(using="default", **_):
    """Make the roles' groups on database ``using`` say what the table says. A receiver of post_migrate.

    Not part of a migration: Django makes a model's permissions only after all migrations have run.
    """
    if Group._meta.db_table not in connections[using].introspection.table_names():
        return
    with transaction.atomic(using=using):
        for label in ("articles", "auth"):
            # Django's own receiver may come after this one; making permissions twice is making them once.
            create_permissions(apps.get_app_config(label), verbosity=0, using=using)
        ours = Permission.objects.using(using).filter(content_type__app_label="articles")
        logins = Permission.objects.using(using).filter(content_type__app_label="auth", codename__in=LOGINS)
        for role in Role:
            group, _ = Group.objects.using(using).get_or_create(name=role.label)
            wanted = codenames(role)
            given = list(ours if wanted is None else ours.filter(codename__in=wanted))
            group.permissions.set(given + (list(logins) if role == Role.ADMINISTRATOR else []))
