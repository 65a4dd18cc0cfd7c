"""What tests do and see in the feeds pane."""

from __future__ import annotations

from tests.tui.app_driver import Driver


def counts(app: Driver) -> dict[str, int]:
    """The counts in the pane by title."""
    return {row.title: row.count for row in app.screen.feeds_pane.rows}


def shown(app: Driver) -> list[str]:
    """The titles in the pane, from the top."""
    return [row.title for row in app.screen.feeds_pane.rows]


async def to_source(app: Driver, title: str) -> None:
    """Put the cursor of the feeds pane on a row."""
    await app.press("h")
    pane = app.screen.feeds_pane
    place = next(i for i, row in enumerate(pane.rows) if row.title == title)
    await app.press("g", "g", *["j"] * place)
    await app.until(lambda: pane.current.title == title)
