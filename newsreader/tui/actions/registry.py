"""Which function carries out which command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from newsreader.tui.commands import BY_ID

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

Action: TypeAlias = "Callable[[ReadingScreen, int | None], None]"
"""Carries out a command; the count is None when none was typed."""

ACTIONS: dict[str, Action] = {}


def action(command_id: str) -> Callable[[Action], Action]:
    """Register a function as what a command does."""
    assert command_id in BY_ID, command_id

    def register(function: Action) -> Action:
        ACTIONS[command_id] = function
        return function

    return register
