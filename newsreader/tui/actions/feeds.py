"""What can be done in the feeds pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.registry import action
from newsreader.tui.commands import Pane

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


@action("open-feed")
def open_feed(screen: ReadingScreen, _count: int | None) -> None:
    """Go to the headlines of the source under the cursor."""
    screen.show_source(screen.feeds_pane.current)
    screen.focus_pane(Pane.LIST)


@action("fold")
def fold(screen: ReadingScreen, _count: int | None) -> None:
    """Fold or unfold the folder."""
    screen.feeds_pane.toggle_fold()


@action("edit-feed")
def edit_feed(screen: ReadingScreen, _count: int | None) -> None:
    """Edit the feed under the cursor, or of the article; or the folder or saved search there."""
    if screen.pane is Pane.FEEDS and screen.edit_source(screen.feeds_pane.current):
        return
    feed = screen.target_feed
    if feed is None:
        screen.hint("Put the cursor on a feed, or on an article of it, to edit the feed.")
        return
    screen.open_edit(feed)


@action("unsubscribe")
def unsubscribe(screen: ReadingScreen, _count: int | None) -> None:
    """Unsubscribe from the feed or folder under the cursor, or remove the saved search."""
    if not screen.remove_source(screen.feeds_pane.current):
        screen.hint("Put the cursor on a feed to unsubscribe from it.")


@action("mark-feed-read")
def mark_feed_read(screen: ReadingScreen, _count: int | None) -> None:
    """Mark all articles of the source under the cursor read."""
    screen.mark_all_read(screen.feeds_pane.current.query())
