"""The styles of code, from the screen's colours."""

from __future__ import annotations

from functools import cache

from rich.style import Style

from newsreader.tui.layout.code import CodeKind
from newsreader.tui.theme import Surroundings

# What differs in more than its colour is told where there is none.
_SHAPES = {
    CodeKind.COMMENT: Style(italic=True),
    CodeKind.KEYWORD: Style(bold=True),
    CodeKind.DELETED: Style(strike=True),
}
_COLOURS = {
    "dark": {
        CodeKind.COMMENT: "#9aa3b2",
        CodeKind.KEYWORD: "#c8abf5",
        CodeKind.NAME: "#8fc1ff",
        CodeKind.STRING: "#93d6ac",
        CodeKind.NUMBER: "#e6c381",
        CodeKind.DELETED: "#f0a8bb",
    },
    "light": {
        CodeKind.COMMENT: "#565c66",
        CodeKind.KEYWORD: "#6b2fa0",
        CodeKind.NAME: "#0d4a94",
        CodeKind.STRING: "#0f5a2e",
        CodeKind.NUMBER: "#7d4300",
        CodeKind.DELETED: "#96204a",
    },
    "ansi": {
        CodeKind.KEYWORD: "magenta",
        CodeKind.NAME: "blue",
        CodeKind.STRING: "green",
        CodeKind.NUMBER: "cyan",
        CodeKind.DELETED: "red",
    },
}


@cache
def code_style(kind: CodeKind, surroundings: Surroundings) -> Style:
    """Return the style of a stretch of code, to be laid over that of the block."""
    shape = _SHAPES.get(kind, Style.null())
    if not surroundings.has_colour:
        return shape
    name = "ansi" if surroundings.is_ansi else "dark" if surroundings.is_dark else "light"
    colour = _COLOURS[name].get(kind)
    return shape + Style(color=colour) if colour else shape
