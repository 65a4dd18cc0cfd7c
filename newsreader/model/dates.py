"""Dates as texts tell them, as the days that they stand for."""

from __future__ import annotations

import re
from datetime import date, timedelta

Days = tuple[int, int]
"""The first and the last day, as ordinals (`date.toordinal`)."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_DECADE = re.compile(r"(\d{3})X", re.ASCII)
_CENTURY = re.compile(r"(\d{2})", re.ASCII)

_PARTS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    40: (1, 6),
    41: (7, 6),
}
"""Seasons (of the north), quarters and halves of ISO 8601-2: first month, how many months."""


def days_of(told: str) -> Days | None:
    """Return the days of a date in ISO 8601 as far as it is told, or None where its year is not.

    `2022-09` is a month, `2022` a year, `199X` a decade, `19` a century, `2024-W23` a week, and
    `2024-33` a quarter as ISO 8601-2 has it.
    """
    try:
        if match := _DATE.fullmatch(told):
            year, month, day = (int(each) if each else None for each in match.groups())
            assert year is not None
            if day is not None and month is not None:
                one = date(year, month, day).toordinal()
                return one, one
            if month is None:
                return _months(year, 1, 12)
            return _months(year, *((month, 1) if month <= 12 else _PARTS[month]))
        if match := _WEEK.fullmatch(told):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1).toordinal()
            return monday, monday + 6
        if match := _DECADE.fullmatch(told):
            return _years(int(match[1]) * 10, 10)
        if match := _CENTURY.fullmatch(told):
            return _years(int(match[1]) * 100, 100)
    except (ValueError, KeyError, OverflowError):
        pass
    return None


def _months(year: int, month: int, count: int) -> Days:
    first = date(year, month, 1)
    year, month = year + (month - 1 + count) // 12, (month - 1 + count) % 12 + 1
    last = date.max if year > date.max.year else date(year, month, 1) - timedelta(days=1)
    return first.toordinal(), last.toordinal()


def _years(year: int, count: int) -> Days:
    last = min(year + count - 1, date.max.year)
    return date(max(year, 1), 1, 1).toordinal(), date(last, 12, 31).toordinal()
