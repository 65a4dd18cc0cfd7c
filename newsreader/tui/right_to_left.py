"""Who puts text from right to left in order: the terminal or the app."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextvars import ContextVar

_VTE_WITH_ORDER = 5800
"""The version of VTE (0.58) from which on it orders text."""
# All that is written from right to left, and more: what tells it well takes long to make.
_PERHAPS = re.compile("[\u0590-\u08ff\ufb1d-\U0001efff]")
_IS_ORDERED: ContextVar[bool] = ContextVar("is_ordered", default=True)


def use_order(*, is_ordered: bool) -> None:
    """Let the running app put text in order, or leave that to the terminal."""
    _IS_ORDERED.set(is_ordered)


def is_ordered_now() -> bool:
    """Whether the running app puts text in order."""
    return _IS_ORDERED.get()


def in_order(text: str) -> str:
    """Return a line of the screen in the order in which it is read, if that is the app's work.

    It runs from right to left if its first character does: signs before a title stay there.
    """
    if text.isascii() or not is_ordered_now() or _PERHAPS.search(text) is None:
        return text
    # No business of a start on lines that all run from left to right.
    from newsreader.tui.layout.bidi import has_right_to_left, is_right_to_left

    if not has_right_to_left(text):
        return text
    from newsreader.tui.layout.line import Run
    from newsreader.tui.layout.ordering import ReadingOrder

    order = ReadingOrder(text, int(is_right_to_left(text[0])))
    return "".join(run.text for run in order.ordered((Run(text, 0, len(text)),), 0))


def is_ordered_here(wanted: str, environment: Mapping[str, str]) -> bool:
    """Whether the app orders text, as the setting says or, with `auto`, as the terminal needs.

    VTE's terminals, Konsole, mlterm and Apple's Terminal order it themselves; the others draw
    what comes from left to right.
    """
    if wanted != "auto":
        return wanted == "app"
    vte = environment.get("VTE_VERSION", "")
    return not (
        (vte.isdecimal() and int(vte) >= _VTE_WITH_ORDER)
        or environment.get("KONSOLE_VERSION")
        or environment.get("TERM_PROGRAM") == "Apple_Terminal"
        or environment.get("TERM", "").startswith("mlterm")
    )
