"""Looking whether a library's file is sound."""

from __future__ import annotations

import sqlite3

from newsreader.library.connections import Connections

_MOST = 5


def flaws(connections: Connections) -> list[str]:
    """Return what is wrong with the file, in sentences for the user; nothing when it is sound.

    Reads the whole file: SQLite's own check, whether the search index holds together, and whether
    every row's owner is there. Counters are compared with what they count. Raises `LibraryError`,
    which says what to do, for a file too damaged to be read.
    """
    with connections.reading() as connection:
        found = [*_damage(connection), *_orphans(connection), *_miscounts(connection)]
    return found or _index_damage(connections)


def _index_damage(connections: Connections) -> list[str]:
    if connections.is_read_only:
        # FTS5 checks as if it wrote.
        return []
    with connections.writing() as connection:
        try:
            connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            return ["the search index of the library is damaged"]
    return []


def _damage(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
    return [f"the library is damaged: {row[0]}" for row in rows if row[0] != "ok"]


def _orphans(connection: sqlite3.Connection) -> list[str]:
    tables = {row[0] for row in connection.execute("PRAGMA foreign_key_check")}
    return [f"the library has rows of “{table}” without an owner" for table in sorted(tables)]


def _miscounts(connection: sqlite3.Connection) -> list[str]:
    wrong = connection.execute(
        "SELECT count(*) FROM feed WHERE (articles, unread, bookmarked) IS NOT "
        "(SELECT total(gone = 0), total(gone = 0 AND is_read = 0), "
        "total(gone <> 1 AND is_bookmarked = 1) FROM article WHERE feed_id = feed.id)"
    ).fetchone()[0]
    return [f"the counters of {wrong} feeds are wrong"] if wrong else []
