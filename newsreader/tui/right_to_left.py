"""Who puts text from right to left in order: the terminal or the app."""

from __future__ import annotations

from collections.abc import Mapping

_VTE_WITH_ORDER = 5800
"""The version of VTE (0.58) from which on it orders text."""


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
