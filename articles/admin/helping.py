"""The newsroom's help: short pages for whoever works here."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from articles import helping


class HelpMixin:
    """Adds the pages of help to the newsroom. Everybody with a login of the staff's may read them."""

    def site_urls(self):
        view = self.admin_site.admin_view(require_safe(self.help))
        return [
            path("help/", view, {"slug": helping.PAGES[0].slug}, name="help"),
            path("help/<slug:slug>/", view, name="help_page"),
            *super().site_urls(),
        ]

    def help(self, request, slug):
        """One page of help, with the list of all."""
        page = helping.page(slug)
        if page is None:
            raise Http404("There is no such page of help.")
        columns, rows = helping.rights() if slug == "roles" else ((), ())
        context = {
            **self.admin_site.each_context(request),
            "title": page.title,
            "page": page,
            "pages": helping.PAGES,
            "template": f"admin/help/{slug}.html",
            "moves": helping.moves() if slug == "stages" else (),
            "unlimited": helping.unlimited(),
            "columns": columns,
            "rows": rows,
        }
        return TemplateResponse(request, "admin/help.html", context)
