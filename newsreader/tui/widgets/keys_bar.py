"""The last line of a screen of its own, whose commands can be clicked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from newsreader.tui.commands import Command, key_name
from newsreader.tui.commands.bindings import in_use


class KeysBar(Widget):
    """Keys and labels of commands, as many as fit whole, the last one always; a click runs one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeysBar { height: 1; padding: 0 1; color: $text-muted; }
    """

    class Chosen(Message):
        """A command was clicked."""

        def __init__(self, command_id: str) -> None:
            super().__init__()
            self.command_id = command_id

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        shown = (each for each in in_use(commands) if each.keys and each.label)
        self._all = [(each.id, key_name(each.keys[0]), f" {each.label}  ") for each in shown]

    def _shown(self) -> Sequence[tuple[str, str, str]]:
        """Return ids, keys and labels that fit; the last command is the way back."""
        *others, last = self._all
        room = self.size.width - 2 - cell_len("".join(last[1:]).rstrip())
        fitting = []
        for each in others:
            room -= cell_len("".join(each[1:]))
            if room < 0:
                break
            fitting.append(each)
        return [*fitting, last]

    def render(self) -> Content:
        """Draw the commands."""
        parts: list[tuple[str, str]] = []
        for _, key, label in self._shown():
            parts += [(key, "bold $accent"), (label, "")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which command was clicked."""
        end = 1
        for command_id, key, label in self._shown():
            start, end = end, end + cell_len(key + label)
            if start <= event.x < end - 2:
                self.post_message(self.Chosen(command_id))
