"""What is done for the library once a day: a backup, and the room of what has had its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsreader.library.backup import back_up_daily
from newsreader.library.library import Library
from newsreader.model.feed import Feed
from newsreader.settings import Settings

UNDONE_FOR = timedelta(days=30)
"""How long a change can be taken back; what was deleted before is dropped for good."""

_STATE = "upkeep"


def look_after(library: Library, settings: Settings, now: datetime | None = None) -> int:
    """Do what is due today (UTC), unless it was done; return how many articles were deleted.

    The backup comes first: what goes today is still in it. All is done in steps that others who
    write come in between. Raises `LibraryError`.
    """
    now = now or datetime.now(UTC)
    back_up_daily(library, now)
    # Once a day, but at once where the settings are others.
    done = f"{now:%Y-%m-%d} {settings.retention} {settings.feed_retention}"
    if library.recall(_STATE) == done:
        return 0
    library.forget(now - UNDONE_FOR)
    count = expire(library, settings, now)
    library.give_back()
    library.remember(_STATE, done)
    return count


def expire(library: Library, settings: Settings, now: datetime | None = None) -> int:
    """Delete articles by the settings: those of the web for all feeds, any where a feed says so.

    Returns how many; `look_after` does it once a day. Raises `LibraryError`.
    """
    now = now or datetime.now(UTC)
    feeds = library.feeds.all()
    of_their_own = [feed for feed in feeds if settings.retention_of(feed.url) is not None]
    count = sum(_expire_own(library, settings, feed, now) for feed in of_their_own)
    if settings.retention.is_limited:
        # What was saved and imported cannot be had again: only a table of its own lets it go.
        ids = [feed.id for feed in feeds if feed.is_fetched and feed not in of_their_own]
        count += library.expire(ids, settings.retention, now)
    return count


def _expire_own(library: Library, settings: Settings, feed: Feed, now: datetime) -> int:
    retention = settings.retention_of(feed.url)
    if retention is None or not retention.is_limited:
        return 0
    return library.expire([feed.id], retention, now)
