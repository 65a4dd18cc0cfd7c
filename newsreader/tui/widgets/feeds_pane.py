"""The feeds pane: All, Unread, Bookmarks, folders and feeds with their unread counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from newsreader.library.feeds import Totals
from newsreader.model.feed import Feed
from newsreader.model.query import Query
from newsreader.tui.cells import fit
from newsreader.tui.health import is_broken
from newsreader.tui.widgets.line_list import LineList


@dataclass(frozen=True, slots=True)
class Source:
    """A row of the pane: what it lists. `id` stays the same between starts."""

    id: str
    title: str
    count: int = 0
    feed: Feed | None = None
    folder: str | None = None
    is_indented: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether the row is a folder's heading."""
        return self.folder is not None and self.feed is None

    def query(self) -> Query:
        """Return the query that lists the row's articles."""
        if self.feed is not None:
            return Query(feed_id=self.feed.id)
        if self.folder is not None:
            return Query(folder=self.folder)
        if self.id == UNREAD:
            return Query(is_unread=True)
        if self.id == BOOKMARKS:
            return Query(is_bookmarked=True)
        return Query()


ERROR_SIGN = "!"
ALL, UNREAD, BOOKMARKS = "all", "unread", "bookmarks"


def sources(feeds: list[Feed], totals: Totals, folded: frozenset[str]) -> list[Source]:
    """Return the rows of the pane; `folded` names the folders whose feeds do not show."""
    rows = [
        Source(ALL, "All articles", totals.unread),
        Source(UNREAD, "Unread", totals.unread),
        Source(BOOKMARKS, "Bookmarks", totals.bookmarked),
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


class FeedsPane(LineList):
    """What can be listed. The source whose headlines are shown has a bar before it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--unread", "list--error"}
    DEFAULT_CSS = """
    FeedsPane {
        & > .list--unread { text-style: bold; }
        & > .list--error { color: $alarm; }
    }
    """

    class Moved(Message):
        """The cursor came to another source."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.feeds: list[Feed] = []
        self.totals = Totals(0, 0, 0)
        self.folded: frozenset[str] = frozenset()
        self.rows = sources([], self.totals, self.folded)
        self.shown_id = ALL

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def current(self) -> Source:
        """The source under the cursor."""
        return self.rows[self.cursor]

    @property
    def shown(self) -> Source | None:
        """The source whose headlines are in the list; None when it is gone."""
        return next((row for row in self.rows if row.id == self.shown_id), None)

    def update(self, feeds: list[Feed], totals: Totals) -> None:
        """Show the subscriptions as they are now; the cursor stays on its row.

        A feed with another address than before is still the same.
        """
        before = {feed.id: f"feed:{feed.url}" for feed in self.feeds}
        moved = {before[feed.id]: f"feed:{feed.url}" for feed in feeds if feed.id in before}
        self.shown_id = moved.get(self.shown_id, self.shown_id)
        cursor_id = moved.get(self.current.id, self.current.id)
        self.feeds, self.totals = feeds, totals
        self._rebuild(cursor_id)

    def toggle_fold(self) -> None:
        """Fold or unfold the folder under the cursor, or the one its feed is in."""
        folder = self.current.folder
        if folder is None:
            return
        self.folded ^= {folder}
        self._rebuild(f"folder:{folder}")

    def _rebuild(self, cursor_id: str | None = None) -> None:
        cursor_id = cursor_id or self.current.id
        self.rows = sources(self.feeds, self.totals, self.folded)
        self.update_size()
        place = self.place_of(cursor_id)
        if place is not None:
            self.cursor = place
        self.show_cursor()
        self.refresh()

    def place_of(self, source_id: str) -> int | None:
        """Return the place of a source, or None when it is not in the pane."""
        return next((i for i, row in enumerate(self.rows) if row.id == source_id), None)

    def reveal(self, source_id: str) -> int | None:
        """Return the place of a source, unfolding its folder; None when there is none such."""
        place = self.place_of(source_id)
        if place is None and self.folded:
            hidden = next((row for row in self.all_rows() if row.id == source_id), None)
            if hidden is not None and hidden.folder is not None:
                self.folded -= {hidden.folder}
                self._rebuild()
                place = self.place_of(source_id)
        return place

    def all_rows(self) -> list[Source]:
        """Return the rows as if no folder was folded."""
        return sources(self.feeds, self.totals, frozenset())

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the rows that changed, and tell."""
        super().watch_cursor(old, new)
        if old != new:
            self.post_message(self.Moved())

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a source: a bar when it is shown, its name, an error mark, its unread count."""
        row = self.rows[place]
        mark = style + self.get_component_rich_style("list--mark", partial=True)
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        name = style
        if row.count and row.id != BOOKMARKS:
            name += self.get_component_rich_style("list--unread", partial=True)
        fold = ("▸ " if row.folder in self.folded else "▾ ") if row.is_folder else ""
        indent = "  " if row.is_indented else ""
        count = f" {row.count:,}" if row.count else ""
        error = row.feed is not None and is_broken(row.feed)
        room = width - 2 - len(count) - (2 if error else 0) - 1
        return [
            Segment("▌" if row.id == self.shown_id else " ", mark),
            Segment(indent + fit(fold + row.title, room - len(indent)), name),
            Segment(
                f" {ERROR_SIGN}" if error else "",
                style + self.get_component_rich_style("list--error", partial=True),
            ),
            Segment(count + " ", dim),
        ]
