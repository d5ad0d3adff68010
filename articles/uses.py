"""Where a picture is used: everything that points at it, found from the models and not from a list."""

from dataclasses import dataclass

from django.db.models import CASCADE, Exists, Model, OuterRef, Q

from .models import Edition, InsetPicture, Issue, Picture, PrintedPicture

# What is read of a row, so that its name costs no further query.
ROWS = {
    Edition: lambda rows: rows.defer("content"),
    Issue: lambda rows: rows.select_related("publication"),
    InsetPicture: lambda rows: rows.select_related("answer__question"),
    PrintedPicture: lambda rows: rows.select_related("edition").defer("edition__content"),
}
# Whose page to open, where the row that points at the picture has none.
OWNERS = {InsetPicture: lambda row: row.answer.question, PrintedPicture: lambda row: row.edition}


@dataclass(frozen=True)
class Use:
    """A row that uses a picture, and by which of its fields."""

    row: Model
    field: str

    @property
    def kind(self):
        """What it is, as a heading says it: "question", "author (portrait)"."""
        name = self.row._meta.verbose_name
        return str(name) if self.field == "picture" else f"{name} ({self.field})"


def relations():
    """Return every foreign key by which something uses a picture.

    What goes with the picture when it is deleted is a part of it: its renditions, its warnings.
    """
    keys = [item for item in Picture._meta.get_fields(include_hidden=True) if item.one_to_many]
    return [key.field for key in keys if key.on_delete is not CASCADE]


def of(picture):
    """Return every Use of ``picture``: one query a relation, however many there are."""
    found = []
    for field in relations():
        rows = field.model._base_manager.filter(**{field.name: picture}).order_by("pk")
        rows = ROWS.get(field.model, lambda rows: rows)(rows)
        owner = OWNERS.get(field.model)
        found += [Use(owner(row), "text") if owner else Use(row, field.name) for row in rows]
    return found


def is_used():
    """Return the condition that something uses the picture of a query's row."""
    condition = Q()
    for field in relations():
        condition |= Q(Exists(field.model._base_manager.filter(**{field.name: OuterRef("pk")})))
    return condition


def used():
    """Return the numbers of all pictures in use, as a query: quicker than to ask ``is_used`` of every picture."""
    numbers = [
        field.model._base_manager.filter(**{f"{field.name}__isnull": False})
        .order_by()
        .values_list(field.attname)
        for field in relations()
    ]
    return numbers[0].union(*numbers[1:], all=True)
