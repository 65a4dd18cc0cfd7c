"""The feeds as people look at them: counts, when they were fetched and will be, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from newsreader.cli.output import console, say
from newsreader.jobs.records import feed_status
from newsreader.model.feed import Feed
from newsreader.model.text import clean_line

_UNITS = ((timedelta(days=1), "d"), (timedelta(hours=1), "h"), (timedelta(minutes=1), "min"))

_COUNTS = (("id", 5), ("unread", 6), ("articles", 8))
_STATE = (("fetched", 10), ("next", 9), ("health", 7))


def print_feeds(feeds: Sequence[Feed]) -> None:
    """Print the feeds as a table on a terminal, and below it what is wrong with any of them."""
    from rich.table import Table
    from rich.text import Text

    if not feeds:
        say("there are no feeds yet; newsreader add URL subscribes to one")
        return
    now = datetime.now(UTC)
    out = console()
    left = max(20, out.width - sum(width + 1 for _, width in (*_COUNTS, *_STATE)))
    folder = min(left // 3, max(len("folder"), *(len(feed.folder or "") for feed in feeds)))
    names = (("folder", folder), ("title", left - folder - 2))
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for name, width in _COUNTS:
        table.add_column(name, justify="right", no_wrap=True, width=width)
    for name, width in (*names, *_STATE):
        table.add_column(name, overflow="ellipsis", no_wrap=True, width=width)
    for feed in feeds:
        counts = (feed.id, feed.unread, feed.articles)
        state = (
            _fetched(feed, now),
            _next(feed, now),
            feed_status(feed) if feed.is_fetched else "",
        )
        cells = (*map(str, counts), feed.folder or "", feed.title, *state)
        table.add_row(*(Text(clean_line(cell)) for cell in cells))
    out.print(table)
    for feed in feeds:
        if feed.health.last_error is not None:
            say(f"! {feed.id} {feed.title}: {health(feed)}")


def health(feed: Feed) -> str:
    """Return how a feed is, in words."""
    if not feed.is_fetched:
        return "never fetched"
    status = feed_status(feed)
    if status == "stopped":
        return "stopped: gone for good"
    if status == "error":
        return feed.health.last_error or "error"
    return "ok" if status == "ok" else "not fetched yet"


def _fetched(feed: Feed, now: datetime) -> str:
    at = feed.health.last_success_at
    return "" if at is None else f"{_span(now - at)} ago"


def _next(feed: Feed, now: datetime) -> str:
    if not feed.is_fetched or feed.health.is_stopped:
        return ""
    at = feed.health.next_check_at
    return "now" if at is None or at <= now else f"in {_span(at - now)}"


def _span(time: timedelta) -> str:
    """Return a length of time in its largest unit, such as "3 h"; a minute at least."""
    for unit, name in _UNITS:
        if time >= unit:
            return f"{time // unit} {name}"
    return "1 min"
