"""A caret in the article, that selects: movements as in vim."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsreader.tui.commands import SELECTING_COMMANDS
from newsreader.tui.commands.bindings import bindings_in_use, first_key, ids_by_key, key_of
from newsreader.tui.layout import caret
from newsreader.tui.layout.page import Layout
from newsreader.tui.widgets.selecting_view import Motion, Unit

if TYPE_CHECKING:
    from newsreader.tui.screens.linking import LinkingScreen

_MOVING = (
    ("select-characters", "selects from here"),
    ("select-paragraphs", "paragraphs"),
    ("copy-selection", "copies the paragraph"),
)
_SELECTING = (("copy-selection", "copies"), ("swap-ends", "other end"))
_MOVES = (
    ("caret-left", "caret-down", "caret-up", "caret-right"),
    ("next-word", "previous-word", "word-end"),
    ("line-start", "line-end"),
    ("previous-paragraph", "next-paragraph"),
    ("text-start", "text-end"),
)
"""What moves the caret, as the foot of the screen lists it."""

_COPY = "ctrl+c"
"""Copies whatever the reader's keys are."""


def _unit(step: int) -> Motion:
    def motion(lines: Layout, place: int) -> int:
        units = caret.units(lines.page)
        number = caret.unit_at(units, place)
        if step < 0 and place > units[number][0]:
            return units[number][0]
        return units[max(0, min(number + step, len(units) - 1))][0]

    return motion


def _in_text(find: caret.InText) -> Motion:
    return lambda lines, place: caret.first_from(lines, find(lines.page.text, place))


_MOTIONS: dict[str, Motion] = {
    "caret-left": lambda lines, place: caret.beside(lines, place, -1),
    "caret-right": lambda lines, place: caret.beside(lines, place, 1),
    "next-word": _in_text(caret.next_word),
    "previous-word": _in_text(caret.previous_word),
    "word-end": _in_text(caret.word_end),
    "line-start": caret.line_start,
    "line-end": caret.line_end,
    "text-start": lambda lines, _place: caret.first_from(lines, 0),
    "text-end": lambda lines, _place: caret.beside(lines, len(lines.page.text), -1),
    "previous-paragraph": _unit(-1),
    "next-paragraph": _unit(1),
}
_PAGES = {
    "caret-half-page-down": 0.5, "caret-half-page-up": -0.5,
    "caret-page-down": 1.0, "caret-page-up": -1.0,
}  # fmt: skip
_LINES = {"caret-down": 1, "caret-up": -1}


def _footer(commands: Iterable[tuple[str, str]], *further: str) -> str:
    parts = [f"{key} {words}" for command_id, words in commands if (key := first_key(command_id))]
    leave = first_key("leave-selecting")
    return " · ".join((*parts, *further, *([f"{leave} leaves"] if leave else ())))


class SelectMode:
    """Moves the caret, selects by characters or paragraphs, copies."""

    def __init__(self, screen: LinkingScreen) -> None:
        self._screen = screen
        self._view = screen.article_view
        self._count = ""
        self._cell: int | None = None
        self._commands = ids_by_key(SELECTING_COMMANDS)

    @property
    def footer(self) -> str:
        """What the keys do now."""
        if self._view.selection is None:
            return _footer(_MOVING)
        moves = " ".join(filter(None, ("".join(map(first_key, group)) for group in _MOVES)))
        return _footer(_SELECTING, *([f"{moves} move"] if moves else ()))

    def take(self, key: str) -> bool:
        """Take a key; those without a meaning here do nothing."""
        if key.isdecimal() and (key != "0" or self._count):
            self._count = (self._count + key)[-4:]
            return True
        count, self._count = int(self._count or 1), ""
        command = "copy-selection" if key == _COPY else self._commands.get(key, "")
        if command in _LINES or command in _PAGES:
            self._move_lines(command, count)
        else:
            self._cell = None
            if command in _MOTIONS:
                self._view.move_caret(_MOTIONS[command], count)
            elif not self._do(command):
                leave = first_key("leave-selecting")
                leaving = f"; {leave} leaves it" if leave else ""
                self._screen.hint(f"A selection is being made{leaving}.")
                return True
        self._say()
        return True

    def _do(self, command: str) -> bool:
        match command:
            case "leave-selecting":
                self._screen.end_mode()
            case "select-characters":
                self._view.select_by(Unit.CHARACTERS)
            case "select-paragraphs":
                self._view.select_by(Unit.PARAGRAPHS)
            case "swap-ends":
                self._view.swap_ends()
            case "copy-selection":
                self._screen.copy_selection()
            case _:
                return False
        return True

    def _move_lines(self, command: str, count: int) -> None:
        """Move by lines, in the same column; while paragraphs are selected, by paragraphs."""
        is_by_unit = self._view.unit is Unit.PARAGRAPHS and self._view.origin is not None
        if command in _LINES and is_by_unit:
            self._view.move_caret(_unit(_LINES[command]), count)
            return
        height = self._view.scrollable_content_region.height
        lines = _LINES.get(command) or round(_PAGES[command] * max(2, height - 2))

        def motion(layout: Layout, place: int) -> int:
            if self._cell is None:
                self._cell = caret.cell_of(layout.lines[layout.line_of(place)], place)
            return caret.vertical(layout, place, lines * count, self._cell)

        self._view.move_caret(motion)

    def _say(self) -> None:
        if self._screen.mode is self:
            words = self._view.selection_in_words()
            is_selected = self._view.selection is not None
            self._screen.hint(f"{words} selected" if is_selected else "")
            self._screen.show_mode()

    def close(self) -> None:
        """Select nothing any more."""
        self._view.clear_selection()


class SelectedMode:
    """What the mouse has selected can be copied; all other keys mean what they always do.

    So do the further keys of copying and leaving: it is the first of each that counts here.
    """

    def __init__(self, screen: LinkingScreen) -> None:
        self._screen = screen
        in_use = bindings_in_use()
        self._keys = in_use.of("select-text").keys
        self._copy = (*in_use.of("copy-selection").keys[:1], _COPY)
        self._leave = in_use.of("leave-selecting").keys[:1]

    @property
    def footer(self) -> str:
        """What the keys do now."""
        return _footer(_SELECTING[:1], f"{key_of('select-text')} goes on by keyboard")

    def take(self, key: str) -> bool:
        """Copy, leave, or go on by keyboard."""
        if key in self._copy:
            self._screen.copy_selection()
        elif key in self._leave:
            self._screen.end_mode()
        elif key in self._keys:
            self._screen.begin_selecting(is_going_on=True)
        else:
            return False
        return True

    def close(self) -> None:
        """Select nothing any more."""
        self._screen.article_view.clear_selection()
