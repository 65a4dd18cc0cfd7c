"""Colours that can be read: WCAG 2 contrast, and variables for the styles of any theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.color import Color
from textual.theme import Theme

TEXT = 7.0
"""The contrast of text in our own themes: WCAG's enhanced level."""

MARK = 4.5
"""The contrast of marks in any theme, and of text in those that are not ours."""

_STEPS = 40
_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def readable(color: Color, grounds: Iterable[Color], least: float) -> Color:
    """Return a colour moved as little towards white or black as is needed to be read.

    Where no colour can be read on all grounds, it is the one that is read best.
    """
    grounds = list(grounds)

    def worst(candidate: Color) -> float:
        return min(contrast(candidate, ground) for ground in grounds)

    if worst(color) >= least:
        return color
    towards = max((_WHITE, _BLACK), key=worst)
    for step in range(1, _STEPS):
        moved = color.blend(towards, step / _STEPS)
        if worst(moved) >= least:
            return moved
    return towards


def tinted(base: Color, tint: Color, text: Color, least: float, most: float) -> Color:
    """Return a ground with as much of a tint, up to `most`, as lets text on it be read."""
    for step in range(_STEPS, 0, -1):
        ground = base.blend(tint, most * step / _STEPS)
        if contrast(text, ground) >= least:
            return ground
    return base


def style_variables(theme: Theme, colours: Mapping[str, str], *, is_ours: bool) -> dict[str, str]:
    """Return the variables of our styles, of a theme's colours.

    `row` is the ground of a row under the cursor (where quiet text is as the rest), `sheet-row` of
    one in a dialog, `quiet` text that stays behind, `mark` signs in rows, `alarm` errors,
    `alarm-ground` the status line at an error, `title` and `on-title` the heading of the pane with
    the keyboard. `accent` is the theme's, so that it can be read.
    """
    if theme.ansi:
        return _ANSI
    base, surface, panel, text, primary, accent, error, secondary = (
        Color.parse(colours[name])
        for name in (
            "background",
            "surface",
            "panel",
            "foreground",
            "primary",
            "accent",
            "error",
            "secondary",
        )
    )
    least = TEXT if is_ours else MARK
    grounds = (base, surface, panel)
    row = tinted(base, primary, text, least, 0.32)
    sheet_row = tinted(surface, primary, text, least, 0.32)
    rows = (*grounds, row, sheet_row, base.blend(text, 0.12))
    on_title = max((_BLACK, _WHITE), key=lambda color: contrast(color, primary))
    quiet = secondary if is_ours else text.blend(base, 0.3)
    found = {
        "row": row,
        "sheet-row": sheet_row,
        "quiet": readable(quiet, grounds, least),
        "mark": readable(accent, rows, MARK),
        "alarm": readable(error, grounds, least),
        "alarm-ground": tinted(panel, error, text, least, 0.6),
        "accent": readable(accent, grounds, least),
        "title": readable(primary, (on_title,), least),
        "on-title": on_title,
    }
    named = {name: color.hex for name, color in found.items()}
    muted = {"text-muted": named["quiet"], "text-disabled": named["quiet"]}
    return {**named, **muted, "row-style": "none", "idle-style": "none", "title-style": "bold"}


_ANSI = {
    "row": "ansi_default",
    "sheet-row": "ansi_default",
    "quiet": "ansi_default",
    "mark": "ansi_yellow",
    "alarm": "ansi_red",
    "alarm-ground": "ansi_default",
    "title": "ansi_default",
    "on-title": "ansi_default",
    "row-style": "reverse",
    "idle-style": "underline",
    "title-style": "bold reverse",
}
"""The terminal's sixteen colours: rows under the cursor are told by being reversed."""
