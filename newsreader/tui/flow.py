"""Reading on: the next unread article, also past the end of the feed that is listed."""

from __future__ import annotations

from newsreader.library.library import Library
from newsreader.model.headline import Key
from newsreader.model.query import Query
from newsreader.tui import loading
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.messages import HeadlineFound
from newsreader.tui.sources import BOOKMARKS, Source, sources


def find_next_unread(
    library: Library,
    query: Query,
    source: Source,
    key: Key | None,
    *,
    forward: bool,
    is_opened: bool,
    is_narrowed: bool,
) -> HeadlineFound:
    """Look for the next unread headline: in the list, then from feed to feed, in their order.

    A list that a search or filter has made (`is_narrowed`) is not left: it has an end of its own.
    """
    found = loading.find_unread(library, query, key, forward=forward, is_opened=is_opened)
    if found.headline is not None:
        return found
    if is_narrowed or source.id == BOOKMARKS:
        end = "Escape shows the whole list" if is_narrowed else _back()
        found.words_if_none = f"Nothing unread is left in this list. {end}."
        return found
    for row in _feeds_from(library, source, forward=forward):
        beyond = row.query()._replace(oldest_first=query.oldest_first)
        headline = library.articles.next_unread(beyond, None)
        if headline is not None:
            words = f"On to “{row.title}”, {row.count:,} unread."
            return HeadlineFound(headline, is_opened, words, source_id=row.id)
    found.words_if_none = f"All is read. {key_of('refresh-all')} looks for news, {_back()}."
    return found


def _feeds_from(library: Library, source: Source, *, forward: bool) -> list[Source]:
    """Return the feeds with something unread, from the one after the source around to it."""
    rows = sources(library.feeds.all(), library.feeds.totals(), frozenset(), library.searches.all())
    here = [
        place
        for place, row in enumerate(rows)
        if row.id == source.id or (source.is_folder and row.folder == source.folder)
    ]
    if not here:
        return []
    if forward:
        around = [*rows[here[-1] + 1 :], *rows[: here[0]]]
    else:
        around = [*reversed(rows[: here[0]]), *reversed(rows[here[-1] + 1 :])]
    return [row for row in around if row.feed is not None and row.count]


def _back() -> str:
    return f"{key_of('bookmarks')} shows your bookmarks"
