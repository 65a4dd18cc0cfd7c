"""What the reader says of names, brought into the index: corrections, joined names, and not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsreader.library.name_exceptions import absences
from newsreader.library.name_index import NameIndex, real_kind
from newsreader.library.name_keys import plain
from newsreader.library.name_rows import dependents, rows
from newsreader.model.journal import Change
from newsreader.model.mention import NAME_KINDS, fold
from newsreader.model.name import ABSENT, APART


def store(connection: sqlite3.Connection, change: Change) -> Change | None:
    """Store what a change says of which names are one; return it with what it changed, or None.

    A None in `change.after` takes away what is stored. Raises `ValueError` for what nobody says.
    """
    before: dict[str, str | None] = {}
    for key, said in change.after.items():
        if not _may_be_said(key, said):
            raise ValueError(f"that may not be said of a name: {key!r} {said!r}")
        row = connection.execute("SELECT said FROM name_saying WHERE key = ?", (key,)).fetchone()
        stored = None if row is None else str(row[0])
        if said in (stored, key):
            continue
        before[key] = stored
        connection.execute("DELETE FROM name_saying WHERE key = ?", (key,))
        if said is not None:
            connection.execute("INSERT INTO name_saying (key, said) VALUES (?, ?)", (key, said))
    if not before:
        return None
    after = {key: change.after[key] for key in before}
    _take_in(connection, [*before, *filter(None, before.values()), *filter(None, after.values())])
    return change._replace(before=before, after=after)


def _may_be_said(key: str, said: str | None) -> bool:
    what, tab, _ = key.partition("\t")
    if tab:
        return what in (APART, ABSENT) and said in (None, what)
    return said is None or _is_entity_key(said)


def _is_entity_key(key: str) -> bool:
    return "\t" not in key and any(
        key.startswith(f"{kind.value}{sign}") for kind in NAME_KINDS for sign in ":@="
    )


def _take_in(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Bring the index in step with what was said under some keys, or is no more."""
    index = NameIndex(connection)
    joined: list[str] = []
    for key in dict.fromkeys(keys):
        what, _, rest = key.partition("\t")
        if what == APART and rest:
            kind, _, form = rest.partition("\t")
            for row in rows(connection, "key = ?", [plain(form)]):
                if row.kind == kind and fold(row.canonical) == form:
                    index.doubt([row.id, *dependents(connection, row)])
        elif what == ABSENT and rest:
            article_id, _, entity_key = rest.partition("\t")
            index.recount(int(article_id), entity_key)
        elif key not in (APART, ABSENT):
            joined.append(key)
            index.doubt(_names_of(connection, key))
    index.settle()
    if joined:
        # An article said not to mention one of them does not mention the whole.
        for absent_from, key in absences(connection):
            for each in dict.fromkeys((key, *joined)):
                index.recount(absent_from, each)


def _names_of(connection: sqlite3.Connection, key: str) -> list[int]:
    found = connection.execute(
        "SELECT name.id FROM name JOIN entity ON entity.id = entity_id WHERE entity.key = ?", (key,)
    )
    return [row[0] for row in found.fetchall()]


def take_in_corrections(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Bring the index in step with corrections that were stored, or taken away, under some keys."""
    index = NameIndex(connection)
    parts: list[int] = []
    for key in keys:
        form, _, longer = key.partition("\t")
        name = longer or form
        for row in rows(connection, "key = ?", [plain(name)]):
            if fold(row.canonical) != name:
                continue
            connection.execute(
                "UPDATE name SET real_kind = ? WHERE id = ?",
                (real_kind(connection, row.found_kind, row.canonical), row.id),
            )
            index.doubt([row.id, *dependents(connection, row)])
            if longer:
                parts.append(row.id)
    index.settle()
    for name_id in parts:
        index.rewrite(name_id)
