"""Making the index of names anew: where a library has none yet, or a wrong one."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from newsreader.library.figure_values import measured
from newsreader.library.inflections import INFLECTED
from newsreader.library.name_exceptions import exclude_all
from newsreader.library.name_index import entity_id_of, put_clues, real_kind
from newsreader.library.name_keys import plain
from newsreader.library.name_resolution import Resolver
from newsreader.library.name_rows import NameRow, rows
from newsreader.library.name_version import NAMES_VERSION
from newsreader.library.telling import Tell, in_silence

_PORTION = 5000
_TOLD_EVERY = 1000
_TELLING = "Joining the names of the articles"


def rebuild_all(connection: sqlite3.Connection, tell: Tell = in_silence) -> None:
    """Make the index of names anew by the rules of today, and measure all figures."""
    _measure_figures(connection)
    rebuild(connection, tell)
    connection.execute(
        "INSERT OR REPLACE INTO state (name, value) VALUES ('names', ?)", (str(NAMES_VERSION),)
    )


def rebuild(connection: sqlite3.Connection, tell: Tell = in_silence) -> None:
    """Make all of the index anew of mentions, corrections and sayings."""
    for table in ("name_clue", "naming", "name_day"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE entity SET mentions = 0, articles = 0")
    _prepare_names(connection)
    resolver = Resolver(connection)
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM name").fetchone()
    for row in _all_names(connection):
        if row.id % _TOLD_EVERY == 0:
            tell(_TELLING, row.id / last)
        found = resolver.resolve(row)
        connection.execute(
            "UPDATE name SET entity_id = ?, is_lesser = ? WHERE id = ?",
            (
                None if found is None else entity_id_of(connection, found.key),
                int(found is not None and found.is_lesser),
                row.id,
            ),
        )
    connection.execute(
        "INSERT INTO naming (entity_id, sort_at, article_id, mentions) "
        "SELECT entity_id, sort_at, article.id, count(*) FROM mention "
        "JOIN name ON name.id = name_id JOIN article ON article.id = article_id "
        "WHERE entity_id IS NOT NULL GROUP BY entity_id, sort_at, article.id"
    )
    exclude_all(connection)


def _prepare_names(connection: sqlite3.Connection) -> None:
    """Fill in what the entities of names follow from."""
    connection.execute(
        "UPDATE name SET real_kind = kind, entity_id = NULL, is_lesser = 0, "
        "mentions = 0, articles = 0"
    )
    connection.execute(
        "UPDATE name SET mentions = found.mentions, articles = found.articles FROM "
        "(SELECT name_id, sum(n) AS mentions, count(*) AS articles FROM "
        "(SELECT name_id, count(*) AS n FROM mention GROUP BY name_id, article_id) "
        "GROUP BY name_id) AS found WHERE found.name_id = name.id"
    )
    # Languages that a name was once found in stay with it.
    languages: dict[int, set[str]] = {}
    for name_id, known, language in connection.execute(
        "SELECT DISTINCT name_id, languages, found_language FROM article "
        "JOIN mention ON article_id = article.id JOIN name ON name.id = name_id "
        f"WHERE found_language IN ({','.join(repr(each) for each in INFLECTED)})"
    ):
        languages.setdefault(name_id, set(known.split())).add(language)
    connection.executemany(
        "UPDATE name SET languages = ? WHERE id = ?",
        ((" ".join(sorted(known)), name_id) for name_id, known in languages.items()),
    )
    for row in _all_names(connection):
        connection.execute(
            "UPDATE name SET key = ?, real_kind = ? WHERE id = ?",
            (
                plain(row.canonical),
                real_kind(connection, row.found_kind, row.canonical),
                row.id,
            ),
        )
    put_clues(connection, _all_names(connection))


def _all_names(connection: sqlite3.Connection) -> Iterator[NameRow]:
    last = 0
    while found := rows(connection, "id > ?", [last], limit=_PORTION):
        yield from found
        last = found[-1].id


def _measure_figures(connection: sqlite3.Connection) -> None:
    """Fill in what all figures measure."""
    found = connection.execute(
        "SELECT article_id, is_in_title, start, kind, value FROM figure WHERE value IS NOT NULL"
    ).fetchall()
    connection.executemany(
        "UPDATE figure SET low = ?, high = ?, unit = ? "
        "WHERE article_id = ? AND is_in_title = ? AND start = ?",
        ((*measured(kind, value), *place) for *place, kind, value in found),
    )
