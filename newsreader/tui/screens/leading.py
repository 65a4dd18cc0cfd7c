"""The way from the reading screen to the pages of names, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.screens.naming import NamingScreen

if TYPE_CHECKING:
    from newsreader.tui.names.opening import OpenName


class LeadingScreen(NamingScreen):
    """Opens the page of a name over whatever is shown; one page may lead to another."""

    def on_open_name(self, opened: OpenName) -> None:
        """Open the page of a name."""
        from newsreader.tui.screens.name_page import NamePageScreen

        self.app.push_screen(NamePageScreen(opened.key))
