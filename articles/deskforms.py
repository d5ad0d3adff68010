"""What a historian fills in at the desk behind a link. The link's secret is in the address: no token besides it."""

from html import escape

from django import forms

from . import commissions, richtext
from .models import Commission

LONGEST = 4000
SELECTED = "selected"  # instead of a paragraph's number


class DeskForm(forms.Form):
    """``words`` are the fields that the verb takes."""

    words = ()
    use_required_attribute = False


def editor():
    """Return the rich text editor, as the admin has it; without JavaScript it is a plain box."""
    widget = Commission._meta.get_field("text").formfield().widget
    widget.attrs |= {"rows": 18, "autocomplete": "off"}
    return widget


class AnswerForm(DeskForm):
    """``opened`` is the stamp of what the page began with."""

    words = ("text", "opened")

    text = forms.CharField(
        label="Your answer",
        required=False,
        strip=False,
        widget=editor(),
        help_text="Write it here or paste it. A blank line begins a new paragraph.",
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def for_editor(self, *, paste):
        """Give the editor what the plain box does not show: the same words as HTML, and who cleans a paste."""
        html = commissions.from_typed(self["text"].value() or "")
        self.fields["text"].widget.attrs |= {"data-html": html, "data-paste": paste}


class RemarkForm(DeskForm):
    """``paragraphs`` are those of the answer, in order. ``selected`` are words of it, where somebody selected some."""

    words = ("passage", "text", "proposal")

    passage = forms.ChoiceField(label="Where", required=False)
    selected = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Comment", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    proposal = forms.CharField(
        label="Wording you would rather have",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, paragraphs=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.paragraphs = paragraphs
        shown = [(str(place), _short(text)) for place, text in enumerate(paragraphs)]
        if selected := self["selected"].value():
            shown.append((SELECTED, f"“{_short(selected)}”"))
        self.fields["passage"].choices = [("", "The answer as a whole"), *shown]

    def clean(self):
        words = super().clean()
        place = words.get("passage")
        if place == SELECTED:
            words["passage"] = " ".join(words.get("selected", "").split())
            if _bare(words["passage"]) not in _bare("".join(self.paragraphs)):
                self.add_error("passage", "These words are not in the answer as it stands now.")
        elif place:
            words["passage"] = self.paragraphs[int(place)][:LONGEST]
        return words


def _short(text):
    return richtext.excerpt(escape(text), words=12)


def _bare(text):
    """Return ``text`` without white space: a browser's selection and the stored words differ in that."""
    return "".join(text.split())


class ApproveForm(DeskForm):
    words = ("seen",)

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
