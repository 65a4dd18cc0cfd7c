"""Searches that are kept under a name, and listed as feeds are."""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from newsreader.model.journal import Action, Change
from newsreader.model.query import Query, parse_query


class SavedSearch(NamedTuple):
    """A search under a name of its own, which no other one has.

    `text` is in the search language; what it says of time (`from:7d`) is from now on each time.
    `position` is its place among the others, None: after those that have one, by name.
    """

    name: str
    text: str
    position: int | None = None

    def query(self, now: datetime | None = None) -> Query:
        """Return the query that the text means now."""
        return parse_query(self.text, now)

    def narrowed_by(self, text: str) -> str:
        """Return the text of a search for what meets this one and another one."""
        parts = (f"({part})" if " OR " in f" {part} " else part for part in (self.text, text))
        return " ".join(parts)

    def dumps(self) -> str:
        """Return all but the name as the journal keeps it."""
        return json.dumps({"text": self.text, "position": self.position}, ensure_ascii=False)

    @classmethod
    def loads(cls, name: str, stored: str) -> SavedSearch:
        """Make a saved search of its name and what `dumps` gave."""
        return cls(name, **json.loads(stored))


def saving(search: SavedSearch) -> Change:
    """Return the change that saves a search."""
    return Change(Action.SAVE_SEARCH, after={search.name: search.dumps()}, subject=search.name)


def dropping(search: SavedSearch) -> Change:
    """Return the change that removes a saved search."""
    return Change(Action.DROP_SEARCH, after={search.name: None}, subject=search.name)


def editing(search: SavedSearch, name: str, text: str) -> Change:
    """Return the change that gives a saved search another name or text."""
    edited = search._replace(name=name, text=text)
    after = {search.name: None, name: edited.dumps()}
    return Change(Action.EDIT_SEARCH, after=after, subject=name)


def successor(change: Change) -> tuple[str, str] | None:
    """Return the former and the new name where a change gives a saved search another one."""
    if change.action is not Action.EDIT_SEARCH:
        return None
    former = [name for name, stored in change.after.items() if stored is None]
    new = [name for name, stored in change.after.items() if stored is not None]
    return (former[0], new[0]) if former and new else None
