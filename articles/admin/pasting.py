"""The address to which the rich-text editor sends what is pasted from a word processor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import pasting, richtext


class PastingMixin:
    """For the question's admin."""

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(require_POST(self.pasted)))
        return [path("pasted/", view, name="articles_question_pasted"), *super().get_urls()]

    def pasted(self, request):
        """Return the house's HTML of what was pasted. Nothing is stored."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        if len(request.POST.get("html", "")) > pasting.LONGEST:
            return HttpResponse("That is too much at once: paste it in parts.", status=413)
        clean = richtext.clean(pasting.translated(request.POST.get("html", "")))
        return HttpResponse(clean, content_type="text/html; charset=utf-8")
