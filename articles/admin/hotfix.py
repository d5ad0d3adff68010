"""The hot fix in the admin: a few words of what is live, corrected while the manuscript waits."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.cache import never_cache

from articles import workflow
from articles.forms import HotFixForm

from .publishing import noted


class HotFixMixin:
    """For the question's admin, beside PublishingMixin."""

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(self.hotfix))
        return [path("<int:pk>/hotfix/", view, name="articles_question_hotfix"), *super().get_urls()]

    def hotfix(self, request, pk):
        """Say which words, what they should be, and what readers are told; all in one step."""
        question = self._question(request, pk, to_publish=True)
        live = question.editions.live().first()
        if live is None:
            self.message_user(
                request, "This question is not live, so there is nothing to fix.", messages.ERROR
            )
            return redirect("admin:articles_question_change", pk)
        form = HotFixForm(request.POST or None, initial={**noted(request), "edition": live.number})
        if request.method == "POST" and form.is_valid():
            words = form.cleaned_data
            seen = question.editions.filter(number=words["edition"]).first() or live
            try:
                done = workflow.hotfix(
                    question=question,
                    edition=seen,
                    replace=("", words["old"], words["new"]),
                    by=request.user,
                    correction=form.correction,
                )
            except workflow.Refused as refusal:
                form.add_error("old", str(refusal))
            else:
                return self._fixed(request, question, done)
        return self._verb_page(request, question, form, "Hot fix", submit="Print the fix", findings=[])

    def _fixed(self, request, question, done):
        told = f"Edition {done.edition.number} is live with the fix."
        if not done.clashes:
            told += " The manuscript has it, too."
        self.message_user(request, told, messages.SUCCESS)
        self.log_change(request, question, told)
        for clash in done.clashes:
            self.message_user(request, clash, messages.WARNING)
        return redirect("admin:articles_question_change", question.pk)
