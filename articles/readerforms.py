"""The forms that readers send. Each carries a signed token and a field that only programs fill in."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from .intake import Refused, tokens

TEXT_LENGTH = 2000


class Words(forms.CharField):
    """Text of several lines, each line break counted once, as the browser counts it."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ReaderForm(forms.Form):
    """After ``is_valid``, ``number`` is the token's, to be used once. A refused form gets a new token."""

    purpose = ""
    seconds = 3  # Nobody reads a form and writes into it in less.

    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, **kwargs):
        super().__init__(data.copy() if data is not None else None, **kwargs)
        self.fields["token"].initial = lambda: tokens.issue(self.purpose)
        if "email" in self.fields and not settings.MAIL_WORKS:
            del self.fields["email"]

    @property
    def shown_fields(self):
        """The fields that readers see."""
        return [field for field in self.visible_fields() if field.name != "website"]

    def clean(self):
        cleaned = super().clean()
        try:
            self.number = tokens.read(cleaned.get("token", ""), self.purpose, seconds=self.seconds)
        except Refused as refusal:
            self.data["token"] = tokens.issue(self.purpose)
            raise ValidationError(str(refusal), code="token") from refusal
        if cleaned.get("website"):
            self.data["website"] = ""
            raise ValidationError(
                "A field that is to stay empty was filled in; some browsers do that. Please send it again.",
                code="website",
            )
        return cleaned


class AskForm(ReaderForm):
    """A question, and as much about its asker as the asker likes."""

    purpose = "ask"

    text = Words(
        label="Your question",
        min_length=10,
        max_length=TEXT_LENGTH,
        help_text="One question, in your own words. Say what made you wonder, if you like.",
        error_messages={
            "required": "Write your question.",
            "min_length": "Write the whole question, in a few words at least.",
        },
    )
    name = forms.CharField(
        label="Your name", required=False, max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    town = forms.CharField(
        label="Your town",
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    consent = forms.BooleanField(
        label="Print my name and town with the question",
        required=False,
        help_text="Without this tick neither is ever shown.",
    )
    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        help_text="Only to write to you when it is answered or declined. Never printed. You will first get a mail with "
        "a link, to confirm that it is yours.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class WatchForm(ReaderForm):
    """An address to write to when a question is answered."""

    purpose = "watch"
    seconds = 1

    email = forms.EmailField(
        label="Your e-mail address",
        help_text="You get a mail with a link, to confirm that it is yours, and one mail when there is an answer.",
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": "Write the e-mail address to send the answer to."},
    )


class ReportForm(ReaderForm):
    """What is wrong in a paragraph. ``groups`` are lists of Paragraphs, ``edition`` the number of the edition read."""

    purpose = "report"

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    paragraph = forms.ChoiceField(
        label="Where",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the paragraph.",
            "invalid_choice": "Choose one of these paragraphs.",
        },
    )
    message = Words(
        label="What is wrong?",
        min_length=5,
        max_length=TEXT_LENGTH,
        help_text="If you know a source that says otherwise, name it.",
        error_messages={
            "required": "Say what is wrong.",
            "min_length": "Say what is wrong, in a few words at least.",
        },
    )
    name = forms.CharField(
        label="Your name", required=False, max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    may_be_thanked = forms.BooleanField(
        label="Thank me by name if this leads to a correction",
        required=False,
        help_text="Without this tick your name is never shown.",
    )
    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        help_text="Only if our desk may ask you back. Never printed.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    WHOLE_PAGE = "page"

    def __init__(self, data=None, *, groups, **kwargs):
        super().__init__(data, **kwargs)
        choices = [(each.anchor, each.text) for group in groups for each in group]
        self.fields["paragraph"].choices = [*choices, (self.WHOLE_PAGE, "Something else on the page")]

    @property
    def shown_fields(self):
        return [field for field in super().shown_fields if field.name != "paragraph"]

    def clean_paragraph(self):
        chosen = self.cleaned_data["paragraph"]
        return "" if chosen == self.WHOLE_PAGE else chosen
