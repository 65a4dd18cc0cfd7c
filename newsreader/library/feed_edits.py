"""Changing what is set for a feed: its title, folder, address, interval and the like."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3

from newsreader.library.connections import LibraryError
from newsreader.library.rows import FEED_TITLE, is_id
from newsreader.model.feed import without_login
from newsreader.model.journal import Change
from newsreader.model.text import clean_line

MOST_MINUTES = 43200
"""The longest time between two checks of a feed, in minutes: 30 days."""

_EDITED = {
    "title": "user_title",
    "folder": "folder",
    "url": "url",
    "interval": "interval",
    "full_text": "full_text",
    "position": "position",
}


def edit(connection: sqlite3.Connection, change: Change) -> Change | None:
    """Set the fields of one feed that `after` names, all or none; None gives back its own title."""
    if len(change.feed_ids) != 1 or not change.after.keys() <= _EDITED.keys():
        raise ValueError(f"an edit is of one feed, of {', '.join(_EDITED)}")
    feed_id = change.feed_ids[0]
    row = connection.execute(
        "SELECT user_title, folder, url, CAST(interval AS TEXT), full_text, "
        "CAST(position AS TEXT), "
        f"{FEED_TITLE} FROM feed WHERE id = ?",
        (feed_id if is_id(feed_id) else 0,),
    ).fetchone()
    if row is None:
        return None
    stored = dict(zip(_EDITED, row, strict=False))
    interval = change.after.get("interval")
    if interval is not None and not (interval.isdecimal() and 0 < int(interval) <= MOST_MINUTES):
        raise ValueError(f"an interval is a number of minutes, 1 to {MOST_MINUTES}")
    after = {
        field: clean_line(text or "") or None
        for field, text in change.after.items()
        if (clean_line(text or "") or None) != stored[field]
    }
    if "folder" in after and stored["position"] is not None:
        # Its place was one among the feeds of its former folder.
        after.setdefault("position", None)
    if after.get("url", "kept") is None:
        raise LibraryError("A feed needs an address; give one, or leave it as it is")
    if not after:
        return None
    # First, for this alone may be refused.
    if url := after.get("url"):
        _move(connection, feed_id, str(stored["url"]), url)
    for field, text in after.items():
        connection.execute(f"UPDATE feed SET {_EDITED[field]} = ? WHERE id = ?", (text, feed_id))
    if after.get("interval"):
        connection.execute(
            "UPDATE feed SET next_check_at = last_checked_at + interval * 60000000 "
            "WHERE id = ? AND failures = 0",
            (feed_id,),
        )
    before = {field: stored[field] for field in after}
    return change._replace(before=before, after=after, subject=change.subject or row[-1])


def _move(connection: sqlite3.Connection, feed_id: int, former: str, url: str) -> None:
    """Give a feed another address; raises, with nothing changed, if that is another feed's.

    A feed without articles whose subscription was taken back is not in the way: it gets the former
    address in exchange, so that taking this back gives it its own again.
    """
    holder = connection.execute(
        f"SELECT id, {FEED_TITLE}, is_removed, "
        "EXISTS (SELECT 1 FROM article WHERE feed_id = feed.id) FROM feed WHERE url = ?",
        (url,),
    ).fetchone()
    if holder is None:
        _set_address(connection, feed_id, url)
        return
    holder_id, title, is_removed, has_articles = holder
    if not is_removed or has_articles:
        what = "that you unsubscribed; subscribe to it again" if is_removed else "already there"
        shown = without_login(url)
        title = shown if title == url else title
        raise LibraryError(f"{shown} is the address of “{title}”, a feed {what}")
    # An address is never that of two, not even for a moment.
    connection.execute("UPDATE feed SET url = '' WHERE id = ?", (holder_id,))
    _set_address(connection, feed_id, url)
    _set_address(connection, holder_id, former)


def _set_address(connection: sqlite3.Connection, feed_id: int, url: str) -> None:
    """Set a feed's address; what was learnt of the old one says nothing of the new one."""
    connection.execute(
        "UPDATE feed SET url = ?, etag = NULL, last_modified = NULL, body_hash = NULL, "
        "failures = 0, last_error = NULL, next_check_at = NULL, check_floor = NULL, is_stopped = 0 "
        "WHERE id = ?",
        (url, feed_id),
    )
