"""Historical dates: EDTF text in, signed day numbers to sort by and words to show out.

A date is stored as EDTF level 1 text (Library of Congress, *Extended Date/Time Format*, 2019; ISO 8601-2):
`1066~`, `-0043`, `13XX`, `1939-08`, `1914/1918`. Years are astronomical: 0000 is 1 BC and -0043 is 44 BC.
Days are counted in the Gregorian calendar carried back before 1582, as ISO 8601 does.

    parse("1066~ ")              -> "1066~"                 text typed as EDTF, checked
    read("c. 44 BC")             -> "-0043~"                people's words, or EDTF
    display("-0043~")            -> "c. 44 BC"              read(display(date)) is the date again
    bounds("13XX")               -> Bounds(earliest, latest) as day numbers; years("13XX") -> (1300, 1399)

What cannot be understood without guessing raises DateError; its message tells an editor what to type.
"""

from .bounds import (
    MAX_DAY,
    MIN_DAY,
    Bounds,
    bounds,
    century,
    day_number,
    month_day,
    of_year,
    sort_key,
    years,
)
from .display import MONTHS, display, web_day
from .grammar import DateError, parse
from .words import read

__all__ = [
    "MAX_DAY",
    "MIN_DAY",
    "MONTHS",
    "Bounds",
    "DateError",
    "bounds",
    "century",
    "day_number",
    "display",
    "month_day",
    "of_year",
    "parse",
    "read",
    "sort_key",
    "web_day",
    "years",
]
