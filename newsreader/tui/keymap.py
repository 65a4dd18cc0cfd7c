"""From keys pressed to a command: counts (`5j`), sequences (`gg`), and panes."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.tui.commands import Command, Pane, key_name
from newsreader.tui.commands.bindings import bindings_in_use

MAX_COUNT = 9_999_999
"""Enough to go to any row of a long list."""

_DIGITS = len(str(MAX_COUNT))


@dataclass(frozen=True, slots=True)
class Press:
    """What a key led to: a command to run with its count, or more keys to wait for.

    `count` is None when none was typed. With neither a command nor `is_pending`, the key has no
    meaning here.
    """

    command: Command | None = None
    count: int | None = None
    is_pending: bool = False
    unknown: str = ""
    """The keys, where they have no meaning here."""


class Keymap:
    """Reads keys one by one; remembers a count and the beginning of a sequence."""

    def __init__(self) -> None:
        self._bindings = {pane: bindings_in_use().table(pane) for pane in Pane}
        self._count = ""
        self._keys = ""

    @property
    def pending(self) -> str:
        """What was typed so far of a command, for the status line."""
        return self._count + (key_name(self._keys) if self._keys else "")

    def reset(self) -> None:
        """Forget what was typed so far."""
        self._count = self._keys = ""

    def elsewhere(self, keys: str, pane: Pane) -> tuple[Pane, Command] | None:
        """Return another pane where these keys have a meaning, and which; None if nowhere."""
        for other, commands in self._bindings.items():
            if other is not pane and keys in commands:
                return other, commands[keys]
        return None

    def press(self, key: str, pane: Pane) -> Press:
        """Take one key (Textual's name of it) and tell what it leads to in this pane."""
        if not self._keys and (key in "123456789" or (self._count and key == "0")):
            self._count = (self._count + key)[-_DIGITS:]
            return Press(is_pending=True)
        keys = f"{self._keys} {key}".strip()
        commands = self._bindings[pane]
        if keys in commands:
            count = min(int(self._count), MAX_COUNT) if self._count else None
            self.reset()
            return Press(commands[keys], count)
        if any(known.startswith(keys + " ") for known in commands):
            self._keys = keys
            return Press(is_pending=True)
        self.reset()
        return Press(unknown=keys)
