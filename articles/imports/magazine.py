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
        return QuestionRecord(
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
    except (TypeError, KeyError) as error:
        raise Unreadable(f"{path.name} has a key that is unknown, or misses one: {error}") from error


def _provenance(first, named):
    publication, _, issue = first["issue"].partition("/")
    title = named["publications"][publication]["title"]
    return ProvenanceRecord(publication=title, issue_slug=issue, pages=first.get("pages", ""))


def _book(row):
    return BookRecord(
        title=row["title"], publisher=row.get("publisher", ""), year=row.get("year"), isbn=row.get("isbn", "")
    )


def _answer(data, named):
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
    known = {field.name for field in fields(record)}
    if unknown := set(data) - known:
        raise TypeError(f"{record.__name__} knows no {', '.join(sorted(unknown))}")
    return record(**data)
