"""What is pasted into an editor's rich text, cleaned before it is put in: the editor sees what will be stored."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import richtext


class PastingMixin:
    """For the admin of a model with rich text."""

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(require_POST(self.clean_paste)))
        return [path("paste/", view, name=f"articles_{self.opts.model_name}_paste"), *super().get_urls()]

    def clean_paste(self, request):
        """Return the clipboard's HTML, sent as ``html``, as the house would store it. Nothing is kept."""
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        return JsonResponse({"html": richtext.clean(request.POST.get("html", ""))})
