"""The command palette: every command with its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from newsreader.tui.commands import COMMANDS, Command, key_names

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_NOT_LISTED = {"palette"}


class CommandProvider(Provider):
    """Finds the commands that have a meaning in the pane that has the keyboard."""

    def _commands(self) -> list[Command]:
        pane = self._reading.pane
        return [c for c in COMMANDS if pane in c.panes and c.id not in _NOT_LISTED]

    @property
    def _reading(self) -> ReadingScreen:
        from newsreader.tui.screens.reading import ReadingScreen

        screen = self.screen
        assert isinstance(screen, ReadingScreen)
        return screen

    async def discover(self) -> Hits:
        """List all commands before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.help, self._run(command), help=key_names(command))

    async def search(self, query: str) -> Hits:
        """Find commands by their words, id or key."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.help), matcher.match(command.id))
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.help),
                    self._run(command),
                    text=command.help,
                    help=key_names(command),
                )

    def _run(self, command: Command) -> partial[None]:
        return partial(self._reading.run_command, command)


def open_palette(screen: Screen[None]) -> None:
    """Open the palette over the reading screen."""
    screen.app.push_screen(CommandPalette(providers=[CommandProvider]))
