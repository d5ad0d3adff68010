"""Credit lines: who answered, and which books of whom the line names."""

import pytest

from articles.imports.page.credits import parse_biography, parse_byline, parse_credit
from articles.imports.records import BookRecord, PersonRecord

BERLIN = BookRecord(title="Berlin at War", publisher="Bodley Head", year=2010)


def people(line):
    """Return [(name, [(title, publisher, year)])] of a credit line."""
    return [(p.name, [(b.title, b.publisher, b.year) for b in p.books]) for p in parse_credit(line).people]


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("A. J. P. Taylor", ["A. J. P. Taylor"]),
        ("Anna Lee and Saul Day", ["Anna Lee", "Saul Day"]),
        ("Anna Lee, Saul Day and Wei-Lan Hsu", ["Anna Lee", "Saul Day", "Wei-Lan Hsu"]),
        ("Anna Lee & Saul Day.", ["Anna Lee", "Saul Day"]),
        ("Dr Anna Lee OBE", ["Anna Lee"]),
        ("Prof. Dr. Anna Lee", ["Anna Lee"]),
        ("Professor Sir Ian Day", ["Sir Ian Day"]),
        ("Ludwig van der Berg, Jr", ["Ludwig van der Berg, Jr"]),
        ("historian and broadcaster Saul Day", ["Saul Day"]),
        ("one of our Q&A experts, Emily Brand", ["Emily Brand"]),
        ("Anna Lee, professor of history at King’s College London, and Saul Day", ["Anna Lee", "Saul Day"]),
        ("Anna Lee, fellow of Keble College, Oxford, and Dr Saul Day, a curator", ["Anna Lee", "Saul Day"]),
        ("Anna Lee and Anna Lee", ["Anna Lee"]),
        ("our team of experts", []),
        ("the HistoryExtra team", []),
    ],
)
@pytest.mark.parametrize("opening", ["Answered by", "Answered by:", "ANSWERED BY:"])
def test_the_people_of_a_credit_line(opening, credit, names):
    assert [name for name, _ in people(f"{opening} {credit}")] == names


@pytest.mark.parametrize(
    ("description", "books"),
    [
        ("author of Berlin at War (Bodley Head, 2010).", [("Berlin at War", "Bodley Head", 2010)]),
        ("author of Berlin at War (2010)", [("Berlin at War", "", 2010)]),
        ("author of Berlin at War (Bodley Head)", [("Berlin at War", "Bodley Head", None)]),
        ("author of Berlin at War", [("Berlin at War", "", None)]),
        ("co-author of Microcosm (Jonathan Cape, 2002)", [("Microcosm", "Jonathan Cape", 2002)]),
        ("historian and author of the best-selling Berlin at War (2010)", [("Berlin at War", "", 2010)]),
        ("author of X (Pub, 2010) and Y (Pub2, 2012)", [("X", "Pub", 2010), ("Y", "Pub2", 2012)]),
        (
            "author of X (A, 2010), Y (B, 2011), and Z (C, 2012)",
            [("X", "A", 2010), ("Y", "B", 2011), ("Z", "C", 2012)],
        ),
        ("author of X (Pub, 2010) and War and Peace", [("X", "Pub", 2010), ("War and Peace", "", None)]),
        ("author of Hitler and Stalin (HarperCollins, 1991)", [("Hitler and Stalin", "HarperCollins", 1991)]),
        ("author of Guns, Germs and Steel", [("Guns, Germs and Steel", "", None)]),
        (
            "author of Ink: Type, Trade & War, 1450–1500 (OUP, 2001)",
            [("Ink: Type, Trade & War, 1450–1500", "OUP", 2001)],
        ),
        (
            "author of The Rome (A History) Reborn (Penguin, 2010)",
            [("The Rome (A History) Reborn", "Penguin", 2010)],
        ),
        (
            "author of The Great War (A Short History) (OUP, 2004)",
            [("The Great War (A Short History)", "OUP", 2004)],
        ),
        ("author of The Great War (A Short History)", [("The Great War (A Short History)", "", None)]),
        ("author of 1492: The Year (Lantern Books, 2019)", [("1492: The Year", "Lantern Books", 2019)]),
        ("author of X (Little, Brown, 2015)", [("X", "Little, Brown", 2015)]),
        ("author of X (Weidenfeld & Nicolson, May 2015)", [("X", "Weidenfeld & Nicolson", 2015)]),
        ("author of X (London: Faber and Faber, 2015)", [("X", "Faber and Faber", 2015)]),
        ("author of X (Allen Lane, 2015; paperback Penguin, 2016)", [("X", "Allen Lane", 2015)]),
        ("author of X, published by Quay Press in 2009", [("X", "Quay Press", 2009)]),
        ("(author of Berlin at War, Bodley Head, 2010)", [("Berlin at War", "Bodley Head", 2010)]),
        ("– author of Berlin at War (2010)", [("Berlin at War", "", 2010)]),
        (
            "author of ‘X’ (Pub, 2010) and ‘The Devils’ Alliance’ (2014)",
            [("X", "Pub", 2010), ("The Devils’ Alliance", "", 2014)],
        ),
        ("author of “X and Y” and “Z”", [("X and Y", "", None), ("Z", "", None)]),
        ("whose books include X (Pub, 2010) and Y", [("X", "Pub", 2010), ("Y", "", None)]),
        (
            "whose books include First to Fight and Killing Time",
            [("First to Fight", "", None), ("Killing Time", "", None)],
        ),
        (
            "author of several books on Rome, including X (A, 2004) and Y (B, 2016)",
            [("X", "A", 2004), ("Y", "B", 2016)],
        ),
        ("whose latest book, The Templars (Zeus, 2017), is out now", [("The Templars", "Zeus", 2017)]),
        ("a historian at Hull. His latest book is X (Pub, 2017)", [("X", "Pub", 2017)]),
        ("author of Berlin at War, who teaches at Hull", [("Berlin at War", "", None)]),
        ("professor of history at Hull", []),
        ("author of several books on Rome", []),
    ],
)
def test_the_books_of_a_credit_line(description, books):
    joined = " " if description[0] in "(–" else ", "
    assert people(f"Answered by Roger Moor{joined}{description}") == [("Roger Moor", books)]


def test_an_isbn_is_kept_as_printed():
    credit = parse_credit("Answered by Ada Wren, author of X (Pub, 2010, ISBN 978-0-14-103459-7)")
    assert credit.people[0].books == (
        BookRecord(title="X", publisher="Pub", year=2010, isbn="978-0-14-103459-7"),
    )


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        (
            "Anna Lee, author of X (A, 2010), and Saul Day, author of Y (B, 2012).",
            [("Anna Lee", [("X", "A", 2010)]), ("Saul Day", [("Y", "B", 2012)])],
        ),
        (
            "Anna Lee, author of X (A, 2010) and Saul Day",
            [("Anna Lee", [("X", "A", 2010)]), ("Saul Day", [])],
        ),
        (
            "Anna Lee and Saul Day, author of Y (B, 2012)",
            [("Anna Lee", []), ("Saul Day", [("Y", "B", 2012)])],
        ),
        (
            "Anna Lee and Saul Day, authors of Y (B, 2012)",
            [("Anna Lee", [("Y", "B", 2012)]), ("Saul Day", [("Y", "B", 2012)])],
        ),
        (
            "Anna Lee, author of X (A, 2010), Sir Max Day and Ada Wren, editor of Z (2020)",
            [("Anna Lee", [("X", "A", 2010)]), ("Sir Max Day", []), ("Ada Wren", [("Z", "", 2020)])],
        ),
    ],
)
def test_every_author_has_the_books_of_his_own(credit, expected):
    assert people(f"Answered by {credit}") == expected


@pytest.mark.parametrize(
    ("credit", "complete"),
    [
        ("Roger Moor, author of Berlin at War (Bodley Head, 2010).", True),
        ("Dr Roger Moor", False),
        ("Roger Moor, a historian of Germany", False),
        ("our team", False),
    ],
)
def test_a_credit_tells_whether_all_of_it_was_kept(credit, complete):
    assert parse_credit(f"Answered by {credit}").complete is complete


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Wren", ["Ada Wren"]),
        ("Written by Dr Ada Wren and Tom Hale", ["Ada Wren", "Tom Hale"]),
        ("Words: Ada Wren", ["Ada Wren"]),
        ("By Christmas 1914 the war was over.", []),
        ("By Land and Sea", []),
        ("By Order of the King", []),
        ("By whom?", []),
    ],
)
def test_bylines_and_what_only_begins_like_one(line, names):
    assert [person.name for person in parse_byline(line)] == names


def test_a_biography_names_a_book_that_was_printed():
    line = "Roger Moor is a historian and author of Berlin at War (Bodley Head, 2010)."
    assert parse_biography(line) == (PersonRecord(name="Roger Moor", books=(BERLIN,)),)
    assert parse_biography("Hitler was the author of his own downfall.") == ()
    assert parse_biography("Hitler was the author of Mein Kampf.") == ()
