"""Adding to a library what was salvaged of a damaged one (see salvage.py), which was newer."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from newsreader.library import mentions, search
from newsreader.library.name_rebuilding import rebuild
from newsreader.library.rows import COUNTED, stamp
from newsreader.library.telling import Tell, in_silence
from newsreader.model.text import clean_line

RESTORED_URL = "newsreader:restored"
"""The beginning of the addresses of feeds for articles whose own feed is lost."""

_TITLE = "Restored articles"
_LONGEST_TITLE = 80
_INDEXED_AT_ONCE = 500

_FLAGS = ("is_read", "is_bookmarked", "gone", "read_at", "deleted_at")
_WORDS = (
    *("url", "title", "author", "language", "published_at", "updated_at", "fingerprint"),
    *("changed_at", "is_changed", "has_full_text"),
)
_OF_FEED = (
    *("url", "own_title", "user_title", "folder", "site_url", "language", "is_removed"),
    *("interval", "full_text", "position"),
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it: new articles, those whose text is lost, and new feeds."""

    articles: int
    without_text: int
    feeds: int


def merge(connection: sqlite3.Connection, tell: Tell = in_silence) -> Merged:
    """Add what is in the attached database `salvaged`, inside the transaction that is open.

    What the salvaged library says of an article or a feed that both have counts, for it was newer;
    of a text that it changed, its version. Ids stay where they are free.
    """
    tell("Putting together what was found", None)
    feeds = _match_feeds(connection)
    _name_nameless(connection)
    _match_articles(connection)
    _renew_articles(connection)
    added = _add_articles(connection)
    lost = _fill_bodies(connection)
    _add_the_rest(connection)
    _settle(connection, tell)
    return Merged(added, lost, feeds)


def _match_feeds(connection: sqlite3.Connection) -> int:
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


def _name_nameless(connection: sqlite3.Connection) -> None:
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


def _match_articles(connection: sqlite3.Connection) -> None:
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


def _renew_articles(connection: sqlite3.Connection) -> None:
    """Give articles that both have the flags of the salvaged ones, and the texts that changed."""
    now, then = (", ".join(f"{of}.{name}" for name in _FLAGS) for of in ("now", "then_"))
    # Joins in the order in which they are written: SQLite knows nothing yet of these tables.
    marked = connection.execute(
        f"SELECT {then}, map.new FROM article_map AS map "
        "CROSS JOIN main.article AS now ON now.id = map.new "
        "CROSS JOIN salvaged.article AS then_ ON then_.id = map.old "
        f"WHERE NOT map.is_new AND ({now}) IS NOT ({then})"
    ).fetchall()
    connection.executemany(
        f"UPDATE main.article SET ({', '.join(_FLAGS)}) = (?, ?, ?, ?, ?) WHERE id = ?", marked
    )
    changed = connection.execute(
        "SELECT map.new, map.old, now.title, body.text, then_.title, salved.text, salved.spans "
        "FROM article_map AS map CROSS JOIN main.article AS now ON now.id = map.new "
        "CROSS JOIN salvaged.article AS then_ ON then_.id = map.old "
        "CROSS JOIN main.body AS body ON body.article_id = map.new "
        "CROSS JOIN salvaged.body AS salved ON salved.article_id = map.old "
        "WHERE NOT map.is_new AND (then_.fingerprint <> now.fingerprint "
        "OR then_.has_full_text <> now.has_full_text)"
    ).fetchall()
    words = ", ".join(_WORDS)
    for new, old, title, text, new_title, new_text, spans in changed:
        mentions.clear(connection, new)
        search.remove(connection, [(new, title, text)])
        search.add(connection, [(new, new_title, new_text)])
        connection.execute(
            f"UPDATE main.article SET ({words}) = (SELECT {words} FROM salvaged.article "
            "WHERE id = ?) WHERE id = ?",
            (old, new),
        )
        connection.execute(
            "UPDATE main.body SET text = ?, spans = ? WHERE article_id = ?", (new_text, spans, new)
        )


def _add_articles(connection: sqlite3.Connection) -> int:
    """Add the articles that only the salvaged library has; return how many."""
    columns = ("guid", "sort_at", *_FLAGS, *_WORDS)
    done = connection.execute(
        f"INSERT OR IGNORE INTO main.article (id, feed_id, {', '.join(columns)}) "
        f"SELECT article_map.new, feed_map.new, {', '.join(f'old.{name}' for name in columns)} "
        "FROM salvaged.article AS old JOIN article_map ON article_map.old = old.id "
        "JOIN feed_map ON feed_map.old = old.feed_id WHERE is_new ORDER BY article_map.new"
    )
    connection.execute(
        "DELETE FROM article_map WHERE is_new AND new NOT IN (SELECT id FROM main.article)"
    )
    return done.rowcount


def _fill_bodies(connection: sqlite3.Connection) -> int:
    """Give articles their salvaged texts; return how many there are without one."""
    dropped = "gone = 1 AND deleted_at IS NULL"
    connection.execute(
        "INSERT INTO main.body (article_id, text, spans) "
        "SELECT new, text, spans FROM salvaged.body JOIN article_map ON old = article_id "
        f"WHERE new IN (SELECT id FROM main.article WHERE NOT ({dropped})) "
        "AND new NOT IN (SELECT article_id FROM main.body)"
    )
    without = (
        f"id IN (SELECT new FROM article_map) AND NOT ({dropped}) "
        "AND id NOT IN (SELECT article_id FROM main.body)"
    )
    # Without a fingerprint the next check of the feed takes its text for a changed one.
    lost = connection.execute(
        f"UPDATE main.article SET fingerprint = '' WHERE {without} RETURNING id"
    ).fetchall()
    connection.executemany(
        "INSERT INTO main.body (article_id, text, spans) VALUES (?, '', '[]')", lost
    )
    return len(lost)


def _add_the_rest(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO main.summary (article_id, text, spans) "
        "SELECT new, text, spans FROM salvaged.summary JOIN article_map ON old = article_id "
        "WHERE new IN (SELECT id FROM main.article WHERE has_full_text = 1)"
    )
    connection.execute(
        "UPDATE main.article SET has_full_text = 0 "
        "WHERE has_full_text = 1 AND id NOT IN (SELECT article_id FROM main.summary)"
    )
    connection.execute(
        "INSERT OR IGNORE INTO main.enclosure (article_id, position, url, type, length, duration) "
        "SELECT new, position, url, type, length, duration FROM salvaged.enclosure "
        "JOIN article_map ON old = article_id WHERE new IN (SELECT article_id FROM main.body)"
    )
    connection.execute(
        "INSERT OR REPLACE INTO main.correction (key, said) "
        "SELECT key, said FROM salvaged.correction"
    )
    # The index follows when it is settled.
    connection.execute(
        "INSERT OR REPLACE INTO main.name_saying (key, said) "
        "SELECT key, said FROM salvaged.name_saying"
    )
    for table in ("folder", "saved_search"):
        # They are small, of a page: where a row was found, those that are missing were removed.
        if connection.execute(f"SELECT 1 FROM salvaged.{table} LIMIT 1").fetchone():
            connection.execute(f"DELETE FROM main.{table}")
        connection.execute(f"INSERT OR REPLACE INTO main.{table} SELECT * FROM salvaged.{table}")
    has_other_ids = connection.execute(
        "SELECT 1 FROM article_map WHERE old <> new UNION ALL "
        "SELECT 1 FROM feed_map WHERE old <> new AND old <> 0"
    ).fetchone()
    if not has_other_ids:
        # What was done since can be taken back as well.
        connection.execute("INSERT OR REPLACE INTO main.journal SELECT * FROM salvaged.journal")


def _settle(connection: sqlite3.Connection, tell: Tell) -> None:
    """Bring counters, what is hidden and the search index in step with the rows."""
    connection.execute(
        "UPDATE main.article SET gone = 2 * (SELECT is_removed FROM main.feed "
        "WHERE feed.id = feed_id) WHERE gone <> 1"
    )
    connection.execute(f"UPDATE main.feed SET (articles, unread, bookmarked) = {COUNTED}")
    (count,) = connection.execute("SELECT sum(is_new) FROM article_map").fetchone()
    rows = connection.execute(
        "SELECT new, title, text FROM article_map JOIN main.article ON id = new "
        "JOIN main.body ON article_id = new WHERE is_new ORDER BY new"
    )
    done = 0
    while portion := rows.fetchmany(_INDEXED_AT_ONCE):
        search.add(connection, portion)
        done += len(portion)
        tell("Indexing what was found", done / count)
    rebuild(connection, tell)
    # Whatever is fetched next must not be told that nothing is new.
    connection.execute("UPDATE main.feed SET etag = NULL, last_modified = NULL, body_hash = NULL")
