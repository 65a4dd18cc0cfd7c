"""The journal of what the reader did: carrying changes out, taking them back, doing them again."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime

from newsreader.library import lists, search, steps
from newsreader.library.connections import Connections, LibraryError
from newsreader.library.effects import Effect, carry_out, mark_picked, pick, title_of
from newsreader.library.rows import pack, stamp, unpack
from newsreader.library.steps import Steps
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query

_NEWEST_DONE = "is_undoable = 1 AND is_undone = 0 ORDER BY id DESC LIMIT 1"
_LAST_UNDONE = "is_undoable = 1 AND is_undone = 1 ORDER BY id LIMIT 1"


class JournalStore:
    """The changes made to a library. Every method raises `LibraryError` when the file fails."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def apply(self, change: Change, *, is_undoable: bool = True) -> Change | None:
        """Carry a change out, durably, in one transaction with its entry in the journal.

        Returns it with what it really had an effect on, or None when nothing changed.
        """
        now = datetime.now(UTC)
        with self._connections.writing() as connection:
            self._steps.settle(connection, change.article_ids)
            return record(
                connection, carry_out(connection, change, now), now, is_undoable=is_undoable
            )

    def record_saved(self, article_id: int) -> None:
        """Let the saving of a page as this article be a change that can be taken back."""
        now = datetime.now(UTC)
        with self._connections.writing() as connection:
            row = connection.execute(
                "SELECT title FROM article WHERE id = ?", (article_id,)
            ).fetchone()
            if row is not None:
                saved = Effect(Change(Action.SAVE, (article_id,), subject=row[0]))
                record(connection, saved, now, is_undoable=True)

    def mark_all_read(self, query: Query) -> Change | None:
        """Mark all read that a list shows, as one change.

        It is durable then. One to very many articles is carried out by `proceed`, and comes
        without their ids.
        """
        now = datetime.now(UTC)
        unread = query._replace(is_unread=True, unread_since=None)
        if query.is_unread is False:
            return None
        with self._connections.writing() as connection:
            if query.is_search:
                search.catch_up_all(connection)
            is_foreseen = self._steps.foresee(connection)
            foreseen = self._steps.foreseen_unread(connection)
            if lists.counter(unread) and not lists.length(connection, unread, foreseen):
                # As after the same key: the counters say it at once.
                return None
            ids = lists.all_ids(connection, unread, is_foreseen=is_foreseen)
            if len(ids) > steps.AT_ONCE:
                by_feed = lists.unread_by_feed(connection, unread, foreseen)
                done = Effect(Change(Action.MARK_READ, tuple(ids)))
                record(connection, done, now, is_undoable=True)
                change = Change(Action.MARK_READ)
                return self._begin(connection, change, now, by_feed=by_feed)
            self._steps.settle(connection, ids)
            pick(connection, ids)
            effect = mark_picked(connection, Change(Action.MARK_READ), now)
            return record(connection, effect, now, is_undoable=True)

    def proceed(self) -> bool:
        """Do a step of what is left of large changes, durably; return whether more are left."""
        if not self.is_unfinished():
            return False
        with self._connections.writing(is_repeatable=True) as connection:
            return self._steps.step(connection)

    def finish(self) -> None:
        """Do all that is left of large changes, in steps that others who write come in between."""
        while self.proceed():
            pass

    def is_unfinished(self) -> bool:
        """Whether something is left to do of a large change."""
        with self._connections.reading() as connection:
            return steps.is_left(connection)

    def _begin(
        self,
        connection: sqlite3.Connection,
        change: Change,
        now: datetime,
        *,
        entry: int | None = None,
        by_feed: Mapping[int, int] | None = None,
        is_undo: bool = False,
    ) -> Change:
        if entry is None:
            (entry,) = connection.execute("SELECT max(id) FROM journal").fetchone()
            assert entry is not None
        action = change.inverse.action if is_undo else change.action
        count = self._steps.begin(connection, entry, action, now, by_feed=by_feed, is_undo=is_undo)
        return change._replace(article_ids=(), many=count)

    def undo(self) -> Change | None:
        """Take back the newest change not yet taken back; None when there is none.

        A change that cannot be taken back any more (its feed's address is another's by now)
        raises `LibraryError` and is passed over from then on.
        """
        return self._replay(_NEWEST_DONE, is_undo=True)

    def redo(self) -> Change | None:
        """Do again what was undone last, unless something new was done since; or None."""
        return self._replay(_LAST_UNDONE, is_undo=False)

    def _replay(self, which: str, *, is_undo: bool) -> Change | None:
        now = datetime.now(UTC)
        with self._connections.writing() as connection:
            row = connection.execute(
                "SELECT id, action, article_ids, feed_ids, before, after, subject, former_read_at "
                f"FROM journal WHERE {which}"
            ).fetchone()
            if row is None:
                return None
            entry, change, former = row[0], _change_of(row), unpack(row[7])
            if change.action is Action.SUBSCRIBE:
                # When it was made, the feed had not told its title yet.
                change = change._replace(subject=title_of(connection, change))
            try:
                if change.action is Action.MARK_READ and len(change.article_ids) > steps.AT_ONCE:
                    change = self._begin(connection, change, now, entry=entry, is_undo=is_undo)
                elif is_undo:
                    self._steps.settle(connection, change.article_ids)
                    carry_out(connection, change.inverse, now, former)
                else:
                    self._steps.settle(connection, change.article_ids)
                    _narrow(connection, entry, carry_out(connection, change, now))
            except LibraryError as error:
                failure = error
            else:
                connection.execute(
                    "UPDATE journal SET is_undone = ? WHERE id = ?", (int(is_undo), entry)
                )
                return change
            connection.execute("UPDATE journal SET is_undoable = 0 WHERE id = ?", (entry,))
        raise failure


def record(
    connection: sqlite3.Connection, effect: Effect | None, made_at: datetime, *, is_undoable: bool
) -> Change | None:
    """Write what was carried out into the journal; an undoable change ends what can be redone."""
    if effect is None:
        return None
    change = effect.change
    if is_undoable:
        connection.execute(
            "UPDATE journal SET is_undoable = 0 WHERE is_undoable = 1 AND is_undone = 1"
        )
    connection.execute(
        "INSERT INTO journal (made_at, action, article_ids, feed_ids, former_read_at, before, "
        "after, subject, is_undoable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stamp(made_at),
            change.action.value,
            _packed(change.article_ids),
            _packed(change.feed_ids),
            _packed(effect.former_read_at),
            json.dumps(dict(change.before), ensure_ascii=False),
            json.dumps(dict(change.after), ensure_ascii=False),
            change.subject,
            int(is_undoable),
        ),
    )
    return change


def _narrow(connection: sqlite3.Connection, entry: int, effect: Effect | None) -> None:
    """Let an entry that was done again hold only what that changed: undoing takes back no more."""
    if effect is None:
        connection.execute("UPDATE journal SET is_undoable = 0 WHERE id = ?", (entry,))
        return
    connection.execute(
        "UPDATE journal SET article_ids = ?, feed_ids = ?, former_read_at = ? WHERE id = ?",
        (
            _packed(effect.change.article_ids),
            _packed(effect.change.feed_ids),
            _packed(effect.former_read_at),
            entry,
        ),
    )


def _packed(numbers: tuple[int, ...]) -> bytes | None:
    return pack(numbers) if numbers else None


def _change_of(row: tuple[object, ...]) -> Change:
    _, action, article_ids, feed_ids, before, after, subject, _ = row
    assert isinstance(article_ids, bytes | None)
    assert isinstance(feed_ids, bytes | None)
    return Change(
        Action(str(action)),
        unpack(article_ids),
        unpack(feed_ids),
        json.loads(str(before)),
        json.loads(str(after)),
        str(subject),
    )
