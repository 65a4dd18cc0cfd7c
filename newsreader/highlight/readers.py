"""The parts of dates and times that are digits: what a token may stand for in a rule.

Each reader takes a line and an index and returns a value and the index after it, or None.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from newsreader.highlight.grammar import Reader
from newsreader.highlight.phrases import Phrases
from newsreader.highlight.scan import Line

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})")
_PAIR = re.compile(r"(\d{1,2})[-–/](\d{1,2})")
_YEARS = re.compile(r"(1\d{3}|20\d{2})[-–/](\d{4}|\d{2})")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:hH]([0-5]\d)(?::[0-5]\d)?")
_DOTTED = re.compile(r"([01]?\d|2[0-4])[.,]([0-5]\d)")
_LAP = re.compile(r"(\d{1,2}):([0-5]\d)([.,])(\d{1,3})")
_RACE = re.compile(r"(\d):([0-5]\d):([0-5]\d)")
_ROMAN = re.compile(r"(X{0,2}(?:IX|IV|V?I{0,3}))(?:e|ème|er|º|°)?")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
FIRST_YEAR, LAST_YEAR = 1000, 2100
_MINUTE = 60
_CENTURY_TURN = 70
"""Two digits below it are a year of this century: `24.02.22`."""


class Readers:
    """The readers for one language: `suffixes` make a number an ordinal, as `st` does.

    Seconds have fractions after `decimal_mark`. Where the month may come first
    (`is_month_first`), "3/2/2022" tells its year only.
    """

    def __init__(self, suffixes: Phrases[Any], decimal_mark: str, *, is_month_first: bool) -> None:
        self._suffixes = suffixes
        self._decimal_mark = decimal_mark
        self._is_month_first = is_month_first

    def table(self) -> dict[str, Reader]:
        """Return the readers by the names that rules have for them."""
        return {
            "day": self.day, "days": self.days, "day_month": self.day_month,
            "nth": self.nth, "roman": self.roman, "full_date": self.full_date,
            "year": year, "years": years, "decade": decade,
            "clock": clock, "dotted": dotted, "hour": hour, "hours": hours, "minute": minute,
            "lap": self.lap, "race": race,
            "amount": amount,
        }  # fmt: skip

    def _after_suffix(self, line: Line, index: int) -> int:
        """Return the index after an ordinal's suffix that is glued to the digits, or the same."""
        if line.is_glued(index) or (line.lows[index] == "-" and line.is_glued(index)):
            found = self._suffixes.at(line.lows, index)
            if found and all(line.is_glued(place) for place in range(index, found[1])):
                return found[1]
        return index

    def day(self, line: Line, index: int) -> tuple[int, int] | None:
        """Read a day of the month: `3`, `1er`, `24.`, `21st`."""
        text = line.text(index)
        if len(text) <= 2 and text.isdecimal() and 1 <= int(text) <= 31:
            return int(text), self._after_suffix(line, index + 1)
        return None

    def days(self, line: Line, index: int) -> tuple[tuple[int, int], int] | None:
        """Read two days in one token: `11-12`."""
        match = _PAIR.fullmatch(line.text(index))
        if match and 1 <= int(match[1]) < int(match[2]) <= 31:
            return (int(match[1]), int(match[2])), self._after_suffix(line, index + 1)
        return None

    def nth(self, line: Line, index: int) -> tuple[int, int] | None:
        """Read a small ordinal in digits, with its suffix: `1er`, `20th`, `19.`."""
        text = line.text(index)
        if len(text) <= 2 and text.isdecimal() and int(text):
            end = self._after_suffix(line, index + 1)
            return (int(text), end) if end > index + 1 else None
        return None

    def roman(self, line: Line, index: int) -> tuple[int, int] | None:
        """Read a Roman number up to 29, with its suffix: `XXIe`."""
        match = _ROMAN.fullmatch(line.text(index))
        if match is None or not match[1]:
            return None
        values = [_ROMAN_DIGITS[letter] for letter in match[1]]
        total = sum(
            -value if value < max(values[place:]) else value for place, value in enumerate(values)
        )
        return total, self._after_suffix(line, index + 1)

    def lap(self, line: Line, index: int) -> tuple[float, int] | None:
        """Read the minutes of a race: `1:54,32`; `2:08.24` are hours where the comma is decimal."""
        match = _LAP.fullmatch(line.text(index))
        if match is None:
            return None
        is_plain = match[3] == self._decimal_mark or len(match[4]) != 2 or int(match[4]) >= _MINUTE
        seconds = float(f"{match[2]}.{match[4]}")
        return (round(int(match[1]) + seconds / 60, 4), index + 1) if is_plain else None

    def full_date(self, line: Line, index: int) -> tuple[str, int] | None:
        """Read `24/02/2022`, `24.02.22`, `2022-02-24` as ISO 8601."""
        text = line.text(index)
        if match := _YEAR_FIRST.fullmatch(text):
            year_, month, day = int(match[1]), int(match[3]), int(match[4])
        elif match := _DAY_FIRST.fullmatch(text):
            day, month, year_ = int(match[1]), int(match[3]), int(match[4])
            if year_ < 100:
                year_ += 2000 if year_ < _CENTURY_TURN else 1900
            if self._is_month_first and match[2] == "/":
                if day <= 12 and month <= 12 and day != month:
                    return f"{year_:04}", index + 1
                if month > 12:
                    day, month = month, day
        else:
            return None
        try:
            return date(year_, month, day).isoformat(), index + 1
        except ValueError:
            return None

    def day_month(self, line: Line, index: int) -> tuple[tuple[int, int], int] | None:
        """Read `24.02.`, `24/2` as day and month."""
        match = _DAY_MONTH.fullmatch(line.text(index))
        if match and 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12:
            is_dotted = line.lows[index + 1] == "." and line.is_glued(index + 1)
            is_open = is_dotted and not line.is_capital(index + 2)
            return (int(match[1]), int(match[2])), index + 1 + is_open
        return None


def race(line: Line, index: int) -> tuple[float, int] | None:
    """Read the hours of a long race: `2:03:21`."""
    match = _RACE.fullmatch(line.text(index))
    if match is None:
        return None
    hours, minutes, seconds = map(int, match.groups())
    return round(hours + minutes / 60 + seconds / 3600, 4), index + 1


def year(line: Line, index: int) -> tuple[int, int] | None:
    """Read a year of four digits."""
    text = line.text(index)
    if len(text) == 4 and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text), index + 1
    return None


def years(line: Line, index: int) -> tuple[tuple[int, int], int] | None:
    """Read two years in one token: `2016-2017`, `2016/17`."""
    match = _YEARS.fullmatch(line.text(index))
    if match is None:
        return None
    first = int(match[1])
    second = int(match[1][: 4 - len(match[2])] + match[2])
    return ((first, second), index + 1) if first < second <= LAST_YEAR else None


def decade(line: Line, index: int) -> tuple[str, int] | None:
    """Read the number of a decade as ISO 8601-2 writes it: `1990`, `90` as `199X`."""
    text = line.text(index)
    if text.isdecimal() and text.endswith("0"):
        if len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return text[:3] + "X", index + 1
        if len(text) == 2:
            return f"19{text[0]}X", index + 1
    return None


def clock(line: Line, index: int) -> tuple[str, int] | None:
    """Read `14:30`, `14h30`, `14:30:05`."""
    match = _CLOCK.fullmatch(line.text(index))
    return (f"{int(match[1]):02}:{match[2]}", index + 1) if match else None


def dotted(line: Line, index: int) -> tuple[str, int] | None:
    """Read `14.30`, which only the words around it make a time."""
    match = _DOTTED.fullmatch(line.text(index))
    return (f"{int(match[1]):02}:{match[2]}", index + 1) if match else None


def hour(line: Line, index: int) -> tuple[int, int] | None:
    """Read a whole hour."""
    text = line.text(index)
    return (int(text), index + 1) if _is_up_to(text, 24) else None


def hours(line: Line, index: int) -> tuple[tuple[int, int], int] | None:
    """Read two whole hours in one token: `8-10`."""
    match = _PAIR.fullmatch(line.text(index))
    if match and int(match[1]) < int(match[2]) <= 24:
        return (int(match[1]), int(match[2])), index + 1
    return None


def minute(line: Line, index: int) -> tuple[int, int] | None:
    """Read the minutes after an hour, two digits."""
    text = line.text(index)
    return (int(text), index + 1) if len(text) == 2 and _is_up_to(text, 59) else None


def amount(line: Line, index: int) -> tuple[int, int] | None:
    """Read a whole number of at most three digits."""
    text = line.text(index)
    return (int(text), index + 1) if _is_up_to(text, 999) else None


def _is_up_to(text: str, most: int) -> bool:
    return len(text) <= 3 and text.isdecimal() and int(text) <= most
