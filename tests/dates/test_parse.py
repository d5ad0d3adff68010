"""What is refused as a date, and what is kept."""

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import (
    DateError,
    bounds,
    day_number,
    display,
    grammar,
    parse,
    read,
    sort_key,
    years,
)
from tests.dates.forms import dates, interval_ends, is_refused, listed, many, some

# --- refusals ---

NOT_EDTF = listed(
    """
    1900-02-29 | 1914-04-31 | 1914-02-30 | -0001-02-29 | 1914-13 | 1914-00 | 1914-01-00 | 1914-01-32
    1914-1-1 | 1914-20 | 1914-25 | 1918/1914 | 1914-08/1914-07 | 1914-07/1914-21 | 1914-08-06/1914-08-05
    -0030/-0043 | 0014/-0026 | 1914?/1913~ | 2004-01-01T10:10:10 | 2004-01-01T10:10:10Z
    2004-01-01T10:10:10+01:00/2005 | -0000 | -0000-01 | +1914 | 44 | -44 | 066 | 10000 | -10000 | Y1914
    Y01914 | Y-01914 | Y17E7 | Y17000? | Y17000-05 | Y17000S3 | 1914S2 | Y1000000000000 | XXXX | 1X66
    X066 | 19X6 | 198X-05 | 13XX-XX | 1985-XX-04 | 1985-0X | 1985-04-1X | 12xx | y17000 | 12XX/13XX
    1985-XX/1986 | 1985-04-XX/1986 | Y17000/Y18000 | Y-17000/1066 | 1066?~ | 1066~? | ?1066 | ~1066
    1066?-10 | 1066-?10 | 1942-21? | 1942-21-01 | 1942-21^x | / | ../.. | ../ | /.. | 1914/1916/1918
    1914//1918 | 1914.. | ..1914 | 1914... | [1914,1918] | {1914,1918} | 1914..1918 | 1914–18 | 1914-1918
    1914–1918 | −0043 | –0043 | １９１４ | ١٩١٤ | 19１4 | c.1066 | unknown | open | 1914/open
    """
)
NOT_EDTF += [
    "",
    " ",
    "\t\n",
    "1914 / 1918",
    "1914 /1918",
    "1066 ~",
    "- 0043",
    "1914\n1918",
    "1066\x00",
    "\u200b1066",
]


@pytest.mark.parametrize("text", NOT_EDTF)
def test_parse_refuses_what_is_not_a_possible_edtf_level_1_date(text):
    with pytest.raises(DateError):
        parse(text)


NOT_WORDS = listed(
    """
    10/7/2008 | 7/10/2008 | 10.7.2008 | 10-7-2008 | 10–7–2008 | 7/2008 | 12.1941 | 1945-8-6 | 1/2/3
    1640/41 | 79 | 476 | c. 79 | c79 | 17000 | 44-31 | 14–18 | 476–1453 | 1918-1914 | 1914–08 | 1914–14
    1898–02 | 1066–154 | 0 BC | AD 0 | 0 CE | AD 44 BC | BC 44 | 1914 CE – 18 CE | CE 79 | AD 79 AD
    44 BC – 31 | 27 BC – 14 | 27 – AD 14 | 753 BC – 1453 | 1500 BC – 1200 | 31–44 BC | 1 to 5 BC | 27–14 AD
    Y17000 – Y18000 | AD 17,000 – AD 18,000 | 1,06 | early 13th century | mid-13th century
    late 5th century BC | mid 1340s | mid-August 1945 | end of 1945 | early 1945
    first half of the 13th century | turn of the 20th century | 1900s | 2000s | the 1300s | AD 100s | 0s
    70s | 340s | 1066s | 40s BC | 13rd century | 0th century | 101st century | 13 century | century
    13th–14th century | 13th and 14th centuries | 12th century – 13th century | 1340s–1350s
    before the 13th century | 1st c. BC – 1st c. AD | 29 February 1900 | 31 April 1914 | 0 August 1945
    32 August 1945 | August 32, 1945 | 6–45 August 1945 | 9–6 August 1945 | August | 6 August | August 6
    6–9 August | spring | spring–summer | c. spring 1942 | spring 1942? | spring 79 | 24 August 79
    winter 1942–44 | winter 1942–43? | summer 1942–43 | summer 1914–18 | 28 July 1914–18 | Smarch 1945
    6 Augst 1945 | c. 10,001 BC | probably | c. | c. ? | ? | c. c. 1066 | 1066?? | 1066 or 1067
    1066, 1067 | 1066 and 1067 | between 1066–87 | 2004?, month unknown | 2004, day unknown
    6 August 1945, day unknown | date unknown | date unknown – date unknown | c. 1901-08 | c. 1920-22
    1920-22? | from 1901-08 | 1914-8 | AD 1901-08 | 10000s | 400s | until 1914–18 | 1500– | –1500 | –
    to 1500 | before | from to | –0043 | decade 1900–1910 | decade 44–31 BC
    decade 1500 – date unknown | decade c. 1900–1909 | decade 5 BC – AD 4 | decade | today | now
    present | Tuesday | Easter 1916 | 5 years ago | 10,000 BP | 2004-01-01T10:10:10Z | ٤٤ BC | １０６６
    c. ١٠٦٦ | 1ſt century | 13ᵗʰ century | 4⁴ BC | 1066 1087 | 1066<br> | decade decade 1900–1909
    6 August 1945 BC AD
    """
)
NOT_WORDS += ["", "   ", "1914\n18", "\x00", "1066\u200b", "’"]


@pytest.mark.parametrize("words", NOT_WORDS)
def test_read_refuses_what_could_be_two_dates_or_none(words):
    with pytest.raises(DateError):
        read(words)


@pytest.mark.parametrize("text", [*NOT_EDTF, "44 BC", "c. 1066", "1914–18"])
def test_no_function_takes_text_that_parse_refuses(text):
    assert [is_refused(function, text) for function in (bounds, years, sort_key, display)] == [True] * 4


def test_parse_refuses_what_the_edtf_library_refuses(monkeypatch):
    def refuse(text):
        raise EDTFParseException(text)

    monkeypatch.setattr(grammar, "parse_edtf", refuse)
    with pytest.raises(DateError):
        parse("1234-05-06%")


@pytest.mark.parametrize("function", [parse, read])
@pytest.mark.parametrize(
    "text", ["1" * 1_000_000, "1914/" * 200_000, "c. " * 300_000, "August 6 – " * 100_000]
)
def test_endless_text_is_refused_before_any_parsing_and_not_repeated(function, text, monkeypatch):
    monkeypatch.setattr(grammar, "_DATE", None)
    monkeypatch.setattr(grammar, "parse_edtf", None)
    with pytest.raises(DateError) as refusal:
        function(text)
    assert str(refusal.value) == "That is too long for a date: write one such as 1066, 44 BC or 1914–18."


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "The date is empty: write one such as 1066, 44 BC or 1914–18."),
        ("29 Feb 1900", "“1900-02-29” does not exist in the Gregorian calendar: write a day from 01 to 28."),
        ("1900-02-29", "“1900-02-29” does not exist in the Gregorian calendar: write a day from 01 to 28."),
        ("Tuesday", "“Tuesday” is not a date that can be read: write one such as 1066, c. 1066, 44 BC, "
                        "August 1939, 6 August 1945, 1914–18, 1340s or 13th century."),
        ("10/7/2008", "“10/7/2008” has more than one reading: write the month as a word, "
                      "as in 10 July 2008."),
        ("79", "“79” may be several years: write AD 79, 79 BC or four digits."),
        ("0 BC", "There is no year 0: write 1 BC or AD 1."),
        ("27 BC – 14", "“27 BC – 14” leaves out an era: write BC or AD after both years."),
        ("mid-13th century", "“mid” has no fixed limits: write the years, as in 1200–1230."),
        ("40s BC", "EDTF has no 40s BC: write the years, 49–40 BC."),
        ("1900s", "“1900s” may be a decade or a century: write 1900–1909 or name the century."),
        ("1914-13-01", "There is no month 13: write 01 to 12, or 21 to 24 for spring to winter."),
        ("1918/1914", "“1918/1914” ends before it starts: write the earlier date first."),
    ],
)  # fmt: skip
def test_a_refusal_says_in_one_sentence_what_to_type_instead(words, message):
    with pytest.raises(DateError) as refusal:
        read(words)
    assert str(refusal.value) == message


@pytest.mark.parametrize("words", NOT_EDTF + NOT_WORDS)
def test_every_refusal_is_one_line_that_ends_in_a_full_stop_and_offers_something_to_write(words):
    with pytest.raises(DateError) as refusal:
        parse(words) if words in NOT_EDTF else read(words)
    message = str(refusal.value)
    assert (message[-1], message.count(": write ")) == (".", 1)


@pytest.mark.parametrize(
    "day", [(1900, 2, 29), (1914, 4, 31), (-1, 2, 29), (1914, 0, 1), (1914, 13, 1), (1914, 1, 0)]
)
def test_there_is_no_number_for_a_day_that_does_not_exist(day):
    with pytest.raises(DateError):
        day_number(*day)


def test_a_date_error_is_a_value_error():
    assert issubclass(DateError, ValueError)


# --- parse ---

EDTF = listed(
    """
    1066 | 0079 | 0000 | -0043 | -9999 | 1066-10 | -0043-03 | 1066-10-14 | -0043-03-15 | 1904-02-29
    2000-02-29 | 0000-02-29 | -0004-02-29 | 1066? | 1066~ | 1066% | 1066-10? | 1066-10-14~ | -0043~ | 201X
    20XX | 2XXX | 13XX | -04XX | -004X | -00XX | 00XX | 000X | 0XXX | 13XX? | -04XX~ | 2004-XX
    1985-04-XX | 1985-XX-XX | 1985-04-XX? | 1985-XX-XX~ | -0043-XX | 2004-XX% | 1942-21 | 1942-22
    1942-23 | 1942-24 | -0043-21 | 1914/1918 | 1914/1914 | 1914?/1918~ | 1914-07-28/1918-11-11
    1914-07/1918 | -0043/-0030 | -0026/0014 | 1942-21?/1942-22 | 1500/.. | ../1500 | 1500/ | /1500
    1500~/.. | ../1500? | /-0043 | 1942-24/.. | Y17000 | Y-17000 | Y999999999999 | 1945-08-06/1945
    1945/1945-08
    """
)


@pytest.mark.parametrize("text", EDTF)
@pytest.mark.parametrize("around", ["{}", "  {} ", "\t{}\n", "\u00a0{}\u00a0"])
def test_parse_keeps_level_1_text_and_drops_the_spaces_around_it(text, around):
    assert parse(around.format(text)) == text


@some
@given(dates)
def test_parse_is_idempotent_and_keeps_every_level_1_form(date):
    assert parse(parse(f" {date} ")) == date


@some
@given(dates)
def test_what_parse_keeps_the_edtf_library_prints_back(date):
    assert str(parse_edtf(parse(date))) == date


@many
@given(interval_ends, interval_ends)
def test_of_two_dates_one_order_or_the_other_is_an_interval(one, other):
    assert not (is_refused(bounds, f"{one}/{other}") and is_refused(bounds, f"{other}/{one}"))


@some
@given(st.text("0123456789X-/.?~%YT: ", max_size=14))
def test_nothing_like_edtf_gets_through_that_the_library_cannot_read(text):
    if not is_refused(parse, text):
        assert str(parse_edtf(text)) == text.strip()
