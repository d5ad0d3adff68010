"""Previews in the admin: of what is saved, of what is being written, of a day to come, and by a link to others."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import links, moments, previews
from articles.models import PreviewLink, Question


class AsOfForm(forms.Form):
    """The moment to come that a preview is of."""

    at = moments.OneBoxMomentField(required=False)

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise ValidationError("This time has passed: choose one to come.")
        return at


class ShareForm(forms.Form):
    """For how long a link works."""

    days = forms.TypedChoiceField(
        label="Works for",
        coerce=int,
        initial=7,
        choices=[(1, "a day"), (7, "a week"), (30, "30 days")],
        help_text="Whoever has the link sees the latest saved text, also what is saved later, without a login.",
    )


class PreviewMixin:
    """The previews of the question's admin. Goes before PublishingMixin, whose pages it shares."""

    def get_urls(self):
        own = [
            ("preview", "<int:pk>/preview/", self.preview),
            ("share", "<int:pk>/share/", self.share),
            ("unshare", "<int:pk>/share/<int:link>/revoke/", require_POST(self.unshare)),
        ]
        return [
            *(
                path(route, self.admin_site.admin_view(never_cache(view)), name=f"articles_question_{name}")
                for name, route, view in own
            ),
            *super().get_urls(),
        ]

    def response_add(self, request, obj, post_url_continue=None):
        return self._look(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._look(request, obj) or super().response_change(request, obj)

    def _look(self, request, obj):
        """Show what was typed, saved by the one way there is, and undo that: nothing of it is stored."""
        if "_look" not in request.POST:
            return None
        question = Question.objects.for_print().get(pk=obj.pk)
        response = previews.render(request, question, banner={"unsaved": True})
        transaction.set_rollback(True)
        return response

    def preview(self, request, pk):
        """The page as readers would get it, printed now or at ``?at=``, a time in the site's zone."""
        question = self._question(request, pk)
        form = AsOfForm(request.GET if "at" in request.GET else None)
        at = form.cleaned_data["at"] if form.is_valid() else None
        banner = {
            "back": reverse("admin:articles_question_change", args=[pk]),
            "form": form,
            "zone": timezone.get_current_timezone_name(),
        }
        return previews.render(request, question, at=at, banner=banner)

    def share(self, request, pk):
        """Make a link to the preview for people without a login; list and revoke those that work."""
        question = self._question(request, pk)
        if not self.has_change_permission(request, question):
            raise PermissionDenied
        form = ShareForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            now = timezone.now()
            link = PreviewLink.objects.create(
                question=question,
                made_by=request.user,
                made_at=now,
                expires_at=now + timedelta(days=form.cleaned_data["days"]),
            )
            until = moments.words(link.expires_at)
            self.log_change(request, question, f"Shared its preview until {until}.")
            self.message_user(request, f"The link below works until {until}.", messages.SUCCESS)
            return redirect("admin:articles_question_share", pk)
        shared = question.preview_links.open().select_related("made_by")
        more = {"findings": [], "shared": [(link, links.address(link)) for link in shared]}
        return self._verb_page(
            request, question, form, "Share the preview", submit="Make a link", template="share", **more
        )

    def unshare(self, request, pk, link):
        """Revoke a link: from now on it answers that it is over."""
        question = self._question(request, pk)
        if not self.has_change_permission(request, question):
            raise PermissionDenied
        if not question.preview_links.filter(pk=link).exists():
            raise Http404
        if question.preview_links.filter(pk=link, revoked_at=None).update(revoked_at=timezone.now()):
            self.log_change(request, question, "Revoked a link to its preview.")
        self.message_user(request, "The link does not work any more.", messages.SUCCESS)
        return redirect("admin:articles_question_share", pk)
