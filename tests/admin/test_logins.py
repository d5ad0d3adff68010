"""Logins: an administrator gives roles, and nobody becomes more than he or she is."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.factories import UserFactory

from . import people
from .page import Form

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = people.in_role("administrator")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def change(user):
    return reverse("admin:auth_user_change", args=[user.pk])


def values(user, **more):
    return {
        "username": user.username,
        "is_active": "on",
        "is_staff": "on",
        "date_joined_0": "01/01/2026",
        "date_joined_1": "12:00",
        **more,
    }


def test_an_administrator_gives_a_role_and_cannot_make_a_superuser(client, administrator):
    user = UserFactory()
    editor = Group.objects.get(name="Editor")
    shown = Form(client, change(user)).values["shown_values"]
    rights = {"groups": [editor.pk], "is_superuser": "on", "user_permissions": ["1"]}
    joined = {
        "date_joined_0": user.date_joined.date(),
        "date_joined_1": user.date_joined.strftime("%H:%M:%S"),
    }
    response = client.post(change(user), values(user, shown_values=shown, **rights, **joined))
    user.refresh_from_db()
    assert response.status_code == 302
    assert (user.is_superuser, list(user.groups.all()), user.user_permissions.count()) == (False, [editor], 0)


def test_an_administrator_cannot_touch_a_superuser_by_any_door(client, administrator):
    chief = UserFactory(editor=True)
    before = chief.password
    assert client.post(change(chief), values(chief)).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[chief.pk])
    new = {"password1": "another long pass phrase", "password2": "another long pass phrase"}
    assert client.post(password, new).status_code == 403
    chief.refresh_from_db()
    assert (chief.is_superuser, chief.password) == (True, before)


def test_a_publisher_sees_no_logins(client):
    client.force_login(people.in_role("publisher"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403
