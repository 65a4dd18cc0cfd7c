"""Fitting text into terminal cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from rich.cells import cell_len, set_cell_size

DATED_FROM = timedelta(days=7)
"""How old a moment is that `age` tells by its date."""

_CLAUSES = ("; ", ": ", ", ", " or ", " by ")
"""What stands between two clauses of a sentence."""

_FIRST_RIGHT_TO_LEFT = "\u0590"


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, as it is read: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    shown = cut(text, width)
    if not shown.isascii() and max(shown) >= _FIRST_RIGHT_TO_LEFT:
        from newsreader.tui.right_to_left import in_order

        shown = in_order(shown)
    return set_cell_size(shown, width)


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, cut with an ellipsis."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def first_clauses(text: str, width: int) -> str:
    """Return as many of a text's clauses as fit `width` cells, but the first one in any case."""
    while cell_len(text) > width:
        shorter = max((text.rpartition(mark)[0] for mark in _CLAUSES), key=len)
        if not shorter:
            return text
        text = shorter
    return text


def first_fitting(words: Sequence[str], width: int) -> str:
    """Return as many words as fit `width` cells, and how many more there are."""
    for count in range(len(words), 0, -1):
        left = len(words) - count
        shown = ", ".join(words[:count]) + (f" and {left} more" if left else "")
        if cell_len(shown) <= width or count == 1:
            return cut(shown, width)
    return ""


def age(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was, in at most six cells: `5m`, `3h`, `2d`, `12 Mar`, `2021`.

    A moment in the future counts as now; days are those of the reader's time zone.
    """
    passed = now - moment
    if passed < timedelta(minutes=1):
        return "now"
    if passed < timedelta(hours=1):
        return f"{passed // timedelta(minutes=1)}m"
    if passed < timedelta(days=1):
        return f"{passed // timedelta(hours=1)}h"
    if passed < DATED_FROM:
        return f"{passed.days}d"
    there = moment.astimezone()
    if passed < timedelta(days=300):
        return f"{there.day} {there:%b}"
    return f"{there.year}"
