"""The list of completions that opens below the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from newsreader.tui.cells import fit
from newsreader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from newsreader.tui.completion import Completion

_LEAST_LABEL = 8


class Completions(LineList, can_focus=False):
    """Completions over the list below, which does not move; the keyboard stays in the box."""

    DEFAULT_CSS = """
    Completions {
        overlay: screen;
        constrain: none inside;
        height: 1;
        box-sizing: content-box;
        background: $panel;
        display: none;
        /* The terminal's own colours have no shades: a line tells it from the list below. */
        &:ansi { border-bottom: solid $foreground; }
        &.-open { display: block; }
        & > .list--cursor { background: $panel; text-style: none; }
        &.-eager > .list--cursor {
            background: $row;
            color: $foreground;
            text-style: $row-style;
        }
    }
    """

    class Chosen(Message):
        """A completion was clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: list[Completion] = []
        self.is_chosen = False
        """Whether the reader has moved to one: Enter means it then."""

    @property
    def is_open(self) -> bool:
        """Whether there is anything to complete."""
        return bool(self._rows)

    @property
    def row_count(self) -> int:
        """How many completions there are."""
        return len(self._rows)

    @property
    def current(self) -> Completion:
        """The completion under the cursor."""
        return self._rows[self.cursor]

    def show(self, rows: list[Completion], *, most: int, is_eager: bool) -> None:
        """Offer completions; with none the list closes.

        The first is taken by Tab, or only (not `is_eager`) after it was gone to.
        """
        if rows == self._rows:
            return
        self._rows = rows
        self.is_chosen = False
        self.set_class(bool(rows), "-open")
        self.set_class(is_eager, "-eager")
        self.styles.height = max(1, min(most, len(rows)))
        self.cursor = 0
        self.scroll_to(y=0, animate=False, immediate=True)
        self.update_size()
        self.refresh()

    def choose(self, rows: int) -> None:
        """Move by rows; at first to the first one, and past an end to the other."""
        step = rows if self.is_chosen or rows < 0 else 0
        self.is_chosen = True
        self.add_class("-eager")
        self.move_to((self.cursor + step) % len(self._rows))
        self.refresh()

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a completion: what is put in, and what it means."""
        row = self._rows[place]
        dim = style
        if place != self.cursor or not self.has_class("-eager"):
            dim += self.get_component_rich_style("list--dim", partial=True)
        if not row.note:
            return [Segment(fit(f" {row.label}", width), style)]
        label = max(_LEAST_LABEL, *(cell_len(each.label) for each in self._rows if each.note)) + 2
        label = min(label, width // 2)
        return [
            Segment(fit(f" {row.label}", label), style),
            Segment(fit(f" {row.note}", width - label), dim),
        ]

    def on_click(self, event: events.Click) -> None:
        """Take the completion that is clicked."""
        event.stop()
        event.prevent_default()
        place = self.scroll_offset.y + event.y
        if place < self.row_count:
            self.cursor = place
            self.post_message(self.Chosen())
