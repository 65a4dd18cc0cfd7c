"""Waits for the page of a name."""

from __future__ import annotations

from newsreader.tui.screens.name_page import NamePageScreen
from newsreader.tui.widgets.name_body import NameBody
from tests.tui.app_driver import Driver


async def on_page(app: Driver, called: str) -> NamePageScreen:
    """Wait until the page of a name that is called so is shown and has the keyboard."""

    def is_shown() -> bool:
        screen = app.app.screen
        return (
            isinstance(screen, NamePageScreen)
            and screen.shown_name.name == called
            and bool(screen.query(NameBody))
            and screen.focused is screen.body.list_shown
            and screen.body.list_shown.size.width > 0
        )

    await app.until(is_shown, f"the page of {called}")
    page = app.app.screen
    assert isinstance(page, NamePageScreen)
    return page
