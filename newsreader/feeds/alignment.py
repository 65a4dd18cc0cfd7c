"""Finding the texts of a page again in a text that was taken from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

_GAPS = re.compile(r"[\W_]+")
# Texts with so many letters are looked for anywhere; shorter ones only where they must be.
_DISTINCT = 25
_FINDABLE = 8
_NEAR = 4000


def letters(text: str) -> str:
    """Return the letters and digits of a text, which no handling of white space changes."""
    return _GAPS.sub("", text)


def find_texts(keys: Sequence[str], guide: Iterable[str]) -> list[bool]:
    """Return which texts of a page occur, in their order, in the pieces of `guide`.

    `keys` are the texts by their `letters`, in the page's order. Long texts that occur once are
    the fixed points (the longest run of them in one order, as in patience diff); a short one,
    which may stand in any menu too, is found only at its place between two of them.
    """
    words = [word for piece in guide for word in _GAPS.split(piece) if word]
    starts = {0}
    end = 0
    for word in words:
        end += len(word)
        starts.add(end)
    whole = "".join(words)
    found = [False] * len(keys)
    anchors = _anchors(keys, whole, starts)
    for index, _ in anchors:
        found[index] = True
    before, at = -1, 0
    for index, position in [*_in_order(anchors), (len(keys), len(whole))]:
        for between in range(before + 1, index):
            if at == position:
                break
            place = _place(keys[between], whole, starts, at, position)
            if place >= 0:
                found[between], at = True, place + len(keys[between])
        before, at = index, position + (len(keys[index]) if index < len(keys) else 0)
    return found


def _place(key: str, whole: str, starts: set[int], at: int, end: int) -> int:
    """Return where in `[at, end)` a text stands: next, or if it is not too short nearby."""
    after = at + len(key)
    if key and whole.startswith(key, at, end) and (after in starts or after == end):
        return at
    if len(key) < _FINDABLE:
        return -1
    place = whole.find(key, at, min(end, after + _NEAR))
    return place if place in starts or len(key) >= _DISTINCT else -1


def _anchors(keys: Sequence[str], whole: str, starts: set[int]) -> list[tuple[int, int]]:
    """Return index and position of each long text that occurs once on both sides."""
    counts = Counter(keys)
    beginnings: dict[str, int] = {}
    for start in starts:
        beginning = whole[start : start + _DISTINCT]
        beginnings[beginning] = -1 if beginning in beginnings else start
    anchors = []
    for index, key in enumerate(keys):
        position = beginnings.get(key[:_DISTINCT], -1) if len(key) >= _DISTINCT else -1
        if position >= 0 and counts[key] == 1 and whole.startswith(key, position):
            anchors.append((index, position))
    return anchors


def _in_order(anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of anchors whose positions increase."""
    lowest: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for number, (_, position) in enumerate(anchors):
        length = bisect_left(lowest, position)
        previous.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [position]
        last[length : length + 1] = [number]
    run = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(anchors[number])
        number = previous[number]
    return run[::-1]
