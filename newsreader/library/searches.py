"""The searches that are kept under a name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.library.connections import Connections, LibraryError
from newsreader.library.matches import count_some
from newsreader.library.steps import Steps
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from newsreader.model.saved_search import SavedSearch
from newsreader.model.text import clean_line

if TYPE_CHECKING:
    from newsreader.library.looks import Look

MOST_COUNTED = 1000
"""What a saved search finds is counted up to here: reading on a count never takes long."""

_ALL = "SELECT name, query, position FROM saved_search"


class SearchStore:
    """The saved searches of a library. Every method raises `LibraryError` when the file fails."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def all(self) -> list[SavedSearch]:
        """Return the saved searches in the reader's order; those without a place last, by name."""
        with self._connections.reading() as connection:
            found = [SavedSearch(*row) for row in connection.execute(_ALL)]
        return sorted(
            found,
            key=lambda one: (one.position is None, one.position or 0, one.name.casefold()),
        )

    def get(self, name: str) -> SavedSearch | None:
        """Return the search saved under a name, or None."""
        with self._connections.reading() as connection:
            row = connection.execute(f"{_ALL} WHERE name = ?", (clean_line(name),)).fetchone()
            return None if row is None else SavedSearch(*row)

    def count_unread(self, query: Query, *, is_stale: Callable[[], bool] | None = None) -> int:
        """Return how many unread articles a query finds, `MOST_COUNTED` where there are more.

        Words are looked for in what is in the search index by now. Raises `Abandoned` soon
        after `is_stale` has become true.
        """
        return self._count(query, None, is_stale)

    def count_new(self, search: SavedSearch, *, is_stale: Callable[[], bool] | None = None) -> int:
        """Return how many unread articles a search finds that came after the last look at it.

        As `count_unread` does, which it is for a search that was never looked at.
        """
        with self._connections.reading() as connection:
            from newsreader.library import looks

            look = looks.last(connection, search.text)
        return self._count(search.query(), look, is_stale)

    def look(self, search: SavedSearch) -> None:
        """Store that the reader looks at what a search finds now."""
        from newsreader.library import looks

        with self._connections.writing() as connection:
            looks.store(connection, search.text, search.query())

    def _count(self, query: Query, look: Look | None, is_stale: Callable[[], bool] | None) -> int:
        if query.is_unread is False:
            return 0
        unread = query._replace(is_unread=True, unread_since=None)
        with self._connections.reading(is_stale) as connection:
            is_foreseen = self._steps.foresee(connection)
            return count_some(connection, unread, MOST_COUNTED, look=look, is_foreseen=is_foreseen)


def store(connection: sqlite3.Connection, change: Change) -> Change | None:
    """Store what a change says of saved searches; return it with what it changed, or None.

    A None in `change.after` removes the search of that name. Raises `LibraryError`, with nothing
    changed, where a new name is another one's already.
    """
    is_renamed = any(said is None for said in change.after.values())
    is_name_new = change.action is Action.SAVE_SEARCH or is_renamed
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    for name, said in change.after.items():
        key = clean_line(name)
        if not key:
            raise ValueError("a saved search needs a name")
        row = connection.execute(f"{_ALL} WHERE name = ?", (key,)).fetchone()
        stored = None if row is None else SavedSearch(*row).dumps()
        wanted = None if said is None else SavedSearch.loads(key, said)
        if wanted is not None:
            wanted = wanted._replace(text=clean_line(wanted.text))
        kept = None if wanted is None else wanted.dumps()
        if stored is not None and kept is not None and is_name_new:
            raise LibraryError(f"“{key}” is another saved search already; choose another name")
        if kept != stored:
            before[key], after[key] = stored, kept
    for key, kept in after.items():
        connection.execute("DELETE FROM saved_search WHERE name = ?", (key,))
        if kept is not None:
            search = SavedSearch.loads(key, kept)
            connection.execute(
                "INSERT INTO saved_search (name, query, position) VALUES (?, ?, ?)",
                (key, search.text, search.position),
            )
    return change._replace(before=before, after=after) if after else None
