"""What a historian fills in at the desk behind a link. The link's secret is in the address: no token besides it."""

from django import forms

from . import richtext

LONGEST = 4000


class DeskForm(forms.Form):
    """``words`` are the fields that the verb takes."""

    words = ()
    use_required_attribute = False


class AnswerForm(DeskForm):
    words = ("text",)

    text = forms.CharField(
        label="Your answer",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Write it here or paste it. A blank line begins a new paragraph.",
    )


class RemarkForm(DeskForm):
    """``paragraphs`` are those of the answer, in order."""

    words = ("passage", "text", "proposal")

    passage = forms.ChoiceField(label="Where", required=False)
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
        shown = [(str(place), richtext.excerpt(text, words=12)) for place, text in enumerate(paragraphs)]
        self.fields["passage"].choices = [("", "The answer as a whole"), *shown]

    def clean_passage(self):
        place = self.cleaned_data["passage"]
        return self.paragraphs[int(place)][:LONGEST] if place else ""


class ApproveForm(DeskForm):
    words = ("seen",)

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
