"""What the lists on the page of a name have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from newsreader.tui.cells import fit
from newsreader.tui.names.name_page import Spot
from newsreader.tui.theme import Surroundings, mention_style
from newsreader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from newsreader.model.mention_kind import MentionKind
    from newsreader.model.name import Name, Passage
    from newsreader.tui.widgets.name_figures import NameFigure

NAMED = Style(bold=True, underline=True)
"""Over the style of its kind: the name in its sentence stands out without colours, too."""


class NamePageList(LineList):
    """A list on the page of a name: takes the first of several clicks at a place only.

    The others may have been meant for the word that led to the page.
    """

    @property
    def current(self) -> Passage | Name | NameFigure | None:
        """What is under the cursor."""
        raise NotImplementedError

    empty_words = ""
    """Said where there are no rows."""
    _top_wanted: int | None = None
    """The line to be at the top as soon as there are lines on the screen."""

    def render_line(self, y: int) -> Strip:
        """Draw one line; an empty list says that it is."""
        if self._top_wanted is not None:
            # Not only after the first frame: that would show another place for a moment.
            top, self._top_wanted = self._top_wanted, None
            self.update_size()
            self.scroll_rows_to(top)
            self.show_cursor()
        strip = super().render_line(y)
        if self.row_count or y:
            return strip
        dim = self.rich_style + self.get_component_rich_style("list--dim", partial=True)
        return Strip([Segment(fit(f" {self.empty_words}", strip.cell_length), dim)])

    def kind_style(self, kind: MentionKind) -> Style:
        """Return how articles paint a kind; on reversed cells in its shape only."""
        style = mention_style(kind, Surroundings.of(self.app))
        is_reversed = self._is_cursor_drawn and self.app.native_ansi_color
        return style.without_color if is_reversed else style

    @property
    def spot(self) -> Spot:
        """The row under the cursor, and the line at the top."""
        top = self.scroll_offset.y if self._top_wanted is None else self._top_wanted
        return Spot(self.cursor, top)

    def go_to(self, spot: Spot) -> None:
        """Go back to where one was."""
        self.cursor = spot.cursor
        self._top_wanted = spot.top
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take no notice of a second click."""
        if event.chain > 1:
            event.prevent_default()
            event.stop()
