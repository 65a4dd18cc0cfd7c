"""Right-to-left text in the order in which it is read, for terminals that only draw cells in a row.

The Unicode Bidirectional Algorithm (UAX #9) for text without embeddings, overrides and isolates:
`clean` has removed these. Rules are named as there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

# Letters and numbers of the scripts written from right to left.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STRONG = {"L": 0, "R": 1, "AL": 1}
_NEUTRALS = frozenset({"B", "S", "WS", "ON"})
_MIRRORS = str.maketrans("()[]{}<>«»‹›≤≥（）［］", ")(][}{><»«›‹≥≤）（］［")
_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］"}
_MOST_PAIRS = 63


def has_right_to_left(text: str) -> bool:
    """Whether a text has anything that is written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first letter tells (rules P2 and P3)."""
    if not has_right_to_left(text):
        return False
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in kinds if kind in _STRONG), False)


def levels_of(text: str, *, base: int) -> list[int]:
    """Return the level of every code point of a paragraph whose own level is `base`, 0 or 1.

    Odd levels run from right to left.
    """
    own = [unicodedata.bidirectional(character) or "L" for character in text]
    kinds = _with_weak_resolved(own, "R" if base else "L")
    _resolve_brackets(text, own, kinds, base)
    _resolve_neutrals(kinds, base)
    levels = [_implicit(kind, base) for kind in kinds]
    # L1: a separator is of the paragraph's level, and so are the blanks before it.
    is_trailing = True
    for at in range(len(text) - 1, -1, -1):
        is_trailing = own[at] in {"B", "S"} or (is_trailing and own[at] in {"WS", "BN"})
        if is_trailing:
            levels[at] = base
    return levels


def _with_weak_resolved(own: Sequence[str], before: str) -> list[str]:
    """Return the types with the weak ones resolved (rules W1 to W7)."""
    kinds = list(own)
    previous, strong = before, before
    for at, kind in enumerate(kinds):
        if kind in {"NSM", "BN"}:  # W1
            kinds[at] = kind = previous
        elif kind == "EN" and strong == "AL":  # W2
            kinds[at] = kind = "AN"
        if kind in _STRONG:
            strong = kind
        previous = kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):  # W4
        around = kinds[at - 1]
        is_joint = kinds[at] == "CS" or (kinds[at] == "ES" and around == "EN")
        if is_joint and around in {"EN", "AN"} and kinds[at + 1] == around:
            kinds[at] = around
    for first, end in _sequences(kinds, {"ET"}):  # W5
        is_beside = "EN" in (*kinds[max(0, first - 1) : first], *kinds[end : end + 1])
        kinds[first:end] = ["EN" if is_beside else "ON"] * (end - first)
    strong = before
    for at, kind in enumerate(kinds):
        if kind in {"ES", "CS"}:  # W6
            kinds[at] = "ON"
        elif kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[at] = "L"
    return kinds


def _direction(kind: str) -> int | None:
    """Return 0 for left to right, 1 for right to left (numbers count as such), None for neither."""
    return {"L": 0, "R": 1, "EN": 1, "AN": 1}.get(kind)


def _resolve_brackets(text: str, own: Sequence[str], kinds: list[str], base: int) -> None:
    """Give the two brackets of a pair one direction: that of what they enclose (rule N0).

    The marks on a bracket go with it.
    """
    for first, last in sorted(_bracket_pairs(text, kinds)):
        inside = {_direction(kind) for kind in kinds[first + 1 : last]}
        if base in inside:
            found = base
        elif 1 - base in inside:
            before = (_direction(kind) for kind in reversed(kinds[:first]))
            found = next((each for each in before if each is not None), base)
        else:
            continue
        for at in (first, last):
            kinds[at] = "R" if found else "L"
            while at + 1 < len(own) and own[at + 1] == "NSM":
                at += 1
                kinds[at] = kinds[at - 1]


def _bracket_pairs(text: str, kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _PAIRS:
            if len(waiting) >= _MOST_PAIRS:
                return
            waiting.append((_PAIRS[character], at))
        else:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == character:
                    yield waiting[depth][1], at
                    del waiting[depth:]
                    break


def _resolve_neutrals(kinds: list[str], base: int) -> None:
    """Give neutrals the direction on both their sides, else the paragraph's (rules N1 and N2)."""
    for first, end in _sequences(kinds, _NEUTRALS):
        before = _direction(kinds[first - 1]) if first else base
        after = _direction(kinds[end]) if end < len(kinds) else base
        found = before if before == after else base
        kinds[first:end] = ["R" if found else "L"] * (end - first)


def _sequences(kinds: Sequence[str], wanted: frozenset[str] | set[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at, kind in enumerate(kinds):
        if kind not in wanted:
            continue
        if found and found[-1][1] == at:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found


def _implicit(kind: str, base: int) -> int:
    """Return the level of a resolved type (rules I1 and I2)."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the numbers of pieces with these levels from left to right (rule L2)."""
    order = list(range(len(levels)))
    lowest = min((level for level in levels if level % 2), default=0)
    if not lowest:
        return order
    for level in range(max(levels), lowest - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end + 1
    return order


def mirrored(text: str) -> str:
    """Return what is painted for brackets and the like in text from right to left (rule L4)."""
    return text.translate(_MIRRORS)
