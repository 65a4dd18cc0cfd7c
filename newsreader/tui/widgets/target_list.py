"""The list of an article's links or files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.model.text import clean_line
from newsreader.tui.cells import fit
from newsreader.tui.layout.targets import Target
from newsreader.tui.widgets.line_list import LineList


class TargetRow(NamedTuple):
    """A link or file: its words in the article, and its address as it is shown."""

    target: Target
    words: str
    address: str


class TargetList(LineList):
    """A link or file on a line: number, words, address."""

    def __init__(self, rows: Sequence[TargetRow]) -> None:
        super().__init__()
        self.rows = list(rows)
        self._number = len(str(len(self.rows)))
        self._widest = max((cell_len(row.words) for row in self.rows), default=0)

    @property
    def row_count(self) -> int:
        """How many links or files there are."""
        return len(self.rows)

    @property
    def current(self) -> TargetRow:
        """The row under the cursor."""
        return self.rows[self.cursor]

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a row; words take half of it at most."""
        row = self.rows[place]
        # What is dim elsewhere cannot be read on the cursor's ground.
        dim = self.get_component_rich_style("list--dim", partial=True)
        quiet = style if place == self.cursor else style + dim
        number = f" {place + 1:>{self._number}}  "
        room = width - len(number)
        words = min(self._widest, room // 2)
        address = row.address.removeprefix("https://").removeprefix("http://")
        address = clean_line(unquote(address))  # below the list it stands as it is written
        return [
            Segment(number, quiet),
            Segment(fit(row.words or "(image)", max(words, 7)), style),
            Segment(fit(f"  {address}", room - max(words, 7)), quiet),
        ]
