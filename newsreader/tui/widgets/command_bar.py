"""The footer: the commands worth knowing where the keyboard is."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.tui.commands import COMMANDS, Pane
from newsreader.tui.commands.bindings import bindings_in_use, in_use


class CommandBar(Widget):
    """Keys and labels of the pane's commands, as many as fit whole."""

    DEFAULT_CSS = """
    CommandBar { height: 1; padding: 0 1; background: $background; color: $text-muted; }
    """

    pane: reactive[Pane] = reactive(Pane.LIST)
    typing: reactive[str] = reactive("")
    """What Enter and Escape do in the box that is typed in; empty when none is."""

    def render(self) -> Content:
        """Draw the commands, leaving out those that would be cut; help always stays."""
        if self.typing:
            return Content(self.typing)
        commands = [c for c in in_use(COMMANDS) if self.pane in c.in_footer and c.keys]
        width = self.size.width - 2
        shown: list[tuple[str, str]] = []
        used = 0
        for command in sorted(commands, key=lambda c: c.id != "help"):
            key = bindings_in_use().key(command.id, self.pane)
            room = cell_len(key) + 1 + cell_len(command.label) + 2
            if used + room <= width + 2:
                shown.append((key, command.label))
                used += room
        parts: list[Content | tuple[str, str]] = []
        for key, label in [*shown[1:], *shown[:1]]:
            parts += [(key, "bold $accent"), (f" {label}  ", "")]
        return Content.assemble(*parts)
