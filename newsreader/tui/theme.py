"""The app's themes, and the styles in which an article is painted."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.app import App
from textual.theme import Theme

from newsreader.model.mention import FIGURE_KINDS, MentionKind

DARK = Theme(
    name="newsreader-dark",
    primary="#5f93cc",
    secondary="#7f93ad",
    accent="#dfae68",
    warning="#dfae68",
    error="#e0787f",
    success="#86c494",
    foreground="#d5d8de",
    background="#16181d",
    surface="#1e2127",
    panel="#272b33",
    variables={
        "scrollbar": "#3a414d",
        "scrollbar-hover": "#4b5463",
        "scrollbar-active": "#5f93cc",
        "scrollbar-background": "#1b1e24",
        "scrollbar-background-hover": "#1b1e24",
        "scrollbar-background-active": "#1b1e24",
    },
)
LIGHT = Theme(
    name="newsreader-light",
    primary="#2c5f9b",
    secondary="#5b6b80",
    accent="#8f5410",
    warning="#8f5410",
    error="#ab2d38",
    success="#2b6b3f",
    foreground="#2b2d31",
    background="#fbf9f5",
    surface="#f1eee8",
    panel="#e6e2d9",
    dark=False,
    variables={
        "scrollbar": "#c9c4b8",
        "scrollbar-hover": "#b3ad9e",
        "scrollbar-active": "#2c5f9b",
        "scrollbar-background": "#f1eee8",
        "scrollbar-background-hover": "#f1eee8",
        "scrollbar-background-active": "#f1eee8",
    },
)
THEMES = (DARK, LIGHT)
"""The app's own themes; Textual's can be chosen as well."""

DEFAULT_THEME = DARK.name

LEGEND: tuple[tuple[str, frozenset[MentionKind]], ...] = (
    ("person", frozenset({MentionKind.PERSON})),
    ("organisation", frozenset({MentionKind.ORGANISATION})),
    ("place", frozenset({MentionKind.PLACE})),
    ("other", frozenset({MentionKind.OTHER})),
    ("figure", frozenset(FIGURE_KINDS)),
)
"""What a legend names, in this order: a label, and the kinds of mentions painted alike."""

_FIGURE = "figure"

# Kinds differ by more than their colour, so that they can be told apart without seeing it.
_SHAPES = {
    MentionKind.PERSON.value: Style(bold=True),
    MentionKind.ORGANISATION.value: Style(underline=True),
    MentionKind.PLACE.value: Style(italic=True),
    MentionKind.OTHER.value: Style(bold=True, italic=True),
    _FIGURE: Style(),
}
# Where there is no colour, figures need a shape of their own.
_COLOURLESS_FIGURE = Style(underline2=True)

_COLOURS = {
    "dark": {
        MentionKind.PERSON.value: "#8fc1ff",
        MentionKind.ORGANISATION.value: "#c8abf5",
        MentionKind.PLACE.value: "#93d6ac",
        MentionKind.OTHER.value: "#f0a8bb",
        _FIGURE: "#e6c381",
        "hit": "#5c4a12",
        "current hit": "#e6c381",
        "list hit": "#f0c674",
    },
    "light": {
        MentionKind.PERSON.value: "#0d4a94",
        MentionKind.ORGANISATION.value: "#6b2fa0",
        MentionKind.PLACE.value: "#0f5a2e",
        MentionKind.OTHER.value: "#96204a",
        _FIGURE: "#7d4300",
        "hit": "#f7e29a",
        "current hit": "#7d4300",
        "list hit": "#8a4b00",
    },
    # The terminal's own sixteen colours: its user chose them to be readable.
    "ansi": {
        MentionKind.PERSON.value: "blue",
        MentionKind.ORGANISATION.value: "magenta",
        MentionKind.PLACE.value: "green",
        MentionKind.OTHER.value: "red",
        _FIGURE: "cyan",
    },
}


class Surroundings(NamedTuple):
    """What the screen is like: decides which colours can be read on it.

    `is_ansi` means the terminal's own sixteen colours, `has_colour` is False under NO_COLOR.
    """

    is_dark: bool = True
    is_ansi: bool = False
    has_colour: bool = True

    @classmethod
    def of(cls, app: App[object]) -> Surroundings:
        """Return what the screen of a running app is like."""
        return cls(
            is_dark=app.current_theme.dark,
            is_ansi=app.native_ansi_color,
            has_colour=not app.no_color,
        )

    @property
    def palette(self) -> dict[str, str]:
        """Return the colours to use by name; empty where there are none."""
        if not self.has_colour:
            return {}
        return _COLOURS["ansi" if self.is_ansi else "dark" if self.is_dark else "light"]


@cache
def mention_style(kind: MentionKind, surroundings: Surroundings) -> Style:
    """Return the style of a kind of mention, to be laid over the style of the text."""
    name = kind.value if kind.is_name else _FIGURE
    colour = surroundings.palette.get(name)
    if colour is None:
        return _SHAPES[name] if kind.is_name else _COLOURLESS_FIGURE
    return _SHAPES[name] + Style(color=colour)


@cache
def hit_style(surroundings: Surroundings, *, is_current: bool) -> Style:
    """Return the style of what a find found; the match one is at stands out."""
    colour = surroundings.palette.get("current hit" if is_current else "hit")
    if colour is None:
        return Style(reverse=True, bold=is_current, underline=is_current)
    if not is_current:
        return Style(bgcolor=colour)
    text = "#16181d" if surroundings.is_dark else "#ffffff"
    return Style(color=text, bgcolor=colour, bold=True)


@cache
def list_hit_style(surroundings: Surroundings) -> Style:
    """Return the style of a hit in a list, to be laid over that of the title or the text."""
    colour = surroundings.palette.get("list hit")
    return Style(color=colour, bold=True, underline=True)


CURRENT_MENTION = Style(reverse=True)
"""The mention one has stepped to, laid over the style of its kind."""
