"""Forms that know what they were opened on, so that no save of theirs can silently undo another's."""

import re
import secrets

from django import forms
from django.core.exceptions import ValidationError

SAFE = ("opened_version", "page_key")
PAGE_KEY = re.compile(r"[A-Za-z0-9_-]{8,32}")
LARGEST = 2**31 - 1


class SafeForm(forms.ModelForm):
    """Carries the version it was opened on, and a key of the page that shows it.

    It refuses to save over a newer version by itself; the admin's saving.py brings the two together before.
    """

    opened_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=LARGEST
    )
    page_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    held = ""  # A sentence: why this form is only shown.

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_version"].initial = self.instance.version
        self.fields["page_key"].initial = secrets.token_urlsafe(12)

    def clean(self):
        cleaned = super().clean()
        if self.held:
            raise ValidationError(self.held, code="held")
        if self.instance.pk and cleaned.get("opened_version") != self.instance.version:
            raise ValidationError(
                "Somebody else saved this question after you opened it, so yours is not saved yet. What you "
                "typed is still below. Open the question in a second window, bring the two together there, "
                "and save.",
                code="stale",
            )
        return cleaned


def sent_from(data):
    """Return (page key, opened version) of a form sent as ``data``: "" and None where they are missing or nonsense."""
    page, version = data.get("page_key", ""), data.get("opened_version", "")
    is_number = version.isascii() and version.isdecimal() and len(version) < 11 and int(version) <= LARGEST
    return page if PAGE_KEY.fullmatch(page) else "", int(version) if is_number else None
