"""Narrowing the list, and selecting stretches of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.registry import action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


@action("select")
def select(screen: ReadingScreen, _count: int | None) -> None:
    """Select from the headline under the cursor on; again, end the selection."""
    if screen.headlines.current is None:
        screen.hint("There is nothing to select: the list is empty.")
    elif screen.headlines.range_start is None:
        screen.headlines.begin_range()
    else:
        screen.headlines.end_range()


@action("filter")
def filter_(screen: ReadingScreen, _count: int | None) -> None:
    """Filter the list."""
    screen.begin_filter()
