"""Storing what a check of a feed brought."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from datetime import datetime

from newsreader.library import mentions, search
from newsreader.library.rows import HEALTH_COLUMNS, health_values, optional_stamp, stamp
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.feed import FeedHealth
from newsreader.model.text import MarkedText

_TOLD = "url, title, author, language, published_at, updated_at, fingerprint"
"""What an entry tells of an article, as columns; `_told` gives their values."""


def save(
    connection: sqlite3.Connection,
    feed_id: int,
    update: FeedUpdate,
    health: FeedHealth | None,
    now: datetime,
    url: str | None,
) -> list[int]:
    """Store an update inside the transaction that is open; see `ArticleStore.save`."""
    is_subscribed = connection.execute(
        "SELECT 1 FROM feed WHERE id = ? AND is_removed = 0", (feed_id,)
    ).fetchone()
    if not is_subscribed or not is_at(connection, feed_id, url):
        return []
    connection.execute(
        "UPDATE feed SET own_title = coalesce(nullif(?, ''), own_title), "
        "site_url = coalesce(?, site_url), language = coalesce(?, language) WHERE id = ?",
        (update.title, update.site_url, update.language, feed_id),
    )
    if health is not None:
        set_health(connection, feed_id, health)
    for article_id, entry in update.changed.items():
        _replace(connection, feed_id, article_id, entry, now)
        _set_guid(connection, feed_id, article_id, entry.guid)
    for article_id, guid in update.guids.items():
        _set_guid(connection, feed_id, article_id, guid)
    latest = stamp(now)
    places = [
        latest
        if update.is_by_arrival
        else min(optional_stamp(entry.published_at) or latest, latest)
        for entry in update.new
    ]
    return _add(connection, feed_id, update.new, places)


def renew(
    connection: sqlite3.Connection, feed_id: int, article_id: int, entry: Entry, now: datetime
) -> None:
    """Store a dropped text anew inside the transaction that is open; see `ArticleStore.renew`."""
    dropped = connection.execute(
        "UPDATE article SET deleted_at = ? "
        "WHERE id = ? AND feed_id = ? AND gone = 1 AND deleted_at IS NULL RETURNING title",
        (stamp(now), article_id, feed_id),
    ).fetchall()
    for (title,) in dropped:
        connection.execute(
            "INSERT INTO body (article_id, text, spans) VALUES (?, '', '[]')", (article_id,)
        )
        search.add(connection, [(article_id, title, "")])
        _replace(connection, feed_id, article_id, entry, now)


def store_full_text(
    connection: sqlite3.Connection, article_id: int, body: MarkedText, language: str | None
) -> bool:
    """Put a page's text in place of an article's; see `ArticleStore.store_full_text`."""
    former = connection.execute(
        "SELECT title, text FROM article JOIN body ON article_id = id WHERE id = ? AND gone <> 1",
        (article_id,),
    ).fetchone()
    if former is None:
        return False
    connection.execute(
        "INSERT OR IGNORE INTO summary SELECT article_id, text, spans FROM body "
        "WHERE article_id = ?",
        (article_id,),
    )
    connection.execute(
        "UPDATE article SET has_full_text = 1, language = coalesce(?, language) WHERE id = ?",
        (language, article_id),
    )
    title, text = former
    _replace_body(connection, article_id, (title, text), (title, body.text), body)
    return True


def is_at(connection: sqlite3.Connection, feed_id: int, url: str | None) -> bool:
    """Whether a feed's address is that one still; None is any."""
    sql = "SELECT 1 FROM feed WHERE id = ?1 AND url = coalesce(?2, url)"
    return connection.execute(sql, (feed_id, url)).fetchone() is not None


def set_health(connection: sqlite3.Connection, feed_id: int, health: FeedHealth) -> None:
    """Store how checking a feed went."""
    columns = ", ".join(f"{column} = ?" for column in HEALTH_COLUMNS)
    connection.execute(
        f"UPDATE feed SET {columns} WHERE id = ?",
        (*health_values(health), feed_id),
    )


def _add(
    connection: sqlite3.Connection, feed_id: int, entries: tuple[Entry, ...], places: list[int]
) -> list[int]:
    """Insert new entries oldest first, so that ids grow with time; return ids as they came."""
    ids = [0] * len(entries)
    added: list[tuple[int, Entry]] = []
    # Feeds put the newest first: of entries of one moment the last comes first.
    for at in sorted(range(len(entries)), key=lambda at: (places[at], -at)):
        ids[at], is_new = _insert(connection, feed_id, entries[at], places[at])
        if is_new:
            added.append((ids[at], entries[at]))
    connection.executemany(
        "INSERT INTO body (article_id, text, spans) VALUES (?, ?, ?)",
        ((new_id, entry.body.text, entry.body.spans_to_json()) for new_id, entry in added),
    )
    for new_id, entry in added:
        _add_enclosures(connection, new_id, entry)
    connection.execute(
        "UPDATE feed SET articles = articles + ?1, unread = unread + ?1 WHERE id = ?2",
        (len(added), feed_id),
    )
    return ids


def _insert(
    connection: sqlite3.Connection, feed_id: int, entry: Entry, sort_at: int
) -> tuple[int, bool]:
    """Insert an entry; return its id, and False if it was there already."""
    done = connection.execute(
        f"INSERT INTO article (feed_id, guid, sort_at, {_TOLD}) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed_id, guid) DO NOTHING",
        (feed_id, entry.guid, sort_at, *_told(entry)),
    )
    if done.rowcount:
        assert done.lastrowid is not None
        return done.lastrowid, True
    (there,) = connection.execute(
        "SELECT id FROM article WHERE feed_id = ? AND guid = ?", (feed_id, entry.guid)
    ).fetchone()
    return there, False


def _told(entry: Entry) -> tuple[str | int | None, ...]:
    return (
        entry.url,
        entry.title,
        entry.author,
        entry.language,
        optional_stamp(entry.published_at),
        optional_stamp(entry.updated_at),
        entry.fingerprint(),
    )


def _replace(
    connection: sqlite3.Connection, feed_id: int, article_id: int, entry: Entry, now: datetime
) -> None:
    """Put an entry's texts in place of an article's; a dropped text of a deleted one stays so."""
    former = connection.execute(
        "SELECT title, body.text, coalesce(summary.text, body.text), has_full_text FROM article "
        "LEFT JOIN body ON body.article_id = id LEFT JOIN summary ON summary.article_id = id "
        "WHERE id = ? AND feed_id = ?",
        (article_id, feed_id),
    ).fetchone()
    if former is None:
        return
    title, text, own_text, has_full_text = former
    if (title, own_text) != (entry.title, entry.body.text):
        connection.execute(
            "UPDATE article SET changed_at = ?, is_changed = is_read WHERE id = ?",
            (stamp(now), article_id),
        )
    connection.execute(
        f"UPDATE article SET ({_TOLD}) = (?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
        (*_told(entry), article_id),
    )
    if text is None:
        return
    if has_full_text:
        connection.execute(
            "UPDATE summary SET text = ?, spans = ? WHERE article_id = ?",
            (entry.body.text, entry.body.spans_to_json(), article_id),
        )
        if title != entry.title:
            _index_anew(connection, article_id, (title, text), (entry.title, text))
    else:
        words = (entry.title, entry.body.text)
        _replace_body(connection, article_id, (title, text), words, entry.body)
    connection.execute("DELETE FROM enclosure WHERE article_id = ?", (article_id,))
    _add_enclosures(connection, article_id, entry)


def _replace_body(
    connection: sqlite3.Connection,
    article_id: int,
    former: tuple[str, str],
    words: tuple[str, str],
    body: MarkedText,
) -> None:
    if words != former:
        _index_anew(connection, article_id, former, words)
    connection.execute(
        "UPDATE body SET text = ?, spans = ? WHERE article_id = ?",
        (body.text, body.spans_to_json(), article_id),
    )


def _index_anew(
    connection: sqlite3.Connection, article_id: int, former: tuple[str, str], words: tuple[str, str]
) -> None:
    """Put title and text in the place of the former ones in the index; their marks are void."""
    mentions.clear(connection, article_id)
    search.remove(connection, [(article_id, *former)])
    search.add(connection, [(article_id, *words)])


def _set_guid(connection: sqlite3.Connection, feed_id: int, article_id: int, guid: str) -> None:
    """Set a guid that the feed changed; two entries never share one."""
    connection.execute(
        "UPDATE OR IGNORE article SET guid = ? WHERE id = ? AND feed_id = ?",
        (guid, article_id, feed_id),
    )


def _add_enclosures(connection: sqlite3.Connection, article_id: int, entry: Entry) -> None:
    connection.executemany(
        "INSERT INTO enclosure (article_id, position, url, type, length, duration) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            (article_id, position, file.url, file.type, file.length, file.duration)
            for position, file in enumerate(entry.enclosures)
        ),
    )


def drop_texts_of_picked(connection: sqlite3.Connection) -> None:
    """Drop all that the picked articles have beside their rows."""
    search.remove(
        connection,
        connection.execute(
            "SELECT id, title, text FROM picked JOIN article USING (id) "
            "JOIN body ON article_id = id"
        ),
    )
    picked = [row[0] for row in connection.execute("SELECT id FROM picked")]
    mentions.drop(connection, picked)
    for table in ("body", "summary", "enclosure"):
        connection.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT id FROM picked)")
