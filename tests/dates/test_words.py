"""Dates in words: what is printed reads back."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.dates import (
    bounds,
    century,
    display,
    month_day,
    of_year,
    parse,
    read,
    web_day,
    years,
)
from tests.dates.forms import dates, is_refused, listed, many, some, year_text

PRINTED = [
    # EDTF, display(), display(bce=True)
    ("1066", "1066", "1066"),
    ("1000", "1000", "1000"),
    ("0999", "AD 999", "999 CE"),
    ("0079", "AD 79", "79 CE"),
    ("0001", "AD 1", "1 CE"),
    ("0000", "1 BC", "1 BCE"),
    ("-0043", "44 BC", "44 BCE"),
    ("-9999", "10,000 BC", "10,000 BCE"),
    ("Y-17000", "17,001 BC", "17,001 BCE"),
    ("Y17000", "AD 17,000", "17,000 CE"),
    ("1066~", "c. 1066", "c. 1066"),
    ("1066?", "1066?", "1066?"),
    ("1066%", "c. 1066?", "c. 1066?"),
    ("-0043~", "c. 44 BC", "c. 44 BCE"),
    ("0079~", "c. AD 79", "c. 79 CE"),
    ("1939-08", "August 1939", "August 1939"),
    ("1945-08-06", "6 August 1945", "6 August 1945"),
    ("-0043-03-15", "15 March 44 BC", "15 March 44 BCE"),
    ("0079-08-24", "24 August AD 79", "24 August 79 CE"),
    ("1066-10-14?", "14 October 1066?", "14 October 1066?"),
    ("1942-21", "spring 1942", "spring 1942"),
    ("1942-22", "summer 1942", "summer 1942"),
    ("1942-23", "autumn 1942", "autumn 1942"),
    ("1942-24", "winter 1942", "winter 1942"),
    ("12XX", "13th century", "13th century"),
    ("13XX", "14th century", "14th century"),
    ("20XX", "21st century", "21st century"),
    ("00XX", "1st century AD", "1st century CE"),
    ("-00XX", "1st century BC", "1st century BCE"),
    ("-04XX", "5th century BC", "5th century BCE"),
    ("-10XX", "11th century BC", "11th century BCE"),
    ("13XX~", "c. 14th century", "c. 14th century"),
    ("1XXX", "2nd millennium", "2nd millennium"),
    ("-2XXX", "3rd millennium BC", "3rd millennium BCE"),
    ("134X", "1340s", "1340s"),
    ("007X", "AD 70s", "70s CE"),
    ("190X", "decade 1900–1909", "decade 1900–1909"),
    ("010X", "decade AD 100–109", "decade 100–109 CE"),
    ("000X", "decade 1 BC – AD 9", "decade 1 BCE – 9 CE"),
    ("-004X", "decade 50–41 BC", "decade 50–41 BCE"),
    ("2004-XX", "2004, month unknown", "2004, month unknown"),
    ("1985-04-XX", "April 1985, day unknown", "April 1985, day unknown"),
    ("1985-XX-XX~", "c. 1985, day and month unknown", "c. 1985, day and month unknown"),
    ("1914/1918", "1914–18", "1914–18"),
    ("1914/1922", "1914–22", "1914–22"),
    ("1899/1902", "1899–1902", "1899–1902"),
    ("1900/1905", "1900–05", "1900–05"),
    ("1914/1914", "1914–1914", "1914–1914"),
    ("0112/0115", "AD 112–115", "112–115 CE"),
    ("0900/1066", "AD 900–1066", "900–1066 CE"),
    ("-0057/-0049", "58–50 BC", "58–50 BCE"),
    ("-0004/0000", "5–1 BC", "5–1 BCE"),
    ("-0026/0014", "27 BC – AD 14", "27 BCE – 14 CE"),
    ("-0752/1453", "753 BC – AD 1453", "753 BCE – 1453 CE"),
    ("1340~/1400~", "c. 1340 – c. 1400", "c. 1340 – c. 1400"),
    ("1914?/1918", "1914? – 1918", "1914? – 1918"),
    ("-0043~/-0030", "c. 44 BC – 31 BC", "c. 44 BCE – 31 BCE"),
    ("1914-07-28/1918-11-11", "28 July 1914 – 11 November 1918", "28 July 1914 – 11 November 1918"),
    ("1945-08-06/1945-08-09", "6–9 August 1945", "6–9 August 1945"),
    ("1945-08-06/1945-09-02", "6 August – 2 September 1945", "6 August – 2 September 1945"),
    ("1939-08/1939-09", "August–September 1939", "August–September 1939"),
    ("1939-09/1945-08", "September 1939 – August 1945", "September 1939 – August 1945"),
    ("1942-21/1942-23", "spring–autumn 1942", "spring–autumn 1942"),
    ("1942-24/1943-21", "winter 1942 – spring 1943", "winter 1942 – spring 1943"),
    ("1942-24/1943", "winter 1942 to 1943", "winter 1942 to 1943"),
    ("1945-08-06/1945-08-09?", "6 August 1945 – 9 August 1945?", "6 August 1945 – 9 August 1945?"),
    ("-0043-03/-0043-04", "March–April 44 BC", "March–April 44 BCE"),
    ("-0043-03-15/1066", "15 March 44 BC – AD 1066", "15 March 44 BCE – 1066 CE"),
    ("1500/..", "from 1500", "from 1500"),
    ("../1500", "until 1500", "until 1500"),
    ("../-0043~", "until c. 44 BC", "until c. 44 BCE"),
    ("1500/", "1500 – date unknown", "1500 – date unknown"),
    ("/0079", "date unknown – AD 79", "date unknown – 79 CE"),
]


@pytest.mark.parametrize(("date", "ad", "ce"), PRINTED)
def test_dates_are_printed_as_a_history_magazine_prints_them(date, ad, ce):
    assert (display(date), display(date, bce=True)) == (ad, ce)


SAID = """
    -0043       44 BC | 44 BCE | 44 B.C. | 44 B.C.E. | 44BC | 44 bc | 44  BC | −0043
    -0043~      c. 44 BC | c.44 BC | ca 44 BC | circa 44 B.C. | about 44 BC
    -0043%      probably c. 44 BC | c. 44 BC? | perhaps circa 44 BCE
    0079        AD 79 | A.D. 79 | 79 AD | 79 CE | 79 C.E. | ad79 | AD 079 | 0079
    1066        1066 | AD 1066 | 1066 AD | 1066 CE | 1,066
    1066~       c. 1066 | c.1066 | C. 1066 | c1066 | ca. 1066 | circa 1066 | around 1066 | 1066~
    1066?       1066? | 1066 ? | probably 1066 | possibly 1066 | perhaps 1066 | probably 1066?
    1914/1918   1914–18 | 1914-18 | 1914–1918 | 1914-1918 | 1914—18 | 1914−18 | 1914 – 18 | 1914–8
    1914/1918   1914 to 1918 | 1914/1918
    1914/1918   from 1914 to 1918 | between 1914 and 1918 | from 1914 until 1918 | 1914–18 AD
    1939/1945   1939–45 | 1939-45
    1905/1913   1905-13
    1920-22     1920-22 | summer 1920
    1920/1922   1920–22
    1901-08     1901-08
    1901/1908   1901–08
    1899/1902   1899–1902 | 1899-1902
    -0043/-0030 44–31 BC | 44-31 BC | 44 BC – 31 BC | 44 to 31 BCE | 44 BC-31 BC
    -0558~/-0529 c. 559–530 BC
    -0132/-0120 133–121 BC
    -1499/-1199 1500–1200 BC | 1500 - 1200 B.C.
    -0026/0014  27 BC – AD 14 | 27BC-AD14 | 27 BC–AD 14 | 27 BC - 14 AD | 27 BCE – 14 CE | 27 B.C. – A.D. 14
    -0003/0006  4 BC–AD 6 | 4 BC-6 AD
    0079/0081   AD 79–81 | 79–81 AD | 79–81 CE | AD 79 – AD 81 | A.D. 79-81
    0112/0115   AD 112–115 | AD 112–15
    0900/1066   AD 900–1066 | 900–1066 CE
    -0043~/-0030 c. 44–31 BC
    1340~/1400  c. 1340–1400
    1066/1154?  1066–1154?
    12XX        13th century | the 13th century | 13th-century | 13th c. | Thirteenth century
    12XX        13th century AD | 13th Century
    20XX        twenty-first century | 21st century
    04XX        5th century | 5th century AD | fifth century CE
    -04XX       5th century BC | 5th cent. BCE | fifth century B.C.
    -00XX       1st century BC
    -1XXX       2nd millennium BC
    134X        1340s | the 1340s | 1340's | 1340’s
    134X~       c. 1340s
    007X        AD 70s | 70s CE | 70s AD
    1942-21     spring 1942 | Spring 1942 | the spring of 1942 | spring, 1942
    1942-23     autumn 1942 | fall 1942
    1942-24     winter 1942 | winter 1942–43 | winter 1942-3
    1942-24     winter of 1942–1943
    1911-24     winter 1911-12
    1920-24     winter 1920-21
    -0043-24    winter 44–43 BC | winter 44 BC
    1939-08     August 1939 | Aug 1939 | Aug. 1939 | august, 1939 | August of 1939 | 1939-08
    1939-09     Sept 1939 | Sept. 1939 | Sep 1939
    1940-05     May 1940
    -0043-03    March 44 BC
    1945-08-06  6 August 1945 | 06 August 1945 | 6th August 1945 | 6th of August, 1945
    1945-08-06  the 6th of August 1945 | 6 Aug. 1945
    1945-08-06  August 6, 1945 | August 6 1945 | Aug. 6th, 1945 | 1945-08-06
    -0043-03-15 15 March 44 BC | March 15, 44 BC | 15th Mar. 44 B.C.
    0079-08-24  24 August AD 79 | 24 August 79 CE | August 24, AD 79
    1945-08-06/1945-08-09 6–9 August 1945 | 6-9 August 1945 | 6 to 9 August 1945 | August 6–9, 1945
    1945-08-06/1945-08-09 6th–9th August 1945
    1945-08-06/1945-09-02 6 August – 2 September 1945 | August 6 – September 2, 1945
    1914-07-28/1918-11-11 28 July 1914 – 11 November 1918 | July 28, 1914 – November 11, 1918
    1939-08/1939-09 August–September 1939 | Aug–Sept 1939
    -1199/-0011 1200-12 BC
    1920~/1922  c. 1920–22 | c. 1920 - 22 | c. 1920-1922
    1942-24/1943 winter 1942 to 1943
    1340~/1400~ c. 1340 – c. 1400 | c. 1340–c. 1400
    ../1500     before 1500 | until 1500 | till 1500 | up to 1500 | ../1500
    1500/..     after 1500 | since 1500 | from 1500 | 1500–present | 1500 to present
    ../-0043    before 44 BC | until 44 BCE
    ../1500~    before c. 1500
    1500/       1500 – date unknown
    -9999       10,000 BC | 10000 BC
    Y-10000     10,001 BC
    Y17000      AD 17,000 | 17,000 CE
    13XX        13XX | 13xx
"""
READINGS = [
    (words, line.split()[0])
    for line in SAID.strip().splitlines()
    for words in listed(line.strip().split(" ", 1)[1])
]


@pytest.mark.parametrize(("words", "date"), READINGS)
def test_what_people_write_is_read_as_edtf(words, date):
    assert (read(words), read(f"\u00a0{words.replace(' ', '  ')}\n")) == (date, date)


@some
@given(dates, st.booleans())
@example("-6476?/0085%", True)  # 6477 BCE? – c. 85 CE?: the 85 is no short 6485
@example("-9999-01-XX", False)  # January 10,000 BC: not the 10th of January
@example("1942-24/1943", False)  # one winter or five months
def test_what_is_printed_reads_back_as_the_same_date(date, bce):
    assert read(display(date, bce=bce)) == date


@pytest.mark.parametrize(
    "year", [-1000, -999, -100, -99, *range(-11, 12), 90, 99, 100, 899, 900, 990, 999, 1000]
)
def test_the_years_around_year_1_read_back_alone_and_as_every_near_interval(year):
    near = [f"{year_text(year)}/{year_text(year + span)}" for span in (0, 1, 9, 10, 99)] + [year_text(year)]
    assert [read(display(date, bce=bce)) for date in near for bce in (False, True)] == [
        date for date in near for _ in (False, True)
    ]


@some
@given(dates)
def test_read_takes_edtf_as_it_is(date):
    assert read(date) == date


@many
@given(dates)
def test_the_two_spellings_of_the_era_are_never_mixed(date):
    assert ("BCE" in display(date), " CE" in display(date)) == (False, False)
    assert [word for word in display(date, bce=True).replace(",", "").split() if word in ("AD", "BC")] == []


PIECES = [
    *["c. ", "circa ", "probably ", "before ", "from ", "between ", " and ", " to ", "the ", "of ", "early "],
    *["AD ", " BC", " BCE", " CE", "–", "-", " – ", "−", "/", ".", "..", ",", " ", "?", "~", "X", "XX", "’"],
    *[
        "1",
        "6",
        "9",
        "13",
        "18",
        "31",
        "44",
        "79",
        "476",
        "1066",
        "1914",
        "1340",
        "0",
        "1,000",
        "10,000",
        "１",
    ],
    *["s", "'s", "th", "st", "13th", "twenty-first", " century", " millennium", "decade ", "spring", "mid-"],
    *["August", " May ", "winter ", ", month unknown", "date unknown", "present", "10/7/2008", "Y17000"],
]


@settings(many, max_examples=2000)
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.text(max_size=40)))
def test_any_text_at_all_is_refused_or_read_as_a_date_that_reads_back(words):
    if not is_refused(read, words):
        date = read(words)
        assert (parse(date), read(display(date)), read(display(date, bce=True))) == (date, date, date)


@pytest.mark.parametrize(
    ("edtf", "day"),
    [("1914-12-25", 1225), ("-0043-03-15", 315), ("2000-02-29", 229), ("1914-12", None), ("1914", None),
     ("1914-12-25?", None), ("1914-12-XX", None), ("1914-12-25/1914-12-26", None), ("1942-21", None)],
)  # fmt: skip
def test_only_one_certain_day_has_a_place_in_the_year(edtf, day):
    assert month_day(edtf) == day


@pytest.mark.parametrize(
    ("edtf", "first_in"),
    [("1066", "10XX"), ("1900", "19XX"), ("0079", "00XX"), ("0000", "-00XX"), ("-0043", "-00XX"),
     ("-0100", "-01XX"), ("1348/1480", "13XX"), ("../1500", ""), ("Y-17000", "")],
)  # fmt: skip
def test_a_date_belongs_to_the_century_it_begins_in(edtf, first_in):
    assert century(edtf) == first_in
    assert not first_in or bounds(first_in).earliest <= bounds(edtf).earliest


@pytest.mark.parametrize("year", [1066, 79, 0, -43, -9999, 12000, -17000])
def test_a_year_as_edtf_is_that_year(year):
    assert years(of_year(year)) == (year, year)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2016-02-23", "February 23, 2016"),
        ("2025-03-03", "March 3, 2025"),
        ("2025-03", "March 2025"),
        ("2025", "2025"),
        ("2025-03-03~", "c. 3 March 2025"),
        ("-0043-03-15", "15 March 44 BC"),
    ],
)
def test_a_whole_day_of_the_magazine_s_own_life_is_printed_as_its_pages_date_themselves(edtf, words):
    assert web_day(edtf) == words
