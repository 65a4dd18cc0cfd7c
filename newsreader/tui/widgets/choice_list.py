"""The list of what the palette found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.model.text import clean_line
from newsreader.tui.cells import cut, fit
from newsreader.tui.palette.entries import Entry
from newsreader.tui.palette.matching import Match
from newsreader.tui.widgets.line_list import LineList


class ChoiceList(LineList):
    """A row: what it does, the letters that were typed emphasised, and at the right its keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--found"}
    DEFAULT_CSS = """
    ChoiceList {
        background: $surface;
        & > .list--found { text-style: bold underline; }
        & > .list--cursor, &:focus > .list--cursor {
            background: $sheet-row;
            color: $foreground;
            text-style: $row-style;
        }
    }
    """
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[Entry, Match]] = []

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.found)

    @property
    def current(self) -> Entry | None:
        """What the cursor is on."""
        return self.found[self.cursor][0] if self.found else None

    def show(self, found: Sequence[tuple[Entry, Match]], place: int = 0) -> None:
        """Show what was found, the cursor on one of the rows."""
        self.found = list(found)
        self.update_size()
        self.move_to(0)
        self.move_to(place)
        self.refresh()

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a row; the keys give way to the words where it is narrow."""
        entry, match = self.found[place]
        hint = cut(entry.hint, max(0, width // 3))
        room = width - cell_len(hint) - 4
        words = cut(clean_line(entry.text.shown), room)
        emphasised = style + self.get_component_rich_style("list--found", partial=True)
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        segments, at = [Segment("› " if place == self.cursor else "  ", style)], 0
        for start, end in match.spans:
            segments.append(Segment(words[at : max(at, start)], style))
            segments.append(Segment(words[max(at, start) : end], emphasised))
            at = max(at, end)
        segments.append(Segment(words[at:], style))
        padding = fit("", room - cell_len(words) + 1)
        return [*segments, Segment(padding, style), Segment(f"{hint} ", dim)]
