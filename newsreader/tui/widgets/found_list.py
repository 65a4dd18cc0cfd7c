"""The list of headlines with what a search found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from newsreader.model.headline import Headline
from newsreader.model.query import Query
from newsreader.tui.theme import Surroundings, list_hit_style
from newsreader.tui.widgets.headline_list import MARKS_WIDTH, HeadlineList

if TYPE_CHECKING:
    from newsreader.library.hits import HitFinder
    from newsreader.tui.widgets.shown_hits import ShownHits


class FoundList(HeadlineList):
    """Headlines; of a search the hits are emphasised in the title and in a line of the text below.

    These lines are asked for as they come into sight, with those of the screen below.
    """

    class SnippetsNeeded(Message):
        """Hits are on the screen, or soon will be, of which no line of text has been read."""

        def __init__(self, ids: list[int], width: int) -> None:
            super().__init__()
            self.ids = ids
            self.width = width

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        self._hits: ShownHits | None = None
        self._asked_snippets: list[int] | None = None
        super().__init__(id=id)

    @property
    def row_height(self) -> int:
        """The lines of a headline, and one of the text where there are hits to show."""
        return self.headline_height + (self._hits is not None)

    def show_hits(self, finder: HitFinder | None) -> None:
        """Show from the next list on the hits of a search, or (None) none."""
        self._asked_snippets = None
        if finder is None:
            self._hits = None
        elif self._hits is None:
            # No business of the start, which lists no search.
            from newsreader.tui.widgets.shown_hits import ShownHits

            self._hits = ShownHits(finder)
        else:
            self._hits.begin(finder)

    def accept_snippets(self, finder: HitFinder, ids: list[int], lines: dict[int, str]) -> None:
        """Show lines that were asked for."""
        if self._hits is not None and self._hits.accept(finder, ids, lines):
            self._asked_snippets = None
            self.refresh()
            self._ask()

    def open_window(
        self, query: Query, total: int, first: int, rows: list[Headline], cursor: int
    ) -> None:
        """Show another list with the cursor on its row `cursor`."""
        super().open_window(query, total, first, rows, cursor)
        self._ask()

    def _ask(self) -> None:
        """Ask for the rows that are needed, and for the lines below them."""
        super()._ask()
        if self._asked_snippets is not None or self._hits is None:
            return
        places = range(self.first_shown, self.first_shown + 2 * self.rows_shown + 1)
        rows = [row for place in places if (row := self.window.row(place)) is not None]
        width = self._room(self.scrollable_content_region.width)
        ids = self._hits.missing((row.id for row in rows), width) if width > 0 else []
        if ids:
            self._asked_snippets = ids
            self.post_message(self.SnippetsNeeded(ids, width))

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:
        """Draw a line of a headline, or below it that of the text."""
        row = self.window.row(place)
        if row is None or self._hits is None or line < self.headline_height:
            return super().draw_row(place, line, width, style)
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        over = style + list_hit_style(Surroundings.of(self.app))
        words = self._hits.line(row.id, self._room(width), dim, over)
        return [Segment(" " * MARKS_WIDTH, style), *words]

    def draw_title(self, title: str, width: int, style: Style) -> list[Segment]:
        """Draw a title in so many cells, the hits in it emphasised."""
        if self._hits is None:
            return super().draw_title(title, width, style)
        over = style + list_hit_style(Surroundings.of(self.app))
        return self._hits.title(title, width, style, over)

    def _room(self, width: int) -> int:
        return width - MARKS_WIDTH - 1
