"""The values of figures as searches compare them."""

from __future__ import annotations

import math

from newsreader.model.dates import days_of
from newsreader.model.mention import Amount, MentionKind, Value

Measured = tuple[float | None, float | None, str | None]
"""The least and the greatest value (days for dates), and the unit; None where there is none."""

NOTHING: Measured = (None, None, None)


def measured(kind: str, stored: str | None) -> Measured:
    """Return what a figure's stored value measures; what cannot be compared is nothing."""
    if stored is None or kind == MentionKind.TIME.value:
        return NOTHING
    value = Value.loads(stored)
    ends = value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)
    if kind == MentionKind.DATE.value:
        days = [days_of(end) if isinstance(end, str) else None for end in ends]
        if days[0] is None or days[1] is None:
            return NOTHING
        return min(days[0][0], days[1][0]), max(days[0][1], days[1][1]), None
    low, high = (_number(end) for end in ends)
    if low is None or high is None:
        return NOTHING
    return min(low, high), max(low, high), value.unit


def _number(end: Amount) -> float | None:
    if isinstance(end, str | tuple):
        return None
    try:
        number = float(end)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
