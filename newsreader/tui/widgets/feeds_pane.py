"""The feeds pane: All, Unread, Bookmarks, saved searches, folders and feeds with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive

from newsreader.library.feeds import Totals
from newsreader.model.feed import Feed
from newsreader.model.saved_search import SavedSearch
from newsreader.tui.cells import fit
from newsreader.tui.health import is_broken
from newsreader.tui.sources import ALL, BOOKMARKS, Source, sources
from newsreader.tui.widgets.dragged_list import DraggedList

ERROR_SIGN = "!"
SEARCH_SIGN = "/"


class FeedsPane(DraggedList):
    """What can be listed. The source whose headlines are shown has a bar before it.

    With `is_quiet_hidden` feeds without unread articles have no row, but for the one shown and
    those whose last check failed.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--unread", "list--error"}
    DEFAULT_CSS = """
    FeedsPane {
        & > .list--unread { text-style: bold; }
        & > .list--error { color: $alarm; }
    }
    """

    row_kind: reactive[str] = reactive("", init=False)
    """What the row under the cursor is, as `Source.kind` says it."""

    class Moved(Message):
        """The cursor came to another source."""

    class Dropped(Message):
        """A row was dragged onto another one."""

        def __init__(self, source: Source, target: Source) -> None:
            super().__init__()
            self.source = source
            self.target = target

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.feeds: list[Feed] = []
        self.totals = Totals(0, 0, 0)
        self.searches: list[SavedSearch] = []
        self.search_counts: dict[str, int] = {}
        self.folded: frozenset[str] = frozenset()
        self.is_quiet_hidden = False
        self._successors: dict[str, str] = {}
        self._folders: dict[str, str | None] = {}
        self.rows = sources([], self.totals, self.folded)
        self.shown_id = ALL
        self._gone_id = ""

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
        return next((row for row in self.all_rows() if row.id == self.shown_id), None)

    def expect(self, former_id: str, new_id: str) -> None:
        """Take a source that comes for one that goes: it was given another name."""
        self._successors[former_id] = new_id

    def update(
        self, feeds: list[Feed], totals: Totals, searches: Sequence[SavedSearch] = ()
    ) -> None:
        """Show the subscriptions as they are now; the cursor stays on its row.

        A feed with another address than before is still the same.
        """
        before = {feed.id: f"feed:{feed.url}" for feed in self.feeds}
        moved = {before[feed.id]: f"feed:{feed.url}" for feed in feeds if feed.id in before}
        self.feeds, self.totals, self.searches = feeds, totals, list(searches)
        self._folders = {f"feed:{feed.url}": feed.folder for feed in feeds}
        moved |= self._renamed()
        self.shown_id = moved.get(self.shown_id, self.shown_id)
        cursor_id = moved.get(self.current.id, self.current.id)
        self._rebuild(cursor_id)
        if self.place_of(cursor_id) is None:
            self._gone_id = cursor_id
        elif (place := self.place_of(self._gone_id)) is not None:
            # What was removed under the cursor is taken back: so is the cursor.
            self._gone_id = ""
            if self.has_focus:
                self.move_to(place)

    def _renamed(self) -> dict[str, str]:
        """Return the sources that came for those that went; a folder stays folded."""
        if not self._successors:
            return {}
        ids = {row.id for row in self.all_rows()}
        renamed = {
            former: new
            for former, new in self._successors.items()
            if former not in ids and new in ids
        }
        for former, new in renamed.items():
            del self._successors[former]
            if (folder := former.removeprefix("folder:")) in self.folded:
                self.folded = self.folded - {folder} | {new.removeprefix("folder:")}
        return renamed

    def update_counts(self, counts: dict[str, int]) -> None:
        """Show other counts of the saved searches."""
        self.search_counts = counts
        self._rebuild()

    def toggle_quiet(self) -> bool:
        """Hide or show feeds without unread articles; return whether they are hidden now."""
        self.is_quiet_hidden = not self.is_quiet_hidden
        self._rebuild()
        return self.is_quiet_hidden

    def toggle_fold(self) -> None:
        """Fold or unfold the folder under the cursor, or the one its feed is in."""
        folder = self.current.folder
        if folder is None:
            return
        self.folded ^= {folder}
        self._rebuild(f"folder:{folder}")

    def _rebuild(self, cursor_id: str | None = None) -> None:
        cursor_id = cursor_id or self.current.id
        rows = self._sources(self.folded)
        self.rows = self._in_sight(rows) if self.is_quiet_hidden else rows
        self.update_size()
        place = self.place_of(cursor_id)
        if place is not None:
            self.cursor = place
        self.row_kind = self.current.kind
        self.show_cursor()
        self.refresh()

    def place_of(self, source_id: str) -> int | None:
        """Return the place of a source, or None when it is not in the pane."""
        return next((i for i, row in enumerate(self.rows) if row.id == source_id), None)

    def reveal(self, source_id: str) -> int | None:
        """Return the place of a source, unfolding its folder; None when there is none such.

        One that is hidden for having nothing unread becomes the one shown.
        """
        place = self.place_of(source_id)
        if place is None:
            hidden = next((row for row in self.all_rows() if row.id == source_id), None)
            if hidden is not None:
                self.folded -= {hidden.folder or ""}
                self.shown_id = source_id
                self._rebuild()
                place = self.place_of(source_id)
        return place

    def all_rows(self) -> list[Source]:
        """Return the rows as if no folder was folded and no feed hidden."""
        return self._sources(frozenset())

    def _sources(self, folded: frozenset[str]) -> list[Source]:
        return sources(self.feeds, self.totals, folded, self.searches, self.search_counts)

    def _in_sight(self, rows: Sequence[Source]) -> list[Source]:
        """Return the rows but for feeds without unread, and folders of such feeds only."""
        kept = {feed.folder for feed in self.feeds if is_broken(feed)}
        kept.add(self._folders.get(self.shown_id))
        return [
            row
            for row in rows
            if row.count
            or row.id == self.shown_id
            or (row.folder in kept if row.is_folder else row.feed is None or is_broken(row.feed))
        ]

    def is_marked(self, row: Source) -> bool:
        """Whether a row has the bar: it is shown, or folded around what is shown."""
        is_around = row.is_folder and row.folder in self.folded
        return row.id == self.shown_id or (
            is_around and self._folders.get(self.shown_id) == row.folder
        )

    def drop(self, place: int, target: int) -> None:
        """Tell which row was dragged onto which."""
        self.post_message(self.Dropped(self.rows[place], self.rows[target]))

    def on_click(self, event: events.Click) -> None:
        """Fold by the triangle of a folder."""
        place = self.row_at(event.y)
        row = None if place is None or event.x >= len(" ▾ ") else self.rows[place]
        if row is not None and row.is_folder and not self._is_dropped:
            event.prevent_default()
            event.stop()
            self.folded ^= {row.folder or ""}
            cursor = self.current
            is_folded_away = cursor.is_indented and cursor.folder == row.folder
            self._rebuild(row.id if is_folded_away else cursor.id)

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the rows that changed, and tell."""
        super().watch_cursor(old, new)
        self.row_kind = self.current.kind
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
        if row.search is not None:
            fold = f"{SEARCH_SIGN} "
        indent = "  " if row.is_indented else ""
        count = f" {row.count_in_words}" if row.count else ""
        error = row.feed is not None and is_broken(row.feed)
        room = width - 2 - len(count) - (2 if error else 0) - 1
        return [
            Segment("▌" if self.is_marked(row) else " ", mark),
            Segment(indent + fit(fold + row.title, room - len(indent)), name),
            Segment(
                f" {ERROR_SIGN}" if error else "",
                style + self.get_component_rich_style("list--error", partial=True),
            ),
            Segment(count + " ", dim),
        ]
