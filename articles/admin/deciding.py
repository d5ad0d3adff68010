"""The submissions desk: duplicates found and brought together, and declining with a letter."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from articles.intake import Refused, deciding
from articles.models import Submission

from .seen import as_seen, lock, mark


class DeclineForm(forms.Form):
    """The reason that everybody sees, and the letter that the asker gets."""

    reason = forms.CharField(
        max_length=300,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Readers of the queue see this too.",
    )
    letter = forms.CharField(
        max_length=4000,
        widget=AdminTextareaWidget(attrs={"rows": 12}),
        help_text="To everybody who waits for an answer. {reason} stands for the reason. The way to stop all mail is "
        "added below it.",
    )


class DecidingMixin:
    """Pages of the submissions' admin: suggested duplicates, and declining."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("duplicates/", wrap(never_cache(self.duplicates)), name="articles_submission_duplicates"),
            path("<int:pk>/decline/", wrap(never_cache(self.decline)), name="articles_submission_decline"),
            *super().get_urls(),
        ]

    def duplicates(self, request):
        """Groups of questions that seem to be the same: choose which to keep, and merge the others into it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self._merge(request)
            return redirect("admin:articles_submission_duplicates")
        waiting = Submission.objects.filter(
            status__in=[Submission.Status.RECEIVED, Submission.Status.WITH_HISTORIAN],
            awaits_confirmation=False,
            duplicate_of=None,
        )
        clusters = deciding.clusters(waiting)
        for submission in (one for cluster in clusters for one in cluster):
            submission.seen = f"{submission.pk}:{mark(submission)}"
        context = {"title": "Suggested duplicates", "clusters": clusters}
        return self._page(request, "duplicates", context)

    @transaction.atomic
    def _merge(self, request):
        keep = request.POST.get("keep", "")
        chosen = [pk for pk in request.POST.getlist("same") if _is_key(pk) and pk != keep]
        lock(Submission, [*chosen, *filter(_is_key, [keep])])
        into = Submission.objects.filter(pk=keep).first() if _is_key(keep) else None
        rows = list(Submission.objects.filter(pk__in=chosen))
        try:
            if into is None:
                raise Refused("Choose the question to keep.")
            if not all(as_seen(request, row) for row in (into, *rows)):
                raise Refused("Not merged, because one of them changed after the page was shown: look again.")
            number = deciding.merge(into=into, submissions=rows, by=request.user)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            said = f"Merged: {number}. Votes and who waits for mail went along."
            self.message_user(request, said, messages.SUCCESS)

    @transaction.atomic
    def decline(self, request, pk):
        """Decline with a reason for all and a letter for those who wait."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            lock(Submission, [pk])
        submission = Submission.objects.filter(pk=pk).first()
        if submission is None:
            raise Http404
        seen = mark(submission)
        sent = request.POST if request.method == "POST" else None
        form = DeclineForm(sent, initial={"letter": deciding.letter(submission)})
        if request.method == "POST" and request.POST.get("seen") != seen:
            form.add_error(
                None, "Somebody else changed this question: it is above as it is now. Decide anew."
            )
        if request.method == "POST" and form.is_valid():
            try:
                deciding.decline(submission=submission, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                self.message_user(
                    request, "Declined. Whoever waits for it gets the letter.", messages.SUCCESS
                )
                return redirect("admin:articles_submission_change", pk)
        context = {"title": "Decline", "form": form, "submission": submission, "seen": seen}
        return self._page(request, "decline", context)

    def _page(self, request, name, context):
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/articles/submission/{name}.html", whole)


def _is_key(text):
    return text.isdecimal() and len(text) < 19
