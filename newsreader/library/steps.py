"""Changes to very many articles: durable at once as one entry, carried out in steps.

What is left to do of such a change is kept in a row of `state`, written in the transaction of the
entry and of each step: whatever kills the program, the next one goes on where it was. Until a step
reaches an article, it is shown as it will be (`overlaid`), and whoever changes it otherwise has it
changed first (`settle`).
"""

# ruff: noqa: S608 - the SQL is put together of this module's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from newsreader.library.rows import moment, pack, stamp, unpack
from newsreader.model.headline import Headline
from newsreader.model.journal import Action, Change

AT_ONCE = 6000
"""Articles of a step; a change to no more is carried out with its entry."""

_PREFIX = "applying."
_NAMES = f"name GLOB '{_PREFIX}*'"


@dataclass(slots=True)
class _Pending:
    """What is left of a change: the articles before `left` in its entry, but for the `early`."""

    entry: int
    action: str
    at: int
    left: int
    is_undo: bool
    early: list[int] = field(default_factory=list)
    """Articles that were changed before their turn."""
    spared: list[int] = field(default_factory=list)
    """Articles that the change had no effect on: they leave the entry in the end."""


class Steps:
    """What is left of large changes to a library."""

    def __init__(self) -> None:
        # Of the last entry asked for: unpacking a million ids takes a while.
        self._ids: tuple[int, array[int]] = (0, array("q"))

    def begin(
        self,
        connection: sqlite3.Connection,
        entry: int,
        action: Action,
        at: datetime,
        *,
        is_undo: bool = False,
    ) -> int:
        """Have an entry's articles changed in steps from now on; return how many they are."""
        (newest,) = connection.execute(f"SELECT max(name) FROM state WHERE {_NAMES}").fetchone()
        number = int(newest.removeprefix(_PREFIX)) + 1 if newest else 1
        count = len(self._ids_of(connection, entry))
        pending = _Pending(entry, action.value, stamp(at), count, is_undo)
        _store(connection, f"{_PREFIX}{number:012d}", pending)
        return count

    def step(self, connection: sqlite3.Connection) -> bool:
        """Carry out one step inside the transaction that is open; return whether more are left."""
        for name, pending in _all(connection):
            ids = self._ids_of(connection, pending.entry)
            # From the end: the newest articles are the likeliest to be on a screen.
            start = max(0, pending.left - AT_ONCE)
            self._change(connection, pending, set(ids[start : pending.left]) - {*pending.early})
            pending.left = start
            if start:
                _store(connection, name, pending)
            else:
                self._end(connection, name, pending)
            return bool(start) or is_left(connection)
        return False

    def settle(self, connection: sqlite3.Connection, article_ids: Iterable[int]) -> None:
        """Do to some articles now what is left to do to them."""
        for name, pending in _all(connection):
            ids = self._ids_of(connection, pending.entry)
            early = [each for each in article_ids if _is_left(each, ids, pending)]
            if early:
                self._change(connection, pending, early)
                pending.early += early
                _store(connection, name, pending)

    def overlaid(
        self, connection: sqlite3.Connection, headlines: Sequence[Headline]
    ) -> list[Headline]:
        """Return headlines as they will be once all steps are done."""
        rows = list(headlines)
        for _, pending in _all(connection):
            ids = self._ids_of(connection, pending.entry)
            is_read = pending.action == Action.MARK_READ.value
            for at, row in enumerate(rows):
                if row.is_read != is_read and _is_left(row.id, ids, pending):
                    rows[at] = replace(row, is_read=is_read)
        return rows

    def _change(
        self, connection: sqlite3.Connection, pending: _Pending, ids: Collection[int]
    ) -> None:
        # No business of the start, which only asks whether steps are left.
        from newsreader.library.effects import mark_picked, pick

        pick(connection, ids)
        effect = mark_picked(connection, Change(Action(pending.action)), moment(pending.at))
        if not pending.is_undo:
            changed = set(effect.change.article_ids) if effect else set()
            pending.spared += [each for each in ids if each not in changed]

    def _end(self, connection: sqlite3.Connection, name: str, pending: _Pending) -> None:
        connection.execute("DELETE FROM state WHERE name = ?", (name,))
        if pending.spared:
            spared = set(pending.spared)
            ids = [x for x in self._ids_of(connection, pending.entry) if x not in spared]
            # Of an empty one there is nothing to take back.
            connection.execute(
                "UPDATE journal SET article_ids = ?, is_undoable = is_undoable AND ? WHERE id = ?",
                (pack(ids) if ids else None, bool(ids), pending.entry),
            )
        self._ids = (0, array("q"))

    def _ids_of(self, connection: sqlite3.Connection, entry: int) -> array[int]:
        known, ids = self._ids
        if known != entry:
            sql = "SELECT article_ids FROM journal WHERE id = ?"
            row = connection.execute(sql, (entry,)).fetchone()
            ids = array("q", unpack(row[0]) if row else ())
            self._ids = (entry, ids)
        return ids


def is_left(connection: sqlite3.Connection) -> bool:
    """Whether a change has steps that are not done."""
    return connection.execute(f"SELECT 1 FROM state WHERE {_NAMES}").fetchone() is not None


def _all(connection: sqlite3.Connection) -> list[tuple[str, _Pending]]:
    """Return what is left, the oldest change first."""
    rows = connection.execute(f"SELECT name, value FROM state WHERE {_NAMES} ORDER BY name")
    return [(name, _Pending(**json.loads(value))) for name, value in rows.fetchall()]


def _store(connection: sqlite3.Connection, name: str, pending: _Pending) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)",
        (name, json.dumps(asdict(pending))),
    )


def _is_left(article_id: int, ids: array[int], pending: _Pending) -> bool:
    """Whether a change is still to reach an article; ids are sorted."""
    at = bisect_left(ids, article_id, 0, pending.left)
    return at < pending.left and ids[at] == article_id and article_id not in pending.early
