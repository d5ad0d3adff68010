"""Dates with a time as people type them: in the site's zone, and never at a time that clocks skip or show twice."""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

YEARS = range(1900, 2201)


def words(at):
    """Return an aware datetime in words, in the site's zone and with its name: "28 Oct 2026, 01:30 GMT"."""
    here = timezone.localtime(at)
    # Django's own letter for the zone is silent in the hour that comes twice, where it is needed most.
    return f"{date_format(here, 'j M Y, H:i')} {here:%Z}"


def local(naive):
    """Return the aware datetime of a clock's time in the site's zone; ValidationError where there is none, or two."""
    zone = timezone.get_current_timezone()
    if naive.year not in YEARS:
        raise ValidationError(f"Give a year from {YEARS[0]} to {YEARS[-1]}.", code="year")
    first, second = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    when = date_format(naive, "j F Y, H:i")
    if first.utcoffset() < second.utcoffset():
        before, after = (f"{each.astimezone(UTC).astimezone(zone):%H:%M}" for each in (second, first))
        raise ValidationError(
            f"{when} does not exist in {zone}: the clocks go forward then. Did you mean {before} or {after}?",
            code="skipped",
        )
    raise ValidationError(
        f"{when} comes twice in {zone}: the clocks go back then. Choose a time before or after that hour.",
        code="twice",
    )


class MomentField(forms.SplitDateTimeField):
    """A date and a time in two boxes."""

    def compress(self, data_list):
        if not data_list:
            return None
        if any(part in self.empty_values for part in data_list):
            return super().compress(data_list)  # says which half is missing
        return local(datetime.combine(*data_list))


class OneBoxMomentField(forms.DateTimeField):
    """A date and a time in the browser's one box for both."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value):
        if isinstance(value, datetime) or value in self.empty_values:
            return value or None
        try:
            naive = datetime.fromisoformat(value.strip())
        except ValueError as error:
            raise ValidationError("Give a date and a time: 2026-12-24T18:00.", code="invalid") from error
        return naive if naive.tzinfo else local(naive)
