"""The app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    """Questions, answers and everything printed from them."""

    name = "articles"
    verbose_name = "Magazine"

    def ready(self):
        # Models exist only from here on, so these cannot be imported above.
        from . import checks, guards, roles, search  # noqa: F401, PLC0415

        post_migrate.connect(guards.lay, sender=self)
        post_migrate.connect(search.lay, sender=self)
        post_migrate.connect(search.desk.lay, sender=self)
        post_migrate.connect(roles.lay, sender=self)
