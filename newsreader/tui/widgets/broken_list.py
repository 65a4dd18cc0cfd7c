"""The list of the feeds with problems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.model.feed import Feed
from newsreader.tui import health
from newsreader.tui.cells import cut, fit
from newsreader.tui.widgets.line_list import LineList


class BrokenList(LineList):
    """A feed on two lines: title and when it worked last, then what is wrong."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--title", "list--error"}
    DEFAULT_CSS = """
    BrokenList {
        & > .list--title { text-style: bold; }
        & > .list--error { color: $alarm; }
    }
    """

    def __init__(self, *, is_automatic: bool) -> None:
        super().__init__()
        self.feeds: list[Feed] = []
        self._is_automatic = is_automatic

    @property
    def row_count(self) -> int:
        """How many feeds have problems."""
        return len(self.feeds)

    @property
    def row_height(self) -> int:
        """Return two lines."""
        return 2

    @property
    def current(self) -> Feed | None:
        """The feed under the cursor."""
        return self.feeds[self.cursor] if self.feeds else None

    def show(self, feeds: Sequence[Feed]) -> None:
        """Show those that have problems; the cursor stays on its feed."""
        current = self.current
        self.feeds = [feed for feed in feeds if health.is_broken(feed)]
        self.update_size()
        if current is not None:
            ids = [feed.id for feed in self.feeds]
            self.cursor = ids.index(current.id) if current.id in ids else self.cursor
        self.show_cursor()
        self.refresh()

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:
        """Draw a line of a feed."""
        feed, now = self.feeds[place], datetime.now(UTC)
        if line == 1:
            error = style + self.get_component_rich_style("list--error", partial=True)
            return [Segment(fit(f" {health.state(feed, now)}", width), error)]
        title = style + self.get_component_rich_style("list--title", partial=True)
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        times = cut(health.times(feed, now, is_automatic=self._is_automatic), width * 2 // 3)
        room = width - cell_len(times) - 2
        return [Segment(fit(f" {feed.title}", room), title), Segment(f" {times} ", dim)]
