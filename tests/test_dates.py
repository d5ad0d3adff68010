"""Historical dates: what is refused, what is kept, how it sorts, and that what is printed reads back."""

import calendar
import datetime

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from articles.dates import (
    MAX_DAY,
    MIN_DAY,
    Bounds,
    DateError,
    bounds,
    century,
    day_number,
    display,
    grammar,
    month_day,
    of_year,
    parse,
    read,
    sort_key,
    web_day,
    years,
)


def listed(table):
    """The entries of a table: separated by bars and ends of lines."""
    return [entry.strip() for entry in table.replace("\n", "|").split("|") if entry.strip()]


many = settings(deadline=None, max_examples=400, database=None)
some = settings(many, max_examples=100)  # where the edtf library, which is slow, reads every one


# --- every form of EDTF level 1 --------------------------------------------------------


def year_text(year):
    return f"{year:05}" if year < 0 else f"{year:04}"


@st.composite
def day_texts(draw, year):
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    return f"{year_text(year)}-{month:02}-{day:02}"


def ends_in(year):
    """Dates of one year that may stand in an interval."""
    whole = year_text(year)
    months = st.integers(1, 12).map(lambda month: f"{whole}-{month:02}")
    seasons = st.integers(21, 24).map(lambda season: f"{whole}-{season}")
    doubt = st.sampled_from(["", "", "", "?", "~", "%"])
    return st.tuples(st.one_of(st.just(whole), months, seasons, day_texts(year)), doubt).map("".join)


some_years = st.one_of(
    st.integers(-9999, 9999),
    st.integers(-120, 120),
    st.integers(995, 1005),
    st.integers(1890, 1910),
    st.sampled_from([-9999, -100, -99, -1, 0, 1, 999, 1000, 9999]),
)
interval_ends = some_years.flatmap(ends_in)


@st.composite
def intervals(draw):
    year = draw(some_years)
    near = st.one_of(st.just(year), st.integers(max(-9999, year - 3), min(9999, year + 3)), some_years)
    one, other = draw(ends_in(year)), draw(near.flatmap(ends_in))
    text = f"{one}/{other}"
    return text if not is_refused(bounds, text) else f"{other}/{one}"


half_open = interval_ends.flatmap(
    lambda end: st.sampled_from([f"{end}/..", f"../{end}", f"{end}/", f"/{end}"])
)
doubt = st.sampled_from(["", "?", "~", "%"])
unknown_years = st.builds(
    lambda sign, digits, unknown, mark: f"{sign}{digits[: 4 - unknown]}{'X' * unknown}{mark}",
    st.sampled_from(["", "-"]),
    st.integers(0, 9999).map(lambda number: f"{number:04}"),
    st.integers(1, 3),
    doubt,
)
unknown_months_and_days = st.builds(
    lambda year, month, mark: f"{year_text(year)}-{month}{mark}",
    some_years,
    st.one_of(st.sampled_from(["XX", "XX-XX"]), st.integers(1, 12).map(lambda month: f"{month:02}-XX")),
    doubt,
)
long_years = st.builds(
    lambda sign, year: f"Y{sign}{year}", st.sampled_from(["", "-"]), st.integers(10_000, 999_999_999_999)
)
plain_dates = interval_ends.filter(
    lambda text: not (text[-1] in "?~%" and text[-4:-2] == "-2" and text[-2] in "1234")
)
single_dates = st.one_of(plain_dates, unknown_years, unknown_months_and_days, long_years)
dates = st.one_of(single_dates, intervals(), half_open)


def is_refused(function, text):
    try:
        function(text)
    except DateError:
        return True
    return False


# --- refusals --------------------------------------------------------------------------

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


# --- parse -----------------------------------------------------------------------------

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


# --- days and bounds -------------------------------------------------------------------


@many
@given(st.dates())
def test_day_numbers_are_those_of_the_standard_library_from_year_1(day):
    assert day_number(day.year, day.month, day.day) == day.toordinal()


def test_days_are_consecutive_from_401_bc_to_ad_401():
    days = [
        day_number(year, month, day)
        for year in range(-400, 402)
        for month in range(1, 13)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
    ]
    assert days == list(range(days[0], days[0] + len(days)))


@many
@given(st.integers(-(10**12), 10**12))
def test_new_year_is_the_day_after_new_years_eve_and_400_years_have_146097_days(year):
    new_year = day_number(year, 1, 1)
    assert (day_number(year - 1, 12, 31), day_number(year + 400, 1, 1)) == (new_year - 1, new_year + 146_097)


def test_year_0_is_1_bc_and_a_leap_year_that_ends_the_day_before_day_1():
    assert bounds("0000") == Bounds(-365, 0)


def iso(text):
    return datetime.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("1066", "1066-01-01", "1066-12-31"),
        ("1066~", "1066-01-01", "1066-12-31"),
        ("1066?", "1066-01-01", "1066-12-31"),
        ("1066%", "1066-01-01", "1066-12-31"),
        ("1945-08", "1945-08-01", "1945-08-31"),
        ("1904-02", "1904-02-01", "1904-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1945-08-06", "1945-08-06", "1945-08-06"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("13XX", "1300-01-01", "1399-12-31"),
        ("1XXX", "1000-01-01", "1999-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("1942-21", "1942-03-01", "1942-05-31"),
        ("1942-22", "1942-06-01", "1942-08-31"),
        ("1942-23", "1942-09-01", "1942-11-30"),
        ("1942-24", "1942-12-01", "1943-02-28"),
        ("1943-24", "1943-12-01", "1944-02-29"),
        ("1914/1918", "1914-01-01", "1918-12-31"),
        ("1914-07-28/1918-11", "1914-07-28", "1918-11-30"),
        ("1945-08-06/1945", "1945-01-01", "1945-12-31"),
        ("1945/1945-08", "1945-01-01", "1945-12-31"),
        ("1942-24/1942", "1942-01-01", "1943-02-28"),
    ],
)
def test_bounds_are_the_first_and_last_day_a_date_can_mean(date, first, last):
    assert bounds(date) == Bounds(iso(first), iso(last))


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("-0043", (-43, 1, 1), (-43, 12, 31)),
        ("-0043-03-15", (-43, 3, 15), (-43, 3, 15)),
        ("-04XX", (-499, 1, 1), (-400, 12, 31)),
        ("-004X", (-49, 1, 1), (-40, 12, 31)),
        ("-00XX", (-99, 1, 1), (0, 12, 31)),
        ("00XX", (0, 1, 1), (99, 12, 31)),
        ("-1XXX", (-1999, 1, 1), (-1000, 12, 31)),
        ("-0001-24", (-1, 12, 1), (0, 2, 29)),
        ("-0026/0014", (-26, 1, 1), (14, 12, 31)),
        ("Y-17000", (-17000, 1, 1), (-17000, 12, 31)),
    ],
)
def test_bounds_go_on_below_year_1(date, first, last):
    assert bounds(date) == Bounds(day_number(*first), day_number(*last))


@pytest.mark.parametrize("gap", ["..", ""])
def test_an_end_that_is_open_or_unknown_lies_beyond_every_date(gap):
    assert bounds(f"1500/{gap}") == Bounds(iso("1500-01-01"), MAX_DAY)
    assert bounds(f"{gap}/1500") == Bounds(MIN_DAY, iso("1500-12-31"))
    assert (MIN_DAY, MAX_DAY) == (-(10**15), 10**15)
    assert MIN_DAY < bounds("Y-999999999999").earliest < bounds("Y999999999999").latest < MAX_DAY


@many
@given(dates)
def test_bounds_are_in_order_and_within_the_line_of_days(date):
    earliest, latest = bounds(date)
    assert MIN_DAY <= earliest <= latest <= MAX_DAY


@some
@given(single_dates)
def test_bounds_of_single_dates_are_those_the_edtf_library_computes(date):
    first, last = years(date)
    assume(first >= 1 and last <= 9999 and "-24" not in date)
    parsed = parse_edtf(date)
    moments = parsed.lower_strict(), parsed.upper_strict()
    assert bounds(date) == tuple(datetime.date(*moment[:3]).toordinal() for moment in moments)


@many
@given(intervals())
def test_an_interval_holds_the_bounds_of_both_its_ends(interval):
    ends = [bounds(end.rstrip("?~%")) for end in interval.split("/")]
    assert bounds(interval) == Bounds(min(end.earliest for end in ends), max(end.latest for end in ends))


@many
@given(single_dates)
def test_doubt_does_not_widen_a_date(date):
    assert bounds(date) == bounds(date.rstrip("?~%"))


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("1066~", (1066, 1066)),
        ("0000", (0, 0)),
        ("-0043", (-43, -43)),
        ("13XX", (1300, 1399)),
        ("-04XX", (-499, -400)),
        ("1942-24", (1942, 1943)),
        ("1945-08-06", (1945, 1945)),
        ("-0026/0014", (-26, 14)),
        ("Y-17000", (-17000, -17000)),
        ("1500/..", (1500, None)),
        ("/1500", (None, 1500)),
    ],
)
def test_years_are_astronomical_and_none_where_an_end_is_missing(date, span):
    assert years(date) == span


@many
@given(dates, dates)
def test_the_sort_key_keeps_the_order_of_first_days_and_then_of_last_days(one, other):
    order = (bounds(one) > bounds(other)) - (bounds(one) < bounds(other))
    assert (sort_key(one) > sort_key(other)) - (sort_key(one) < sort_key(other)) == order


@many
@given(some_years.flatmap(day_texts), some_years.flatmap(day_texts))
def test_a_later_day_never_sorts_before_an_earlier_one(one, other):
    def calendar_order(text):
        year, month, day = text.rsplit("-", 2)
        return int(year), int(month), int(day)

    assert (calendar_order(one) < calendar_order(other)) == (sort_key(one) < sort_key(other))


def test_dates_of_all_kinds_sort_as_a_reader_would_lay_them_out():
    laid_out = ["../0476", "Y-17000", "-04XX", "-0043-03-15", "0079", "13XX", "1340~", "134X", "1914/1918"]
    laid_out += ["1914-07-28", "1942-21", "1942-24", "1945", "1945/.."]
    shuffled = laid_out[::-1]
    assert sorted(shuffled, key=sort_key) == laid_out


# --- words -----------------------------------------------------------------------------

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
