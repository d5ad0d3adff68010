"""The page on which each person of the staff chooses what mail he or she gets."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from articles import deskmail


class MailForm(forms.Form):
    """The kinds of mail that somebody wants."""

    kinds = forms.MultipleChoiceField(
        label="Send me mail when",
        choices=deskmail.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="You are never told of what you did yourself.",
    )


class MailingMixin:
    """Adds the page of one's own mail to the newsroom. Everybody with a login of the staff's has one."""

    def site_urls(self):
        view = self.admin_site.admin_view(never_cache(self.mail))
        return [path("mail/", view, name="mail"), *super().site_urls()]

    def mail(self, request):
        """Choose the kinds of mail that one gets."""
        wanted = [kind for kind in deskmail.Kind.values if kind not in deskmail.stopped(request.user)]
        form = MailForm(request.POST or None, initial={"kinds": wanted})
        if request.method == "POST" and form.is_valid():
            deskmail.choose(request.user, form.cleaned_data["kinds"])
            self.message_user(request, "Saved: this is the mail you get from now on.", messages.SUCCESS)
            return redirect("admin:mail")
        context = {
            **self.admin_site.each_context(request),
            "title": "Mail to me",
            "form": form,
            "mail_works": settings.MAIL_WORKS,
        }
        return TemplateResponse(request, "admin/mail.html", context)
