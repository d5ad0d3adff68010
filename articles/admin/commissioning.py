"""Asking a historian by a link, from the question's page: the link, what came back, what was said about it."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import commissions, stages, workflow
from articles.models import Commission, Question, Remark

from .base import Picker

BRIEF = (
    "About 600 words for curious readers without special knowledge. Begin with the answer; say how sure historians "
    "are; name the sources that you rely on."
)


class AskForm(forms.Form):
    """Whom to ask, what, and until when the link works."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(max_length=120, help_text="What is done by the link is recorded under this name.")
    historian = forms.ModelChoiceField(
        queryset=None, required=False, help_text="Credited with the answer once it is handed in."
    )
    email = forms.EmailField(
        label="E-mail",
        required=False,
        help_text="The link is sent there. Without it, send the link yourself.",
    )
    brief = forms.CharField(max_length=6000, widget=AdminTextareaWidget(attrs={"rows": 5}), initial=BRIEF)
    due = forms.DateField(widget=AdminDateWidget, help_text="When the answer is to be in.")
    days = forms.IntegerField(
        label="Link works for", min_value=1, max_value=365, initial=commissions.DAYS, help_text="Days."
    )

    def __init__(self, *args, admin_site, **kwargs):
        super().__init__(*args, **kwargs)
        field = Question._meta.get_field("historian")
        self.fields["historian"].queryset = field.related_model.objects.all()
        self.fields["historian"].widget = Picker(field, admin_site, choices=self.fields["historian"].choices)


class CommissioningMixin:
    """The pages and buttons of a historian's link, in the question's admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/ask/", wrap(never_cache(self.ask)), name="articles_question_ask"),
            path(
                "<int:pk>/revoke/<int:commission>/",
                wrap(require_POST(self.revoke)),
                name="articles_question_revoke",
            ),
            path(
                "<int:pk>/settle/<int:remark>/",
                wrap(require_POST(self.settle)),
                name="articles_question_settle",
            ),
            *super().get_urls(),
        ]

    def ask(self, request, pk):
        """Make a link for a historian; it is shown once."""
        question = self._steered(request, pk)
        form = AskForm(
            request.POST or None,
            initial={
                "version": question.version,
                "historian": question.historian,
                "name": question.historian.name if question.historian else "",
                "due": question.due,
            },
            admin_site=self.admin_site,
        )
        if request.method == "POST" and form.is_valid():
            words = dict(form.cleaned_data)
            question.version = words.pop("version")
            try:
                _, token = commissions.ask(question=question, by=request.user, **words)
            except (workflow.Refused, ValidationError) as refusal:
                form.add_error(
                    None, str(refusal) if isinstance(refusal, workflow.Refused) else refusal.messages
                )
            else:
                link = request.build_absolute_uri(reverse("desk", args=[token]))
                self.message_user(request, f"The link, shown this once: {link}", messages.SUCCESS)
                return redirect("admin:articles_question_change", question.pk)
        return self._verb_page(request, question, form, "Ask a historian", submit="Make the link")

    def revoke(self, request, pk, commission):
        """End a link at once."""
        question = self._steered(request, pk)
        found = Commission.objects.filter(pk=commission, question=question).first()
        if found is None:
            raise Http404
        commissions.revoke(commission=found, by=request.user)
        self.message_user(request, f"The link of {found.name} has ended.", messages.SUCCESS)
        return redirect("admin:articles_question_change", pk)

    def settle(self, request, pk, remark):
        """Say that the desk has dealt with a comment."""
        question = self._steered(request, pk)
        found = Remark.objects.filter(pk=remark, commission__question=question).first()
        if found is None:
            raise Http404
        commissions.settle(remark=found)
        return redirect("admin:articles_question_change", pk)

    def _steered(self, request, pk):
        question = self._question(request, pk)
        if not stages.MOVES["commission"].may(request.user, question):
            raise PermissionDenied
        return question

    def commission_desk(self, request, question):
        """What the question's page shows of its links: state, comments, and whether this person may change them."""
        now = timezone.now()
        found = question.commissions.select_related("answer", "historian").prefetch_related("remarks")
        return {
            "may_ask": stages.MOVES["commission"].may(request.user, question),
            "commissions": [(each, _state(each, now), each.is_open(now)) for each in found],
        }


def _state(commission, now):
    """Say in words how far a commission has come."""
    if commission.approved_at:
        same = commission.answer and commissions.state_of(commission.answer) == commission.approved_digest
        said = "approved the text as it stands" if same else "approved an earlier state of the text"
    elif commission.handed_in_at:
        said = "handed in an answer"
    else:
        said = "has begun to write" if commission.saved_at else "has not written anything yet"
    if commission.revoked_at:
        return f"{said}; the link is revoked"
    return said if commission.is_open(now) else f"{said}; the link has run out"
