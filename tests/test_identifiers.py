"""Numbers recognised in any form in which people paste them, and said to be wrong when they are."""

import pytest

from articles.identifiers import WRONG, Identifier, recognise

BOOK, PERSON = "9780306406157", "0000-0002-1825-0097"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0306406152", "isbn", BOOK),
        ("0-306-40615-2", "isbn", BOOK),
        (" ISBN-10: 0 306 40615 2 ", "isbn", BOOK),
        ("978-0-306-40615-7", "isbn", BOOK),
        ("978–0–306–40615–7", "isbn", BOOK),
        ("isbn 9780306406157", "isbn", BOOK),
        ("0-8044-2957-x", "isbn", "9780804429573"),
        ("https://orcid.org/0000-0002-1825-0097", "orcid", PERSON),
        ("orcid.org", None, None),
        ("ORCID: 0000 0002 1825 0097", "orcid", PERSON),
        ("0000000218250097", "orcid", PERSON),
        ("q42", "wikidata", "Q42"),
        ("https://www.wikidata.org/wiki/Q42#sitelinks", "wikidata", "Q42"),
        ("http://www.wikidata.org/entity/Q42", "wikidata", "Q42"),
        *(
            (text, None, None)
            for text in ("", "Q0", "1066", "Richard III", "1914-1918", "٣٣٣", "\x00", "978")
        ),
    ],
)
def test_any_form_is_recognised_and_a_name_or_year_is_not(text, kind, value):
    assert recognise(text) == (Identifier(kind, value) if kind else None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0306406153", "isbn"),
        ("978-0-306-40615-8", "isbn"),
        ("https://orcid.org/0000-0002-1825-0098", "orcid"),
        ("٠٠٠٠٠٠٠٢١٨٢٥٠٠٩٧", "orcid"),
    ],
)
def test_a_wrong_check_digit_is_said(text, kind):
    assert recognise(text) == Identifier(kind, wrong=WRONG[kind])
