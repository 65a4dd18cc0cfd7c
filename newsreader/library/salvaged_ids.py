"""Under which ids the feeds and articles of a salvaged library go on in the one they are added to.

They are in two tables of the connection, `feed_map` and `article_map`, which tell for an `old` id,
of the attached database `salvaged`, the `new` one.
"""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from newsreader.library.rows import stamp
from newsreader.model.text import clean_line

RESTORED_URL = "newsreader:restored"
"""The beginning of the addresses of feeds for articles whose own feed is lost."""

_TITLE = "Restored articles"
_LONGEST_TITLE = 80

_OF_FEED = (
    *("url", "own_title", "user_title", "folder", "site_url", "language", "is_removed"),
    *("interval", "full_text", "position"),
)


def match_feeds(connection: sqlite3.Connection) -> int:
    """Find each salvaged feed by its address, or else by its id, or add it; return how many new."""
    connection.execute("CREATE TEMP TABLE feed_map (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    connection.execute(
        "INSERT INTO feed_map SELECT old.id, new.id FROM salvaged.feed AS old "
        "JOIN main.feed AS new USING (url)"
    )
    # Its address was changed since.
    connection.execute(
        "INSERT INTO feed_map SELECT old.id, new.id FROM salvaged.feed AS old "
        "JOIN main.feed AS new USING (id) WHERE old.id NOT IN (SELECT old FROM feed_map) "
        "AND new.id NOT IN (SELECT new FROM feed_map)"
    )
    columns = ", ".join(_OF_FEED)
    connection.execute(
        f"UPDATE OR IGNORE main.feed SET ({columns}) = (SELECT {columns} FROM salvaged.feed "
        "WHERE id = (SELECT old FROM feed_map WHERE new = main.feed.id)) "
        "WHERE id IN (SELECT new FROM feed_map)"
    )
    added = connection.execute(
        f"SELECT id, {columns} FROM salvaged.feed WHERE id NOT IN (SELECT old FROM feed_map)"
    ).fetchall()
    for old, *values in added:
        new = _add_feed(connection, old, dict(zip(_OF_FEED, values, strict=True)))
        connection.execute("INSERT INTO feed_map VALUES (?, ?)", (old, new))
    return len(added)


def _add_feed(connection: sqlite3.Connection, old: int, values: dict[str, object]) -> int:
    """Add a feed under its former id, if that is free; return its id, or that of its address."""
    is_taken = connection.execute("SELECT 1 FROM main.feed WHERE id = ?", (old,)).fetchone()
    done = connection.execute(
        f"INSERT INTO main.feed (id, {', '.join(values)}) VALUES (?{', ?' * len(values)}) "
        "ON CONFLICT (url) DO UPDATE SET url = excluded.url RETURNING id",
        (None if is_taken else old, *values.values()),
    )
    return int(done.fetchone()[0])


def name_nameless(connection: sqlite3.Connection) -> None:
    """Make feeds for articles that lost theirs, and articles of texts that lost their rows."""
    lost = connection.execute(
        "SELECT article_id, text FROM salvaged.body "
        "WHERE article_id NOT IN (SELECT id FROM salvaged.article) "
        "AND article_id NOT IN (SELECT id FROM main.article)"
    ).fetchall()
    now = stamp(datetime.now(UTC))
    for article_id, text in lost:
        title = clean_line(text.strip().partition("\n")[0])[:_LONGEST_TITLE] or _TITLE
        connection.execute(
            "INSERT INTO salvaged.article (id, feed_id, guid, title, sort_at, fingerprint, "
            "is_read, is_bookmarked, gone, annotated, is_changed, has_full_text) "
            "VALUES (?, 0, ?, ?, ?, '', 0, 0, 0, 0, 0, 0)",
            (article_id, f"{RESTORED_URL}/{article_id}", title, now),
        )
    nameless = connection.execute(
        "SELECT DISTINCT feed_id FROM salvaged.article "
        "WHERE feed_id NOT IN (SELECT old FROM feed_map)"
    ).fetchall()
    for (old,) in nameless:
        connection.execute("INSERT INTO feed_map VALUES (?, ?)", (old, _stand_in(connection, old)))


def _stand_in(connection: sqlite3.Connection, old: int) -> int:
    """Return the id of the feed that takes the articles of a lost one, or of none (0)."""
    url = f"{RESTORED_URL}/{old}"
    there = connection.execute(
        "SELECT id FROM main.feed WHERE id = ? OR url = ?", (old, url)
    ).fetchone()
    if there is not None:
        return int(there[0])
    values: dict[str, object] = {"url": url, "own_title": _TITLE}
    if old:
        return _add_feed(connection, old, values)
    (largest,) = connection.execute("SELECT coalesce(max(id), 0) FROM main.feed").fetchone()
    return _add_feed(connection, largest + 1, values)


def match_articles(connection: sqlite3.Connection) -> None:
    """Find each salvaged article by feed and guid, or give it an id, its own where that is free."""
    connection.execute(
        "CREATE TEMP TABLE article_map (old INTEGER PRIMARY KEY, new INTEGER NOT NULL, "
        "is_new INTEGER NOT NULL)"
    )
    connection.execute(
        "INSERT INTO article_map SELECT old.id, new.id, 0 FROM salvaged.article AS old "
        "CROSS JOIN feed_map ON feed_map.old = old.feed_id "
        "CROSS JOIN main.article AS new ON new.feed_id = feed_map.new AND new.guid = old.guid"
    )
    # Its guid was changed since: as long as all else says so, it is the same.
    connection.execute(
        "INSERT INTO article_map SELECT old.id, old.id, 0 FROM salvaged.article AS old "
        "CROSS JOIN feed_map ON feed_map.old = old.feed_id "
        "CROSS JOIN main.article AS new ON new.id = old.id AND new.feed_id = feed_map.new "
        "AND new.fingerprint = old.fingerprint AND new.sort_at = old.sort_at "
        "WHERE old.id NOT IN (SELECT old FROM article_map) "
        "AND old.id NOT IN (SELECT new FROM article_map)"
    )
    connection.execute(
        "INSERT INTO article_map SELECT id, id, 1 FROM salvaged.article "
        "WHERE id NOT IN (SELECT old FROM article_map) AND id NOT IN (SELECT id FROM main.article)"
    )
    connection.execute(
        "INSERT INTO article_map SELECT id, (SELECT max(largest) FROM "
        "(SELECT max(id) AS largest FROM main.article UNION ALL "
        "SELECT max(id) FROM salvaged.article)) + row_number() OVER (ORDER BY id), 1 "
        "FROM salvaged.article WHERE id NOT IN (SELECT old FROM article_map)"
    )
    connection.execute("CREATE INDEX temp.article_map_new ON article_map (new)")
