"""Dates as feeds write them: RFC 822, ISO 8601, and what publishers make of both."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

# RFC 822 section 5.1 and the zones feeds are seen to use, in hours east of Greenwich.
_ZONE_HOURS = {
    0: "UT UTC GMT Z WET",
    1: "CET MEZ BST WEST",
    2: "CEST MESZ EET SAST",
    3: "EEST MSK",
    5.5: "IST",
    8: "SGT HKT",
    9: "JST KST",
    10: "AEST",
    11: "AEDT",
    12: "NZST",
    13: "NZDT",
    -2.5: "NDT",
    -3: "ADT BRT",
    -3.5: "NST",
    -4: "EDT AST",
    -5: "EST CDT",
    -6: "CST MDT",
    -7: "MST PDT",
    -8: "PST AKDT",
    -9: "AKST",
    -10: "HST",
}
_ZONES = {
    name: timedelta(hours=hours) for hours, names in _ZONE_HOURS.items() for name in names.split()
}
# The first letters of the months in nine languages, without accents.
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            ("jan", "ene", "gen", "sty", "янв"),
            ("feb", "fev", "lut", "фев"),
            ("mar", "mae", "mrt", "maa", "мар"),
            ("apr", "avr", "abr", "kwi", "апр"),
            ("may", "mai", "mag", "mei", "maj", "маи", "мая"),
            ("jun", "juin", "giu", "cze", "июн"),
            ("jul", "juil", "lug", "lip", "июл"),
            ("aug", "aou", "ago", "sie", "авг"),
            ("sep", "set", "wrz", "сен"),
            ("oct", "okt", "ott", "out", "paz", "окт"),
            ("nov", "lis", "ноя"),
            ("dec", "dez", "dic", "gru", "дек"),
        ),
        start=1,
    )
    for name in names
}
_USUAL_MONTHS = {
    name: month
    for month, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_TIME = re.compile(
    r"(?:^|[T\s,])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?!\d)")
_OFFSET = re.compile(r"^\s*(?:GMT|UTC?)?\s*([+\-−])(\d{1,2}):?(\d{2})?\b")
_ZONE = re.compile(r"^\s*\(?([A-Za-z]{1,5})\b")
_YEAR_FIRST = re.compile(
    r"^\D{0,12}(\d{4})(?:[^\dA-Za-z]{1,2}(\d{1,2})(?:[^\dA-Za-z]{1,2}(\d{1,2}))?(?!\d)|$)"
)
_DAY_FIRST = re.compile(r"^\D{0,12}(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_ZONE_OR_OFFSET = re.compile(r"[+\-−]\d{2}:?\d{2}\b|\([^)]*\)")
# What nearly all feeds write (RFC 5322, section 3.3; RFC 3339), read without a closer look.
_USUAL = re.compile(
    r"(?:[A-Za-z]{3}, )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) ([+-]\d{4}|[A-Z]{1,4})"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{0,6})?|\d{12,13}")
_LONGEST = 100
_TOO_LATE = timedelta(hours=24, minutes=1)


def parse_date(text: str, *, is_day_first: bool = False) -> datetime | None:
    """Return the moment a feed's date means, in UTC, or None for what is no date.

    Without a zone UTC is meant. Month names may be in any of nine languages; `1/10/2020` is read
    as in the United States unless that is no date or `is_day_first`. A bare number is the seconds
    or milliseconds since 1970. Moments outside 1970-2100 are nonsense.
    """
    text = text.strip()[:_LONGEST]
    try:
        return _quick(text) or _slow(text, is_day_first=is_day_first)
    except (ValueError, OverflowError):
        return _slow(text, is_day_first=is_day_first)


def proves_day_first(text: str) -> bool:
    """Tell whether a date like 24/12/2020 shows that its writer does not put the month first."""
    found = _DAY_FIRST.match(text) if "/" in text else None
    return found is not None and found[2] == "/" and 12 < int(found[1]) <= 31


def _quick(text: str) -> datetime | None:
    """Return what one of the usual forms means, None for any other. Raises ValueError."""
    moment = None
    if found := _USUAL.fullmatch(text):
        day, month, year, hour, minute, second, zone = found.groups()
        offset = _ZONES.get(zone)
        if offset is None and len(zone) == 5:
            offset = timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
        if offset is not None and month in _USUAL_MONTHS:
            clock = int(hour), int(minute), int(second)
            moment = (
                datetime(int(year), _USUAL_MONTHS[month], int(day), *clock, tzinfo=UTC) - offset
            )
    elif _ISO.fullmatch(text):
        moment = datetime.fromisoformat(text).astimezone(UTC)
    elif _EPOCH.fullmatch(text):
        seconds = float(text)
        moment = datetime.fromtimestamp(seconds if seconds < 1e11 else seconds / 1000, UTC)
    return moment if moment and 1970 <= moment.year <= 2100 else None


def _slow(text: str, *, is_day_first: bool) -> datetime | None:
    text = _COMPACT.sub(_spell_out, text)
    found = _TIME.search(text)
    if found is None:
        date = _date(text, is_day_first=is_day_first)
        return _moment(date, timedelta(), "") if date else None
    before, after = text[: found.start()], text[found.end() :]
    # The date comes before the time, but its year may follow: Mon Nov 22 15:38:47 UTC 2026.
    around = f"{before} {_ZONE_OR_OFFSET.sub(' ', after)}"
    date = _date(before, is_day_first=is_day_first) or _date(around, is_day_first=is_day_first)
    return _moment(date, _time_of_day(found), after) if date else None


def _spell_out(found: re.Match[str]) -> str:
    year, month, day, hour, minute, second = found.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}" if hour else "")


def _time_of_day(found: re.Match[str]) -> timedelta:
    hour, minute, second, fraction, half = found.groups()
    hours = int(hour)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    seconds = float(f"{second or 0}.{fraction or 0}")
    return timedelta(hours=hours, minutes=int(minute), seconds=seconds)


def _date(text: str, *, is_day_first: bool) -> tuple[int, int, int] | None:
    """Return year, month and day of the written date, or None."""
    found = _YEAR_FIRST.match(text)
    if found:
        return int(found[1]), int(found[2] or 1), int(found[3] or 1)
    found = _DAY_FIRST.match(text)
    if found:
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        is_month_first = found[2] == "/" and first <= 12 and not (is_day_first and second <= 12)
        return (year, first, second) if is_month_first else (year, second, first)
    folded = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.lower()) if not _is_accent(letter)
    )
    # The last one: "mar., 13 sept." is a Tuesday (mardi) in September.
    months = [
        month
        for word in _WORD.findall(folded)
        if (month := _MONTHS.get(word[:3]) or _MONTHS.get(word[:4]))
    ]
    numbers = _NUMBER.findall(text)
    if not months or len(numbers) != 2:
        return None
    if len(numbers[0]) == 4:
        numbers.reverse()
    return _year(numbers[1]), months[-1], int(numbers[0])


def _is_accent(letter: str) -> bool:
    return unicodedata.combining(letter) != 0


def _year(digits: str) -> int:
    """Return the year; of two digits as RFC 2822 section 4.3 reads them."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def _moment(date: tuple[int, int, int], of_day: timedelta, zone: str) -> datetime | None:
    try:
        moment = datetime(*date, tzinfo=UTC) + of_day - _offset(zone)
    except (ValueError, OverflowError):
        return None
    return moment if 1970 <= moment.year <= 2100 and of_day < _TOO_LATE else None


def _offset(text: str) -> timedelta:
    found = _OFFSET.match(text)
    if found:
        sign, hours, minutes = found.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return offset if sign == "+" else -offset
    found = _ZONE.match(text)
    return _ZONES.get(found[1].upper(), timedelta()) if found else timedelta()
