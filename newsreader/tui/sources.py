"""What can be listed: All, Unread, Bookmarks, saved searches, folders and feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsreader.library.feeds import Totals
from newsreader.library.searches import MOST_COUNTED
from newsreader.model.feed import Feed
from newsreader.model.query import Query
from newsreader.model.saved_search import SavedSearch

ALL, UNREAD, BOOKMARKS = "all", "unread", "bookmarks"
"""The ids of what is always there."""


@dataclass(frozen=True, slots=True)
class Source:
    """A row of the pane: what it lists. `id` stays the same between starts.

    A saved search is not counted beyond `MOST_COUNTED`.
    """

    id: str
    title: str
    count: int = 0
    feed: Feed | None = None
    folder: str | None = None
    is_indented: bool = False
    search: SavedSearch | None = None

    @property
    def is_of_its_own(self) -> bool:
        """Whether the row is a feed or a saved search."""
        return self.feed is not None or self.search is not None

    @property
    def count_in_words(self) -> str:
        """The count as it is shown; nothing for none."""
        if self.search is not None and self.count >= MOST_COUNTED:
            return f"{MOST_COUNTED - 1}+"
        return f"{self.count:,}" if self.count else ""

    @property
    def kind(self) -> str:
        """What the row is: `feed`, `folder`, `search`, or nothing for those always there."""
        if self.search is not None:
            return "search"
        if self.feed is not None:
            return "feed"
        return "folder" if self.folder is not None else ""

    @property
    def is_folder(self) -> bool:
        """Whether the row is a folder's heading."""
        return self.folder is not None and self.feed is None

    def query(self) -> Query:
        """Return the query that lists the row's articles."""
        if self.feed is not None:
            return Query(feed_id=self.feed.id)
        if self.search is not None:
            return self.search.query()
        if self.folder is not None:
            return Query(folder=self.folder)
        if self.id == UNREAD:
            return Query(is_unread=True)
        if self.id == BOOKMARKS:
            return Query(is_bookmarked=True)
        return Query()


def sources(
    feeds: list[Feed],
    totals: Totals,
    folded: frozenset[str],
    searches: Sequence[SavedSearch] = (),
    counts: Mapping[str, int] | None = None,
) -> list[Source]:
    """Return the rows of the pane; `folded` names the folders whose feeds do not show.

    `counts` are those of the saved searches by name, as far as they are known.
    """
    counts = counts or {}
    rows = [
        Source(ALL, "All articles", totals.unread),
        Source(UNREAD, "Unread", totals.unread),
        Source(BOOKMARKS, "Bookmarks", totals.bookmarked),
    ]
    rows += [
        Source(f"search:{search.name}", search.name, counts.get(search.name, 0), search=search)
        for search in searches
    ]
    in_folders: dict[str, list[Feed]] = {}
    for feed in feeds:
        if feed.folder is None:
            rows.append(Source(f"feed:{feed.url}", feed.title, feed.unread, feed))
        else:
            in_folders.setdefault(feed.folder, []).append(feed)
    for folder, members in in_folders.items():
        unread = sum(feed.unread for feed in members)
        rows.append(Source(f"folder:{folder}", folder, unread, None, folder))
        if folder not in folded:
            rows += [
                Source(f"feed:{f.url}", f.title, f.unread, f, folder, is_indented=True)
                for f in members
            ]
    return rows
