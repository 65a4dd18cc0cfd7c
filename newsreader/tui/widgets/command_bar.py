"""The footer: the commands worth knowing where the keyboard is."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.widget import Widget

from newsreader.tui.commands import COMMANDS, Command, Pane
from newsreader.tui.commands.bindings import bindings_in_use, in_use

_BETWEEN = " · "

_ON_SELECTED = ("toggle-bookmark", "toggle-read", "delete", "write", "clear-search", "help")
"""The commands for what is selected that are shown meanwhile."""

_BY_ROW = {
    "": {"edit-feed": "", "unsubscribe": ""},
    "folder": {"edit-feed": "rename", "unsubscribe": "unsubscribe from all"},
    "search": {"unsubscribe": "remove"},
}
"""Labels in the feeds pane by what its row is, where they are others; empty: not shown."""


class CommandBar(Widget):
    """Keys and labels of the pane's commands, as many as fit whole; a click runs one."""

    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0), repaint=False)
    DEFAULT_CSS = """
    CommandBar { height: 1; padding: 0 1; background: $background; color: $text-muted; }
    """

    pane: reactive[Pane] = reactive(Pane.LIST)
    is_selecting: reactive[bool] = reactive(default=False)
    """Whether a stretch of the list is selected."""
    narrowing: reactive[str] = reactive("")
    """What narrows the list, "filter" or "search"; empty when nothing does."""
    row_kind: reactive[str] = reactive("")
    """What the row under the cursor of the feeds pane is, as `Source.kind` says it."""
    typing: reactive[str] = reactive("")
    """What Enter and Escape do in the box that is typed in; empty when none is."""
    is_finding: reactive[bool] = reactive(default=False)
    """Whether the next key goes to the next match in the article, not to the next unread."""

    class Chosen(Message):
        """A command was clicked."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    def _commands(self) -> list[Command]:
        commands = {c.id: c for c in in_use(COMMANDS) if c.keys}
        if self.is_selecting and self.pane is Pane.LIST:
            return [commands[each] for each in _ON_SELECTED if each in commands]
        shown = [c for c in commands.values() if self.pane in c.in_footer]
        if self.narrowing and self.pane is Pane.LIST and "clear-search" in commands:
            # How one gets out of what one is in is worth a place at the front.
            shown.insert(1, commands["clear-search"])
        return shown

    def _shown(self) -> list[tuple[Command, str, str]]:
        """Return the commands that fit, with key and label; help always, at the end."""
        width = self.size.width - 2
        shown: list[tuple[Command, str, str]] = []
        used = 0
        labels = _BY_ROW.get(self.row_kind, {}) if self.pane is Pane.FEEDS else {}
        for command in sorted(self._commands(), key=lambda c: c.id != "help"):
            key = bindings_in_use().key_in(self.pane, command.id)
            label = labels.get(command.id, self._label(command))
            if not key or not label:
                continue
            room = cell_len(key) + 1 + cell_len(label) + 2
            if used + room <= width + 2:
                shown.append((command, key, label))
                used += room
        return [*shown[1:], *shown[:1]]

    def _label(self, command: Command) -> str:
        """Return what a command does here, where that is something else than elsewhere."""
        if command.id == "clear-search" and self.narrowing and not self.is_selecting:
            return f"end {self.narrowing}"
        if self.pane is not Pane.ARTICLE:
            return command.label
        if command.id == "next-unread" and self.is_finding:
            return "next match"
        return "find" if command.id == "search" else command.label

    def render(self) -> Content:
        """Draw the commands, leaving out those that would be cut; help always stays."""
        if self.typing:
            return Content(self._typing_that_fits())
        parts: list[Content | tuple[str, str]] = []
        for _, key, label in self._shown():
            parts += [(key, "bold $accent"), (f" {label}  ", "")]
        return Content.assemble(*parts)

    def _typing_that_fits(self) -> str:
        """Return what the keys do, without those before the last for which there is no room."""
        parts = self.typing.split(_BETWEEN)
        while len(parts) > 1 and cell_len(_BETWEEN.join(parts)) > self.size.width:
            # The last says how one gets out.
            del parts[-2]
        return _BETWEEN.join(parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which command was clicked."""
        if self.typing:
            return
        end = 1
        for command, key, label in self._shown():
            start, end = end, end + cell_len(f"{key} {label}  ")
            if start <= event.x < end - 2:
                self.post_message(self.Chosen(command))
