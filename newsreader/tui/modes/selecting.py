"""A caret in the article, that selects: movements as in vim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.commands.bindings import bindings_in_use, key_of
from newsreader.tui.layout import caret
from newsreader.tui.layout.page import Layout
from newsreader.tui.widgets.selecting_view import Motion, Unit

if TYPE_CHECKING:
    from newsreader.tui.screens.linking import LinkingScreen

_MOVING = "v selects from here · V paragraphs · y copies the paragraph · Escape leaves"
_SELECTING = "y copies · o other end · hjkl wbe 0$ {} gG move · Escape leaves"
_COPY_KEYS = ("y", "ctrl+c", "enter")


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
    "h": lambda lines, place: caret.beside(lines, place, -1),
    "l": lambda lines, place: caret.beside(lines, place, 1),
    "w": _in_text(caret.next_word),
    "b": _in_text(caret.previous_word),
    "e": _in_text(caret.word_end),
    "0": caret.line_start,
    "dollar_sign": caret.line_end,
    "g": lambda lines, _place: caret.first_from(lines, 0),
    "G": lambda lines, _place: caret.beside(lines, len(lines.page.text), -1),
    "left_curly_bracket": _unit(-1),
    "right_curly_bracket": _unit(1),
}
_MOTIONS |= {
    "left": _MOTIONS["h"],
    "right": _MOTIONS["l"],
    "home": _MOTIONS["0"],
    "circumflex_accent": _MOTIONS["0"],
    "end": _MOTIONS["dollar_sign"],
}
_PAGES = {
    "ctrl+d": 0.5, "ctrl+u": -0.5, "ctrl+f": 1.0, "pagedown": 1.0, "space": 1.0,
    "ctrl+b": -1.0, "pageup": -1.0, "backspace": -1.0,
}  # fmt: skip
_LINES = {"j": 1, "down": 1, "k": -1, "up": -1}


class SelectMode:
    """Moves the caret, selects by characters or paragraphs, copies."""

    def __init__(self, screen: LinkingScreen) -> None:
        self._screen = screen
        self._view = screen.article_view
        self._count = ""
        self._cell: int | None = None

    @property
    def footer(self) -> str:
        """What the keys do now."""
        return _MOVING if self._view.selection is None else _SELECTING

    def take(self, key: str) -> bool:
        """Take a key; those without a meaning here do nothing."""
        if key.isdecimal() and (key != "0" or self._count):
            self._count = (self._count + key)[-4:]
            return True
        count, self._count = int(self._count or 1), ""
        if key in _LINES or key in _PAGES:
            self._move_lines(key, count)
        else:
            self._cell = None
            if key in _MOTIONS:
                self._view.move_caret(_MOTIONS[key], count)
            elif not self._do(key):
                self._screen.hint("A selection is being made; Escape leaves it.")
                return True
        self._say()
        return True

    def _do(self, key: str) -> bool:
        match key:
            case "escape" | "q":
                self._screen.end_mode()
            case "v":
                self._view.select_by(Unit.CHARACTERS)
            case "V":
                self._view.select_by(Unit.PARAGRAPHS)
            case "o":
                self._view.swap_ends()
            case _ if key in _COPY_KEYS:
                self._screen.copy_selection()
            case _:
                return False
        return True

    def _move_lines(self, key: str, count: int) -> None:
        """Move by lines, in the same column; while paragraphs are selected, by paragraphs."""
        if key in _LINES and self._view.unit is Unit.PARAGRAPHS and self._view.origin is not None:
            self._view.move_caret(_unit(_LINES[key]), count)
            return
        height = self._view.scrollable_content_region.height
        lines = _LINES[key] if key in _LINES else round(_PAGES[key] * max(2, height - 2))

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
    """What the mouse has selected can be copied; all other keys mean what they always do."""

    def __init__(self, screen: LinkingScreen) -> None:
        self._screen = screen
        self._keys = bindings_in_use().of("select-text").keys

    @property
    def footer(self) -> str:
        """What the keys do now."""
        return f"y copies · {key_of('select-text')} goes on by keyboard · Escape leaves"

    def take(self, key: str) -> bool:
        """Copy, leave, or go on by keyboard."""
        if key in ("y", "ctrl+c"):
            self._screen.copy_selection()
        elif key == "escape":
            self._screen.end_mode()
        elif key in self._keys:
            self._screen.begin_selecting(is_going_on=True)
        else:
            return False
        return True

    def close(self) -> None:
        """Select nothing any more."""
        self._screen.article_view.clear_selection()
