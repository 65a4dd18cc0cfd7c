"""The names panel has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.commands import ARTICLE_NAMES_COMMANDS
from newsreader.tui.commands.bindings import bindings_in_use, ids_by_key, in_use
from newsreader.tui.commands.key_names import key_name

if TYPE_CHECKING:
    from newsreader.tui.screens.naming import NamingScreen
    from newsreader.tui.widgets.names_panel import NamesPanel


class NamesMode:
    """Moves among the names, steps through one, opens its page; the rest is the article's."""

    def __init__(self, screen: NamingScreen, panel: NamesPanel) -> None:
        self._screen = screen
        self._panel = panel
        bindings = bindings_in_use()
        opening = dict.fromkeys(bindings.of("names-panel").keys, "leave-names")
        self._keys = opening | ids_by_key(ARTICLE_NAMES_COMMANDS)
        self._leading_out = {
            *bindings.of("next-pane").keys,
            *bindings.of("previous-pane").keys,
        }
        self._count = ""

    @property
    def footer(self) -> str:
        """What the keys do now."""
        shown = [c for c in in_use(ARTICLE_NAMES_COMMANDS) if c.keys and c.label]
        return " · ".join(f"{key_name(c.keys[0])} {c.label}" for c in shown)

    def take(self, key: str) -> bool:
        """Take a key; one that has no meaning here may have one in the article."""
        if key.isdecimal() and (key != "0" or self._count):
            self._count = (self._count + key)[-3:]
            return True
        count, self._count = int(self._count or 1), ""
        command_id = self._keys.get(key, "")
        if command_id == "leave-names":
            self._screen.close_names()
        elif command_id == "open-listed-name":
            self._screen.open_listed_name()
        elif command_id == "follow-listed-name":
            self._screen.follow_listed_name()
        elif command_id == "choose-name":
            self._screen.choose_name()
        elif command_id == "next-of-name":
            self._screen.step_through_name(count)
        elif command_id == "previous-of-name":
            self._screen.step_through_name(-count)
        elif command_id in {"next-kind", "previous-kind"}:
            self._panel.names.move_kinds(count if command_id == "next-kind" else -count)
            self._screen.say_listed_name()
        elif key in self._leading_out:
            self._screen.leave_names()
        else:
            return self._move(key, count)
        return True

    def _move(self, key: str, count: int) -> bool:
        has_moved = all(self._panel.names.move_by_key(key) for _ in range(count))
        if has_moved:
            self._screen.say_listed_name()
        return has_moved

    def close(self) -> None:
        """Give the keyboard back to the article."""
        self._screen.take_keyboard_from_names()
