"""The app's themes, and the styles in which an article is painted."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.model.mention_kind import FIGURE_KINDS, MentionKind
from newsreader.tui.contrast import MARK, TEXT, readable, style_variables, tinted

INK = Theme(
    name="ink",
    primary="#6b9bcf",
    secondary="#a9b6c9",
    accent="#e6b873",
    warning="#e6b873",
    error="#f0a0a5",
    success="#9bd3a8",
    foreground="#dcdfe5",
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
PAPER = Theme(
    name="paper",
    primary="#285a94",
    secondary="#434c59",
    accent="#6b3d0a",
    warning="#6b3d0a",
    error="#84191f",
    success="#1f5230",
    foreground="#26282c",
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
THEMES = (INK, PAPER)
"""The app's own themes; Textual's can be chosen as well."""

DEFAULT_THEME = INK.name
TERMINAL_THEME = "ansi-dark"
"""Textual's theme of the terminal's own sixteen colours."""

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
    `theme` is the name of one of ours or of Textual's; without it ours is meant.
    """

    is_dark: bool = True
    is_ansi: bool = False
    has_colour: bool = True
    theme: str = ""

    @classmethod
    def of(cls, app: App[object]) -> Surroundings:
        """Return what the screen of a running app is like."""
        return cls(
            is_dark=app.current_theme.dark,
            is_ansi=app.native_ansi_color,
            has_colour=not app.no_color,
            theme=app.current_theme.name,
        )

    @property
    def palette(self) -> dict[str, str]:
        """Return the colours to use by name; empty where there are none."""
        if not self.has_colour:
            return {}
        return _COLOURS["ansi"] if self.is_ansi else _palette(self.theme, is_dark=self.is_dark)

    @property
    def quiet(self) -> Style:
        """Return the style of text that stays behind."""
        colour = self.palette.get("quiet")
        return Style(dim=True) if colour is None else Style(color=colour, dim=False)


def undimmed(strip: Strip, quiet: Style) -> Strip:
    """Return a line with the colour of quiet text where it is dim: dimming knows no contrast."""
    if quiet.dim:
        return strip
    segments = [
        Segment(text, style + quiet if style is not None and style.dim else style, control)
        for text, style, control in strip
    ]
    return Strip(segments, strip.cell_length)


@cache
def _palette(name: str, *, is_dark: bool) -> dict[str, str]:
    """Return the colours of marks as they can be read on every ground of a theme."""
    ours = INK if is_dark else PAPER
    theme = next((one for one in (*THEMES, *BUILTIN_THEMES.values()) if one.name == name), ours)
    colours = {**theme.to_color_system().generate(), **theme.variables}
    variables = style_variables(theme, colours, is_ours=theme in THEMES)
    wanted = _COLOURS["dark" if is_dark else "light"]
    text, base = Color.parse(colours["foreground"]), Color.parse(colours["background"])
    hit = tinted(base, Color.parse(wanted["hit"]), text, MARK, 1)
    names = ("background", "surface", "panel")
    grounds = [hit, Color.parse(variables["row"]), *(Color.parse(colours[n]) for n in names)]
    least = TEXT if theme in THEMES else MARK

    def fitting(colour: str) -> str:
        return readable(readable(Color.parse(colour), grounds, MARK), [base], least).hex

    marks = {mark: fitting(colour) for mark, colour in wanted.items()}
    return {**marks, "hit": hit.hex, "quiet": variables["quiet"], "text": fitting(text.hex)}


@cache
def mention_style(kind: MentionKind, surroundings: Surroundings, *, tone: str = "full") -> Style:
    """Return the style of a kind of mention, to be laid over the style of the text.

    `tone` is one of the settings' `MENTION_STYLES`: `quiet` has the same shapes in softer colours,
    `plain` nothing.
    """
    if tone == "plain":
        return Style.null()
    name = kind.value if kind.is_name else _FIGURE
    colour = surroundings.palette.get(name)
    if colour is None:
        return _SHAPES[name] if kind.is_name else _COLOURLESS_FIGURE
    if tone == "quiet":
        # The terminal's own sixteen colours cannot be mixed: there the shapes must do.
        if surroundings.is_ansi:
            return _SHAPES[name] if kind.is_name else Style(dim=True)
        return _SHAPES[name] + Style(color=_softened(colour, surroundings))
    return _SHAPES[name] + Style(color=colour)


def _softened(colour: str, surroundings: Surroundings) -> str:
    """Return a colour of marks half way to that of the text, which can be read as well."""
    return Color.parse(colour).blend(Color.parse(surroundings.palette["text"]), 0.5).hex


@cache
def hit_style(surroundings: Surroundings, *, is_current: bool) -> Style:
    """Return the style of what a find found; the match one is at stands out."""
    colour = surroundings.palette.get("current hit" if is_current else "hit")
    if colour is None:
        return Style(reverse=True, bold=is_current, underline=is_current)
    if not is_current:
        return Style(bgcolor=colour)
    text = readable(Color.parse(colour), [Color.parse(colour)], TEXT).hex
    return Style(color=text, bgcolor=colour, bold=True)


@cache
def list_hit_style(surroundings: Surroundings) -> Style:
    """Return the style of a hit in a list, to be laid over that of the title or the text."""
    colour = surroundings.palette.get("list hit")
    return Style(color=colour, bold=True, underline=True)


CURRENT_MENTION = Style(reverse=True)
"""The mention one has stepped to, laid over the style of its kind."""
