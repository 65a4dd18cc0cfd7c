"""What each kind of change does, with the counters of the feeds kept in step."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.library.rows import FEED_TITLE, is_id, stamp
from newsreader.model.journal import Action, Change


@dataclass(frozen=True, slots=True)
class Effect:
    """A change as it turned out: only the articles or feeds it had an effect on.

    `former_read_at` are the stamps of when the articles of a `MARK_UNREAD` had been read.
    """

    change: Change
    former_read_at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Flag:
    """An action on articles: which it has an effect on, and what it sets."""

    condition: str
    assignment: str


_FLAGS = {
    Action.MARK_READ: _Flag(
        "is_read = 0 AND gone <> 1", "is_read = 1, read_at = :now, is_changed = 0"
    ),
    Action.MARK_UNREAD: _Flag("is_read = 1 AND gone <> 1", "is_read = 0, read_at = NULL"),
    Action.BOOKMARK: _Flag("is_bookmarked = 0 AND gone <> 1", "is_bookmarked = 1"),
    Action.UNBOOKMARK: _Flag("is_bookmarked = 1 AND gone <> 1", "is_bookmarked = 0"),
    Action.DELETE: _Flag("gone <> 1", "gone = 1, deleted_at = :now"),
    Action.RESTORE: _Flag(
        "gone = 1 AND deleted_at IS NOT NULL",
        "deleted_at = NULL, gone = 2 * (SELECT is_removed FROM feed WHERE feed.id = feed_id)",
    ),
}

_FLAGS[Action.SAVE] = _FLAGS[Action.RESTORE]

_READING = frozenset({Action.MARK_READ, Action.MARK_UNREAD})
_SUBSCRIBING = frozenset({Action.SUBSCRIBE, Action.UNSUBSCRIBE})


def carry_out(
    connection: sqlite3.Connection,
    change: Change,
    now: datetime,
    former_read_at: Sequence[int] = (),
) -> Effect | None:
    """Carry a change out inside the transaction that is open; None if it changed nothing.

    With `former_read_at` a `MARK_READ` gives each of its articles the stamp it had before.
    """
    if change.action in _FLAGS:
        pick(connection, change.article_ids)
        return mark_picked(connection, change, now, former_read_at)
    if change.action in _SUBSCRIBING:
        return _subscribe(connection, change)
    stored = _store(connection, change)
    return None if stored is None else Effect(stored)


def _store(connection: sqlite3.Connection, change: Change) -> Change | None:
    """Carry out a change that is about no article; return it as it turned out, or None."""
    # Imported where they are used: of most changes, and of all commands, each needs one at most.
    match change.action:
        case Action.EDIT_FEED:
            from newsreader.library.feed_edits import edit

            return edit(connection, change)
        case Action.CORRECT:
            return _correct(connection, change)
        case Action.JOIN_NAMES:
            from newsreader.library import name_sayings

            return name_sayings.store(connection, change)
        case Action.ARRANGE:
            from newsreader.library.arranging import arrange

            return arrange(connection, change)
        case Action.RENAME_FOLDER:
            from newsreader.library.arranging import rename_folder

            return rename_folder(connection, change)
        case _:
            # Of searches under a name: to save, edit and drop one.
            from newsreader.library import searches

            return searches.store(connection, change)


def _correct(connection: sqlite3.Connection, change: Change) -> Change | None:
    from newsreader.library import corrections
    from newsreader.library.name_sayings import take_in_corrections

    corrected = corrections.store(connection, change)
    if corrected is not None:
        take_in_corrections(connection, corrected.after)
    return corrected


def pick(connection: sqlite3.Connection, article_ids: Iterable[int]) -> None:
    """Make these articles the ones to work on."""
    connection.execute("DELETE FROM picked")
    connection.executemany(
        "INSERT OR IGNORE INTO picked VALUES (?)",
        ((article_id,) for article_id in article_ids if is_id(article_id)),
    )


def mark_picked(
    connection: sqlite3.Connection,
    change: Change,
    now: datetime,
    former_read_at: Sequence[int] = (),
) -> Effect | None:
    """Carry out a change of flags on the picked articles; None if it changed nothing."""
    flag = _FLAGS[change.action]
    connection.execute(
        "DELETE FROM picked WHERE id NOT IN "
        f"(SELECT id FROM article WHERE id IN (SELECT id FROM picked) AND {flag.condition})"
    )
    stamps = _stamps_of_picked(connection)
    if not stamps:
        return None
    if change.action in _READING:
        # Half the work of counting anew: each of the picked ones is unread before, or after.
        _count_reading(connection, "-" if change.action is Action.MARK_READ else "+")
        _assign(connection, flag.assignment, {"now": stamp(now)})
    else:
        _change_picked(connection, flag.assignment, {"now": stamp(now)})
    if former_read_at:
        connection.executemany(
            "UPDATE article SET read_at = ? WHERE id = ? AND id IN (SELECT id FROM picked)",
            zip(former_read_at, change.article_ids, strict=True),
        )
    ids = tuple(dict.fromkeys(each for each in change.article_ids if each in stamps))
    ids = ids or tuple(sorted(stamps))
    done = change._replace(article_ids=ids)
    if len(ids) == 1 and not change.subject:
        row = connection.execute("SELECT title FROM article WHERE id = ?", ids)
        done = done._replace(subject=row.fetchone()[0])
    former = tuple(stamps[each] for each in ids) if change.action is Action.MARK_UNREAD else ()
    return Effect(done, former)


def _subscribe(connection: sqlite3.Connection, change: Change) -> Effect | None:
    """Show or hide feeds and their articles; bookmarked ones are still found in Bookmarks."""
    is_removed = int(change.action is Action.UNSUBSCRIBE)
    wanted = json.dumps([feed_id for feed_id in change.feed_ids if is_id(feed_id)])
    rows = connection.execute(
        f"SELECT id, {FEED_TITLE} FROM feed WHERE is_removed = ? "
        "AND id IN (SELECT value FROM json_each(?))",
        (1 - is_removed, wanted),
    )
    titles = dict(rows.fetchall())
    if not titles:
        return None
    ids = tuple(dict.fromkeys(each for each in change.feed_ids if each in titles))
    connection.execute("DELETE FROM picked")
    connection.execute(
        "INSERT INTO picked SELECT id FROM article "
        "WHERE feed_id IN (SELECT value FROM json_each(?)) AND gone = ?",
        (json.dumps(ids), 2 - 2 * is_removed),
    )
    _change_picked(connection, f"gone = {2 * is_removed}", {})
    connection.executemany(
        "UPDATE feed SET is_removed = ? WHERE id = ?", ((is_removed, each) for each in ids)
    )
    subject = change.subject or (titles[ids[0]] if len(ids) == 1 else "")
    return Effect(change._replace(feed_ids=ids, subject=subject))


def title_of(connection: sqlite3.Connection, change: Change) -> str:
    """Return the title by now of the feed that a change is about; nothing for several."""
    if len(change.feed_ids) != 1:
        return ""
    row = connection.execute(
        f"SELECT {FEED_TITLE} FROM feed WHERE id = ?", change.feed_ids
    ).fetchone()
    return str(row[0])


def _change_picked(
    connection: sqlite3.Connection, assignment: str, values: Mapping[str, int]
) -> None:
    _count_picked(connection, "-")
    _assign(connection, assignment, values)
    _count_picked(connection, "+")


def _assign(connection: sqlite3.Connection, assignment: str, values: Mapping[str, int]) -> None:
    connection.execute(
        f"UPDATE article SET {assignment} WHERE id IN (SELECT id FROM picked)", values
    )


def _count_reading(connection: sqlite3.Connection, sign: str) -> None:
    """Take the picked articles, all unread or all read, out of the unread ones or put them in."""
    connection.execute(
        f"UPDATE feed SET unread = feed.unread {sign} of_picked.visible "
        "FROM (SELECT feed_id, sum(gone = 0) AS visible FROM article "
        "WHERE id IN (SELECT id FROM picked) GROUP BY feed_id) AS of_picked "
        "WHERE feed.id = of_picked.feed_id"
    )


def _count_picked(connection: sqlite3.Connection, sign: str) -> None:
    """Take the picked articles out of the feeds' counters, or put them back in."""
    connection.execute(
        f"UPDATE feed SET articles = feed.articles {sign} of_picked.articles, "
        f"unread = feed.unread {sign} of_picked.unread, "
        f"bookmarked = feed.bookmarked {sign} of_picked.bookmarked "
        "FROM (SELECT feed_id, sum(gone = 0) AS articles, "
        "sum(gone = 0 AND is_read = 0) AS unread, "
        "sum(gone <> 1 AND is_bookmarked = 1) AS bookmarked FROM article "
        "WHERE id IN (SELECT id FROM picked) GROUP BY feed_id) AS of_picked "
        "WHERE feed.id = of_picked.feed_id"
    )


def _stamps_of_picked(connection: sqlite3.Connection) -> dict[int, int]:
    rows = connection.execute("SELECT id, read_at FROM article WHERE id IN (SELECT id FROM picked)")
    return dict(rows.fetchall())
