"""The last line of a screen of its own: its commands and their keys."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from newsreader.tui.commands import Command, key_name
from newsreader.tui.commands.bindings import in_use


def keys_line(commands: Iterable[Command]) -> Content:
    """Return keys and labels of commands; one without a key, or without a label, is left out."""
    parts: list[tuple[str, str]] = []
    for command in in_use(commands):
        if command.keys and command.label:
            parts += [(key_name(command.keys[0]), "bold $accent"), (f" {command.label}  ", "")]
    return Content.assemble(*parts)
