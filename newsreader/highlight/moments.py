"""When a date or time is: the parts that a rule has read, as ISO 8601 as far as they tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from newsreader.highlight.scan import Line
from newsreader.highlight.tenses import FUTURE, PAST

_QUARTER, _HALF, _SEASON = 32, 39, 20
"""What ISO 8601-2 adds to the number of a quarter, half or season: `2024-33` is a first quarter."""

_YEAR = 366
_LAST_DAY, _NEXT_DAY, _NEXT_MONTH = 300, 270, 300
"""How many days before or after publication a day or month without its year may be."""

Slots = Mapping[str, Any]


def time_of(slots: Slots) -> str | None:
    """Return the hours and minutes of a time of day, or None where there is no such time."""
    told = slots.get("clock") or slots.get("dotted") or slots.get("moment")
    if told is not None:
        hour, minute = int(told[:2]), int(told[3:])
    else:
        hour, minute = int(slots["hour"]), int(slots.get("minute", 0))
    if "past" in slots:
        # "halb neun", "las ocho y media".
        hour, minute = divmod((hour * 60 + int(slots["past"])) % (24 * 60), 60)
    for name in ("ampm", "day_part"):
        shift = slots.get(name)
        if shift is not None and hour <= 12:
            hour = hour % 12 + int(shift) if name == "ampm" or hour < 12 else hour
    return f"{hour:02}:{minute:02}" if hour < 24 or (hour == 24 and minute == 0) else None


def date_of(slots: Slots, line: Line, tense: int, *, is_past: bool) -> str | None:
    """Return a date as far as the text and the date of publication tell, or None.

    `is_past` tells that words like "since" stand before it, `tense` what verbs tell (tenses.py).
    """
    for name in ("full_date", "decade", "decade_word"):
        if name in slots:
            return str(slots[name])
    if "century" in slots:
        number = slots.get("nth") or slots.get("roman") or slots.get("place")
        return f"{int(number) - 1:02}" if number else None
    if "season" in slots or "quarter" in slots or "half" in slots or "quarter_code" in slots:
        return _part_of_year(slots, line.at)
    if "shift" in slots:
        return _shifted(line.at, int(slots["shift"]))
    way = int(slots["way"]) if "way" in slots else None
    if "this" in slots and "part" in slots:
        return _shifted(line.at, 0)
    if "period" in slots:
        return _period(slots["period"], way or 0, line.at)
    if "day_month" in slots:
        day, month = slots["day_month"]
        slots = {**slots, "day": day, "month": month}
    if "month" in slots:
        return _calendar(slots, line.at, way, tense, is_past=is_past)
    if "weekday" in slots:
        if "day" in slots:
            return _numbered_weekday(int(slots["weekday"]), int(slots["day"]), line.at)
        return _weekday(int(slots["weekday"]), line.at, way)
    return f"{slots['year']:04}" if "year" in slots else None


def _part_of_year(slots: Slots, at: datetime | None) -> str | None:
    year = slots.get("year")
    if year is None:
        return None if at is None else _with_part(at.year + int(slots.get("way", 0)), slots)
    return _with_part(year, slots)


def _with_part(year: int, slots: Slots) -> str:
    if "season" in slots:
        return f"{year:04}-{_SEASON + int(slots['season'])}"
    if "quarter_code" in slots:
        return f"{year:04}-{_QUARTER + int(slots['quarter_code'])}"
    number = int(slots.get("nth") or slots.get("roman") or slots.get("place") or 1)
    return f"{year:04}-{(_QUARTER if 'quarter' in slots else _HALF) + number}"


def _calendar(
    slots: Slots, at: datetime | None, way: int | None, tense: int, *, is_past: bool
) -> str | None:
    """Return a day or month; a year that the text leaves out is the nearest to publication.

    Where a verb tells past or future, the last or next such day or month is meant instead, unless
    that is nearly a year off: of those the text would tell the year.
    """
    month, day, year = int(slots["month"]), slots.get("day"), slots.get("year")
    if day is not None and not _is_day(year, month, day):
        return None
    if year is None and at is not None:
        middle = date(2000, month, min(day or 15, 28)).timetuple().tm_yday
        apart = middle - at.timetuple().tm_yday
        latest = _next_within(tense, has_day=day is not None)
        if day is None and month == at.month:
            apart = 0
        year = at.year + (apart < latest - _YEAR) - (apart > latest)
        if way or (is_past and way is None):
            shown, today = (month, day or 1), (at.month, at.day if day else 1)
            is_later, is_earlier = (
                (year, *shown) > (at.year, *today),
                (year, *shown) < (at.year, *today),
            )
            year += is_earlier if way == 1 else -is_later
        if not _is_day(year, month, day or 1):
            # A 29 February: the last or next there was or will be.
            year += 4 - year % 4 if way == 1 or tense == FUTURE else -(year % 4)
    head = "-" if year is None else f"{year:04}"
    return f"{head}-{month:02}" + ("" if day is None else f"-{day:02}")


def _next_within(tense: int, *, has_day: bool) -> int:
    """Return how many days after publication a date may be; a later one is of the year before."""
    if tense == PAST:
        return _YEAR - _LAST_DAY if has_day else 0
    if tense == FUTURE:
        return _NEXT_DAY if has_day else _NEXT_MONTH
    return _YEAR // 2


def _is_day(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def _weekday(weekday: int, at: datetime | None, way: int | None) -> str | None:
    """Return the last such day up to publication; with a `way` of 1 the next one after it."""
    if at is None:
        return None
    apart = (at.weekday() - weekday) % 7
    if way == -1 and apart == 0:
        apart = 7
    return _shifted(at, 7 - apart if way == 1 else -apart)


def _numbered_weekday(weekday: int, day: int, at: datetime | None) -> str | None:
    """Return the nearest date to publication that is such a day: `lundi 16`."""
    if at is None:
        return None
    for days in sorted(range(-190, 190), key=abs):
        told = _shifted(at, days)
        if told and int(told[8:]) == day and date.fromisoformat(told).weekday() == weekday:
            return told
    return None


def _shifted(at: datetime | None, days: int) -> str | None:
    if at is None:
        return None
    try:
        return (at.date() + timedelta(days)).isoformat()
    except OverflowError:
        return None


def _period(period: str, step: int, at: datetime | None) -> str | None:
    """Return the day, week, month or year so many steps from publication, as ISO 8601."""
    if at is None:
        return None
    if period == "day":
        return _shifted(at, step)
    if period == "year":
        return f"{at.year + step:04}"
    if period == "month":
        months = at.year * 12 + at.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if period == "quarter":
        quarters = at.year * 4 + (at.month - 1) // 3 + step
        return f"{quarters // 4:04}-{_QUARTER + 1 + quarters % 4}"
    if period in ("week", "weekend") and (day := _shifted(at, 7 * step)):
        year, week, _ = date.fromisoformat(day).isocalendar()
        return f"{year:04}-W{week:02}"
    return None
