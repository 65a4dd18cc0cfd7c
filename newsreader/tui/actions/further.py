"""What is seldom asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model.query import Query
from newsreader.tui.actions.registry import action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


@action("mark-above-read")
def mark_above_read(screen: ReadingScreen, _count: int | None) -> None:
    """Mark what the list shows above the headline read."""
    screen.mark_beyond_read(is_above=True)


@action("mark-below-read")
def mark_below_read(screen: ReadingScreen, _count: int | None) -> None:
    """Mark what the list shows below the headline read."""
    screen.mark_beyond_read(is_above=False)


@action("mark-all-feeds-read")
def mark_all_feeds_read(screen: ReadingScreen, _count: int | None) -> None:
    """Mark every article of the library read."""
    screen.mark_all_read(Query())


@action("following-feed")
def following_feed(screen: ReadingScreen, count: int | None) -> None:
    """List a feed further down, with unread articles or without."""
    _step(screen, count or 1)


@action("preceding-feed")
def preceding_feed(screen: ReadingScreen, count: int | None) -> None:
    """List a feed further up, with unread articles or without."""
    _step(screen, -(count or 1))


def _step(screen: ReadingScreen, steps: int) -> None:
    rows = screen.feeds_pane.all_rows()
    shown = screen.listing.source.id
    here = next((i for i, row in enumerate(rows) if row.id == shown), -1)
    feeds = [i for i, row in enumerate(rows) if row.is_of_its_own]
    ahead = [i for i in feeds if i > here] if steps > 0 else [i for i in feeds if i < here][::-1]
    if ahead:
        screen.go_to_source(rows[ahead[min(abs(steps), len(ahead)) - 1]].id)
    else:
        screen.hint("This is the last feed." if steps > 0 else "This is the first feed.")


@action("themes")
def themes(screen: ReadingScreen, _count: int | None) -> None:
    """Open the palette on the themes."""
    screen.open_palette("theme ")


@action("settings")
def settings(screen: ReadingScreen, _count: int | None) -> None:
    """Open the palette on the settings."""
    screen.open_palette("setting ")


@action("error-log")
def error_log(screen: ReadingScreen, _count: int | None) -> None:
    """Show what went wrong."""
    screen.open_error_log()


@action("export-feeds")
def export_feeds(screen: ReadingScreen, _count: int | None) -> None:
    """Ask for a file, and write the subscriptions into it."""
    screen.open_export()


@action("apply-retention")
def apply_retention(screen: ReadingScreen, _count: int | None) -> None:
    """Delete what by the settings need not be kept."""
    screen.apply_retention()


@action("redraw")
def redraw(screen: ReadingScreen, _count: int | None) -> None:
    """Draw the whole screen anew."""
    screen.refresh(layout=True, repaint=True)
