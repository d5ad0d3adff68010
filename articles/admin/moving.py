"""The moves from stage to stage, as buttons on the question's page and a page for each."""

from functools import partial

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.cache import never_cache

from articles import audit, stages
from articles.models import Question

from .base import Picker

STAGE_LINES = 6
LOG_LINES = 6


class MoveForm(forms.Form):
    """Who has the question next, by when, and a note for them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    owner = forms.ModelChoiceField(
        queryset=get_user_model().objects.none(),
        required=False,
        help_text="Who has it next. It stands under “Waiting for me” there.",
    )
    due = forms.DateField(required=False, label="Due", widget=AdminDateWidget, help_text="By when.")
    historian = forms.ModelChoiceField(queryset=None, required=False, help_text="Who is asked to answer it.")
    note = forms.CharField(
        required=False,
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text="Kept in the log, with your name.",
    )

    def __init__(self, *args, question, move, picker, **kwargs):
        super().__init__(*args, **kwargs)
        staff = Q(is_staff=True, is_active=True) | Q(pk=question.owner_id)
        self.fields["owner"].queryset = get_user_model().objects.filter(staff).order_by("username")
        self.fields["note"].required = move.needs_note
        historian = Question._meta.get_field("historian")
        self.fields["historian"].queryset = historian.related_model.objects.all()
        self.fields["historian"].widget = picker
        picker.choices = self.fields["historian"].choices
        if question.stage not in (stages.Stage.ACCEPTED, stages.Stage.EDITING) or move.name != "commission":
            del self.fields["historian"]

    @property
    def words(self):
        """What the form says, for stages.make."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class MovingMixin:
    """Adds the page of a move to the question's admin, and what the question's own page shows of stages."""

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(self.move))
        return [path("<int:pk>/move/<slug:name>/", view, name="articles_question_move"), *super().get_urls()]

    def move(self, request, pk, name):
        """Make one move: who has it next, by when, and why."""
        question, move = self._question(request, pk), stages.MOVES.get(name)
        if move is None:
            raise Http404
        if not move.may(request.user, question):
            raise PermissionDenied
        form = MoveForm(
            request.POST or None,
            initial={
                "version": question.version,
                **{field: getattr(question, field) for field in ("owner", "due", "historian")},
            },
            question=question,
            move=move,
            picker=Picker(Question._meta.get_field("historian"), self.admin_site),
        )
        if request.method == "POST" and form.is_valid():
            question.version = form.cleaned_data["version"]
            verb, told = partial(stages.make, name), f"You {move.told}."
            words = {"by": request.user, **form.words}
            if self._carry_out(request, verb, question=question, told=told, **words):
                return redirect("admin:articles_question_change", question.pk)
        page = self._verb_page(request, question, form, move.label.rstrip("…"))
        if name != "make-ready":
            page.context_data["findings"] = []  # what keeps it from print stands in the way of no other move
        return page

    def stage_desk(self, request, question):
        """What the question's page shows: the stage, the moves open to this person, and what was done lately."""
        return {
            "moves": stages.open_to(request.user, question),
            "stage": question.get_stage_display(),
            "log": list(audit.of(question, limit=LOG_LINES)),
            "moved": list(audit.of(question, limit=STAGE_LINES, verbs=stages.NAMES)),
        }
