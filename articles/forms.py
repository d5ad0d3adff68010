"""Forms that do more than show a model's fields: those of the admin, and what readers fill in."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from nested_admin.formsets import NestedInlineFormSet

from . import dates, renditions, search
from .models import Correction
from .models.fields import HistoricalDateFormField
from .models.questions import SHORT_ANSWER_WORDS
from .moments import MomentField

LAST = 10_000  # Beyond every position that a row can have: a small integer holds three times this.


class LineField(forms.CharField):
    """One line of text in a box high enough to see all of it: line breaks and doubled spaces become spaces."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "widget": AdminTextareaWidget(attrs={"rows": 2})})

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class PictureForm(forms.ModelForm):
    """A picture's upload is judged by its bytes; what is found in them is stored beside it."""

    class Meta:
        field_classes = {"alt": LineField, "caption": LineField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "original" in self.fields:
            self.fields["original"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp,image/avif"

    def clean_original(self):
        upload = self.cleaned_data["original"]
        if "original" in self.changed_data and upload:
            try:
                renditions.take(self.instance, upload)
            except renditions.BadPicture as error:
                raise ValidationError(str(error), code="bad_picture") from error
        return upload


class QuestionForm(forms.ModelForm):
    """Knows which version of the question it was opened on, and refuses to save over a newer one."""

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        widgets = {
            "short_answer": AdminTextareaWidget(attrs={"rows": 3, "data-words": SHORT_ANSWER_WORDS}),
            "premise_note": AdminTextareaWidget(attrs={"rows": 2}),
            **{
                name: AdminTextareaWidget(attrs={"rows": 5}) for name in ("key_dates", "sourcing", "glossary")
            },
        }
        field_classes = {"text": LineField, "picture_caption": LineField, "enquiry": LineField}
        labels = {"slug": "Address"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_version"].initial = self.instance.version
        if "owner" in self.fields:
            staff = Q(is_staff=True, is_active=True) | Q(pk=self.instance.owner_id)
            self.fields["owner"].queryset = self.fields["owner"].queryset.filter(staff).order_by("username")

    def clean(self):
        cleaned = super().clean()
        opened = cleaned.get("opened_version")
        if self.instance.pk and opened is not None and opened != self.instance.version:
            raise ValidationError(
                "Somebody else saved this question after you opened it, so yours is not saved yet. What you "
                "typed is still below. Open the question in a second window, bring the two together there, "
                "and save.",
                code="stale",
            )
        return cleaned


class PositionedForm(forms.ModelForm):
    """A row whose position is set by its place on the page, not typed."""

    position = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=LAST)

    def clean_position(self):
        position = self.cleaned_data["position"]
        return LAST if position is None else position

    @property
    def is_removed(self):
        """Whether this row, or the row it lies in, is ticked to be deleted."""
        box = self.fields.get("DELETE")
        ticked = (
            self.is_bound
            and box
            and box.widget.value_from_datadict(self.data, self.files, self.add_prefix("DELETE"))
        )
        above = getattr(self, "above", None)
        return bool(ticked) or (above is not None and above.is_removed)

    def clean(self):
        if getattr(self, "is_gone", False):
            raise ValidationError(
                "This row is not part of the question any more: somebody else removed it.", code="gone"
            )
        return super().clean()

    def has_changed(self):
        """A new row that has only a place is still empty; one with something in a row inside it is not."""
        within = (form for formset in getattr(self, "nested_formsets", ()) for form in formset.forms)
        if any(form.has_changed() and not form.is_removed for form in within):
            return True
        return any(name != "position" or self.instance.pk for name in self.changed_data)

    def _get_validation_exclusions(self):
        # The formset numbers its rows when it saves; until then two rows may well claim one place.
        return super()._get_validation_exclusions() | {"position"}


class AnswerForm(PositionedForm):
    """An answer may be stored before it is written; readiness then keeps it from print."""

    class Meta:
        widgets = {"lead": AdminTextareaWidget(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            self.fields["body"].required = False


class SourceForm(PositionedForm):
    """A reference. One kind or another needs most of its fields, none needs all."""

    class Meta:
        labels = {"container": "Published in", "url": "Web address"}


class PositionedFormSet(NestedInlineFormSet):
    """Rows in the order of the page, numbered from 0 on save without ever breaking "one row a position"."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.above = getattr(self, "parent_form", None)
        form.is_gone = self.is_bound and i < self.initial_form_count() and not form.instance.pk
        return form

    def get_queryset(self):
        # nested_admin would take rows of other questions, for its dragging between them.
        return BaseInlineFormSet.get_queryset(self)

    def _should_delete_form(self, form):
        return form.is_removed

    def process_forms_pre_save(self, forms):
        """Number the rows that stay. Returns all forms in the order to save them in: the removed ones first."""
        removed = [form for form in forms if form.is_removed and not form.is_gone]
        kept = [form for form in forms if not form.is_removed and (form.instance.pk or form.has_changed())]
        kept.sort(key=lambda form: form.cleaned_data.get("position", LAST))
        moving = [form.instance.pk for form in removed if form.instance.pk]
        for place, form in enumerate(kept):
            form.instance.position = place
            if form.instance.pk and form.initial.get("position") != place:
                moving.append(form.instance.pk)
                form.changed_data.append("position")
        # Out of the way first: row by row, 1 cannot become 2 while 2 is still there.
        self.model.objects.filter(pk__in=moving).update(position=F("position") + LAST)
        return removed + kept


class PublishForm(forms.Form):
    """When to print, and what to say of it where readers have read an earlier edition."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    at = MomentField(
        label="Publish at",
        required=False,
        help_text="Leave empty for now. A time to come schedules the edition; it goes live by itself.",
    )
    kind = forms.ChoiceField(
        label="Kind of change",
        required=False,
        choices=[("", "No note to readers")]
        + [choice for choice in Correction.Kind.choices if choice[0] != Correction.Kind.WITHDRAWAL],
    )
    wrong = forms.CharField(
        label="What was wrong", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    right = forms.CharField(
        label="What is right now", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    noticed_by = forms.CharField(label="Noticed by", required=False, max_length=120)
    substantial = forms.BooleanField(
        label="It says something else now",
        required=False,
        help_text="Moves the date “Last changed in substance”. A note to readers always does; a comma, a picture or a "
        "review does not.",
    )

    def __init__(self, *args, has_live_edition, widget, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].widget = widget
        if not has_live_edition:
            for name in ("kind", "wrong", "right", "noticed_by", "substantial"):
                del self.fields[name]

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at <= timezone.now():
            raise ValidationError(
                "This time has passed. Choose a later one, or leave it empty to publish now."
            )
        return at

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind"):
            for name in ("wrong", "right"):
                if not cleaned.get(name):
                    self.add_error(name, "Readers are told this: write a sentence.")
        elif cleaned.get("wrong") or cleaned.get("right"):
            self.add_error("kind", "Choose the kind of change.")
        return cleaned

    @property
    def correction(self):
        """The correction's words for workflow.publish, or None."""
        if not self.cleaned_data.get("kind"):
            return None
        return {name: self.cleaned_data[name] for name in ("kind", "wrong", "right", "noticed_by")}


class WaiveForm(forms.Form):
    """Why the findings that may be waived are let pass."""

    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as “printed without sources in 2011”. It is kept, with your name, under Waivers.",
    )


class WithdrawForm(forms.Form):
    """Why a question leaves the site."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="A sentence for readers: whoever follows a link to the question will see it.",
    )


class SearchForm(forms.Form):
    """What a reader may ask of the search; whatever is wrong with a date, the rest still counts.

    Build it with ``from_address``: an address may hold anything.
    """

    q = forms.CharField(required=False)
    since = HistoricalDateFormField(required=False, label="From")
    until = HistoricalDateFormField(required=False, label="To")

    @classmethod
    def from_address(cls, parameters):
        """Return the form filled in with ``parameters`` (a QueryDict), cleaned of what is no text."""
        return cls({name: search.tidy(value) for name, value in parameters.items()})

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and dates.bounds(since).earliest > dates.bounds(until).latest:
            self.add_error("until", "This lies before the first date: exchange the two.")

    def filters(self):
        """Return the search.Filters that were asked for and understood."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        return search.Filters(
            **{kind: self.data.get(kind, "") for kind in search.KINDS},
            earliest=dates.bounds(since).earliest if since else None,
            latest=dates.bounds(until).latest if until else None,
        )
