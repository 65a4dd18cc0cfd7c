"""The index of names: which articles mention what, kept in step with the mentions.

For every visible or hidden article with mentions, `naming` has a row an entity (what its names
stand for, see name_resolution.py); the counters of entities and days follow by triggers. All is
done in the transaction of whatever changes: after it, the index is what `rebuild` would make.
"""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from newsreader.library.inflections import INFLECTED
from newsreader.library.name_exceptions import exclude, followed
from newsreader.library.name_keys import plain
from newsreader.library.name_resolution import Resolver, kind_of
from newsreader.library.name_rows import NameRow, clues, dependents, rows
from newsreader.model.correction import NO_NAME
from newsreader.model.mention import fold

_LISTED = "(SELECT value FROM json_each(?))"


class NameIndex:
    """The upkeep of the index inside one transaction: forget, add, then settle."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._has_corrections: bool | None = None
        self._weights: dict[int, int] = {}
        """How many articles had the names that were touched, before."""
        self._added: set[int] = set()
        self._doubted: set[int] = set()
        """Names that may belong to another entity by now."""

    def new_name(self, kind: str, canonical: str) -> int:
        """Store a name that is not known yet; return its id."""
        key = plain(canonical)
        real = real_kind(self._connection, kind, canonical) if self._is_corrected() else kind
        (name_id,) = self._connection.execute(
            "INSERT INTO name (kind, canonical, key, real_kind) VALUES (?, ?, ?, ?) RETURNING id",
            (kind, canonical, key, real),
        ).fetchone()
        put_clues(self._connection, [NameRow(name_id, canonical, key, real, kind, "", 0)])
        return int(name_id)

    def _is_corrected(self) -> bool:
        """Whether the reader corrected any name."""
        if self._has_corrections is None:
            row = self._connection.execute("SELECT 1 FROM correction LIMIT 1").fetchone()
            self._has_corrections = row is not None
        return self._has_corrections

    def forget(self, article_ids: Iterable[int]) -> None:
        """Take articles out of the index, before their mentions go."""
        ids = json.dumps([*article_ids])
        self._connection.execute(
            "DELETE FROM naming WHERE (entity_id, sort_at, article_id) IN "
            "(SELECT DISTINCT name.entity_id, article.sort_at, article.id FROM article "
            "JOIN mention ON article_id = article.id JOIN name ON name.id = name_id "
            f"WHERE article.id IN {_LISTED})",
            (ids,),
        )
        self._weigh(ids, "-")

    def add(self, article_ids: Iterable[int]) -> None:
        """Put articles into the index, once their mentions and their language are stored."""
        article_ids = [*article_ids]
        self._added.update(article_ids)
        ids = json.dumps(article_ids)
        self._weigh(ids, "+")
        self._note_languages(ids)

    def doubt(self, name_ids: Iterable[int]) -> None:
        """Have names looked at again: something was said of them."""
        self._doubted.update(name_ids)

    def settle(self) -> None:
        """Bring names to their entities, and the index in step."""
        waiting = set(self._doubted)
        touched = json.dumps([*self._weights])
        for row in rows(self._connection, f"id IN {_LISTED}", [touched]):
            if row.level != self._weights[row.id].bit_length():
                waiting |= {row.id, *dependents(self._connection, row)}
        for name_id, entity_ids in self._resolve_all(waiting).items():
            if self._weights.get(name_id) != 0:
                others = _articles_of(self._connection, name_id) - self._added
                self._write(others, entity_ids)
        if self._added:
            self._insert(json.dumps(sorted(self._added)), "")
        self._weights, self._added, self._doubted = {}, set(), set()

    def _weigh(self, ids: str, sign: str) -> None:
        """Count the mentions of articles in the counters of their names, or take them out."""
        counted = self._connection.execute(
            "SELECT name_id, sum(n), count(*) FROM (SELECT name_id, count(*) AS n FROM mention "
            f"WHERE article_id IN {_LISTED} GROUP BY article_id, name_id) GROUP BY name_id",
            (ids,),
        ).fetchall()
        before = self._connection.execute(
            f"SELECT id, articles FROM name WHERE id IN {_LISTED}",
            (json.dumps([row[0] for row in counted]),),
        )
        for name_id, articles in before.fetchall():
            self._weights.setdefault(name_id, articles)
        self._connection.executemany(
            f"UPDATE name SET mentions = mentions {sign} ?2, articles = articles {sign} ?3 "
            "WHERE id = ?1",
            counted,
        )

    def _note_languages(self, ids: str) -> None:
        """Note of names in which languages with cases they were found."""
        found = self._connection.execute(
            "SELECT DISTINCT name_id, found_language, languages FROM article "
            "JOIN mention ON article_id = article.id JOIN name ON name.id = name_id "
            f"WHERE article.id IN {_LISTED} AND found_language IN "
            f"({','.join(repr(each) for each in INFLECTED)}) "
            "AND instr(languages, found_language) = 0",
            (ids,),
        )
        new: dict[int, set[str]] = {}
        for name_id, language, languages in found.fetchall():
            new.setdefault(name_id, set(languages.split())).add(language)
        for name_id, known in new.items():
            self._connection.execute(
                "UPDATE name SET languages = ? WHERE id = ?", (" ".join(sorted(known)), name_id)
            )
        put_clues(
            self._connection, rows(self._connection, f"id IN {_LISTED}", [json.dumps([*new])])
        )
        self._doubted.update(new)

    def _resolve_all(self, waiting: set[int]) -> dict[int, set[int]]:
        """Bring names, and those that depend on them, to their entities.

        Return those that have another one than before, with both entities.
        """
        resolver = Resolver(self._connection)
        moved: dict[int, set[int]] = {}
        done: set[int] = set()
        while waiting:
            done |= waiting
            found = rows(self._connection, f"id IN {_LISTED}", [json.dumps(sorted(waiting))])
            changed = [row for row in found if self._move(resolver, row, moved)]
            # Those that depend on a new name are waiting already.
            known = [row for row in changed if row.entity_id is not None]
            waiting = {each for row in known for each in dependents(self._connection, row)} - done
        return moved

    def _move(self, resolver: Resolver, row: NameRow, moved: dict[int, set[int]]) -> bool:
        """Bring a name to its entity; return whether it had another one before."""
        found = resolver.resolve(row)
        new = None if found is None else entity_id_of(self._connection, found.key)
        is_lesser = found is not None and found.is_lesser
        if (new, is_lesser) == (row.entity_id, row.is_lesser):
            return False
        self._connection.execute(
            "UPDATE name SET entity_id = ?, is_lesser = ? WHERE id = ?",
            (new, int(is_lesser), row.id),
        )
        if new == row.entity_id:
            return False
        moved[row.id] = {each for each in (row.entity_id, new) if each is not None}
        return True

    def rewrite(self, name_id: int) -> None:
        """Index the articles of a name anew: what counts as a mention of it may be another."""
        for (entity_id,) in self._connection.execute(
            "SELECT entity_id FROM name WHERE id = ? AND entity_id IS NOT NULL", (name_id,)
        ).fetchall():
            self._write(_articles_of(self._connection, name_id), {entity_id})

    def recount(self, article_id: int, entity_key: str) -> None:
        """Index anew whether and how often an article mentions an entity."""
        for (entity_id,) in self._connection.execute(
            "SELECT id FROM entity WHERE key = ?", (followed(self._connection, entity_key),)
        ).fetchall():
            self._write([article_id], {entity_id})

    def _write(self, article_ids: Collection[int], entity_ids: Collection[int]) -> None:
        """Write how often articles mention some entities in place of what is there."""
        if not article_ids or not entity_ids:
            return
        ids, some = json.dumps(sorted(article_ids)), ",".join(map(str, sorted(entity_ids)))
        self._connection.execute(
            "DELETE FROM naming WHERE (entity_id, sort_at, article_id) IN "
            "(SELECT entity.id, article.sort_at, article.id FROM article CROSS JOIN entity "
            f"WHERE article.id IN {_LISTED} AND entity.id IN ({some}))",
            (ids,),
        )
        self._insert(ids, f"AND entity_id IN ({some}) ")

    def _insert(self, ids: str, condition: str) -> None:
        self._connection.execute(
            "INSERT INTO naming (entity_id, sort_at, article_id, mentions) "
            "SELECT entity_id, sort_at, article.id, count(*) FROM article "
            "CROSS JOIN mention ON article_id = article.id CROSS JOIN name ON name.id = name_id "
            f"WHERE article.id IN {_LISTED} AND entity_id IS NOT NULL {condition}"
            "GROUP BY article.id, entity_id ORDER BY entity_id, sort_at, article.id",
            (ids,),
        )
        exclude(self._connection, ids, condition)


def put_clues(connection: sqlite3.Connection, names: Iterable[NameRow]) -> None:
    """Store under what names are looked for."""
    connection.executemany(
        "INSERT OR IGNORE INTO name_clue (clue, name_id) VALUES (?, ?)",
        ((clue, row.id) for row in names for clue in sorted(clues(row))),
    )


def entity_id_of(connection: sqlite3.Connection, key: str) -> int:
    """Return the id of the entity with a key; it is made if there is none."""
    found = connection.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
    if found is None:
        found = connection.execute(
            "INSERT INTO entity (key, kind) VALUES (?, ?) RETURNING id", (key, kind_of(key))
        ).fetchone()
    return int(found[0])


def real_kind(connection: sqlite3.Connection, kind: str, canonical: str) -> str | None:
    """Return what a name is after the reader's corrections; None if it is said to be none."""
    name = fold(canonical)
    said = dict(
        connection.execute(
            "SELECT key, said FROM correction WHERE key IN (?, ?)", (name, f"{name}\t")
        ).fetchall()
    )
    found = said.get(name, said.get(f"{name}\t", kind))
    return None if found == NO_NAME else str(found)


def _articles_of(connection: sqlite3.Connection, name_id: int) -> set[int]:
    found = connection.execute(
        "SELECT DISTINCT article_id FROM mention WHERE name_id = ?", (name_id,)
    )
    return {row[0] for row in found}
