"""Model fields of our own: historical dates, identifiers with a checksum, cleaned rich text."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django_prose_editor.fields import ProseEditorField
from stdnum import isbn, isni, issn
from stdnum.exceptions import ValidationError as NumberError

from articles import dates, richtext

DATE_HELP = (
    "In words or EDTF: “1066”, “c. 1066”, “44 BC”, “August 1939”, “1914–18”, “13th century”, “spring 1942”."
)


def validate_historical_date(value):
    """Raise ValidationError unless ``value`` is EDTF text."""
    try:
        dates.parse(value)
    except dates.DateError as error:
        raise ValidationError(str(error), code="historical_date") from error


class HistoricalDateFormField(forms.CharField):
    """Shows a date in words, reads words or EDTF."""

    def prepare_value(self, value):
        try:
            return dates.display(value) if value else value
        except dates.DateError:
            return value

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return value
        try:
            return dates.read(value)
        except dates.DateError as error:
            raise ValidationError(str(error), code="historical_date") from error


class HistoricalDateField(models.CharField):
    """EDTF text. Put two DayNumberFields of it beside it to sort and filter by."""

    default_validators = [validate_historical_date]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", DATE_HELP)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": HistoricalDateFormField, **kwargs})


class DayNumberField(models.BigIntegerField):
    """The first or last day of the historical date in field ``of``, as a signed day number.

    ``end`` is "earliest" or "latest". Day 1 is 1 January AD 1 in the proleptic Gregorian calendar. NULL where
    the date is empty. Set on every save; one with ``update_fields`` must name it beside the date.
    """

    def __init__(self, *args, of, end, **kwargs):
        self.of, self.end = of, end
        kwargs.update(null=True, blank=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of, "end": self.end}

    def pre_save(self, model_instance, add):
        text = getattr(model_instance, self.of)
        value = getattr(dates.bounds(text), self.end) if text else None
        setattr(model_instance, self.attname, value)
        return value


class MonthDayField(models.PositiveSmallIntegerField):
    """The day of the year that the historical date in field ``of`` names, as month × 100 + day: 14 October is 1014.

    NULL where the date is not one certain day. Set on every save; one with ``update_fields`` must name it.
    """

    def __init__(self, *args, of, **kwargs):
        self.of = of
        kwargs.update(null=True, blank=True, editable=False, db_index=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance, add):
        text = getattr(model_instance, self.of)
        value = dates.month_day(text) if text else None
        setattr(model_instance, self.attname, value)
        return value


def bounds_in_order(field, *, table):
    """Return the constraint that the day numbers of date ``field`` are both there, or both not, and in order."""
    earliest, latest = f"{field}_earliest", f"{field}_latest"
    # A comparison with NULL is not false, and a CHECK lets it pass: "not NULL" has to be said.
    both = {f"{earliest}__isnull": False, f"{latest}__isnull": False, f"{earliest}__lte": F(latest)}
    return models.CheckConstraint(
        condition=Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True}) | Q(**both),
        name=f"{table}_{field}_bounds_in_order",
        violation_error_message="The date ends before it starts.",
    )


class CheckedNumberField(models.CharField):
    """An identifier stored in its canonical form and refused when its checksum is wrong."""

    sentence = "This is not a valid number."

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("max_length", 20)
        super().__init__(*args, **kwargs)

    def canonical(self, value):
        """Return the canonical form of ``value``; raise NumberError where the checksum or form is wrong."""
        raise NotImplementedError

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return value
        try:
            return self.canonical(value)
        except NumberError as error:
            raise ValidationError(self.sentence, code="checksum") from error


class IsbnField(CheckedNumberField):
    """An ISBN-10 or ISBN-13, stored as 13 digits (ISO 2108)."""

    sentence = "The ISBN’s check digit does not fit. Type the 10 or 13 digits as printed in the book."

    def canonical(self, value):
        return isbn.to_isbn13(isbn.validate(value)).replace("-", "")


class IssnField(CheckedNumberField):
    """An ISSN, stored as NNNN-NNNN (ISO 3297)."""

    sentence = "The ISSN’s check digit does not fit. It looks like 1469-8552."

    def canonical(self, value):
        return issn.format(issn.validate(value))


class OrcidField(CheckedNumberField):
    """An ORCID iD, stored as 0000-0000-0000-0000. They are a block of ISNIs (ISO 27729), check digit and all."""

    sentence = "The ORCID iD’s check digit does not fit. It looks like 0000-0002-1825-0097."

    def canonical(self, value):
        return isni.format(isni.validate(value.rstrip("/").rsplit("/", 1)[-1])).replace(" ", "-")


class RichTextField(ProseEditorField):
    """HTML of the one allow-list, cleaned whenever the model is validated.

    With ``picks`` it may name pictures and questions by their number (articles/inserts.py shows them).
    """

    def __init__(self, *args, picks=False, **kwargs):
        self.picks = picks
        kwargs.setdefault("config", {"extensions": richtext.EXTENSIONS})
        kwargs.setdefault("sanitize", richtext.clean)
        super().__init__(*args, **kwargs)

    def clean(self, value, instance):
        # Before the check for a blank value, too: a required text is more than "<p></p>".
        cleaned = richtext.clean(value or "")
        return super().clean(cleaned if self.picks else richtext.picks.without(cleaned), instance)
