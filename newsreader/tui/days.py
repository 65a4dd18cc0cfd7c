"""The days at which headlines stand, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=4096)
def day_of(moment: datetime) -> date:
    """Return the day of a moment in the reader's time zone."""
    return moment.astimezone().date()


def day_name(day: date, today: date, room: int) -> str:
    """Return a day in at most `room` cells, as fully as any day would fit; empty if none does.

    `Today`, `Yesterday`, `Monday 23 November`, and of other years `23 November 2021`. All days of a
    list are written the same way: a long name is no reason to shorten it alone.
    """
    month = _MONTHS[day.month - 1]
    weekday = _WEEKDAYS[day.weekday()]
    if day == today:
        return "Today" if room >= len("Today") else ""
    if day == today - timedelta(days=1) and room >= len("Yesterday"):
        return "Yesterday"
    short = f"{day.day} {month[:3]}"
    names: tuple[tuple[str, int], ...]
    if abs(today - day) < timedelta(days=300):
        names = (
            (f"{weekday} {day.day} {month}", len("Wednesday 30 September")),
            (f"{weekday[:3]} {short}", len("Wed 30 Sep")),
            (short, len("30 Sep")),
        )
    else:
        names = (
            (f"{day.day} {month} {day.year}", len("30 September 2021")),
            (f"{short} {day.year}", len("30 Sep 2021")),
        )
    return next((name for name, widest in names if widest <= room), "")
