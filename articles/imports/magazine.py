"""Reads a magazine from a folder: ``magazine.toml`` for publications, authors and catalogue, ``questions/*.toml``.

The sample magazine is written in this format; articles/sample holds an example of every table.
"""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from .records import (
    AnswerRecord,
    BookRecord,
    CorrectionRecord,
    FigureRecord,
    PersonRecord,
    PictureRecord,
    PlaceRecord,
    ProvenanceRecord,
    QuestionRecord,
    SourceRecord,
    Unreadable,
)

STATES = ("live", "scheduled", "withdrawn")


@dataclass(frozen=True, kw_only=True)
class Magazine:
    """``tables`` maps a table's name in magazine.toml to its rows; ``questions`` are in file-name order."""

    tables: dict[str, list[dict]]
    questions: tuple[QuestionRecord, ...]


def read_magazine(folder):
    """Return the Magazine in ``folder`` (Path). Raises Unreadable, naming the file, where it is not one."""
    folder = Path(folder)
    tables = _toml(folder / "magazine.toml")
    named = {
        name: {row["slug"]: row for row in tables.get(name, ())}
        for name in ("publications", "authors", "books")
    }
    files = sorted((folder / "questions").glob("*.toml"))
    return Magazine(tables=tables, questions=tuple(_question(path, _toml(path), named) for path in files))


def _toml(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Unreadable(f"{path.name} is missing.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(f"{path.name} is not valid TOML: {error}") from error


def _question(path, data, named):
    slug = path.stem.partition("-")[2] or path.stem
    first = data.pop("first_print", None)
    published = data.pop("published", None)
    try:
        record = QuestionRecord(
            reference=f"magazine:{slug}",
            slug=slug,
            web_date=published,
            provenance=_provenance(first, named) if first else None,
            answers=tuple(_answer(answer, named) for answer in data.pop("answers", ())),
            places=tuple(_row(PlaceRecord, place) for place in data.pop("places", ())),
            figures=tuple(_row(FigureRecord, figure) for figure in data.pop("figures", ())),
            picture=_row(PictureRecord, data.pop("picture")) if "picture" in data else None,
            corrections=tuple(_row(CorrectionRecord, entry) for entry in data.pop("corrections", ())),
            **{name: tuple(value) if isinstance(value, list) else value for name, value in data.items()},
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise Unreadable(f"{path.name} has a key that is unknown, or misses one: {error}") from error
    _check(path, record)
    return record


def _check(path, record):
    if record.state not in STATES:
        raise Unreadable(
            f"{path.name} has the state {record.state!r}; it must be one of {', '.join(STATES)}."
        )
    moments = [record.web_date, record.withdrawn_at, *(correction.at for correction in record.corrections)]
    for moment in moments:
        if moment is not None and getattr(moment, "tzinfo", None) is None:
            raise Unreadable(f"{path.name} has a time without a time zone: write 2025-02-14T09:30:00Z.")


def _provenance(first, named):
    _only(first, "issue", "pages")
    publication, _, issue = first["issue"].partition("/")
    title = named["publications"][publication]["title"]
    return ProvenanceRecord(publication=title, issue_slug=issue, pages=first.get("pages", ""))


def _book(row):
    return BookRecord(
        title=row["title"], publisher=row.get("publisher", ""), year=row.get("year"), isbn=row.get("isbn", "")
    )


def _answer(data, named):
    _only(data, *(field.name for field in fields(AnswerRecord)))
    for credit in data.get("credits", ()):
        _only(credit, "author", "role", "books")
    return AnswerRecord(
        lead=data.get("lead", ""),
        body=data["body"],
        confidence=data.get("confidence", ""),
        confidence_reason=data.get("confidence_reason", ""),
        credits=tuple(
            PersonRecord(
                name=named["authors"][credit["author"]]["name"],
                slug=credit["author"],
                role=credit.get("role", "answered_by"),
                books=tuple(_book(named["books"][slug]) for slug in credit.get("books", ())),
            )
            for credit in data.get("credits", ())
        ),
        sources=tuple(_row(SourceRecord, source) for source in data.get("sources", ())),
    )


def _row(record, data):
    _only(data, *(field.name for field in fields(record)))
    return record(**data)


def _only(data, *names):
    """Raise TypeError on a key that nobody reads: what is written in a file is never dropped in silence."""
    if unknown := set(data) - set(names):
        raise TypeError(f"unknown: {', '.join(sorted(unknown))}")
