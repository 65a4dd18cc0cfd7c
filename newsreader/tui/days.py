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
    """Return a day in at most `room` cells, as fully as fits; empty if nothing does.

    `Today`, `Yesterday`, `Monday 23 November`, and of other years `23 November 2021`.
    """
    month = _MONTHS[day.month - 1]
    weekday = _WEEKDAYS[day.weekday()]
    if day == today:
        names: tuple[str, ...] = ("Today",)
    elif day == today - timedelta(days=1):
        names = ("Yesterday", f"{weekday[:3]} {day.day} {month[:3]}", f"{day.day} {month[:3]}")
    elif abs(today - day) < timedelta(days=300):
        names = (
            f"{weekday} {day.day} {month}",
            f"{weekday[:3]} {day.day} {month[:3]}",
            f"{day.day} {month[:3]}",
        )
    else:
        names = (f"{day.day} {month} {day.year}", f"{day.day} {month[:3]} {day.year}")
    return next((name for name in names if len(name) <= room), "")
