"""A small chart of mentions by day, week or month: its bars in block characters, and its dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from newsreader.model.name import DAY, MONTH, WEEK, without_gaps

if TYPE_CHECKING:
    from newsreader.model.name import Period

STEPS = (DAY, WEEK, MONTH)
_BLOCKS = " ▁▂▃▄▅▆▇█"
_EIGHTHS = 8
EMPTY_SIGN = "."
"""Stands on the ground line where a period has no mention."""

_LEAST = 12
"""Periods that are shown at least, where so many fit."""
_WIDEST = 4
"""Cells of a period at most, with the blank between two."""
_APART = 14
"""Cells between the beginnings of two dates at least."""
_SOON = {DAY: 60, WEEK: 540}
"""Up to so many days between first and last mention this step shows most."""
_NOW = {DAY: "today", WEEK: "this week", MONTH: "this month"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Chart(NamedTuple):
    """Lines of bars from the top, each `cells` wide with its blank, then the line of dates."""

    bars: tuple[str, ...]
    dates: str
    most: int
    """Mentions in the fullest period."""


def usual_step(days: Sequence[Period]) -> str:
    """Return the step by which mentions are best seen, by the days that have any."""
    if not days:
        return DAY
    span = (days[-1].begin - days[0].begin).days
    return next((step for step, most in _SOON.items() if span <= most), MONTH)


def next_step(step: str) -> str:
    """Return the step after one, from the last to the first."""
    return STEPS[(STEPS.index(step) + 1) % len(STEPS)]


def chart(periods: Sequence[Period], step: str, today: date, width: int, height: int) -> Chart:
    """Return the chart of periods in `width` cells and `height` lines, that of dates among them.

    It ends today; where the last mention is longer ago than the chart reaches, it ends there.
    """
    room = max(1, width)
    if not periods or width <= 0:
        return Chart(("",) * max(0, height - 1), "", 0)
    all_since = without_gaps(periods, step, today, room)
    is_recent = any(period.count for period in all_since)
    if not is_recent:
        all_since = without_gaps(periods, step, periods[-1].begin, room)
    first = next(n for n, period in enumerate(all_since) if period.count)
    count = min(room, max(_LEAST, len(all_since) - first))
    cells = max(1, min(_WIDEST, room // count))
    shown = all_since[-(room // cells) :]
    most = max(period.count for period in shown)
    rows = max(1, height - 1)
    bars = tuple(_row(shown, most, row, rows, cells) for row in range(rows - 1, -1, -1))
    return Chart(bars, _dates(shown, step, cells, room, is_recent=is_recent), most)


def _row(shown: Sequence[Period], most: int, row: int, rows: int, cells: int) -> str:
    """Return a line of bars; `row` counts from the ground."""
    gap = " " if cells > 1 else ""
    bar = cells - len(gap)
    parts = []
    for period in shown:
        # Rounded up: what there is can be seen.
        eighths = -(-period.count * rows * _EIGHTHS // most) - row * _EIGHTHS
        sign = _BLOCKS[max(0, min(_EIGHTHS, eighths))]
        if not period.count and not row:
            parts.append(EMPTY_SIGN.ljust(bar) + gap)
        else:
            parts.append(sign * bar + gap)
    return "".join(parts)


def _dates(shown: Sequence[Period], step: str, cells: int, room: int, *, is_recent: bool) -> str:
    """Return the line of dates, each below the first cell of its period."""
    last = _NOW[step] if is_recent else _date(shown[-1].begin, step, None)
    width = min(room, max(len(shown) * cells, len(last)))
    end = width - len(last)
    line, before = "", None
    for number in range(0, len(shown), -(-_APART // cells)):
        at = number * cells
        label = _date(shown[number].begin, step, before)
        if at + len(label) + 2 <= end:
            line = f"{line:<{at}}{label}"
            before = shown[number].begin
    return f"{line:<{max(0, end)}}{last}"[:room]


def _date(day: date, step: str, before: date | None) -> str:
    """Return a date; its year where it is another than that of the one before."""
    year = f" {day.year}" if before is None or before.year != day.year else ""
    month = _MONTHS[day.month - 1]
    return f"{month}{year}" if step == MONTH else f"{day.day} {month}{year}"
