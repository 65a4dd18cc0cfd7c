"""What goes for good, or by itself: old deletions, former feeds, articles kept long enough.

Everything is done in small steps, each a transaction, so that others who write wait for no more;
what was cut short is taken up the next time.
"""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime, timedelta

from newsreader.library.connections import Connections
from newsreader.library.effects import mark_picked
from newsreader.library.journal import record
from newsreader.library.rows import stamp, unpack
from newsreader.library.saving import drop_texts_of_picked
from newsreader.library.steps import forget_tallies
from newsreader.model.journal import Action, Change
from newsreader.model.retention import Retention

_AT_ONCE = 250
"""Articles of a step."""


def forget(connections: Connections, before: datetime) -> None:
    """Let changes made before a moment be final; see `Library.forget`."""
    with connections.writing() as connection:
        connection.execute(
            "UPDATE journal SET is_undoable = 0 WHERE is_undoable = 1 AND made_at < ?",
            (stamp(before),),
        )
        forget_tallies(connection)
    for step in (_drop_deleted, _drop_former):
        while True:
            with connections.writing() as connection:
                if not step(connection, before):
                    break


def expire(
    connections: Connections, feed_ids: Collection[int], retention: Retention, now: datetime
) -> int:
    """Delete the articles of some feeds that have been kept long enough; see `Library.expire`.

    The texts stay as long as those of other deleted articles do.
    """
    feeds = json.dumps([*feed_ids])
    total = 0
    while True:
        with connections.writing() as connection:
            _pick_expired(connection, feeds, retention, now)
            effect = mark_picked(connection, Change(Action.DELETE), now)
            if effect is None:
                return total
            record(connection, effect, now, is_undoable=False)
            total += len(effect.change.article_ids)


def _pick_expired(
    connection: sqlite3.Connection, feeds: str, retention: Retention, now: datetime
) -> None:
    """Make the articles that have been kept long enough the ones to work on, a step of them."""
    connection.execute("DELETE FROM picked")
    of_feeds = "gone = 0 AND feed_id IN (SELECT value FROM json_each(:feeds))"
    values: dict[str, object] = {"feeds": feeds, "at_once": _AT_ONCE}
    limits: list[str] = []
    if retention.days is not None:
        limits.append("max(sort_at, coalesce(read_at, 0)) < :cutoff")
        values["cutoff"] = stamp(now - timedelta(days=retention.days))
    if retention.articles is not None:
        first_too_many = connection.execute(
            f"SELECT sort_at, id FROM article WHERE {of_feeds} "
            "ORDER BY sort_at DESC, id DESC LIMIT 1 OFFSET :count",
            {**values, "count": retention.articles},
        ).fetchone()
        if first_too_many is not None:
            limits.append("(sort_at, id) <= (:sort_at, :id)")
            values["sort_at"], values["id"] = first_too_many
    if not limits:
        return
    spared = ""
    if retention.is_unread_kept:
        spared += " AND is_read = 1"
    if retention.is_bookmarked_kept:
        spared += " AND is_bookmarked = 0"
    connection.execute(
        f"INSERT INTO picked SELECT id FROM article WHERE {of_feeds}{spared} "
        f"AND ({' OR '.join(limits)}) ORDER BY sort_at, id LIMIT :at_once",
        values,
    )


def _drop_deleted(connection: sqlite3.Connection, before: datetime) -> bool:
    """Drop texts of articles deleted before a moment; return whether there were any.

    Their rows stay, so that they do not come back.
    """
    connection.execute("DELETE FROM picked")
    connection.execute(
        "INSERT INTO picked SELECT id FROM article "
        "WHERE gone = 1 AND deleted_at IS NOT NULL AND deleted_at < ? LIMIT ?",
        (stamp(before), _AT_ONCE),
    )
    drop_texts_of_picked(connection)
    done = connection.execute(
        "UPDATE article SET deleted_at = NULL WHERE id IN (SELECT id FROM picked)"
    )
    return done.rowcount > 0


def _drop_former(connection: sqlite3.Connection, before: datetime) -> bool:
    """Drop articles of feeds unsubscribed before a moment, but for the bookmarked."""
    since = stamp(before)
    kept_feeds = _ids(connection, "feed_ids", f"made_at >= {since}")
    # Undoing may bookmark them again.
    kept_articles = _ids(
        connection, "article_ids", "is_undoable = 1 AND action IN ('bookmark', 'unbookmark')"
    )
    connection.execute("DELETE FROM picked")
    # The newest article of all stays: without it, its id would be given to another one.
    connection.execute(
        "INSERT INTO picked SELECT article.id FROM article JOIN feed ON feed.id = feed_id "
        "WHERE is_removed = 1 AND gone = 2 AND is_bookmarked = 0 "
        "AND article.id < (SELECT max(id) FROM article) "
        "AND feed_id NOT IN (SELECT value FROM json_each(?)) "
        "AND article.id NOT IN (SELECT value FROM json_each(?)) LIMIT ?",
        (kept_feeds, kept_articles, _AT_ONCE),
    )
    drop_texts_of_picked(connection)
    # Should the feed be subscribed to again, it must not be told that nothing is new.
    connection.execute(
        "UPDATE feed SET etag = NULL, last_modified = NULL, body_hash = NULL "
        "WHERE id IN (SELECT feed_id FROM article WHERE id IN (SELECT id FROM picked))"
    )
    done = connection.execute("DELETE FROM article WHERE id IN (SELECT id FROM picked)")
    return done.rowcount > 0


def _ids(connection: sqlite3.Connection, column: str, condition: str) -> str:
    """Return the ids of a column of journal entries as JSON."""
    rows = connection.execute(
        f"SELECT {column} FROM journal WHERE {column} IS NOT NULL AND {condition}"
    )
    return json.dumps(sorted({each for (packed,) in rows for each in unpack(packed)}))
