"""The order in which feeds, folders and saved searches stand, and the names of folders."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from newsreader.library.connections import LibraryError
from newsreader.library.rows import is_id
from newsreader.model.feed import Feed
from newsreader.model.journal import Change
from newsreader.model.text import clean_line

_READ = {
    "feed": "SELECT position FROM feed WHERE id = ?",
    "folder": "SELECT position FROM folder WHERE name = ?",
    "search": "SELECT position FROM saved_search WHERE name = ?",
}
_WRITE = {
    "feed": "UPDATE feed SET position = ?2 WHERE id = ?1",
    "folder": "INSERT OR REPLACE INTO folder (name, position) VALUES (?1, ?2)",
    "search": "UPDATE saved_search SET position = ?2 WHERE name = ?1",
}


def arrange(connection: sqlite3.Connection, change: Change) -> Change | None:
    """Store places; return the change with what it changed, None if that is nothing.

    `change.after` has them by `feed:ID`, `folder:NAME` and `search:NAME`; None is no place.
    """
    before: dict[str, str | None] = {}
    for key, wanted in change.after.items():
        kind, _, name = key.partition(":")
        if kind not in _READ or (kind == "feed" and not is_id(int(name))):
            raise ValueError(f"nothing to put in order is called {key!r}")
        row = connection.execute(_READ[kind], (name,)).fetchone()
        if row is None and kind != "folder":
            continue
        stored = None if row is None or row[0] is None else str(row[0])
        if stored == wanted:
            continue
        before[key] = stored
        if wanted is None and kind == "folder":
            connection.execute("DELETE FROM folder WHERE name = ?", (name,))
        else:
            connection.execute(_WRITE[kind], (name, None if wanted is None else int(wanted)))
    if not before:
        return None
    return change._replace(before=before, after={key: change.after[key] for key in before})


def rename_folder(connection: sqlite3.Connection, change: Change) -> Change | None:
    """Give a folder another name, or put all its feeds into another folder of that name.

    `before["folder"]` and `after["folder"]` are the names. With `change.feed_ids` (it is taken back
    or done again) only these feeds are moved, and the folders get the places that are in `after`.
    Returns the change with the feeds that it moved; None if there are none.
    """
    former, name = (clean_line(each["folder"] or "") for each in (change.before, change.after))
    if not name:
        raise LibraryError("A folder needs a name; give one, or leave it as it is")
    if name == former:
        return None
    rows = connection.execute(
        "SELECT id FROM feed WHERE folder = ?1 "
        "AND (?2 = '[]' OR id IN (SELECT value FROM json_each(?2))) ORDER BY id",
        (former, json.dumps(change.feed_ids)),
    )
    ids = tuple(row[0] for row in rows)
    if not ids:
        return None
    connection.executemany(
        "UPDATE feed SET folder = ? WHERE id = ?", ((name, each) for each in ids)
    )
    if change.feed_ids:
        places = {key: place for key, place in change.after.items() if key != "folder"}
    else:
        places = _places_after(connection, former, name)
    arranged = arrange(connection, change._replace(after=places))
    return change._replace(
        feed_ids=ids,
        before={"folder": former, **(arranged.before if arranged else {})},
        after={"folder": name, **(arranged.after if arranged else {})},
    )


def _places_after(connection: sqlite3.Connection, former: str, name: str) -> dict[str, str | None]:
    """Return where folders stand once one has another name: at its place, if that is free."""
    rows = connection.execute(
        "SELECT name, position FROM folder WHERE name IN (?, ?)", (former, name)
    )
    stored = dict(rows.fetchall())
    if former not in stored or name in stored:
        return {}
    return {f"folder:{former}": None, f"folder:{name}": str(stored[former])}


def places(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the places of feeds and folders that have one, by the keys that `arrange` takes."""
    of_feeds = connection.execute(
        "SELECT id, position FROM feed WHERE position IS NOT NULL AND is_removed = 0"
    )
    found = {f"feed:{feed_id}": place for feed_id, place in of_feeds}
    of_folders = connection.execute("SELECT name, position FROM folder")
    return found | {f"folder:{name}": place for name, place in of_folders}


def in_order(connection: sqlite3.Connection, feeds: Iterable[Feed]) -> list[Feed]:
    """Return feeds as they stand: those in no folder, then folder by folder.

    Folders and the feeds of each stand where the reader put them; those without a place come after
    these, by name and by title.
    """
    of_feed = dict(connection.execute("SELECT id, position FROM feed WHERE position IS NOT NULL"))
    of_folder = dict(connection.execute("SELECT name, position FROM folder"))

    def key(feed: Feed) -> tuple[object, ...]:
        folder = feed.folder or ""
        return (
            feed.folder is not None,
            folder not in of_folder,
            of_folder.get(folder, 0),
            folder.casefold(),
            folder,
            feed.id not in of_feed,
            of_feed.get(feed.id, 0),
            feed.title.casefold(),
            feed.id,
        )

    return sorted(feeds, key=key)
