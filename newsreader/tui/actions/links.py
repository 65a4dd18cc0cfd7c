"""What can be done with the links and files of the open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.registry import action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


@action("link-hints")
def link_hints(screen: ReadingScreen, _count: int | None) -> None:
    """Show letters on the links in view."""
    screen.begin_hints()


@action("list-links")
def list_links(screen: ReadingScreen, _count: int | None) -> None:
    """List the links of the article."""
    screen.open_links()


@action("list-files")
def list_files(screen: ReadingScreen, _count: int | None) -> None:
    """List the files of the article."""
    screen.open_files()
