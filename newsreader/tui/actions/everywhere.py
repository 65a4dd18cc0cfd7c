"""What can be done wherever the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.registry import action
from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.sources import BOOKMARKS

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


@action("subscribe")
def subscribe(screen: ReadingScreen, _count: int | None) -> None:
    """Open the dialog that subscribes to a feed or saves a page."""
    screen.open_subscribe()


@action("refresh-all")
def refresh_all(screen: ReadingScreen, _count: int | None) -> None:
    """Refresh all feeds."""
    screen.refresh_feeds(None)


@action("refresh-feed")
def refresh_feed(screen: ReadingScreen, _count: int | None) -> None:
    """Refresh the feed that is listed, under the cursor or open."""
    feed = screen.target_feed
    if feed is None:
        screen.hint("Put the cursor on a feed, or on an article of it, to refresh it.")
        return
    screen.refresh_feeds(feed.id)


@action("stop-refresh")
def stop_refresh(screen: ReadingScreen, _count: int | None) -> None:
    """End the refresh that is running."""
    screen.stop_refresh()


@action("broken-feeds")
def broken_feeds(screen: ReadingScreen, _count: int | None) -> None:
    """Show the feeds whose last check failed."""
    screen.open_broken_feeds()


@action("search")
def search(screen: ReadingScreen, _count: int | None) -> None:
    """Search the library; in an article, find in it."""
    if screen.pane is Pane.ARTICLE:
        screen.begin_find()
    else:
        screen.begin_search()


@action("bookmarks")
def bookmarks(screen: ReadingScreen, _count: int | None) -> None:
    """List the bookmarks."""
    screen.go_to_source(BOOKMARKS)


@action("rising-names")
def rising_names(screen: ReadingScreen, _count: int | None) -> None:
    """Show the names that rise now."""
    screen.show_rising()


@action("next-feed")
def next_feed(screen: ReadingScreen, count: int | None) -> None:
    """List the next feed with unread articles."""
    _step(screen, count or 1, 1)


@action("previous-feed")
def previous_feed(screen: ReadingScreen, count: int | None) -> None:
    """List the previous feed with unread articles."""
    _step(screen, count or 1, -1)


def _step(screen: ReadingScreen, count: int, direction: int) -> None:
    rows = screen.feeds_pane.all_rows()
    unread = [i for i, row in enumerate(rows) if row.is_of_its_own and row.count]
    shown = screen.listing.source.id
    here = next((i for i, row in enumerate(rows) if row.id == shown), -1)
    ahead = [i for i in unread if (i > here if direction > 0 else i < here)]
    if not ahead:
        refresh = f" {key_of('refresh-all')} looks for news." if direction > 0 else ""
        which = "further" if direction > 0 else "earlier"
        screen.hint(f"No {which} feed has unread articles.{refresh}")
        return
    place = ahead[min(count, len(ahead)) - 1] if direction > 0 else ahead[-min(count, len(ahead))]
    screen.go_to_source(rows[place].id)


@action("next-pane")
def next_pane(screen: ReadingScreen, _count: int | None) -> None:
    """Give the keyboard to the next pane."""
    screen.cycle_pane(1)


@action("previous-pane")
def previous_pane(screen: ReadingScreen, _count: int | None) -> None:
    """Give the keyboard to the previous pane."""
    screen.cycle_pane(-1)


@action("undo")
def undo(screen: ReadingScreen, _count: int | None) -> None:
    """Take back the last change."""
    screen.undo()


@action("redo")
def redo(screen: ReadingScreen, _count: int | None) -> None:
    """Do the change again that was taken back last."""
    screen.redo()


@action("palette")
def palette(screen: ReadingScreen, _count: int | None) -> None:
    """Open the command palette."""
    screen.open_palette()


@action("help")
def help_(screen: ReadingScreen, _count: int | None) -> None:
    """Show the keys."""
    screen.open_help()


@action("back")
def back(screen: ReadingScreen, _count: int | None) -> None:
    """Go back: article, search, headlines, feeds; at the top, quit."""
    if screen.pane is Pane.ARTICLE:
        screen.end_find()
        if not screen.go_back_to_names():
            screen.focus_pane(Pane.LIST)
    elif screen.end_narrowing():
        return
    elif screen.pane is Pane.LIST:
        screen.focus_pane(Pane.FEEDS)
    else:
        screen.quit()


@action("quit")
def quit_(screen: ReadingScreen, _count: int | None) -> None:
    """Quit; the place is kept."""
    screen.quit()
