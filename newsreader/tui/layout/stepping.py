"""Stepping through marked places of a text, and saying what they are."""

from __future__ import annotations

from bisect import bisect_left

from newsreader.model.mention import Amount, Mention, MentionKind, Value
from newsreader.tui.layout.moments import moment_in_words

_PLURALS = {
    **{unit: f"{unit}s" for unit in ("second", "minute", "hour", "day", "night", "week", "month")},
    **{unit: f"{unit}s" for unit in ("quarter", "year", "decade", "barrel", "mile", "point")},
    "century": "centuries",
}
"""The units that are words, for more than one of them."""


def step(
    starts: list[int], current: int | None, visible: tuple[int, int], *, is_forward: bool
) -> int | None:
    """Return the number of the place to step to among those beginning at `starts` (sorted).

    From `current` it is the neighbour; without, the first place that begins in the `visible`
    stretch of the text, or stepping back the last. After the last comes the first. None where
    there are no places.
    """
    if not starts:
        return None
    if current is not None:
        return (current + (1 if is_forward else -1)) % len(starts)
    if is_forward:
        return bisect_left(starts, visible[0]) % len(starts)
    return (bisect_left(starts, visible[1]) - 1) % len(starts)


def mention_in_words(mention: Mention, text: str) -> str:
    """Return a line for the status bar: the mention as written, its kind, and what it means."""
    meaning = mention.canonical if mention.kind.is_name else figure_in_words(mention)
    parts = [" ".join(text.split()), mention.kind.value]
    if meaning and meaning != parts[0]:
        parts.append(meaning)
    return " · ".join(parts)


def figure_in_words(mention: Mention) -> str:
    """Return what a figure says, a percentage with its sign."""
    value = value_in_words(mention.value)
    is_percent = mention.kind is MentionKind.PERCENT and mention.value and not mention.value.unit
    return f"{value} %" if is_percent else value


def value_in_words(value: Value | None) -> str:
    """Return what a figure says, for example `about 6 to 12 months per year`."""
    if value is None:
        return ""
    words = [f"{_amount_in_words(value.amount)}"]
    if value.unit:
        is_one = value.amount == 1
        words.append(value.unit if is_one else _PLURALS.get(value.unit, value.unit))
    if value.is_about:
        words.insert(0, "about")
    if value.per:
        words.append(f"per {value.per}")
    return " ".join(words)


def _amount_in_words(amount: Amount) -> str:
    if isinstance(amount, tuple):
        return " to ".join(map(_amount_in_words, amount))
    if isinstance(amount, str):
        return moment_in_words(amount)
    if isinstance(amount, float) and not amount.is_integer():
        return f"{amount:,.10g}"
    return f"{amount:,.0f}"
