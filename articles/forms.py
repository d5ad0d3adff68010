"""Forms that do more than show a model's fields: those of the admin, and what readers fill in."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from nested_admin.formsets import NestedInlineFormSet

from . import dates, forwarding, renditions, search
from .models import Correction
from .models.fields import HistoricalDateFormField
from .models.pictures import ALT_OR_DECORATIVE
from .models.questions import SHORT_ANSWER_WORDS
from .moments import MomentField
from .safeforms import SafeForm

LAST = 10_000  # Beyond every position that a row can have: a small integer holds three times this.


class LineField(forms.CharField):
    """One line of text in a box high enough to see all of it: line breaks and doubled spaces become spaces."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "widget": AdminTextareaWidget(attrs={"rows": 2})})

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class PrintablePictureField(forms.ModelChoiceField):
    """The picture of what readers see as soon as it is saved: a portrait, a cover, a sponsor's."""

    def clean(self, value):
        picture = super().clean(value)
        gaps = [sentence for _, sentence in picture.gaps()] if picture else []
        if gaps:
            raise ValidationError(f"{' '.join(gaps)} Fill that in first: readers would see it at once.")
        return picture


class NamedForm(forms.ModelForm):
    """Of what has an address of its own: nobody else's old one may be taken."""

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if forwarding.taken(self.instance, slug):
            raise ValidationError(
                "Another entry had this address before: choose a different one.", code="taken"
            )
        return slug


class PictureForm(forms.ModelForm):
    """A picture's upload is judged by its bytes; what is found in them is stored beside it."""

    class Meta:
        field_classes = {"alt": LineField, "caption": LineField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "original" in self.fields:
            self.fields["original"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp,image/avif"

    def clean(self):
        cleaned = super().clean()
        # The desk takes pictures in before anybody has described them; who fills in this page does.
        if "alt" in cleaned and not (cleaned["alt"] or cleaned.get("decorative")):
            raise ValidationError(ALT_OR_DECORATIVE, code="no_alt")
        return cleaned

    def clean_original(self):
        upload = self.cleaned_data["original"]
        if "original" in self.changed_data and upload:
            try:
                renditions.take(self.instance, upload)
            except renditions.BadPicture as error:
                raise ValidationError(str(error), code="bad_picture") from error
        return upload


class QuestionForm(SafeForm):
    """The question's own fields; its rows have forms of their own."""

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
        if "owner" in self.fields:
            staff = Q(is_staff=True, is_active=True) | Q(pk=self.instance.owner_id)
            self.fields["owner"].queryset = self.fields["owner"].queryset.filter(staff).order_by("username")


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


class NoteForm(forms.Form):
    """What kind of change an edition makes, and what readers are told of it."""

    NONE = "none"

    kind = forms.ChoiceField(
        label="Kind of change",
        required=False,
        choices=[choice for choice in Correction.Kind.choices if choice[0] != Correction.Kind.WITHDRAWAL],
    )
    wrong = forms.CharField(
        label="What was wrong", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    right = forms.CharField(
        label="What is right now", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    noticed_by = forms.CharField(label="Noticed by", required=False, max_length=120)

    @property
    def correction(self):
        """The correction's words for workflow, or None."""
        if self.cleaned_data.get("kind") in (None, "", self.NONE):
            return None
        return {name: self.cleaned_data[name] for name in ("kind", "wrong", "right", "noticed_by")}


class PublishForm(NoteForm):
    """When to print, and what to say of it where readers have read an earlier edition."""

    field_order = ["version", "at", "review_by"]

    version = forms.IntegerField(widget=forms.HiddenInput)
    at = MomentField(
        label="Publish at",
        required=False,
        help_text="Leave empty for now. A time to come schedules the edition; it goes live by itself.",
    )
    review_by = forms.DateField(
        label="Read again by",
        required=False,
        widget=AdminDateWidget,
        help_text="The answer comes back to the newsroom’s first page by this day. Leave empty for never.",
    )
    substantial = forms.BooleanField(
        label="It says something else now",
        required=False,
        help_text="Moves the date “Last changed in substance”. A note to readers always does; a comma, a picture or a "
        "review does not.",
    )

    def __init__(self, *args, has_live_edition, widget, says_else=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.says_else = says_else
        self.fields["at"].widget = widget
        kind = self.fields["kind"]
        if says_else:
            none = (self.NONE, "No change of substance: readers are told nothing")
            kind.choices = [("", "Choose…"), none, *kind.choices]
            kind.help_text = "Readers have a text that says something else: see what changed in the preview."
        else:
            kind.choices = [("", "No note to readers"), *kind.choices]
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
        kind = cleaned.get("kind")
        if kind and kind != self.NONE:
            for name in ("wrong", "right"):
                if not cleaned.get(name):
                    self.add_error(name, "Readers are told this: write a sentence.")
        elif cleaned.get("wrong") or cleaned.get("right"):
            self.add_error("kind", "Choose the kind of change.")
        elif self.says_else and not kind:
            self.add_error(
                "kind", "The text says something else than what readers have: choose the kind of change."
            )
        elif kind == self.NONE and cleaned.get("substantial"):
            self.add_error("kind", "Then it is a correction, a clarification or an update: choose which.")
        return cleaned

    @property
    def substance(self):
        """Whether somebody said that the substance changed: True, False, or None where nobody said."""
        if self.cleaned_data.get("substantial"):
            return True
        return False if self.cleaned_data.get("kind") == self.NONE else None


class HotFixForm(NoteForm):
    """A few words of what is live, what they should be, and what readers are told of it."""

    field_order = ["edition", "old", "new"]

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    old = forms.CharField(
        label="Words that are wrong",
        max_length=500,
        help_text="As readers see them. If they stand in several places, copy some more words around.",
    )
    new = forms.CharField(
        label="What they should be", required=False, max_length=500, help_text="Left empty, the words go."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.required = True
        kind.choices = [
            ("", "Choose…"),
            (self.NONE, "No change of substance: readers are told nothing"),
            *kind.choices,
        ]
        for name, field in (
            ("wrong", "It said “(the old words)”."),
            ("right", "It says “(the new words)” now."),
        ):
            self.fields[name].help_text = f"Left empty: {field}"

    def clean(self):
        cleaned = super().clean()
        old, new = cleaned.get("old", ""), cleaned.get("new", "")
        if cleaned.get("kind") not in (None, "", self.NONE):
            cleaned["wrong"] = cleaned.get("wrong") or f"It said “{old}”."
            cleaned["right"] = cleaned.get("right") or (
                f"It says “{new}” now." if new else "These words are gone."
            )
        return cleaned


class WaiveForm(forms.Form):
    """Which findings are let pass, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    findings = forms.MultipleChoiceField(
        label="Findings",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what may pass."},
        help_text="What is let pass of a text comes back when that text changes.",
    )
    reason = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as “printed without sources in 2011”. It is kept, with your name, under Waivers.",
    )

    def __init__(self, *args, findings, **kwargs):
        super().__init__(*args, **kwargs)
        offered = {finding.key: finding for finding in findings if finding.waivable}
        self.fields["findings"].choices = [(key, _said(finding)) for key, finding in offered.items()]
        stopping = [key for key, finding in offered.items() if finding.stops]
        if len(stopping) == 1:
            self.fields["findings"].initial = stopping


def _said(finding):
    return f"{finding.sentence} “{finding.quote}”" if finding.quote else finding.sentence


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
