"""The admin site: its name and its first page; each of its pages may carry the rich text editor.

It stands here and not in articles/admin because Django makes the site before it loads what is registered on it.
"""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.editing import let_edit

from . import everything

# The first page's sections, in the order a desk looks for them. A model that is in none stands under its app's name.
SECTIONS = {
    "Questions": ["Question", "Submission", "ErrorReport", "Picture"],
    "People and print": ["Author", "Book", "Publication", "Issue"],
    "Catalogue": ["Period", "Topic", "Place", "Figure", "HouseStyleRule"],
    "On record": ["Edition", "Correction", "Waiver", "AuditEntry"],
    "Offers and sponsors": ["Offer", "Sponsorship"],
}


class NewsroomSite(AdminSite):
    """Django's admin under the magazine's own look."""

    site_header = "HistoryQA newsroom"
    site_title = "Newsroom"
    index_title = "Newsroom"
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def with_editor(request, *args, **kwargs):
            return let_edit(inner(request, *args, **kwargs))

        return update_wrapper(with_editor, inner)

    def get_urls(self):
        own = [admin.site_urls() for admin in self._registry.values() if hasattr(admin, "site_urls")]
        search = self.admin_view(require_safe(never_cache(self.search)))
        return [
            path("search/", search, name="search"),
            *(route for routes in own for route in routes),
            *super().get_urls(),
        ]

    def search(self, request):
        """What ``?q=`` finds in every list that this person may see."""
        words = everything.words_of(request)
        groups, lists = everything.find(self, request, words)
        context = {
            **self.each_context(request),
            "title": f"Search for “{words}”" if words else "Search",
            "words": words,
            "groups": groups,
            "lists": lists,
            "longest": everything.LONGEST,
        }
        return TemplateResponse(request, "admin/search.html", context)

    def index(self, request, extra_context=None):
        """The first page: what is due and what was changed lately, then every list, by section."""
        order = [name for names in SECTIONS.values() for name in names]
        admins = [admin for admin in self._registry.values() if hasattr(admin, "on_the_desk")]
        admins.sort(key=lambda admin: order.index(admin.model.__name__))
        desks = (admin.on_the_desk(request) for admin in admins)
        context = {
            "desk": [group for groups in desks for group in groups],
            "board": next((admin.board(request) for admin in admins if hasattr(admin, "board")), None),
            "sections": self._sections(request),
        }
        return super().index(request, {**context, **(extra_context or {})})

    def _sections(self, request):
        apps = self.get_app_list(request)
        shown = {model["object_name"]: model for app in apps for model in app["models"]}
        sections = [
            {"name": section, "models": [shown.pop(name) for name in names if name in shown]}
            for section, names in SECTIONS.items()
        ]
        rest = [
            {
                "name": app["name"],
                "models": [model for model in app["models"] if model["object_name"] in shown],
            }
            for app in apps
        ]
        return [section for section in sections + rest if section["models"]]


class NewsroomConfig(AdminConfig):
    """django.contrib.admin with NewsroomSite as its site."""

    default_site = "historyqa.newsroom.NewsroomSite"
