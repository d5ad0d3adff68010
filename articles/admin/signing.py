"""Sign-offs in the admin: one page with a form for each kind."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import signoffs
from articles.models import SignOff


class SignForm(forms.Form):
    """One person's word, for the version of the question they looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    kind = forms.ChoiceField(choices=SignOff.Kind, widget=forms.HiddenInput)
    note = forms.CharField(required=False, max_length=300)


class SigningMixin:
    """For the question's admin: the page of its sign-offs."""

    def get_urls(self):
        pages = [
            ("signoffs", "<int:pk>/signoffs/", self.signoffs),
            ("unsign", "<int:pk>/signoffs/<int:signoff>/take-back/", require_POST(self.unsign)),
        ]
        own = [
            path(route, self.admin_site.admin_view(never_cache(view)), name=f"articles_question_{name}")
            for name, route, view in pages
        ]
        return [*own, *super().get_urls()]

    def signoffs(self, request, pk):
        """How each kind of check stands, and a form to sign."""
        question = self._question(request, pk)
        bound = None
        if request.method == "POST":
            _may_sign(request)
            bound = SignForm(request.POST, auto_id=f"id_{request.POST.get('kind', '')}_%s")
            if bound.is_valid() and self._sign(request, question, bound):
                return redirect("admin:articles_question_signoffs", question.pk)
        context = {
            **self.admin_site.each_context(request),
            "question": question,
            "opts": self.opts,
            "title": "Sign-offs",
            "rows": [self._row(question, each, bound) for each in signoffs.standing(question)],
            "may_sign": request.user.has_perm("articles.add_signoff"),
        }
        return TemplateResponse(request, "admin/articles/question/signoffs.html", context)

    def unsign(self, request, pk, signoff):
        """Take back a sign-off."""
        question = self._question(request, pk)
        _may_sign(request)
        kept = question.signoffs.filter(pk=signoff).first()
        if kept is None:
            raise Http404
        try:
            signoffs.take_back(signoff=kept, by=request.user)
        except signoffs.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self._note(request, question, f"Took back a sign-off: {kept.get_kind_display().lower()}.")
        return redirect("admin:articles_question_signoffs", question.pk)

    def _sign(self, request, question, form):
        """Sign; return whether it was done, the form then says why not."""
        words = form.cleaned_data
        question.version = words["version"]
        try:
            done = signoffs.sign(question=question, kind=words["kind"], by=request.user, note=words["note"])
        except signoffs.Refused as refusal:
            form.add_error(None, str(refusal))
            return False
        self._note(request, question, f"Signed off: {done.get_kind_display().lower()}.")
        return True

    def _note(self, request, question, told):
        self.message_user(request, told, messages.SUCCESS)
        self.log_change(request, question, told)

    def _row(self, question, standing, bound):
        if bound and bound["kind"].value() == standing.kind:
            return {"standing": standing, "form": bound}
        initial = {"version": question.version, "kind": standing.kind}
        return {"standing": standing, "form": SignForm(initial=initial, auto_id=f"id_{standing.kind}_%s")}


def _may_sign(request):
    if not request.user.has_perm("articles.add_signoff"):
        raise PermissionDenied
