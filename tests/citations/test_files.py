"""RIS, BibTeX and CSL-JSON, to the letter."""

import json
from dataclasses import replace
from datetime import date

import pytest

from articles.citations import FILES
from articles.citations.record import FirstPrint

from .facts import facts

FULL = facts(
    "Gogh, Vincent van",
    "Bede",
    translators=["King, Martin Luther, Jr."],
    title="Was 5% of the £ & “gold” lost in the Second War?",
    short_title="The lost 5%",
    issn="1469-8552",
    number=2,
    day=date(2024, 5, 1),
    address="https://magazine.example/questions/lost_gold/v/2/",
    key="lost-gold-v2",
    abstract="Yes,\nand {more} than $5_000.",
    keywords=("Money", "Poland, east"),
    first_print=FirstPrint(
        publication="Lantern History",
        issued="2011-08",
        day="August 2011",
        sentence="First published in Lantern History, August 2011, pp. 34–35.",
    ),
)


def test_ris_is_a_magazine_article_that_says_where_it_was_first_printed():
    assert FILES["ris"].write(FULL) == "\r\n".join(
        [
            "TY  - MGZN",
            "AU  - Gogh, Vincent van",
            "AU  - Bede",
            "A4  - King, Martin Luther, Jr.",
            "TI  - Was 5% of the £ & “gold” lost in the Second War?",
            "ST  - The lost 5%",
            "T2  - Lantern Online",
            "PY  - 2024",
            "DA  - 2024/05/01/",
            "SN  - 1469-8552",
            "LA  - en-GB",
            "UR  - https://magazine.example/questions/lost_gold/v/2/",
            "AB  - Yes, and {more} than $5_000.",
            "KW  - Money",
            "KW  - Poland, east",
            "OP  - Lantern History, 2011-08",
            "N1  - First published in Lantern History, August 2011, pp. 34–35.",
            "N1  - Edition 2; first on the web 23 February 2016.",
            "ER  - ",
            "",
        ]
    )


def test_bibtex_escapes_what_tex_would_read_and_keeps_capitals_of_names():
    assert (
        FILES["bib"].write(FULL)
        == r"""@article{lost-gold-v2,
  author = {Gogh, Vincent van and {Bede}},
  translator = {King, Jr., Martin Luther},
  title = {Was 5\% of the £ \& “gold” lost in the {Second} {War}?},
  shorttitle = {The lost 5\%},
  journal = {Lantern Online},
  entrysubtype = {magazine},
  year = {2024},
  date = {2024-05-01},
  issn = {1469-8552},
  language = {en-GB},
  url = {https://magazine.example/questions/lost_gold/v/2/},
  abstract = {Yes, and \{more\} than \$5\_000.},
  keywords = {Money, Poland east},
  note = {First published in Lantern History, August 2011, pp. 34–35. Edition 2; first on the web 23 February 2016.},
  month = may,
}
"""
    )


def test_bibtex_reads_a_backslash_a_tilde_and_a_name_with_and_in_it_as_they_stand():
    text = FILES["bib"].write(facts("Marks and Spencer", title=r"A \ ~ ^ # b"))
    assert r"title = {A \textbackslash{} \textasciitilde{} \textasciicircum{} \# b}," in text
    assert "author = {{Marks and Spencer}}," in text


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("NATO and the Łódź of 44 BC", "{NATO} and the {Łódź} of 44 {BC}"),
        ("Why did Émile’s “Et tu” end in 1914–18?", "Why did {Émile}’s “{Et} tu” end in 1914–18?"),
        ("Warum zerbrach die Republik?", "Warum zerbrach die {Republik}?"),
        ("“Peace” for our time_", "“{Peace}” for our time\\_"),
    ],
)
def test_bibtex_keeps_every_capital_that_a_style_would_write_small_and_every_letter(title, written):
    assert f"  title = {{{written}}},\n" in FILES["bib"].write(facts("Bede", title=title))


def test_no_value_can_start_a_line_of_its_own():
    forged = "Why?\r\nER  - \r\nTY  - BOOK\u2028AU  - Eve\n}\n@book{x,"
    record = facts(title=forged, abstract=forged, keywords=(forged,))
    ris = FILES["ris"].write(record)
    assert [line[:6] for line in ris.splitlines()].count("ER  - ") == 1
    assert [line[:6] for line in ris.splitlines()].count("TY  - ") == 1
    assert FILES["bib"].write(record).count("\n@") == 0


def test_csl_json_is_a_magazine_article_with_its_first_print():
    assert json.loads(FILES["json"].write(FULL)) == [
        {
            "id": "lost-gold-v2",
            "type": "article-magazine",
            "title": "Was 5% of the £ & “gold” lost in the Second War?",
            "title-short": "The lost 5%",
            "author": [
                {"family": "Gogh", "given": "Vincent", "dropping-particle": "van"},
                {"literal": "Bede"},
            ],
            "translator": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
            "container-title": "Lantern Online",
            "issued": {"date-parts": [[2024, 5, 1]]},
            "ISSN": "1469-8552",
            "URL": "https://magazine.example/questions/lost_gold/v/2/",
            "language": "en-GB",
            "abstract": "Yes,\nand {more} than $5_000.",
            "keyword": "Money, Poland, east",
            "original-date": {"date-parts": [[2011, 8]]},
            "original-title": "Was 5% of the £ & “gold” lost in the Second War?",
            "original-publisher": "Lantern History",
            "note": "First published in Lantern History, August 2011, pp. 34–35. Edition 2; first on the web 23 February 2016.",
        }
    ]


def test_a_first_print_of_no_certain_day_is_told_in_words():
    season = FirstPrint(publication="Lantern", issued="2011-21", day="spring 2011", sentence="…")
    (item,) = json.loads(FILES["json"].write(facts(first_print=season)))
    assert item["original-date"] == {"literal": "spring 2011"}
    (item,) = json.loads(FILES["json"].write(facts(first_print=replace(season, issued="", day=""))))
    assert "original-date" not in item


def test_what_is_not_known_is_left_out():
    bare = replace(facts(), magazine="M")
    assert FILES["ris"].write(bare).split("\r\n")[1:] == [
        "TI  - Why did Germany never convince Japan to invade during the war?",
        "T2  - M",
        "PY  - 2016",
        "DA  - 2016/02/23/",
        "LA  - en-GB",
        "UR  - https://magazine.example/questions/no-invasion/v/1/",
        "ER  - ",
        "",
    ]
    assert list(json.loads(FILES["json"].write(bare))[0]) == [
        "id", "type", "title", "container-title", "issued", "URL", "language"
    ]  # fmt: skip
