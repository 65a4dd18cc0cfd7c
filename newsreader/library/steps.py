"""Changes to very many articles: durable at once as one entry, carried out in steps.

What is left to do of such a change is kept in a row of `state`, written in the transaction of the
entry and of each step: whatever kills the program, the next one goes on where it was. Until a step
reaches an article, it is shown as it will be (`overlaid`), listed so (`foresee`) and counted so
(`foreseen_unread`), and whoever changes it otherwise has it changed first (`settle`).
"""

# ruff: noqa: S608 - the SQL is put together of this module's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from newsreader.library.rows import moment, pack, stamp, unpack
from newsreader.model.headline import Headline
from newsreader.model.journal import Action, Change

AT_ONCE = 6000
"""Articles of a step; a change to no more is carried out with its entry."""

WILL_BE_READ = "will_be_read"
"""A function in SQL, of an id and a moment: 1 for an unread article that a change is still to mark
read, unless the change was made at that moment or later; 0 for a read one that is to be unread;
else NULL. The moment may be NULL."""

_KEPT = 3
"""Entries whose ids are kept in memory: eight bytes an article."""

_TALLY = "tally."
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
    by_feed: dict[str, int] = field(default_factory=dict)
    """How many unread articles feeds, by their ids, are still to lose by it, or to get."""

    @property
    def is_read(self) -> bool:
        """Whether it marks articles read, not unread."""
        return self.action == Action.MARK_READ.value


class Steps:
    """What is left of large changes to a library."""

    def __init__(self) -> None:
        # Of the entries asked for: unpacking a million ids takes a while.
        self._ids: dict[int, array[int]] = {}

    def begin(
        self,
        connection: sqlite3.Connection,
        entry: int,
        action: Action,
        at: datetime,
        *,
        by_feed: Mapping[int, int] | None = None,
        is_undo: bool = False,
    ) -> int:
        """Have an entry's articles changed in steps from now on; return how many they are.

        `by_feed` tells of a new entry how many of them are of which feed; it is kept for the time
        when the entry is taken back, or done again.
        """
        (newest,) = connection.execute(f"SELECT max(name) FROM state WHERE {_NAMES}").fetchone()
        number = int(newest.removeprefix(_PREFIX)) + 1 if newest else 1
        count = len(self._ids_of(connection, entry))
        pending = _Pending(entry, action.value, stamp(at), count, is_undo)
        pending.by_feed = _tally(connection, entry, by_feed)
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

    def foreseen_unread(
        self, connection: sqlite3.Connection, since: int | None = None
    ) -> Counter[int]:
        """Return by how much the feeds' counters of unread articles will change, by feed.

        Without the changes made `since` a moment or later that mark read: what they mark stays in
        a list that was opened then.
        """
        changes: Counter[int] = Counter()
        for _, pending in _all(connection):
            if not (pending.is_read and since is not None and pending.at >= since):
                sign = -1 if pending.is_read else 1
                changes.update({int(feed): sign * n for feed, n in pending.by_feed.items()})
        return changes

    def foresee(self, connection: sqlite3.Connection) -> bool:
        """Let SQL ask for `WILL_BE_READ` until the transaction ends; False if nothing is left."""
        left = [
            (pending, self._ids_of(connection, pending.entry)) for _, pending in _all(connection)
        ]

        def will_be_read(article_id: int, since: int | None) -> int | None:
            found = None
            for pending, ids in left:
                if _is_left(article_id, ids, pending):
                    is_kept = pending.is_read and since is not None and pending.at >= since
                    found = None if is_kept else int(pending.is_read)
            return found

        if left:
            connection.create_function(WILL_BE_READ, 2, will_be_read)
        return bool(left)

    def overlaid(
        self, connection: sqlite3.Connection, headlines: Sequence[Headline]
    ) -> list[Headline]:
        """Return headlines as they will be once all steps are done."""
        rows = list(headlines)
        for _, pending in _all(connection):
            ids = self._ids_of(connection, pending.entry)
            for at, row in enumerate(rows):
                if row.is_read != pending.is_read and _is_left(row.id, ids, pending):
                    rows[at] = row._replace(is_read=pending.is_read)
        return rows

    def _change(
        self, connection: sqlite3.Connection, pending: _Pending, ids: Collection[int]
    ) -> None:
        # No business of the start, which only asks whether steps are left.
        from newsreader.library.effects import mark_picked, pick

        before = _unread(connection)
        pick(connection, ids)
        effect = mark_picked(connection, Change(Action(pending.action)), moment(pending.at))
        if not pending.is_undo:
            changed = set(effect.change.article_ids) if effect else set()
            pending.spared += [each for each in ids if each not in changed]
        sign = -1 if pending.is_read else 1
        for feed, now in _unread(connection).items():
            if now != before[feed] and str(feed) in pending.by_feed:
                pending.by_feed[str(feed)] -= sign * (now - before[feed])

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
        self._ids.pop(pending.entry, None)

    def _ids_of(self, connection: sqlite3.Connection, entry: int) -> array[int]:
        ids = self._ids.get(entry)
        if ids is None:
            sql = "SELECT article_ids FROM journal WHERE id = ?"
            row = connection.execute(sql, (entry,)).fetchone()
            ids = array("q", unpack(row[0]) if row else ())
            while len(self._ids) >= _KEPT:
                self._ids.pop(next(iter(self._ids)), None)
            self._ids[entry] = ids
        return ids


def forget_tallies(connection: sqlite3.Connection) -> None:
    """Forget the tallies of entries that cannot be taken back any more."""
    connection.execute(
        f"DELETE FROM state WHERE name GLOB '{_TALLY}*' AND CAST(substr(name, ?) AS INTEGER) "
        "NOT IN (SELECT id FROM journal WHERE is_undoable = 1)",
        (len(_TALLY) + 1,),
    )


def _tally(
    connection: sqlite3.Connection, entry: int, by_feed: Mapping[int, int] | None
) -> dict[str, int]:
    """Keep how many articles of an entry are of which feed, or return what was kept."""
    name = f"{_TALLY}{entry}"
    if by_feed is None:
        row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        found: dict[str, int] = json.loads(row[0]) if row else {}
        return found
    found = {str(feed): count for feed, count in by_feed.items() if count}
    connection.execute(
        "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (name, json.dumps(found))
    )
    return found


def _unread(connection: sqlite3.Connection) -> dict[int, int]:
    return dict(connection.execute("SELECT id, unread FROM feed").fetchall())


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
