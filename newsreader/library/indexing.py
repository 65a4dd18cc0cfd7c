"""Bringing the search index up to date, in steps that let other writers in between."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.library import search
from newsreader.library.connections import Abandoned, Connections

INDEXED_AT_ONCE = 1000
"""Articles that are put into the search index in one transaction."""


def index_more(connections: Connections) -> bool:
    """Do one step; return whether there may be more to do."""
    with connections.writing() as connection:
        return search.catch_up(connection, INDEXED_AT_ONCE)


def is_behind(connections: Connections) -> bool:
    """Whether there is something to index, and the library can be written."""
    if connections.is_read_only:
        return False
    with connections.reading() as connection:
        return search.is_behind(connection)


def bring_up_to_date(connections: Connections, is_stale: Callable[[], bool] | None = None) -> None:
    """Index all there is to index; raises `Abandoned` once that is stale."""
    has_more = is_behind(connections)
    while has_more:
        if is_stale and is_stale():
            raise Abandoned
        has_more = index_more(connections)
