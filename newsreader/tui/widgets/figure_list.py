"""The list of an article's figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.model.mention import Mention
from newsreader.model.sentences import sentence_around
from newsreader.tui.cells import cut, fit
from newsreader.tui.layout.page import Page, PlacedMention
from newsreader.tui.layout.stepping import figure_in_words
from newsreader.tui.theme import Surroundings, mention_style
from newsreader.tui.widgets.line_list import LineList

_LEAD = 3
"""Of how many parts of a row those before a figure take one at most."""


class FigureRow(NamedTuple):
    """A figure with its sentence: the words before it, its own, and those after it."""

    placed: PlacedMention
    before: str
    written: str
    after: str

    @property
    def mention(self) -> Mention:
        """The figure."""
        return self.placed.mention

    @property
    def meaning(self) -> str:
        """The kind of figure and its value, in words."""
        value, kind = figure_in_words(self.mention), self.mention.kind
        return f"{kind.value} · {value}" if value else kind.value

    @property
    def sentence(self) -> str:
        """The whole sentence on one line."""
        return f"{self.before}{self.written}{self.after}"


def figure_rows(page: Page) -> list[FigureRow]:
    """Return the figures of a page in order, each with its sentence."""
    rows = []
    for placed in page.mentions:
        if not placed.mention.kind.is_name:
            begin, end = sentence_around(page.text, placed.start, placed.end)
            rows.append(
                FigureRow(
                    placed,
                    _on_one_line(page.text[begin : placed.start]),
                    _on_one_line(page.text[placed.start : placed.end]),
                    _on_one_line(page.text[placed.end : end]),
                )
            )
    return rows


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


class FigureList(LineList):
    """A figure on two lines: what it says, then its sentence around it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--value"}
    DEFAULT_CSS = """
    FigureList {
        & > .list--value { text-style: bold; }
    }
    """

    def __init__(self, rows: Sequence[FigureRow]) -> None:
        super().__init__()
        self.rows = list(rows)

    @property
    def row_count(self) -> int:
        """How many figures there are."""
        return len(self.rows)

    @property
    def row_height(self) -> int:
        """Return two lines."""
        return 2

    @property
    def current(self) -> FigureRow | None:
        """The figure under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def _dim(self) -> Style:
        return self.get_component_rich_style("list--dim", partial=True)

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:
        """Draw a line of a figure."""
        row = self.rows[place]
        # What is dim elsewhere cannot be read on the cursor's ground.
        is_current = place == self.cursor
        dim = style if is_current else style + self._dim
        figure = style + mention_style(row.mention.kind, Surroundings.of(self.app))
        if line == 1:
            return self._sentence(row, width, dim, figure)
        value = style + self.get_component_rich_style("list--value", partial=True)
        written = cut(row.written, width // 2)
        room = width - cell_len(written) - 3
        return [
            Segment(f" {written}", figure + Style(bold=True)),
            Segment("  ", style),
            Segment(fit(row.meaning, room), value),
        ]

    def _sentence(self, row: FigureRow, width: int, dim: Style, figure: Style) -> list[Segment]:
        room = width - 4
        written = cut(row.written, room)
        before = _tail(row.before, max(room // _LEAD, room - cell_len(written + row.after)))
        after = cut(row.after, max(0, room - cell_len(before) - cell_len(written)))
        return [Segment(f"   {before}", dim), Segment(written, figure), Segment(after, dim)]


def _tail(text: str, width: int) -> str:
    """Return the end of a text in at most `width` cells, with an ellipsis where it is cut."""
    if cell_len(text) <= width:
        return text
    words = text.split(" ")
    while len(words) > 1 and cell_len(" ".join(words)) > width - 2:
        words.pop(0)
    kept = " ".join(words)
    return f"… {kept}" if cell_len(kept) <= width - 2 else "…"
