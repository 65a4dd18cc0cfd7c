"""What can be done with saved searches, and with the order of the feeds pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.registry import action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


@action("save-search")
def save_search(screen: ReadingScreen, _count: int | None) -> None:
    """Ask for a name and save the search that is on."""
    screen.open_save_search()


@action("move-source-down")
def move_source_down(screen: ReadingScreen, count: int | None) -> None:
    """Move the feed, folder or saved search under the cursor down."""
    screen.move_source(screen.feeds_pane.current, count or 1)


@action("move-source-up")
def move_source_up(screen: ReadingScreen, count: int | None) -> None:
    """Move the feed, folder or saved search under the cursor up."""
    screen.move_source(screen.feeds_pane.current, -(count or 1))


@action("move-feed")
def move_feed(screen: ReadingScreen, _count: int | None) -> None:
    """Ask which folder the feed under the cursor is to be in."""
    screen.open_move(screen.feeds_pane.current)


@action("hide-read-feeds")
def hide_read_feeds(screen: ReadingScreen, _count: int | None) -> None:
    """Hide or show feeds without unread articles."""
    is_hidden = screen.feeds_pane.toggle_quiet()
    screen.update_titles()
    screen.hint("Feeds without unread are hidden." if is_hidden else "All feeds are shown.")
