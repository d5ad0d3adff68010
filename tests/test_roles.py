"""Roles: the table, and that the database says the same."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission

from articles import roles
from articles.roles import Role
from tests.admin.people import in_role
from tests.factories import QuestionFactory, UserFactory

pytestmark = pytest.mark.django_db


def held(role):
    return set(Group.objects.get(name=role.label).permissions.values_list("codename", flat=True))


@pytest.mark.parametrize("role", [role for role in Role if roles.codenames(role) is not None])
def test_migrate_gives_each_role_what_the_table_says(role):
    assert held(role) == roles.codenames(role)


def test_a_publisher_may_do_everything_to_the_magazine_and_an_administrator_manages_logins_too():
    ours = set(
        Permission.objects.filter(content_type__app_label="articles").values_list("codename", flat=True)
    )
    assert held(Role.PUBLISHER) == ours
    assert held(Role.ADMINISTRATOR) == ours | {*roles.LOGINS}


def test_laying_twice_is_laying_once_and_puts_right_what_was_changed():
    before = {role: held(role) for role in Role}
    Group.objects.get(name="Editor").permissions.clear()
    Group.objects.get(name="Contributor").permissions.add(Permission.objects.get(codename="publish_question"))
    Group.objects.filter(name="Fact-checker").delete()
    roles.lay()
    roles.lay()
    assert {role: held(role) for role in Role} == before
    assert Group.objects.count() == len(Role)


def test_a_group_of_ones_own_is_left_alone():
    own = Group.objects.create(name="Interns")
    own.permissions.add(Permission.objects.get(codename="view_question"))
    roles.lay()
    assert own.permissions.count() == 1


def test_the_table_names_every_model_of_the_admin_and_every_power_and_nothing_else():
    named = {name for names, _ in roles.rows() for name in names}
    models = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "articles"}
    codenames = set(Permission.objects.values_list("codename", flat=True))
    powers = {
        name
        for name, _ in next(
            m for m in admin.site._registry if m._meta.model_name == "question"
        )._meta.permissions
    }
    assert models | powers <= named
    assert all(name in codenames or f"view_{name}" in codenames for name in named)


def test_a_contributor_may_change_own_questions_only():
    me = in_role("contributor")
    assert roles.may_change(me, QuestionFactory(owner=me))
    assert not roles.may_change(me, QuestionFactory(owner=UserFactory()))
    assert not roles.may_change(me, QuestionFactory())
    assert roles.may_change(in_role("editor"), QuestionFactory())
