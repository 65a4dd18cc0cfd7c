"""What a command is about: one article, or a stretch of the list."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.library.library import Library
from newsreader.model.headline import Headline, Key
from newsreader.model.query import Query


class RangeStart(NamedTuple):
    """The row at which a selection was begun: its place by now, and its key."""

    place: int
    key: Key


class Targets(NamedTuple):
    """The articles that a command is about.

    One `headline`, or else all rows of `query`, however many of them are in memory.
    """

    number: int
    headline: Headline | None = None
    query: Query | None = None

    @classmethod
    def stretch(cls, query: Query, first: Key, last: Key, number: int) -> Targets:
        """Return the rows of a list between two of them, both included."""
        return cls(number, query=query._replace(between=(first, last)))

    def ids(self, library: Library) -> list[int]:
        """Return the articles' ids; asks the library, so not on the UI thread."""
        if self.headline is not None:
            return [self.headline.id]
        return library.articles.ids(self.query) if self.query is not None else []

    def ids_in_order(self, library: Library) -> list[int]:
        """Return the articles' ids in the order of the list; asks the library, as above."""
        if self.headline is not None:
            return [self.headline.id]
        found = library.articles.iterate(self.query) if self.query is not None else ()
        return [headline.id for headline in found]
