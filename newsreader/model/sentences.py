"""The sentence around a place of a text."""

from __future__ import annotations

import re

_END = re.compile(
    r"\n\s*\n|[.!?…](?:[ \u00a0\u202f]?['\"»”’)\]]){0,3}\s+"
    r"(?=[«“„\"'¿¡(–—-]?\s?[^\W\d_a-zß-öø-ÿа-яё])"
)
_SHORT = re.compile(
    r"\b(?:\w|\d{1,2}|Mr|Mrs|Ms|Dr|St|Sr|Sra|Jr|Prof|Gen|Sen|Lt|Col|Mme|Hr|Fr|No|Nr|vs|ca|art|Art|ul)"
    r"\.\s+$"
)
_REACH = 600
"""Characters on each side in which a sentence's beginning and end are looked for."""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence that holds `[start, end)` begins and ends, in code points.

    It lies in one block; a very long one is cut at some distance. A dot after a single letter, a
    short title or a small number (`J.`, `Mrs.`, `24.`) ends none.
    """
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begin, stop = low, high
    for match in _END.finditer(text, low, high):
        is_dot = text[match.start()] == "." and match.start() != end
        if is_dot and _SHORT.search(text, max(low, match.start() - 6), match.end()):
            continue
        if match.end() <= start:
            begin = match.end()
        elif match.start() >= end - 1:
            stop = match.end()
            break
    shown = text[begin:stop]
    return begin + len(shown) - len(shown.lstrip()), begin + len(shown.rstrip())
