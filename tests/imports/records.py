"""Records for tests of what is imported."""

from datetime import UTC, datetime

from articles.imports.records import (
    AnswerRecord,
    BookRecord,
    PersonRecord,
    ProvenanceRecord,
    QuestionRecord,
    SourceRecord,
)

WEB_DATE = datetime(2016, 2, 23, 9, 10, tzinfo=UTC)


def answer_record(**fields):
    """An answer by Roger Moorhouse with one book and one source."""
    book = BookRecord(title="Berlin at War", publisher="Bodley Head", year=2010)
    values = {
        "lead": "The battle decided more than a border.",
        "body": "<p>Indeed, it turned an army south.</p>",
        "credits": (PersonRecord(name="Roger Moorhouse", books=(book,)),),
        "sources": (SourceRecord(title="Nomonhan", authors="A. Coox", issued="1985"),),
    }
    return AnswerRecord(**{**values, **fields})


def question_record(**fields):
    """What a reader of saved pages finds on a page."""
    values = {
        "reference": "page:khalkhin-gol",
        "text": "Did a forgotten battle in 1939 change the war?",
        "answers": (answer_record(),),
        "provenance": ProvenanceRecord(publication="BBC History Magazine", issued="2011"),
        "web_date": WEB_DATE,
        "masthead": ("BBC History Magazine", "BBC History Revealed"),
        "offer": "Try 6 issues for only £9.99",
        "set_aside": ("Sponsored content",),
    }
    return QuestionRecord(**{**values, **fields})
