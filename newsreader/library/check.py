"""Looking whether a library's file is sound."""
# ruff: noqa: S608 - the SQL is put together of this module's own words

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from newsreader.library import search
from newsreader.library.connections import Connections
from newsreader.library.name_exceptions import has_exceptions
from newsreader.library.rows import COUNTED

_MOST = 5
_INDEX_DAMAGE = "the search index of the library is damaged"
_NAMES_WRONG = "the index of names is out of step with the articles"
_COUNT_ANEW = f"UPDATE feed SET (articles, unread, bookmarked) = {COUNTED}"


@dataclass(frozen=True, slots=True)
class Flaws:
    """What is wrong with a file, in sentences: what only restoring helps against, and the rest."""

    damage: tuple[str, ...] = ()
    slight: tuple[str, ...] = ()


def damage(connection: sqlite3.Connection) -> list[str]:
    """Return what of a library cannot be read or has no owner; reads the whole file."""
    return [*_damage(connection), *_orphans(connection)]


def flaws(connections: Connections) -> Flaws:
    """Return what is wrong with the file; nothing when it is sound.

    Reads the whole file: SQLite's own check, whether the search index holds together, and whether
    every row's owner is there. Counters are compared with what they count. Raises `DamagedError`
    for a file too damaged to be read.
    """
    with connections.reading() as connection:
        if found := damage(connection):
            return Flaws(damage=tuple(found))
        miscounts = _miscounts(connection)
    return Flaws(slight=(*miscounts, *_index_damage(connections)))


def mend(connections: Connections) -> list[str]:
    """Put right counters and search index, where they are wrong; return what was, in sentences."""
    found = flaws(connections).slight
    if found:
        with connections.writing() as connection:
            connection.execute(_COUNT_ANEW)
            if _INDEX_DAMAGE in found:
                search.rebuild(connection)
            if _NAMES_WRONG in found:
                from newsreader.library.name_rebuilding import rebuild_all

                rebuild_all(connection)
    return [*found]


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
            return [_INDEX_DAMAGE]
    return []


def _damage(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
    return [f"the library is damaged: {row[0]}" for row in rows if row[0] != "ok"]


def _orphans(connection: sqlite3.Connection) -> list[str]:
    tables = {row[0] for row in connection.execute("PRAGMA foreign_key_check")}
    return [f"the library has rows of “{table}” without an owner" for table in sorted(tables)]


def _miscounts(connection: sqlite3.Connection) -> list[str]:
    wrong = connection.execute(
        f"SELECT count(*) FROM feed WHERE (articles, unread, bookmarked) IS NOT {COUNTED}"
    ).fetchone()[0]
    found = [f"the counters of {wrong} feeds are wrong"] if wrong else []
    return [*found, *_names_out_of_step(connection)]


def _names_out_of_step(connection: sqlite3.Connection) -> list[str]:
    """Compare the sums of what is counted of names in several places."""
    in_mentions, by_name, named, indexed = connection.execute(
        "SELECT (SELECT count(*) FROM mention), (SELECT total(mentions) FROM name), "
        "(SELECT total(mentions) FROM name WHERE entity_id IS NOT NULL), "
        "(SELECT total(mentions) FROM naming)"
    ).fetchone()
    shown = connection.execute(
        "SELECT count(*), total(mentions) FROM naming JOIN article ON id = article_id "
        "WHERE gone = 0"
    ).fetchone()
    counted = connection.execute("SELECT total(articles), total(mentions) FROM entity").fetchone()
    of_days = connection.execute("SELECT total(articles), total(mentions) FROM name_day").fetchone()
    # What the reader said does not count is left out.
    is_whole = indexed == named or (indexed < named and has_exceptions(connection))
    is_right = in_mentions == by_name and is_whole and shown == counted == of_days
    return [] if is_right else [_NAMES_WRONG]
