"""The names that are most often seen with a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.tui.cells import cut, fit
from newsreader.tui.counted import counted
from newsreader.tui.widgets.name_page_list import NamePageList

if TYPE_CHECKING:
    from newsreader.model.name import Name

_ROOM_FOR_KIND = 44
"""Cells of a row from which on the kind is said in words."""


class CompanyList(NamePageList):
    """A name, and in how many articles it stands with the one whose page this is."""

    empty_words = "No other name is in its articles."

    def __init__(self) -> None:
        self.rows: Sequence[Name] = ()
        super().__init__(id="company")

    @property
    def row_count(self) -> int:
        """How many names there are."""
        return len(self.rows)

    @property
    def current(self) -> Name | None:
        """The name under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[Name]) -> None:
        """Show names; the cursor stays on its name."""
        current = self.current
        self.rows = rows
        self.update_size()
        if current is not None:
            same = (n for n, each in enumerate(rows) if each.key == current.key)
            self.cursor = next(same, self.cursor)
        self.refresh()

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a name as articles paint it, its kind, and the count."""
        row = self.rows[place]
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        count = f" in {counted(row.count, 'article')} "
        kind = f"  {row.kind.value}" if width >= _ROOM_FOR_KIND else ""
        name = cut(row.name, max(8, width - 1 - cell_len(count) - cell_len(kind)))
        room = width - 1 - cell_len(name) - cell_len(count)
        return [
            Segment(" ", style),
            Segment(name, style + self.kind_style(row.kind)),
            Segment(fit(kind, room), dim),
            Segment(count, dim),
        ]
