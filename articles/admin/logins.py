"""Logins: an administrator makes them and gives them roles, and can neither become a superuser nor touch one."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group

from .seen import SeenMixin
from .together import TogetherMixin

admin.site.unregister([get_user_model(), Group])


@admin.register(Group)
class RoleAdmin(TogetherMixin, SeenMixin, GroupAdmin):
    pass


@admin.register(get_user_model())
class LoginAdmin(TogetherMixin, SeenMixin, UserAdmin):
    list_display = ["username", "email", "first_name", "last_name", "is_active", "roles"]
    list_filter = ["groups", "is_staff", "is_active"]
    readonly_fields = ["last_login", "date_joined"]  # what happened; and nobody could tell its boxes apart

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all()) or "–"

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else [*own, "is_superuser", "user_permissions"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def _may_touch(self, request, obj):
        return obj is None or request.user.is_superuser or not obj.is_superuser
