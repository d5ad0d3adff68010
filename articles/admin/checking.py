"""The checklist of the question's page: live while somebody types, and the pages to let a finding pass."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import typed, workflow
from articles.forms import WaiveForm

from .publishing import checks, may_publish


class CheckingMixin:
    """For the question's admin, beside PublishingMixin."""

    def get_urls(self):
        pages = [
            ("checklist", "<int:pk>/checklist/", require_POST(self.checklist)),
            ("waive", "<int:pk>/waive/", self.waive),
            ("takeback", "<int:pk>/waive/<int:waiver>/take-back/", require_POST(self.take_back)),
        ]
        own = [
            path(route, self.admin_site.admin_view(never_cache(view)), name=f"articles_question_{name}")
            for name, route, view in pages
        ]
        return [*own, *super().get_urls()]

    def checklist(self, request, pk):
        """The checklist of what the form holds now. Nothing is stored."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        question = self._question(request, pk)
        if not self.has_change_permission(request, question):
            raise PermissionDenied
        now = typed.read(question, request.POST)
        context = checks(now.question)
        for name in ("findings", "hints"):
            context[name] = [replace(each, field=now.field(each.field)) for each in context[name]]
        context |= {
            "pk": pk,
            "has_change_permission": True,
            "may_publish": may_publish(request),
            "is_typed": True,
        }
        return render(request, "admin/articles/question/_checklist.html", context)

    def waive(self, request, pk):
        """Let findings pass that may pass, with a reason that is kept, or take that back."""
        question = self._question(request, pk, to_publish=True)
        offered = checks(question)
        form = WaiveForm(
            request.POST or None,
            initial={"version": question.version},
            findings=offered["findings"] + offered["hints"],
        )
        if request.method == "POST" and form.is_valid():
            question.version = form.cleaned_data["version"]
            words = {"reason": form.cleaned_data["reason"], "keys": form.cleaned_data["findings"]}
            if self._carry_out(request, workflow.waive, question=question, by=request.user, **words):
                return redirect("admin:articles_question_change", question.pk)
        return self._verb_page(request, question, form, "Let findings pass", template="waive")

    def take_back(self, request, pk, waiver):
        """Let a finding that was let pass count again."""
        question = self._question(request, pk, to_publish=True)
        passed = question.waivers.filter(pk=waiver).first()
        if passed is None:
            raise Http404
        self._carry_out(request, workflow.take_back, question=question, by=request.user, waiver=passed)
        return redirect("admin:articles_question_waive", question.pk)
