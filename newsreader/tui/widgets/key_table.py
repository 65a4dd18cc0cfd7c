"""A group of the help: keys, and what they do, with a hanging indent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.cells import fit
from newsreader.tui.layout.wrap import wrap

_KEYS = 20
_INDENT = 2


class Row(NamedTuple):
    """Keys as they are written, and what they do."""

    keys: str
    words: str
    command_id: str = ""


class KeyTable(Widget):
    """A heading and its rows; drawn by the line."""

    COMPONENT_CLASSES = {"keys--heading", "keys--keys"}  # noqa: RUF012 - Textual's declaration
    DEFAULT_CSS = """
    KeyTable {
        width: 1fr;
        height: auto;
        & > .keys--heading { color: $accent; text-style: bold; }
        & > .keys--keys { text-style: bold; }
    }
    """

    def __init__(self, heading: str, rows: Iterable[Row], keys_width: int = _KEYS) -> None:
        super().__init__()
        self._keys_width = keys_width
        self._heading = heading
        self._rows = tuple(rows)

    def show(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self._rows = tuple(rows)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines there are in a width (Textual's layout asks)."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line (Textual's line API)."""
        base, lines = self.rich_style, self._lines(self.size.width)
        if y >= len(lines):
            return Strip.blank(self.size.width, base)
        keys, words = lines[y]
        if not keys and words == self._heading:
            return self._strip([Segment(words, self._style("keys--heading"))], base)
        return self._strip(
            [
                Segment(" " * _INDENT, base),
                Segment(fit(keys, self._keys_width), self._style("keys--keys")),
                Segment(f" {words}", base),
            ],
            base,
        )

    def _strip(self, segments: list[Segment], base: Style) -> Strip:
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _style(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(name, partial=True)

    def _lines(self, width: int) -> list[tuple[str, str]]:
        """Return keys and words line by line; a blank line and the heading come first."""
        lines = [("", ""), ("", self._heading)]
        for row in self._rows:
            is_whole = cell_len(row.keys) <= self._keys_width
            keys = row.keys if is_whole else row.keys.split(" ")[0]
            room = max(10, width - _INDENT - self._keys_width - 1)
            for number, (start, end) in enumerate(wrap(row.words, room)):
                lines.append(("" if number else keys, row.words[start:end]))
        return lines
