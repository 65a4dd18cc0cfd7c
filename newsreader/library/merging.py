"""Adding to a library what was salvaged of a damaged one (see salvage.py), which was newer."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from newsreader.library import mentions, salvaged_ids, search
from newsreader.library.name_rebuilding import rebuild
from newsreader.library.rows import COUNTED
from newsreader.library.telling import Tell, in_silence

_INDEXED_AT_ONCE = 500

_FLAGS = ("is_read", "is_bookmarked", "gone", "read_at", "deleted_at")
_WORDS = (
    *("url", "title", "author", "language", "published_at", "updated_at", "fingerprint"),
    *("changed_at", "is_changed", "has_full_text"),
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
    feeds = salvaged_ids.match_feeds(connection)
    salvaged_ids.name_nameless(connection)
    salvaged_ids.match_articles(connection)
    _renew_articles(connection)
    added = _add_articles(connection)
    lost = _fill_bodies(connection)
    _add_the_rest(connection)
    _settle(connection, tell)
    return Merged(added, lost, feeds)


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
