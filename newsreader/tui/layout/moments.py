"""Dates and times in words: what ISO 8601 says of them, as far as the text went."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
# The numbers that ISO 8601-2 has for parts of a year.
_PARTS = {
    21: "spring",
    22: "summer",
    23: "autumn",
    24: "winter",
    33: "first quarter of",
    34: "second quarter of",
    35: "third quarter of",
    36: "fourth quarter of",
    40: "first half of",
    41: "second half of",
}
_GREGORIAN = 1600
"""The year from which on a weekday is that of the calendar people used, nearly everywhere."""


def moment_in_words(moment: str) -> str:
    """Return a date or time in words: `2019-05-03` is `Friday 3 May 2019`, `199X` is `the 1990s`.

    What is not understood is returned as it is.
    """
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", moment):
        return _day(*map(int, found.groups())) or moment
    if found := re.fullmatch(r"(\d{4})-(\d\d)", moment):
        year, part = map(int, found.groups())
        if 1 <= part <= 12:
            return f"{_MONTHS[part - 1]} {year}"
        return f"{_PARTS[part]} {year}" if part in _PARTS else moment
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", moment):
        return f"week {int(found[2])} of {int(found[1])}"
    if found := re.fullmatch(r"--(\d\d)(?:-(\d\d))?", moment):
        month = int(found[1])
        if 1 <= month <= 12:
            day = f"{int(found[2])} " if found[2] else ""
            return f"{day}{_MONTHS[month - 1]}"
    if re.fullmatch(r"\d{3}X", moment):
        return f"the {int(moment[:3])}0s"
    if re.fullmatch(r"\d\d", moment):
        return f"{_nth(int(moment) + 1)} century"
    return moment


def _day(year: int, month: int, day: int) -> str:
    try:
        weekday = _DAYS[date(year, month, day).weekday()]
    except ValueError:
        return ""
    words = f"{day} {_MONTHS[month - 1]} {year}"
    return f"{weekday} {words}" if year >= _GREGORIAN else words


def _nth(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 11 <= number % 100 <= 13 else ending}"
