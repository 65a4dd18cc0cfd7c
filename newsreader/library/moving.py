"""Moving a subscription to the address its server says it has for good (RFC 9110, 15.4.2)."""

from __future__ import annotations

import sqlite3

from newsreader.library.rows import COUNTED
from newsreader.library.saving import drop_texts_of_picked


def move(connection: sqlite3.Connection, feed_id: int, url: str) -> int:
    """Give a feed a new address inside the transaction that is open; return the feed's id there.

    A feed that was unsubscribed stays as it is. If there is one at that address already, be it
    unsubscribed, the two become that one: the
    articles it lacks go over to it with their marks, of those it has the marks are joined, and
    what the user had called and set for the moved feed counts where the other has nothing.
    """
    is_subscribed = connection.execute(
        "SELECT 1 FROM feed WHERE id = ? AND is_removed = 0", (feed_id,)
    ).fetchone()
    if not is_subscribed:
        return feed_id
    row = connection.execute("SELECT id FROM feed WHERE url = ?", (url,)).fetchone()
    if row is None:
        connection.execute("UPDATE feed SET url = ? WHERE id = ?", (url, feed_id))
        return feed_id
    (holder_id,) = row
    if holder_id == feed_id:
        return feed_id
    connection.execute(
        "UPDATE feed SET user_title = coalesce(feed.user_title, moved.user_title), "
        "folder = coalesce(feed.folder, moved.folder), "
        "interval = coalesce(feed.interval, moved.interval), "
        "full_text = coalesce(feed.full_text, moved.full_text) "
        "FROM (SELECT * FROM feed WHERE id = ?) AS moved WHERE feed.id = ?",
        (feed_id, holder_id),
    )
    _spare_bookmarked(connection, feed_id, holder_id)
    _join_marks(connection, feed_id, holder_id)
    _drop_doubles(connection, feed_id, holder_id)
    connection.execute(
        "UPDATE OR IGNORE article SET feed_id = ? WHERE feed_id = ?", (holder_id, feed_id)
    )
    connection.execute(
        "UPDATE feed SET is_removed = 1, etag = NULL, last_modified = NULL, body_hash = NULL "
        "WHERE id = ?",
        (feed_id,),
    )
    connection.execute("UPDATE feed SET is_removed = 0 WHERE id = ?", (holder_id,))
    connection.execute("UPDATE article SET gone = 0 WHERE feed_id = ? AND gone = 2", (holder_id,))
    _count_anew(connection, feed_id, holder_id)
    return int(holder_id)


def _count_anew(connection: sqlite3.Connection, *feed_ids: int) -> None:
    connection.executemany(
        f"UPDATE feed SET (articles, unread, bookmarked) = {COUNTED} WHERE id = ?",  # noqa: S608
        ((feed_id,) for feed_id in feed_ids),
    )


def _spare_bookmarked(connection: sqlite3.Connection, feed_id: int, holder_id: int) -> None:
    """Let a bookmarked article of a feed go over though the other one's was deleted."""
    connection.execute(
        "UPDATE article SET guid = guid || '#' || id WHERE feed_id = ? AND gone = 1 AND guid IN "
        "(SELECT guid FROM article WHERE feed_id = ? AND gone <> 1 AND is_bookmarked = 1)",
        (holder_id, feed_id),
    )


def _join_marks(connection: sqlite3.Connection, feed_id: int, holder_id: int) -> None:
    connection.execute(
        "UPDATE article SET is_read = max(article.is_read, twin.is_read), "
        "read_at = coalesce(article.read_at, twin.read_at), "
        "is_bookmarked = max(article.is_bookmarked, twin.is_bookmarked) "
        "FROM (SELECT guid, is_read, read_at, is_bookmarked FROM article "
        "WHERE feed_id = ? AND gone <> 1) AS twin "
        "WHERE article.feed_id = ? AND article.guid = twin.guid",
        (feed_id, holder_id),
    )


def _drop_doubles(connection: sqlite3.Connection, feed_id: int, holder_id: int) -> None:
    """Delete the articles of a feed that the other one has; rows stay: ids are not used twice."""
    connection.execute("DELETE FROM picked")
    connection.execute(
        "INSERT INTO picked SELECT id FROM article WHERE feed_id = ? AND guid IN "
        "(SELECT guid FROM article WHERE feed_id = ?)",
        (feed_id, holder_id),
    )
    drop_texts_of_picked(connection)
    connection.execute(
        "UPDATE article SET gone = 1, deleted_at = NULL, is_bookmarked = 0 "
        "WHERE id IN (SELECT id FROM picked)"
    )
