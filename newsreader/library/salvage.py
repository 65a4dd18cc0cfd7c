"""Taking out of a damaged library what can still be read, into a file to merge from."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from newsreader.library.pages import TABLE_LEAF, Pages, Row
from newsreader.library.telling import Tell, in_silence
from newsreader.model.correction import is_kind_of_name

_TABLES = ("feed", "article", "body", "summary", "journal")
_PAIRED = ("enclosure", "correction", "folder", "saved_search", "name_saying")
"""Tables without row ids: they lie in trees like those of an index."""

_KEYS = {
    "enclosure": "article_id, position",
    "correction": "key",
    "name_saying": "key",
    "folder": "name",
    "saved_search": "name",
}

_LOOSE = ("feed", "article", "journal", "body")
"""Tables a row that belongs to no tree any more may be of, the first that it fits."""

_FEWEST = {"feed": 19, "article": 18, "journal": 11, "enclosure": 6}
"""Values of a row of the first version; other tables' rows have one in every column."""

Told = Callable[[int], None]
"""Takes how many pages are done."""

_PORTION = 500
_TOLD_PAGES = 64
_TYPES: dict[str, type] = {"INTEGER": int, "TEXT": str, "BLOB": bytes}
_FINGERPRINT = re.compile("[0-9a-f]{24}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class _Column:
    table: str
    name: str
    sql_type: str
    is_needed: bool
    default: object

    @property
    def type(self) -> type:
        return _TYPES[self.sql_type]


class Salvage:
    """Copies rows into `salvaged`, a database attached to a connection on a library of today."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._columns: dict[str, list[_Column]] = {}
        for table in (*_TABLES, *_PAIRED):
            self._columns[table] = [*_columns(connection, table)]
            key = "id" if table in ("feed", "article", "journal") else "article_id"
            key = _KEYS.get(table, key)
            # With types: only so are ids found by the primary key.
            names = ", ".join(f'"{one.name}" {one.sql_type}' for one in self._columns[table])
            connection.execute(
                f"CREATE TABLE salvaged.{table} ({names}, PRIMARY KEY ({key})) WITHOUT ROWID"
            )

    def take(self, path: Path, tell: Tell = in_silence) -> None:
        """Copy all that can be read of a damaged file and its log."""
        with Pages(path) as pages:
            seen = pages.free()

            def told(done: int) -> None:
                if done % _TOLD_PAGES == 0:
                    tell("The library is damaged: reading what is left of it", done / pages.count)

            trees = _trees(pages)
            for table in (*_TABLES, *_PAIRED):
                if table in trees:
                    found = _of_tree(pages, trees.pop(table), seen, told)
                    self._store(table, found, is_sure=True)
            for root in trees.values():
                for _ in pages.tree(root, seen):
                    pass
            self._take_loose(pages, seen, told)

    def _take_loose(self, pages: Pages, seen: set[int], told: Told) -> None:
        """Copy the rows of pages whose trees are broken; a row found before counts more."""
        loose = _of_no_tree(pages, seen, told)
        while portion := [*islice(loose, _PORTION)]:
            sorted_out: dict[str, list[Row]] = {table: [] for table in _LOOSE}
            for row in portion:
                table = next((table for table in _LOOSE if self._fits(table, row)), None)
                if table is not None:
                    sorted_out[table].append(row)
            for table, rows in sorted_out.items():
                self._store(table, rows, is_sure=False)

    def _store(self, table: str, rows: Iterable[Row], *, is_sure: bool) -> None:
        columns = self._columns[table]
        places = ", ".join("?" * len(columns))
        verb = "REPLACE" if is_sure else "IGNORE"
        self._connection.executemany(
            f"INSERT OR {verb} INTO salvaged.{table} VALUES ({places})",
            (_whole(row, columns) for row in rows if self._fits(table, row)),
        )

    def _fits(self, table: str, row: Row) -> bool:
        """Whether a row can be one of a table: by its types, and by what only such rows hold."""
        row_id, values = row
        columns = self._columns[table]
        if len(values) > len(columns) or (
            table in _TABLES and (values[:1] != (None,) or row_id < 1)
        ):
            return False
        if len(values) < _FEWEST.get(table, len(columns)):
            return False
        start = 1 if table in _TABLES else 0
        pairs = zip(columns[start:], values[start:], strict=False)
        return all(_is_possible(column, value) for column, value in pairs)


def _of_tree(pages: Pages, root: int, seen: set[int], told: Told) -> Iterator[Row]:
    for number in pages.tree(root, seen):
        told(len(seen))
        yield from pages.rows(number)


def _of_no_tree(pages: Pages, seen: set[int], told: Told) -> Iterator[Row]:
    for number in range(1, pages.count + 1):
        told(max(number, len(seen)))
        if number not in seen and pages.kind(number) == TABLE_LEAF:
            yield from pages.rows(number)


def _is_possible(column: _Column, value: object) -> bool:
    if value is None:
        return not column.is_needed and column.default is None
    if not isinstance(value, column.type):
        return False
    name = column.name
    if name.startswith(("is_", "has_")):
        return value in (0, 1)
    if name == "gone":
        return value in (0, 1, 2)
    if name == "fingerprint":
        return bool(_FINGERPRINT.fullmatch(str(value))) or value == ""
    if name == "spans":
        return _are_spans(str(value))
    if name == "said" and column.table == "correction":
        return is_kind_of_name(str(value))
    return not isinstance(value, str) or not _CONTROL.search(value)


def _are_spans(text: str) -> bool:
    try:
        return isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[_Column]:
    rows = connection.execute(f"PRAGMA main.table_info({table})")
    for _, name, kind, is_needed, default, _ in rows.fetchall():
        value: object = None if default is None else default.strip("'")
        if kind == "INTEGER" and value is not None:
            value = int(str(value))
        yield _Column(table, name, kind, bool(is_needed) and default is None, value)


def _whole(row: Row, columns: list[_Column]) -> tuple[object, ...]:
    """Return a row with its id in its place, and what columns of later versions hold by default."""
    row_id, values = row
    added = tuple(column.default for column in columns[len(values) :])
    return ((row_id, *values[1:]) if row_id else values) + added


def _trees(pages: Pages) -> dict[str, int]:
    """Return the first page of every tree that the file's schema names, by name."""
    found: dict[str, int] = {}
    for number in pages.tree(1, set()):
        for _, values in pages.rows(number):
            if len(values) == 5 and isinstance(values[1], str) and isinstance(values[3], int):
                found[values[1]] = values[3]
    return found
